//! What daily use brings: completions and manual, watching, progress, and hints for a first run.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_pincite");
const PAPER: &str = "Ferries were the only crossing (Osei, 2004).\n";
const BIB: &str = "@book{osei2004,\n  author = {Osei, Kwame},\n  title = {Volta},\n  date = {2004},\n}\n";

/// How long anything may take that a person waits for.
const LONGEST: Duration = Duration::from_secs(30);

/// A folder of files that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("daily-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        files.iter().for_each(|(file, text)| folder.write(file, text));
        folder
    }

    fn write(&self, file: &str, text: &str) {
        let file = self.0.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.0).args(words).stdin(Stdio::null());
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
            command.env_remove(name);
        }
        command
    }

    /// Exit status, stdout, stderr.
    fn run(&self, words: &str) -> (i32, String, String) {
        let done = self.command(PROGRAM, &words.split_whitespace().collect::<Vec<_>>()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether another program is at hand; where it is not, that is said and the test passes by.
#[allow(clippy::print_stderr)]
fn at_hand(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output().unwrap().status.success();
    if !found {
        eprintln!("{program} is not installed: passed by");
    }
    found
}

#[test]
fn bash_completes_commands_flags_and_rules() {
    if !at_hand("bash") {
        return;
    }
    let folder = Folder::new("bash", &[]);
    let script = r#"
source <(pincite completions bash)
complete -p pincite >/dev/null || exit 3
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
  _pincite pincite "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"; echo "${COMPREPLY[*]}"; }
ask pincite ch
ask pincite check --stdin
ask pincite check --fail-on w
ask pincite explain missing-ref
ask pincite completions po
"#;
    let bin = Path::new(PROGRAM).parent().unwrap().display();
    let path = format!("{bin}:{}", std::env::var("PATH").unwrap());
    let done = folder.command("bash", &["--norc", "-c", script]).env("PATH", path).output().unwrap();
    assert_eq!(String::from_utf8(done.stderr).unwrap(), "");
    let out = String::from_utf8(done.stdout).unwrap();
    let want = ["check", "--stdin-filename", "warning", "missing-reference", "powershell"];
    assert_eq!(out.lines().collect::<Vec<_>>(), want);
}

#[test]
fn every_shell_gets_its_completions() {
    let folder = Folder::new("shells", &[]);
    for (shell, sign) in [
        ("zsh", "#compdef pincite"),
        ("fish", "complete -c pincite"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName 'pincite'"),
        ("elvish", "set edit:completion:arg-completer[pincite]"),
    ] {
        let (status, out, _) = folder.run(&format!("completions {shell}"));
        assert_eq!(status, 0);
        assert!(out.contains(sign) && out.contains("stdin-filename"), "{shell}: {out}");
    }
    for (shell, check) in [("zsh", ["-n"].as_slice()), ("fish", ["--no-execute"].as_slice())] {
        if at_hand(shell) {
            folder.write("script", &folder.run(&format!("completions {shell}")).1);
            let words = [check, &["script"]].concat();
            assert!(folder.command(shell, &words).status().unwrap().success(), "{shell} reads its completions");
        }
    }
    assert_eq!(folder.run("completions tcsh").0, 2);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = Folder::new("man", &[]);
    let (status, out, _) = folder.run("man");
    assert_eq!(status, 0);
    assert!(out.contains(".TH pincite 1") && out.contains(r#".SH "EXIT STATUS""#), "{out}");
    let (status, _, err) = folder.run("man nothing");
    assert_eq!(status, 2);
    assert!(err.contains("there is no command `nothing`"), "{err}");
    for command in ["check", "rules", "explain", "text", "baseline", "baseline create", "completions", "man"] {
        let (status, page, _) = folder.run(&format!("man {command}"));
        assert_eq!(status, 0);
        assert!(page.contains(&format!(".TH pincite-{} 1", command.replace(' ', "-"))), "{page}");
        folder.write("page.1", &page);
        if at_hand("man") {
            let mut man = folder.command("man", &["--warnings", "-l", "page.1"]);
            let done = man.env("MANWIDTH", "80").env("LC_ALL", "C.UTF-8").output().unwrap();
            let shown = String::from_utf8(done.stdout).unwrap();
            assert!(done.status.success() && shown.contains("NAME"), "{command}: {shown}");
            assert_eq!(String::from_utf8(done.stderr).unwrap(), "", "{command}");
        }
        if at_hand("mandoc") {
            let done = folder.command("mandoc", &["-T", "lint", "-W", "error", "page.1"]).output().unwrap();
            assert!(done.status.success(), "{command}: {}", String::from_utf8(done.stdout).unwrap());
        }
    }
}

/// A run that goes on, its lines as they come.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    /// Both streams come as one, in the order in which they are written.
    fn begin(folder: &Folder, words: &[&str]) -> Self {
        let words = [["-c", "exec \"$0\" \"$@\" 2>&1"].as_slice(), words].concat();
        let mut child = folder.command("sh", &words).env("TERM", "xterm").stdout(Stdio::piped()).spawn().unwrap();
        let (send, lines) = mpsc::channel();
        let stream = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in stream.lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
        Self { child, lines }
    }

    /// All lines until one that holds `sign`.
    fn until(&self, sign: &str) -> String {
        let mut seen = String::new();
        while !seen.contains(sign) {
            match self.lines.recv_timeout(LONGEST) {
                Ok(line) => seen = format!("{seen}{line}\n"),
                Err(_) => panic!("no `{sign}` after\n{seen}"),
            }
        }
        seen
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn watching_sees_what_changes() {
    let folder = Folder::new("watch", &[("text/paper.md", PAPER), ("text/refs.bib", BIB), ("works/none.txt", "")]);
    let words = [PROGRAM, "check", "text", "--sources", "works", "--format", "concise", "--watch"];
    let mut watching = Watching::begin(&folder, &words);
    let first = watching.until("watching");
    assert!(first.contains("nothing found in 1 file"), "{first}");

    folder.write("text/paper.md", "Ferries were the only crossing (Marlow, 1987).\n");
    let seen = watching.until("text/paper.md changed; watching");
    assert!(seen.contains("error[C001] missing-reference: no entry for `Marlow, 1987`"), "{seen}");

    // An editor that saves by renaming.
    folder.write("text/.refs.bib.new", &BIB.replace("osei2004", "marlow1987").replace("Osei, Kwame", "Marlow, Ruth"));
    fs::rename(folder.0.join("text/.refs.bib.new"), folder.0.join("text/refs.bib")).unwrap();
    let seen = watching.until("text/refs.bib changed; watching");
    assert!(seen.contains("unused-reference: entry `marlow1987`"), "{seen}");

    // A folder that is new, and what is new in it.
    fs::create_dir(folder.0.join("text/more")).unwrap();
    watching.until("text/more changed; watching");
    folder.write("text/more/second.md", PAPER);
    let seen = watching.until("text/more/second.md changed; watching");
    assert!(seen.contains("text/more/second.md:1:32: error[C010]"), "{seen}");
    fs::remove_dir_all(folder.0.join("text/more")).unwrap();
    let seen = watching.until("changed; watching");
    assert!(!seen.contains("second.md:"), "{seen}");

    folder.write("works/marlow1987.txt", "What a crossing cost.\n");
    watching.until("works/marlow1987.txt changed; watching");
    folder.write("pincite.toml", "");
    watching.until("pincite.toml changed; watching");

    // What no run reads is not waited for, nor is what is written as it was, more than once: a report in a file may
    // come with every run.
    folder.write("text/report.json", "[]");
    let seen = watching.until("text/report.json changed; watching");
    assert!(seen.contains("nothing found") || seen.contains("in 1 file"), "{seen}");
    folder.write("text/report.json", "[]");
    folder.write("text/paper.md~", "x");
    folder.write("text/.paper.md.swp", "x");
    folder.write("above.md", "x");
    fs::create_dir(folder.0.join("above")).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    folder.write("text/refs.bib", BIB);
    let seen = watching.until("watching");
    assert!(seen.contains("text/refs.bib changed"), "{seen}");

    let id = watching.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let ended = watching.child.wait().unwrap();
    assert!(!ended.success(), "ended by the signal: {ended}");
    let rest: Vec<String> = watching.lines.iter().collect();
    assert!(rest.is_empty(), "{rest:?}");
}

#[test]
fn what_is_named_is_watched_wherever_it_lies() {
    let paper = format!("---\nbibliography: ../shelf/refs.bib\n---\n\n{PAPER}");
    let folder = Folder::new("watch-declared", &[("text/paper.md", &paper), ("shelf/other.txt", "")]);
    folder.write("shelf/strict.settings", "");
    let words = [PROGRAM, "check", "text/paper.md", "--config", "shelf/strict.settings", "--watch"];
    let watching = Watching::begin(&folder, &words);
    let seen = watching.until("watching");
    assert!(seen.contains("cannot read shelf/refs.bib"), "{seen}");
    folder.write("shelf/refs.bib", BIB);
    let seen = watching.until("watching");
    assert!(seen.contains("nothing found in 1 file"), "{seen}");
    folder.write("shelf/strict.settings", "fail-on = \"info\"\n");
    watching.until("shelf/strict.settings changed; watching");
}

#[test]
fn standard_input_cannot_be_watched() {
    let folder = Folder::new("watch-stdin", &[]);
    let (status, _, err) = folder.run("check - --watch");
    assert_eq!(status, 2);
    assert!(err.contains("cannot watch standard input"), "{err}");
}

/// What a command prints to a terminal, both streams, where there is `script` to give one.
#[cfg(target_os = "linux")]
fn terminal(folder: &Folder, words: &str, meanwhile: impl FnOnce()) -> Option<String> {
    if !at_hand("script") {
        return None;
    }
    let mut command = folder.command("script", &["-qec", &format!("{PROGRAM} {words}"), "typescript"]);
    let child = command.env("TERM", "xterm").stdout(Stdio::piped()).spawn().unwrap();
    meanwhile();
    Some(String::from_utf8_lossy(&child.wait_with_output().unwrap().stdout).into_owned())
}

/// A pipe by a name stands for a manuscript that takes long to come.
#[cfg(target_os = "linux")]
#[test]
fn a_long_run_shows_how_far_it_is_on_a_terminal_alone() {
    let folder =
        Folder::new("progress", &[("a.md", "Osei walked (Marlow, 1987).\n"), ("b.md", PAPER), ("refs.bib", BIB)]);
    let slow = folder.0.join("slow.md");
    assert!(Command::new("mkfifo").arg(&slow).status().unwrap().success());
    let feed = || {
        std::thread::sleep(Duration::from_millis(1500));
        let mut pipe = fs::OpenOptions::new().write(true).open(&slow).unwrap();
        pipe.write_all(b"So it is (Quill, 2009).\n").unwrap();
    };
    let words = "check a.md b.md slow.md --threads 1 --color never --format";
    let Some(seen) = terminal(&folder, &format!("{words} concise"), feed) else { return };
    assert!(seen.contains("\r\x1b[2Kchecking: 1 of 3 files done"), "{seen:?}");
    let (_, after) = seen.rsplit_once("\r\x1b[2K").unwrap();
    assert!(after.contains("slow.md:1:11: error[C001]"), "the line is gone before what is found is told: {seen:?}");
    for quiet in ["json", "concise -q"] {
        let seen = terminal(&folder, &format!("{words} {quiet}"), feed).unwrap();
        assert!(!seen.contains("checking"), "{quiet}: {seen:?}");
    }
    let seen = terminal(&folder, &format!("{words} concise | cat"), feed).unwrap();
    assert!(!seen.contains("checking"), "{seen:?}");
    let seen = terminal(&folder, "check a.md", || {}).unwrap();
    assert!(!seen.contains("checking") && seen.contains("\x1b["), "a short run is silent, and has colour: {seen:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn watching_redraws_the_screen() {
    let folder = Folder::new("redraw", &[("paper.md", PAPER), ("refs.bib", BIB)]);
    if !at_hand("script") {
        return;
    }
    let watch = format!("{PROGRAM} check paper.md --watch");
    let watching = Watching::begin(&folder, &["script", "-qec", &watch, "typescript"]);
    assert!(watching.until("watching").contains("\x1b[H\x1b[2J\x1b[3J"));
    folder.write("paper.md", "Ferries (Marlow, 1987).\n");
    let seen = watching.until("changed; watching");
    assert!(seen.contains("\x1b[H\x1b[2J\x1b[3J") && seen.contains("Marlow, 1987"), "{seen:?}");
}

#[test]
fn a_first_run_says_what_it_used() {
    let folder = Folder::new("first", &[("thesis/paper.md", PAPER), ("thesis/refs.bib", BIB)]);
    let (status, _, err) = folder.run("check");
    assert_eq!(
        (status, err.as_str()),
        (0, "nothing found in 1 file; 1 citation, 1 of them linked to thesis/refs.bib (1 entry)\n")
    );
    folder.write("thesis/more.bib", BIB);
    let (status, _, err) = folder.run("check");
    assert_eq!(status, 1);
    let hint = "hint: beside thesis/paper.md lie several bibliographies (thesis/more.bib, thesis/refs.bib): \
                name the one it cites with --bib\n";
    assert!(err.ends_with(hint), "{err}");
    assert!(!folder.run("check -q").2.contains("hint"));
    assert!(!folder.run("check thesis/paper.md --bib thesis/more.bib").2.contains("hint"));
    let (status, _, err) = folder.run("");
    assert_eq!(status, 2);
    assert!(err.contains("Usage: pincite <COMMAND>") && err.contains("Check manuscripts"), "{err}");
}
