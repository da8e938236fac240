//! From a cite item to its entries.
//!
//! The ways are tried from the surest to the least sure; the first that answers wins:
//! by names and year, by a name with its given name, by title, then the near misses – another
//! year, a misspelt name – where exactly one entry is nearest.

use std::collections::{HashMap, HashSet};

use super::compare::{self, Cited, Fit};
use super::entries::{Index, years};
use super::letters;
use crate::model::{Citation, CiteItem, EntryId, Form, ItemId, Link, Match, Name, Status};
use crate::text::{fold, near};

/// What an item was found to be.
struct Answer {
    status: Status,
    how: Match,
    entries: Vec<EntryId>,
    nearest: Vec<EntryId>,
}

impl Answer {
    fn new(status: Status, how: Match, entries: Vec<EntryId>) -> Self {
        Self { status, how, entries, nearest: Vec::new() }
    }
}

/// Links the items of all citations; one list of links a citation.
pub fn all(citations: &[Citation], index: &Index) -> Vec<Vec<Link>> {
    let mut resolver = Resolver {
        index,
        written_out: written_out(citations),
        letters: letters_used(citations),
        used: HashSet::new(),
        near: HashMap::new(),
        counts: HashMap::new(),
    };
    // First what fits, then near misses: an entry that is cited rightly elsewhere is less likely meant.
    let first: Vec<Vec<Option<Answer>>> = citations.iter().map(|citation| resolver.sure(citation)).collect();
    citations
        .iter()
        .enumerate()
        .zip(first)
        .map(|((number, citation), answers)| {
            let mut linked_before = false;
            citation
                .items
                .iter()
                .enumerate()
                .zip(answers)
                .map(|((at, item), answer)| {
                    let answer = answer.unwrap_or_else(|| resolver.unsure(citation, item, at, linked_before));
                    linked_before = matches!(answer.status, Status::Linked | Status::Ambiguous);
                    let item = ItemId { citation: number as u32, item: at as u32 };
                    let Answer { status, how, entries, nearest } = answer;
                    let lettered = resolver.lettered_forms(how, &entries);
                    Link { item, status, how, entries, nearest, lettered }
                })
                .collect()
        })
        .collect()
}

struct Resolver<'i> {
    index: &'i Index,
    /// The most names that the document writes out without "et al.".
    written_out: usize,
    /// First names and years that some citation tells apart by letters.
    letters: HashSet<(String, String)>,
    /// Entries that some item fits.
    used: HashSet<EntryId>,
    /// Near names of a year, by (name, year).
    near: HashMap<(String, i32), Vec<EntryId>>,
    /// How often a name and year that fit nothing were cited.
    counts: HashMap<(String, String), usize>,
}

impl Resolver<'_> {
    fn sure(&mut self, citation: &Citation) -> Vec<Option<Answer>> {
        citation
            .items
            .iter()
            .map(|item| {
                let answer = self.fitting(citation, item);
                match &answer {
                    Some(answer) => self.used.extend(&answer.entries),
                    None => {
                        let year = item.year.as_ref().map_or("", |year| &year.text);
                        *self.counts.entry((first_key(item), year.to_owned())).or_default() += 1;
                    }
                }
                answer
            })
            .collect()
    }

    /// An item whose names or key, and year, fit an entry.
    fn fitting(&self, citation: &Citation, item: &CiteItem) -> Option<Answer> {
        if let Some(key) = &item.key {
            return self.index.keyed(key).map(|id| Answer::new(Status::Linked, Match::Exact, vec![id]));
        }
        if item.personal.is_some() {
            return Some(Answer::new(Status::Personal, Match::None, Vec::new()));
        }
        if self.index.is_empty() {
            return None;
        }
        let year = &item.year.as_ref()?.text;
        // Capitals of the sentence may stand before the first name; what fits whole wins.
        for skip in 0..item.authors.len().min(4) {
            // "BP, Nicolas, 2017": what stands before a comma may belong to the sentence, but not
            // what "and" joins.
            if skip > 0
                && citation.form != Form::Narrative
                && item.authors.len() - skip < 2
                && item.conjunction.is_some()
            {
                break;
            }
            let cited = Cited::new(item, skip);
            if let Some(found) =
                self.by_names(item, &cited, &item.authors[skip], year, skip > 0 || citation.form == Form::Narrative)
            {
                if skip == 0 || found.status != Status::Mismatch {
                    return Some(found);
                }
            }
            if skip == 0 {
                if let Some(found) = self.by_title(item, year) {
                    return Some(found);
                }
            }
        }
        if item.authors.is_empty() { self.by_title(item, year) } else { None }
    }

    fn by_names(&self, item: &CiteItem, cited: &Cited, first: &Name, year: &str, loose: bool) -> Option<Answer> {
        // "R Core Team": what looks like an initial may begin an organisation's name.
        if let Some(given) = first.given.as_deref() {
            let whole = fold::key(&format!("{given}{}", first.family));
            let group: Vec<EntryId> = self.dated(&whole, year).filter(|&id| !self.is_full_name(id, &whole)).collect();
            if !group.is_empty() {
                return self.choose(
                    item,
                    &Cited { keys: cited.keys.clone(), given: String::new() },
                    group,
                    Match::Exact,
                );
            }
        }
        let words: Vec<&str> = first.family.split(' ').collect();
        for from in 0..words.len() {
            let (key, extra) = if from == 0 {
                (cited.keys[0].clone(), String::new())
            } else {
                (fold::key(&words[from..].join(" ")), fold::key(&words[..from].join(" ")))
            };
            if let Some(answer) = self.by_key(item, cited, &key, &extra, year, loose) {
                return Some(answer);
            }
        }
        // "Ali Imtiaz" for Imtiaz Ali: the family name first.
        if words.len() == 2 {
            let (family, given) = (fold::key(words[0]), fold::key(words[1]));
            let fits: Vec<EntryId> = self.dated(&family, year).filter(|&id| self.given_is(id, &given)).collect();
            return self.choose(item, cited, fits, Match::GivenName);
        }
        None
    }

    fn by_key(
        &self,
        item: &CiteItem,
        cited: &Cited,
        key: &str,
        extra: &str,
        year: &str,
        loose: bool,
    ) -> Option<Answer> {
        let dated: Vec<EntryId> = self.dated(key, year).collect();
        if dated.is_empty() {
            return None;
        }
        if extra.is_empty() {
            let how = if dated.iter().any(|&id| self.is_full_name(id, key)) { Match::GivenName } else { Match::Exact };
            return self.choose(item, cited, dated, how);
        }
        let given: Vec<EntryId> = dated.iter().copied().filter(|&id| self.given_is(id, extra)).collect();
        if !given.is_empty() {
            return self.choose(item, cited, given, Match::GivenName);
        }
        // Capitals that begin the sentence, or an office: "President Ghani (2015)". In brackets
        // another name must vouch for it: "CPS5 Fuller et al., 1998".
        let vouched = loose || item.et_al || item.authors.len() > 1;
        let answer = vouched.then(|| self.choose(item, cited, dated, Match::Exact))??;
        (loose || answer.status != Status::Mismatch).then_some(answer)
    }

    fn dated<'s>(&'s self, key: &str, year: &'s str) -> impl Iterator<Item = EntryId> + 's {
        self.index.named(key).iter().copied().filter(move |&id| compare::year_fits(year, self.index.entry(id)))
    }

    /// Whether a key is the given and family name of a person in one.
    fn is_full_name(&self, id: EntryId, key: &str) -> bool {
        let Some(person) = self.index.entry(id).names().first() else { return false };
        !person.group
            && !person.given.is_empty()
            && key.len() == fold::key(&person.given).len() + fold::key(&person.family).len()
            && key != fold::key(&person.family_name())
            && !is_group_noun(&person.family)
    }

    fn given_is(&self, id: EntryId, given: &str) -> bool {
        let Some(person) = self.index.entry(id).names().first() else { return false };
        let key = fold::key(&person.given);
        !key.is_empty() && (key.starts_with(given) || given.starts_with(&key))
    }

    /// Chooses among entries of one name and year: by co-authors, initials, letter.
    fn choose(&self, item: &CiteItem, cited: &Cited, found: Vec<EntryId>, how: Match) -> Option<Answer> {
        let index = self.index;
        let agreeing: Vec<EntryId> =
            found.iter().copied().filter(|&id| !compare::given_contradicts(cited, index.entry(id))).collect();
        let found = if agreeing.is_empty() { found } else { agreeing };
        let fit = |id: &EntryId| compare::fit(cited, item.et_al, index.entry(*id));
        let best = found.iter().map(fit).min()?;
        let mut group: Vec<EntryId> = found.iter().copied().filter(|id| fit(id) == best).collect();
        if best == Fit::Coauthors {
            // Another work of the same first author and year is a near miss only where a co-author agrees.
            group.retain(|&id| compare::coauthors_plausible(cited, index.entry(id)) || found.len() == 1);
            if group.is_empty() {
                return None;
            }
        }
        if group.len() > 1 && !cited.given.is_empty() {
            let nearest = group.iter().map(|&id| compare::given_distance(cited, index.entry(id))).min().unwrap_or(0);
            group.retain(|&id| compare::given_distance(cited, index.entry(id)) == nearest);
        }
        if group.len() > 1 {
            let year = item.year.as_ref().map_or("", |year| year.text.as_str());
            let exactly = |id: &EntryId| compare::year_is(year, index.entry(*id));
            if group.iter().any(exactly) {
                group.retain(exactly);
            }
            // Where three names are written out elsewhere, "et al." stands for more.
            let longer = |id: &EntryId| index.entry(*id).names().len() > self.written_out;
            if item.et_al && group.iter().any(longer) {
                group.retain(longer);
            }
        }
        let status = if best == Fit::Coauthors { Status::Mismatch } else { Status::Linked };
        let how = if best == Fit::Coauthors { Match::Coauthors } else { how };
        if let Some(letter) = item.year.as_ref().and_then(|year| year.suffix.as_deref()) {
            return Some(self.lettered(group, letter, status, how));
        }
        // One work under two keys is no ambiguity for a reader; that it is listed twice is another matter.
        let first = index.entry(group[0]);
        let lettered =
            || item.year.as_ref().is_some_and(|year| self.letters.contains(&(first_key(item), year.text.clone())));
        if group.iter().all(|&id| compare::same_work(first, index.entry(id))) && !lettered() {
            group.truncate(1);
        }
        Some(match group.len() {
            1 => Answer::new(status, how, group),
            _ => Answer::new(Status::Ambiguous, Match::NoSuffix, group),
        })
    }

    /// How each of several entries is cited with its letter: `2021a`.
    fn lettered_forms(&self, how: Match, entries: &[EntryId]) -> Vec<(EntryId, String)> {
        if !matches!(how, Match::NoSuffix | Match::UnknownSuffix) {
            return Vec::new();
        }
        let year = |id: EntryId| self.index.entry(id).date.as_ref().map_or("", |date| date.text.as_str());
        letters::assign(self.index, entries)
            .into_iter()
            .map(|(id, letter)| (id, format!("{}{letter}", year(id))))
            .collect()
    }

    fn lettered(&self, group: Vec<EntryId>, letter: &str, status: Status, how: Match) -> Answer {
        let found = letters::with_letter(self.index, &group, letter);
        match (found.len(), group.len()) {
            (1, _) => Answer::new(status, how, found),
            (0, 1) => Answer::new(Status::Mismatch, Match::NeedlessSuffix, group),
            (0, _) => Answer::new(Status::Mismatch, Match::UnknownSuffix, group),
            _ => Answer::new(Status::Ambiguous, Match::NoSuffix, found),
        }
    }

    /// A title, or an organisation that stands in for an author, written where names stand.
    fn by_title(&self, item: &CiteItem, year: &str) -> Option<Answer> {
        let literal = item.literal.as_deref()?;
        let index = self.index;
        let key = fold::key(literal);
        let fits = |id: &EntryId| compare::year_fits(year, index.entry(*id));
        let whole: Vec<EntryId> = index.named(&key).iter().copied().filter(fits).collect();
        if !whole.is_empty() {
            return self.choose(item, &Cited::default(), whole, Match::Exact);
        }
        // A short title begins the long one, or the title is followed by site and newspaper.
        let begins = |id: &EntryId| {
            let title = fold::key(&index.entry(*id).title);
            title.len() >= 5 && (title.starts_with(&key) || key.starts_with(&title))
        };
        let titled: Vec<EntryId> = index
            .titled(literal.trim_matches(['“', '”', '"', '‘', '’']))
            .iter()
            .copied()
            .filter(fits)
            .filter(begins)
            .collect();
        if let Some(&first) = titled.first() {
            let how = if index.entry(first).names().is_empty() { Match::TitleOnly } else { Match::Title };
            return self.choose(item, &Cited::default(), titled, how);
        }
        // "Human Rights – UN news": one part names the organisation.
        let parts = literal.split(['–', '—', '|', ':']).flat_map(|part| part.split(" - ")).map(fold::key);
        let mut named: Vec<EntryId> = parts
            .filter(|part| part.len() > 2 && *part != key)
            .flat_map(|part| index.named(&part).to_vec())
            .filter(|id| fits(id))
            .collect();
        named.sort_unstable();
        named.dedup();
        let group = |id: &EntryId| index.entry(*id).names().first().is_none_or(|person| person.group);
        named.retain(group);
        (!named.is_empty()).then(|| self.choose(item, &Cited::default(), named, Match::Exact))?
    }

    /// An item that fits nothing: the nearest entry where one is nearest, else missing.
    fn unsure(&mut self, citation: &Citation, item: &CiteItem, at: usize, linked_before: bool) -> Answer {
        let ignored = || Answer::new(Status::Ignored, Match::None, Vec::new());
        if !item.firm {
            return self.unsure_weak(citation, item).unwrap_or_else(ignored);
        }
        if self.index.is_empty() {
            return Answer::new(Status::Missing, Match::None, Vec::new());
        }
        if item.key.is_some() {
            return Answer::new(Status::Missing, Match::None, Vec::new());
        }
        let year = item.year.as_ref().map_or("", |year| year.text.as_str());
        // "Wiepking and Maas 2009, 1978": a page that looks like a year goes back in time.
        if item.continues && linked_before && at > 0 {
            let before = citation.items[at - 1].year.as_ref().and_then(|year| compare::numbers(&year.text).0);
            if item.year.as_ref().is_some_and(|year| year.suffix.is_none()) && compare::numbers(year).0 < before {
                return ignored();
            }
        }
        if item.secondary {
            return ignored();
        }
        let mut nearest = Vec::new();
        for skip in 0..item.authors.len().min(4) {
            if skip > 0 && citation.form != Form::Narrative {
                break;
            }
            let cited = Cited::new(item, skip);
            if let Some(answer) = self.other_year(item, &cited, year, &mut nearest) {
                return answer;
            }
            if let Some(answer) = self.other_name(item, &cited, year, &mut nearest) {
                return answer;
            }
        }
        nearest.truncate(3);
        Answer { nearest, ..Answer::new(Status::Missing, Match::None, Vec::new()) }
    }

    /// What only an entry makes a citation, with a slip in its year: the whole name must be an
    /// author's, and a bracket must stand around the year.
    fn unsure_weak(&self, citation: &Citation, item: &CiteItem) -> Option<Answer> {
        /// How short a name may be that a sentence also has by chance.
        const SHORT: usize = 5;
        let year = item.year.as_ref()?;
        let bracketed = citation.span.end > year.span.end;
        let cited = Cited::new(item, 0);
        let long = cited.keys.first().is_some_and(|key| key.len() >= SHORT);
        let plain = !year.full_date && year.text.len() == 4;
        (bracketed && long && plain).then(|| self.other_year(item, &cited, &year.text, &mut Vec::new()))?
    }

    /// The names fit, the year does not.
    fn other_year(&self, item: &CiteItem, cited: &Cited, year: &str, nearest: &mut Vec<EntryId>) -> Option<Answer> {
        /// How many works of one name are compared, at the most.
        const MOST: usize = 500;
        let index = self.index;
        let key = cited.keys.first()?;
        let mut works: Vec<EntryId> = index
            .named(key)
            .iter()
            .copied()
            .take(MOST)
            .filter(|&id| !compare::given_contradicts(cited, index.entry(id)))
            .filter(|&id| compare::fit(cited, item.et_al, index.entry(id)) == Fit::Whole)
            .collect();
        if works.is_empty() {
            nearest.extend(index.named(key).iter().copied().take(3));
            return None;
        }
        let distance = |id: &EntryId| compare::year_distance(year, index.entry(*id)).unwrap_or(u32::MAX);
        works.sort_by_key(|id| (distance(id), *id));
        nearest.extend(works.iter().copied().take(3));
        let best = works[0];
        let lone = works.len() == 1;
        let close = distance(&best);
        let unique = works.iter().filter(|id| distance(id) == close).count() == 1;
        let slip = compare::year_slip(year, index.entry(best));
        let used = self.used.contains(&best);
        let often = self.counts.get(&(first_key(item), year.to_owned())).is_some_and(|&count| count > 1);
        let undated = close == u32::MAX;
        let plausible = match (used, often) {
            (false, false) => lone && (close <= 10 || undated) || slip || close <= 3,
            (false, true) => close <= 1 || lone && slip,
            (true, false) => close <= 1 || slip && close <= 10 || lone && close <= 3,
            (true, true) => false,
        };
        (plausible && unique).then(|| Answer::new(Status::Mismatch, Match::Year, vec![best]))
    }

    /// The year fits, the name is a near miss.
    fn other_name(&mut self, item: &CiteItem, cited: &Cited, year: &str, nearest: &mut Vec<EntryId>) -> Option<Answer> {
        let index = self.index;
        let key = cited.keys.first()?.clone();
        let number = compare::numbers(year).0?;
        let found = self.near.entry((key.clone(), number)).or_insert_with(|| {
            let mut near: Vec<(usize, EntryId)> =
                index.of_year(number, &key).filter_map(|(other, id)| Some((near::slips(&key, other)?, *id))).collect();
            near.sort_unstable();
            let best = near.first().map(|(slips, _)| *slips);
            let mut out: Vec<EntryId> =
                near.iter().filter(|(slips, _)| Some(*slips) == best).map(|(_, id)| *id).collect();
            out.dedup();
            out
        });
        let mut fits: Vec<EntryId> = found
            .iter()
            .copied()
            .filter(|&id| compare::fit(cited, item.et_al, index.entry(id)) == Fit::Whole)
            .collect();
        if fits.is_empty() {
            fits.clone_from(found);
        }
        nearest.extend(fits.iter().copied().take(3));
        if let [one] = fits[..] {
            debug_assert!(years(index.entry(one)).contains(&number));
            return Some(Answer::new(Status::Mismatch, Match::Author, vec![one]));
        }
        // Several works of that name and year: the letter may tell.
        let letter = item.year.as_ref()?.suffix.as_deref()?;
        match letters::with_letter(index, &fits, letter)[..] {
            [one] => Some(Answer::new(Status::Mismatch, Match::Author, vec![one])),
            _ => None,
        }
    }
}

/// The most names that some citation writes out, three at least.
fn written_out(citations: &[Citation]) -> usize {
    let items = citations.iter().filter(|c| c.form == Form::Parenthetical).flat_map(|citation| &citation.items);
    items
        .filter(|item| !item.et_al && item.conjunction.is_some())
        .map(|item| item.authors.len())
        .filter(|&n| n > 2)
        .max()
        .unwrap_or(0)
}

/// The first names and years that carry a letter somewhere in the document.
fn letters_used(citations: &[Citation]) -> HashSet<(String, String)> {
    let items = citations.iter().flat_map(|citation| &citation.items);
    let lettered = items.filter_map(|item| {
        let year = item.year.as_ref().filter(|year| year.suffix.is_some())?;
        Some((first_key(item), year.text.clone()))
    });
    lettered.collect()
}

fn first_key(item: &CiteItem) -> String {
    item.authors.first().map(|name| fold::key(&name.family)).unwrap_or_default()
}

/// Nouns that end the name of an organisation.
fn is_group_noun(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "team",
        "group",
        "foundation",
        "organization",
        "organisation",
        "institute",
        "bank",
        "consortium",
        "project",
        "association",
        "council",
        "committee",
        "center",
        "centre",
        "university",
        "news",
        "times",
        "society",
        "union",
        "network",
        "community",
        "agency",
        "ministry",
        "department",
        "commission",
        "board",
        "fund",
        "nations",
        "service",
        "office",
        "initiative",
        "collaboration",
        "program",
        "programme",
        "international",
        "watch",
        "inc",
        "ltd",
    ];
    let key = fold::key(word);
    NOUNS.contains(&key.as_str())
}
