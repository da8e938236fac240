//! LaTeX that nobody writes: no panic, no quadratic time, and spans that lead home.

#![allow(clippy::print_stdout)] // times are told, with --nocapture

#[allow(dead_code)]
mod invariants;
mod random;

use std::time::{Duration, Instant};

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::Format;
use pincite::{cite, read};
use proptest::prelude::*;

/// Parts that mean something to some reader of LaTeX.
const PARTS: &[&str] = &[
    "\\cite{marlow}",
    "\\citep[see][p.~3]{marlow,osei}",
    "\\textcites(see)[3]{a}[4]{b}",
    "\\cite",
    "\\cite{",
    "\\citeauthor*{marlow} (1999)",
    "\\nocite{*}",
    "(Marlow, 1999a; ",
    "Osei and Brandt (2004)",
    "\\footnote{",
    "\\caption[",
    "\\section*{",
    "\\section{References}",
    "\\title{",
    "\\item[",
    "\\item ",
    "\\bibitem[Marlow(1999)]{marlow} ",
    "\\begin{thebibliography}{9}",
    "\\end{thebibliography}",
    "\\begin{document}",
    "\\end{document}",
    "\\begin{figure}",
    "\\end{figure}",
    "\\begin{tabular}{ll}",
    "\\end{tabular}",
    "\\begin{itemize}",
    "\\end{itemize}",
    "\\begin{quote}",
    "\\end{quote}",
    "\\begin{equation}",
    "\\end{equation}",
    "\\begin{verbatim}",
    "\\end{verbatim}",
    "\\begin{",
    "\\newcommand{\\mine}[2][x]{\\citep[#1]{#2}}",
    "\\newcommand{\\eg}{e.g.\\xspace}",
    "\\mine[4]{marlow}",
    "\\eg ",
    "\\def\\x#1{",
    "\\let\\see=\\cite",
    "\\see{osei}",
    "\\enquote{",
    "\\href{a%b}{",
    "\\url{https://x.example/a_b}",
    "\\hyperref[ref-a]{",
    "\\verb|x|",
    "\\verb",
    "\\'e",
    "\\\"{\\i}",
    "\\c{",
    "\\c ",
    "{\\o}",
    "\\SI{5}{\\kilo\\metre}",
    "\\textsuperscript{2}",
    "\\hskip 1em plus 2pt ",
    "\\iffalse ",
    "\\fi ",
    "\\input{part}",
    "\\IfFileExists{a}{",
    "\\ref{a}",
    "\\\\[2pt]",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "%",
    "% pincite-ignore C001\n",
    "&",
    "~",
    "--",
    "---",
    "``",
    "''",
    "`",
    "'",
    "\"`",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "  ",
    "\t",
    "\u{feff}",
    "\u{a0}",
    "é",
    "e\u{301}",
    "ﬁ",
    "日本",
    "\u{fffc}",
    "word",
    "According to experts, 5\\,\\% fell.",
];

fn made() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(PARTS), 0..80).prop_map(|parts| parts.concat()),
        prop::collection::vec(prop_oneof![any::<char>(), prop::char::range(' ', '~')], 0..120)
            .prop_map(|chars| chars.into_iter().collect()),
    ]
}

const BIB: &str = "@book{marlow, author = {Marlow, Ruth}, title = {Rope}, date = {1999}}\n";

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn any_text_is_read_and_every_span_leads_home(text in made()) {
        invariants::of_check("paper.tex", text.as_bytes(), BIB.as_bytes());
    }
}

/// A size, or a tenth of it where code is slow.
fn size(whole: usize) -> usize {
    if cfg!(debug_assertions) { whole / 10 } else { whole }
}

#[test]
fn depth_and_length_cost_no_more_than_their_bytes() {
    let many = size(100_000);
    let pairs =
        [("{", "}"), ("\\emph{", "}"), ("\\footnote{a ", "}"), ("\\enquote{", "}"), ("\\a[", "]"), ("\\title{", "}")];
    let pairs = pairs.iter().map(|(open, close)| format!("{}x{}", open.repeat(many), close.repeat(many)));
    let environments = ["quote", "itemize", "figure", "tabular", "strange", "thebibliography"].map(|name| {
        format!("{}x{}", format!("\\begin{{{name}}}").repeat(many), format!("\\end{{{name}}}").repeat(many))
    });
    let open: Vec<String> = PARTS.iter().map(|part| part.repeat(many)).collect();
    let spaced = PARTS.iter().map(|part| format!("{part} a ").repeat(many));
    let mixed = [
        "\\begin{a}\\end{b}".repeat(many),
        format!("{}{}", "\\begin{a}".repeat(many), "\\end{b}".repeat(many)),
        "\\begin{equation}".repeat(many),
        "$a\\$".repeat(many),
        "\\cite[".repeat(many),
        "\\cite[a]{".repeat(many),
        "\\cite[\\cite".repeat(many),
        format!("{}a{}", "\\cite[".repeat(many), "]".repeat(many)),
        format!("{}a{}", "\\strange[\\cite{a}".repeat(many), "]".repeat(many)),
        format!("\\cite{{{}}}", "a,".repeat(many)),
        format!("\\cites{}", "{a}".repeat(many)),
        format!("\\nocite{{{}", "a,".repeat(many)),
        "\\verb|\n".repeat(many),
        "\\footnote{\\caption{\\section{".repeat(many / 3),
        "\\c \\c \\c \\c ".repeat(many),
        "\\newcommand{\\x}{".repeat(many),
        "\\def\\x".repeat(many),
        "% a\n".repeat(many),
        "x".repeat(many * 100),
    ];
    let mut slow = Vec::new();
    for text in pairs.chain(environments).chain(open).chain(spaced).chain(mixed) {
        let begun = Instant::now();
        let document = read::read("paper.tex", Some(Format::Latex), text.as_bytes()).unwrap();
        let read = begun.elapsed();
        let found = cite::key::find(&document).len();
        let took = begun.elapsed();
        let front: String = text.chars().take(24).collect();
        println!("{:>9} bytes {read:>12?} {took:>12?} {found:>8} {front:?}", text.len());
        let bound = Duration::from_secs(2) + Duration::from_micros(text.len() as u64);
        if took > bound {
            slow.push(format!("{front:?}: {took:?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn many_parts_and_circles_end() {
    let many = 500;
    let mut files: Vec<(String, String)> = (0..many)
        .map(|number| {
            let all = (0..8).map(|step| format!("\\input{{p{}}}\n", (number * 7 + step * 13) % many));
            (format!("p{number}.tex"), format!("It is \\cite{{marlow}}.\n{}", all.collect::<String>()))
        })
        .collect();
    files.push(("refs.bib".to_owned(), BIB.to_owned()));
    let files: Memory = files.into_iter().collect();
    for manuscripts in [
        vec![Manuscript::named("p0.tex")],
        (0..many).map(|number| Manuscript::found(format!("p{number}.tex"), "")).collect(),
    ] {
        let inputs = Inputs { manuscripts, bibliographies: Vec::new(), sources: Vec::new(), files: &files };
        let report = check(&inputs, &Config::default()).unwrap();
        assert_eq!(report.documents.len(), many, "each file is told once");
        report.documents.iter().for_each(invariants::of_report);
    }
}
