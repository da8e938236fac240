//! What reaches over lines and blocks: comments, fenced divs, shortcodes, environments of LaTeX.
//!
//! In: the source, and places in it. Out: where such a thing ends, and whether a div that holds the
//! reference list is open.

use super::tokens::ARGUMENT;

/// How many ends of other environments are passed by, at the most.
const PASSED: usize = 64;

/// The state of what is open.
#[derive(Debug)]
pub(super) struct Fences<'s> {
    source: &'s str,
    /// Nothing before this place is read any more.
    pub dark: usize,
    /// The open divs; whether each holds the reference list.
    divs: Vec<bool>,
    references: usize,
    comments: Ends,
    environments: Ends,
    shortcodes: Ends,
}

/// All places of a mark, found when first asked for.
#[derive(Debug)]
struct Ends {
    mark: &'static str,
    places: Option<Vec<usize>>,
}

impl Ends {
    fn new(mark: &'static str) -> Self {
        Self { mark, places: None }
    }

    /// The places at or after `from`.
    fn after(&mut self, source: &str, from: usize) -> &[usize] {
        let places = self
            .places
            .get_or_insert_with(|| memchr::memmem::find_iter(source.as_bytes(), self.mark.as_bytes()).collect());
        &places[places.partition_point(|&place| place < from)..]
    }
}

impl<'s> Fences<'s> {
    pub fn new(source: &'s str) -> Self {
        Self {
            source,
            dark: 0,
            divs: Vec::new(),
            references: 0,
            comments: Ends::new("-->"),
            environments: Ends::new("\\end{"),
            shortcodes: Ends::new(">}}"),
        }
    }

    /// Whether a div that holds the reference list is open.
    pub fn in_references(&self) -> bool {
        self.references > 0
    }

    /// A div begins; its attributes tell whether it holds the reference list.
    pub fn open(&mut self, attributes: &str) {
        let words = || attributes.split(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '"' | '\'' | '=' | '>'));
        let names = |word: &str| {
            let name = word.trim_start_matches(['#', '.']);
            matches!(name, "refs" | "references" | "csl-entry" | "csl-bib-body") || name.starts_with("ref-")
        };
        let holds = words().any(names);
        self.divs.push(holds);
        self.references += usize::from(holds);
    }

    /// A div ends.
    pub fn close(&mut self) {
        if self.divs.pop() == Some(true) {
            self.references -= 1;
        }
    }

    /// A line of three colons at least: a div begins or ends. Not so where words follow.
    pub fn div(&mut self, line: &str) -> bool {
        let attributes = line.trim_start_matches(':').trim_end_matches(':').trim();
        if attributes.is_empty() {
            self.close();
            return true;
        }
        let one_word = !attributes.contains(char::is_whitespace);
        let braced = attributes.contains('{') && attributes.ends_with('}');
        if one_word || braced {
            self.open(attributes);
        }
        one_word || braced
    }

    /// The end of the comment that begins at a place.
    pub fn comment(&mut self, at: usize) -> Option<usize> {
        self.comments.after(self.source, at + 4).first().map(|end| end + 3)
    }

    /// The end of the environment whose `\begin{name}` ends at a place.
    pub fn environment(&mut self, name: &str, from: usize) -> Option<usize> {
        let source = self.source;
        let mut ends = self.environments.after(source, from).iter().take(PASSED);
        let closes = |end: &&usize| {
            source[**end + "\\end{".len()..].strip_prefix(name).is_some_and(|rest| rest.starts_with('}'))
        };
        ends.find(closes).map(|end| end + "\\end{".len() + name.len() + 1)
    }

    /// The end of a shortcode or of attributes that begin at a brace; none where it is a brace like others.
    pub fn braces(&mut self, at: usize) -> Option<usize> {
        let rest = &self.source[at..];
        if rest.starts_with("{{<") {
            return self.shortcodes.after(self.source, at).first().map(|end| end + 3);
        }
        let bytes = rest.as_bytes();
        let close = bytes.iter().take(ARGUMENT).position(|&b| b == b'}')?;
        let inner = rest[1..close].trim();
        let beside = at > 0 && matches!(self.source.as_bytes()[at - 1], b']' | b')' | b'`' | b'$');
        let named = inner.starts_with(['#', '.', '=']) || inner == "-";
        let pairs = || inner.split_whitespace().next().is_some_and(|word| word.find('=').is_some_and(|at| at > 0));
        (named || beside && (pairs() || inner.is_empty())).then_some(at + close + 1)
    }
}
