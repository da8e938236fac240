//! Whose words a quotation holds, as far as its own text and its sentence tell.
//!
//! In: a marked passage and what stands around it. Out: another work's words, a title, a term, a
//! participant's, or the study's own. The bibliography may tell more: that is for linking.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Marked, plain};
use crate::grammar::participant;
use crate::model::{Document, Quoting};
use crate::text::needles::Needles;
use crate::text::words::Words;
use crate::text::{ProseSpan, fold};

/// The words of a question the study asks, as hashes would be: folded, each once.
pub(super) type Question = HashSet<String>;

/// How far around a quotation is looked, in bytes.
const NEAR: usize = 160;
/// How many of the study's own questions are kept to know them again.
const KEPT: usize = 32;

/// Whose words a passage holds.
pub(super) fn kind(document: &Document, marked: Marked, inner: ProseSpan, own: &mut Vec<Question>) -> Quoting {
    let words = document.prose.slice(inner);
    let (before, after) = around(document, marked);
    if is_participants(words, before, after) {
        return Quoting::Participant;
    }
    if marked.block {
        return Quoting::Work;
    }
    if is_title(words, before, marked.closed) {
        return Quoting::Title;
    }
    if is_own(words, before, after, own) {
        return Quoting::Own;
    }
    plain(document, marked)
}

/// The words of its sentences before and after a passage, not more than a line or two.
fn around(document: &Document, marked: Marked) -> (&str, &str) {
    let text = document.prose.text();
    let home = document.block_at(marked.at.start).map_or(marked.at, |block| document.block(block).at);
    let (start, end) = (marked.at.start as usize, marked.at.end as usize);
    let mut from = start.saturating_sub(NEAR).max(home.start as usize);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    if let Some(first) = document.sentence_at(marked.at.start) {
        let first = document.sentence(first).at.start as usize;
        from = from.max(if first < start { first } else { from });
    }
    let mut until = (end + NEAR).min(home.end as usize).max(end);
    while !text.is_char_boundary(until) {
        until -= 1;
    }
    (&text[from.min(start)..start], &text[end..until.max(end)])
}

/// People a study speaks with.
static PEOPLE: LazyLock<Needles> = LazyLock::new(|| {
    Needles::new([
        "participant", "participants", "interviewee", "interviewees", "respondent", "respondents", "informant",
        "informants", "interlocutor", "interlocutors", "focus group", "focus groups", "personal communication",
        "personal interview", "interview with", "questionnaire", "survey item", "respondent's", "participant's",
    ])
});

/// Whether a participant speaks: an id inside at the end, beside the marks, or the word itself.
fn is_participants(words: &str, before: &str, after: &str) -> bool {
    let tail = words.rfind('(').map(|at| &words[at..]).filter(|tail| tail.len() < 60);
    let bracketed = |text: &str| {
        let inside = text.trim_start().strip_prefix(['(', '[', '—', '–', '-'])?;
        participant::id(inside.trim_start().split([',', ';', ')', ']', '.']).next()?.trim())
    };
    if tail.and_then(bracketed).or_else(|| bracketed(after)).is_some() {
        return true;
    }
    // "… stability P5, 2024.)”: the bracket was forgotten.
    let last = words.rsplit([' ', '\u{a0}']).take(3).find_map(|word| participant::id(word.trim_end_matches(',')));
    let opens = before.trim_end().trim_end_matches([':', ',']).rsplit(' ').take(2).find_map(participant::id);
    let dated = words.trim_end_matches([')', '.', ' ']).ends_with(|c: char| c.is_ascii_digit());
    last.is_some() && dated || opens.is_some() || speaks(before) || speaks(&after[..end_of_sentence(after)])
}

fn speaks(text: &str) -> bool {
    PEOPLE.find(text).next().is_some()
}

fn end_of_sentence(text: &str) -> usize {
    text.find(". ").unwrap_or(text.len())
}

/// Words right before the title of a work.
static TITLED: Words = Words::new(
    "titled entitled called named headed article book chapter essay paper report film song poem novel thesis \
     dissertation speech lecture column editorial blog post series section subtitled monograph pamphlet story",
);

/// Small words that a title does not capitalise.
static SMALL: Words = Words::new(
    "a an the and or but nor for of in on at to by as is vs with from into over under between against about \
     after before through their its it than that who de la le les des du et der die das und von zur",
);

/// Whether a passage is the title of a work: so called, or written as titles are.
fn is_title(words: &str, before: &str, closed: bool) -> bool {
    /// Longer titles are none.
    const LONG: usize = 40;
    let count = words.split_whitespace().take(LONG + 1).count();
    if !closed || count > LONG || !words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    let lead = before.trim_end().trim_end_matches([',', ':', '(']).trim_end();
    let last = lead.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if TITLED.has_any_case(last) || lead.to_lowercase().ends_with("under the title of") {
        return true;
    }
    is_headline(words)
}

/// `Who Is Responsible for the Taliban`: every word but the small ones begins with a capital.
fn is_headline(words: &str) -> bool {
    if words.ends_with(['.', '!', ';']) && !words.ends_with("...") {
        return false;
    }
    let mut great = 0;
    for word in words.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '(' | ')')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() || SMALL.has(word) {
            continue;
        }
        if !word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return false;
        }
        great += 1;
    }
    great >= 2
}

/// Words by which a study names its own questions and statements.
static OWN: LazyLock<Needles> = LazyLock::new(|| {
    Needles::new([
        "this study", "this research", "this paper", "this article", "this thesis", "this chapter",
        "the present study", "the study", "our study", "our research", "research question", "research questions",
        "the question", "we ask", "we asked", "we hypothesize", "we hypothesise", "hypothesis", "hypotheses",
        "our question", "the aim", "objective", "objectives", "our hypothesis", "the topic", "the current study",
        "aims to", "aimed to", "sub-question", "our aim", "our claim", "the proposition", "thought experiment",
    ])
});

/// Words that begin a question.
static ASKS: Words =
    Words::new("why how what whether which who whom whose when where is are do does did can could should would to");

/// Words after which a question in marks is what is asked, not what somebody said.
static ABOUT: Words = Words::new(
    "on about understanding understand investigate explore examine ask asks answer address of into explain \
     question study determine",
);

/// Whether a passage is the study's own question or hypothesis, or repeats one.
fn is_own(words: &str, before: &str, after: &str, own: &mut Vec<Question>) -> bool {
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let asks = words.ends_with('?') || ASKS.has_any_case(first);
    let labelled = matches!(words.as_bytes(), [b'H' | b'Q', b'0'..=b'9', ..]) || words.starts_with("RQ");
    let after = &after[..end_of_sentence(after)];
    let named = OWN.find(before).next().is_some() || OWN.find(after).next().is_some();
    let last = before.trim_end().trim_end_matches([',', ':']).rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let asked = named || ABOUT.has_any_case(last);
    let is_own = labelled || asks && asked || repeats(words, own);
    if is_own && own.len() < KEPT && words.len() < 2000 {
        own.push(fold::words(words).into_iter().collect());
    }
    is_own
}

/// Whether most words of a passage are those of one of the study's own questions.
fn repeats(words: &str, own: &[Question]) -> bool {
    if own.is_empty() || words.len() > 2000 {
        return false;
    }
    let words: Question = fold::words(words).into_iter().collect();
    let most = |question: &Question| words.intersection(question).count() * 10 >= words.len().max(5) * 6;
    own.iter().any(most)
}
