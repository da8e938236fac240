//! Real texts typeset in two columns, as journals print them, and read back from the PDF.
//!
//! Needs LibreOffice, and the corpus at `PINCITE_CORPUS`; says so and passes by where one is missing.

#![allow(clippy::print_stdout)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// How many texts are typeset: each takes seconds.
const TEXTS: usize = 4;
/// The least share of pairs of citation and key that come through, and that are right.
const LEAST: f64 = 0.95;

#[test]
fn citations_come_through_two_columns() {
    let Ok(corpus) = env::var("PINCITE_CORPUS") else { return println!("PINCITE_CORPUS is not set: passed by") };
    if Command::new("soffice").arg("--version").output().is_err() {
        return println!("LibreOffice is not installed: passed by");
    }
    let mut texts: Vec<PathBuf> = fs::read_dir(Path::new(&corpus).join("corpus/G1"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("apa.txt").exists())
        .collect();
    texts.sort();
    // Spread over the corpus.
    let step = (texts.len() / TEXTS).max(1);
    let work = env::temp_dir().join(format!("pincite-columns-{}", std::process::id()));
    fs::create_dir_all(&work).unwrap();
    let mut scores = [Score::default(), Score::default()];
    for (number, folder) in texts.iter().step_by(step).take(TEXTS).enumerate() {
        let gold: Value = serde_json::from_slice(&fs::read(folder.join("apa.json")).unwrap()).unwrap();
        let whole = fs::read_to_string(folder.join("apa.txt")).unwrap();
        let list = gold["references"]["start"].as_u64().unwrap_or(whole.len() as u64) as usize;
        let pdf = typeset(&work, number, &whole[..list]);
        for (score, tools) in scores.iter_mut().zip([true, false]) {
            score.add(&gold, &linked(&pdf, &folder.join("refs.bib"), tools));
        }
    }
    fs::remove_dir_all(&work).ok();
    for (score, tools) in scores.iter().zip(["with the tools at hand", "by its own reader"]) {
        println!("{tools}: {:.4} of {} pairs", score.f1(), score.gold);
        assert!(score.gold > 50 && score.f1() >= LEAST, "{tools}: {:.4} of {} pairs", score.f1(), score.gold);
    }
}

/// A text in two columns, as a PDF.
fn typeset(work: &Path, number: usize, text: &str) -> PathBuf {
    let paragraphs: String = text
        .split("\n\n")
        .map(|paragraph| {
            let words = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            format!("<text:p text:style-name=\"P\">{words}</text:p>\n")
        })
        .collect();
    let source = work.join(format!("text{number}.fodt"));
    fs::write(&source, FODT.replace("PARAGRAPHS", &paragraphs)).unwrap();
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", work.display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .args([work, source.as_path()])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    source.with_extension("pdf")
}

/// The pairs of citation and key that a report has; without `tools` no other program is at hand.
fn linked(pdf: &Path, bib: &Path, tools: bool) -> HashMap<(String, String), usize> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pincite"));
    command.arg("check").arg(pdf).arg("--bib").arg(bib).args(["--format", "json"]);
    if !tools {
        command.env("PATH", "");
    }
    let report: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let mut pairs = HashMap::new();
    for citation in report["documents"][0]["citations"].as_array().unwrap() {
        for item in citation["items"].as_array().unwrap() {
            for entry in item["entries"].as_array().unwrap() {
                let key = entry["key"].as_str().or(entry.as_str()).unwrap().to_owned();
                *pairs.entry((letters(citation["text"].as_str().unwrap()), key)).or_default() += 1;
            }
        }
    }
    pairs
}

#[derive(Default)]
struct Score {
    gold: usize,
    told: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, gold: &Value, found: &HashMap<(String, String), usize>) {
        let mut found = found.clone();
        self.told += found.values().sum::<usize>();
        for citation in gold["citations"].as_array().unwrap() {
            let text = letters(citation["text"].as_str().unwrap());
            for key in citation["keys"].as_array().unwrap() {
                self.gold += 1;
                // The gold leaves out the words in a bracket that belong to no work.
                let key = key.as_str().unwrap();
                let hit = found.iter_mut().find(|((words, of), count)| {
                    of == key && **count > 0 && (words.contains(&text) || text.contains(words.as_str()))
                });
                if let Some((_, count)) = hit {
                    *count -= 1;
                    self.right += 1;
                }
            }
        }
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.told).max(1) as f64
    }
}

/// The letters and digits of a text, in small letters.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const FODT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
 <style:style style:name="P" style:family="paragraph">
  <style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/>
  <style:text-properties fo:font-size="9pt" fo:hyphenate="true" fo:hyphenation-remain-char-count="2"
   fo:hyphenation-push-char-count="2" fo:language="en" fo:country="US"/>
 </style:style>
 <style:style style:name="S" style:family="section"><style:section-properties>
  <style:columns fo:column-count="2" fo:column-gap="0.8cm"><style:column style:rel-width="1*" fo:start-indent="0cm"
   fo:end-indent="0.4cm"/><style:column style:rel-width="1*" fo:start-indent="0.4cm" fo:end-indent="0cm"/></style:columns>
 </style:section-properties></style:style>
</office:automatic-styles>
<office:body><office:text><text:section text:style-name="S" text:name="Columns">
PARAGRAPHS</text:section></office:text></office:body></office:document>
"#;
