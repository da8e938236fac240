//! Whose words a quotation holds, as far as its own text and its sentence tell.
//!
//! In: a marked passage and what stands around it. Out: another work's words, a title, a term, a
//! participant's, or the study's own. The bibliography may tell more: that is for linking.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Marked, plain};
use crate::grammar::participant;
use crate::model::{Document, Quoting, SentenceId};
use crate::text::needles::Needles;
use crate::text::words::Words;
use crate::text::{ProseSpan, fold};

/// The words of a question the study asks, folded, each once.
type Question = HashSet<String>;

/// How a document uses quotation marks, and what it asked so far.
#[derive(Debug)]
pub(super) struct Manner {
    /// Whether it quotes in double marks, so that single ones set terms and glosses apart.
    doubles: bool,
    own: Vec<Question>,
}

impl Manner {
    /// The manner of a document with these passages.
    pub(super) fn of(found: &[Marked]) -> Self {
        Self { doubles: found.iter().filter(|one| !one.single && !one.block).count() > 1, own: Vec::new() }
    }
}

/// How far around a quotation is looked, in bytes.
const NEAR: usize = 160;
/// How many of the study's own questions are kept to know them again.
const KEPT: usize = 32;

/// Whose words a passage holds.
pub(super) fn kind(document: &Document, marked: Marked, inner: ProseSpan, manner: &mut Manner) -> Quoting {
    let words = document.prose.slice(inner);
    let (before, after) = around(document, marked);
    let introduced = before.trim().is_empty() && {
        let introduction = introduction(document, marked);
        introduction.ends_with([':', ',']) && speaks(introduction)
    };
    if introduced || is_participants(words, before, after) {
        return Quoting::Participant;
    }
    if marked.block {
        return if is_set_off(words, introduction(document, marked)) { Quoting::Own } else { Quoting::Work };
    }
    if is_title(words, before, marked.closed) {
        return Quoting::Title;
    }
    if is_own(words, before, after, &mut manner.own) {
        return Quoting::Own;
    }
    let apart = marked.single && (manner.doubles || !leads_in(before));
    if apart || is_named(words, before) { Quoting::Term } else { plain(document, marked) }
}

/// The last sentence before a block of quotation.
fn introduction(document: &Document, marked: Marked) -> &str {
    let first = document.sentence_at(marked.at.start).and_then(|id| id.0.checked_sub(1));
    first.map_or("", |before| document.words(SentenceId(before)))
}

/// Words that begin what a study itself states in a block.
static STATED: Words = Words::new(
    "hypothesis proposition definition theorem lemma corollary conjecture assumption claim question rq example note \
     box tip warning caution important remark summary step exercise task figure table",
);

/// Whether a block holds what the study itself sets off: a hypothesis, a vignette, a note to the reader.
fn is_set_off(words: &str, introduction: &str) -> bool {
    let bare = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = bare.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let number = bare[first.len()..].trim_start_matches(['~', ' ', '_']).starts_with(|c: char| c.is_ascii_digit());
    let last = last_word(introduction.trim_end().trim_end_matches([':', '.']));
    STATED.has_any_case(first)
        || matches!(first, "H" | "RQ" | "Q" | "P") && number
        || OBJECTS.has_any_case(last)
        || matches!(last, "hypothesis" | "hypotheses" | "vignette" | "scenario" | "model" | "form" | "text" | "output")
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
        "one learner", "one student", "one teacher", "one patient",
    ])
});

/// Whether a participant speaks: an id inside at the end, beside the marks, or the word itself.
fn is_participants(words: &str, before: &str, after: &str) -> bool {
    let tail = words.rfind('(').map(|at| &words[at..]).filter(|tail| tail.len() < 60);
    let bracketed = |text: &str| {
        let inside = text.trim_start().strip_prefix(['(', '[', '—', '–', '-'])?;
        participant::id(inside.trim_start().split([',', ';', ')', ']', '.']).next()?.trim())
    };
    if tail.and_then(bracketed).or_else(|| bracketed(after)).is_some() || is_code(after) {
        return true;
    }
    // "… stability P5, 2024.)”: the bracket was forgotten.
    let last = words.rsplit([' ', '\u{a0}']).take(3).find_map(|word| participant::id(word.trim_end_matches(',')));
    let opens = before.trim_end().trim_end_matches([':', ',']).rsplit(' ').take(2).find_map(participant::id);
    let dated = words.trim_end_matches([')', '.', ' ']).ends_with(|c: char| c.is_ascii_digit());
    last.is_some() && dated || opens.is_some() || speaks(before) || speaks(&after[..end_of_sentence(after)])
}

/// Whether a code in brackets of its own stands right behind: `(NK3)`. No work is cited so.
fn is_code(after: &str) -> bool {
    let inside =
        after.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or("", |(inside, _)| inside);
    let digits = inside.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = inside.len() - digits.len();
    let digits = digits.trim_start_matches('-');
    (1..=3).contains(&letters) && (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

fn speaks(text: &str) -> bool {
    PEOPLE.find(text).next().is_some()
}

fn last_word(text: &str) -> &str {
    text.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

/// Whether what stands before single marks leads to somebody's words; behind a bare noun they are its gloss.
fn leads_in(before: &str) -> bool {
    let lead = before.trim_end();
    lead.is_empty() || lead.ends_with([',', ':', '—', '–', '(', '.', ';']) || LEADS.has_any_case(last_word(lead))
}

/// Whether a few words in marks are the name of a thing: `a possible “canary in the coal mine”`, `the notion of
/// “a life that is worth living”`.
fn is_named(words: &str, before: &str) -> bool {
    /// More words are a quotation, whatever stands before them.
    const FEW: usize = 6;
    let mut back = before.split_whitespace().rev().map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
    let (last, second) = (back.next().unwrap_or(""), back.next().unwrap_or(""));
    if last == "of" && NAMES.has_any_case(second) {
        return true;
    }
    let small = words.starts_with(char::is_lowercase) && words.split_whitespace().count() <= FEW;
    let article =
        |word: &str| ["a", "an", "the", "this", "these", "so-called"].iter().any(|one| one.eq_ignore_ascii_case(word));
    small && (article(last) || article(second) && !LEADS.has_any_case(last))
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
    let last = last_word(lead);
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
    "on about understanding understand investigate investigating explore exploring examine examining ask asks \
     asking answer answering address addressing of into explain explaining question study determine determining",
);

/// Words after which a passage in marks is a thing the study looks at: an item of a questionnaire, an answer.
static OBJECTS: Words = Words::new(
    "item items question questions statements option options prompt prompts label labels instruction instructions \
     code codes theme themes category categories answer answers response responses command string message \
     messages button field variable variables condition conditions example examples",
);

/// Words after which, with `of`, a passage in marks is the name of a thing.
static NAMES: Words = Words::new(
    "measure index notion concept idea category label factor construct condition term phrase variable type theme \
     sense meaning definition version",
);

/// Words that lead to somebody's words in single marks.
static LEADS: Words = Words::new(
    "that as of is was by in into with from and or to argue argues argued ask asks asked call calls called claim \
     claims claimed comment comments commented conclude concludes concluded declare declares declared describe \
     describes described explain explains explained insist insists insisted note notes noted observe observes \
     observed put puts quote quotes quoted remark remarks remarked report reports reported said say says state \
     states stated suggest suggests suggested warn warns warned write writes writing wrote",
);

/// Whether a passage is the study's own question or hypothesis, or repeats one.
fn is_own(words: &str, before: &str, after: &str, own: &mut Vec<Question>) -> bool {
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let asks = words.ends_with('?') || ASKS.has_any_case(first);
    let labelled = matches!(words.as_bytes(), [b'H' | b'Q', b'0'..=b'9', ..]) || words.starts_with("RQ");
    let after = &after[..end_of_sentence(after)];
    let last = last_word(before.trim_end().trim_end_matches([',', ':', '(']));
    let object = OBJECTS.has_any_case(last) || before.ends_with("(e.g., ");
    let named = OWN.find(before).next().is_some() || OWN.find(after).next().is_some();
    let asked = named || ABOUT.has_any_case(last);
    let is_own = labelled || object || asks && asked || repeats(words, own);
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
