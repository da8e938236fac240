//! What somebody meant to fill in later.

use super::placeholder_form::{WORDS, inside, whole};
use super::{place, quoted};
use crate::model::{Field, Finding, Library, SourceId, Usage};
use crate::rules::Options;

/// Reports each field that holds what stands for a value, and no value.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    let text = library.source.text.as_bytes();
    // Words that stand nowhere in the file stand in no field.
    let words: Vec<&str> =
        WORDS.iter().copied().filter(|word| memchr::memmem::find(text, word.as_bytes()).is_some()).collect();
    let fields = library.entries.iter().flat_map(|entry| &entry.fields).filter(|field| !field.value.is_empty());
    fields
        .filter_map(|field| whole(field).or_else(|| inside(field, &words)).map(|why| tell(library, field, why)))
        .collect()
}

fn tell(library: &Library, field: &Field, why: &str) -> Finding {
    let message = format!("{} stands where {} belongs", quoted(&field.value), article(&field.name));
    Finding::at(SourceId::DOCUMENT, place::inner(library, field), message).label(why)
}

/// The name of a field with its article: `a title`, `an author`.
fn article(name: &str) -> String {
    let vowel = name.starts_with(['a', 'e', 'i', 'o']);
    let known = match name {
        "journaltitle" => return "the name of a journal".to_owned(),
        "booktitle" => return "the title of a book".to_owned(),
        "pages" => return "the number of a page".to_owned(),
        "doi" => "DOI",
        "url" => "URL",
        other => other,
    };
    format!("{} {known}", if vowel { "an" } else { "a" })
}
