//! The inside of a citation's brackets, or what would be: items, one a work and year.
//!
//! In: the words between two brackets. Out: items by offsets into them. It refuses to know where
//! the words stand.

use std::ops::Range;

use super::anchors::{self, Anchor};
use super::{dates, doubt};
use crate::grammar::locator::locator;
use crate::grammar::name::{self, Names, Setting};
use crate::grammar::tokens;
use crate::grammar::year::{self, Kind as YearKind};

/// The longest text before a year that is read for names, in bytes.
const REGION: usize = 320;

/// An item, by offsets into the group.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// From the names (or the year) to year, letter and locator.
    pub at: Range<usize>,
    /// The names before the year.
    pub names: Option<Names>,
    /// Where the text that `names` indexes begins.
    pub base: usize,
    /// The year with its letter.
    pub year: Range<usize>,
    /// The year as written.
    pub year_text: String,
    /// Its letter.
    pub suffix: Option<String>,
    /// The locator.
    pub locator: Option<Range<usize>>,
    /// Free text before.
    pub prefix: Range<usize>,
    /// All words before the year that may be a title or organisation.
    pub literal: Option<Range<usize>>,
    /// Whether day or month stand with the year.
    pub full_date: bool,
    /// Whether it is a further year of the item before.
    pub continues: bool,
    /// Whether it is the first of its group and has no names of its own.
    pub nameless: bool,
    /// Whether it is a citation even where no entry fits.
    pub firm: bool,
    /// Whether it is a person's own word: "personal communication".
    pub personal: bool,
    /// Whether the item before it is one that was not read: "as cited in".
    pub cites_previous: bool,
}

/// Reads the items of a group.
pub fn items(group: &str) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut from = 0;
    let mut boundary = 0;
    let mut depth = Depth::default();
    let mut inner = false;
    while let Some(anchor) = anchors::next(group, from) {
        from = anchor.end;
        depth.read(group, anchor.start);
        if depth.open > 0 {
            // The year stands in brackets of its own: they are another group.
            inner = true;
            continue;
        }
        if std::mem::take(&mut inner) {
            boundary = depth.closed;
        }
        let begin = out.last().map_or(0, |item: &Item| item.at.end).max(boundary);
        let found = item(group, begin, anchor, out.last()).or_else(|| dates::date_first(group, begin, anchor));
        let Some(item) = found else { continue };
        from = item.at.end;
        let letters_from = item.year.end;
        let has_letter = item.suffix.is_some();
        out.push(item);
        if has_letter {
            from = letters(group, letters_from, &mut out).max(from);
        }
    }
    out
}

/// Brackets open at the place read so far, and where the last one closed.
#[derive(Default)]
struct Depth {
    at: usize,
    open: usize,
    closed: usize,
}

impl Depth {
    fn read(&mut self, group: &str, to: usize) {
        for at in self.at..to {
            match group.as_bytes()[at] {
                b'(' | b'[' => self.open += 1,
                b')' | b']' => {
                    self.open = self.open.saturating_sub(1);
                    self.closed = at + 1;
                }
                _ => {}
            }
        }
        self.at = self.at.max(to);
    }
}

/// Further letters of a year: `2007a, b` is two works.
fn letters(group: &str, mut at: usize, out: &mut Vec<Item>) -> usize {
    while let Ok((rest, letter)) = year::further_letter(&group[at..]) {
        let end = group.len() - rest.len();
        let Some(previous) = out.last().cloned() else { break };
        if previous.suffix.as_deref().is_none_or(|before| letter <= before) {
            break;
        }
        // A letter is no locator of the work before it, though "c" and "d" are numerals too.
        if let Some(before) = out.last_mut().filter(|before| before.at.end > at) {
            before.at.end = at;
            before.locator = None;
        }
        out.push(Item {
            at: end - letter.len()..end,
            names: None,
            year: end - letter.len()..end,
            suffix: Some(letter.to_owned()),
            locator: None,
            continues: true,
            nameless: previous.nameless,
            prefix: 0..0,
            cites_previous: false,
            ..previous
        });
        at = end;
    }
    at
}

/// Where the words before a year begin that are read: not before `begin`, and not too far back.
fn bounded(group: &str, begin: usize, end: usize) -> usize {
    let mut from = begin.max(end.saturating_sub(REGION));
    while !group.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// One item: the words from `begin` to a year, and what follows the year.
fn item(group: &str, begin: usize, anchor: Anchor<'_>, previous: Option<&Item>) -> Option<Item> {
    let begin = bounded(group, begin, anchor.start);
    let out_of_item = begin;
    let mut begin = begin;
    // A ';' inside brackets parts nothing.
    let cut = group[begin..anchor.start].rfind(';').map(|at| begin + at + 1);
    let cut =
        cut.filter(|&at| !group[at..anchor.start].contains([')', ']']) || group[at..anchor.start].contains(['(', '[']));
    if let Some(at) = cut {
        begin = at;
    } else if previous.is_some() {
        begin += skip_locator(&group[begin..anchor.start]);
    }
    let region = &group[begin..anchor.start];
    let bare = region.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '&' | ';' | ':' | '.'));
    let bare = bare.strip_prefix("and ").unwrap_or(bare);
    // "Merkel; 1999": a slip parts the names from their year.
    if let (Some(at), true) = (cut, bare.is_empty()) {
        let from = out_of_item + skip_locator(&group[out_of_item..at]);
        let names = group[from..at - 1].trim_matches([',', ' ', ';']);
        if previous.is_some() && !names.is_empty() && names.chars().any(char::is_uppercase) {
            begin = from;
        }
    }
    let region = &group[begin..anchor.start];
    let bare = if bare.is_empty() { region.trim_matches([',', ' ', ';', ':']) } else { bare };
    let mut item = Item {
        at: anchor.start..anchor.end,
        year: anchor.start..anchor.end,
        year_text: anchor.year.text.to_owned(),
        suffix: anchor.year.suffix.map(str::to_owned),
        ..Item::default()
    };
    if bare.is_empty() || bare == "and" {
        match previous {
            Some(previous) => {
                item.continues = true;
                item.nameless = previous.nameless;
                item.firm = previous.firm;
                item.literal.clone_from(&previous.literal);
                item.personal = previous.personal;
            }
            None => {
                item.nameless = true;
                // "Marlow (2010–2014)" is a reign or a grant before it is a work.
                item.firm = anchor.year.kind != YearKind::Range;
            }
        }
        // "Forsberg 1985–2012" was read as one range already; "2014 2021" is no list of works.
        if region.trim().is_empty() && previous.is_some() {
            item.firm = false;
        }
        finish(group, &mut item, anchor);
        return Some(item);
    }
    read_names(group, begin, anchor, &mut item);
    if item.names.is_none() && item.literal.is_none() {
        return None;
    }
    if previous.is_some() {
        let words = group[begin..item.at.start].to_ascii_lowercase();
        item.cites_previous = ["cited in", "quoted in", "qtd. in", "cited by", "cited from", "quoted by"]
            .iter()
            .any(|p| words.contains(p));
    }
    finish(group, &mut item, anchor);
    Some(item)
}

/// The locator of the item before, at the start of a region: `, p. 492, Roth, `.
fn skip_locator(region: &str) -> usize {
    let lead = region.len() - region.trim_start_matches([',', ':', ' ']).len();
    match locator(&region[lead..]) {
        Ok((rest, found)) if lead > 0 && (rest.starts_with(',') || rest.starts_with(" and")) => lead + found.len(),
        _ => 0,
    }
}

/// Reads the names before a year into the item.
fn read_names(group: &str, begin: usize, anchor: Anchor<'_>, item: &mut Item) {
    let base = begin;
    let mut region = group[base..anchor.start].trim_end_matches([';', ' ']);
    let mut tokens = tokens::tokens(region);
    let dated = dates::date_before(region, &tokens);
    if dated < tokens.len() {
        item.full_date = true;
        region = &region[..tokens[dated].start];
    }
    // "World Health Organization (WHO), 2020": an abbreviation in brackets of its own.
    let trimmed = region.trim_end_matches([',', ' ', '.']);
    let comma = region[trimmed.len()..].contains(',');
    if trimmed.ends_with([')', ']'])
        && let Some(open) = trimmed.rfind(['(', '['])
        && trimmed.len() - open <= 24
    {
        region = &trimmed[..open];
    }
    if let Some(at) = personal(region) {
        item.personal = true;
        region = &region[..at];
    }
    tokens.truncate(tokens.partition_point(|token| token.end <= region.len()));
    item.base = base;
    if let Some(mut names) = name::names_before(region, &tokens, Setting::Group) {
        names.comma |= comma;
        let before = tokens.iter().take_while(|token| token.end <= names.start).last().copied();
        item.firm = doubt::firm(region, &names, before) && !item.full_date && anchor.year.kind != YearKind::Range;
        item.at.start = base + names.start;
        item.names = Some(names);
    }
    let start = literal_start(region);
    let literal = region[start..].trim_end_matches([',', ' ', '.', ';']);
    if literal.chars().any(char::is_alphabetic) && literal.len() >= 2 {
        let range = base + start..base + start + literal.len();
        if item.names.is_none() {
            item.at.start = range.start;
        }
        item.literal = Some(range);
    }
    item.prefix = begin..item.at.start.max(begin);
    item.firm |= item.personal && item.names.is_some();
}

/// Where "personal communication" or its like stands at the end of a region.
fn personal(region: &str) -> Option<usize> {
    let last = region.trim_end_matches([',', '.', ' ']).rsplit(' ').next()?;
    if !matches!(
        last,
        "communication" | "communications" | "comm" | "interview" | "Interview" | "correspondence" | "e-mail" | "email"
    ) {
        return None;
    }
    let lower = region.to_ascii_lowercase();
    ["personal ", "pers. ", "private ", "interview", "email", "e-mail"].iter().find_map(|phrase| lower.find(phrase))
}

/// Where the words of a title or organisation begin: past "see", "e.g.," and their like.
fn literal_start(region: &str) -> usize {
    const LEAD: &[&str] = &[
        "see", "also", "e.g.", "e.g.,", "cf.", "for", "example", "example,", "review", "in", "as", "and", "&", "but",
        "i.e.,", "from", "by",
    ];
    let mut at = 0;
    loop {
        let rest = &region[at..];
        let lead = rest.len() - rest.trim_start_matches([' ', ',', ';', ':']).len();
        let word = rest[lead..].split(' ').next().unwrap_or("");
        at += lead;
        if word.is_empty() || !LEAD.contains(&word) {
            return at;
        }
        at += word.len();
    }
}

/// Reads what follows the year: a locator, or the words of something else.
fn finish(group: &str, item: &mut Item, anchor: Anchor<'_>) {
    let rest = &group[anchor.end..];
    let lead = rest.len() - rest.trim_start_matches([',', ':', ' ', ';']).len();
    let mark = rest[..lead].trim();
    if lead > 0
        && !mark.starts_with(';')
        && let Ok((after, found)) = locator(&rest[lead..])
    {
        let goes_on = after.trim_start().chars().next();
        let bare = !found.chars().any(|c| c.is_alphabetic()) || !found.contains(' ');
        let ends = goes_on.is_none_or(|c| matches!(c, ';' | ',' | ')' | ']' | '.' | '(' | '[' | '&'))
            || after.starts_with(" and ");
        // A bare number needs a comma or colon before it, and an end after it.
        if (!mark.is_empty() && (!bare || ends)) || (mark.is_empty() && !bare && ends) {
            let start = anchor.end + lead;
            item.locator = Some(start..start + found.len());
            item.at.end = start + found.len();
            return;
        }
    }
    // "Table 3, 2019 data": a word that goes on after the year; "(Smith, 2000 for a review)" has its comma.
    let next = rest.trim_start();
    let word = next.chars().next().is_some_and(char::is_alphabetic) && rest.starts_with(' ');
    let sure = item.names.as_ref().is_some_and(|names| names.comma || names.et_al || names.conjunction.is_some());
    if word
        && !sure
        && !item.continues
        && !item.nameless
        && !next.starts_with("and ")
        && !next.starts_with("as ")
        && !next.starts_with("for ")
        && !next.starts_with("but ")
        && !next.starts_with("in ")
    {
        item.firm = false;
    }
}
