//! The program, run in a folder of files that goes when the test ends.

#![allow(dead_code)] // each test takes what it needs

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of files.
pub struct Folder(pub PathBuf);

impl Folder {
    /// A folder with these files, named for the test.
    pub fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Self::empty(name);
        files.iter().for_each(|(file, text)| folder.put(file, text));
        folder
    }

    /// The same, of files that need not be text.
    pub fn of_bytes(name: &str, files: &[(&str, &[u8])]) -> Self {
        let folder = Self::empty(name);
        files.iter().for_each(|(file, bytes)| folder.write(file, bytes));
        folder
    }

    fn empty(name: &str) -> Self {
        let own = format!("{}-{name}-{}", env!("CARGO_CRATE_NAME"), std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(own);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Writes a file.
    pub fn put(&self, file: &str, text: &str) {
        self.write(file, text.as_bytes());
    }

    fn write(&self, file: &str, bytes: &[u8]) {
        let file = self.0.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// The bytes of a file.
    pub fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.0.join(file)).unwrap()
    }

    /// The text of a file.
    pub fn get(&self, file: &str) -> String {
        String::from_utf8(self.bytes(file)).unwrap()
    }

    /// What lies in it, hidden files too.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program with these words, not yet begun; no setting of whoever runs the tests colours what it prints.
    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pincite"));
        command.current_dir(&self.0).args(words.split_whitespace()).stdin(Stdio::null());
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM"] {
            command.env_remove(name);
        }
        command
    }

    /// Exit status, stdout, stderr.
    pub fn run(&self, words: &str) -> (i32, String, String) {
        told(&mut self.command(words))
    }

    /// The same, from a folder inside.
    pub fn run_in(&self, inside: &str, words: &str) -> (i32, String, String) {
        told(self.command(words).current_dir(self.0.join(inside)))
    }

    /// Exit status and stdout, with something on standard input.
    pub fn pipe(&self, words: &str, input: &str) -> (i32, String) {
        let mut command = self.command(words);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let done = child.wait_with_output().unwrap();
        (done.status.code().unwrap(), String::from_utf8(done.stdout).unwrap())
    }
}

/// Exit status, stdout, stderr of a command.
pub fn told(command: &mut Command) -> (i32, String, String) {
    let done = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
