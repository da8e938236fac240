//! Citation styles beyond author and date: by author and page, by number.

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{DocumentReport, Status};

fn report(files: &[(&str, &str)], bib: Option<&str>) -> DocumentReport {
    let memory: Memory = files.iter().map(|(path, text)| (*path, *text)).collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("paper.txt")],
        bibliographies: bib.into_iter().map(str::to_owned).collect(),
        sources: Vec::new(),
        files: &memory,
    };
    check(&inputs, &Config::default()).unwrap().documents.remove(0)
}

/// The items of a report with what they link to: `Osei 12 -> osei2004`.
fn linked(report: &DocumentReport) -> Vec<String> {
    let shown = report.linked.items().map(|(link, _, item)| {
        let entries: Vec<String> = link.entries.iter().map(|&id| report.linked.entry(id).label()).collect();
        let entries = if entries.is_empty() { link.status.name().to_owned() } else { entries.join(" or ") };
        format!("{} -> {entries}", item.text)
    });
    shown.collect()
}

const LIST: &str = "
Works Cited

Ito, Hana, and Pieter van der Berg. Rope and Tide. Quay Press, 2011.

Ito, Hana, et al. “Ferries in Fog.” Journal of Northern Ferries, vol. 4, no. 2, 2015, pp. 1–9.

Marlow, Ruth. “Mail over Ice.” Journal of Northern Ferries, vol. 3, 1987, pp. 11–20.

———. The Light of the Isles. Lagoon Press, 1999.

Northern Lights Archive. Tables of the Tide. Northern Lights Archive, 2019.

Osei, Kofi B. Crossing the Volta. Lagoon Press, 2004.
";

const STORY: &str = "The ferries stopped in winter (Osei 12). Mail went on over the ice (Marlow, “Mail” 14), and Osei \
counted the sheep. Later, Ito and van der Berg (33–35) measured the rope; others did so in fog (Ito et al.; see also \
Marlow, The Light of the Isles 7). The tables agree (Northern Lights Archive). In Volta the boats lay still, and Marlow \
(Light 9) drew them. Osei’s sheep were not drawn.
";

#[test]
fn names_with_pages_and_titles_link_to_the_works_cited() {
    let report = report(&[("paper.txt", &format!("{STORY}{LIST}"))], None);
    assert_eq!(report.style.name(), "author-page");
    assert_eq!(
        linked(&report),
        [
            "Osei 12 -> Osei (2004)",
            "Marlow, “Mail” 14 -> Marlow (1987)",
            "Osei -> Osei (2004)",
            "Ito and van der Berg -> Ito and van der Berg (2011)",
            "Ito et al. -> Ito et al. (2015)",
            "Marlow, The Light of the Isles 7 -> Marlow (1999)",
            "Northern Lights Archive -> Northern Lights Archive (2019)",
            "Marlow -> Marlow (1999)",
        ]
    );
    let codes: Vec<_> = report.diagnostics.iter().map(|one| one.code).filter(|code| code.starts_with('C')).collect();
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn a_name_of_several_works_needs_a_title() {
    let story = STORY.replace("(Marlow, “Mail” 14)", "(Marlow 14)");
    let report = report(&[("paper.txt", &format!("{story}{LIST}"))], None);
    let found: Vec<_> = report.diagnostics.iter().filter(|one| one.code == "C005").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].finding.message, "citation `Marlow 14` matches 2 entries");
    assert!(found[0].finding.help.as_ref().unwrap().contains("short title"));
}

#[test]
fn a_manuscript_that_cites_by_year_has_no_citations_by_name() {
    let story = "The ferries stopped in winter (Osei, 2004). Osei says more (see Osei, 2004; Marlow, 1999), as Marlow \
                 (1987) does. In the valley of Ito (Ito) they wait.\n";
    let report = report(&[("paper.txt", &format!("{story}{LIST}"))], None);
    assert_eq!(report.style.name(), "author-date");
    assert_eq!(report.linked.citations.len(), 3);
}

#[test]
fn numbers_link_to_the_printed_list_and_through_it_to_the_bibliography() {
    let text = "The ferries stopped in winter [1]. Mail went on [2, 3], and sheep [1–3] waited.\n\nReferences\n\n\
                [1] K. Osei, Crossing the Volta. Accra: Lagoon Press, 2004.\n\n\
                [2] R. Marlow, “Mail over ice,” J. North. Ferries, vol. 3, pp. 11–20, 1987.\n\n\
                [3] H. Ito and P. van der Berg, Rope and Tide. Leiden: Quay Press, 2011.\n";
    let bib = "@book{osei, author={Osei, Kofi}, title={Crossing the Volta}, date={2004}}\n\
               @article{marlow, author={Marlow, Ruth}, title={Mail over Ice}, date={1987}}\n\
               @book{ito, author={Ito, Hana and van der Berg, Pieter}, title={Rope and Tide}, date={2011}}\n";
    let own = report(&[("paper.txt", text)], None);
    let both = report(&[("paper.txt", text), ("refs.bib", bib)], Some("refs.bib"));
    for one in [&own, &both] {
        assert_eq!(one.style.name(), "numeric");
        assert!(one.linked.links.iter().all(|link| link.status == Status::Linked && link.entries.len() == 1));
        assert_eq!(one.linked.links.len(), 6);
    }
    let keys: Vec<_> = both.linked.links.iter().map(|link| both.linked.entry(link.entries[0]).key.as_str()).collect();
    assert_eq!(keys, ["osei", "marlow", "ito", "osei", "marlow", "ito"]);
}

const NUMBERED: &str = "
References

1. Osei K. Crossing the Volta. Accra: Lagoon Press; 2004.

2. Marlow R. Mail over ice. J North Ferries. 1987;3:11-20.

3. Ito H, van der Berg P. Rope and Tide. Leiden: Quay Press; 2011.

4. Lindqvist A. Bells of the north. J North Ferries. 1999;7:1-9.

5. Never N. Sheep on deck. Oslo: Fjord Press; 2001.

6. Fair F. Lights. Oslo: Fjord Press; 2003.
";

#[test]
fn numbers_in_round_brackets_or_glued_to_a_word_count_up_to_the_list() {
    let round = "The ferries stopped in winter (1, 2). We did two things: (1) we walked, and (2) we counted sheep (3). By \
        Equation (4), 12 (of 31) boats lay still (4). All of it (5) is known (1–3, 6), and was so in 1987 (n = 6).\n";
    let flat = "The ferries stopped in winter1,2. We walked 3 km2 and counted 16 sheep3. By Table4 and Fig.5, boats in \
        B4 lay still4, “as ever.”5 All of it is known1–3,6 and was so in 1987.\n";
    let want = [
        "1 -> Osei (2004)",
        "2 -> Marlow (1987)",
        "3 -> Ito and van der Berg (2011)",
        "4 -> Lindqvist (1999)",
        "5 -> Never (2001)",
        "1–3 -> Osei (2004)",
        "1–3 -> Marlow (1987)",
        "1–3 -> Ito and van der Berg (2011)",
        "6 -> Fair (2003)",
    ];
    for text in [round, flat] {
        let report = report(&[("paper.txt", &format!("{text}{NUMBERED}"))], None);
        assert_eq!(report.style.name(), "numeric", "{text}");
        assert_eq!(linked(&report), want, "{text}");
        for citation in &report.linked.citations {
            assert_eq!(report.linked.document.source.text[citation.span.range()], citation.text);
        }
    }
}

#[test]
fn numbers_that_do_not_count_up_to_the_list_are_none() {
    for text in [
        "The ferries stopped in winter (1). Later (2) they did not, and (3) went home, 12 of them (7).\n",
        "The ferries (6) stopped (5) in winter (4), and later (3) they did (2) not go home (1).\n",
        "Vitamin B12 and boats3 and sheep2 lay in hall4 of the isle9 with tides8.\n",
        "The ferries stopped in winter (Osei, 2004), the sheep (1), (2), (3), (4), (5) and (6) not (Fair, 2003).\n",
    ] {
        let report = report(&[("paper.txt", &format!("{text}{NUMBERED}"))], None);
        let numbers = report.linked.items().filter(|(.., item)| item.number.is_some()).count();
        assert_eq!(numbers, 0, "{text}");
    }
}

#[test]
fn names_without_end_take_no_longer_than_their_length() {
    let n = 100_000;
    let harms = [
        "A. ".repeat(n),
        format!("{}{}", "Osei (".repeat(n), ")".repeat(n)),
        format!("{}{}", "(".repeat(n), ")".repeat(n)),
        "Osei, Marlow, and ".repeat(n),
        "Marlow, The Light and ".repeat(n),
    ];
    for harm in harms {
        let begun = std::time::Instant::now();
        let report = report(&[("paper.txt", &format!("{STORY}\n\n{harm}\n{LIST}"))], None);
        let shown: String = harm.chars().take(20).collect();
        assert!(begun.elapsed().as_secs() < 10, "{shown}: {:?}", begun.elapsed());
        assert!(linked(&report).iter().any(|one| one == "Osei 12 -> Osei (2004)"), "{shown}");
    }
}

/// The examples of `docs/citation-styles.md`: a manuscript, a bibliography, and what links to what.
#[test]
fn the_page_of_styles_says_what_is_read() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/citation-styles.md");
    let page = std::fs::read_to_string(path).unwrap();
    let mut files: Vec<(String, String)> = Vec::new();
    let (mut count, mut lines) = (0, page.lines());
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let text: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        match info.split_once(' ') {
            Some((_, path)) => files.push((path.to_owned(), text)),
            None => {
                let manuscript = files.iter().find(|(path, _)| path.starts_with("paper")).map(|(path, _)| path.clone());
                let memory: Memory = files.drain(..).collect();
                let inputs = Inputs {
                    manuscripts: manuscript.into_iter().map(Manuscript::named).collect(),
                    bibliographies: vec!["refs.bib".to_owned()],
                    sources: Vec::new(),
                    files: &memory,
                };
                let report = check(&inputs, &Config::default()).unwrap().documents.remove(0);
                let found = report.linked.items().map(|(link, _, item)| {
                    let keys: Vec<&str> = link.entries.iter().map(|&id| report.linked.entry(id).key.as_str()).collect();
                    format!("{} -> {}\n", item.text, keys.join(" or "))
                });
                assert_eq!(found.collect::<String>(), text);
                count += 1;
            }
        }
    }
    assert!(count >= 3);
}
