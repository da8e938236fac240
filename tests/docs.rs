//! Every command in the documentation is run, and what the documentation shows is what it prints.
//!
//! The pages are `README.md` and `docs/*.md`. Each fenced `sh` block is run in a fresh copy of `docs/example`;
//! each of its lines calls `pincite`, and its exit status is 0 where the line does not end in `# exit 1`. The
//! words behind `sh` say what else holds:
//!
//! - `exit-1`: every line of the block ends so (a hyphen, since rustdoc reads the README too);
//! - `in=fixtures/example`: a copy of that folder instead;
//! - `continue`: the folder as the block before left it;
//! - `ignore`: not run, since it calls other programs, or does not end.
//!
//! A `text` block that follows shows all that the block prints, standard output before standard error; `text
//! stdout` shows the first alone, `json output` is the same for other languages, and a line `…` stands for any
//! lines. `text ignore` shows something else. A block such as `toml file=pincite.toml` is written into the folder
//! of every block below it on the page, and `txt after=paper.txt` shows what a file holds in the end.
//!
//! `PINCITE_DOCS=write cargo test --test docs` stores what is printed; read it before you commit it.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The folder that commands are run in a copy of.
const EXAMPLE: &str = "docs/example";

/// How long a command may take: one that waits for something hangs no test.
const LONGEST: Duration = Duration::from_secs(60);

#[test]
fn commands_do_what_the_pages_show() {
    let mut faults = String::new();
    let mut run = 0;
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        let mut page = Page::new(&path);
        for block in blocks(&text) {
            page.take(&block);
        }
        run += page.run;
        let (page, shown) = (page.done(), path.strip_prefix(root()).unwrap().display());
        page.faults.iter().for_each(|fault| writeln!(faults, "{shown}:{fault}").unwrap());
        if writes() && !page.corrections.is_empty() {
            let mut text = text;
            for (at, printed) in page.corrections.into_iter().rev() {
                text.replace_range(at, &printed);
            }
            fs::write(&path, text).unwrap();
        }
    }
    assert!(run > 0, "no page shows a command");
    assert!(faults.is_empty(), "\n{faults}\nPINCITE_DOCS=write cargo test --test docs stores what is printed\n");
}

/// The reference of the rules is made of their pages.
#[test]
fn the_rule_reference_is_that_of_the_rules() {
    let path = root().join("docs/rules.md");
    let mut page = "# The rules\n\nMade of the pages in [`rules/`](../rules), which say why each matters, show it at \
                    work, and tell when\nit is wrong; `pincite explain` prints them. A rule that is *off* speaks \
                    where it is selected by name.\n"
        .to_owned();
    for (number, rule) in pincite::rules::all().iter().enumerate() {
        if number == 0 || pincite::rules::all()[number - 1].family != rule.family {
            let family = rule.family.name();
            write!(page, "\n## {family}\n\n| code | rule | severity | fix | what it finds |\n").unwrap();
            writeln!(page, "| --- | --- | --- | --- | --- |").unwrap();
        }
        let (code, name, fix, summary) = (rule.code, rule.name, rule.fix.name(), rule.summary.replace('|', "\\|"));
        let severity = if rule.default_on { rule.severity.name() } else { "off" };
        writeln!(page, "| {code} | [{name}](../rules/{code}-{name}.md) | {severity} | {fix} | {summary} |").unwrap();
    }
    if writes() {
        fs::write(&path, &page).unwrap();
    }
    let stored = fs::read_to_string(path).unwrap();
    assert_eq!(stored, page, "PINCITE_DOCS=write cargo test --test docs makes the page anew");
}

/// The pages stand in the index, so that a reader can find them.
#[test]
fn the_index_names_every_page() {
    let index = fs::read_to_string(root().join("docs/README.md")).unwrap();
    for page in pages().iter().filter(|page| page.parent().unwrap().ends_with("docs")) {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert!(name == "README.md" || index.contains(&format!("({name})")), "docs/README.md does not link {name}");
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            let (Event::Start(Tag::Link { dest_url, .. }) | Event::Start(Tag::Image { dest_url, .. })) = event else {
                continue;
            };
            let target = dest_url.split('#').next().unwrap();
            let leads = target.is_empty() || target.contains(':') || page.parent().unwrap().join(target).exists();
            assert!(leads, "{}: {dest_url} leads nowhere", page.display());
        }
    }
}

/// Whether what is printed is to be stored.
fn writes() -> bool {
    std::env::var("PINCITE_DOCS").is_ok_and(|value| value == "write")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

/// A fenced block of a page.
struct Block {
    line: usize,
    /// The language, and the words behind it.
    language: String,
    words: Vec<String>,
    text: String,
    /// Where its text stands in the page.
    at: Range<usize>,
}

impl Block {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|one| one == word)
    }

    /// The value of `name=value`.
    fn value(&self, name: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for (event, at) in Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let mut words = info.split_whitespace().map(str::to_owned);
                let first = page[at.start..].find('\n').map_or(at.end, |end| at.start + end + 1);
                blocks.push(Block {
                    line: page[..at.start].matches('\n').count() + 1,
                    language: words.next().unwrap_or_default(),
                    words: words.collect(),
                    text: String::new(),
                    at: first..first,
                });
                inside = true;
            }
            Event::Text(text) if inside => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(&text);
                block.at.end = at.end;
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            _ => {}
        }
    }
    blocks
}

/// What came of a page.
struct Page {
    name: String,
    folder: PathBuf,
    /// What `file=` blocks hold, by name.
    files: BTreeMap<String, String>,
    /// Those of them that came since commands were run.
    new: Vec<String>,
    /// What the block before printed.
    printed: Option<Printed>,
    faults: Vec<String>,
    corrections: Vec<(Range<usize>, String)>,
    run: usize,
}

#[derive(Default)]
struct Printed {
    out: String,
    err: String,
}

impl Page {
    fn new(path: &Path) -> Self {
        let name = path.strip_prefix(root()).unwrap().display().to_string().replace('/', "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let (files, faults, corrections) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { name, folder, files, new: Vec::new(), printed: None, faults, corrections, run: 0 }
    }

    fn fault(&mut self, line: usize, what: impl std::fmt::Display) {
        self.faults.push(format!("{line}: {what}"));
    }

    fn take(&mut self, block: &Block) {
        let before = self.printed.take();
        // A name alone is for another test: `md bad paper.md`.
        let known = |word: &String| {
            word.contains('.') && !word.contains('=')
                || ["ignore", "continue", "stdout", "output"].contains(&word.as_str())
                || ["exit-", "in=", "file=", "after="].iter().any(|front| word.starts_with(front))
        };
        if let Some(word) = block.words.iter().find(|word| !known(word)) {
            self.fault(block.line, format_args!("the word `{word}` says nothing here; tests/docs.rs says which do"));
        }
        if let Some(file) = block.value("file") {
            self.files.insert(file.to_owned(), block.text.clone());
            self.new.push(file.to_owned());
        } else if let Some(file) = block.value("after") {
            let held = fs::read_to_string(self.folder.join(file)).unwrap_or_default();
            if held != block.text {
                self.fault(block.line, format_args!("in the end {file} holds\n{held}"));
                self.corrections.push((block.at.clone(), held));
            }
        } else if block.has("ignore") {
        } else if block.language == "sh" {
            self.run(block);
        } else if block.language == "text" && before.is_some() || block.has("output") {
            match before {
                Some(printed) => self.compare(block, &printed),
                None => self.fault(block.line, "there is no `sh` block before that printed this"),
            }
        } else if ["bash", "shell", "console", "zsh", "fish", "powershell"].contains(&block.language.as_str()) {
            self.fault(block.line, "write commands as `sh`, which is run, or mark the block with `ignore`");
        } else if block.text.lines().any(|line| line.trim_start_matches("$ ").starts_with("pincite ")) {
            self.fault(block.line, "commands stand in `sh` blocks, where they are run");
        }
    }

    fn run(&mut self, block: &Block) {
        if !block.has("continue") {
            let _ = fs::remove_dir_all(&self.folder);
            copy(&root().join(block.value("in").unwrap_or(EXAMPLE)), &self.folder);
            self.new = self.files.keys().cloned().collect();
        }
        for name in std::mem::take(&mut self.new) {
            let text = &self.files[&name];
            let file = self.folder.join(&name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let usual = block.words.iter().find_map(|word| word.strip_prefix("exit-")).unwrap_or("0").parse().unwrap();
        let mut printed = Printed::default();
        for line in block.text.replace("\\\n", " ").lines().filter(|line| !line.trim().is_empty()) {
            if line.trim_start().starts_with('#') {
                continue;
            }
            if !line.starts_with("pincite ") && line != "pincite" && !line.contains("| pincite ") {
                self.fault(block.line, format_args!("`{line}` does not call pincite: mark the block `sh ignore`"));
                continue;
            }
            let declared = line.rsplit_once("# exit ").map(|(_, status)| status.trim().parse());
            let Ok(want) = declared.unwrap_or(Ok(usual)) else {
                self.fault(block.line, format_args!("`{line}`: the number after `# exit` ends the line"));
                continue;
            };
            let (status, now) = self.command(line);
            self.run += 1;
            if status != Some(want) {
                let how = status.map_or("does not end".to_owned(), |status| format!("exits with {status}"));
                let what = format!("`{line}` {how}, where {want} is declared\n{}{}", now.out, now.err);
                self.fault(block.line, what);
            }
            printed.out.push_str(&now.out);
            printed.err.push_str(&now.err);
        }
        self.printed = Some(printed);
    }

    /// The exit status and what was printed.
    fn command(&self, line: &str) -> (Option<i32>, Printed) {
        let program = Path::new(env!("CARGO_BIN_EXE_pincite")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
        let stream = |which: &str| self.folder.with_file_name(format!("{}-{}.{which}", self.name, std::process::id()));
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(&self.folder).env("PATH", path).stdin(Stdio::null());
        command.stdout(File::create(stream("out")).unwrap()).stderr(File::create(stream("err")).unwrap());
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "COLUMNS", "GITHUB_ACTIONS", "CI"] {
            command.env_remove(name);
        }
        let mut child = command.spawn().unwrap();
        let begun = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status.code(),
                None if begun.elapsed() > LONGEST => {
                    child.kill().unwrap();
                    child.wait().unwrap();
                    break None;
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let read = |which| {
            let text = fs::read_to_string(stream(which)).unwrap();
            fs::remove_file(stream(which)).unwrap();
            text
        };
        (status, Printed { out: read("out"), err: read("err") })
    }

    fn compare(&mut self, block: &Block, printed: &Printed) {
        let printed = if block.has("stdout") { printed.out.clone() } else { format!("{}{}", printed.out, printed.err) };
        let shown = block.text.trim_end();
        if !matches(&lines(shown), &lines(printed.trim_end())) {
            self.fault(block.line, format_args!("the page shows\n{shown}\nwhere this is printed\n{printed}"));
            if !lines(shown).contains(&"…") {
                self.corrections.push((block.at.clone(), format!("{}\n", printed.trim_end())));
            }
        }
    }

    fn done(self) -> Self {
        let _ = fs::remove_dir_all(&self.folder);
        self
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).collect()
}

/// Whether lines are as shown, where a line `…` stands for any.
fn matches(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&"…", rest)) => (0..=printed.len()).any(|skip| matches(rest, &printed[skip..])),
        Some((line, rest)) => printed.first() == Some(line) && matches(rest, &printed[1..]),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let entries = fs::read_dir(from).unwrap_or_else(|why| panic!("{}: {why}", from.display()));
    for entry in entries {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_page_that_is_wrong_is_caught() {
    let faults = |text: &str| {
        let mut page = Page::new(&root().join("docs/self-test.md"));
        blocks(text).iter().for_each(|block| page.take(block));
        page.done().faults.join("\n")
    };
    let good = "```sh\npincite explain C001 | pincite rules >list.txt\npincite explain none # exit 2\n```\n";
    assert_eq!(faults(good), "");
    for (page, said) in [
        ("```sh\npincite explain none\n```", "exits with 2, where 0 is declared"),
        ("```sh exit-1\npincite rules\n```", "exits with 0, where 1 is declared"),
        ("```sh\ncargo install pincite\n```", "mark the block `sh ignore`"),
        ("```sh\npincite rules -q\n```", "exits with 2"),
        ("```bash\npincite rules\n```", "write commands as `sh`"),
        ("```\npincite rules\n```", "commands stand in `sh` blocks"),
        ("```sh igrone\npincite rules\n```", "the word `igrone` says nothing"),
        ("```sh\npincite text note.txt\n```\n\n```text\nAnother word.\n```", "exits with 2"),
        ("```txt file=note.txt\nA word.\n```\n```sh\npincite text note.txt\n```\n```text\nOther.\n```", "Other."),
    ] {
        assert!(faults(page).contains(said), "{page}\n{}", faults(page));
    }
    let note = "```txt file=note.txt\nA word.\n```\n\n```sh\npincite text note.txt\n```\n\nIt prints:\n\n";
    assert_eq!(faults(&format!("{note}```text\nA word.\n```")), "");
    assert_eq!(faults(&format!("{note}```text\n…\n```")), "");
    assert_eq!(faults(&format!("{note}```text ignore\nSomething else.\n```")), "");
}
