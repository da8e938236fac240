//! What people and programs write where a value is still to come.

use crate::model::Field;

/// Words that stand in for others, wherever they stand.
pub(super) const WORDS: &[&str] = &["TODO", "FIXME", "XXXX", "orem ipsum"];

/// Whole values that stand in for others in any field.
const ANYWHERE: &[&str] =
    &["todo", "to do", "fixme", "tbd", "tba", "tbc", "to be determined", "to be announced", "lorem ipsum"];

/// Whole values that programs write where they have none; some people are called so.
const NOTHING: &[&str] = &["n/a", "null", "undefined", "nan", "none"];

/// Whether a field holds what stands for a value.
pub(super) fn is_placeholder(name: &str, value: &str) -> bool {
    let field = Field { name: name.to_owned(), value: value.to_owned(), ..Field::default() };
    whole(&field).or_else(|| inside(&field, WORDS)).is_some()
}

/// Whether a whole value stands in for another, and what is to be said of it.
pub(super) fn whole(field: &Field) -> Option<&'static str> {
    const LONGEST: usize = 30;
    let name = field.name.as_str();
    // Most short values are numbers.
    if field.value.starts_with(|c: char| c.is_ascii_digit()) && !matches!(name, "doi" | "year" | "date") {
        return None;
    }
    let value = field
        .value
        .trim()
        .trim_matches(|c: char| matches!(c, '.' | '!' | '[' | ']' | '<' | '>' | '{' | '}' | '(' | ')'));
    if value.len() > LONGEST && name != "doi"
        || matches!(name, "keywords" | "abstract" | "file" | "annotation" | "annote" | "comment")
    {
        return None;
    }
    if name == "doi" {
        let doi = value.rsplit_once("doi.org/").map_or(value, |(_, doi)| doi);
        let made = doi.starts_with("10.1234/")
            || doi.starts_with("10.0000/")
            || doi.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(b"xxx"));
        return made.then_some("a made-up number: a DOI to be filled in");
    }
    let is = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
    let asks = || value.chars().all(|c| c == '?' || c == '-' || c.is_whitespace()) && value.contains("?");
    if is(ANYWHERE) || asks() || exes(name, value) {
        return Some("to be filled in");
    }
    if !matches!(name, "author" | "editor" | "translator" | "title" | "note") && is(NOTHING) {
        return Some("nothing; leave the field out");
    }
    let own: &[&str] = match name {
        "title" => &[
            "title", "title here", "title of the article", "title of the paper", "title of the book", "article title",
            "paper title", "your title", "insert title",
        ],
        "author" | "editor" => &[
            "author",
            "authors",
            "editor",
            "author name",
            "first last",
            "last, first",
            "firstname lastname",
            "lastname, firstname",
            "surname, name",
            "author, a",
            "author one and author two",
            "your name",
        ],
        "journal" | "journaltitle" => {
            &["journal", "journal name", "journal title", "name of journal", "name of the journal"]
        }
        "booktitle" => &["booktitle", "book title", "title of the book"],
        "publisher" => &["publisher", "publisher name", "name of publisher"],
        "year" | "date" => &["year", "yyyy", "date", "0000", "9999", "yyyy-mm-dd"],
        "volume" => &["volume", "vol"],
        "number" => &["number"],
        "pages" => &["pages", "page"],
        "institution" | "school" => &["institution", "school", "university"],
        "url" => &["url", "http://", "https://", "link"],
        "address" | "location" => &["address", "location", "city"],
        _ => &[],
    };
    is(own).then_some("the name of a field, not its value")
}

/// `XXXX`, `XXX--XXX`; a volume may be the thirtieth.
fn exes(name: &str, value: &str) -> bool {
    let mut parts = value.split(['-', '–', ' ', '/']).filter(|part| !part.is_empty());
    let Some(first) = parts.next().filter(|part| part.bytes().all(|b| b.eq_ignore_ascii_case(&b'x'))) else {
        return false;
    };
    let same = parts.clone().all(|part| part == first);
    let several = parts.next().is_some();
    // `XXXX` is a date that says no year (*ISO 8601-2*).
    same && name != "date"
        && (first.len() >= 4
            || several && first.len() >= 2
            || first.len() == 3 && matches!(name, "title" | "author" | "journal" | "journaltitle" | "publisher"))
}

/// A word that stands in for others among others; where all is in capitals, it may be Spanish.
pub(super) fn inside(field: &Field, words: &[&str]) -> Option<&'static str> {
    let prose = !matches!(
        &*field.name,
        "abstract" | "annotation" | "annote" | "comment" | "file" | "keywords" | "url" | "date"
    );
    let value = &field.value;
    let stands = |word: &&&str| {
        value.find(**word).is_some_and(|at| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || c == 'X');
            edge(value[..at].chars().next_back()) && edge(value[at + word.len()..].chars().next()) || word.contains(' ')
        })
    };
    let found = words.iter().filter(|_| prose).find(stands)?;
    let shouted = found.contains(' ') || value.len() == found.len() || value.chars().any(char::is_lowercase);
    shouted.then_some("to be filled in")
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn what_stands_for_a_value() {
        for (name, value) in [
            ("title", "TODO"),
            ("title", "Title"),
            ("title", "TODO: find the title"),
            ("title", "[Title]"),
            ("author", "Last, First"),
            ("author", "???"),
            ("pages", "XXX--XXX"),
            ("pages", "XXX–XXX"),
            ("pages", "??"),
            ("volume", "XXXX"),
            ("doi", "10.1234/abc"),
            ("doi", "10.xxxx/yyyy"),
            ("doi", "https://doi.org/10.1234/5678"),
            ("year", "YYYY"),
            ("year", "????"),
            ("year", "XXXX"),
            ("journal", "Journal Name"),
            ("note", "FIXME"),
            ("publisher", "tba"),
            ("volume", "n/a"),
            ("pages", "null"),
            ("title", "Lorem ipsum dolor"),
            ("number", "tbd."),
            ("note", "TODO check"),
        ] {
            assert!(is_placeholder(name, value), "{name} = {value}");
        }
        for (name, value) in [
            ("title", "To Do or Not to Do"),
            ("title", "TODO SOBRE MI MADRE"),
            ("title", "Todo modo"),
            ("volume", "XXX"),
            ("volume", "XX"),
            ("pages", "xx--xxx"),
            ("pages", "xxx"),
            ("author", "Null, Linda"),
            ("author", "None, A."),
            ("title", "Who?"),
            ("title", "The Title of Nobility"),
            ("doi", "10.5555/12345678"),
            ("doi", "10.1038/1234"),
            ("date", "XXXX"),
            ("title", "Author and Title"),
            ("journal", "Journal of Tides"),
            ("title", "XXX Olympiad"),
            ("keywords", "TODO"),
            ("abstract", "TODO"),
            ("pages", "12"),
            ("pages", "-"),
            ("title", "TODOs in code"),
        ] {
            assert!(!is_placeholder(name, value), "{name} = {value}");
        }
    }
}
