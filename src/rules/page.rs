//! The front matter of a rule's page, read by the compiler.
//!
//! In: a page. Out: the [`Rule`] it describes. A page that is malformed, or whose file name is not
//! its code and name, is an error of compilation; at run time nothing is left to read.

use super::{Family, Fixes, Registry, Rule, Run};
use crate::model::Severity;

impl Rule {
    /// The rule that a page describes; `stem` is the page's file name without its ending.
    pub(super) const fn new(stem: &str, page: &'static str, run: Run) -> Self {
        let code = required(page, "code");
        let name = required(page, "name");
        assert!(names(stem, code, name), "a page's file is named after its code and name");
        let Some(family) = Family::of(code.as_bytes()[0]) else { panic!("a code begins with the letter of a family") };
        let Some(summary) = line_after(page, "# ") else { panic!("a page has a heading") };
        Self {
            code,
            name,
            family,
            severity: severity(required(page, "severity")),
            summary,
            page,
            fix: fixes(required(page, "fix")),
            default_on: match field(page, "default") {
                None => true,
                Some(value) if same(value, "off") => false,
                Some(_) => panic!("`default` is `off` or not there"),
            },
            registry: match field(page, "registry") {
                None => Registry::None,
                Some(value) if same(value, "some") => Registry::Some,
                Some(value) if same(value, "all") => Registry::All,
                Some(_) => panic!("`registry` is some, all or not there"),
            },
            run,
        }
    }

    /// The page without its front matter.
    pub fn body(&self) -> &'static str {
        self.page.split_once("\n---\n").map_or(self.page, |(_, body)| body)
    }
}

const fn severity(value: &str) -> Severity {
    if same(value, "error") {
        Severity::Error
    } else if same(value, "warning") {
        Severity::Warning
    } else if same(value, "info") {
        Severity::Info
    } else {
        panic!("`severity` is error, warning or info")
    }
}

const fn fixes(value: &str) -> Fixes {
    if same(value, "none") {
        Fixes::None
    } else if same(value, "safe") {
        Fixes::Safe
    } else if same(value, "unsafe") {
        Fixes::Unsafe
    } else {
        panic!("`fix` is none, safe or unsafe")
    }
}

const fn required(page: &'static str, key: &str) -> &'static str {
    match field(page, key) {
        Some(value) => value,
        None => panic!("a page's front matter has code, name, severity and fix"),
    }
}

/// The value of a `key: value` line of the front matter.
const fn field(page: &'static str, key: &str) -> Option<&'static str> {
    let bytes = page.as_bytes();
    assert!(begins(bytes, 0, b"---\n"), "a page begins with front matter");
    let mut line = 4;
    while !begins(bytes, line, b"---\n") {
        let end = line_end(bytes, line);
        if begins(bytes, line, key.as_bytes()) && begins(bytes, line + key.len(), b": ") {
            return Some(part(page, line + key.len() + 2, end));
        }
        line = end + 1;
    }
    None
}

/// What follows `mark` on the first line that begins with it.
const fn line_after(page: &'static str, mark: &str) -> Option<&'static str> {
    let bytes = page.as_bytes();
    let mut line = 0;
    while line < bytes.len() {
        let end = line_end(bytes, line);
        if begins(bytes, line, mark.as_bytes()) {
            return Some(part(page, line + mark.len(), end));
        }
        line = end + 1;
    }
    None
}

const fn line_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    assert!(at < bytes.len(), "a page ends with a line break, its front matter with `---`");
    at
}

const fn begins(bytes: &[u8], at: usize, with: &[u8]) -> bool {
    let mut n = 0;
    while n < with.len() {
        if at + n >= bytes.len() || bytes[at + n] != with[n] {
            return false;
        }
        n += 1;
    }
    true
}

const fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && begins(a.as_bytes(), 0, b.as_bytes())
}

const fn names(stem: &str, code: &str, name: &str) -> bool {
    let bytes = stem.as_bytes();
    begins(bytes, 0, code.as_bytes())
        && begins(bytes, code.len(), b"-")
        && begins(bytes, code.len() + 1, name.as_bytes())
        && bytes.len() == code.len() + 1 + name.len()
}

const fn part(text: &'static str, start: usize, end: usize) -> &'static str {
    text.split_at(end).0.split_at(start).1
}
