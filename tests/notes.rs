//! Citations in footnotes and endnotes: full and short notes, ibid. and op. cit., whatever the format.

mod office;

use std::fmt::Write;
use std::time::{Duration, Instant};

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::DocumentReport;

const BIB: &str = "
@book{marlow1987, author = {Marlow, Ada}, title = {Lights of the North: A History}, publisher = {Quay}, location = {London}, date = {1987}}
@article{marlow1992, author = {Marlow, Ada}, title = {The Keepers of Skerry}, journaltitle = {Journal of Northern Ferries}, volume = {4}, number = {2}, pages = {9--31}, date = {1992}}
@book{osei2004, author = {Osei, Kofi B.}, title = {Crossing the Volta}, publisher = {Lagoon Press}, location = {Accra}, date = {2004}}
@book{itoberg2011, author = {Ito, Hana and van der Berg, Pieter}, title = {Rope and Tide}, publisher = {Quay}, location = {London}, date = {2011}}
@collection{ruiz1999, editor = {Ruiz, Ana}, title = {Ferries in Fog}, publisher = {Quay}, location = {London}, date = {1999}}
@article{gazette, title = {Mail over Ice Again}, journaltitle = {Northern Gazette}, date = {1912-03-04}}
";

fn report(path: &str, bytes: impl Into<Vec<u8>>, bib: &str) -> DocumentReport {
    let memory: Memory = [(path, bytes.into()), ("refs.bib", bib.into())].into_iter().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named(path)],
        bibliographies: vec!["refs.bib".to_owned()],
        sources: Vec::new(),
        files: &memory,
    };
    check(&inputs, &Config::default()).unwrap().documents.remove(0)
}

/// A manuscript in Markdown with these notes, each behind a sentence of its own.
fn markdown(notes: &[&str]) -> String {
    let mut out = String::new();
    for number in 1..=notes.len() {
        let _ = write!(out, "The boat number {} went out again.[^{number}] ", letters(number));
    }
    out.push_str("\n\n");
    for (number, note) in (1..).zip(notes) {
        let _ = writeln!(out, "[^{number}]: {note}\n");
    }
    out
}

/// A number without digits: figures would be claims of their own.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

/// Each item with its entry, or with what came of it: `Ibid., 35 -> marlow1987`.
fn linked(report: &DocumentReport) -> Vec<String> {
    let shown = report.linked.items().map(|(link, citation, item)| {
        let keys: Vec<&str> = link.entries.iter().map(|&id| report.linked.entry(id).key.as_str()).collect();
        let to = if keys.is_empty() { link.status.name().to_owned() } else { keys.join(" or ") };
        let form = if citation.form.name() == "note" { "" } else { citation.form.name() };
        format!("{form}{} -> {to}", item.text)
    });
    shown.collect()
}

fn codes(report: &DocumentReport) -> Vec<&str> {
    report.diagnostics.iter().map(|one| one.code).filter(|code| code.starts_with('C') && *code != "C002").collect()
}

/// What one note after a few others links to: `key`, `key or key`, `missing`, or nothing.
fn after(note: &str) -> String {
    let start = [
        "Ada Marlow, *Lights of the North* (London: Quay, 1987), 34.",
        "Kofi Osei, *Crossing the Volta* (Accra: Lagoon Press, 2004), 7.",
        note,
    ];
    let report = report("paper.md", markdown(&start), BIB);
    let found: Vec<String> =
        linked(&report).into_iter().skip(2).map(|one| one.rsplit(" -> ").next().unwrap().to_owned()).collect();
    found.join(", ")
}

#[test]
fn notes_in_many_manners() {
    let table = [
        // In full.
        ("Ada Marlow, *Lights of the North: A History* (London: Quay, 1987), 40.", "marlow1987"),
        ("Ada Marlow, “The Keepers of Skerry,” *Journal of Northern Ferries* 4, no. 2 (1992): 12.", "marlow1992"),
        ("Ada Marlow, “The Keepers of Skerry,” *Journal of Northern Ferries* 4 (1992), pp. 12–14.", "marlow1992"),
        ("Hana Ito and Pieter van der Berg, *Rope and Tide*, 2nd ed. (London: Quay, 2011), 33.", "itoberg2011"),
        ("Ana Ruiz, ed., *Ferries in Fog* (London: Quay, 1999), 3.", "ruiz1999"),
        ("A. Marlow, *Lights of the North* (Quay 1987) 40.", "marlow1987"),
        ("Ada Marlow, ‘The Keepers of Skerry’ (1992) 4 JNF 9, 12.", "marlow1992"),
        ("Ada Marlow: Lights of the North. London 1987, S. 40.", "marlow1987"),
        ("Marlow, Ada: Lights of the North, London 1987, S. 40.", "marlow1987"),
        ("Ada Marlow, Lights of the North, Londres, Quay, 1987, p. 40.", "marlow1987"),
        ("“Mail over Ice Again,” *Northern Gazette*, March 4, 1912.", "gazette"),
        // Short.
        ("Marlow, *Lights*, 41.", "marlow1987"),
        ("Marlow, *Lights of the North*, 41–43.", "marlow1987"),
        ("Marlow, “Keepers,” 12.", "marlow1992"),
        ("Marlow, Lights (n 1) 41.", "marlow1987"),
        ("Marlow, 41.", "marlow1987"),
        ("Osei, 41.", "osei2004"),
        ("Ito and van der Berg, *Rope*, 3.", "itoberg2011"),
        ("See also Marlow, *Lights*, 41; Osei, *Volta*, 9.", "marlow1987, osei2004"),
        ("Cf. Marlow, *Lights*, 41, and Osei, *Volta*, 9.", "marlow1987, osei2004"),
        ("For the keepers, see Marlow, “Keepers,” 12. The ferries of the south are another matter.", "marlow1992"),
        // Back.
        ("Ibid., 35.", "osei2004"),
        ("Ibid.", "osei2004"),
        ("ibid., p. 35", "osei2004"),
        ("Ebd., S. 35.", "osei2004"),
        ("Id. at 35.", "osei2004"),
        ("Marlow, op. cit., p. 41.", "marlow1987"),
        ("Marlow, *Lights*, op. cit., p. 41.", "marlow1987"),
        ("Marlow, art. cit., 41.", "marlow1987"),
        ("Marlow, a.a.O., S. 41.", "marlow1987"),
        ("Marlow (n 1) 41.", "marlow1987"),
        ("Marlow, supra note 1, at 41.", "marlow1987"),
        ("Marlow (wie Anm. 1), S. 41.", "marlow1987"),
        ("Marlow, *Lights*, 4; ibid., 9.", "marlow1987, marlow1987"),
        ("Marlow, *Lights*, 4; eadem, “Keepers,” 9.", "marlow1987, marlow1992"),
        // Of works that are not there.
        ("Ada Marlow, *Boats of the South* (London: Quay, 2001), 3.", "missing"),
        ("Jon Fair, *The Open Boat* (London: Quay, 2001), 3.", "missing"),
        ("Jon Fair, “The Open Boat,” *Boats* 3 (2001): 9.", "missing"),
        ("Jon Fair, letter to Ada Marlow, 4 May 1912, box 3, Quay Archive.", ""),
        ("Jon Fair, “Boat Lost,” *Northern Gazette*, June 4, 1987.", ""),
        ("Fair v. Marlow, 12 Q.B. 34.", ""),
        // What only explains.
        ("Marlow thought otherwise.", ""),
        ("The Lights (London: Quay, 1987) were never seen by Osei.", ""),
        ("In the north, ships of 12 tons were common.", ""),
    ];
    let faults: Vec<String> = table
        .iter()
        .filter_map(|(note, want)| {
            let found = after(note);
            (found != *want).then(|| format!("{note}\n    wants {want:?}, has {found:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_document_with_notes_is_read_whole() {
    let notes = [
        "Ada Marlow, *Lights of the North* (London: Quay, 1987), 34.",
        "Ibid., 35.",
        "Kofi B. Osei, *Crossing the Volta* (Accra: Lagoon Press, 2004), 7; Marlow, *Lights*, 36.",
        "Osei, *Volta*, 8.",
        "Quoted in Marlow, “Keepers,” 12.",
    ];
    let report = report("paper.md", markdown(&notes), BIB);
    assert_eq!(report.style.name(), "notes");
    assert_eq!(
        linked(&report),
        [
            "Ada Marlow, Lights of the North (London: Quay, 1987), 34 -> marlow1987",
            "Ibid., 35 -> marlow1987",
            "Kofi B. Osei, Crossing the Volta (Accra: Lagoon Press, 2004), 7 -> osei2004",
            "Marlow, Lights, 36 -> marlow1987",
            "Osei, Volta, 8 -> osei2004",
            "Marlow, “Keepers,” 12 -> marlow1992",
        ]
    );
    // A work that is read through another is told as such; nothing else is wrong.
    assert_eq!(codes(&report), ["C013"]);
    // The claims are the sentences of the text, not the notes.
    let claims: Vec<String> =
        report.linked.claims.iter().map(|claim| report.linked.document.shown_sentence(claim.sentence)).collect();
    assert_eq!(claims.len(), 5, "{claims:?}");
    assert!(claims[0].starts_with("The boat number b went out"), "{claims:?}");
    let unused: Vec<&str> =
        report.diagnostics.iter().filter(|one| one.code == "C002").map(|one| one.finding.message.as_str()).collect();
    assert_eq!(
        unused,
        ["entry `itoberg2011` is never cited", "entry `ruiz1999` is never cited", "entry `gazette` is never cited"]
    );
}

#[test]
fn every_format_brings_its_notes() {
    let full = "Ada Marlow, Lights of the North (London: Quay, 1987), 34.";
    let word = {
        let note = |id: u32, text: &str| {
            format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>")
        };
        let call = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
        let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
        let body = office::p(&format!("{}{}{}{}", run("The light was lit."), call(1), run(" Nobody saw it."), call(2)));
        let notes = format!("<w:footnotes {}>{}{}</w:footnotes>", office::WORD, note(1, full), note(2, "Ibid., 35."));
        office::docx(&body, [("word/footnotes.xml", notes.as_str())])
    };
    let open = {
        let note = |text: &str| {
            format!(
                "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
            )
        };
        let body = format!("<text:p>The light was lit.{} Nobody saw it.{}</text:p>", note(full), note("Ibid., 35."));
        office::odt(&body, [])
    };
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("paper.docx", word),
        ("paper.odt", open),
        ("paper.md", format!("The light was lit.[^a] Nobody saw it.^[Ibid., 35.]\n\n[^a]: {full}\n").into()),
        ("paper.tex", format!("\\documentclass{{article}}\\begin{{document}}\nThe light was lit.\\footnote{{{full}}} Nobody saw it.\\footnote{{\\emph{{Ibid.}}, 35.}}\n\\end{{document}}\n").into()),
        ("paper.typ", format!("The light was lit.#footnote[{full}] Nobody saw it.#footnote[_Ibid._, 35.]\n").into()),
        ("paper.rst", format!("The light was lit. [1]_ Nobody saw it. [2]_\n\n.. [1] {full}\n.. [2] Ibid., 35.\n").into()),
        ("paper.html", format!("<p>The light was lit.<a href=\"#fn1\" class=\"footnote-ref\" role=\"doc-noteref\"><sup>1</sup></a> Nobody saw it.<a href=\"#fn2\" class=\"footnote-ref\" role=\"doc-noteref\"><sup>2</sup></a></p><section role=\"doc-endnotes\"><ol><li id=\"fn1\"><p>{full}</p></li><li id=\"fn2\"><p>Ibid., 35.</p></li></ol></section>").into()),
        ("paper.xml", format!("<article><body><p>The light was lit.<xref ref-type=\"fn\" rid=\"fn1\">1</xref> Nobody saw it.<fn id=\"fn2\"><p>Ibid., 35.</p></fn></p></body><back><fn-group><fn id=\"fn1\"><p>{full}</p></fn></fn-group></back></article>").into()),
        ("paper.txt", format!("The light was lit.\n\nNobody saw it.\n\nNotes\n\n1. {full}\n\n2. Ibid., 35.\n").into()),
    ];
    for (path, bytes) in files {
        let report = report(path, bytes, BIB);
        let want = [format!("{} -> marlow1987", full.trim_end_matches('.')), "Ibid., 35 -> marlow1987".to_owned()];
        // Where a note stands at its mark it comes before one that is kept for the end.
        let mut found = linked(&report);
        found.sort();
        assert_eq!(found, want, "{path}");
        assert_eq!(report.style.name(), "notes", "{path}");
        assert!(codes(&report).is_empty(), "{path}: {:?}", codes(&report));
        if path != "paper.txt" {
            let shown =
                |claim: &pincite::model::Claim| report.linked.document.words(claim.sentence).replace('\u{fffc}', "");
            let claims: Vec<String> = report.linked.claims.iter().map(shown).collect();
            assert_eq!(claims.len(), 2, "{path}: {claims:?}");
            assert!(claims[0].contains("lit") && claims[1].contains("Nobody"), "{path}: {claims:?}");
        }
    }
}

#[test]
fn ibid_after_several_works_or_first_of_all_is_told_with_both_sides() {
    let notes = [
        "Ibid., 3.",
        "Marlow, *Lights*, 36; Osei, *Volta*, 8.",
        "Ibid., 9.",
        "Marlow, *Lights*, 36; ibid., 40.",
        "Ibid., 41.",
    ];
    let report = report("paper.md", markdown(&notes), BIB);
    let told: Vec<_> = report.diagnostics.iter().filter(|one| one.code == "C014").collect();
    let messages: Vec<&str> = told.iter().map(|one| one.finding.message.as_str()).collect();
    assert_eq!(
        messages,
        ["`Ibid., 3` refers to what was cited before, and nothing was", "`Ibid., 9` follows a note that cites 2 works"]
    );
    let source = &report.linked.document.source;
    let sides: Vec<&str> = told[1].finding.related.iter().map(|label| source.slice(label.span)).collect();
    assert_eq!(sides, ["Marlow, *Lights*, 36", "Osei, *Volta*, 8"]);
    assert!(!codes(&report).contains(&"C005"), "one cause, one finding");
    assert_eq!(linked(&report).last().unwrap(), "Ibid., 41 -> marlow1987");
}

#[test]
fn a_wrong_year_and_a_misspelt_name_are_told() {
    let notes = [
        "Ada Marlow, *Lights of the North* (London: Quay, 1978), 34.",
        "Ada Marlov, *Lights of the North* (London: Quay, 1987), 7.",
        "Jon Fair, *The Open Boat* (London: Quay, 2001), 3.",
    ];
    let report = report("paper.md", markdown(&notes), BIB);
    assert_eq!(codes(&report), ["C003", "C004", "C001"]);
    let missing = report.diagnostics.iter().find(|one| one.code == "C001").unwrap();
    assert_eq!((missing.severity.name(), missing.finding.message.as_str()), ("warning", "no entry for `Fair, 2001`"));
}

#[test]
fn other_styles_keep_their_reading_in_notes() {
    let text = "The light was lit (Marlow, 1987).[^1] Osei (2004) crossed in winter.[^2] The rope held (Ito & van der Berg, 2011).\n\n\
        [^1]: See also Osei (2004, p. 4); Marlow, *Lights*, is silent.\n\n[^2]: Ibid., p. 9.\n";
    let report = report("paper.md", text, BIB);
    assert_eq!(report.style.name(), "author-date");
    assert!(linked(&report).contains(&"narrativeOsei (2004, p. 4 -> osei2004".to_owned()), "{:?}", linked(&report));
    assert!(report.linked.citations.iter().all(|citation| citation.form.name() != "note"));
}

#[test]
fn a_full_note_needs_no_bibliography() {
    let memory: Memory =
        [("paper.md", markdown(&["Ada Marlow, *Lights of the North* (London: Quay, 1987), 34.", "Ibid., 35."]))]
            .into_iter()
            .collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("paper.md")],
        bibliographies: vec![],
        sources: vec![],
        files: &memory,
    };
    let report = check(&inputs, &Config::default()).unwrap().documents.remove(0);
    assert_eq!(report.style.name(), "notes");
    assert_eq!(report.linked.citations.len(), 2);
    assert!(codes(&report).is_empty(), "{:?}", codes(&report));
}

/// How long a manuscript takes.
fn time(text: String, bib: &str) -> Duration {
    let start = Instant::now();
    report("paper.md", text, bib);
    start.elapsed()
}

#[test]
fn hostile_notes_take_linear_time() {
    let many = |note: &'static str| move |n: usize| markdown(&vec![note; n]);
    let one = |words: &'static str| {
        move |n: usize| markdown(&["Ada Marlow, *Lights* (London: Quay, 1987), 34.", &words.repeat(n), "Ibid., 3."])
    };
    type Made = Box<dyn Fn(usize) -> String>;
    let kinds: Vec<(&str, Made)> = vec![
        ("ibids", Box::new(many("Ibid., 3."))),
        ("op. cit. of each other", Box::new(many("Marlow, op. cit., 3; Osei, op. cit., 4."))),
        ("notes of notes", Box::new(many("Marlow (n 99999) 3."))),
        ("a note of many works", Box::new(one("Marlow, *Lights*, 3; Osei, *Volta*, 4; "))),
        ("names without end", Box::new(one("Marlow, "))),
        ("names and names", Box::new(one("Marlow and Osei, "))),
        ("brackets that open", Box::new(one("Ada Marlow, Lights ("))),
        ("quotations that open", Box::new(one("Marlow, “"))),
        ("commas", Box::new(one("Marlow,,,,,,"))),
        ("initials", Box::new(one("A. "))),
        ("stops", Box::new(one("Ada Marlow, Lights. "))),
    ];
    for (what, make) in kinds {
        let (few, more) = (time(make(1_000), BIB), time(make(4_000), BIB));
        let limit = few * 4 * 3 + Duration::from_millis(600);
        assert!(more < limit, "{what}: {few:?} for 1,000, {more:?} for 4,000");
    }
}

#[test]
fn a_hundred_thousand_ibids_take_linear_time() {
    let mut notes = vec!["Ibid., 3."; 100_000];
    notes[0] = "Ada Marlow, *Lights of the North* (London: Quay, 1987), 34.";
    let (few, more) = (time(markdown(&notes[..25_000]), BIB), time(markdown(&notes), BIB));
    let limit = few * 4 * 3 + Duration::from_millis(600);
    assert!(more < limit, "{few:?} for 25,000, {more:?} for 100,000");
}

#[test]
fn the_words_of_a_note_belong_to_its_sign_wherever_they_stand() {
    let first = "Ada Marlow, Lights of the North (London: Quay, 1987), 34.";
    let other = "Kofi Osei, Crossing the Volta (Accra: Lagoon Press, 2004), 3.";
    let tex = |body: &str| format!("\\documentclass{{article}}\\begin{{document}}\n{body}\n\\end{{document}}\n");
    let table = [
        // The words come behind a note that leans on them.
        (
            format!(
                "The light was lit.\\footnotemark{{}} Nobody saw it.\\footnote{{Ibid., 35.}}\n\n\\footnotetext{{{first}}}"
            ),
            vec!["Ibid., 35 -> marlow1987"],
        ),
        // Two signs, and then the words of both.
        (
            format!(
                "It was lit.\\footnotemark{{}} It was seen.\\footnotemark{{}} And lost.\\footnote{{Ibid., 4.}}\n\n\\addtocounter{{footnote}}{{-2}}\\footnotetext{{{first}}}\n\\stepcounter{{footnote}}\\footnotetext{{{other}}}"
            ),
            vec!["Ibid., 4 -> osei2004"],
        ),
        // By number.
        (
            format!(
                "It was lit.\\footnotemark[2] Seen.\\footnotemark[1] Lost.\\footnote{{Ibid., 4.}}\n\n\\footnotetext[1]{{{first}}}\\footnotetext[2]{{{other}}}"
            ),
            vec!["Ibid., 4 -> marlow1987"],
        ),
    ];
    for (body, want) in table {
        let report = report("paper.tex", tex(&body), BIB);
        let ibids: Vec<String> = linked(&report).into_iter().filter(|one| one.starts_with("Ibid")).collect();
        assert_eq!(ibids, want, "{body}");
        assert!(!codes(&report).contains(&"C014"), "{body}: {:?}", codes(&report));
    }
    // What a note cites by key in its words is found there, and the note is lifted out of the sentence.
    let report = report(
        "paper.tex",
        tex("The light\\footnotemark{} was lit.\n\n\\footnotetext{See \\parencite[12]{marlow1987}.}"),
        BIB,
    );
    assert_eq!(linked(&report), ["keymarlow1987 -> marlow1987"]);
    assert!(report.linked.document.prose.text().starts_with("The light was lit."));
}

#[test]
fn notes_as_biblatex_prints_them() {
    let notes = [
        "Kofi B. Osei. Crossing the Volta. Accra: Lagoon Press, 2004, p. 12.",
        "Ada Marlow. “The Keepers of Skerry”. In: Journal of Northern Ferries 4.2 (1992), pp. 9–31.",
        "Hana Ito and Pieter van der Berg, Rope and Tide, p. 3; Osei, see n. 1, p. 4.",
        // A sentence that a name ends is no note in that form.
        "The lamps were sold to Osei. Rope was dear. It cost 4 in 2004.",
    ];
    let report = report("paper.md", markdown(&notes), BIB);
    let want = [
        "Kofi B. Osei. Crossing the Volta. Accra: Lagoon Press, 2004, p. 12 -> osei2004",
        "Ada Marlow. “The Keepers of Skerry”. In: Journal of Northern Ferries 4.2 (1992), pp. 9–31 -> marlow1992",
        "Hana Ito and Pieter van der Berg, Rope and Tide, p. 3 -> itoberg2011",
        "Osei, see n. 1, p. 4 -> osei2004",
    ];
    assert_eq!(linked(&report), want);
    assert!(codes(&report).is_empty(), "{:?}", codes(&report));
}
