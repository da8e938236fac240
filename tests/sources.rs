//! Cited works at hand: which files belong to an entry, what is read of them, what cannot be.

mod run;

use std::fs;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::Report;
use run::{Folder, told};

const PAPER: &str = "The ferry carried sheep (Marlow, 1987).\n";

fn entry(fields: &str) -> String {
    format!("@book{{marlow1987,\n  author = {{Marlow, Ruth}},\n  title = {{Rope}},\n  date = {{1987}},\n{fields}}}\n")
}

fn run(bib: &str, files: &[(&str, &[u8])]) -> Report {
    let mut all: Memory = files.iter().map(|&(path, bytes)| (path, bytes)).collect();
    all.0.insert("paper.md".into(), PAPER.into());
    all.0.insert("refs.bib".into(), bib.into());
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("paper.md")],
        bibliographies: vec!["refs.bib".into()],
        sources: vec!["works".into()],
        files: &all,
    };
    check(&inputs, &Config::default()).unwrap()
}

/// The cited works that were opened.
fn opened(report: &Report) -> Vec<&str> {
    report.documents[0].linked.cited.iter().map(|document| document.source.path.as_str()).collect()
}

/// Which files could not be read, and why.
fn unread(report: &Report) -> Vec<String> {
    let all = report.documents.iter().flat_map(|document| &document.diagnostics);
    all.filter(|one| one.code == "M002").map(|one| one.finding.notes[0].clone()).collect()
}

#[test]
fn the_best_readable_file_is_read() {
    let long = "The keepers of the lights wrote down the wind and the tide and the weather. ".repeat(40);
    let long = long.as_bytes();
    let page = format!("<p>{}</p>", "The keepers of the lights wrote down the tide of every day. ".repeat(50));
    let page = page.as_bytes();
    /// Files, those that are read, those that are told to be unreadable.
    type Case<'a> = (&'a [(&'a str, &'a [u8])], &'a [&'a str], &'a [&'a str]);
    let table: [Case; 6] = [
        (&[("works/marlow1987.txt", long), ("works/marlow1987.html", page)], &["works/marlow1987.txt"], &[]),
        // A few words are not the work: what else there is counts too.
        (
            &[("works/marlow1987.txt", b"An abstract."), ("works/a/marlow1987.html", page)],
            &["works/marlow1987.txt", "works/a/marlow1987.html"],
            &[],
        ),
        (&[("works/marlow1987.docx", b"PK\x03\x04"), ("works/marlow1987.txt", long)], &["works/marlow1987.txt"], &[]),
        (&[("works/marlow1987.docx", b"PK\x03\x04")], &[], &["works/marlow1987.docx: it is cut off or damaged"]),
        (&[("works/marlow1987.pdf", b"")], &[], &["works/marlow1987.pdf: it is empty"]),
        (&[("marlow1987.txt", long), ("worksmarlow1987.txt", long)], &[], &[]),
    ];
    for (files, want, why) in table {
        let report = run(&entry(""), files);
        assert_eq!(opened(&report), want, "{:?}", files[0].0);
        assert_eq!(unread(&report), why, "{:?}", files[0].0);
    }
}

#[test]
fn a_file_field_leads_nowhere_but_to_the_named_folders() {
    let files: &[(&str, &[u8])] =
        &[("works/AB12CD34/Marlow.txt", b"Sheep."), ("secret.txt", b"Secret."), ("works.bib", b"")];
    for (field, want) in [
        (":/home/ruth/Zotero/storage/AB12CD34/Marlow.txt:Text", vec!["works/AB12CD34/Marlow.txt"]),
        ("secret.txt", vec![]),
        ("../secret.txt;works/../secret.txt", vec![]),
    ] {
        let report = run(&entry(&format!("  file = {{{field}}},\n")), files);
        assert_eq!(opened(&report), want, "{field}");
        assert_eq!(unread(&report), [""; 0], "{field}");
    }
}

#[test]
fn what_cannot_be_read_is_told_once_and_where_the_file_is_named() {
    let bib = entry("  file = {:rope.docx:Word},\n");
    let report = run(&bib, &[("works/rope.docx", b"PK\x03\x04")]);
    let all: Vec<_> =
        report.documents.iter().flat_map(|one| one.diagnostics.iter().map(move |found| (one, found))).collect();
    let [(document, found)] = all.as_slice() else { panic!("{all:?}") };
    let source = document.source(found.finding.at.source).unwrap();
    assert_eq!((found.code, source.slice(found.finding.at.span)), ("M002", "{:rope.docx:Word}"));
    assert_eq!(found.finding.message, "the source of `marlow1987` cannot be read");
}

/// Exit status, stdout, stderr; programs are sought in `bin` alone.
fn program(folder: &Folder, words: &[&str]) -> (i32, String, String) {
    told(folder.command("").args(words).env("PATH", folder.0.join("bin")))
}

#[test]
fn a_folder_that_is_not_there_ends_the_run() {
    let folder = Folder::new("none", &[("paper.md", PAPER), ("refs.bib", &entry("")), ("a.txt", "x")]);
    for (name, why) in [("nowhere", "there is no such folder"), ("a.txt", "it is no folder")] {
        let (status, out, err) = program(&folder, &["check", "paper.md", "--sources", name]);
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(&format!("cannot look for cited works in {name}: {why}")), "{err}");
    }
}

#[test]
fn a_folder_of_works_holds_no_manuscripts() {
    let files = [("a/paper.md", PAPER), ("a/works/marlow1987.txt", "So (Osei, 2004)."), ("a/refs.bib", &entry(""))];
    let folder = Folder::new("walk", &files);
    let (_, out, _) = program(&folder, &["check", "a", "--sources", "a/works", "--format", "jsonl"]);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.contains(r#""path":"a/paper.md""#), "{out}");
}

#[cfg(unix)]
#[test]
fn links_and_hidden_files_do_not_lead_out() {
    let files = [
        ("paper.md", PAPER),
        ("refs.bib", &entry("")),
        ("out/marlow1987.docx", "{\\rtf"),
        ("works/.b/marlow1987.docx", "{\\rtf"),
    ];
    let folder = Folder::new("links", &files);
    std::os::unix::fs::symlink(folder.0.join("out/marlow1987.docx"), folder.0.join("works/marlow1987.docx")).unwrap();
    std::os::unix::fs::symlink(folder.0.join("out"), folder.0.join("works/deep")).unwrap();
    std::os::unix::fs::symlink(folder.0.join("works"), folder.0.join("works/round")).unwrap();
    let run = || program(&folder, &["check", "paper.md", "--sources", "works", "--format", "concise"]).1;
    assert_eq!(run(), "");
    fs::rename(folder.0.join("works/.b/marlow1987.docx"), folder.0.join("works/x.docx")).unwrap();
    fs::remove_file(folder.0.join("works/marlow1987.docx")).unwrap();
    std::os::unix::fs::symlink("x.docx", folder.0.join("works/marlow1987.docx")).unwrap();
    assert!(run().contains("M002"), "a link within the folder is followed: {}", run());
}

#[cfg(unix)]
#[test]
fn pdftotext_is_asked_first_and_not_trusted() {
    use std::os::unix::fs::PermissionsExt;
    let text = "#!/bin/sh\nfor last in \"$@\"; do before=$file; file=$last; done\n";
    let script = format!(
        "{text}case $before in ./-q.pdf) printf 'So it is (Marlow, 1987).\\n\\f' ;; *) echo lost; exit 3 ;; esac\n"
    );
    let files =
        [("-q.pdf", "%PDF-1.4"), ("b.pdf", "%PDF-1.4"), ("refs.bib", &entry("")), ("bin/pdftotext", script.as_str())];
    let folder = Folder::new("pdftotext", &files);
    fs::set_permissions(folder.0.join("bin/pdftotext"), fs::Permissions::from_mode(0o755)).unwrap();
    let (status, out, err) = program(&folder, &["text", "--", "-q.pdf"]);
    assert_eq!((status, out.as_str()), (0, "So it is (Marlow, 1987).\n\u{c}\n"), "{err}");
    let (status, out, _) = program(&folder, &["check", "--format", "json", "--", "-q.pdf"]);
    assert_eq!(status, 0);
    assert!(out.contains(r#""format":"pdf""#) && out.contains(r#""status":"linked""#), "{out}");
    let (status, out, err) = program(&folder, &["check", "b.pdf"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("no text can be drawn from b.pdf: it is damaged"), "{err}");
}
