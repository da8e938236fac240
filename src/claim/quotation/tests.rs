//! Marks of many kinds, and whose words stand between them.

use super::*;
use crate::model::{Builder, Format, Source, build};
use crate::text::Span;

fn document(blocks: &[(BlockKind, &str)]) -> Document {
    let text: String = blocks.iter().map(|(_, text)| format!("{text}\n\n")).collect();
    let source = Source::new("paper.txt", Format::Text, text);
    build(source, |builder: &mut Builder| {
        let mut at = 0;
        for (kind, text) in blocks {
            builder.block(*kind);
            builder.same(Span::new(at, at + text.len()));
            at += text.len() + 2;
        }
        Ok::<(), ()>(())
    })
    .unwrap()
}

fn found(text: &str) -> Vec<(Quoting, String)> {
    let document = document(&[(BlockKind::Paragraph, text)]);
    find(&document).iter().map(|one| (one.kind, document.prose.slice(one.inner).to_owned())).collect()
}

#[test]
fn marks_of_every_kind_are_read() {
    let words = "the old ferry was never safe";
    for (open, close) in [("“", "”"), ("\"", "\""), ("«", "»"), ("« ", " »"), ("»", "«"), ("„", "“"), ("‘", "’")]
    {
        let text = format!("He wrote that {open}{words}{close} in winter.");
        assert_eq!(found(&text), [(Quoting::Work, words.to_owned())], "{text}");
    }
}

#[test]
fn marks_in_marks_and_apostrophes_are_no_quotations_of_their_own() {
    assert_eq!(found("He wrote that “the ‘old’ ferry was “never” safe”.").len(), 1);
    assert_eq!(found("The ferrymen’s boats’ crews left in the ‘90s and the boats’ owners too.").len(), 0);
    let text = "He says ‘the ferrymen’s boats were never as safe as that’ and leaves.";
    assert_eq!(found(text)[0].1, "the ferrymen’s boats were never as safe as that");
}

#[test]
fn an_open_mark_quotes_to_the_end_of_its_paragraph() {
    let document = document(&[
        (BlockKind::Paragraph, "He wrote: “the ferry was never safe and"),
        (BlockKind::Paragraph, "It sank."),
    ]);
    let quotations = find(&document);
    assert_eq!(quotations.len(), 1);
    assert!(!quotations[0].closed && quotations[0].words == 6);
}

#[test]
fn a_block_of_quotation_is_one() {
    let document = document(&[
        (BlockKind::Paragraph, "He wrote:"),
        (BlockKind::Quote, "The “old” ferry was never safe (Osei, 2004)."),
    ]);
    let quotations = find(&document);
    assert_eq!(quotations.len(), 1);
    assert!(quotations[0].block && quotations[0].kind == Quoting::Work);
}

#[test]
fn whose_words_they_are() {
    use Quoting::*;
    for (text, kind) in [
        ("He calls this “the security dilemma” again.", Term),
        ("Osei writes that “the ferry was never safe” again.", Work),
        ("Her article titled “The ferry that was never safe at all” is old.", Title),
        ("In “Who Owns the Bridge? Tolls and Power in the North” she says so.", Title),
        ("Under the title of “Ferries and the making of the north” he wrote it.", Title),
        ("“We crossed every day until the ice came” (P7, 2024).", Participant),
        ("“We crossed every day until the ice came (P7, 2024).”", Participant),
        ("“We crossed every day until the ice came P5, 2024.)”", Participant),
        ("“We crossed every day until the ice came” (NK3).", Participant),
        ("Interviewee 3 said: “We crossed every day until the ice came”.", Participant),
        ("As one participant put it, “we crossed every day until the ice came”.", Participant),
        ("The first item (“I like the ferry more than the bridge”) was dropped.", Own),
        ("It became a possible “thorn in the ferryman’s side” there.", Term),
        ("The notion of “a crossing that is owed to nobody at all” is old.", Term),
        ("The word sasla ‘to let a hide soak in the water’ is old.", Term),
        ("This study asks “why the ferry was kept when the bridge stood”.", Own),
        ("Little is known on “how ferrymen and owners shared the toll” so far.", Own),
        ("He asked “why the ferry was kept when the bridge stood” and left.", Work),
    ] {
        assert_eq!(found(text).first().map(|(kind, _)| *kind), Some(kind), "{text}");
    }
}

#[test]
fn a_question_of_the_study_is_known_again() {
    let text = "This study asks “why was the ferry kept when the bridge stood?” at first. \
                Section two turns to “Why was the ferry kept when the new bridge stood?” again.";
    assert_eq!(found(text).iter().filter(|(kind, _)| *kind == Quoting::Own).count(), 2);
}
