//! Items that fit an entry: by key, by names and year, by title.

use super::compare::{self, Cited, Fit};
use super::letters;
use super::resolve::{Answer, Resolver, first_key};
use crate::model::{Citation, CiteItem, EntryId, Form, Match, Name, Status};
use crate::text::fold;

impl Resolver<'_> {
    /// An item whose names or key, and year, fit an entry.
    pub(super) fn fitting(&self, citation: &Citation, item: &CiteItem) -> Option<Answer> {
        let answer = self.as_written(citation, item);
        if answer.as_ref().is_some_and(|answer| answer.status != Status::Mismatch) {
            return answer;
        }
        let bare = compare::without_genitive(item).and_then(|bare| self.as_written(citation, &bare));
        bare.filter(|bare| bare.status != Status::Mismatch).or(answer)
    }

    fn as_written(&self, citation: &Citation, item: &CiteItem) -> Option<Answer> {
        if let Some(key) = &item.key {
            return self.index.keyed(key).map(|id| Answer::new(Status::Linked, Match::Exact, vec![id]));
        }
        if item.personal.is_some() {
            return Some(Answer::new(Status::Personal, Match::None, Vec::new()));
        }
        if self.index.is_empty() {
            return None;
        }
        let Some(year) = &item.year else {
            let bare = item.literal.as_ref() == item.authors.first().map(|name| &name.family);
            return match bare {
                true => self.choose(item, &Cited::new(item, 0), self.undated(item), Match::Exact),
                false => self.by_author(citation, item),
            };
        };
        let year = &year.text;
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
                && (skip == 0 || found.status != Status::Mismatch)
            {
                return Some(found);
            }
            if skip == 0
                && let Some(found) = self.by_title(item, year)
            {
                return Some(found);
            }
        }
        if item.authors.is_empty() { self.by_title(item, year) } else { None }
    }

    /// The work without a date that an item without a year names.
    fn undated(&self, item: &CiteItem) -> Vec<EntryId> {
        let Some(first) = item.authors.first() else { return Vec::new() };
        self.dated(&fold::key(&first.family), "n.d.").collect()
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

    fn dated(&self, key: &str, year: &str) -> impl Iterator<Item = EntryId> + use<> {
        self.index.dated(key, year).into_iter()
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
        // The alphabet has no more letters.
        group.truncate(ALIKE);
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
        let whole = index.dated(&key, year);
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
        let mut named: Vec<EntryId> =
            parts.filter(|part| part.len() > 2 && *part != key).flat_map(|part| index.dated(&part, year)).collect();
        named.sort_unstable();
        named.dedup();
        let group = |id: &EntryId| index.entry(*id).names().first().is_none_or(|person| person.group);
        named.retain(group);
        (!named.is_empty()).then(|| self.choose(item, &Cited::default(), named, Match::Exact))?
    }
}

/// How many works that nothing tells apart are named.
const ALIKE: usize = 26;

/// Nouns that end the name of an organisation.
fn is_group_noun(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "team", "group", "foundation", "organization", "organisation", "institute", "bank", "consortium", "project",
        "association", "council", "committee", "center", "centre", "university", "news", "times", "society", "union",
        "network", "community", "agency", "ministry", "department", "commission", "board", "fund", "nations",
        "service", "office", "initiative", "collaboration", "program", "programme", "international", "watch", "inc",
        "ltd",
    ];
    let key = fold::key(word);
    NOUNS.contains(&key.as_str())
}
