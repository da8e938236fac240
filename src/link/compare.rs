//! How well the names and the year of a cite item fit an entry.

use super::entries;
use crate::model::{CiteItem, Date, Entry, Person};
use crate::text::{fold, near};

/// How the names of an item fit those of an entry; the smaller, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Every name, and their number.
    Whole,
    /// Every name; the entry has others too, or too few for "et al.".
    Number,
    /// The first name; a further one is misspelt, missing or another's.
    Coauthors,
}

/// The keys of an item's names, made once an item.
#[derive(Clone, Debug, Default)]
pub struct Cited {
    /// Each family name, folded.
    pub keys: Vec<String>,
    /// Letters of the first name's initials or given name, folded.
    pub given: String,
}

impl Cited {
    /// Folds the names of an item, the first `skip` left out.
    pub fn new(item: &CiteItem, skip: usize) -> Self {
        let names = item.authors.get(skip..).unwrap_or_default();
        Self {
            keys: names.iter().map(|name| fold::key(&name.family)).collect(),
            given: names.first().and_then(|name| name.given.as_deref()).map(fold::key).unwrap_or_default(),
        }
    }
}

/// Whether a folded name is this person's family name, in one of the ways it may be cited.
pub fn is_person(key: &str, person: &Person) -> bool {
    let family = fold::key(&person.family);
    if key == family {
        return true;
    }
    let with_particle = || key == fold::key(&person.family_name());
    let umlaut = || fold::umlaut_key(&person.family_name()).is_some_and(|other| other == key);
    let whole = || {
        let given = fold::key(&person.given);
        !given.is_empty()
            && key.len() == given.len() + family.len()
            && (key.starts_with(&given) && key.ends_with(&family) || key.starts_with(&family) && key.ends_with(&given))
    };
    let part = || {
        !person.group
            && key.len() > 2
            && family.len() > key.len()
            && person.family.split([' ', '-', '‐', '–']).any(|part| fold::key(part) == key)
    };
    with_particle()
        || umlaut()
        || whole()
        || part()
        || person.group && entries::acronym(&person.family).is_some_and(|a| a == key)
}

/// How the names beyond the first fit, the first being known to.
pub fn fit(cited: &Cited, et_al: bool, entry: &Entry) -> Fit {
    let people = entry.names();
    if people.is_empty() {
        return if cited.keys.len() == 1 && !et_al { Fit::Whole } else { Fit::Number };
    }
    let rest = cited.keys.get(1..).unwrap_or_default();
    // Both "Gamerschlag, Geuder, et al." and a list cut short in the middle keep the order.
    let others = entry.authors_others;
    // Of whom an entry calls "et al." any name may be one.
    let few = rest.len() < people.len() || others && et_al;
    let same = few && rest.iter().zip(&people[1..]).all(|(key, person)| is_person(key, person));
    if same {
        // "et al." stands for two others at least, unless further names were written out before it.
        let needed = if cited.keys.len() == 1 { 2 } else { 1 };
        let more = people.len() - cited.keys.len().min(people.len());
        let whole = if et_al { others || more >= needed } else { more == 0 && !others };
        return if whole { Fit::Whole } else { Fit::Number };
    }
    // A slip in one of the names, or names in another order, or one left out.
    Fit::Coauthors
}

/// Whether some further cited name is a near miss of a person in the entry, or one of them.
pub fn coauthors_plausible(cited: &Cited, entry: &Entry) -> bool {
    let rest = cited.keys.get(1..).unwrap_or_default();
    let people = entry.names().get(1..).unwrap_or_default();
    rest.iter().any(|key| {
        people.iter().any(|person| is_person(key, person) || near::slips(key, &fold::key(&person.family)).is_some())
    })
}

/// Whether initials or a given name in the citation contradict the entry's first author.
pub fn given_contradicts(cited: &Cited, entry: &Entry) -> bool {
    let Some(person) = entry.names().first() else { return false };
    if cited.given.is_empty() || person.given.is_empty() {
        return false;
    }
    let given = fold::key(&person.given);
    let initials: String =
        person.given.split([' ', '-', '.', '‐']).filter_map(|part| fold::key(part).chars().next()).collect();
    let first = |text: &str| text.chars().next();
    if first(&cited.given) != first(&given) {
        return true;
    }
    // "K. E. Dupuy" is not "K. Dupuy" where both exist, but contradicts only another letter.
    let common = cited.given.len().min(initials.len());
    let short = cited.given.len() <= 3;
    short && cited.given[..common] != initials[..common] && !given.starts_with(&cited.given)
}

/// How exactly the initials or given name of a citation fit: 0 is best.
pub fn given_distance(cited: &Cited, entry: &Entry) -> usize {
    let Some(person) = entry.names().first() else { return 1 };
    let initials: String =
        person.given.split([' ', '-', '.', '‐']).filter_map(|part| fold::key(part).chars().next()).collect();
    let given = fold::key(&person.given);
    usize::from(cited.given != initials && cited.given != given)
}

/// The kinds of words that stand where a year stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Undated,
    Coming,
}

fn words(text: &str) -> Option<Words> {
    let key = fold::key(text);
    match key.as_str() {
        "nd" | "nodate" | "undated" | "sa" | "" | "od" | "sd" => Some(Words::Undated),
        _ if key.bytes().any(|b| b.is_ascii_digit()) => None,
        _ => Some(Words::Coming),
    }
}

/// Whether a citation has a word where a year stands.
pub fn is_undated(cited: &str) -> bool {
    words(cited).is_some()
}

/// Whether a citation with such a word may mean an entry.
pub fn may_be_undated(entry: &Entry) -> bool {
    entry.date.as_ref().is_none_or(|date| date.years.is_none() || words(&date.text).is_some()) || loose_range(entry)
}

/// Whether an entry has its range of years in `year`, where no processor reads one: "n.d." is printed for it.
fn loose_range(entry: &Entry) -> bool {
    let range = |date: &Date| date.years.is_some_and(|(first, last)| first != last);
    entry.date.as_ref().is_some_and(range) && entry.field("date").is_none()
}

/// Whether the year of an item is the entry's, or one that a reprint carries.
pub fn year_fits(cited: &str, entry: &Entry) -> bool {
    let Some(date) = &entry.date else { return words(cited).is_some() };
    if let Some(cited) = words(cited) {
        // What is in press has no date yet, so "n.d." is printed for it too.
        return match (words(&date.text), date.years) {
            (Some(stated), _) => cited == stated || cited == Words::Undated,
            (None, years) => years.is_none() || cited == Words::Undated && loose_range(entry),
        };
    }
    let (first, second) = numbers(cited);
    let of = entries::years(entry);
    let within = |year: i32| of.contains(&year);
    // "2010–2014" is a period, unless the work itself spans it.
    if second.is_some() && !cited.contains('/') {
        return first.is_some_and(within) && second.is_some_and(within);
    }
    match second {
        Some(second) => first.is_some_and(within) || within(second),
        None => first.is_some_and(within),
    }
}

/// Whether a citation gives the years of an entry just as the entry does: both of a reprint's, or the only one.
pub fn year_is(cited: &str, entry: &Entry) -> bool {
    let Some(date) = &entry.date else { return false };
    let of = entries::years(entry);
    match numbers(cited) {
        (Some(first), Some(second)) => of.contains(&first) && of.contains(&second),
        (Some(only), None) => of == [only],
        _ => date.text == cited,
    }
}

/// The numbers of `2012` and `1962/2012`.
pub fn numbers(text: &str) -> (Option<i32>, Option<i32>) {
    let first = text.get(..4).and_then(|year| year.parse().ok());
    let second = text.get(4..).and_then(|rest| rest.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok());
    (first, second.filter(|&year: &i32| year > 1000))
}

/// How many years lie between a citation and an entry; `None` where either has no number.
pub fn year_distance(cited: &str, entry: &Entry) -> Option<u32> {
    let (first, second) = numbers(cited);
    let of = entries::years(entry);
    [first, second].into_iter().flatten().flat_map(|year| of.iter().map(move |other| year.abs_diff(*other))).min()
}

/// Whether two years are one slip of the pen apart: a digit changed, or two swapped.
pub fn year_slip(cited: &str, entry: &Entry) -> bool {
    let Some(year) = numbers(cited).0 else { return false };
    entries::years(entry).iter().any(|other| near::slips(&year.to_string(), &other.to_string()) == Some(1))
}

/// Whether two entries are one work: the same title and first author. Their years are known to agree.
pub fn same_work(one: &Entry, other: &Entry) -> bool {
    let first = |entry: &Entry| entry.names().first().map(|person| fold::key(&person.family));
    fold::key(&one.title) == fold::key(&other.title) && !one.title.is_empty() && first(one) == first(other)
}

/// A citation without the "s" that an apostrophe after it may have pushed into the name: `Jansens’ (2003)`.
pub fn without_genitive(item: &CiteItem) -> Option<CiteItem> {
    let last = item.authors.last().filter(|_| genitive(item))?;
    let mut bare = item.clone();
    bare.authors.last_mut()?.family = last.family.strip_suffix('s')?.to_owned();
    Some(bare)
}

/// Whether the last name ends in "s" and an apostrophe.
pub fn genitive(item: &CiteItem) -> bool {
    let Some(last) = item.authors.last().filter(|name| name.family.ends_with('s')) else { return false };
    let after = item.text.rfind(&last.family).map(|at| &item.text[at + last.family.len()..]);
    after.and_then(|after| after.strip_prefix(['’', '\''])).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_years_of_a_range_count_whatever_the_dash() {
        assert_eq!(numbers("2010–2014"), (Some(2010), Some(2014)));
        assert_eq!(numbers("2010-2014"), (Some(2010), Some(2014)));
        assert_eq!(numbers("1962/2012"), (Some(1962), Some(2012)));
        assert_eq!(numbers("2010"), (Some(2010), None));
        assert_eq!(numbers("n.d."), (None, None));
    }
}
