//! The ids under which a manuscript quotes its participants: `P7`, `Interviewee 3`.

use crate::model::{CiteItem, Linked};

/// A participant's id, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id<'l> {
    /// What stands before the number: `P`, `Interviewee`.
    pub series: &'l str,
    /// The number.
    pub number: u32,
    /// As written.
    pub text: &'l str,
}

impl<'l> Id<'l> {
    /// Takes an id apart; `None` where it has no number, as "personal communication" has none.
    pub fn parse(text: &'l str) -> Option<Self> {
        let series = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = text[series.len()..].parse().ok()?;
        let series = series.trim_end();
        (!series.is_empty()).then_some(Self { series, number, text })
    }

    /// Whether it stands for one person: a focus group has several, and `T4` may be a teacher, a text or a test.
    pub fn is_person(self) -> bool {
        !matches!(self.series, "FGD" | "S" | "T" | "E")
    }
}

/// Every citation of a participant, in order.
pub fn quoted(linked: &Linked) -> Vec<(Id<'_>, &CiteItem)> {
    let items = linked.items().map(|(_, _, item)| item);
    items.filter_map(|item| Some((Id::parse(item.personal.as_deref()?)?, item))).collect()
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn series_and_number() {
        assert_eq!(Id::parse("P12").map(|id| (id.series, id.number)), Some(("P", 12)));
        assert_eq!(Id::parse("Interviewee 3").map(|id| (id.series, id.number)), Some(("Interviewee", 3)));
        assert_eq!(Id::parse("personal communication"), None);
    }
}
