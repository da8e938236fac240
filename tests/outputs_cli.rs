//! Several outputs of one run: files, counts, limits; and the commands of the pages about them.

mod run;

use run::Folder;

const PAPER: &str = "So it is (Marlow, 1987). As (Holland et al, 2021) say.\n\nIt was so (Fair, 2014).\n";
const BIB: &str = "@article{holland2021,\n  author = {Holland, Ada and Ito, Ren and Ruiz, Ana},\n  title = {Boats},\n  \
    journal = {Rivers},\n  date = {2021},\n}\n";

fn folder(name: &str) -> Folder {
    Folder::new(name, &[("paper.md", PAPER), ("refs.bib", BIB)])
}

#[test]
fn one_run_writes_the_screen_and_files() {
    let folder = folder("outputs-files");
    let (status, screen, _) =
        folder.run("check --format concise --output sarif=out.sarif --output json=out.json --output concise=out.log");
    assert_eq!(status, 1);
    assert_eq!(screen.lines().count(), 3, "{screen}");
    assert_eq!(folder.get("out.log"), screen);
    for (format, file) in [("sarif", "out.sarif"), ("json", "out.json")] {
        assert_eq!(folder.run(&format!("check --format {format}")).1, folder.get(file), "{format}");
    }
    assert_eq!(folder.names(), ["out.json", "out.log", "out.sarif", "paper.md", "refs.bib"], "nothing is left over");
    let (_, out, _) = folder.run("check --output json=-");
    assert_eq!(out, folder.get("out.json"), "`-` takes the place of --format");
    // A second run takes the place of the first.
    folder.put("paper.md", "Nothing is said.\n");
    folder.run("check --output concise=out.log");
    assert!(!folder.get("out.log").contains("Marlow"));
}

#[cfg(unix)]
#[test]
fn a_report_has_the_rights_of_any_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("outputs-rights");
    let mode = |name: &str| std::fs::metadata(folder.0.join(name)).unwrap().permissions().mode() & 0o777;
    folder.put("old.json", "");
    std::fs::set_permissions(folder.0.join("old.json"), PermissionsExt::from_mode(0o604)).unwrap();
    std::os::unix::fs::symlink("old.json", folder.0.join("link.json")).unwrap();
    folder.run("check --output json=new.json --output jsonl=link.json");
    assert_eq!(mode("new.json"), mode("paper.md"), "a new one has those that the system gives");
    assert_eq!(mode("old.json"), 0o604, "one that was there keeps its own");
    assert!(folder.0.join("link.json").is_symlink() && !folder.get("old.json").is_empty());
}

#[test]
fn no_output_takes_the_place_of_another_or_of_an_input() {
    let folder = folder("outputs-guard");
    for (words, said) in [
        ("check --output sarif=x --output json=./x", "two reports would be written to ./x"),
        ("check --output sarif=- --output json=-", "two reports would be written to standard output"),
        ("check --format full --output json=-", "two reports would be written to standard output"),
        ("check paper.md --output json=./paper.md", "./paper.md is an input"),
        ("check --output json=paper.md", "paper.md is an input"),
        ("check paper.md --output json=refs.bib", "refs.bib is an input"),
        ("check --output json=none/x", "cannot write none/x: there is no such folder"),
        ("check paper.md --output json=.", "cannot write .: it is a folder"),
        ("check --output pdf=x", "there is no format `pdf`"),
        ("check --output x", "write it as FORMAT=FILE"),
        ("check --output json=", "names no file"),
        ("check --statistics --format sarif", "--statistics prints text or JSON"),
    ] {
        let (status, _, err) = folder.run(words);
        assert_eq!(status, 2, "{words}: {err}");
        assert!(err.replace('\n', " ").contains(said), "{words}: {err}");
        assert_eq!(folder.names(), ["paper.md", "refs.bib"], "{words}");
        assert_eq!((folder.get("paper.md").as_str(), folder.get("refs.bib").as_str()), (PAPER, BIB), "{words}");
    }
    // A run that fails leaves what was there.
    folder.put("out.json", "as it was");
    assert_eq!(folder.run("check --select no-such-rule --output json=out.json").0, 2);
    assert_eq!(folder.get("out.json"), "as it was");
    let (status, out, _) = folder.run("check --select no-such-rule --format json");
    assert_eq!((status, out.as_str()), (2, ""), "nothing is printed of a run that could not begin");
}

#[cfg(unix)]
#[test]
fn links_stay_and_devices_are_written_to() {
    let folder = folder("outputs-links");
    folder.put("kept/real.log", "");
    std::os::unix::fs::symlink("kept/real.log", folder.0.join("link.log")).unwrap();
    assert_eq!(folder.run("check --output concise=link.log --output sarif=/dev/null").0, 1);
    assert!(folder.0.join("link.log").is_symlink());
    assert!(folder.get("kept/real.log").contains("Marlow"));
    std::os::unix::fs::symlink("refs.bib", folder.0.join("sly.log")).unwrap();
    assert_eq!(folder.run("check --output concise=sly.log").0, 2);
    assert_eq!(folder.get("refs.bib"), BIB);
}

#[test]
fn a_limit_is_said_and_changes_no_count() {
    let folder = folder("outputs-limit");
    let (status, out, err) = folder.run("check --format concise --max-diagnostics 1 --output concise=all.log");
    assert_eq!((status, out.lines().count()), (1, 1), "{out}");
    assert!(err.starts_with("2 errors, 1 warning in 1 file") || err.contains("2 errors"), "{err}");
    assert!(err.contains("2 findings are not shown: --max-diagnostics"), "{err}");
    assert_eq!(folder.get("all.log").lines().count(), 3);
    let (status, out, err) = folder.run("check --format concise --max-diagnostics 0 -q");
    assert_eq!((status, out.as_str(), err.as_str()), (1, "", "3 findings are not shown: --max-diagnostics\n"));
}

#[test]
fn statistics_count_by_rule() {
    let folder = folder("outputs-statistics");
    let (status, out, _) = folder.run("check --statistics -q");
    assert_eq!(status, 1);
    assert!(out.starts_with("2  error    C001  missing-reference\n1  "), "{out}");
    let (_, out, _) = folder.run("check --statistics --format json -q");
    let rows: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&rows[0]["rule"], &rows[0]["count"]), (&"missing-reference".into(), &2.into()));
    let whole: serde_json::Value = serde_json::from_str(&folder.run("check --format json -q").1).unwrap();
    assert_eq!(whole["statistics"], rows);
}

#[test]
fn what_is_hidden_can_be_left_out() {
    let folder = folder("outputs-hidden");
    folder.put("paper.md", &format!("<!-- pincite-ignore-file C001: known -->\n\n{PAPER}"));
    let results = |words: &str| {
        let log: serde_json::Value = serde_json::from_str(&folder.run(words).1).unwrap();
        log["runs"][0]["results"].as_array().unwrap().len()
    };
    assert_eq!(results("check --format sarif -q"), 3);
    assert_eq!(results("check --format sarif --no-suppressed -q"), 1);
}

/// A report that lies among the manuscripts is none, and may be written again.
#[test]
fn a_report_of_before_is_no_manuscript() {
    let folder = folder("outputs-again");
    for _ in 0..2 {
        let (status, out, err) = folder.run("check --format concise --output markdown=pincite.md");
        assert_eq!((status, out.lines().count()), (1, 3), "{out}{err}");
    }
    let first = folder.get("pincite.md");
    assert!(first.starts_with("# Citations and claims: 2 errors, 1 warning\n"), "{first}");
    // What somebody wrote is not taken for one.
    folder.put("pincite.md", "# Mine\n");
    assert_eq!(folder.run("check --output markdown=pincite.md").0, 2);
    assert_eq!(folder.get("pincite.md"), "# Mine\n");
}
