//! The shape of the house: who may import whom, which crates come in where, how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};

/// A floor, the floors it may import, the outside crates it lets in.
struct Floor {
    name: &'static str,
    below: &'static [&'static str],
    crates: &'static [&'static str],
}

const WORKERS: &[&str] = &["grammar", "model", "text"];
const ALL: &[&str] = &[
    "bib", "check", "cite", "claim", "config", "face", "fix", "grammar", "link", "model", "read", "report", "rules",
    "text",
];
/// Crates that shape nothing: an error is defined, and a byte sought, on every floor.
const EVERYWHERE: &[&str] = &["thiserror", "memchr"];
/// Any crate.
const ANY: &[&str] = &["*"];

const FLOORS: &[Floor] = &[
    Floor { name: "text", below: &[], crates: &["unicode_*", "deunicode", "strsim", "aho_corasick"] },
    Floor { name: "model", below: &["text"], crates: &[] },
    Floor { name: "grammar", below: &["model", "text"], crates: &["nom"] },
    Floor {
        name: "read",
        below: &["model", "text"],
        crates: &["lopdf", "nom", "pulldown_cmark", "quick_xml", "serde_json", "typst_syntax", "zip"],
    },
    Floor { name: "bib", below: WORKERS, crates: &["biblatex", "csv", "quick_xml", "saphyr_parser", "serde_json"] },
    Floor { name: "cite", below: WORKERS, crates: &["nom"] },
    Floor { name: "claim", below: WORKERS, crates: &["nom", "statrs"] },
    Floor { name: "link", below: &["model", "text"], crates: &[] },
    Floor { name: "rules", below: &["model", "text"], crates: &[] },
    Floor {
        name: "config",
        below: &["link", "read", "rules", "model", "text"],
        crates: &["globset", "miette", "toml"],
    },
    Floor {
        name: "check",
        below: &["bib", "cite", "claim", "config", "grammar", "link", "model", "read", "rules", "text"],
        crates: &["rayon"],
    },
    Floor { name: "report", below: &["model", "text"], crates: &["codespan_reporting", "serde", "serde_json", "sha2"] },
    Floor { name: "fix", below: &["model", "text"], crates: &[] },
    Floor { name: "face", below: ALL, crates: ANY },
    Floor { name: "lib", below: ALL, crates: ANY },
    Floor { name: "main", below: ALL, crates: ANY },
];

/// How many lines a file may have.
const LONG: usize = 420;

#[test]
fn arrows_run_down_only() {
    let mut faults = Vec::new();
    for file in sources() {
        let floor = floor(&file);
        for name in imported_floors(&file) {
            if name != floor.name && !floor.below.contains(&name.as_str()) {
                faults.push(format!("{}: `{}` may not import `{name}`", file.shown, floor.name));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn outside_crates_come_in_where_they_are_let_in() {
    let known = dependencies();
    let mut faults = Vec::new();
    for file in sources() {
        let floor = floor(&file);
        let let_in = |name: &str| {
            EVERYWHERE.contains(&name)
                || floor.crates.iter().any(|allowed| match allowed.strip_suffix('*') {
                    Some(front) => name.starts_with(front),
                    None => *allowed == name,
                })
        };
        for name in known.iter().filter(|name| !let_in(name) && names_path(&file.code, name)) {
            faults.push(format!("{}: `{}` may not let in the crate `{name}`", file.shown, floor.name));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Nothing opens a connection but what `--online` asks for.
#[test]
fn one_folder_knows_the_network() {
    let place = ["face", "cli", "online"];
    for file in
        sources().iter().filter(|file| !file.modules.iter().map(String::as_str).collect::<Vec<_>>().starts_with(&place))
    {
        assert!(!names_path(&file.code, "ureq"), "{}: only src/face/cli/online may let in `ureq`", file.shown);
        assert!(!file.code.contains("std::net") && !file.code.contains("TcpStream"), "{}: a connection", file.shown);
    }
}

#[test]
fn files_are_short() {
    let long: Vec<_> =
        sources().into_iter().filter(|file| file.lines > LONG).map(|file| (file.shown, file.lines)).collect();
    assert!(long.is_empty(), "more than {LONG} lines: {long:?}");
}

#[test]
fn rules_see_no_prose_coordinates() {
    let named: Vec<_> = sources()
        .into_iter()
        .filter(|file| file.modules.first().is_some_and(|floor| floor == "rules") && file.code.contains("ProseSpan"))
        .map(|file| file.shown)
        .collect();
    assert!(named.is_empty(), "rules may not name `ProseSpan`: {named:?}");
}

#[test]
fn modules_are_named_after_what_they_hold() {
    for file in sources() {
        for name in ["utils", "util", "common", "helpers", "types", "misc"] {
            assert!(!file.modules.iter().any(|module| module == name), "{}: a concept is missing", file.shown);
        }
    }
}

/// A source file.
struct File {
    /// Its path, for messages.
    shown: String,
    /// Its module path: `rules`, `citation`, `missing_reference`; `lib` and `main` for the roots.
    modules: Vec<String>,
    /// Its code, comments and strings left out.
    code: String,
    lines: usize,
}

fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let inner = path.strip_prefix(&root).unwrap().with_extension("");
        let mut modules: Vec<String> = inner.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        modules.pop_if(|last| last == "mod");
        File { shown: path.display().to_string(), modules, lines: text.lines().count(), code: bare(&text) }
    };
    paths.iter().map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

fn floor(file: &File) -> &'static Floor {
    let name = file.modules.first().unwrap();
    FLOORS.iter().find(|floor| floor.name == name).unwrap_or_else(|| panic!("`{name}` is no floor of the house"))
}

/// The code without comments and the insides of strings.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(hashes) = raw_string(rest) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = 2 + hashes;
            rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len())
        } else if c == '"' {
            string_end(rest)
        } else if rest.starts_with("'\"'") {
            3
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = &rest[skip..];
    }
    out
}

fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The floors that a file names: behind `crate::`, or by climbing with `super::` to the root.
fn imported_floors(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in file.code.match_indices("crate::") {
        first_names(&file.code[at + "crate::".len()..], &mut found);
    }
    let depth = file.modules.len();
    for (at, climb) in file.code.match_indices(&"super::".repeat(depth)) {
        first_names(&file.code[at + climb.len()..], &mut found);
    }
    found.retain(|name| ALL.contains(&name.as_str()));
    found
}

/// The first name of a path, or of each path in a group: `{cite, link::link}`.
fn first_names(path: &str, found: &mut Vec<String>) {
    let ident = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else {
        found.push(ident(path));
        return;
    };
    let (mut depth, mut begins) = (0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if c.is_whitespace() => {}
            _ if begins => {
                found.push(ident(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
}

/// Whether the code names a path that begins with a crate.
fn names_path(code: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(name).any(|(at, _)| {
        code[at + name.len()..].starts_with("::") && !code[..at].ends_with(part)
            || code[..at].ends_with("use ") && code[at + name.len()..].starts_with([';', ' '])
    })
}

/// The crates that `Cargo.toml` lists, as Rust names them.
fn dependencies() -> Vec<String> {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let table: toml::Table = manifest.parse().unwrap();
    table["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect()
}
