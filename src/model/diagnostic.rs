//! What a rule returns, and what the conductor makes of it.

use super::source::SourceId;
use crate::text::Span;

/// What a rule found. It says neither its code nor its severity: the conductor stamps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The smallest wrong thing; its message is what stands under it.
    pub at: Label,
    /// What is wrong, in lower case, 80 characters at most.
    pub message: String,
    /// The other side: the nearest entry, both candidates.
    pub related: Vec<Label>,
    /// Why.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
    /// A severity other than the rule's own, where the rule's page says so.
    pub severity: Option<Severity>,
    /// Whether it rests on what a registry answered; then no run fails by it, since the answer may not come next time.
    pub online: bool,
}

/// A place, and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Which source.
    pub source: SourceId,
    /// Where in it.
    pub span: Span,
    /// What stands under it; may be empty.
    pub message: String,
}

/// Edits that mend a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// What the edits do.
    pub title: String,
    /// Whether they can be made without a reader's judgement.
    pub safe: bool,
    /// The edits, in order, never overlapping.
    pub edits: Vec<Edit>,
}

/// Bytes to replace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Which source.
    pub source: SourceId,
    /// The bytes to go.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look.
    Info,
    /// An editor would send it back.
    Warning,
    /// A reader cannot get from the claim to its source.
    Error,
}

impl Severity {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|severity| severity.name() == name)
    }
}

/// A finding with the code and severity of its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code: `C001`.
    pub code: &'static str,
    /// The rule's name: `missing-reference`.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What was found.
    pub finding: Finding,
}

impl Finding {
    /// A finding in the document.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self::at(SourceId::DOCUMENT, span, message)
    }

    /// A finding in any source.
    pub fn at(source: SourceId, span: Span, message: impl Into<String>) -> Self {
        Self { at: Label { source, span, message: String::new() }, message: message.into(), ..Self::default() }
    }

    /// What stands under the wrong thing.
    pub fn label(mut self, message: impl Into<String>) -> Self {
        self.at.message = message.into();
        self
    }

    /// The other side.
    pub fn related(mut self, source: SourceId, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Label { source, span, message: message.into() });
        self
    }

    /// Why.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// What to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Edits that mend it and change nothing of what the text says; without an edit there is no fix.
    pub fn fix(self, title: impl Into<String>, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.mended(title, true, edits)
    }

    /// Edits that mend it where the other side is right, which only a reader can judge.
    pub fn unsafe_fix(self, title: impl Into<String>, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.mended(title, false, edits)
    }

    fn mended(mut self, title: impl Into<String>, safe: bool, edits: impl IntoIterator<Item = Edit>) -> Self {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        edits.sort_by_key(|edit| (edit.source, edit.span));
        self.fix = (!edits.is_empty()).then(|| Fix { title: title.into(), safe, edits });
        self
    }

    /// A severity other than the rule's own.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// It rests on what a registry answered.
    pub fn online(mut self) -> Self {
        self.online = true;
        self
    }
}
