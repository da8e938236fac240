//! LaTeX, as a user sees it: what is read, which citations are found, what a report says of many files.

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{BlockKind, Document, DocumentReport, Form, MarkKind, Report};
use pincite::{cite, read};

fn document(text: &str) -> Document {
    read::read("paper.tex", None, text.as_bytes()).unwrap()
}

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let document = document(text);
    document.block_ids().map(|id| (document.block(id).kind, document.block_text(id).to_owned())).collect()
}

fn texts(text: &str) -> Vec<String> {
    blocks(text).into_iter().map(|(_, text)| text).collect()
}

/// The items of all citations by key, as `key (locator)`, each span cut from the source.
fn cited(text: &str) -> Vec<String> {
    let document = document(text);
    let found = cite::find(&document, &cite::Known::NOTHING).citations;
    let items = found.iter().filter(|citation| citation.form == Form::Key).flat_map(|citation| &citation.items);
    items
        .map(|item| {
            assert_eq!(Some(document.source.slice(item.span)), item.key.as_deref());
            let locator = item.locator.as_ref().map(|locator| format!(" ({locator})")).unwrap_or_default();
            format!("{}{locator}", item.text)
        })
        .collect()
}

fn run(files: &[(&str, &str)], manuscripts: Vec<Manuscript>) -> Report {
    let files: Memory = files.iter().map(|&(path, text)| (path, text)).collect();
    let inputs = Inputs { manuscripts, bibliographies: Vec::new(), sources: Vec::new(), files: &files };
    check(&inputs, &Config::default()).unwrap()
}

/// Findings as `path:line code`.
fn told(document: &DocumentReport) -> Vec<String> {
    let place = |finding: &pincite::model::Finding| {
        let source = document.source(finding.at.source).unwrap();
        format!("{}:{}", source.path, source.place(finding.at.span.start).line)
    };
    document.diagnostics.iter().map(|d| format!("{} {}", place(&d.finding), d.code)).collect()
}

const BIB: &str = "@book{marlow1999, author = {Marlow, Ruth}, title = {Rope}, date = {1999}}\n\
    @book{osei2004, author = {Osei, Kwame}, title = {Tide}, date = {2004}}\n";

#[test]
fn blocks_are_what_they_are() {
    use BlockKind::*;
    let text = r"\documentclass{article}
\title{Of Rope\thanks{To the keepers.}}
\author{Nobody (1999)}
\newcommand{\ferry}{the ferry}
\begin{document}
\maketitle
\begin{abstract}Ropes were used.\end{abstract}
\section[Short]{The \emph{first} crossing}\label{sec:one}
In spring \ferry\ crossed % not in winter
 twice.\footnote{So it is said.} It sank.

\begin{itemize}
  \item One
  \item[Two:] three
\end{itemize}
\begin{quote}It was cold.\end{quote}
Before
\begin{figure}[ht]
  \includegraphics[width=.5\textwidth]{boat}
  \caption[A boat]{A boat at sea}
\end{figure}
and after.
\begin{tabular}{l>{\bfseries}r}
  \toprule Year & Sheep \\ \midrule
  1903 & \multicolumn{1}{c}{4{,}000} \\
\end{tabular}
\section*{References}
Marlow, R. (1999). Rope.
\end{document}
Never read.";
    let want = [
        (Heading, "Of Rope"),
        (Note, "To the keepers."),
        (Paragraph, "Ropes were used."),
        (Heading, "The first crossing"),
        (Paragraph, "In spring the ferry crossed twice. It sank."),
        (Note, "So it is said."),
        (Item, "One"),
        (Item, "Two: three"),
        (Quote, "It was cold."),
        (Paragraph, "Before and after."),
        (Caption, "A boat at sea"),
        (Table, "Year"),
        (Table, "Sheep"),
        (Table, "1903"),
        (Table, "4,000"),
        (Heading, "References"),
        (Reference, "Marlow, R. (1999). Rope."),
    ];
    assert_eq!(blocks(text), want.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn words_are_as_they_are_printed() {
    for (text, want) in [
        (
            r#"Caf\'e na\"{\i}ve {\'E}l\`{e}ve Ko\c{c} \c Seker \v{S}ime {\L}\'od\'z Stra\ss e {\o}re"#,
            "Café naïve Élève Koç Şeker Šime Łódź Straße øre",
        ),
        (r"``one'' `two' \enquote{three \enquote{four}} ``five \emph{six}''", "“one” ‘two' “three ‘four’” “five six”"),
        (r"pp.~3--4 --- so\dots\ 5\,\% \& \$5 \#1 a\_b", "pp. 3–4 — so… 5 % & $5 #1 a_b"),
        (r"{\it not} \textbf{one} {\sc word} f{}ine af\/ter ele\-phant", "not one word fine after elephant"),
        (
            r"\textcolor{red}{red} \href{https://x.example/a%b_c}{here} \url{https://x.example/a%b\_c}",
            "red here https://x.example/a%b_c",
        ),
        (r"\unknown{these words}\vspace{2pt} and \stranger[opt=1]{those}", "these words and those"),
        (r"\SI{5}{\kilo\metre}, \num{1200}, 10\textsuperscript{6}, 4\textsuperscript{th}", "5 km, 1200, 10⁶, 4th"),
        (r"one\\[2pt] two\newline three", "one two three"),
        ("one % {\n  two%\n  three", "one twothree"),
        (r"\iffalse no \fi yes \begin{comment}no\end{comment}", "yes"),
        (r"\newcommand{\etal}{et~al.\xspace}\def\x#1{y}Marlow \etal (1999)", "Marlow et al. (1999)"),
        (
            r"$\sim$40\% of $1{,}200$, \(3.5\) and $5\,\%$ $<$ 7\printbibliography[heading=none]",
            "~40% of 1,200, 3.5 and 5 % < 7",
        ),
        (r"costs \$5 or $5 million", "costs $5 or $5 million"),
        (r"{[}ISO: mhq{]} [sic] ]0,1[", "[ISO: mhq] [sic] ]0,1["),
    ] {
        assert_eq!(texts(text).concat(), want, "{text}");
    }
}

#[test]
fn maths_and_code_hold_no_words() {
    let text = "So $x_1 = 2015$ and \\(y\\) or \\[z\\] as \\verb|a % b| is \\lstinline{c}.\n\
        \\begin{align*}a &= b\\end{align*} then\n\\begin{verbatim}\n(Marlow, 1999)\n\\end{verbatim}\nend";
    let document = document(text);
    let marks: Vec<_> = document.marks.iter().map(|mark| (mark.kind, document.source.slice(mark.span))).collect();
    use MarkKind::{Code, Math};
    let want = [
        (Math, "$x_1 = 2015$"),
        (Math, "\\(y\\)"),
        (Math, "\\[z\\]"),
        (Code, "\\verb|a % b|"),
        (Code, "\\lstinline{c}"),
        (Math, "\\begin{align*}a &= b\\end{align*}"),
        (Code, "\\begin{verbatim}\n(Marlow, 1999)\n\\end{verbatim}"),
    ];
    assert_eq!(marks, want);
    let text = document.prose.text();
    assert_eq!(text, "So \u{fffc} and \u{fffc} or \u{fffc} as \u{fffc} is \u{fffc}. \u{fffc} then\n\nend");
}

#[test]
fn every_command_that_cites_is_found() {
    for (text, want) in [
        (r"\cite{a}\citep[p.~3]{b} \citet*[see][12--15]{c,d}", &["a", "b (p. 3)", "c", "d (12–15)"][..]),
        (
            r"\Textcite{a} \parencite{b} \footcite[4]{c} \autocites{d}[5]{e} \citeyearpar{f}",
            &["a", "b", "c (4)", "d", "e (5)", "f"],
        ),
        ("\\citep{a,% not b\n  c}", &["a", "c"]),
        (r"\citeA{a} \citeNP<see>[p.~3]{b} \citeapos{c} \volcite{2}[7]{d}", &["a", "b (p. 3)", "c", "d (vol. 2, 7)"]),
        (
            r"$x \text{\citep[3]{a}}$ \begin{tikzpicture}\node {\citet{b}, \Citet{c}};\end{tikzpicture}",
            &["a (3)", "b", "c"],
        ),
        (r"\footnote{See \citealt{a}.} \caption{From \citet{b}}", &["a", "b"]),
        (r"\textcquote[3]{a}{so it is} \citetext{see \citealp{b}}", &["a (3)", "b"]),
        (r"\newcommand{\mine}[2][]{\citep[#1]{#2}} \mine[p.~4]{a} \mine{b}", &["a (p. 4)", "b"]),
        (r"\newcommand{\at}[3]{``#1'' \citep[#2]{#3}} \at{words}{4}{a}", &["a"]),
        (r"\let\see\citealp \see{a} \NewDocumentCommand\so{o m}{\cite[#1]{#2}} \so[3]{b}", &["a", "b (3)"]),
        (r"\nocite{a} \citestyle{b} \label{c} \ref{d} \verb|\cite{e}| % \cite{f}", &[]),
        (r"\newcommand{\cites}[1]{\cite{#1}}", &[]),
    ] {
        assert_eq!(cited(text), want, "{text}");
    }
    assert_eq!(document(r"\nocite{a, b}\nocite{*}").declared.nocite, ["a", "b", "*"]);
    assert_eq!(texts(r"\newcommand{\at}[3]{``#1'' \citep[#2]{#3}} See \at{words}{4}{a}.")[0], "See words\u{fffc}.");
}

#[test]
fn what_is_named_is_declared() {
    let text = "\\bibliography{one, two.bib}\n\\addbibresource[label=x]{three.bib}\\addbibresource[location=remote]{https://x.example/r.bib}\n\
        \\input{a}\\input b \\include{c}\\import{d/}{e}\\subfile{f} % \\input{g}\n\\IfFileExists{x}{\\input{h}}{}";
    let document = document(text);
    let names = |list: &[(String, pincite::text::Span)]| list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&document.declared.bibliographies), ["one.bib", "two.bib", "three.bib"]);
    assert_eq!(names(&document.declared.includes), ["a", "b", "c", "d/e", "f", "h"]);
    let spans: Vec<_> = document.declared.bibliographies.iter().map(|(_, span)| document.source.slice(*span)).collect();
    assert_eq!(spans, ["one", "two.bib", "three.bib"]);
    assert_eq!(document.declared.conditional.len(), 1);
}

#[test]
fn a_printed_list_is_a_bibliography() {
    let paper = r"Ropes \citep{marlow}, tides \citet{osei} and \cite{nobody}.
\begin{thebibliography}{9}
\providecommand{\natexlab}[1]{#1}
\bibitem[Marlow(1999)]{marlow} R.~Marlow. \newblock \emph{Rope}. \newblock Quay, 1999.

\bibitem[{Osei and Brandt(2004)}]{osei}
Osei, K. and Brandt, L. (2004{\natexlab{a}}). \newblock Tide.
\end{thebibliography}";
    let report = run(&[("paper.tex", paper)], vec![Manuscript::named("paper.tex")]);
    assert_eq!(told(&report.documents[0]), ["paper.tex:1 C001"]);
    assert_eq!(report.documents[0].linked.libraries[0].entries[1].label(), "Osei and Brandt (2004a)");
}

#[test]
fn a_list_that_is_never_closed_ends_at_a_heading() {
    use BlockKind::*;
    let text =
        "\\begin{thebibliography}{9}\n\\bibitem{a} Marlow.\n\n Rope.\n\\bibitem{b}\n\\section{So}\nIt ends.\n\nHere.";
    let want = [(Reference, "Marlow. Rope."), (Heading, "So"), (Paragraph, "It ends."), (Paragraph, "Here.")];
    assert_eq!(blocks(text), want.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(document(text).labels.len(), 1);
}

#[test]
fn comments_suppress() {
    let paper = "\\documentclass{article}\\begin{document}\n\
        One \\cite{gone}. % pincite-ignore-line missing-reference: in press\n\n\
        % pincite-ignore C001\nTwo \\cite{gone2} and\nthree \\cite{gone3}.\n\nFour \\cite{gone4}.\n\\end{document}";
    let files = [("paper.tex", paper), ("refs.bib", BIB)];
    let report = run(&files, vec![Manuscript::named("paper.tex")]);
    assert_eq!(told(&report.documents[0]), ["paper.tex:8 C001", "refs.bib:1 C002", "refs.bib:2 C002"]);
}

#[test]
fn parts_share_what_their_manuscript_declares() {
    let files = [
        (
            "thesis/main.tex",
            "\\documentclass{book}\\input{macros}\\begin{document}\nIt is \\cite{marlow1999}.\n\\include{ch/one}\n\\include{ch/none}\n\\end{document}",
        ),
        ("thesis/macros.tex", "\\usepackage{natbib}\\addbibresource{refs.bib}"),
        ("thesis/ch/one.tex", "\\chapter{One}\nIt is \\cite{gone}.\n\\input{ch/two}\n"),
        ("thesis/ch/two.tex", "It is \\cite{osei2004}.\n\\input{main}"),
        ("thesis/refs.bib", BIB),
    ];
    let walked = || ["thesis/ch/one.tex", "thesis/ch/two.tex", "thesis/macros.tex", "thesis/main.tex"];
    let inputs = [
        vec![Manuscript::named("thesis/main.tex")],
        vec![Manuscript::named("thesis/ch/two.tex"), Manuscript::named("thesis/main.tex")],
        walked().map(|path| Manuscript::found(path, "thesis")).to_vec(),
    ];
    for manuscripts in inputs {
        let report = run(&files, manuscripts);
        let paths: Vec<_> = report.documents.iter().map(|one| one.linked.document.source.path.as_str()).collect();
        assert_eq!(paths, ["thesis/main.tex", "thesis/ch/one.tex", "thesis/ch/two.tex"]);
        let found: Vec<_> = report.documents.iter().flat_map(told).collect();
        let want = ["thesis/main.tex:4 M004", "thesis/ch/one.tex:2 C001", "thesis/ch/two.tex:2 M004"];
        assert_eq!(found, want, "a part that is missing, a work that is, a circle; no entry is unused");
    }
}

#[test]
fn an_entry_that_no_part_cites_is_unused() {
    let files =
        [("main.tex", "\\bibliography{refs}\n\\input{one}"), ("one.tex", "It is \\cite{osei2004}."), ("refs.bib", BIB)];
    let report = run(&files, vec![Manuscript::named("one.tex"), Manuscript::named("main.tex")]);
    let found: Vec<_> = report.documents.iter().flat_map(told).collect();
    assert_eq!(found, ["refs.bib:1 C002"]);
    assert_eq!(report.documents.len(), 2);
}

#[test]
fn a_part_may_not_lead_out_of_the_folder_that_was_named() {
    let files =
        [("in/main.tex", "\\input{../out}\nIt is \\cite{marlow1999}."), ("out.tex", "Secret."), ("in/refs.bib", BIB)];
    let report = run(&files, vec![Manuscript::found("in/main.tex", "in")]);
    assert_eq!(report.documents.len(), 1);
    assert_eq!(told(&report.documents[0]), ["in/main.tex:1 M004"]);
    let named = run(&files, vec![Manuscript::named("in/main.tex")]);
    assert_eq!(named.documents.len(), 2, "who names the manuscript itself names what it is made of");
}

#[test]
fn what_was_printed_stands_in_for_a_bibliography_that_is_missing() {
    let paper = "Ropes \\citep{marlow1999} and \\cite{gone}.\n\\bibliography{lost}";
    let bibtex = "\\begin{thebibliography}{1}\n\\bibitem[Marlow(1999)]{marlow1999}\nRuth Marlow.\n\\newblock Rope, 1999.\n\n\\end{thebibliography}";
    let biber = "\\entry{marlow1999}{book}{}{}\n\\name{author}{1}{}{{{family={Marlow},given={Ruth}}}}\n\\field{title}{Rope}\\field{year}{1999}\n\\endentry\n\\entry{other}{book}{}{}\\endentry";
    for bbl in [bibtex, biber] {
        let report = run(&[("paper.tex", paper), ("paper.bbl", bbl)], vec![Manuscript::named("paper.tex")]);
        let document = &report.documents[0];
        assert_eq!(told(document), ["paper.tex:1 C001"]);
        assert_eq!(document.linked.libraries[0].source.path, "paper.bbl");
    }
    let both = [("paper.tex", paper), ("paper.bbl", bibtex), ("lost.bib", BIB)];
    let report = run(&both, vec![Manuscript::named("paper.tex")]);
    assert_eq!(report.documents[0].linked.libraries[0].source.path, "lost.bib");
}

#[test]
fn brackets_are_doubled_only_where_the_command_prints_some() {
    let paper = "So (\\citealt{marlow1999}), (\\citeyear{marlow1999}), (\\cite{osei2004}), (\\citep{osei2004}).";
    let report = run(&[("paper.tex", paper), ("refs.bib", BIB)], vec![Manuscript::named("paper.tex")]);
    let found: Vec<_> = report.documents[0].diagnostics.iter().map(|d| d.finding.at.span.start).collect();
    assert_eq!(found, [paper.find("\\citep").unwrap() as u32]);
}
