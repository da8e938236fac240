//! The `file` field of an entry, as reference managers write it.
//!
//! In: its value. Out: the paths that it names, in order. JabRef writes `description:path:type`, Zotero
//! the paths alone or, in older exports, as JabRef does; several are parted by `;`. A backslash makes the
//! mark behind it an ordinary one. What a path leads to is not known here.

/// The paths that a `file` field names.
pub fn paths(value: &str) -> Vec<String> {
    parts(value, ';')
        .iter()
        .map(|file| path(file))
        .filter(|path| path.contains(char::is_alphanumeric))
        .take(MOST)
        .collect()
}

/// The most files that are taken from one field.
const MOST: usize = 16;

/// The path of one attachment.
fn path(file: &str) -> String {
    let file = file.trim();
    let fields = parts(file, ':');
    let path = match fields.as_slice() {
        // `C:\papers\one.pdf`, not a description `C`.
        [drive, rest] if is_drive(drive) => format!("{}:{}", plain(drive), plain(rest)),
        // JabRef: the description may be empty, the type is a word.
        [_, drive, rest, kind] if is_drive(drive) && is_kind(kind) => format!("{}:{}", plain(drive), plain(rest)),
        [_, path, kind] if is_kind(kind) => plain(path),
        [_, path] if path.contains('.') && !path.starts_with("//") => plain(path),
        _ => plain(file),
    };
    path.replace('\\', "/").trim().to_owned()
}

fn is_drive(text: &str) -> bool {
    let text = text.trim();
    text.len() == 1 && text.as_bytes()[0].is_ascii_alphabetic()
}

/// `PDF`, `application/pdf`, `URL`, nothing.
fn is_kind(text: &str) -> bool {
    !text.contains('.') && !text.contains('\\') && text.len() <= 80
        || text.split_once('/').is_some_and(|(kind, _)| matches!(kind.trim(), "application" | "text"))
}

/// Cuts at a mark that no backslash stands before. Backslashes stay.
fn parts(text: &str, mark: char) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, c) in text.char_indices() {
        if c == mark && !escaped {
            out.push(&text[from..at]);
            from = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    out.push(&text[from..]);
    out
}

/// Without the backslashes before `:`, `;` and `\`; others part folders.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(&next @ (':' | ';' | '\\'))) => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn what_reference_managers_write() {
        let table: &[(&str, &[&str])] = &[
            // JabRef.
            (":marlow1987.pdf:PDF", &["marlow1987.pdf"]),
            ("Full text:rope/Marlow - Rope.pdf:PDF", &["rope/Marlow - Rope.pdf"]),
            (":one.pdf:PDF;Notes:two.txt:Text", &["one.pdf", "two.txt"]),
            (r":C\:\\papers\\Marlow\; Finch 1987.pdf:PDF", &["C:/papers/Marlow; Finch 1987.pdf"]),
            (":C:/papers/one.pdf:PDF", &["C:/papers/one.pdf"]),
            (r"A note\: of rope:one.pdf:PDF", &["one.pdf"]),
            (":https\\://example.org/one.pdf:URL", &["https://example.org/one.pdf"]),
            // Zotero, older and newer.
            ("Marlow - Rope.pdf:files/12/Marlow - Rope.pdf:application/pdf", &["files/12/Marlow - Rope.pdf"]),
            ("/home/ruth/Zotero/storage/AB12CD34/Marlow.pdf", &["/home/ruth/Zotero/storage/AB12CD34/Marlow.pdf"]),
            (
                "/home/ruth/a.pdf;/home/ruth/storage/XY12CD34/b.html",
                &["/home/ruth/a.pdf", "/home/ruth/storage/XY12CD34/b.html"],
            ),
            (
                r"C:\Users\ruth\Zotero\storage\AB12CD34\Marlow.pdf",
                &["C:/Users/ruth/Zotero/storage/AB12CD34/Marlow.pdf"],
            ),
            // By hand.
            ("papers/one.pdf", &["papers/one.pdf"]),
            ("Volta: a history.pdf", &["a history.pdf"]),
            ("", &[]),
            (";;:", &[]),
        ];
        for (value, want) in table {
            assert_eq!(paths(value), *want, "{value}");
        }
    }
}
