//! Two kinds of ranges that cannot be mixed: bytes of a source, and bytes of its prose.

/// A range of bytes in a source's text; `end` is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A range of bytes in a document's prose; `end` is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProseSpan {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

macro_rules! range {
    ($name:ident) => {
        impl $name {
            /// A range from byte offsets.
            pub fn new(start: usize, end: usize) -> Self {
                let offset = |n: usize| u32::try_from(n).expect("texts are refused above 4 GiB");
                debug_assert!(start <= end);
                Self { start: offset(start), end: offset(end) }
            }

            /// The range as indices of a string.
            pub fn range(self) -> std::ops::Range<usize> {
                self.start as usize..self.end as usize
            }

            /// How many bytes it holds.
            pub fn len(self) -> usize {
                (self.end - self.start) as usize
            }

            /// Whether it holds no bytes.
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether two ranges share a byte.
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// Whether `other` lies inside this range.
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// The smallest range that holds both.
            pub fn to(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }
        }
    };
}

range!(Span);
range!(ProseSpan);

impl ProseSpan {
    /// A range inside this one, given by offsets relative to its start.
    pub fn inner(self, range: std::ops::Range<usize>) -> Self {
        let base = self.start as usize;
        Self::new(base + range.start, base + range.end)
    }
}
