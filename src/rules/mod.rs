//! The rules: what can be wrong with a manuscript, one file and one page each.
//!
//! In: a linked document, or a library and who cites what in it. Out: findings. A rule is a pure
//! function; it refuses to know formats, disk, clock and its own code or severity.
//!
//! **Invariant:** the catalogue below is the only list of rules. A page's front matter is the one
//! truth about code, name, severity and fix; a page that lacks one of them does not compile.

pub mod bibliography;
pub mod citation;
pub mod delimiter;
pub mod figure;
mod habit;
mod joined;
pub mod meta;
mod options;
mod own_work;
mod page;
pub mod participant;
pub mod quotation;
mod quoted;
mod reach;
mod select;
pub mod statistic;
pub mod style;

use crate::model::{Finding, Library, Linked, RuleCard, Severity, Suppression, Usage};

pub use options::{CitationStyle, Day, Habitual, ItemOrder, Options, Within};
pub use select::{UnknownRule, canonical, find, means, named, select, severity};

macro_rules! catalogue {
    ($($scope:ident $family:ident::$rule:ident = $page:literal;)*) => {
        static CATALOGUE: &[Rule] = &[$(Rule::new(
            $page,
            include_str!(concat!("../../rules/", $page, ".md")),
            Run::$scope($family::$rule::check),
        )),*];
    };
}

catalogue! {
    Document citation::missing_reference = "C001-missing-reference";
    Library citation::unused_reference = "C002-unused-reference";
    Document citation::year_mismatch = "C003-year-mismatch";
    Document citation::author_mismatch = "C004-author-mismatch";
    Document citation::ambiguous_citation = "C005-ambiguous-citation";
    Document citation::unknown_suffix = "C006-unknown-suffix";
    Document citation::narrative_without_year = "C007-narrative-without-year";
    Document citation::et_al_mismatch = "C008-et-al-mismatch";
    Document citation::inconsistent_citation = "C009-inconsistent-citation";
    Document citation::no_bibliography = "C010-no-bibliography";
    Document citation::citation_number_out_of_range = "C011-citation-number-out-of-range";
    Document citation::citation_number_order = "C012-citation-number-order";
    Document citation::secondary_citation = "C013-secondary-citation";
    Document citation::orphan_ibid = "C014-orphan-ibid";
    Document citation::abbreviation_undefined = "C015-abbreviation-undefined";
    Document citation::source_predates_claim = "C016-source-predates-claim";
    Document citation::prose_key_contradiction = "C017-prose-key-contradiction";
    Document citation::unrelated_source = "C018-unrelated-source";
    Document citation::uncited_attribution = "C019-uncited-attribution";
    Document delimiter::unclosed_citation = "D001-unclosed-citation";
    Document delimiter::unopened_citation = "D002-unopened-citation";
    Document delimiter::unclosed_parenthesis = "D003-unclosed-parenthesis";
    Document delimiter::unclosed_quotation = "D004-unclosed-quotation";
    Document delimiter::stray_punctuation = "D005-stray-punctuation";
    Document style::missing_comma = "S001-missing-comma";
    Document style::et_al_punctuation = "S002-et-al-punctuation";
    Document style::ampersand = "S003-ampersand";
    Document style::given_name_in_citation = "S004-given-name-in-citation";
    Document style::full_date_in_citation = "S005-full-date-in-citation";
    Document style::title_as_author = "S006-title-as-author";
    Document style::adjacent_citations = "S007-adjacent-citations";
    Document style::citation_order = "S008-citation-order";
    Document style::narrative_in_parentheses = "S009-narrative-in-parentheses";
    Document style::malformed_citation = "S010-malformed-citation";
    Document style::citation_placement = "S011-citation-placement";
    Document style::duplicate_citation = "S012-duplicate-citation";
    Document figure::unsupported_figure = "F001-unsupported-figure";
    Document figure::contradicted_figure = "F002-contradicted-figure";
    Document figure::figure_not_found = "F003-figure-not-found";
    Document figure::inconsistent_figure = "F004-inconsistent-figure";
    Document figure::implausible_figure = "F005-implausible-figure";
    Document figure::impossible_percentage = "F006-impossible-percentage";
    Document figure::figure_of_another_statement = "F007-figure-of-another-statement";
    Document figure::inverted_range = "F008-inverted-range";
    Document quotation::uncited_quotation = "Q001-uncited-quotation";
    Document quotation::altered_quotation = "Q002-altered-quotation";
    Document quotation::quotation_without_locator = "Q003-quotation-without-locator";
    Document quotation::quotation_not_found = "Q004-quotation-not-found";
    Document quotation::copied_passage = "Q005-copied-passage";
    Document participant::participant_count = "P001-participant-count";
    Document participant::participant_year = "P002-participant-year";
    Document participant::identified_participant = "P003-identified-participant";
    Document participant::participant_out_of_range = "P004-participant-out-of-range";
    Document statistic::inconsistent_p_value = "T001-inconsistent-p-value";
    Document statistic::impossible_mean = "T002-impossible-mean";
    Library bibliography::malformed_entry = "B001-malformed-entry";
    Library bibliography::duplicate_key = "B002-duplicate-key";
    Library bibliography::duplicate_entry = "B003-duplicate-entry";
    Library bibliography::missing_field = "B004-missing-field";
    Library bibliography::invalid_doi = "B005-invalid-doi";
    Library bibliography::invalid_isbn = "B006-invalid-isbn";
    Library bibliography::invalid_issn = "B007-invalid-issn";
    Library bibliography::invalid_date = "B008-invalid-date";
    Library bibliography::unresolved_crossref = "B009-unresolved-crossref";
    Library bibliography::invalid_pages = "B010-invalid-pages";
    Library bibliography::placeholder = "B011-placeholder";
    Library bibliography::retracted_work = "B012-retracted-work";
    Library bibliography::unknown_entry_type = "B013-unknown-entry-type";
    Library bibliography::online_without_urldate = "B014-online-without-urldate";
    Library bibliography::unknown_field = "B015-unknown-field";
    Library bibliography::duplicate_field = "B016-duplicate-field";
    Library bibliography::malformed_names = "B017-malformed-names";
    Library bibliography::unregistered_doi = "B018-unregistered-doi";
    Library bibliography::registry_mismatch = "B019-registry-mismatch";
    Suppressions meta::unused_suppression = "M001-unused-suppression";
    Library meta::unreadable_source = "M002-unreadable-source";
    Document meta::nothing_checked = "M003-nothing-checked";
    Document meta::unreadable_part = "M004-unreadable-part";
}

/// All rules, in order of families and codes.
pub fn all() -> &'static [Rule] {
    CATALOGUE
}

/// The words of all rules, for those who print reports, in order of their codes.
pub fn cards() -> Vec<RuleCard> {
    let mut cards: Vec<RuleCard> = CATALOGUE
        .iter()
        .map(|rule| RuleCard {
            code: rule.code,
            name: rule.name,
            family: rule.family.name(),
            severity: rule.severity,
            default_on: rule.default_on,
            summary: rule.summary,
            page: rule.body(),
        })
        .collect();
    cards.sort_unstable_by_key(|card| card.code);
    cards
}

/// A rule, as its page describes it.
#[derive(Debug)]
pub struct Rule {
    /// `C001`; never reused.
    pub code: &'static str,
    /// `missing-reference`.
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// How grave its findings are, where they do not say otherwise.
    pub severity: Severity,
    /// One sentence that says what is found.
    pub summary: &'static str,
    /// The page, Markdown, front matter included.
    pub page: &'static str,
    /// Whether its findings come with edits.
    pub fix: Fixes,
    /// Whether it is checked where nothing is selected.
    pub default_on: bool,
    /// What its findings have to do with registries.
    pub registry: Registry,
    /// The function that finds.
    pub run: Run,
}

/// What a rule is run on.
#[derive(Clone, Copy, Debug)]
pub enum Run {
    /// Once a document.
    Document(fn(&Linked, &Options) -> Vec<Finding>),
    /// Once a library, however many manuscripts use it; source 0 of its findings is the library.
    Library(fn(&Library, &Usage, &Options) -> Vec<Finding>),
    /// Once a document that has ignore comments, when all else was run: what came of each.
    Suppressions(fn(&[Suppression], &Options) -> Vec<Finding>),
}

/// What the findings of a rule have to do with what registries answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    /// Nothing.
    None,
    /// Some of them rest on it.
    Some,
    /// All of them do: where nobody was asked, that nothing was found says nothing.
    All,
}

/// Whether the findings of a rule come with edits, and of what kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// No edits.
    None,
    /// Edits that change no meaning.
    Safe,
    /// Edits that need a reader's judgement.
    Unsafe,
}

impl Fixes {
    /// The name in pages.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// What a rule is about: the letter of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// C: citations and the works they name.
    Citation,
    /// D: brackets and quotation marks.
    Delimiter,
    /// S: how citations are written.
    Style,
    /// F: quantities stated as fact.
    Figure,
    /// Q: somebody's words.
    Quotation,
    /// P: participants and personal communications.
    Participant,
    /// T: statistics that can be recomputed.
    Statistic,
    /// B: the bibliography itself.
    Bibliography,
    /// M: pincite's own.
    Meta,
}

impl Family {
    /// All families, in the order in which their rules are listed; also those that have no rule yet.
    pub const ALL: [Self; 9] = [
        Self::Citation,
        Self::Delimiter,
        Self::Style,
        Self::Figure,
        Self::Quotation,
        Self::Participant,
        Self::Statistic,
        Self::Bibliography,
        Self::Meta,
    ];

    /// The family of a code's first letter.
    pub const fn of(letter: u8) -> Option<Self> {
        Some(match letter {
            b'C' => Self::Citation,
            b'D' => Self::Delimiter,
            b'S' => Self::Style,
            b'F' => Self::Figure,
            b'Q' => Self::Quotation,
            b'P' => Self::Participant,
            b'T' => Self::Statistic,
            b'B' => Self::Bibliography,
            b'M' => Self::Meta,
            _ => return None,
        })
    }

    /// The name by which it is selected.
    pub fn name(self) -> &'static str {
        match self {
            Self::Citation => "citation",
            Self::Delimiter => "delimiter",
            Self::Style => "style",
            Self::Figure => "figure",
            Self::Quotation => "quotation",
            Self::Participant => "participant",
            Self::Statistic => "statistic",
            Self::Bibliography => "bibliography",
            Self::Meta => "meta",
        }
    }
}
