//! The examples of the pages on fixes and ignore comments, run as a reader would.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Fenced blocks: the words of the info string, and the text.
fn blocks(page: &str) -> Vec<(Vec<&str>, String)> {
    let mut out = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(words) = line.strip_prefix("```") else { continue };
        let text = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        out.push((words.split_whitespace().collect(), text));
    }
    out
}

fn run(folder: &Path, line: &str) -> String {
    let words = line.strip_prefix("$ pincite ").expect("a command of ours");
    let mut command = Command::new(env!("CARGO_BIN_EXE_pincite"));
    let done = command.current_dir(folder).args(words.split_whitespace()).output().unwrap();
    String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
}

fn hold(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("docs-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let page = fs::read_to_string(root.join("docs").join(name)).unwrap();
    let mut ran = 0;
    for (words, text) in blocks(&page) {
        match words.as_slice() {
            ["console"] => {
                let (line, want) = text.split_once('\n').expect("a command has its line");
                assert_eq!(run(&folder, line), want, "{name}: {line}");
                ran += 1;
            }
            [_, "after", path] => assert_eq!(fs::read_to_string(folder.join(path)).unwrap(), text, "{name}: {path}"),
            [_, path] => fs::write(folder.join(path), text).unwrap(),
            _ => panic!("{name}: a block of unknown kind: {words:?}"),
        }
    }
    assert!(ran > 1, "{name} has examples");
    let _ = fs::remove_dir_all(&folder);
}

#[test]
fn the_page_on_fixes_says_what_happens() {
    hold("fixes.md");
}

#[test]
fn the_page_on_ignore_comments_says_what_happens() {
    hold("suppression.md");
}
