//! Ignore comments: each form in each format that has comments, as its users write them.

#[allow(dead_code)]
mod fixing;

use fixing::{mend, report};

/// Who is told to be missing in a manuscript.
fn told(path: &str, text: &str) -> Vec<String> {
    let report = report(path, text, "");
    let found =
        report.documents.iter().flat_map(|document| document.diagnostics.iter().map(move |one| (document, one)));
    let missing = found.filter(|(_, one)| one.code == "C001" || one.code == "M001");
    missing
        .map(|(document, one)| {
            let words = document.linked.document.source.slice(one.finding.at.span);
            format!("{} {}", one.code, words.split(',').next().unwrap_or_default())
        })
        .collect()
}

struct Format {
    path: &'static str,
    comment: fn(&str) -> String,
    paragraph: fn(&str) -> String,
    whole: fn(&str) -> String,
    /// Whether a comment may stand on a line of words.
    inline: bool,
}

fn plain(text: &str) -> String {
    format!("{text}\n\n")
}

fn tagged(text: &str) -> String {
    format!("<p>{text}</p>\n")
}

const FORMATS: &[Format] = &[
    Format {
        path: "paper.md",
        comment: |words| format!("<!-- {words} -->"),
        paragraph: plain,
        whole: str::to_owned,
        inline: true,
    },
    Format {
        path: "paper.html",
        comment: |words| format!("<!-- {words} -->"),
        paragraph: tagged,
        whole: |body| format!("<!doctype html>\n<body>\n{body}</body>\n"),
        inline: true,
    },
    Format {
        path: "paper.xml",
        comment: |words| format!("<!-- {words} -->"),
        paragraph: tagged,
        whole: |body| format!("<article><body>\n{body}</body></article>\n"),
        inline: true,
    },
    Format {
        path: "paper.tex",
        comment: |words| format!("% {words}"),
        paragraph: plain,
        whole: |body| format!("\\begin{{document}}\n{body}\\end{{document}}\n"),
        inline: true,
    },
    Format {
        path: "paper.typ",
        comment: |words| format!("// {words}"),
        paragraph: plain,
        whole: str::to_owned,
        inline: true,
    },
    Format {
        path: "paper.typ",
        comment: |words| format!("/* {words} */"),
        paragraph: plain,
        whole: str::to_owned,
        inline: true,
    },
    Format {
        path: "paper.rst",
        comment: |words| format!(".. {words}"),
        paragraph: plain,
        whole: str::to_owned,
        inline: false,
    },
];

const ONE: &str = "Ferries ran at night (Alder, 1987).";
const TWO: &str = "Nobody paid the toll (Birch, 1988).";
const THREE: &str = "The ice came early (Cedar, 1989; Dogwood, 1990).";

#[test]
fn each_form_works_in_each_format() {
    let mut faults = Vec::new();
    for format in FORMATS {
        let Format { path, comment, paragraph, whole, inline } = format;
        let own = |words: &str| {
            // A comment of reStructuredText is a block of its own.
            let gap = if *path == "paper.rst" { "\n\n" } else { "\n" };
            comment(words) + gap
        };
        let p = |words: &str| paragraph(words);
        let mut hold = |form: &str, body: String, want: &[&str]| {
            let text = whole(&body);
            let got = told(path, &text);
            if got != want {
                faults.push(format!("{path}, {form}:\n{text}  wants {want:?}, has {got:?}"));
            }
        };
        hold("none", p(ONE) + &p(TWO), &["C001 Alder", "C001 Birch"]);
        hold(
            "next",
            p(ONE) + &own("pincite-ignore C001: in press") + &p(TWO) + &p(THREE),
            &["C001 Alder", "C001 Cedar", "C001 Dogwood"],
        );
        hold("name", own("pincite-ignore missing-reference") + &p(ONE) + &p(TWO), &["C001 Birch"]);
        hold("family", own("pincite-ignore citation") + &p(ONE) + &p(TWO), &["C001 Birch"]);
        if *inline {
            let line = format!("{ONE} {}", comment("pincite-ignore-line C001: so"));
            hold("line", p(&line) + &p(TWO), &["C001 Birch"]);
        }
        let span = own("pincite-ignore-start C001") + &p(ONE) + &p(TWO) + &own("pincite-ignore-end") + &p(THREE);
        hold("start and end", span, &["C001 Cedar", "C001 Dogwood"]);
        hold("file", p(ONE) + &p(TWO) + &own("pincite-ignore-file C001: a draft") + &p(THREE), &[]);
        hold("one value", own("pincite-ignore C001(\"Cedar, 1989\"): known") + &p(THREE), &["C001 Dogwood"]);
        hold(
            "two values",
            own("pincite-ignore-file C001(\"Cedar, 1989\", \"Alder, 1987\")") + &p(ONE) + &p(TWO) + &p(THREE),
            &["C001 Birch", "C001 Dogwood"],
        );
        hold("in vain", own("pincite-ignore C002, D001") + &p(ONE), &["M001 C002", "M001 D001", "C001 Alder"]);
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn what_hides_nothing_is_taken_away() {
    for format in FORMATS {
        let Format { path, comment, paragraph, whole, .. } = format;
        let gap = if *path == "paper.rst" { "\n\n" } else { "\n" };
        let text = |words: &str| whole(&(comment(words) + gap + &paragraph(ONE)));
        let done = mend(path, &text("pincite-ignore C001, D005: so"), "", false);
        assert_eq!(done.text, text("pincite-ignore C001: so"), "one rule of two in {path}");
        let done = mend(path, &text("pincite-ignore D001, D005: so"), "", false);
        let rest = if *path == "paper.rst" { format!("\n{}", paragraph(ONE)) } else { paragraph(ONE) };
        assert_eq!(done.text, whole(&rest), "the whole comment in {path}");
    }
}

#[test]
fn a_bibliography_has_comments_of_its_own() {
    let entry = |key: &str| {
        format!(
            "@book{{{key}, author = {{Osei, Kwame}}, title = {{T {key}}}, date = {{2004}}, doi = {{https://doi.org/10.5555/{key}}}}}\n"
        )
    };
    let told = |bib: &str| -> Vec<String> {
        let report = report("paper.md", "Ferries ran [@a; @b].\n", bib);
        let found = report.documents.iter().flat_map(|document| &document.diagnostics);
        let found = found.filter(|one| one.code.starts_with(['B', 'M']));
        found.map(|one| format!("{} {}", one.code, one.finding.at.span.start)).collect()
    };
    let (a, b) = (entry("a"), entry("b"));
    let first = |bib: &str| format!("B005 {}", bib.find("https").unwrap());
    let last = |bib: &str| format!("B005 {}", bib.rfind("https").unwrap());
    let both = format!("{a}{b}");
    assert_eq!(told(&both), [first(&both), last(&both)]);
    for comment in [
        "% pincite-ignore B005: as the publisher has it\n",
        "pincite-ignore invalid-doi\n",
        "@comment{pincite-ignore B005}\n",
    ] {
        let bib = format!("{comment}{a}{b}");
        assert_eq!(told(&bib), [last(&bib)], "{comment}");
    }
    let file = format!("{a}{b}% pincite-ignore-file B005\n");
    assert_eq!(told(&file), Vec::<String>::new());
    let span = format!("{a}% pincite-ignore-start B005\n{b}% pincite-ignore-end\n");
    assert_eq!(told(&span), [first(&span)]);
    let value = format!("% pincite-ignore-file B005(\"10.5555/b\")\n{a}{b}");
    assert_eq!(told(&value), [first(&value)]);
    // What speaks to no bibliography hides nothing; inside an entry nothing is a comment.
    let vain = format!("% pincite-ignore B001\n{a}");
    assert_eq!(told(&vain), ["M001 17".to_owned(), first(&vain)]);
    let inside =
        "@book{a, author = {Osei, K}, title = {% pincite-ignore B005}, date = {2004}, doi = {doi:10.5555/a}}\n";
    assert_eq!(told(inside).len(), 1);
    let done = mend("paper.md", "Ferries ran [@a].\n", &vain, false);
    assert_eq!(done.bib, a.replace("https://doi.org/", ""));
}
