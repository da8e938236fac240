//! The rules about bibliographies, beyond what their pages show: other formats, the future, retractions, whole
//! files at once, and hostile ones.

use std::fmt::Write;
use std::time::{Duration, Instant};

use pincite::check::{Inputs, Manuscript, Memory, check, retractions};
use pincite::config::Config;
use pincite::model::{DocumentReport, Finding, Severity};
use pincite::rules::{Day, Options};

/// The findings of some rules in files; those that end in `.txt` are manuscripts.
fn run(files: &[(&str, &str)], select: &str, options: Options) -> Vec<DocumentReport> {
    let memory: Memory = files.iter().map(|&(path, text)| (path, text)).collect();
    let paths = files.iter().map(|(path, _)| (*path).to_owned()).filter(|path| !path.ends_with(".csv"));
    let (manuscripts, bibliographies): (Vec<String>, Vec<String>) = paths.partition(|path| path.ends_with(".txt"));
    let manuscripts = manuscripts.into_iter().map(Manuscript::named).collect();
    let inputs = Inputs { manuscripts, bibliographies, sources: Vec::new(), files: &memory };
    let config = Config { select: vec![select.to_owned()], options, ..Config::default() };
    check(&inputs, &config).unwrap().documents
}

/// `B004 warning: osei2004 has no journal`, with what stands at its place.
fn told(documents: &[DocumentReport]) -> Vec<String> {
    let mut out = Vec::new();
    for document in documents {
        for diagnostic in &document.diagnostics {
            let at = &diagnostic.finding.at;
            let text = document.source(at.source).unwrap().slice(at.span);
            let (code, severity) = (diagnostic.code, diagnostic.severity.name());
            out.push(format!("{code} {severity}: {} @ {text}", diagnostic.finding.message));
        }
    }
    out
}

fn of(path: &str, text: &str) -> Vec<String> {
    told(&run(&[(path, text)], "B", Options::default()))
}

#[test]
fn a_clean_file_is_clean() {
    let text =
        "@article{osei2004, author = {Osei, Kwame}, title = {A Toll}, journal = {Tides}, year = 2004, pages = {1--9},
      issn = {0378-5955}, doi = {10.5555/toll}}
    @book{bell, editor = {Bell, Ada and {Harbour Office}}, title = {Bells}, date = {1990}, isbn = {978-0-306-40615-7}}";
    assert_eq!(of("refs.bib", text), [""; 0]);
}

#[test]
fn other_formats_are_held_to_what_they_have() {
    let json = r#"[{"id": "a", "type": "article-journal", "title": "A Toll for Every Tide", "author": [{"family": "Osei", "given": "K."}],
        "issued": {"date-parts": [[2004]]}, "DOI": "1O.5555/toll", "ISSN": "0378-5956", "page": "1-9", "shoreline": "east"}]"#;
    assert_eq!(
        of("refs.json", json),
        [
            "B004 warning: `a` has no journal @ a",
            "B005 warning: `1O.5555/toll` is not a DOI @ 1O.5555/toll",
            "B007 warning: `0378-5956` is not an ISSN @ 0378-5956",
        ]
    );
    let ris = "TY  - BOOK\nID  - a\nAU  - Osei, Kwame\nTI  - A Toll for Every Tide\nPY  - 2004\nSN  - 978-0-306-40615-8\nER  - \n\
               TY  - BOOK\nID  - b\nAU  - Osei, Kwame\nTI  - A Toll for every tide\nPY  - 2004\nER  - \n";
    assert_eq!(
        of("refs.ris", ris),
        [
            "B006 warning: `978-0-306-40615-8` is not an ISBN @ 978-0-306-40615-8",
            "B003 warning: `a` and `b` are one work @ b",
        ]
    );
}

#[test]
fn a_printed_list_is_accused_of_nothing_that_was_guessed() {
    let paper = "So it is (Osei, 2004; Marlow, 1987).\n\nReferences\n\nMarlow, R. (1987). Rope. Quay. ISBN 978-0-306-40615-8.\n\n\
                 Osei, K. (2004). A toll for every tide. Journal of Tides, 4(2), 1-10. https://doi.org/10.55/x\n\n\
                 Osei, K. (2004). A toll for every tide. Journal of Tides, 5(1), 10-12.\n";
    let found = told(&run(&[("paper.txt", paper)], "B", Options::default()));
    let shown: Vec<&str> = found.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(shown, ["B006 warning", "B005 warning", "B003 info"], "{found:?}");
}

#[test]
fn what_an_entry_inherits_counts() {
    let text = "@inproceedings{a, author = {Osei, K.}, title = {A Toll}, crossref = {p}}
        @proceedings{p, title = {Tides}, xdata = {x}}
        @xdata{x, date = {2004}}
        @incollection{b, author = {Osei, K.}, title = {A Rope}, crossref = {lost}}
        @article{c, author = {Osei, K.}, title = {A Knot}, crossref = {d}}
        @article{d, author = {Osei, K.}, crossref = {c}}";
    assert_eq!(told(&run(&[("refs.bib", text)], "B004", Options::default())), [""; 0]);
    // Whoever is cited is a work, whatever else inherits from it.
    let cited = "@incollection{a, author = {Osei, K.}, title = {A Toll}, crossref = {p}}\n@collection{p, editor = {Bell, A.}, title = {Tides}}";
    let found =
        told(&run(&[("paper.txt", "So (Bell, n.d.; Osei, n.d.)."), ("refs.bib", cited)], "B004", Options::default()));
    assert_eq!(found.first().map(String::as_str), Some("B004 warning: `a` has no date @ a"));
}

#[test]
fn the_future_is_told_where_today_is_known() {
    let text = "@book{a, author = {Osei, K.}, title = {A}, year = 2031}
        @book{b, author = {Osei, K.}, title = {B}, date = {2026-03}}
        @online{c, title = {C}, url = {https://quay.example/}, date = {2024}, urldate = {2025-08-01}}
        @online{d, title = {D}, url = {https://quay.example/d}, date = {2025-05}, urldate = {2025-07-01}, eventdate = {2040}}";
    let today = Some(Day { year: 2025, month: 6, day: 30 });
    let found = told(&run(&[("refs.bib", text)], "B008", Options { today, ..Options::default() }));
    assert_eq!(
        found,
        [
            "B008 warning: the date `2031` lies in the future @ 2031",
            "B008 info: the date `2026-03` lies in the future @ 2026-03",
            "B008 warning: the date of access `2025-08-01` lies in the future @ 2025-08-01",
        ]
    );
    assert_eq!(told(&run(&[("refs.bib", text)], "B008", Options::default())), [""; 0]);
}

const TABLE: &str = "Record ID,Title,Author,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDOI,RetractionDate,RetractionNature,Reason
1,A Toll,K Osei,1/1/2004 0:00,10.5555/toll,77,10.5555/note,11/27/2023 0:00,Retraction,+Fake Data;
2,Rope,R Marlow,1/1/1987 0:00,10.5555/rope,0,10.5555/rnote,1/2/1990 0:00,Expression of concern,
3,Knots,L Finch,1/1/1999 0:00,10.5555/knots,0,10.5555/knote,1/2/2001 0:00,Retraction,
4,Knots,L Finch,1/1/1999 0:00,10.5555/knots,0,10.5555/kback,1/2/2003 0:00,Reinstatement,
5,Bells,A Bell,1/1/1990 0:00,10.5555/bells,0,,1/2/1991 0:00,Correction,
6,The Bees of the Lower Shore,Lea Finch,1/1/1999 0:00,10.5555/bees,0,,5/2/2001 0:00,Retraction,
";

/// The findings of B012 for a manuscript and some fields of entries: key and fields.
fn retracted(paper: &str, entries: &[(&str, &str)]) -> Vec<String> {
    let mut bib = String::new();
    for (key, fields) in entries {
        writeln!(bib, "@article{{{key}, {fields}}}").unwrap();
    }
    let files: Memory = [("r.csv", TABLE)].into_iter().collect();
    let options = Options { retractions: Some(retractions(&files, "r.csv").unwrap()), ..Options::default() };
    let documents = run(&[("paper.txt", paper), ("refs.bib", &bib)], "B012", options);
    told(&documents).iter().map(|line| line.trim_start_matches("B012 ").to_owned()).collect()
}

const TOLL: (&str, &str) =
    ("osei2004", "author = {Osei, Kwame}, title = {A Toll}, date = {2004}, doi = {10.5555/TOLL}");

#[test]
fn retractions_are_told_by_their_nature() {
    let entries = [
        TOLL,
        ("marlow1987", "author = {Marlow, Ruth}, title = {Rope}, date = {1987}, doi = {10.5555/rope}"),
        ("finch1999", "author = {Finch, Lea}, title = {Knots}, date = {1999}, doi = {https://doi.org/10.5555/knots}"),
        ("bell1990", "author = {Bell, Ada}, title = {Bells}, date = {1990}, doi = {10.5555/bells}"),
        ("finch2000", "author = {Finch, Lea}, title = {The bees of the lower shore}, date = {2000}"),
        ("other1999", "author = {Other, Ann}, title = {The bees of the lower shore}, date = {1999}"),
        (
            "finch1999b",
            "author = {Finch, Lea}, title = {The Bees of the Lower Shore}, date = {1999}, doi = {10.5555/other}",
        ),
        ("mail2004", "author = {Post, Al}, title = {Mail}, date = {2004}, pmid = {77}"),
    ];
    let paper =
        "So (Osei, 2004), (Marlow, 1987), (Finch, 1999), (Bell, 1990), (Finch, 2000), (Other, 1999), (Post, 2004).";
    assert_eq!(
        retracted(paper, &entries),
        [
            "error: `osei2004` was retracted on 2023-11-27 @ osei2004",
            "warning: `marlow1987` has an expression of concern on 1990-01-02 @ marlow1987",
            "info: `finch1999` was retracted, and reinstated on 2003-01-02 @ finch1999",
            "error: `finch2000` was retracted on 2001-05-02 @ finch2000",
            "error: `mail2004` was retracted on 2023-11-27 @ mail2004",
        ]
    );
}

#[test]
fn who_says_that_a_work_was_retracted_is_told_softly() {
    let soft = ["info: `osei2004` was retracted on 2023-11-27 @ osei2004"];
    let hard = ["error: `osei2004` was retracted on 2023-11-27 @ osei2004"];
    type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], [&'c str; 1]);
    let cases: [Case<'_>; 5] = [
        ("Ferries crossed (Osei, 2004).", &[TOLL], hard),
        ("A work that was retracted says otherwise (Osei, 2004).", &[TOLL], soft),
        ("It was retracted. Ferries crossed (Osei, 2004).", &[TOLL], hard),
        (
            "Ferries crossed (Osei, 2004).",
            &[TOLL, ("note", "author = {Editors}, title = {Note}, date = {2023}, doi = {10.5555/note}")],
            soft,
        ),
        ("Ferries crossed (Marlow, 1987).", &[TOLL, ("m", "author = {Marlow, R.}, title = {R}, date = {1987}")], soft),
    ];
    for (paper, entries, expected) in cases {
        assert_eq!(retracted(paper, entries), expected, "{paper}");
    }
    let noted = (
        "osei2004",
        "author = {Osei, Kwame}, title = {A Toll}, date = {2004}, doi = {10.5555/toll}, note = {Retracted}",
    );
    assert_eq!(retracted("Ferries crossed (Osei, 2004).", &[noted]), soft);
}

#[test]
fn notes_say_why_and_where() {
    let files: Memory = [("r.csv", TABLE)].into_iter().collect();
    let options = Options { retractions: Some(retractions(&files, "r.csv").unwrap()), ..Options::default() };
    let text = format!("@article{{{}, {}}}", TOLL.0, TOLL.1);
    let documents = run(&[("refs.bib", &text)], "B012", options);
    let finding: &Finding = &documents[0].diagnostics[0].finding;
    assert_eq!(documents[0].diagnostics[0].severity, Severity::Error);
    assert_eq!(
        finding.notes,
        [
            "the reason given: Fake Data",
            "the notice: https://doi.org/10.5555/note",
            "recognised by its DOI in r.csv (6 notices)"
        ]
    );
}

#[test]
fn several_entries_of_one_work_are_one_finding() {
    let entry = |key: &str| {
        format!("@book{{{key}, author = {{Osei, Kwame}}, title = {{A Toll for Every Tide}}, date = {{2004}}}}\n")
    };
    let text = ["a", "b", "c", "d"].map(entry).concat();
    let documents = run(&[("refs.bib", &text)], "B003", Options::default());
    assert_eq!(told(&documents), ["B003 warning: `a` and `b` and 2 more are one work @ b"]);
    assert_eq!(documents[0].diagnostics[0].finding.related.len(), 3);
}

#[test]
fn a_preprint_beside_its_article_is_worth_a_look() {
    let text = "@article{a, author = {Osei, K.}, title = {A Toll for Every Tide}, journal = {Tides}, year = 2004}
        @online{b, author = {Osei, K.}, title = {A Toll for Every Tide}, year = 2004, eprint = {0401.0001}, eprinttype = {arxiv}}
        @article{c, author = {Osei, K.}, title = {Reply}, journal = {Tides}, year = 2004, pages = {1--2}}
        @article{d, author = {Osei, K.}, title = {Reply}, journal = {Tides}, year = 2004, pages = {7--8}}
        @article{e, author = {Bell, A.}, title = {A Knot}, journal = {Tides}, year = 2004, doi = {10.5555/one}}
        @article{f, author = {Finch, L.}, title = {Other Ropes}, journal = {Tides}, year = 2005, doi = {10.5555/ONE}}";
    assert_eq!(
        told(&run(&[("refs.bib", text)], "B003", Options::default())),
        [
            "B003 info: `a` and `b` may be one work @ b",
            "B003 warning: `e` and `f` have one DOI and other titles @ {10.5555/ONE}",
        ]
    );
}

#[test]
fn the_fix_of_pages_mends_them_all() {
    let text = "@article{a, pages = {1-9}}\n@article{b, pages = {pp. 12-34, 40-50}}\n@article{c, pages = \"5-7\"}\n";
    let documents = run(&[("refs.bib", text)], "B010", Options::default());
    let mut edits: Vec<_> =
        documents[0].diagnostics.iter().filter_map(|one| one.finding.fix.clone()).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut mended = text.to_owned();
    for edit in edits {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    assert_eq!(
        mended,
        "@article{a, pages = {1--9}}\n@article{b, pages = {12--34, 40--50}}\n@article{c, pages = \"5--7\"}\n"
    );
    assert_eq!(told(&run(&[("refs.bib", &mended)], "B010", Options::default())), [""; 0]);
}

#[test]
fn one_fault_is_told_once() {
    // A brace that is never closed swallows the fields after it: what is then missing or doubled is its doing.
    let text = "@article{a, author = {Osei, K., title = {A}, journal = {T}, year = 2004}\n@article{b, author = {Bell, A.}, title = {B}, journal = {T}, year = 2004}\n";
    let codes: Vec<String> = of("refs.bib", text).iter().map(|line| line[..4].to_owned()).collect();
    assert_eq!(codes, ["B001"], "{:?}", of("refs.bib", text));
    let text = "@article{a, author = {Osei, K.}, title = {TODO}, journal = {T}, year = {????}, doi = {10.xxxx/y}}";
    let codes: Vec<String> = of("refs.bib", text).iter().map(|line| line[..4].to_owned()).collect();
    assert_eq!(codes, ["B011", "B011", "B011"], "{:?}", of("refs.bib", text));
}

/// Checks a file and asks that it takes no time that grows with the square of its size.
fn quick(name: &str, text: &str) -> usize {
    let start = Instant::now();
    let found: usize =
        run(&[("refs.bib", text)], "B", Options::default()).iter().map(|one| one.diagnostics.len()).sum();
    assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
    found
}

#[test]
fn hostile_files_take_their_time_and_no_more() {
    let mut equal = String::new();
    let mut parted = String::new();
    let mut chain = String::new();
    let mut family = String::from("@collection{p, title = {P}}\n");
    for number in 0..100_000 {
        writeln!(
            equal,
            "@book{{k{number}, author = {{Osei, K.}}, title = {{A Toll for Every Tide}}, date = {{2004}}}}"
        )
        .unwrap();
        writeln!(
            parted,
            "@book{{k{number}, author = {{Osei, K.}}, title = {{A Toll}}, volume = {{{number}}}, date = {{2004}}}}"
        )
        .unwrap();
        writeln!(chain, "@incollection{{k{number}, crossref = {{k{}}}}}", number + 1).unwrap();
        writeln!(family, "@incollection{{k{number}, author = {{O, K.}}, title = {{T{number}}}, crossref = {{p}}}}")
            .unwrap();
    }
    assert_eq!(quick("equal titles", &equal), 1);
    assert_eq!(quick("parted titles", &parted), 0);
    quick("a chain", &chain);
    quick("a family", &family);
    let names = format!(
        "@book{{a, author = {{{}}}, title = {{T}}, date = {{2004}}}}",
        "A, B, C & D; and and et al. and ".repeat(50_000)
    );
    quick("names", &names);
    let pages = format!(
        "@book{{a, author = {{A}}, title = {{T}}, date = {{2004}}, pages = {{{}}}}}",
        "9-1, pp. 2-3; ".repeat(50_000)
    );
    quick("pages", &pages);
    let serials = format!(
        "@book{{a, author = {{A}}, title = {{T}}, date = {{2004}}, isbn = {{{}}}}}",
        "1 2 3 978 X, ".repeat(50_000)
    );
    quick("numbers", &serials);
    let mut fields = String::from("@book{a");
    (0..100_000).for_each(|number| write!(fields, ", f{number} = {{x}}, year = {{2004}}").unwrap());
    fields.push('}');
    quick("fields", &fields);
}
