//! Configurations as their users meet them: which one holds, what it does, what is said of one that is wrong.

mod run;

use std::fs;
use std::path::Path;

use run::Folder;

const BIB: &str = "@book{osei2004,\n  author = {Osei, Kwame},\n  title = {Volta},\n  date = {2004},\n}\n";
/// Cites what nobody has; the only fault of it that is told by default.
const MISSING: &str = "So it was (Marlow, 1987).\n";

/// The findings, one a line, without the summary.
fn findings(folder: &Folder, words: &str) -> Vec<String> {
    let (_, out, err) = folder.run(&format!("check --format concise {words}"));
    assert!(!err.contains("panicked"), "{err}");
    out.lines().map(str::to_owned).collect()
}

/// Words with one blank between them.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the findings are, `path code`.
fn codes(folder: &Folder, words: &str) -> Vec<String> {
    let short = |line: String| {
        let path = line.split(':').next().unwrap_or_default();
        let code = line.split(['[', ']']).nth(1).unwrap_or_default();
        format!("{path} {code}")
    };
    findings(folder, words).into_iter().map(short).collect()
}

#[test]
fn the_nearest_file_holds_whole_and_the_first_of_its_folder() {
    let files = [
        ("pincite.toml", "[lint]\nselect = [\"C001\"]\n"),
        (".pincite.toml", "[lint]\nselect = [\"M\"]\n"),
        ("refs.bib", BIB),
        ("a.txt", MISSING),
        ("hidden/.pincite.toml", "[lint]\nselect = [\"M\"]\n"),
        ("hidden/pyproject.toml", "[tool.pincite]\nlint.select = [\"C001\"]\n"),
        ("hidden/a.txt", MISSING),
        ("other/pyproject.toml", "[project]\nname = \"x\"\n"),
        ("other/deep/a.txt", MISSING),
        ("other/deep/refs.bib", BIB),
        ("project/pyproject.toml", "[tool.pincite.lint]\nselect = [\"M003\"]\n"),
        ("project/a.txt", MISSING),
        ("project/empty.txt", ""),
    ];
    let folder = Folder::new("nearest", &files);
    let path = |file: &str| folder.run(&format!("config path {file}")).1;
    assert_eq!(path("a.txt"), "pincite.toml\n");
    assert_eq!(path("hidden"), "hidden/.pincite.toml\n");
    assert_eq!(path("other/deep/a.txt"), "pincite.toml\n");
    assert_eq!(path("project/a.txt"), "project/pyproject.toml\n");
    let want = ["a.txt C001", "other/deep/a.txt C001", "project/empty.txt M003"];
    assert_eq!(codes(&folder, "a.txt hidden other project/a.txt project/empty.txt"), want);
    // The groups come in order of their first file.
    assert_eq!(codes(&folder, "project/empty.txt a.txt project other"), [want[2], want[0], want[1]]);
    assert_eq!(folder.run("check hidden").0, 0);
    assert_eq!(findings(&folder, "--isolated hidden/a.txt").len(), 1);
}

#[test]
fn groups_are_told_as_one_run_whatever_the_threads() {
    let strict = "extend = \"../pincite.toml\"\nfail-on = \"warning\"\n";
    let mut files = vec![
        ("pincite.toml".to_owned(), "bibliography = [\"refs.bib\"]\nfail-on = \"never\"\n".to_owned()),
        ("refs.bib".to_owned(), BIB.to_owned() + &BIB.replace("osei2004", "bell").replace("Osei, Kwame", "Bell, Ada")),
        ("cites.txt".to_owned(), "Ferries (Osei, 2004).\n".to_owned()),
    ];
    for number in 0..12 {
        files.push((format!("part{number:02}/pincite.toml"), strict.to_owned()));
        files.push((format!("part{number:02}/a.txt"), format!("Ferries {number} (Bell, 2004; Marlow, 1987).\n")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = Folder::new("groups", &files);
    let one = folder.run("check --format json --threads 1");
    for threads in [2, 7] {
        assert_eq!(folder.run(&format!("check --format json --threads {threads}")), one);
    }
    let report: serde_json::Value = serde_json::from_str(&one.1).expect("one report");
    assert_eq!(report["documents"].as_array().unwrap().len(), 13);
    // One group fails by its own level; an entry that another group cites is not unused.
    assert_eq!(one.0, 1);
    assert!(!one.1.contains("unused-reference"), "{}", one.1);
    assert_eq!(folder.run("check cites.txt").0, 0);
    assert_eq!(codes(&folder, "cites.txt"), ["refs.bib C002"]);
}

#[test]
fn a_part_of_a_manuscript_goes_with_it() {
    let folder = Folder::new(
        "parts",
        &[
            ("main.tex", "\\begin{document}\nSo it was \\citep{osei2004}.\n\\input{part/one}\n\\end{document}\n"),
            ("part/one.tex", "And so \\citep{marlow}.\n"),
            ("part/pincite.toml", "[lint]\nselect = [\"M\"]\n"),
            ("refs.bib", BIB),
        ],
    );
    assert_eq!(codes(&folder, "."), ["part/one.tex C001"]);
}

#[test]
fn standard_input_goes_by_its_name() {
    let folder = Folder::new(
        "stdin",
        &[
            ("pincite.toml", "[lint]\nignore = [\"C\"]\n"),
            ("x/pincite.toml", ""),
            ("refs.bib", BIB),
            ("x/refs.bib", BIB),
        ],
    );
    assert_eq!(folder.pipe("check - --format concise", MISSING).0, 0);
    assert_eq!(folder.pipe("check - --stdin-filename a.txt --format concise", MISSING).1, "");
    let (status, out) = folder.pipe("check - --stdin-filename x/a.txt --format concise", MISSING);
    assert!(status == 1 && out.starts_with("x/a.txt:1:12: error[C001]"), "{out}");
    let (_, out) = folder.pipe("check --files-from - --format jsonl", "x/refs.bib\nrefs.bib\n");
    assert_eq!(out.lines().count(), 2, "{out}");
}

#[test]
fn extending_wins_key_by_key() {
    let folder = Folder::new(
        "extend",
        &[
            (
                "base.toml",
                "style = \"mla\"\nbibliography = [\"base.bib\"]\nextend-exclude = [\"x.md\"]\n\n[lint.severity]\nC001 = \"info\"\nS = \"info\"\n",
            ),
            (
                "thesis/pincite.toml",
                "extend = \"../base.toml\"\nstyle = \"apa\"\nextend-exclude = [\"y.md\"]\n[lint.severity]\nC001 = \"warning\"\n",
            ),
            ("thesis/a.txt", MISSING),
            ("base.bib", BIB),
        ],
    );
    let (_, shown, _) = folder.run("config show thesis/a.txt");
    for line in [
        "bibliography = [\"base.bib\"] # base.toml:2",
        "style = \"apa\" # thesis/pincite.toml:2",
        "\"x.md\", # base.toml:3",
        "\"y.md\", # thesis/pincite.toml:3",
        "severity.\"C001\" = \"warning\" # thesis/pincite.toml:5",
        "severity.\"S\" = \"info\" # base.toml:7",
        "fail-on = \"error\" # default",
    ] {
        assert!(squeezed(&shown).contains(line), "{line}\n{shown}");
    }
    assert_eq!(codes(&folder, "thesis/a.txt"), ["base.bib C002", "thesis/a.txt C001"]);
    assert!(findings(&folder, "thesis").iter().any(|line| line.contains("warning[C001]")));
    // What is told can be read again.
    shown.parse::<toml::Table>().unwrap();
}

#[test]
fn what_cannot_be_extended_is_told_where_it_is_named() {
    let folder = Folder::new(
        "circle",
        &[
            ("a/pincite.toml", "extend = \"../b/b.toml\"\n"),
            ("b/b.toml", "style = \"apa\"\nextend = \"../a/pincite.toml\"\n"),
            ("c/pincite.toml", "extend = \"none.toml\"\n"),
            ("d/pincite.toml", "extend = \"pyproject.toml\"\n"),
            ("d/pyproject.toml", "[project]\n"),
            ("e/pincite.toml", "extend = \"../f.toml\"\n"),
            ("f.toml", "stile = 1\n"),
        ],
    );
    for (file, said) in [
        ("a", "`extend` goes in a circle: a/pincite.toml, b/b.toml, a/pincite.toml"),
        ("a", "b/b.toml:2:10"),
        ("c", "cannot read c/none.toml: there is no such file"),
        ("c", "c/pincite.toml:1:10"),
        ("d", "d/pyproject.toml has no table `tool.pincite`"),
        ("e", "f.toml:1:1"),
    ] {
        let (status, _, err) = folder.run(&format!("config show {file}"));
        assert!(status == 2 && err.contains(said), "{file}: {err}");
    }
}

#[test]
fn the_command_line_wins() {
    let folder = Folder::new(
        "over",
        &[
            (
                "pincite.toml",
                "fail-on = \"never\"\nbibliography = [\"none.bib\"]\n[lint]\nignore = [\"C001\"]\nextend-ignore = [\"C002\"]\n",
            ),
            ("refs.bib", BIB),
            ("a.txt", MISSING),
        ],
    );
    let (status, _, err) = folder.run("check a.txt");
    assert!(status == 2 && err.contains("cannot read none.bib"), "{err}");
    let words = "a.txt --bib refs.bib";
    assert_eq!(codes(&folder, words), [""; 0]);
    assert_eq!(codes(&folder, &format!("{words} --select C001")), ["a.txt C001"]);
    assert_eq!(codes(&folder, &format!("{words} --extend-select missing-reference")), ["a.txt C001"]);
    assert_eq!(codes(&folder, &format!("{words} --select C")), [""; 0]);
    assert_eq!(codes(&folder, &format!("{words} --isolated")), ["a.txt C001", "refs.bib C002"]);
    assert_eq!(codes(&folder, &format!("{words} --isolated --extend-ignore C001")), ["refs.bib C002"]);
    assert_eq!(codes(&folder, &format!("{words} --isolated --per-file-ignores *.txt:C")), ["refs.bib C002"]);
    assert_eq!(codes(&folder, &format!("{words} --isolated --per-file-ignores refs.bib:C,B")), ["a.txt C001"]);
    assert_eq!(codes(&folder, &format!("{words} --config lint.ignore=[]")), ["a.txt C001"]);
    assert_eq!(folder.run(&format!("check {words} --isolated")).0, 1);
    assert_eq!(folder.run(&format!("check {words} --select C001")).0, 0);
    assert_eq!(folder.run(&format!("check {words} --select C001 --fail-on error")).0, 1);
    assert_eq!(folder.run(&format!("check {words} --isolated --ignore C001 --max-warnings 1")).0, 0);
    let (status, _, err) = folder.run(&format!("check {words} --isolated --ignore C001 --max-warnings 0"));
    assert!(status == 1 && err.contains("more than 0 warnings"), "{err}");
    let (_, shown, _) = folder.run("config show --config style='apa' --config lint.select=['C']");
    assert!(squeezed(&shown).contains("style = \"apa\" # command line"), "{shown}");
    assert!(squeezed(&shown).contains("ignore = [\"C001\"] # pincite.toml:4"), "{shown}");
    assert!(folder.run(&format!("check {words} -v")).2.starts_with("pincite.toml: 1 file\n"));
}

#[test]
fn a_configuration_can_be_named() {
    let folder = Folder::new(
        "named",
        &[
            ("ci/strict.toml", "bibliography = [\"../refs.bib\"]\nfail-on = \"warning\"\n"),
            ("pincite.toml", "fail-on = \"never\"\n"),
            ("refs.bib", BIB),
            ("a.txt", "Ferries (Osei, 2004).\n"),
            ("b.txt", MISSING),
        ],
    );
    assert_eq!(folder.run("check").0, 0);
    assert_eq!(folder.run("check --config ci/strict.toml").0, 1);
    let (status, _, err) = folder.run("check --config none.toml");
    assert!(status == 2 && err.contains("cannot read none.toml: there is no such file"), "{err}");
    let (status, _, err) = folder.run("check --config ci/strict.toml --config pincite.toml");
    assert!(status == 2 && err.contains("one file is named already"), "{err}");
}

#[test]
fn files_are_passed_by() {
    let folder = Folder::new(
        "exclude",
        &[
            ("pincite.toml", "exclude = [\"drafts/\", \"/top.txt\"]\nsources = [\"works\"]\n"),
            (".gitignore", "ignored.txt\n"),
            ("a.txt", MISSING),
            ("ignored.txt", MISSING),
            ("top.txt", MISSING),
            ("x/top.txt", MISSING),
            ("x/drafts/a.txt", MISSING),
            ("works/marlow.txt", "Ferries."),
            ("list", "x/top.txt\n\ntop.txt\n"),
        ],
    );
    let paths = |words: &str| -> Vec<String> {
        let (_, out, _) = folder.run(&format!("check --format jsonl {words}"));
        out.lines().map(|line| line.split('"').nth(3).unwrap().to_owned()).collect()
    };
    assert_eq!(paths(""), ["a.txt", "x/top.txt"]);
    assert_eq!(paths("--exclude /a.txt"), ["top.txt", "x/drafts/a.txt", "x/top.txt"]);
    assert_eq!(paths("--extend-exclude a.txt"), ["x/top.txt"]);
    assert_eq!(paths("--no-respect-gitignore"), ["a.txt", "ignored.txt", "x/top.txt"]);
    assert_eq!(paths("top.txt x/drafts"), ["top.txt", "x/drafts/a.txt"]);
    assert_eq!(paths("a.txt top.txt x/drafts --force-exclude"), ["a.txt"]);
    assert_eq!(paths("--files-from list"), ["x/top.txt", "top.txt"]);
    assert_eq!(paths("a.txt --files-from list"), ["a.txt", "x/top.txt", "top.txt"]);
    for (words, said) in [
        ("--exclude [", "--exclude cannot be `[`"),
        ("--per-file-ignores C001", "it is `GLOB:RULES`"),
        ("--per-file-ignores *.md:C0O1", "there is no rule `C0O1`"),
        ("--files-from none", "cannot read none"),
        ("top.txt --force-exclude", "no manuscript found in top.txt"),
    ] {
        let (status, _, err) = folder.run(&format!("check {words}"));
        assert!(status == 2 && err.contains(said), "{words}: {err}");
    }
}

#[test]
fn severities_and_files_by_their_patterns() {
    let folder = Folder::new(
        "severity",
        &[
            (
                "pincite.toml",
                "[lint.severity]\nC001 = \"info\"\ncitation = \"warning\"\nunused-reference = \"off\"\n[lint.per-file-ignores]\n\"old/**\" = [\"C001\"]\n",
            ),
            ("refs.bib", BIB),
            ("a.txt", MISSING),
            ("old/deep/a.txt", MISSING),
            ("old/deep/refs.bib", BIB),
        ],
    );
    assert_eq!(
        findings(&folder, "a.txt old"),
        ["a.txt:1:12: info[C001] missing-reference: no entry for `Marlow, 1987`"]
    );
    assert_eq!(folder.run("check a.txt").0, 0);
    assert_eq!(folder.run("check a.txt --fail-on info").0, 1);
}

/// What is said of a configuration that is wrong.
fn fault(folder: &Folder, name: &str, text: &[u8]) -> String {
    fs::write(folder.0.join(name), text).unwrap();
    let (status, out, err) = folder.run("check a.txt");
    assert!(status == 2 && out.is_empty() && !err.contains("panicked"), "{err}");
    assert!(!err.contains('\u{1b}'), "nothing steers a terminal: {err:?}");
    fs::remove_file(folder.0.join(name)).unwrap();
    err
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_what_may_be_meant() {
    let folder = Folder::new("faults", &[("a.txt", MISSING), ("refs.bib", BIB)]);
    for (text, said) in [
        ("stile = \"apa\"", &["there is no key `stile`", "[pincite.toml:1:1]", "did you mean `style`?"][..]),
        ("select = [\"C\"]", &["there is no key `select`", "did you mean `lint.select`?"]),
        (
            "\n[lint]\nsellect = []",
            &["there is no key `sellect` in `lint`", "pincite.toml:3:1", "did you mean `select`?"],
        ),
        ("fail_on = \"error\"", &["did you mean `fail-on`?"]),
        ("fail-on = \"warnings\"", &["`fail-on` cannot be `warnings`", "did you mean `warning`?"]),
        ("fail-on = 3", &["`fail-on` is one of error, warning, info, never", "this is a whole number"]),
        ("lint = 3", &["`lint` is a table", "write `[lint]`"]),
        ("[lint]\nselect = \"C\"", &["`lint.select` is a list of rules", "write `[\"C\"]`"]),
        (
            "[lint]\nselect = [\"C001\", \"missing-refrence\"]",
            &["no rule `missing-refrence`", "pincite.toml:2:19", "did you mean `missing-reference`?"],
        ),
        ("[lint]\nselect = [3]", &["`lint.select` is a list of rules", "this is a whole number"]),
        ("[lint.severity]\nC0O1 = \"info\"", &["there is no rule `C0O1`"]),
        (
            "[lint.severity]\nC001 = \"grave\"",
            &["`lint.severity.C001` cannot be `grave`", "one of error, warning, info, off"],
        ),
        ("[lint.per-file-ignores]\n\"a[\" = [\"C\"]", &["`a[` is no pattern of paths"]),
        ("exclude = [\"{a\"]", &["`{a` is no pattern of paths"]),
        ("[rules.F001]\nreach = \"near\"", &["`F001` is named by its code", "write `[rules.unsupported-figure]`"]),
        ("[rules.missing-reference]\nx = 1", &["the rule `missing-reference` has no options"]),
        ("[rules.unsuported-figure]\nx = 1", &["did you mean `unsupported-figure`?"]),
        ("[rules.unsupported-figure]\nreach = \"far\"", &["cannot be `far`", "one of near, sentence, paragraph"]),
        ("[rules.copied-passage]\nwords = 2", &["`rules.copied-passage.words` is 8 at least"]),
        ("[limits]\nsource-size = \"50 XB\"", &["is a number of bytes, not `50 XB`", "as in `\"50 MB\"`"]),
        ("[limits]\npassages = 99", &["`limits.passages` is 6 at most"]),
        ("[latex.cite-commands]\n\"\\\\mycite\" = \"plain\"", &["no name of a command", "without the backslash"]),
        ("extend = 3", &["`extend` is the path of a file"]),
        ("style = ", &["the configuration is no TOML", "pincite.toml:1:"]),
        ("style = \"apa\"\nstyle = \"mla\"", &["the configuration is no TOML", "duplicate key"]),
        ("\"lint.select\" = []", &["there is no key `lint.select`"]),
    ] {
        let err = fault(&folder, "pincite.toml", text.as_bytes());
        let flat = err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        said.iter().for_each(|said| assert!(flat.contains(said), "{text}: `{said}` in\n{err}"));
    }
    // All faults of a file are told at once, in order.
    let err = fault(
        &folder,
        "pyproject.toml",
        b"[tool.pincite]\nstyle = 1\nstile = 2\n[tool.pincite.lint]\nignore = [\"Z9\"]\n",
    );
    let places =
        ["pyproject.toml:2:9", "pyproject.toml:3:1", "pyproject.toml:5:11"].map(|place| err.find(place).unwrap());
    assert!(places.is_sorted(), "{err}");
    // What is not pincite's is not read.
    fs::write(folder.0.join("pyproject.toml"), "[tool.other]\nx = \n").unwrap();
    assert_eq!(folder.run("check a.txt").0, 1);
}

#[test]
fn a_hostile_configuration_is_refused() {
    let folder = Folder::new("hostile", &[("a.txt", MISSING), ("refs.bib", BIB)]);
    let long = format!("style = \"{}\"", "x".repeat(900_000));
    let many = (0..60_000).map(|number| format!("k{number} = 1\n")).collect::<String>();
    let arrays = format!("style = {}", "[".repeat(400_000));
    let tables = format!("style = {}", "{a=".repeat(200_000));
    let dotted = format!("{}a = 1", "a.".repeat(200_000));
    for (text, said) in [
        (&b"\xff\xfestyle = 1"[..], "is not UTF-8"),
        (b"style = \"\x1b[2Jx\"", "is no TOML"),
        ("style = \"\\u001b[2J\u{202e}x\"".as_bytes(), "cannot be"),
        (long.as_bytes(), "pincite.toml:1: `style` cannot be"),
        (many.as_bytes(), "there is no key `k0`"),
        (arrays.as_bytes(), "is no TOML"),
        (tables.as_bytes(), "is no TOML"),
        (dotted.as_bytes(), ""),
        (&vec![b'#'; 2 << 20], "larger than 1 MB"),
    ] {
        let err = fault(&folder, "pincite.toml", text);
        assert!(
            err.contains(said) && err.len() < 100_000,
            "{said}: {} bytes, {}",
            err.len(),
            &err[..err.len().min(800)]
        );
    }
    let patterns = (0..3_000).map(|number| format!("\"{{a,b}}{number}*\" = [\"C\"]\n")).collect::<String>();
    fs::write(folder.0.join("pincite.toml"), format!("[lint.per-file-ignores]\n{patterns}")).unwrap();
    assert_eq!(folder.run("check a.txt").0, 1);
}

#[test]
fn a_configuration_to_begin_with() {
    let folder = Folder::new("init", &[("a.txt", MISSING), ("refs.bib", BIB)]);
    let before = folder.run("config show").1;
    assert_eq!(folder.run("config path"), (1, String::new(), String::new()));
    assert_eq!(folder.run("config init"), (0, "wrote pincite.toml\n".to_owned(), String::new()));
    let text = fs::read_to_string(folder.0.join("pincite.toml")).unwrap();
    let after = folder.run("config show").1;
    assert_eq!(after, before.replacen("# no configuration file", "# pincite.toml", 1), "it changes nothing");
    let (status, _, err) = folder.run("config init");
    assert!(status == 2 && err.contains("pincite.toml is there already"), "{err}");
    assert_eq!(fs::read_to_string(folder.0.join("pincite.toml")).unwrap(), text);
    // Each key can be taken out of its comment.
    let is_key = |line: &str| {
        line.strip_prefix("# ").is_some_and(|rest| rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')))
    };
    let bare: String = text
        .lines()
        .map(|line| if is_key(line) && !line.contains("extend =") { &line[2..] } else { line })
        .map(|line| line.to_owned() + "\n")
        .collect();
    fs::write(folder.0.join("pincite.toml"), bare).unwrap();
    let (status, shown, err) = folder.run("config show");
    assert_eq!(status, 0, "{err}");
    assert!(!shown.contains("# default"), "each key is in it: {shown}");
    fs::remove_file(folder.0.join("pincite.toml")).unwrap();
    fs::write(folder.0.join(".pincite.toml"), "").unwrap();
    assert_eq!(folder.run("config init").0, 2);
}

#[test]
fn the_schema_is_the_one_that_is_checked_in() {
    let folder = Folder::new("schema", &[]);
    let (_, schema, _) = folder.run("config schema");
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pincite.schema.json")).unwrap();
    assert!(kept == schema, "write it anew: `cargo run -- config schema > docs/pincite.schema.json`");
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let lint = &schema["properties"]["lint"]["properties"];
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(lint["severity"]["additionalProperties"]["enum"][3], "off");
    assert_eq!(schema["properties"]["rules"]["properties"]["copied-passage"]["properties"]["words"]["default"], 12);
}

/// The Markdown page of the configuration.
fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md")).unwrap()
}

#[test]
fn every_example_of_the_page_is_valid_and_every_key_is_in_it() {
    let page = page();
    let folder = Folder::new("page", &[("base.toml", ""), ("thesis/a.txt", "")]);
    let mut examples = 0;
    for block in page.split("```toml").skip(1) {
        let (title, text) = block.split_once('\n').unwrap();
        let text = text.split("```").next().unwrap();
        let name = if title.trim().is_empty() { "pincite.toml" } else { title.trim() };
        fs::write(folder.0.join("thesis").join(name), text).unwrap();
        let (status, _, err) = folder.run("config show thesis/a.txt");
        assert_eq!(status, 0, "{text}\n{err}");
        fs::remove_file(folder.0.join("thesis").join(name)).unwrap();
        examples += 1;
    }
    assert!(examples >= 8, "{examples} examples");
    for key in pincite::config::key::all() {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", key.path)));
        let row = row.unwrap_or_else(|| panic!("`{}` is not in docs/configuration.md", key.path));
        let default = format!("| `{}` |", key.default);
        assert!(row.contains(&default), "the default of `{}` is `{}`: {row}", key.path, key.default);
    }
}

#[test]
fn every_option_is_told_on_its_rules_page() {
    let keys: Vec<_> = pincite::config::key::all().iter().filter(|key| key.path.starts_with("rules.")).collect();
    for rule in pincite::rules::all() {
        let options =
            rule.body().split_once("\n## Options\n").map_or("", |(_, rest)| rest.split("\n## ").next().unwrap());
        let mine: Vec<_> = keys.iter().filter(|key| key.section() == format!("rules.{}", rule.name)).collect();
        for key in &mine {
            assert!(options.contains(&format!("`{} = {}`", key.name(), key.default)), "{}: {}", rule.name, key.name());
        }
        assert_eq!(options.lines().filter(|line| line.starts_with("- `")).count(), mine.len(), "{}", rule.name);
    }
}
