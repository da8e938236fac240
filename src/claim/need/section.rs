//! What part of a work a block belongs to, by the headings above it.

use crate::model::{BlockId, BlockKind, Document};
use crate::text::words::Words;

/// A part of a work, by whose words stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// No heading tells.
    Unknown,
    /// What others found: introduction, background, literature.
    Outside,
    /// What was found, held against others.
    Discussion,
    /// What was found.
    Results,
    /// How it was found.
    Methods,
    /// What cites nobody: abstract, keywords, thanks.
    Aside,
}

static OUTSIDE: Words = Words::new(
    "background backgrounds context history historical historiography introduction introductory literature \
     motivation overview review theoretical theory",
);
static DISCUSSION: Words = Words::new("conclusion conclusions discussion implications limitations outlook");
static RESULTS: Words = Words::new("evaluation experiments finding findings result results");
static METHODS: Words = Words::new(
    "apparatus coding data design fieldwork instrument instruments interviewees measurement measurements measures \
     material materials method methodological methodologies methodology methods participants patients preprocessing \
     procedure procedures protocol protocols respondents sample samples sampling simulation simulations subjects",
);
static ASIDE: Words = Words::new(
    "abstract acknowledgement acknowledgements acknowledgment acknowledgments declaration declarations funding \
     keywords summary",
);

/// The most words that a heading which tells may have.
const SHORT: usize = 8;

/// The part of a work that each of its blocks belongs to: the nearest heading above that tells.
pub(super) struct Sections {
    /// The headings that tell, in order.
    told: Vec<(BlockId, Section)>,
}

impl Sections {
    /// Reads the headings of a document.
    pub(super) fn of(document: &Document) -> Self {
        let headings = document.block_ids().filter(|&id| document.block(id).kind == BlockKind::Heading);
        let told = headings.filter_map(|id| Some((id, told_by(document.block_text(id))?))).collect();
        Self { told }
    }

    /// The part that a block belongs to.
    pub(super) fn section(&self, block: BlockId) -> Section {
        let above = self.told.partition_point(|(heading, _)| *heading < block);
        above.checked_sub(1).map_or(Section::Unknown, |last| self.told[last].1)
    }
}

/// What a heading tells of what follows.
fn told_by(heading: &str) -> Option<Section> {
    let words = || heading.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    if words().take(SHORT + 1).count() > SHORT {
        return None;
    }
    let has = |list: &Words| words().any(|word| list.has_any_case(word));
    let only = |list: &Words| words().next().is_some_and(|word| list.has_any_case(word));
    // `Results and discussion` is both.
    match (has(&RESULTS), has(&DISCUSSION)) {
        (true, true) => Some(Section::Unknown),
        (true, false) => Some(Section::Results),
        (false, true) => Some(Section::Discussion),
        _ if only(&ASIDE) => Some(Section::Aside),
        _ if has(&METHODS) => Some(Section::Methods),
        _ if has(&OUTSIDE) => Some(Section::Outside),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Section, told_by};

    #[test]
    fn headings_and_what_they_tell() {
        let table = [
            ("1 Introduction", Some(Section::Outside)),
            ("Literature review", Some(Section::Outside)),
            ("II. HISTORICAL BACKGROUND", Some(Section::Outside)),
            ("2.1 Materials and Methods", Some(Section::Methods)),
            ("Data", Some(Section::Methods)),
            ("4 Results", Some(Section::Results)),
            ("Results and Discussion", Some(Section::Unknown)),
            ("Discussion", Some(Section::Discussion)),
            ("Abstract", Some(Section::Aside)),
            ("The ferries of the northern isles", None),
            ("A heading that is so long that it hardly tells of any method at all", None),
        ];
        for (heading, want) in table {
            assert_eq!(told_by(heading), want, "{heading}");
        }
    }
}
