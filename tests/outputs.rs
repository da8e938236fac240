//! What each output prints: stored reports, and what the programs that read them ask for.
//!
//! `INSTA_UPDATE=always cargo test --test outputs` stores the reports in `fixtures/outputs/`.

use std::path::Path;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{Report, Statistics, Suppressed, SuppressedBy};
use pincite::report::{Ending, Opening, Shape};
use pincite::rules;
use serde_json::Value;

mod sarif;

fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)).unwrap()
}

/// A report over manuscripts and a bibliography beside them.
fn report<B: Into<Vec<u8>>>(manuscripts: Vec<(&str, B)>, bib: &[u8]) -> Report {
    let names = manuscripts.iter().map(|(name, _)| Manuscript::named(*name)).collect();
    let mut files: Memory = manuscripts.into_iter().collect();
    files.0.insert("refs.bib".to_owned(), bib.to_vec());
    let bibliographies = vec!["refs.bib".to_owned()];
    check(&Inputs { manuscripts: names, bibliographies, sources: Vec::new(), files: &files }, &Config::default())
        .unwrap()
}

fn story() -> Report {
    report(vec![("notes/paper.md", fixture("outputs/paper.md"))], &fixture("outputs/refs.bib"))
}

/// What an output prints of a whole run.
fn print(shape: Shape, report: &Report, troubles: &[String]) -> String {
    let mut statistics = Statistics::default();
    report.documents.iter().for_each(|document| statistics.add(document));
    let mut out = Vec::new();
    let mut output = shape.output(false);
    output.begin(&Opening { rules: &rules::cards() }, &mut out).unwrap();
    report.documents.iter().for_each(|document| output.document(document, &mut out).unwrap());
    output.end(&Ending { summary: report.summary, statistics, troubles, lookups: None }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(shape: Shape, report: &Report) -> Value {
    serde_json::from_str(&print(shape, report, &[])).unwrap()
}

#[test]
fn every_output_gives_its_stored_report() {
    let story = story();
    // The page is held in a browser.
    for shape in Shape::ALL.into_iter().filter(|shape| *shape != Shape::Html) {
        let mut text = print(shape, &story, &["cannot read gone.md: there is no such file".to_owned()]);
        if shape == Shape::Sarif {
            // The pages of the rules would be told twice, and change with each of them.
            let from = text.find("\"rules\":[").unwrap() + "\"rules\":[".len();
            let to = text.find("],\"semanticVersion\"").unwrap();
            text.replace_range(from..to, "");
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/outputs"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("{shape:?}").to_lowercase(), text));
    }
}

#[test]
fn github_shows_the_gravest_within_its_ten_of_each_kind() {
    let text: String = (0..25).map(|n| format!("So it is (Marlow{}, 1987).\n\n", "x".repeat(n))).collect();
    let more = "As Holland et al (2021) say. ".repeat(3);
    let report = report(vec![("b.md", format!("{more}\n")), ("a.md", text)], &fixture("outputs/refs.bib"));
    let (errors, warnings) = (report.summary.errors, report.summary.warnings);
    assert!(errors >= 25 && warnings >= 2, "{:?}", report.summary);
    let printed = print(Shape::Github, &report, &["cannot read\ngone.md".to_owned()]);
    let lines: Vec<&str> = printed.lines().collect();
    let of = |kind: &str| lines.iter().filter(|line| line.starts_with(&format!("::{kind} "))).count();
    assert_eq!(of("error"), 10, "{printed}");
    assert_eq!(lines[0], "::error title=pincite::cannot read%0Agone.md");
    assert!(lines[..10].iter().all(|line| line.starts_with("::error ")), "errors come first");
    let shown = 9 + of("warning") + of("notice") - 1;
    let all = errors + warnings + report.summary.infos;
    let notice = lines.last().unwrap();
    assert!(notice.starts_with(&format!("::notice title=pincite::{} findings more are", all - shown)), "{notice}");
}

#[test]
fn gitlab_is_an_array_and_tells_each_finding_apart() {
    assert_eq!(print(Shape::Gitlab, &Report::default(), &[]), "[]\n");
    let text = "So it is (Marlow, 1987).\n\n".repeat(30);
    let report = report(vec![("a.md", text.clone()), ("b.md", text)], b"");
    let rows = json(Shape::Gitlab, &report);
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 60);
    let prints: std::collections::HashSet<&str> = rows.iter().map(|row| row["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), rows.len());
    for row in rows {
        assert!(["info", "minor", "major"].contains(&row["severity"].as_str().unwrap()));
        assert!(row["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
        assert!(["a.md", "b.md", "refs.bib"].contains(&row["location"]["path"].as_str().unwrap()), "{row}");
    }
}

#[test]
fn a_clean_file_passes_in_junit() {
    let bib = String::from_utf8(fixture("outputs/refs.bib")).unwrap();
    let clean = report(vec![("clean.md", "So it is (Osei, 2004).\n")], bib.split("\n\n").next().unwrap().as_bytes());
    let printed = print(Shape::Junit, &clean, &[]);
    assert!(printed.contains(r#"<testsuites name="pincite" tests="1" failures="0" errors="0">"#), "{printed}");
    assert!(printed.contains(r#"<testcase name="nothing found" classname="clean.md" file="clean.md"/>"#), "{printed}");
    let story = print(Shape::Junit, &story(), &[]);
    for suite in [r#"<testsuite name="notes/paper.md""#, r#"<testsuite name="refs.bib""#] {
        assert_eq!(story.matches(suite).count(), 1, "{story}");
    }
}

#[test]
fn rdjson_counts_bytes_and_suggests_what_fixes() {
    let rows = json(Shape::Rdjson, &story());
    let row = rows["diagnostics"].as_array().unwrap().iter().find(|row| row.get("suggestions").is_some()).unwrap();
    let paper = String::from_utf8(fixture("outputs/paper.md")).unwrap();
    let line = paper.lines().position(|line| line.contains("et al,")).unwrap();
    let text = paper.lines().nth(line).unwrap();
    for suggestion in row["suggestions"].as_array().unwrap() {
        let range = &suggestion["range"];
        assert_eq!(range["start"]["line"], line + 1);
        let at = |end: &str| range[end]["column"].as_u64().unwrap() as usize - 1;
        assert_eq!(at("start"), text.find("et al,").unwrap() + "et al".len(), "{suggestion}");
        assert!(text.is_char_boundary(at("end")));
        assert_eq!(suggestion["text"], ".");
    }
}

#[test]
fn what_is_hidden_is_said_to_be_by_what_hides_it() {
    let mut story = story();
    let diagnostic = story.documents[0].diagnostics.remove(0);
    story.documents[0].suppressed.push(Suppressed { diagnostic, by: SuppressedBy::Baseline });
    let log = json(Shape::Sarif, &story);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let kinds: Vec<&str> = results.iter().filter_map(|result| result["suppressions"][0]["kind"].as_str()).collect();
    assert_eq!(kinds, ["inSource", "external"]);
    let whole = json(Shape::Json, &story);
    let hidden = whole["documents"][0]["suppressed"].as_array().unwrap();
    assert_eq!(hidden[0]["by"], "comment");
    assert_eq!(hidden[0]["rule"], "missing-reference");
    assert_eq!(hidden[1]["by"], "baseline");
}

/// A file without lines is never given any.
#[test]
fn a_word_processors_file_has_no_lines() {
    for (name, told) in [("paper.docx", "paragraph "), ("paper.odt", "paragraph "), ("paper.pdf", "page ")] {
        let report = report(vec![(name, fixture(&format!("formats/story/{name}")))], b"");
        let own = |result: &&Value| result.to_string().contains(name);
        let log = json(Shape::Sarif, &report);
        let results: Vec<&Value> = log["runs"][0]["results"].as_array().unwrap().iter().filter(own).collect();
        assert!(!results.is_empty(), "{name}");
        for result in results {
            let place = &result["locations"][0];
            assert!(place["physicalLocation"].get("region").is_none(), "{place}");
            assert!(place["logicalLocations"][0]["name"].as_str().unwrap().starts_with(told), "{place}");
            assert!(result["message"]["text"].as_str().unwrap().contains(&format!(" ({told}")), "{result}");
        }
        let github = print(Shape::Github, &report, &[]);
        assert!(!github.contains("line="), "{github}");
        let gitlab = json(Shape::Gitlab, &report);
        assert!(gitlab.as_array().unwrap().iter().filter(own).all(|row| row["location"]["lines"]["begin"] == 1));
        assert!(gitlab[0]["description"].as_str().unwrap().contains(told), "{gitlab}");
        assert!(!print(Shape::Rdjson, &report, &[]).contains("\"range\""));
        assert!(print(Shape::Markdown, &report, &[]).contains(&format!(", {told}")));
    }
}

/// Names and texts that would break out of each format.
const NAMES: [&str; 8] = [
    "a\u{1b}[2J\u{7}.md", "a%0A::error::x,b:c.md", "a\n::error::x.md", "a]]>&<\"'.md", "𝔖é\u{202e}.md",
    "a`|*_[x](y)<b>.md", "../..//./a b?#.md", "",
];
const TEXTS: [&str; 6] = [
    "So (Marlow\u{1}\u{8}\u{fffe}, 1987) it is.",
    "As (Marlow %0A%25]]>&lt;<b>, 1987) is. <!-- x -->",
    "So 𝔖 (Marl𝔖w | `x`, 1987). @ruth #1 https://example.org (Marlow et al, 2020)",
    "As \u{2028}\u{85}(Fair,\n\n1987 `` [x](1) ::error::y, 2014)",
    "See [@fair\\2014] ![x](y) and (Mar$low$, 1987a, b; \"x\" O'Hara, 1987 {0}).",
    "",
];

#[test]
fn nothing_breaks_out_of_its_format() {
    for name in NAMES {
        let manuscripts = TEXTS.iter().enumerate().map(|(n, text)| {
            let name = if name.is_empty() && n == 0 { String::new() } else { format!("{n}{name}") };
            (name, *text)
        });
        let manuscripts: Vec<(String, &str)> = manuscripts.collect();
        let report =
            report(manuscripts.iter().map(|(name, text)| (name.as_str(), *text)).collect(), "@book{a\u{1}<".as_bytes());
        let found: usize = report.documents.iter().map(|document| document.diagnostics.len()).sum();
        assert!(found > 4, "{name:?}");
        for shape in Shape::ALL {
            let text = print(shape, &report, &["cannot read a\u{1}\n::error::]]><b> `x`".to_owned()]);
            held(shape, &text, found, name);
        }
    }
}

fn held(shape: Shape, text: &str, found: usize, name: &str) {
    let value = || serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{shape:?} {name:?}: {error}"));
    match shape {
        Shape::Html => {
            let elements = ["<script", "<img"].map(|element| text.matches(element).count());
            assert_eq!(elements, [1, 0], "{name:?}: no element of a manuscript is one of the page");
        }
        Shape::Full | Shape::Concise | Shape::Grouped | Shape::Statistics | Shape::Notes | Shape::NotesMarkdown => {
            let steers = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
            assert!(!text.contains(steers), "{shape:?} {name:?}");
            if shape == Shape::Concise {
                assert_eq!(text.lines().count(), found, "{name:?}: {text}");
            }
            if shape == Shape::Grouped {
                assert_eq!(text.lines().filter(|line| line.starts_with("  ")).count(), found, "{name:?}: {text}");
            }
        }
        Shape::Jsonl => assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{name:?}"),
        Shape::Json | Shape::StatisticsJson => _ = value(),
        Shape::Sarif => {
            sarif::holds(&value());
            assert_eq!(value()["runs"][0]["results"].as_array().unwrap().len(), found);
        }
        Shape::Gitlab => assert_eq!(value().as_array().unwrap().len(), found),
        Shape::Rdjson => assert_eq!(value()["diagnostics"].as_array().unwrap().len(), found),
        Shape::Github => {
            for line in text.lines() {
                let command =
                    line.strip_prefix("::").and_then(|line| line.split_once("::")).map(|(command, _)| command);
                let command = command.unwrap_or_else(|| panic!("{line}"));
                let (kind, properties) = command.split_once(' ').unwrap();
                assert!(["error", "warning", "notice"].contains(&kind), "{line}");
                for property in properties.split(',') {
                    let key = property.split_once('=').unwrap().0;
                    assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&key), "{line}");
                }
            }
        }
        Shape::Junit => is_xml(text),
        Shape::Markdown => is_plain_markdown(text),
    }
}

fn is_xml(text: &str) {
    let allowed = |c: char| matches!(c, '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(allowed), "{text:?}");
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut open, mut cases) = (0_i32, 0);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                open += 1;
                start.attributes().for_each(|attribute| _ = attribute.unwrap());
                cases += i32::from(start.name().as_ref() == "testcase");
            }
            Event::Empty(empty) => {
                empty.attributes().for_each(|attribute| _ = attribute.unwrap());
                cases += i32::from(empty.name().as_ref() == "testcase");
            }
            Event::End(_) => open -= 1,
            Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => panic!("{text}"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0);
    assert!(text.contains(&format!(r#"<testsuites name="pincite" tests="{cases}""#)), "{text}");
}

/// Nothing of a manuscript is a heading, a link, an image, or HTML.
fn is_plain_markdown(text: &str) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => assert_eq!(&*html, "<!-- -->", "{text}"),
            Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::CodeBlock(_) | Tag::BlockQuote(_),
            )
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => panic!("{event:?} in {text}"),
            Event::Text(words) => assert!(!words.contains("https:") && !words.contains("@ruth"), "{words} in {text}"),
            _ => {}
        }
    }
}

#[test]
fn sarif_has_what_the_standard_asks() {
    let story = story();
    let log = json(Shape::Sarif, &story);
    sarif::holds(&log);
    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let results = run["results"].as_array().unwrap();
    let of = |rule: &str| results.iter().filter(|result| result["properties"]["rule"] == rule).collect::<Vec<_>>();
    let fix = &of("et-al-punctuation")[0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(fix["artifactLocation"]["uri"], "notes/paper.md");
    assert_eq!(fix["replacements"][0]["insertedContent"]["text"], ".");
    // Columns count characters: the line has accents and a letter of four bytes before it.
    let paper = String::from_utf8(fixture("outputs/paper.md")).unwrap();
    let line = paper.lines().find(|line| line.contains("et al,")).unwrap();
    let column = line[..line.find("et al,").unwrap()].chars().count() + 1 + "et al".len();
    assert_eq!(fix["replacements"][0]["deletedRegion"]["startColumn"], column);
    let unused = of("unused-reference");
    assert_eq!(unused[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "refs.bib");
    let failed = print(Shape::Sarif, &story, &["cannot read gone.md".to_owned()]);
    let failed: Value = serde_json::from_str(&failed).unwrap();
    sarif::holds(&failed);
    let invocation = &failed["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], "cannot read gone.md");
    for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
        for key in ["shortDescription", "fullDescription"] {
            assert!(rule[key]["text"].as_str().unwrap().len() > 10, "{rule}");
        }
        assert!(rule["help"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(rule["help"]["markdown"].as_str().is_some_and(|text| text.contains("## Why it matters")), "{rule}");
    }
}
