//! Sentences in which authors speak of their own work: what they did, counted, measured.

use crate::model::{Linked, SentenceId};
use crate::text::words::Words;

/// Words by which authors mean themselves, or those they asked.
static OWN: Words = Words::new(
    "we our ours us i my mine participants participant respondents respondent interviewees interviewee interviewed \
     questionnaire questionnaires sample sampled recruited enrolled informants",
);

/// Phrases by which authors mean what they are writing.
const PHRASES: &[&str] = &["this study", "this paper", "this article", "present study", "this survey", "current study"];

/// Whether a sentence speaks of its authors' own work.
pub fn speaks_of_own_work(linked: &Linked, sentence: SentenceId) -> bool {
    let words = linked.document.words(sentence);
    words.split(|c: char| !c.is_alphanumeric()).any(|word| OWN.has_any_case(word)) || {
        let small = words.to_lowercase();
        PHRASES.iter().any(|phrase| small.contains(phrase))
    }
}
