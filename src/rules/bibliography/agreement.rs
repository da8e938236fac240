//! Whether an entry and a registry's record speak of one work.
//!
//! In: an entry and a record. Out: on what they clearly differ. Titles lose subtitles and markup, names their accents
//! and particles, years a winter; none of that is a difference. What is written in another script cannot be compared.

use std::collections::HashSet;

use crate::model::{Entry, Library, Naming, Person, Record};
use crate::text::{content, fold};

/// On what an entry and a record clearly differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Differences {
    pub(super) title: bool,
    pub(super) names: bool,
    pub(super) year: bool,
}

/// How many names of an entry are looked at.
const NAMES: usize = 8;

/// Compares; `None` where the record is of what the work appeared in, or the other way round.
pub(super) fn differences(library: &Library, entry: &Entry, record: &Record) -> Option<Differences> {
    let written = Some(library.source.slice(entry.span));
    let written = written.filter(|text| library.naming() == Naming::Inferred && !text.is_empty());
    let title = titles_differ(entry, record, written);
    if title && is_within(entry, record) {
        return None;
    }
    Some(Differences { title, names: names_differ(entry, record, written), year: years_differ(entry, record) })
}

/// Whether no title of the record is that of the entry. What was guessed of a printed list may be cut wrongly: where its
/// text is at hand, the words may stand anywhere.
fn titles_differ(entry: &Entry, record: &Record, written: Option<&str>) -> bool {
    let comparable = |title: &&String| is_latin(title) == is_latin(&entry.title);
    let mut there = record.titles.iter().filter(comparable).peekable();
    if entry.title.is_empty() || there.peek().is_none() {
        return false;
    }
    let own = ["origtitle", "shorttitle", "titleaddon", "translatedtitle"].iter().filter_map(|name| entry.field(name));
    let own: Vec<&str> =
        own.map(|field| field.value.as_str()).chain([written.unwrap_or(&entry.title), &entry.title]).collect();
    !there.any(|title| own.iter().any(|own| is_alike(own, title)))
}

/// Whether one of them is a part of what the other is.
fn is_within(entry: &Entry, record: &Record) -> bool {
    let whole = ["booktitle", "maintitle", "issuetitle"].iter().filter_map(|name| entry.field(name));
    whole.map(|field| &field.value).any(|title| record.titles.iter().any(|there| is_alike(title, there)))
        || record.within.iter().any(|title| is_alike(&entry.title, title))
}

/// Whether half of the words of the shorter title stand in the longer one.
fn is_alike(one: &str, other: &str) -> bool {
    let (one_key, other_key) = (fold::key(one), fold::key(other));
    let short = one_key.len().min(other_key.len());
    if short > 0 && one_key[..short] == other_key[..short] {
        return true;
    }
    let words = |title| content::content(title).map(|word| word.key).collect::<HashSet<u32>>();
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    let short = one.len().min(other.len());
    short == 0 || shared * 2 >= short
}

/// Whether none of the entry's people is one of the record's.
fn names_differ(entry: &Entry, record: &Record, written: Option<&str>) -> bool {
    let people = entry.names();
    let judged = |name: &String| is_latin(name);
    let unknown = people.first().is_none_or(|first| first.group || !is_latin(&first.family));
    if unknown || record.names.is_empty() || !record.names.iter().all(judged) {
        return false;
    }
    if let Some(written) = written {
        let words: HashSet<String> = fold::words(written).into_iter().collect();
        return !record
            .names
            .iter()
            .flat_map(|name| fold::words(name))
            .any(|word| word.len() > 2 && words.contains(&word));
    }
    !people.iter().take(NAMES).any(|person| record.names.iter().any(|name| is_one(person, name)))
}

/// Whether a whole name may be a person's: a word of the family name stands in it.
pub(super) fn is_one(person: &Person, name: &str) -> bool {
    let there = fold::words(name);
    let joined = fold::key(name);
    let family = fold::key(&person.family);
    let umlauts = fold::umlaut_key(&person.family).or_else(|| fold::umlaut_key(name));
    !family.is_empty() && joined.ends_with(&family)
        || umlauts.is_some_and(|one| joined.contains(&one) || one.contains(&family))
        || fold::words(&person.family).iter().any(|word| word.len() > 1 && there.contains(word))
}

/// Whether every year of the record lies more than one before or after the entry's.
fn years_differ(entry: &Entry, record: &Record) -> bool {
    let Some(date) = entry.date.as_ref().filter(|date| !date.uncertain) else { return false };
    let Some((first, last)) = date.years else { return false };
    let near = |year: &i32| {
        (first - 1..=last + 1).contains(year) || date.original.is_some_and(|original| original.abs_diff(*year) <= 1)
    };
    !record.years.is_empty() && !record.years.iter().any(near)
}

/// Whether a record's year can be held against an entry's: that of an article that was printed, or of anything that
/// came before. A book has editions, and what is scanned is registered when it is put online.
pub(super) fn year_counts(entry: &Entry, record: &Record) -> bool {
    let first = entry.date.as_ref().and_then(|date| date.years).map(|(first, _)| first);
    let later = first.zip(record.years.first()).is_some_and(|(first, year)| *year > first);
    record.kind == "journal-article" && (record.printed || !later)
}

/// Whether most letters are Latin ones.
fn is_latin(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut latin, mut other) = (0, 0);
    letters.for_each(|c| if matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') { latin += 1 } else { other += 1 });
    latin >= other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    fn entry(title: &str, family: &str, year: i32) -> Entry {
        let date = Date { years: Some((year, year)), ..Date::default() };
        let author = Person { family: family.to_owned(), ..Person::default() };
        Entry { title: title.to_owned(), authors: vec![author], date: Some(date), ..Entry::default() }
    }

    fn record(title: &str, name: &str, years: &[i32]) -> Record {
        Record {
            titles: vec![title.to_owned()],
            names: vec![name.to_owned()],
            years: years.to_vec(),
            ..Record::default()
        }
    }

    fn differs(entry: &Entry, record: &Record) -> String {
        let Some(found) = differences(&Library::default(), entry, record) else { return "within".to_owned() };
        let named = [(found.title, "title"), (found.names, "names"), (found.year, "year")];
        named.into_iter().filter_map(|(differs, name)| differs.then_some(name)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn small_things_are_no_differences() {
        let table = [
            ("A Toll for Every Tide", "RETRACTED: A toll for every tide: harbours in 1900"),
            ("Tides: A Toll for Every Harbour", "Tides"),
            ("Data-base tides", "Database Tides"),
            ("Über Ebbe und Flut", "Ueber Ebbe und Flut"),
            ("The tide", "潮汐"),
            ("", "Anything"),
        ];
        for (ours, theirs) in table {
            assert_eq!(differs(&entry(ours, "Osei", 2004), &record(theirs, "Kwame Osei", &[2005])), "", "{ours}");
        }
        let table = [
            ("Müller", "Ada Mueller"),
            ("Mueller", "Ada Müller"),
            ("García Márquez", "G. Marquez"),
            ("Berg", "Jan van der Berg"),
            ("O’Brien", "Ann OBrien"),
            ("Ivanova", "Иванова Анна"),
            ("Li", "Li Wei"),
        ];
        for (ours, theirs) in table {
            assert_eq!(differs(&entry("Tide", ours, 2004), &record("Tide", theirs, &[2003])), "", "{ours}");
        }
    }

    #[test]
    fn other_works_differ() {
        let ours = entry("A Toll for Every Tide", "Osei", 2004);
        assert_eq!(differs(&ours, &record("The Bees of the Lower Shore", "Lea Finch", &[1999])), "title names year");
        assert_eq!(differs(&ours, &record("A Toll for Every Tide", "Lea Finch", &[2004])), "names");
        assert_eq!(differs(&ours, &record("A Toll for Every Tide", "Kwame Osei", &[2007, 2008])), "year");
        assert_eq!(differs(&ours, &record("A Toll for Every Tide", "Kwame Osei", &[2007, 2005])), "");
    }

    #[test]
    fn a_whole_and_its_part_are_not_compared() {
        let mut chapter = record("Ropes", "Lea Finch", &[1999]);
        chapter.within.push("A Toll for Every Tide".to_owned());
        assert_eq!(differs(&entry("A Toll for Every Tide", "Osei", 2004), &chapter), "within");
    }
}
