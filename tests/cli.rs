//! The program as its users meet it: streams, exit status, folders, errors.

mod run;

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use run::Folder;

const PAPER: &str = "Ferries were the only crossing (Osei, 2004).\n";
const BIB: &str = "@book{osei2004,\n  author = {Osei, Kwame},\n  title = {Volta},\n  date = {2004},\n}\n";

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[test]
fn the_exit_status_follows_the_gravest_finding() {
    let unused = format!("{BIB}@book{{marlow1987, author = {{Marlow, Ruth}}, title = {{Rope}}, date = {{1987}}}}\n");
    let folder =
        Folder::new("status", &[("paper.txt", PAPER), ("good.bib", BIB), ("more.bib", &unused), ("none.bib", "")]);
    let (status, out, err) = folder.run("check paper.txt --bib good.bib");
    assert_eq!((status, out.as_str()), (0, ""));
    assert_eq!(err, "nothing found in 1 file; 1 citation, 1 of them linked to good.bib (1 entry)\n");
    assert_eq!(folder.run("check paper.txt --bib more.bib").0, 0);
    assert_eq!(folder.run("check paper.txt --bib more.bib --fail-on warning").0, 1);
    assert_eq!(folder.run("check paper.txt --bib none.bib").0, 1);
    assert_eq!(folder.run("check paper.txt --bib none.bib --fail-on never").0, 0);
    assert_eq!(folder.run("check paper.txt --bib none.bib --ignore C").0, 0);
    let (status, out, err) =
        folder.run("check paper.txt --bib none.bib --format concise -q --select missing-reference");
    assert_eq!((status, err.as_str()), (1, ""));
    assert_eq!(out, "paper.txt:1:33: error[C001] missing-reference: no entry for `Osei, 2004`\n");
}

#[test]
fn the_run_itself_can_fail() {
    let folder = Folder::new("fail", &[("paper.txt", PAPER), ("x.bib/y.txt", ""), ("refs.bib", BIB)]);
    for (words, said) in [
        ("check --no-such-flag", "--no-such-flag"),
        ("check paper.txt --select missing-refrence", "did you mean `missing-reference`?"),
        ("check paper.txt --bib none.bib", "cannot read none.bib: there is no such file"),
        ("check paper.txt --bib x.bib", "cannot read x.bib: it is a folder"),
        ("explain C999", "there is no rule `C999`"),
        ("text none.txt", "cannot read none.txt: there is no such file"),
    ] {
        let (status, out, err) = folder.run(words);
        assert_eq!((status, out.as_str()), (2, ""), "{words}");
        assert!(err.contains(said), "{words}: {err}");
        assert!(!err.contains("panicked"), "{words}: {err}");
    }
    let (status, out, err) = folder.run("check none.txt paper.txt --format json");
    assert_eq!(status, 2);
    assert!(err.contains("cannot read none.txt"), "{err}");
    assert!(out.contains(r#""path":"paper.txt""#), "the other file is checked: {out}");
}

#[test]
fn folders_are_walked_in_order_and_ignore_files_are_respected() {
    let folder = Folder::new(
        "walk",
        &[
            (".gitignore", "build/\n*.draft.md\n!keep.draft.md\n"),
            ("b.txt", PAPER),
            ("a/z.md", PAPER),
            ("a/.hidden.md", PAPER),
            ("a/.gitignore", "secret*\n"),
            ("a/secret.md", PAPER),
            ("build/out.md", PAPER),
            ("one.draft.md", PAPER),
            ("keep.draft.md", PAPER),
            ("notes.pdf", ""),
            ("Z.Rmd", PAPER),
            ("refs.bib", BIB),
        ],
    );
    let (_, out, _) = folder.run("check --format jsonl");
    let path = |line: &str| line.split('"').nth(3).unwrap().to_owned();
    let paths: Vec<_> = out.lines().map(path).collect();
    assert_eq!(paths, ["Z.Rmd", "a/z.md", "b.txt", "keep.draft.md"]);
    let (_, out, _) = folder.run("check a b.txt a/z.md ./build --format jsonl");
    assert_eq!(out.lines().map(path).collect::<Vec<_>>(), ["a/z.md", "b.txt", "build/out.md"]);
    let (_, out, _) = folder.run("check a/secret.md --format jsonl");
    assert_eq!(out.lines().count(), 1, "what is named is checked");
}

#[test]
fn a_folder_without_manuscripts() {
    let folder = Folder::new("bare", &[("x/refs.bib", BIB), ("y/notes.pdf", "")]);
    let (status, out, err) = folder.run("check x --format concise");
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(err.starts_with("nothing found in 1 file"), "{err}");
    let (status, _, err) = folder.run("check y");
    assert_eq!(status, 2);
    assert!(err.contains("no manuscript found in y"), "{err}");
}

#[test]
fn standard_input_is_a_file() {
    let folder = Folder::new("stdin", &[("refs.bib", BIB)]);
    let pipe = |words: &str| {
        let mut child =
            folder.command(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"So it is (Marlow, 1987).\n").unwrap();
        let done = child.wait_with_output().unwrap();
        (done.status.code().unwrap(), String::from_utf8(done.stdout).unwrap())
    };
    let (status, out) = pipe("check - --format concise --select C001");
    assert_eq!((status, out.as_str()), (1, "-:1:11: error[C001] missing-reference: no entry for `Marlow, 1987`\n"));
    let (_, out) = pipe("check - --stdin-filename draft.md --format json");
    assert!(out.contains(r#""path":"draft.md","format":"markdown""#), "{out}");
    let (_, out) = pipe("check - --stdin-filename draft.bib --format concise");
    assert!(out.starts_with("draft.bib:1:1: "), "a bibliography is one here too: {out}");
    let (_, out) = pipe("check - --stdin-filename no/such/folder/draft.md --format concise");
    assert!(out.starts_with("no/such/folder/draft.md:1:10: error[C010]"), "it need not lie anywhere: {out}");
    assert_eq!(pipe("text -"), (0, "So it is (Marlow, 1987).\n".to_owned()));
}

#[test]
fn an_empty_file_is_told() {
    let folder = Folder::new("empty", &[("paper.txt", "")]);
    let (status, out, _) = folder.run("check paper.txt --format concise");
    assert_eq!(status, 0);
    assert_eq!(out, "paper.txt:1:1: warning[M003] nothing-checked: this document is empty: nothing was checked\n");
}

#[test]
fn findings_are_drawn_over_the_lines_they_are_about() {
    let text = "Ferries were the only crossing (Osei, 2004; Mar-\n\nlow & Finch,\n\n1987).\n";
    let folder = Folder::new("drawn", &[("paper.txt", text), ("refs.bib", BIB)]);
    let (_, out, _) = folder.run("check paper.txt");
    let want = "\
error[C001]: no entry for `Marlow & Finch, 1987`
  ┌─ paper.txt:1:45
  │
1 │ Ferries were the only crossing (Osei, 2004; Mar-
  │                                             ^^^^
3 │ low & Finch,
  │ ^^^^^^^^^^^^
5 │ 1987).
  │ ^^^^ cited here
  │
  = note: not in refs.bib (1 entry)
  = help: add an entry, or correct the citation
";
    assert_eq!(lines(&out), lines(&format!("{want}\n")));
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    let folder = Folder::new("colour", &[("paper.txt", "")]);
    let has_colour = |words: &str, set: Option<&str>| {
        let mut command = folder.command(words);
        command.envs(set.map(|name| (name, "1")));
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!has_colour("check paper.txt", None));
    assert!(has_colour("check paper.txt --color always", Some("NO_COLOR")));
    assert!(has_colour("check paper.txt", Some("FORCE_COLOR")));
    assert!(has_colour("check paper.txt", Some("CLICOLOR_FORCE")));
    assert!(has_colour("check paper.txt --format grouped", Some("CLICOLOR_FORCE")));
    let forced = |name: &str, value: &str| {
        let mut command = folder.command("check paper.txt");
        command.env("FORCE_COLOR", "1").env(name, value).output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!forced("NO_COLOR", "1"));
    assert!(forced("NO_COLOR", ""), "an empty value says nothing");
    assert!(forced("TERM", "dumb"), "who forces it gets it");
    assert!(!forced("FORCE_COLOR", "0"));
    assert!(!has_colour("check paper.txt --color never", Some("FORCE_COLOR")));
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let text = "So it is (Marlow, 1987).\n\n".repeat(20_000);
    let folder = Folder::new("pipe", &[("paper.txt", &text), ("refs.bib", BIB)]);
    let formats = ["full", "concise", "grouped", "json", "jsonl", "sarif", "gitlab", "junit", "rdjson", "markdown"];
    for format in formats {
        let mut command = folder.command(&format!("check paper.txt --format {format}"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut first).unwrap();
        drop(out);
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8(done.stderr).unwrap(), "", "{format}");
    }
}

#[test]
fn rules_and_their_pages_can_be_read() {
    let folder = Folder::new("rules", &[]);
    let (status, out, _) = folder.run("rules");
    assert_eq!(status, 0);
    assert!(out.starts_with("C001  missing-reference"), "{out}");
    let (_, out, _) = folder.run("rules --format json");
    let listed: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(listed[0]["name"], "missing-reference");
    let (_, out, _) = folder.run("rules --format markdown");
    assert!(out.contains("| C001 | missing-reference | error | none |"), "{out}");
    for word in ["C001", "c001", "missing-reference"] {
        let (status, out, _) = folder.run(&format!("explain {word}"));
        assert_eq!(status, 0);
        assert!(out.starts_with("C001 missing-reference (error, fix: none)\n\n# A citation has no entry"), "{out}");
    }
}

#[test]
fn the_example_of_the_readme_shows_its_slips() {
    let words = ["check", "fixtures/example/paper.txt", "--bib", "fixtures/example/refs.bib", "--format", "concise"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_pincite"));
    let done = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(words).output().unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(1), "{out}");
    assert!(out.contains("error[C001] missing-reference: no entry for `Okonkwo, 1999`"), "{out}");
}

/// A program that cannot ask says that it cannot, and how to get one that can.
#[cfg(not(feature = "online"))]
#[test]
fn registries_cannot_be_asked_by_every_program() {
    let folder = Folder::new("offline", &[("paper.md", PAPER), ("refs.bib", BIB)]);
    for words in ["check paper.md --online", "report paper.md --online --mailto ruth@example.org"] {
        let (status, out, err) = folder.run(words);
        assert_eq!((status, out.as_str()), (2, ""), "{words}");
        assert!(err.contains("this pincite was built without `online`") && err.contains("--features online"), "{err}");
    }
}
