//! Values within values, as JSON and YAML write them, each with its place in the text.
//!
//! In: nothing; the readers build it. Out: answers of one kind, whichever of the two a file is written in.

use std::borrow::Cow;

use crate::text::Span;

/// How deep values may nest: no bibliography comes near it, and no stack is in danger.
pub(super) const DEEPEST: usize = 48;

/// A value and where it stands, quotation marks and brackets included.
#[derive(Debug)]
pub(super) struct Node<'s> {
    pub(super) what: What<'s>,
    pub(super) span: Span,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum What<'s> {
    /// `null`, or nothing at all.
    Nothing,
    /// A text, a number, `true`: as it reads, whatever it is.
    Scalar(Cow<'s, str>),
    List(Vec<Node<'s>>),
    /// Pairs in order, doubles too.
    Map(Vec<Pair<'s>>),
}

/// A name and its value.
#[derive(Debug)]
pub(super) struct Pair<'s> {
    pub(super) name: Cow<'s, str>,
    /// Where the name stands, quotation marks included.
    pub(super) name_span: Span,
    pub(super) value: Node<'s>,
}

impl<'s> Node<'s> {
    /// The value with its texts copied, so that it needs the file no more.
    pub(super) fn owned(self) -> Node<'static> {
        let what = match self.what {
            What::Nothing => What::Nothing,
            What::Scalar(text) => What::Scalar(Cow::Owned(text.into_owned())),
            What::List(items) => What::List(items.into_iter().map(Node::owned).collect()),
            What::Map(pairs) => What::Map(pairs.into_iter().map(Pair::owned).collect()),
        };
        Node { what, span: self.span }
    }

    /// The pairs of a map; none of anything else.
    pub(super) fn pairs(&self) -> &[Pair<'s>] {
        match &self.what {
            What::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The values of a list; a value that is none stands for a list of one.
    pub(super) fn items(&self) -> &[Node<'s>] {
        match &self.what {
            What::List(items) => items,
            What::Nothing => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The first value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Node<'s>> {
        self.pairs().iter().find(|pair| pair.name == name).map(|pair| &pair.value)
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.what {
            What::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a named scalar, empty where there is none.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.get(name).and_then(Node::text).map_or("", str::trim)
    }
}

impl Pair<'_> {
    fn owned(self) -> Pair<'static> {
        Pair { name: Cow::Owned(self.name.into_owned()), name_span: self.name_span, value: self.value.owned() }
    }
}
