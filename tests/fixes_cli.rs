//! `--fix` and `--diff` as a user meets them: files, streams, exit status, and a program that is killed.

mod run;

use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

use run::Folder;

const PAPER: &str = "Ferries ran (Osei et al, 2004), (Ito, 2010).\r\nNobody wrote (Marlow, 1987).\r\n";
const FIXED: &str = "Ferries ran (Osei et al., 2004; Ito, 2010).\r\nNobody wrote (Marlow, 1987).\r\n";
const BIB: &str = "@book{osei2004,\n  author = {Osei, Kwame and Brandt, Ilse and Castellan, Rosa},\n  title = {Volta},\n  \
    date = {2004},\n  doi = {https://doi.org/10.5555/volta},\n}\n@book{ito2010, author = {Ito, Kei}, title = {Salt}, date = {2010}}\n";

#[test]
fn what_is_safe_is_mended_and_the_rest_is_told() {
    let folder = Folder::of_bytes("safe", &[("paper.txt", PAPER.as_bytes()), ("refs.bib", BIB.as_bytes())]);
    let (status, out, err) = folder.run("check paper.txt --fix --format concise");
    assert_eq!(folder.get("paper.txt"), FIXED);
    assert_eq!(folder.get("refs.bib"), BIB.replace("https://doi.org/", ""));
    assert_eq!(out, "paper.txt:2:15: error[C001] missing-reference: no entry for `Marlow, 1987`\n");
    assert!(err.starts_with("fixed 3 findings in 2 files\n1 error in 1 file"), "{err}");
    assert_eq!(status, 1, "an error is left");
    // A second run finds nothing more to mend.
    let before = fs::metadata(folder.0.join("paper.txt")).unwrap().modified().unwrap();
    let (_, again, err) = folder.run("check paper.txt --fix --format concise");
    assert_eq!((again.as_str(), err.contains("fixed")), (out.as_str(), false), "{err}");
    assert_eq!(fs::metadata(folder.0.join("paper.txt")).unwrap().modified().unwrap(), before, "it was not written");
    assert_eq!(folder.names(), ["paper.txt", "refs.bib"]);
}

#[test]
fn a_difference_is_printed_and_nothing_written() {
    let folder = Folder::of_bytes("diff", &[("paper.txt", PAPER.as_bytes()), ("refs.bib", BIB.as_bytes())]);
    let (status, out, err) = folder.run("check paper.txt --diff");
    assert_eq!(status, 1);
    assert_eq!((folder.get("paper.txt").as_str(), folder.get("refs.bib").as_str()), (PAPER, BIB));
    let want = "--- paper.txt\n+++ paper.txt\n@@ -1,2 +1,2 @@\n-Ferries ran (Osei et al, 2004), (Ito, 2010).\r\n\
        +Ferries ran (Osei et al., 2004; Ito, 2010).\r\n Nobody wrote (Marlow, 1987).\r\n";
    assert!(out.starts_with(want), "{out}");
    assert_eq!(err, "would fix 3 findings in 2 files\n");
    folder.run("check paper.txt --fix");
    assert_eq!(folder.run("check paper.txt --diff"), (0, String::new(), String::new()));
    assert_eq!(folder.run("check paper.txt --fix --diff").0, 2, "one of the two");
}

#[test]
fn what_may_be_wrong_is_mended_only_when_asked() {
    let text = "Ferries ran (Osei et al., 2005).\n";
    let folder = Folder::of_bytes("unsafe", &[("paper.txt", text.as_bytes()), ("refs.bib", BIB.as_bytes())]);
    folder.run("check paper.txt --fix");
    assert_eq!(folder.get("paper.txt"), text);
    let (status, out, _) = folder.run("check paper.txt --diff --unsafe-fixes");
    assert!(out.contains("+Ferries ran (Osei et al., 2004)."), "{out}");
    assert_eq!(status, 1);
    folder.run("check paper.txt --fix --unsafe-fixes");
    assert_eq!(folder.get("paper.txt"), "Ferries ran (Osei et al., 2004).\n");
}

#[test]
fn standard_input_comes_back_mended() {
    let folder = Folder::of_bytes("stdin", &[("refs.bib", BIB.as_bytes())]);
    let pipe = |text: &str| {
        let mut command = folder.command("check - --bib refs.bib --fix --format concise -q");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let done = child.wait_with_output().unwrap();
        (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    let (out, err) = pipe(PAPER);
    assert_eq!(out, FIXED);
    assert!(err.contains("no entry for `Marlow, 1987`"), "{err}");
    assert_eq!(pipe("Nothing to mend.\n").0, "Nothing to mend.\n");
}

#[test]
fn encodings_and_marks_are_kept() {
    let wide = |text: &str, mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let (slip, right) = ("M (M\u{fc}ller et al 2004).\r\n", "M (M\u{fc}ller et al. 2004).\r\n");
    let latin = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    for (name, before, after) in [
        ("mark.txt", format!("\u{feff}{slip}").into_bytes(), format!("\u{feff}{right}").into_bytes()),
        ("wide.txt", wide(slip, true), wide(right, true)),
        ("latin.txt", latin(slip), latin(right)),
    ] {
        let folder = Folder::of_bytes(name, &[(name, &before)]);
        folder.run(&format!("check {name} --fix --select S002"));
        assert_eq!(folder.bytes(name), after, "{name}");
    }
    // What is in two encodings could not be put back as it was.
    let mixed = [slip.as_bytes(), &latin(slip)].concat();
    let folder = Folder::of_bytes("mixed", &[("mixed.txt", &mixed)]);
    let (status, _, err) = folder.run("check mixed.txt --fix --select S002");
    assert_eq!((folder.bytes("mixed.txt"), status), (mixed, 2));
    assert!(err.contains("cannot fix mixed.txt: it is not in one encoding throughout"), "{err}");
}

#[test]
fn several_manuscripts_mend_one_bibliography_once() {
    let paper = b"Ferries ran (Osei et al., 2004).\n";
    let folder = Folder::of_bytes("shared", &[("a.txt", paper), ("b.txt", paper), ("refs.bib", BIB.as_bytes())]);
    let (_, _, err) = folder.run("check a.txt b.txt --fix");
    assert_eq!(folder.get("refs.bib"), BIB.replace("https://doi.org/", ""));
    assert!(err.starts_with("fixed 1 finding in 1 file\n"), "{err}");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::of_bytes("links", &[("own/paper.txt", PAPER.as_bytes()), ("refs.bib", BIB.as_bytes())]);
    let file = folder.0.join("own/paper.txt");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("own/paper.txt", folder.0.join("link.txt")).unwrap();
    folder.run("check link.txt --bib refs.bib --fix");
    assert_eq!(fs::read_to_string(&file).unwrap(), FIXED);
    assert!(folder.0.join("link.txt").is_symlink(), "a link stays a link");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    // What a link leads to outside of what was named is left alone.
    fs::write(&file, PAPER).unwrap();
    fs::create_dir(folder.0.join("named")).unwrap();
    fs::write(folder.0.join("named/paper.txt"), PAPER).unwrap();
    fs::write(folder.0.join("refs.bib"), BIB).unwrap();
    symlink("../refs.bib", folder.0.join("named/refs.bib")).unwrap();
    let (status, _, err) = folder.run("check named --fix");
    assert_eq!((folder.get("refs.bib").as_str(), folder.get("named/paper.txt").as_str()), (BIB, FIXED));
    assert!(err.contains("cannot fix named/refs.bib: it lies outside the folders that were named"), "{err}");
    assert_eq!(status, 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::of_bytes("readonly", &[("paper.txt", PAPER.as_bytes()), ("refs.bib", BIB.as_bytes())]);
    fs::set_permissions(folder.0.join("paper.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    let (status, out, err) = folder.run("check paper.txt --fix --format concise");
    assert_eq!((status, folder.get("paper.txt").as_str()), (2, PAPER));
    assert!(err.contains("cannot fix paper.txt: it is read-only"), "{err}");
    assert!(out.contains("S002"), "what is not mended is told: {out}");
}

/// Whatever ends the program, each file is as it was or as it should be, and what is left behind is hidden.
#[test]
fn a_killed_run_leaves_no_file_half_written() {
    // "et al" throughout would be a habit.
    let long = PAPER.replace("et al,", "et al.,").repeat(40);
    let names: Vec<String> = (0..500).map(|number| format!("paper{number:03}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), long.as_bytes())).collect();
    let folder = Folder::of_bytes("killed", &files);
    let right = FIXED.repeat(40);
    let mut killed = 0;
    let mut mended = 0;
    for turn in 0..60 {
        let mut child =
            folder.command("check . --fix --select S -q").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 * turn));
        // On Unix this is SIGKILL.
        killed += usize::from(child.kill().is_ok() && !child.wait().unwrap().success());
        mended = 0;
        for name in &names {
            let text = folder.get(name);
            assert!(text == long || text == right, "{name} is half written: {} bytes", text.len());
            mended += usize::from(text == right);
        }
        if mended == names.len() {
            break;
        }
    }
    let left = folder.names().into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>();
    assert!(left.iter().all(|name| name.starts_with(".pincite-")), "{left:?}");
    let (_, out, _) = folder.run("check . --fix --select S --format concise");
    assert_eq!(out, "", "the next run mends the rest, and looks at nothing that was left behind");
    assert!(names.iter().all(|name| folder.get(name) == right));
    assert!(killed > 0 && mended <= names.len());
}
