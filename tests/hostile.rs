//! Input made to harm, whole: nothing panics or aborts, none takes long, something is said, and what can
//! still be checked is checked.
//!
//! A debug build is slow and takes a tenth of the sizes. `cargo test --release --test hostile -- --nocapture
//! --test-threads 1` takes them whole and prints how long each took.

#![allow(clippy::print_stdout)] // times are told, with --nocapture

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{Report, Status};
use pincite::report::{Ending, Shape};

/// The citation and the entry that stand in every input, and must be linked whatever stands beside them.
const GOOD: &str = "\n\nBoats were slow and dear (Goodfellow, 2020).\n\n";
const GOOD_BIB: &str = "\n@book{goodfellow2020, author = {Goodfellow, Ann}, title = {Boats}, date = {2020}}\n";

/// A manuscript of each format.
const BOTH: &[&str] = &["paper.txt", "paper.md"];

/// A size, or a tenth of it where code is slow.
fn size(whole: usize) -> usize {
    if cfg!(debug_assertions) { whole / 10 } else { whole }
}

/// Trials of one kind. All are made, then what went wrong is told.
#[derive(Default)]
struct Trials {
    faults: Vec<String>,
}

impl Trials {
    /// Checks a text by every rule against a library that has the good entry, and prints the report.
    fn bear_with(&mut self, what: &str, name: &str, text: impl Into<Vec<u8>>, bib: &str) -> Report {
        let bib = format!("{bib}{GOOD_BIB}");
        let files: Memory = [(name, text.into()), ("refs.bib", bib.into_bytes())].into_iter().collect();
        let begun = Instant::now();
        let manuscripts = vec![Manuscript::named(name)];
        let inputs =
            Inputs { manuscripts, bibliographies: vec!["refs.bib".to_owned()], sources: Vec::new(), files: &files };
        let config = Config { select: vec!["ALL".to_owned()], ..Config::default() };
        let report = check(&inputs, &config).unwrap_or_else(|error| {
            self.faults.push(format!("{what} in {name}: {error}"));
            Report::default()
        });
        let checked = begun.elapsed();
        let printed = [Shape::Json, Shape::Concise, Shape::Full, Shape::Html, Shape::Notes].map(|shape| {
            let begun = Instant::now();
            let mut output = shape.output(false);
            for document in &report.documents {
                output.document(document, &mut std::io::sink()).unwrap();
            }
            output.end(&Ending { summary: report.summary, ..Ending::default() }, &mut std::io::sink()).unwrap();
            begun.elapsed()
        });
        let printed = printed.into_iter().max().unwrap_or_default();
        let findings: usize = report.documents.iter().map(|document| document.diagnostics.len()).sum();
        println!("{:8.3} s {:8.3} s {findings:>7} {name:9} {what}", checked.as_secs_f64(), printed.as_secs_f64());
        // A run prints one shape.
        if checked + printed > Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 3 }) {
            self.faults.push(format!("{what} in {name} took {checked:?}, and {printed:?} to print"));
        }
        report
    }

    /// As [`Self::bear_with`], where the good citation must be linked.
    fn bear_good(&mut self, what: &str, name: &str, text: impl Into<Vec<u8>>, bib: &str) -> Report {
        let report = self.bear_with(what, name, text, bib);
        if !has_good(&report) {
            self.faults.push(format!("{what} in {name}: the good citation is not linked"));
        }
        report
    }

    /// As [`Self::bear_with`], where something must be found.
    fn bear_loud(&mut self, what: &str, name: &str, text: impl Into<Vec<u8>>, bib: &str) -> Report {
        let report = self.bear_with(what, name, text, bib);
        if report.documents.iter().all(|document| document.diagnostics.is_empty()) {
            self.faults.push(format!("{what} in {name}: nothing is said"));
        }
        report
    }

    /// Harm before the good citation, in both formats.
    fn bear(&mut self, what: &str, harm: &str) {
        self.bear_good(what, "paper.txt", format!("{harm}{GOOD}"), "");
        self.bear_markdown(what, harm);
    }

    fn bear_markdown(&mut self, what: &str, harm: &str) {
        self.bear_good(what, "paper.md", format!("{harm}{GOOD}"), "");
    }

    /// A sign many times over, half of it after the good citation.
    fn bear_signs(&mut self, signs: &[&str], names: &[&str], n: usize) {
        for sign in signs {
            let half = sign.repeat(n / 2);
            for name in names {
                self.bear_good(&format!("{n} {sign:?}"), name, format!("{half}{GOOD}{half}"), "");
            }
        }
    }

    /// Counts the items of a status.
    fn counts(&mut self, what: &str, report: &Report, status: Status, want: usize) {
        let links = report.documents.iter().flat_map(|document| &document.linked.links);
        let found = links.filter(|link| link.status == status).count();
        if found != want {
            self.faults.push(format!("{what}: {found} items are {}, not {want}", status.name()));
        }
    }
}

impl Drop for Trials {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.faults.is_empty(), "\n{}\n", self.faults.join("\n"));
        }
    }
}

fn has_good(report: &Report) -> bool {
    let Some(document) = report.documents.first() else { return false };
    let linked = &document.linked;
    linked.items().any(|(link, _, item)| {
        link.status == Status::Linked
            && item.authors.first().is_some_and(|name| name.family == "Goodfellow")
            && link.entries.iter().any(|&id| linked.entry(id).key == "goodfellow2020")
    })
}

#[test]
fn brackets_without_end() {
    let mut trials = Trials::default();
    let n = size(100_000);
    let signs = [
        "(", ")", "[", "]", "([", ")]", "(]", "[)", "()", "\"", "“", "”", "“\"", "{", "}", "<", "<!--", "a`", "```\n",
        "$", "$$", "*", "_", "**a", "> ", "- ", "#", "~~~\n", ":::\n", "|", "\\",
    ];
    trials.bear_signs(&signs, BOTH, n);
}

#[test]
fn citations_without_an_end_or_a_beginning() {
    let mut trials = Trials::default();
    let n = size(100_000);
    let signs = [
        "(Aa, 2000 ", "(Aa, 2000. ", "Aa, 2000) ", "Aa (2000 ", "[Aa 2000 ", "(Aa; ", "(2000 ", "2000) ", "(Aa, 2000\n",
    ];
    trials.bear_signs(&signs, BOTH, n);
    trials.bear("the same, each a paragraph", &"It is so (Aa, 2000.\n\n".repeat(n));
}

#[test]
fn keys_and_notes_without_an_end() {
    let mut trials = Trials::default();
    let n = size(100_000);
    trials.bear_markdown("keys without an end", &"[@".repeat(n));
    let signs = [
        "[@", "[@a", "[@a; ", "@a [", "@{", "@{a ", "@", "-@a ", "[^a]", "[^", "^[", "^[a ", "[^a]: x\n\n", "![",
        "[a](", "[a][", "[a]: b\n",
    ];
    trials.bear_signs(&signs, &["paper.md"], n);
    let notes: String = (0..n).map(|at| format!("A word[^{at}] and ")).collect();
    let bodies: String = (0..n).map(|at| format!("\n[^{at}]: A note (Goodfellow, 2020).\n")).collect();
    let report = trials.bear_good("notes with citations", "paper.md", format!("{notes}\n{bodies}"), "");
    trials.counts("notes with citations", &report, Status::Linked, n);
    let front = format!("---\n{}---\n{GOOD}", "a: [\n".repeat(n));
    trials.bear_good("front matter without an end", "paper.md", front, "");
    let front = format!("---\nnocite: |\n{}---\n{GOOD}", "  @a, @b\n".repeat(n));
    trials.bear_good("a long nocite", "paper.md", front, "");
}

#[test]
fn sentences_names_and_words() {
    let mut trials = Trials::default();
    let n = size(300_000);
    let signs = [
        "a.", "a. ", "A. ", "A.", "A ", "al. ", "et al. ", "e.g. ", "and ", "& ", "van ", "’s ", "Osei’s ", "Osei ",
        "Osei-", "1", "1 ", "2000 ", "2000", "2000–", "2000, ", "a\n", "Aa\n", "\n", "\r", "\r\n", "\t", "\u{c}",
        "\u{ad}", "-\n", "\u{a0}", "ﬁ", "e\u{301}", "👩‍🔬", "12\n", "• a\n", "¹ a\n", ";", ",", ".", "?", "/",
    ];
    trials.bear_signs(&signs, BOTH, n);
    let n = size(100_000);
    let signs = [
        "studies show that ", "according to experts ", "the authors argue ", "P1 said ", "ten participants ",
        "interview ",
    ];
    trials.bear_signs(&signs, BOTH, n);
}

#[test]
fn statistics_without_an_end() {
    let mut trials = Trials::default();
    let n = size(100_000);
    let signs = [
        "t(",
        "t(28)=",
        "F(1,",
        "p=",
        "n = ",
        "χ",
        "t₂",
        "z",
        "=",
        "M = ",
        "r = .3, ",
        "r = .3, p",
        "t(28) = 2.20, d = ",
        "t(28) = 2.20, p < .001, ",
        "(p = .03, t",
        "t = 2.2, 95% CI [",
        "41% of the 23 ",
        "Of the 23 respondents, 41%",
        "“the boats of the sea are dear and slow to sail,” ",
        "Osei’s (n 3) 41% of boats, ",
        "Likert rating M = 3.5 n = 28 (",
        "whole numbers, n = 28, M = 3.51. ",
        "$t(28)$, ",
    ];
    trials.bear_signs(&signs, BOTH, n);
}

#[test]
fn long_lists() {
    let mut trials = Trials::default();
    let n = size(100_000);
    let commas = format!("({}2000)", "Aa, ".repeat(n));
    trials.bear("names with commas, then a year", &commas);
    trials.bear("names with blanks, then a year", &format!("({}2000)", "Aa ".repeat(n)));
    trials.bear("names with \"and\", then a year", &format!("{} (2000)", vec!["Aa"; n].join(" and ")));
    trials.bear("one group of many works", &format!("({})", vec!["Aa, 2000"; n].join("; ")));
    trials.bear("one name of many years", &format!("(Aa, {})", vec!["2000"; n].join(", ")));
    trials.bear("one name of many letters", &format!("(Aa, 2000{})", "a, b, c, d, ".repeat(n / 4)));
    trials.bear("nested groups", &"(Aa, 2000, ".repeat(n));
    trials.bear("nested groups, closed", &format!("{}{}", "(Aa, 2000, ".repeat(n / 2), ")".repeat(n / 2)));
    trials.bear("many prefixes", &format!("({} Aa, 2000)", "see also ".repeat(n)));
    trials.bear("a long locator", &format!("(Aa, 2000, pp. {})", "1, ".repeat(n)));
    trials.bear("ranges without end", &"1999–".repeat(n));
    trials.bear("one-word lines", &"word\n".repeat(n));
    trials.bear("one-word paragraphs", &"Word\n\n".repeat(n));
    trials.bear("headings", &"Results\n\nMethods\n\n".repeat(n / 2));
    trials.bear_markdown("a table", &"| (Aa, 2000) | b |\n".repeat(n / 4));
    trials.bear_markdown("a deep quotation", &format!("{} (Aa, 2000)\n", "> ".repeat(size(10_000))));
    trials.bear_markdown(
        "a deep list",
        &(0..size(3_000)).map(|at| format!("{}- a\n", " ".repeat(at))).collect::<String>(),
    );
    trials.bear_markdown("deep divisions", &format!("{}a\n", "::: {.a}\n".repeat(n / 4)));
    trials.bear_markdown("deep elements", &format!("{}a\n", "<div>\n\n".repeat(n / 4)));
}

#[test]
fn a_line_of_ten_megabytes() {
    let mut trials = Trials::default();
    let n = size(10_000_000);
    let prose = "the boats went over the wide river every day and carried the mail of the whole valley, ";
    let line = prose.repeat(n / prose.len());
    for name in ["paper.txt", "paper.md"] {
        let text = format!("It was so: {line}and the end (Goodfellow, 2020).");
        trials.bear_good("one long line", name, text, "");
        let cited = format!("{} (Goodfellow, 2020). Then (Nobody, 1999) ", &prose.repeat(5)[..n / 25_000]);
        let text = cited.repeat(size(50_000) / 2);
        let what = "one long line with 50,000 citations";
        let report = trials.bear_with(what, name, text, "");
        trials.counts(what, &report, Status::Linked, size(50_000) / 2);
        trials.counts(what, &report, Status::Missing, size(50_000) / 2);
    }
}

#[test]
fn works_that_are_missing() {
    let mut trials = Trials::default();
    let n = size(100_000);
    let bib: String = (0..n)
        .map(|at| format!("@book{{k{at}, author = {{{}, A.}}, title = {{T{at}}}, date = {{1999}}}}\n", name(at)))
        .collect();
    let mut try_one = |what: &str, status: Option<Status>, cite: &dyn Fn(usize) -> String| {
        let text: String = (0..n).map(|at| format!("It is so ({}). ", cite(at))).collect();
        let report = trials.bear_good(what, "paper.txt", text + GOOD, &bib);
        if let Some(status) = status {
            trials.counts(what, &report, status, n + usize::from(status == Status::Linked));
        }
    };
    try_one("one missing work, many of its year", Some(Status::Missing), &|_| "Nowhere, 1999".to_owned());
    try_one("many missing works, many of their year", Some(Status::Missing), &|at| format!("{}xyzzy, 1999", name(at)));
    try_one("many misspelt works, many of their year", None, &|at| format!("{}x, 1999", name(at)));
    try_one("many works, each linked", Some(Status::Linked), &|at| format!("{}, 1999", name(at)));
    try_one("many works, each of another year", Some(Status::Mismatch), &|at| format!("{}, 1998", name(at)));
}

/// A name of its own for each number.
fn name(mut at: usize) -> String {
    const PARTS: [&str; 20] = [
        "ba", "re", "no", "lu", "si", "ta", "me", "ko", "du", "vi", "la", "ge", "po", "mu", "ri", "sa", "fe", "to",
        "ju", "ki",
    ];
    let mut name = String::from("Q");
    for _ in 0..5 {
        name.push_str(PARTS[at % PARTS.len()]);
        at /= PARTS.len();
    }
    name
}

#[test]
fn many_works_of_one_name() {
    let mut trials = Trials::default();
    let n = size(50_000);
    let same_year: String = (0..n)
        .map(|at| format!("@book{{k{at}, author = {{Kim, A.}}, title = {{T{at}}}, date = {{1999}}}}\n"))
        .collect();
    let years = |at: usize| 1000 + at % 900;
    let all_years: String = (0..n)
        .map(|at| format!("@book{{k{at}, author = {{Kim, A.}}, title = {{T{at}}}, date = {{{}}}}}\n", years(at)))
        .collect();
    // Works of one name and year are told apart by their coauthors, a thousand of them at the most.
    let groups: String = (0..1000)
        .map(|at| {
            format!("@book{{k{at}, author = {{Kim, A. and {}, B.}}, title = {{T{at}}}, date = {{1999}}}}\n", name(at))
        })
        .collect();
    let cite = |citation: &dyn Fn(usize) -> String| -> String {
        (0..n).map(|at| format!("It is so {}. ", citation(at))).collect::<String>() + GOOD
    };
    let wrong = cite(&|_| "(Kim, 1998)".to_owned());
    let right = cite(&|_| "(Kim, 1999)".to_owned());
    let lettered = cite(&|at| format!("(Kim, 1999{})", char::from(b'a' + (at % 26) as u8)));
    let et_al = cite(&|_| "(Kim et al., 1999)".to_owned());
    let far = cite(&|at| format!("(Kim, {})", 1950 + at % 70));
    let titled = cite(&|at| format!("(Nobody’s Title {at}, 1999)"));
    for (what, text, bib) in [
        ("one name and year, cited with a wrong year", &wrong, &same_year),
        ("one name and year, cited without a letter", &right, &same_year),
        ("one name and year, cited with letters", &lettered, &same_year),
        ("one name and year, cited with et al.", &et_al, &groups),
        ("one name, many years, each cited wrongly", &far, &all_years),
        ("titles that nobody has", &titled, &same_year),
    ] {
        trials.bear_good(what, "paper.txt", text.as_str(), bib);
    }
    let text: String = (0..1000).map(|at| format!("It is so (Kim & {}, 1999). ", name(at))).collect();
    let what = "one name and year, cited with coauthors";
    let report = trials.bear_good(what, "paper.txt", text + GOOD, &groups);
    trials.counts(what, &report, Status::Linked, 1001);
    let none = "@book{k, author = {{}}, title = {}, date = {1999}}\n".repeat(n);
    trials.bear_good("entries of one key and no name", "paper.txt", GOOD, &none);
    let titles: String =
        (0..n).map(|at| format!("@book{{k{at}, title = {{The same title}}, date = {{1999}}}}\n")).collect();
    let text = cite(&|_| "(“The same title”, 1999)".to_owned());
    trials.bear_good("one title and year, cited often", "paper.txt", text, &titles);
    let keys = cite(&|at| format!("[@k{at}; @nobody{at}]"));
    let what = "keys, half of them missing";
    let report = trials.bear_with(what, "paper.md", keys, &same_year);
    trials.counts(what, &report, Status::Missing, n);
}

#[test]
fn bibliographies_beside_a_manuscript() {
    let mut trials = Trials::default();
    let deep = format!("@misc{{a, title = {}{}}}\n", "{".repeat(size(200_000)), "}".repeat(size(200_000)));
    let nested = format!("@misc{{a, title = {{{}x{}}}}}\n", "\\emph{".repeat(size(20_000)), "}".repeat(size(20_000)));
    let circle = "@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n@book{c, crossref = {c}}\n@string{x = y}\n@string{y = x}\n@book{d, title = x}\n";
    for (what, bib) in [
        ("nested braces", deep.as_str()),
        ("nested commands", &nested),
        ("circles", circle),
        ("an open brace", "@misc{a, title = {"),
        ("NUL bytes", &"\0".repeat(size(1_000_000))),
    ] {
        let bib = format!("{bib}\n");
        trials.bear_good(what, "paper.txt", GOOD, &bib);
        trials.bear_loud(what, "paper.txt", "", &bib);
    }
}

#[test]
fn bytes_that_are_no_text() {
    let mut trials = Trials::default();
    let good = GOOD.trim();
    for name in ["paper.txt", "paper.md"] {
        for (what, bytes) in [
            ("an empty file", Vec::new()),
            ("blanks", b" \n \t\r\n\x0c".to_vec()),
            ("a byte order mark", b"\xef\xbb\xbf".to_vec()),
            ("half a byte order mark", b"\xff".to_vec()),
            ("NUL bytes", vec![0; size(1_000_000)]),
            ("0xFF bytes", vec![0xFF; size(1_000_000)]),
            ("nothing but lone surrogates", [b"\xff\xfe".to_vec(), b"\x00\xd8".repeat(size(500_000))].concat()),
        ] {
            trials.bear_loud(what, name, bytes, "");
        }
        let holes = format!("Osei\0, 2004) \0(\0Goodfellow, 2020\0) {good}\0");
        trials.bear_good("NUL bytes amid words", name, holes, "");
        let latin = [b"Caf\xe9 was said to be ".as_slice(), good.as_bytes()].concat();
        trials.bear_good("single bytes", name, latin, "");
    }
}

#[test]
fn lone_surrogates() {
    let mut trials = Trials::default();
    let mut bear = |what: &str, units: &[u16], to_bytes: fn(u16) -> [u8; 2]| {
        let bytes: Vec<u8> = units.iter().flat_map(|&unit| to_bytes(unit)).collect();
        for (name, end) in [("paper.txt", ""), ("paper.md", ""), ("paper.txt", "x")] {
            trials.bear_good(what, name, [&bytes, end.as_bytes()].concat(), "");
        }
    };
    for lone in [0xD800, 0xDC00, 0xDFFF] {
        let good = GOOD.trim().encode_utf16();
        let head = "Boats were slow and many of them sank early. ".encode_utf16();
        let units: Vec<u16> = std::iter::once(0xFEFF).chain(head).chain([lone]).chain(good).chain([lone]).collect();
        bear("a lone surrogate, little-endian", &units, u16::to_le_bytes);
        bear("a lone surrogate, big-endian", &units, u16::to_be_bytes);
        bear("a lone surrogate, little-endian, no mark", &units[1..], u16::to_le_bytes);
        bear("a lone surrogate, big-endian, no mark", &units[1..], u16::to_be_bytes);
    }
}

/// A folder of files that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        for (file, bytes) in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        Self(path)
    }

    /// Exit status, stdout, stderr.
    fn run(&self, words: &str) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pincite"));
        let done = command.current_dir(&self.0).args(words.split_whitespace()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (done.status.code(), text(done.stdout), text(done.stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_that_is_named_like_a_bibliography() {
    let good = GOOD.as_bytes();
    let declares = format!("---\nbibliography: x.bib\n---\n{GOOD}");
    let both = format!("---\nbibliography: [x.bib, refs.bib]\n---\n{GOOD}");
    let files: &[(&str, &[u8])] = &[
        ("paper.txt", good),
        ("declares.md", declares.as_bytes()),
        ("both.md", both.as_bytes()),
        ("x.bib/inner.txt", b"(Goodfellow, 2020)"),
        ("refs.bib", GOOD_BIB.as_bytes()),
    ];
    let folder = Folder::new("folder", files);
    let (status, _, said) = folder.run("check paper.txt --bib x.bib");
    assert_eq!(status, Some(2));
    assert!(said.contains("cannot read x.bib: it is a folder"), "{said}");
    let (status, out, said) = folder.run("check paper.txt --format concise");
    assert_eq!((status, out.as_str()), (Some(0), ""), "the one file beside it is taken: {said}");
    let (status, out, said) = folder.run("check declares.md --format concise");
    assert_eq!(status, Some(2), "{out}");
    assert!(said.contains("x.bib") && said.contains("it is a folder"), "{said}");
    let (status, out, said) = folder.run("check both.md --format json");
    assert_eq!(status, Some(2), "{said}");
    assert!(out.contains(r#""status":"linked""#), "the other bibliography is used: {out}");
    let (status, out, _) = folder.run("check . --format concise");
    assert_eq!(status, Some(2), "{out}");
}

#[test]
fn files_that_the_program_meets() {
    let deep = format!("@misc{{a, title = {}{}}}\n{GOOD_BIB}", "{".repeat(200_000), "}".repeat(200_000));
    let open = "(".repeat(100_000) + GOOD;
    let unclosed = "It is so (Aa, 2000 ".repeat(size(100_000)) + GOOD;
    let files: &[(&str, &[u8])] = &[
        ("empty.txt", b""),
        ("empty.md", b""),
        ("empty.bib", b""),
        ("nul.txt", &[0; 10_000]),
        ("wide.txt", b"\xff\xfe\x00\xd8(\0A\0"),
        ("open.txt", open.as_bytes()),
        ("unclosed.md", unclosed.as_bytes()),
        ("deep.bib", deep.as_bytes()),
    ];
    let folder = Folder::new("files", files);
    for words in [
        "check empty.txt",
        "check empty.md",
        "check empty.bib",
        "check nul.txt",
        "check wide.txt --bib empty.bib",
        "check open.txt --bib deep.bib",
        "check unclosed.md --bib deep.bib --format json",
        "check deep.bib",
        "check empty.txt --bib deep.bib",
        "check .",
        "text open.txt",
        "text wide.txt",
        "text empty.md",
    ] {
        for threads in ["--threads 1", "--threads 4"] {
            let words = if words.starts_with("text") { words.to_owned() } else { format!("{words} {threads}") };
            let begun = Instant::now();
            let (status, out, said) = folder.run(&words);
            println!("{words:44} {:>18.3} s, {} bytes", begun.elapsed().as_secs_f64(), out.len());
            assert!(matches!(status, Some(0 | 1)), "{words}: {status:?}: {said}");
            assert!(!said.contains("panicked") && !said.contains("broke on"), "{words}: {said}");
            assert!(words.starts_with("text") || !out.is_empty(), "{words}: something is said");
            assert!(cfg!(debug_assertions) || begun.elapsed() < Duration::from_secs(3), "{words}");
        }
    }
}
