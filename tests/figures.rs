//! Which figures need a citation, and which cannot both be right: tables of sentences.

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::DocumentReport;

/// Checks one text.
fn report(text: &str) -> DocumentReport {
    let files: Memory = [("paper.txt", text)].into_iter().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("paper.txt")],
        bibliographies: Vec::new(),
        sources: Vec::new(),
        files: &files,
    };
    check(&inputs, &Config::default()).unwrap().documents.remove(0)
}

/// The findings on what figures say of each other: code, and the words it stands at.
fn inside(text: &str) -> Vec<(&'static str, String)> {
    let report = report(text);
    let source = &report.linked.document.source;
    let codes = ["F004", "F005", "F006"];
    let inside = report.diagnostics.iter().filter(|one| codes.contains(&one.code));
    inside.map(|one| (one.code, source.slice(one.finding.at.span).to_owned())).collect()
}

#[test]
fn figures_that_cannot_both_be_right() {
    let table: &[(&str, &[(&str, &str)])] = &[
        // A part and its whole.
        ("The flood drowned 40 men, including 55 sailors.", &[("F005", "55 sailors")]),
        ("The flood drowned 55 men, including 40 sailors.", &[]),
        ("The isle has 12 parishes, including 90 farms.", &[]),
        ("Some 60 of the 50 villagers stayed.", &[("F005", "60")]),
        ("Of the 50 villagers, 20 left and the remaining 40 stayed.", &[("F005", "50 villagers")]),
        ("Of the 50 villagers, 20 left and the remaining 30 stayed.", &[]),
        ("Of the 50 villagers, 30 kept bees and 40 kept hens.", &[]),
        ("A total of 90 guests came, 50 men, 30 women and 20 children.", &[("F005", "90 guests")]),
        ("A total of 100 guests came, 50 men, 30 women and 20 children.", &[]),
        ("The fund spent $30 million, of which ships alone took $44 million.", &[("F005", "$44 million")]),
        // A fee and its cost.
        (
            "The canal is to cost $3.1 million. Tolls on the canal should bring $900 million.",
            &[("F005", "$3.1 million")],
        ),
        ("The canal is to cost $3.1 billion. Tolls on the canal should bring $900 million.", &[]),
        ("The canal is to cost $30 million. The mill should pay $900 million in taxes.", &[]),
        // A share and what it comes to.
        ("Some 30 of 120 villagers (35%) agreed.", &[("F006", "35%")]),
        ("Some 30 of 120 villagers (25%) agreed.", &[]),
        ("Of the 120 villagers, 100 answered; 25 (25%) of these agreed.", &[]),
        ("Exports rose from 400 to 500 tonnes, an increase of 45 per cent.", &[("F006", "45 per cent")]),
        ("Exports rose from 400 to 500 tonnes, an increase of 25 per cent.", &[]),
        ("Exports rose from 400 to 500 tonnes, or 5 per cent a year.", &[]),
        // Shares of one whole.
        ("Here 70% were men and 50% were women.", &[("F006", "70%")]),
        ("Here 51% were men and 50% were women.", &[]),
        ("Here 70% of the men and 50% of the women agreed.", &[]),
        ("Here 70% lived in rural and 45% in urban parishes.", &[("F006", "70%")]),
        ("Turnout reached 112 percent of registered voters.", &[("F006", "112 percent")]),
        ("Prices reached 112 percent of their old level.", &[]),
        // One thing, two values.
        ("The dyke is 900 m long. Cows graze on the 950-metre dyke.", &[("F004", "950-metre")]),
        ("The dyke is about 900 m long. Cows graze on the 910-metre dyke.", &[]),
        ("He won the 400-metre race and lost the 800-metre race.", &[]),
        ("The survey was made in four towns. It rained. The five towns lie inland.", &[("F004", "five towns")]),
        ("The survey was made in four towns. It rained. The three towns that lie inland came last.", &[]),
    ];
    let mut faults = Vec::new();
    for (text, want) in table {
        let want: Vec<(&str, String)> = want.iter().map(|(code, words)| (*code, (*words).to_owned())).collect();
        let found = inside(text);
        if found != want {
            faults.push(format!("{text}\n    wants {want:?}\n    has   {found:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Which figures of a text need a citation.
fn needing(text: &str) -> Vec<String> {
    let report = report(text);
    let document = &report.linked.document;
    let figures = report.linked.claims.iter().flat_map(|claim| &claim.figures);
    figures.filter(|figure| figure.needs_citation).map(|figure| document.source.slice(figure.span).to_owned()).collect()
}

#[test]
fn figures_that_need_a_citation_and_those_that_do_not() {
    let table: &[(&str, &[&str])] = &[
        ("The pipeline is estimated to cost $5.2 million.", &["$5.2 million"]),
        ("The 310-kilometre Larne Canal has long been a border.", &["310-kilometre"]),
        ("The port of Larne employed 2,300 dockers in 1950.", &["2,300 dockers"]),
        ("Osei et al. found that 44 % of the villagers agreed.", &["44 %"]),
        ("Worldwide, some 30 million people live on such isles.", &["30 million people"]),
        ("We asked 44 villagers, and 62 % agreed.", &[]),
        ("In this study, 62 % of the participants agreed.", &[]),
        ("As Table 2 shows, 62 % of the isles are inhabited.", &[]),
        ("The seeds were kept at 4 °C for 12 hours.", &[]),
        ("The mean was 44 % (SD = 3.1, n = 20).", &[]),
        ("There are two sides to this, and three kinds of it.", &[]),
        ("Suppose that 30 % of the people of Larne agree.", &[]),
        ("“Some 30 million people live on such isles,” she said.", &[]),
        ("Methods\n\nThe isle is 40 km long and has 3,000 inhabitants.", &[]),
        ("Introduction\n\nThe fire of 1911 burned 3,000 houses.", &["3,000 houses"]),
        ("Abstract\n\nThe pipeline is estimated to cost $5.2 million.", &[]),
    ];
    let mut faults = Vec::new();
    for (text, want) in table {
        let found = needing(text);
        if &found != want {
            faults.push(format!("{text}\n    wants {want:?}\n    has   {found:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn figures_on_one_far_citation_are_told_once() {
    let text = "The ferry is old. The bridge is expected to cost $40 million. It would be 3,100 metres long. Ships pass \
        beneath. The port has no other road (Marlow, 1987).";
    let report = report(text);
    let told: Vec<_> = report.diagnostics.iter().filter(|one| one.code == "F001").collect();
    let source = &report.linked.document.source;
    let shown = |span| source.slice(span).to_owned();
    assert_eq!(told.len(), 1);
    assert_eq!(shown(told[0].finding.at.span), "$40 million");
    let related: Vec<_> = told[0].finding.related.iter().map(|label| shown(label.span)).collect();
    assert_eq!(related, ["(Marlow, 1987)", "3,100 metres"]);
    assert!(told[0].finding.message.contains("3 sentences later"), "{}", told[0].finding.message);
}
