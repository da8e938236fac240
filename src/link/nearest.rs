//! Items that fit nothing: the one entry that is nearest, by another year or a slip in the name.

use super::compare::{self, Cited, Fit};
use super::entries::years;
use super::letters;
use super::resolve::{Answer, Resolver, first_key};
use crate::model::{Citation, CiteItem, EntryId, Form, Match, Status};
use crate::text::{fold, near};

impl Resolver<'_> {
    /// An item that fits nothing: the nearest entry where one is nearest, else missing.
    pub(super) fn unsure(&mut self, citation: &Citation, item: &CiteItem, at: usize, linked_before: bool) -> Answer {
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
        if let (true, Some(first)) = (nearest.is_empty(), item.authors.first()) {
            // Somebody who is cited alone may stand among the further authors of an entry.
            let with = self.index.rest().with_coauthor(&fold::key(&first.family)).iter().copied();
            nearest.extend(
                with.filter(|&id| compare::year_distance(year, self.index.entry(id)).is_some_and(|far| far <= 3))
                    .take(3),
            );
        }
        nearest.dedup();
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
        let index = self.index;
        let around = index.around(cited.keys.first()?, year);
        let mut works: Vec<EntryId> = around
            .iter()
            .copied()
            .filter(|&id| !compare::given_contradicts(cited, index.entry(id)))
            .filter(|&id| compare::fit(cited, item.et_al, index.entry(id)) == Fit::Whole)
            .collect();
        if works.is_empty() {
            nearest.extend(around.iter().copied().take(3));
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
            let mut near: Vec<(usize, EntryId)> = index
                .rest()
                .of_year(number, &key)
                .filter_map(|(other, id)| Some((near::slips(&key, other)?, id)))
                .collect();
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
