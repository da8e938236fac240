//! Comments of a manuscript that ask for findings to be hidden.

use crate::text::Span;

/// One rule named by an ignore comment, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The rule as written, with the value it is for: `missing-reference("Fair, 2014")`; the comment, where it names none.
    pub text: String,
    /// Where it is written.
    pub span: Span,
    /// What came of it.
    pub fate: Fate,
    /// The bytes that go when it goes, where that changes nothing else.
    pub cut: Option<Span>,
}

/// What came of a suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It hid something.
    Hid,
    /// It hid nothing.
    HidNothing,
    /// What the rule finds lies in bibliographies, where no comment of a manuscript reaches.
    OutOfReach,
    /// No rule has this name; these are near.
    UnknownRule(Vec<&'static str>),
    /// The comment names no rule.
    NoRule,
    /// It ends what was never begun.
    EndsNothing,
}
