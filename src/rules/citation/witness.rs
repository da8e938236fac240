//! Nameless witnesses: "according to political experts", "studies show", "it is widely held".
//!
//! In: the words of a sentence. Out: where a witness is called whom nobody could look up. The study
//! itself, its participants, persons and organisations with a name, and witnesses that the text has
//! named before ("these scholars", "both studies") are none.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::needles::Needles;

/// People who are called as witnesses.
const PEOPLE: &str = "\
    academics analysts anthropologists archaeologists authors biologists commentators critics diplomats ecologists \
    economists engineers experts historians linguists observers officials philosophers \
    physicians proponents psychologists researchers scholars scientists sceptics skeptics sociologists \
    specialists theorists writers";

/// Works that are called as witnesses.
const WORKS: &str = "literature polls research scholarship studies surveys";

/// Single works, which only "according to a recent …" calls.
const ONE_WORK: &str = "estimate estimates report reports source sources study survey";

/// Those who have no noun at all, with what they say.
const NAMELESS: &str = "some many others";
const SAID: &str = "argue believe claim have suggest";

/// What they say, in the forms that follow a plural or "have".
const SAYING: &str = "\
    acknowledge acknowledged agree agreed argue argued assert asserted assume assumed believe believed claim \
    claimed conclude concluded confirm confirmed contend contended demonstrate demonstrated emphasise emphasised \
    emphasize emphasized estimate estimated find found hold indicate indicated insist maintain maintained note \
    noted observe observed point pointed posit posited predict predicted propose proposed report reported reveal \
    revealed say said show showed shown stress stressed suggest suggested think thought warn warned";

/// What a witness in the singular says: "research shows".
const SAYS: &str = "argues confirms demonstrates finds indicates reports reveals shows suggests";

/// Words before the noun that make the witness a known one, or none.
const KNOWN: &str = "\
    the this that these those such both our my his her their its your all each present few fewer no little \
    future own same two three four five six seven eight nine ten which whose what how why whether if when unlike \
    a an not only above said cited latter former us fellow more further";

/// Words after which the noun is no subject.
const BEFORE_OBJECT: &str = "\
    of with by for from among between in to on against about than as like within through let lets help helps \
    make makes including e.g. i.e.";

/// Words that begin a sentence or clause and are not part of the witness.
const CLAUSE: &str = "\
    and but or yet so while although though because since whereas thus hence however moreover furthermore indeed \
    similarly nevertheless therefore also today that where even still here then now as accordingly nonetheless \
    additionally consequently";

/// Words between a witness and what it says.
const BETWEEN: &str = "\
    also have has had often now long since even still already all both do does thus therefore however further \
    sometimes alike today tend seem seems then again too who did once always";

/// Words with which a group of nouns goes on without a further noun.
const GO_ON: &str = "\
    on in of by into from conducted published that which who the this it there and at with a an about such as \
    for these done they we is are has have";

/// Words that make a witness one of the study's own participants.
const OWN: &str = "interviewed interviews participated surveyed consulted our we sample";

/// How widely a view is held.
const WIDELY: &str = "\
    widely generally commonly often usually frequently universally sometimes typically \
    traditionally";

/// When a view came to be held.
const LONG: &str = "long also repeatedly recently previously now even variously convincingly been";

/// What is done with a widely held view.
const HELD: &str = "\
    accepted acknowledged agreed argued assumed believed claimed demonstrated documented estimated established \
    found held hypothesised hypothesized maintained noted observed postulated proposed recognised recognized \
    reported said shown suggested theorised theorized thought understood";

/// What may call a witness: a noun, or how the call begins. Short words that stand everywhere are taken
/// with the word after them, and the set is kept small, so that it is fast to look for.
pub static NEEDLES: LazyLock<Needles> = LazyLock::new(|| {
    let mut phrases = vec!["according to".to_owned(), "it has".to_owned()];
    phrases.extend(WIDELY.split_whitespace().map(|adverb| format!("it is {adverb}")));
    for one in NAMELESS.split_whitespace() {
        phrases.extend(SAID.split_whitespace().map(|said| format!("{one} {said}")));
    }
    let nouns = [PEOPLE, WORKS].into_iter().flat_map(str::split_whitespace);
    Needles::new(phrases.iter().map(String::as_str).chain(nouns))
});

/// Whether a word is in a list.
fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Where a nameless witness is called, told by a phrase found in a sentence.
pub fn called(words: &str, at: Range<usize>) -> Option<Range<usize>> {
    let phrase = words[at.clone()].to_ascii_lowercase();
    let length = phrase.find(' ').unwrap_or(phrase.len());
    let (end, rest) = match &phrase[..length] {
        "according" => (at.end, according(&words[at.end..])?),
        "it" if phrase == "it has" => (at.end, held(&words[at.end..], true)?),
        "it" => (at.start + "it is".len(), held(&words[at.start + "it is".len()..], false)?),
        _ => return subject(words, at.start..at.start + length),
    };
    Some(at.start..end + rest)
}

/// The end of a nameless witness after "according to".
fn according(rest: &str) -> Option<usize> {
    let mut indefinite = false;
    for word in words(rest).take(5) {
        let text = word.text;
        if matches!(text, "a" | "an" | "recent" | "several" | "some" | "many" | "various" | "other" | "most") {
            indefinite = true;
        } else if among(PEOPLE, text) || among(WORKS, text) || indefinite && among(ONE_WORK, text) {
            let after = &rest[word.end..];
            return (ends_group(after) && !is_placed(after)).then_some(word.end);
        } else if text == "the" && words(rest).take(4).any(|word| word.text == "literature") {
        } else if !is_plain(text) || among(KNOWN, text) || among(BEFORE_OBJECT, text) || word.ends {
            return None;
        }
    }
    None
}

/// The end of "it is widely held that", "it has been argued that", after their first two words.
fn held(rest: &str, perfect: bool) -> Option<usize> {
    let mut adverb = false;
    let mut read = words(rest).take(5);
    let verb = read.find(|word| {
        let skipped = among(WIDELY, word.text) || perfect && among(LONG, word.text);
        adverb |= skipped && (!perfect || word.text == "been");
        !skipped
    })?;
    let that = read.next().is_some_and(|word| word.text == "that");
    (adverb && that && !verb.ends && among(HELD, verb.text)).then_some(verb.end)
}

/// A witness that is the subject of a verb of saying; `noun` is its noun.
fn subject(sentence: &str, noun: Range<usize>) -> Option<Range<usize>> {
    let small = sentence[noun.clone()].to_ascii_lowercase();
    let rest = &sentence[noun.end..];
    let end = said(rest, &small)?;
    let start = begins(sentence, noun.start, &small)?;
    (!is_placed(&rest[end..])).then_some(start..noun.end + end)
}

/// The end of the verb by which a noun says something.
fn said(rest: &str, noun: &str) -> Option<usize> {
    let nameless = among(NAMELESS, noun);
    let single = matches!(noun, "research" | "literature" | "scholarship");
    let mut perfect = false;
    for word in words(rest).take(5) {
        let said = if single && !perfect { SAYS } else { SAYING };
        if among(said, word.text) || single && among(SAYING, word.text) && word.text.ends_with("ed") {
            let next = words(&rest[word.end..]).next().map_or("", |next| next.text);
            let that = matches!(next, "that" | "out");
            let told = if nameless { that } else { perfect || that || single || is_firm(word.text) };
            return told.then_some(word.end);
        }
        if word.ends || !(among(BETWEEN, word.text) || word.text.ends_with("ly")) {
            return None;
        }
        perfect |= matches!(word.text, "have" | "has");
    }
    None
}

/// Verbs that have no other use than to call a witness.
fn is_firm(verb: &str) -> bool {
    !matches!(verb, "find" | "found" | "hold" | "report" | "reported" | "point" | "pointed" | "said" | "thought")
}

/// Where the words of a nameless subject begin; `None` where it has a name, is known, or is no subject.
fn begins(sentence: &str, noun: usize, text: &str) -> Option<usize> {
    let literature = text == "literature";
    let mut start = noun;
    for _ in 0..4 {
        let before = sentence[..start].trim_end();
        if before.is_empty() {
            return Some(start);
        }
        let gap = &sentence[before.len()..start];
        let from = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let raw = &before[from..];
        if gap.is_empty() {
            // "meta-studies", "(scholars": a hyphen joins, a bracket or quotation mark begins.
            let mark = before.chars().next_back();
            return matches!(mark, Some('(' | '“' | '"' | '‘' | '—' | '–')).then_some(start);
        }
        if raw.ends_with([',', ';', ':', ')', '—', '–']) {
            return Some(start);
        }
        let word = raw.trim_start_matches(['(', '“', '"', '‘']);
        let small = word.to_ascii_lowercase();
        let small = small.as_str();
        let first = from == 0;
        if small == "the" && literature {
            return Some(from + raw.len() - word.len());
        }
        if among(KNOWN, small) || among(BEFORE_OBJECT, small) && small != "as" {
            return None;
        }
        if among(CLAUSE, small) {
            return Some(start);
        }
        let capital = word.starts_with(char::is_uppercase);
        if !(is_plain(small) && (!capital || is_adjective(small) || first && is_quantity(small))) {
            return None;
        }
        start = from + raw.len() - word.len();
        if word.len() < raw.len() {
            return Some(start);
        }
    }
    Some(start)
}

fn is_quantity(word: &str) -> bool {
    matches!(
        word,
        "many"
            | "some"
            | "several"
            | "most"
            | "other"
            | "various"
            | "numerous"
            | "recent"
            | "earlier"
            | "previous"
            | "prior"
            | "past"
            | "countless"
            | "certain"
            | "early"
            | "multiple"
            | "current"
            | "much"
            | "existing"
            | "extant"
            | "more"
            | "growing"
            | "leading"
    )
}

/// Whether a word with a capital is an adjective: `Western`, `Afghan`, `Keynesian`; not `Harvard`.
fn is_adjective(word: &str) -> bool {
    ["an", "ish", "ese", "ern", "ist", "ic", "al", "ous", "ive", "ary", "ent", "ing", "ed"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Small letters only; a hyphen may join them.
fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c == '-')
}

/// Whether a group of nouns ends here: "research, …", not "research ethics".
fn ends_group(after: &str) -> bool {
    let Some(next) = after.trim_start().chars().next() else { return true };
    if !next.is_alphanumeric() || next.is_uppercase() {
        return true;
    }
    words(after).next().is_some_and(|word| among(GO_ON, word.text))
}

/// Whether the words after a witness say who it is, or that it belongs to the study itself.
fn is_placed(after: &str) -> bool {
    let mut named = false;
    for word in words(after).take(6) {
        let text = word.text;
        if named && text.starts_with(char::is_uppercase) {
            return true;
        }
        named = matches!(text, "by" | "from" | "at" | "including" | "like") || named && matches!(text, "the" | "as");
        named |= text == "such";
        if among(OWN, text) {
            return true;
        }
        if word.ends {
            break;
        }
    }
    false
}

/// A word, without the marks around it.
struct Word<'t> {
    text: &'t str,
    /// Where it ends, marks left out.
    end: usize,
    /// Whether a mark ends it.
    ends: bool,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.split_whitespace().map(move |raw| {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = at + word.len();
        let ends = text[end..].starts_with(|c: char| !c.is_whitespace());
        Word { text: word, end, ends }
    })
}

#[cfg(test)]
mod tests {
    use super::{NEEDLES, called};

    #[test]
    fn witnesses_and_none() {
        let table: &[(&str, Option<&str>)] = &[
            ("According to political experts, this contrast matters.", Some("According to political experts")),
            ("The war, according to most researchers, began here.", Some("according to most researchers")),
            ("According to a recent study, it rains.", Some("According to a recent study")),
            ("Recent studies have shown that it rains.", Some("Recent studies have shown")),
            ("However, critics say it rains.", Some("critics say")),
            ("Many observers believe that it rains.", Some("Many observers believe")),
            ("Research on rain suggests much.", None),
            ("Research suggests that it rains.", Some("Research suggests")),
            ("It is widely held that it rains.", Some("It is widely held")),
            ("It has long been argued that it rains.", Some("It has long been argued")),
            ("Some argue that it rains.", Some("Some argue")),
            ("Western scholars argue that it rains.", Some("Western scholars argue")),
            ("According to our assumption it rains.", None),
            ("According to topic and existence phenomena it rains.", None),
            ("According to most participants of this study, it rains.", None),
            ("According to the World Bank it rains.", None),
            ("According to research ethics, consent is needed.", None),
            ("These studies show that it rains.", None),
            ("Harvard researchers claim that it rains.", None),
            ("Holland’s studies show that it rains.", None),
            ("Our previous studies have shown that it rains.", None),
            ("It led some researchers to argue that it rains.", None),
            ("The results show that it rains.", None),
            ("Interviews with experts show that it rains.", None),
            ("Few studies have shown that it rains.", None),
            ("It is argued that it rains.", None),
            ("It is widely used.", None),
            ("Some of them argue that it rains.", None),
            ("Experts interviewed in Kabul say so.", None),
        ];
        for (text, want) in table {
            let found = NEEDLES.find(text).find_map(|(_, at)| called(text, at));
            assert_eq!(found.map(|at| &text[at]), *want, "{text}");
        }
    }
}
