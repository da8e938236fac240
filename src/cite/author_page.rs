//! Citations by author and page or by author and title: `(Holland 23)`, `(Rubin and Ito, “Tides”)`, `Rubin (51)`.
//!
//! In: a document, the citations found in it, and whether a folded name is some work's first author. Out:
//! citations of names without a year, where the document cites so: nearly no year stands in its citations. It
//! refuses to know works: an entry that fits makes each a citation, or none.
//!
//! Source: *MLA Handbook 9, 6.1–6.30*.

pub(super) mod names;

use std::collections::HashSet;

use crate::grammar::locator::locator;
use crate::model::{Block, BlockKind, Citation, CiteItem, Delimited, Document, Form, SentenceId};
use crate::text::{ProseSpan, fold};

pub use names::Works;
use names::{Authors, authors};

/// How many groups of names in brackets make a document one that cites so.
const ENOUGH: usize = 3;
/// How many citations with a year tell, for each pair of brackets, that a document does not.
const DATED: f64 = 0.2;
/// The longest bracket that is read, in bytes.
const GROUP: usize = 2000;

/// Finds citations without years; `found` are those that were found before, in any order.
pub fn find(document: &Document, known: &dyn Works, found: &[Citation]) -> Vec<Citation> {
    let dated = found.iter().filter(|one| matches!(one.form, Form::Parenthetical | Form::Narrative)).count();
    // Enough citations with years tell before anything is read.
    if dated as f64 > document.brackets.len() as f64 * DATED {
        return Vec::new();
    }
    let mut taken: Vec<ProseSpan> = found.iter().map(|citation| citation.at).collect();
    taken.sort_unstable();
    let mut finder = Finder { document, known, taken, small: HashSet::new(), eponyms: HashSet::new(), out: Vec::new() };
    finder.groups();
    let enough = finder.out.len() >= ENOUGH && dated * 3 <= finder.out.len();
    if !enough {
        return Vec::new();
    }
    finder.taken.extend(finder.out.iter().map(|citation| citation.at));
    finder.taken.sort_unstable();
    finder.small = small_words(document);
    finder.eponyms = eponyms(document);
    finder.sentences();
    finder.out
}

/// The words that a document writes in small letters: a name that is one of them proves little by its capital.
fn small_words(document: &Document) -> HashSet<&str> {
    let words = document.prose.text().split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.starts_with(char::is_lowercase)).collect()
}

/// Names behind an article and before a noun, `the Fourier transform`, `a German word`: what is called after somebody
/// is no work, there or anywhere.
fn eponyms(document: &Document) -> HashSet<(&str, &str)> {
    let mut out = HashSet::new();
    let mut before = ("", "");
    for word in document.prose.text().split_whitespace() {
        let noun = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let article = matches!(before.0, "the" | "The" | "a" | "A" | "an" | "An" | "this" | "these" | "each");
        if article && before.1.starts_with(char::is_uppercase) && noun.starts_with(char::is_lowercase) {
            out.insert((before.1, noun));
        }
        before = (before.1, word);
    }
    out
}

struct Finder<'d> {
    document: &'d Document,
    known: &'d dyn Works,
    /// Where citations stand already, in order.
    taken: Vec<ProseSpan>,
    small: HashSet<&'d str>,
    /// Names that stand before a noun as an adjective does, each with that noun.
    eponyms: HashSet<(&'d str, &'d str)>,
    out: Vec<Citation>,
}

/// A work as it is cited, by offsets into the text that was read.
struct Cited {
    authors: Authors,
    /// From the names to title and locator.
    start: usize,
    end: usize,
    title: Option<(usize, usize)>,
    locator: Option<(usize, usize)>,
}

impl<'d> Finder<'d> {
    fn is_taken(&self, at: ProseSpan) -> bool {
        let next = self.taken.partition_point(|one| one.end <= at.start);
        self.taken.get(next).is_some_and(|one| one.start < at.end)
    }

    /// The citations in brackets.
    fn groups(&mut self) {
        let mut until = 0;
        for bracket in &self.document.brackets {
            let (Some(open), Some(close)) = (bracket.open, bracket.close) else { continue };
            if open < until || (close - open) as usize > GROUP {
                continue;
            }
            let Some(block) = self.document.block_at(open).map(|id| self.document.block(id)) else { continue };
            let at = ProseSpan { start: open, end: close + 1 };
            if block.kind == BlockKind::Reference || self.is_taken(at) {
                continue;
            }
            let start = open as usize + 1;
            let inner = &self.document.prose.text()[start..close as usize];
            let works = self.works(inner);
            // Brackets inside it hold nothing that it does not: nothing is read twice.
            until = close + 1;
            if works.is_empty() {
                continue;
            }
            let items = works.into_iter().map(|work| self.item(start, inner, work)).collect();
            self.push(at, Form::Parenthetical, items);
        }
    }

    /// The works that the inside of a bracket cites.
    fn works(&self, inner: &str) -> Vec<Cited> {
        let mut out: Vec<Cited> = Vec::new();
        let mut at = 0;
        let mut quoted = false;
        let mut before = ' ';
        while let Some(c) = inner[at..].chars().next() {
            match c {
                '“' => quoted = true,
                '”' => quoted = false,
                _ => {}
            }
            let begins = !quoted && begins_word(before, c);
            before = c;
            match begins.then(|| authors(inner, at, self.known)).flatten() {
                Some(authors) => {
                    let work = self.work(inner, at, authors);
                    at = work.end;
                    before = inner[..at].chars().next_back().unwrap_or(' ');
                    out.push(work);
                }
                None => at += c.len_utf8(),
            }
        }
        out
    }

    /// What follows names: a title, a place in the work.
    fn work(&self, text: &str, start: usize, authors: Authors) -> Cited {
        let mut work = Cited { start, end: authors.end, authors, title: None, locator: None };
        let rest = &text[work.end..];
        if let Some((lead, length)) = title(rest, self.known) {
            work.title = Some((work.end + lead, work.end + lead + length));
            work.end += lead + length;
        }
        let rest = &text[work.end..];
        let lead = rest.len() - rest.trim_start_matches([',', ' ']).len();
        if lead > 0
            && let Ok((after, place)) = locator(&rest[lead..])
            && !after.starts_with(char::is_alphanumeric)
        {
            work.locator = Some((work.end + lead, work.end + lead + place.len()));
            work.end += lead + place.len();
        }
        work
    }

    /// Names in the sentence, with the bracket behind them where one tells title or page.
    fn sentences(&mut self) {
        for block in &self.document.blocks {
            if !matches!(block.kind, BlockKind::Reference | BlockKind::Heading) {
                self.block(*block);
            }
        }
    }

    fn block(&mut self, block: Block) {
        let text = self.document.prose.slice(block.at);
        let mut at = 0;
        let mut before = ' ';
        while let Some(c) = text[at..].chars().next() {
            let begins = begins_word(before, c);
            before = c;
            let here = ProseSpan { start: block.at.start + at as u32, end: block.at.start + at as u32 + 1 };
            let found = (begins && !self.is_taken(here)).then(|| authors(text, at, self.known)).flatten();
            let Some(authors) = found.filter(|authors| self.is_name(text, at, authors)) else {
                at += c.len_utf8();
                continue;
            };
            let mut work = Cited { start: at, end: authors.end, authors, title: None, locator: None };
            let end = self.bracket_behind(block, text, &mut work);
            let items = self.items_of_sentence(block, text, work, end);
            self.push(block.at.inner(at..end), Form::Narrative, items);
            at = end;
            before = ')';
        }
    }

    /// Whether a name in the sentence is one: at a sentence's beginning every word has a capital.
    fn is_name(&self, text: &str, at: usize, authors: &Authors) -> bool {
        let word = &text[at..authors.first_end];
        let several = authors.list.len() > 1 || authors.et_al || authors.list[0].given.is_some();
        let after = &text[authors.end..];
        // "Holland’s sheep", "the Fourier’s": what belongs to a person is no work.
        if authors.list.len() == 1 && !authors.et_al && after.starts_with(['’', '\'']) && !after.starts_with("’s (")
        {
            return false;
        }
        let noun = after.trim_start().split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or("");
        if !several && self.eponyms.contains(&(word, noun)) {
            return false;
        }
        let shown = after.starts_with(" (");
        let opens = text[..at].trim_end().ends_with(['.', '!', '?', ':', '¶']) || text[..at].trim().is_empty();
        let doubtful = self.small.contains(word.to_lowercase().as_str());
        several || !(doubtful && (opens && !shown || word.chars().count() < 3))
    }

    /// Where the citation ends that names begin, the bracket behind them counted where it belongs to them.
    fn bracket_behind(&self, block: Block, text: &str, work: &mut Cited) -> usize {
        let rest = &text[work.end..];
        let gap = rest.len() - rest.trim_start().len();
        if gap > 2 || !rest[gap..].starts_with('(') {
            return work.end;
        }
        let open = work.end + gap;
        let place = block.at.start + open as u32;
        let next = self.document.brackets.partition_point(|one| one.open.or(one.close).unwrap_or(0) < place);
        let bracket = self.document.brackets.get(next).filter(|one| one.open == Some(place));
        let close = bracket.and_then(|one| one.close).map(|close| (close - block.at.start) as usize);
        let Some(close) = close.filter(|close| close - open <= GROUP) else { return work.end };
        let inner = &text[open + 1..close];
        let start = open + 1;
        if let Some((_, length)) = title(&format!(" {inner}"), self.known) {
            work.title = Some((start, start + length));
            let rest = inner[length..].trim_start_matches([',', ' ']);
            if let Ok((_, place)) = locator(rest) {
                let from = start + inner.len() - rest.len();
                work.locator = Some((from, from + place.len()));
            }
            return close + 1;
        }
        match locator(inner) {
            Ok((after, place)) if after.trim().is_empty() || after.starts_with([',', ';']) => {
                work.locator = Some((start, start + place.len()));
                close + 1
            }
            _ => work.end,
        }
    }

    /// The items of a citation in the sentence: its own, and further works in its bracket.
    fn items_of_sentence(&self, block: Block, text: &str, work: Cited, end: usize) -> Vec<CiteItem> {
        let base = block.at.start as usize;
        let from = work.locator.or(work.title).map_or(work.end, |(_, end)| end);
        let mut items = vec![self.item(base, text, work)];
        if from < end
            && let Some(semicolon) = text[from..end].find(';')
        {
            let inner = from + semicolon + 1;
            let further = self.works(&text[inner..end - 1]);
            items.extend(further.into_iter().map(|work| self.item(base + inner, &text[inner..end - 1], work)));
        }
        items
    }

    /// An item of a work that is cited in a text beginning at `base` of the prose.
    fn item(&self, base: usize, text: &str, work: Cited) -> CiteItem {
        let prose = |start: usize, end: usize| ProseSpan::new(base + start, base + end);
        let at = prose(work.start, work.end);
        let words = |(start, end): (usize, usize)| text[start..end].to_owned();
        let source = |start: usize, end: usize| self.document.prose.source(prose(start, end));
        CiteItem {
            span: self.document.prose.source(at),
            at,
            text: text[work.start..work.end].to_owned(),
            authors: work.authors.named(text, source),
            et_al: work.authors.et_al,
            conjunction: work.authors.conjunction,
            locator: work.locator.map(words),
            literal: work.title.map(words),
            ..CiteItem::default()
        }
    }

    fn push(&mut self, at: ProseSpan, form: Form, items: Vec<CiteItem>) {
        self.out.push(Citation {
            span: self.document.prose.source(at),
            at,
            text: self.document.shown(at),
            form,
            sentence: self.document.sentence_at(at.start).unwrap_or(SentenceId(0)),
            delimited: Delimited::Whole,
            items,
            manner: None,
        });
    }
}

/// Whether a character begins a word, by the one before it.
fn begins_word(before: char, c: char) -> bool {
    c.is_alphabetic() && !before.is_alphanumeric() && !matches!(before, '’' | '\'' | '-')
}

/// The title that a text begins with, behind a comma: `, “Tides of the North”`, `, Tides and Ferries`; how much
/// stands before it, and how long it is.
fn title(rest: &str, known: &dyn Works) -> Option<(usize, usize)> {
    let bare = rest.trim_start_matches([',', ' ']);
    let lead = rest.len() - bare.len();
    if bare.starts_with(['“', '"']) {
        let open = bare.chars().next()?.len_utf8();
        let close = bare[open..].find(['”', '"'])? + open;
        let end = close + bare[close..].chars().next()?.len_utf8();
        return (lead > 0).then_some((lead, end));
    }
    if lead == 0 || !bare.starts_with(char::is_uppercase) {
        return None;
    }
    // An italic title ends at the next work, at the page, or with the bracket.
    let end = bare.find([';', ')', '(']).unwrap_or(bare.len());
    let place = bare[..end].match_indices([':', ',']).find(|(at, _)| locator(bare[at + 1..end].trim_start()).is_ok());
    let end = place.map_or(end, |(at, _)| at);
    let words = bare[..end].trim_end();
    let page = words.rsplit_once(' ').filter(|(_, last)| last.starts_with(|c: char| c.is_ascii_digit()));
    let words = page.map_or(words, |(front, _)| front).trim_end_matches([',', ' ']);
    let begins = |at: usize| {
        authors(words, at, known).filter(|authors| {
            authors.end == words.len() || words[authors.end..].starts_with([',', ';']) || words[..at].ends_with("and ")
        })
    };
    if begins(0).is_some() {
        return None;
    }
    // Where another work begins, the title ends.
    let joints = [", ", " and "].map(|joint| words.match_indices(joint).map(move |(at, joint)| (at, at + joint.len())));
    let next = joints.into_iter().flatten().filter(|&(_, at)| begins(at).is_some()).map(|(at, _)| at).min();
    let words = &words[..next.unwrap_or(words.len())];
    (words.len() >= 3 && !fold::key(words).is_empty()).then_some((lead, words.len()))
}
