//! The inside of a citation's brackets, or what would be: items, one a work and year.
//!
//! In: the words between two brackets. Out: items by offsets into them. It refuses to know where
//! the words stand.

use std::ops::Range;

use super::anchors::{self, Anchor};
use crate::grammar::locator::locator;
use crate::grammar::name::{self, Kind, Names, Setting, Token};
use crate::grammar::year::{self, Kind as YearKind};
use crate::text::terms;

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
    while let Some(anchor) = anchors::next(group, from, true) {
        from = anchor.end;
        let depth = depth_between(group, boundary, anchor.start);
        if depth > 0 {
            // The year stands in brackets of its own: they are another group.
            boundary = boundary.max(close_of(group, anchor.end));
            from = from.max(boundary);
            continue;
        }
        let begin = out.last().map_or(0, |item: &Item| item.at.end).max(boundary);
        let found = item(group, begin, anchor, out.last()).or_else(|| date_first(group, begin, anchor));
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

/// How many brackets opened in a range are still open at its end.
fn depth_between(group: &str, from: usize, to: usize) -> usize {
    let mut depth = 0usize;
    for b in group.as_bytes()[from.min(to)..to].iter() {
        match b {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

fn close_of(group: &str, from: usize) -> usize {
    group[from..].find([')', ']']).map_or(group.len(), |at| from + at + 1)
}

/// Further letters of a year: `2007a, b` is two works.
fn letters(group: &str, mut at: usize, out: &mut Vec<Item>) -> usize {
    while let Ok((rest, letter)) = year::further_letter(&group[at..]) {
        let end = group.len() - rest.len();
        let Some(previous) = out.last().cloned() else { break };
        if previous.suffix.as_deref().is_none_or(|before| letter <= before) {
            break;
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

/// One item: the words from `begin` to a year, and what follows the year.
fn item(group: &str, begin: usize, anchor: Anchor<'_>, previous: Option<&Item>) -> Option<Item> {
    let out_of_item = begin;
    let mut begin = begin;
    let mut cut = group[begin..anchor.start].rfind(';').map(|at| begin + at + 1);
    // A ';' inside brackets parts nothing.
    if cut.is_some_and(|at| {
        depth_between(group, at, anchor.start) > 0
            || group[at..anchor.start].contains([')', ']']) && depth_between(group, begin, at) > 0
    }) {
        cut = None;
    }
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
                item.firm = true;
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

/// `19 June 2023, Human Rights – UN news`: the parts are there, the order is not.
fn date_first(group: &str, begin: usize, anchor: Anchor<'_>) -> Option<Item> {
    let region = group[begin..anchor.start].trim_start_matches([';', ' ', ',']);
    let tokens = name::tokens(region);
    if tokens.is_empty() || date_before(region, &tokens) > 0 {
        return None;
    }
    let rest = group[anchor.end..].strip_prefix(", ")?;
    let words = rest.split(';').next().unwrap_or(rest).trim_end();
    if !words.starts_with(char::is_uppercase) {
        return None;
    }
    let start = anchor.end + 2;
    let literal = start..start + words.len();
    Some(Item {
        at: anchor.start - region.len()..literal.end,
        year: anchor.start..anchor.end,
        year_text: anchor.year.text.to_owned(),
        prefix: begin..begin,
        literal: Some(literal),
        full_date: true,
        ..Item::default()
    })
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
    let mut base = begin.max(anchor.start.saturating_sub(REGION));
    while !group.is_char_boundary(base) {
        base += 1;
    }
    let mut region = group[base..anchor.start].trim_end_matches([';', ' ']);
    let tokens = name::tokens(region);
    let dated = date_before(region, &tokens);
    if dated < tokens.len() {
        item.full_date = true;
        region = &region[..tokens[dated].start];
    }
    // "World Health Organization (WHO), 2020": an abbreviation in brackets of its own.
    let trimmed = region.trim_end_matches([',', ' ', '.']);
    let comma = region[trimmed.len()..].contains(',');
    if trimmed.ends_with([')', ']']) {
        if let Some(open) = trimmed.rfind(['(', '[']) {
            if trimmed.len() - open <= 24 {
                region = &trimmed[..open];
            }
        }
    }
    let lower = region.to_ascii_lowercase();
    if let Some(at) =
        ["personal communication", "pers. comm", "personal interview", "interview", "unpublished interview"]
            .iter()
            .find_map(|phrase| lower.find(phrase))
    {
        if region.is_char_boundary(at) {
            item.personal = true;
            region = &region[..at];
        }
    }
    let tokens = name::tokens(region);
    item.base = base;
    if let Some(mut names) = name::names_before(region, &tokens, Setting::Group) {
        names.comma |= comma;
        let before = tokens.iter().take_while(|token| token.end <= names.start).last().copied();
        item.firm = firm(region, &names, before) && !item.full_date && anchor.year.kind != YearKind::Range;
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

/// How many tokens stand before a day and month that end a region: `UN news, June 19, `.
fn date_before(region: &str, tokens: &[Token]) -> usize {
    let mut at = tokens.len();
    let text = |at: usize| &region[tokens[at].start..tokens[at].end];
    let mut month = false;
    while at > 0 {
        let token = tokens[at - 1];
        match token.kind {
            Kind::Comma | Kind::Stop => at -= 1,
            Kind::Capital | Kind::Small | Kind::Initials if terms::is_month(text(at - 1)) && !month => {
                month = true;
                at -= 1;
            }
            Kind::Number if text(at - 1).len() <= 2 => at -= 1,
            _ if is_day(text(at - 1)) => at -= 1,
            _ => break,
        }
    }
    if month { at } else { tokens.len() }
}

/// `19th`, `1st`.
fn is_day(word: &str) -> bool {
    word.len() <= 4
        && ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| word.strip_suffix(end).is_some_and(|d| d.parse::<u8>().is_ok_and(|d| d <= 31)))
}

/// Nouns whose year is an event's or a law's, not a work's.
const EVENTS: &[&str] = &[
    "act",
    "agreement",
    "agreements",
    "bill",
    "census",
    "code",
    "conference",
    "congress",
    "constitution",
    "convention",
    "cup",
    "declaration",
    "directive",
    "edition",
    "election",
    "elections",
    "era",
    "olympics",
    "government",
    "law",
    "period",
    "protocol",
    "referendum",
    "regime",
    "regulation",
    "resolution",
    "revolution",
    "summit",
    "treaty",
    "war",
    "accord",
    "accords",
    "games",
    "festival",
    "exhibition",
    "ordinance",
    "statute",
    "reign",
    "presidency",
];

/// Whether names before a year make a citation even where no entry fits.
fn firm(region: &str, names: &Names, before: Option<Token>) -> bool {
    let family = &region[names.list[0].family.clone()];
    let last = family.rsplit(' ').next().unwrap_or(family);
    if terms::is_month(last) || EVENTS.iter().any(|event| event.eq_ignore_ascii_case(last)) {
        return false;
    }
    let prefix_fits = match before.map(|token| token.kind) {
        None | Some(Kind::Small | Kind::Comma | Kind::And(_) | Kind::EtAl | Kind::Particle | Kind::Capital) => true,
        Some(Kind::Stop | Kind::Initials | Kind::Possessive) => true,
        Some(Kind::Other) => before.is_some_and(|token| {
            matches!(
                &region[token.start..token.end],
                ":" | "—" | "–" | "/" | "“" | "\"" | "(" | "[" | ")" | "]" | "†" | "*" | ";"
            )
        }),
        Some(Kind::Number) => false,
    };
    prefix_fits && family.chars().count() > 1
}

/// Reads what follows the year: a locator, or the words of something else.
fn finish(group: &str, item: &mut Item, anchor: Anchor<'_>) {
    let rest = &group[anchor.end..];
    let lead = rest.len() - rest.trim_start_matches([',', ':', ' ', ';']).len();
    let mark = rest[..lead].trim();
    if lead > 0 && !mark.starts_with(';') {
        if let Ok((after, found)) = locator(&rest[lead..]) {
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
