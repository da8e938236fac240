//! Quotations held against sources of our own making.

use proptest::prelude::*;

use super::*;
use crate::model::{BlockKind, Departure, Format, Source, build};
use crate::text::Span;

fn document(text: &str, format: Format) -> Document {
    let source = Source::new("source.txt", format, text.to_owned());
    build(source, |builder| {
        builder.block(BlockKind::Paragraph);
        builder.same(Span::new(0, text.len()));
        Ok::<(), ()>(())
    })
    .unwrap()
}

/// Enough words of another kind that a source is a whole work.
fn filler() -> String {
    let mut out = String::new();
    for n in 0..90u32 {
        let word = |m: u32| ["kiln", "moss", "tariff", "harbour", "lantern", "ledger", "orchard"][(n * m % 7) as usize];
        out.push_str(&format!("Of the {} and {} they kept {} records. ", word(3), word(5), word(2)));
    }
    out
}

fn held(quotation: &str, source: &str) -> (Verdict, Option<Evidence>) {
    let text = format!("“{quotation}”");
    let manuscript = document(&text, Format::Text);
    let at = ProseSpan::new(0, text.len());
    let inner = ProseSpan::new('“'.len_utf8(), text.len() - '”'.len_utf8());
    let one = Quotation {
        span: Span::new(0, text.len()),
        at,
        inner,
        sentence: crate::model::SentenceId(0),
        kind: Quoting::Work,
        block: false,
        closed: true,
        words: 9,
        placed: false,
    };
    let work = Arc::new(Work::new(document(source, Format::Text), Vec::new(), Extent::Whole, None));
    let entry = EntryId { library: 0, index: 0 };
    hold(&manuscript, &one, &Wording::of(manuscript.prose.slice(inner)), entry, SourceId(2), &work)
}

const SOURCE: &str = "When the bridge was closed in 1911, the county did not pay the ferrymen any more than \
    0.5 shillings a day; modern visitors rarely believe it. The toll (see Marlow, 1987) was never lowered \
    below −3 marks, and at least one of the clerks could have told why.";

#[test]
fn what_quoting_allows_is_found() {
    for quotation in [
        "the county did not pay the ferrymen any more than 0.5 shillings a day",
        "[T]he county did not pay … modern visitors rarely believe it.",
        "THE COUNTY DID NOT PAY the ferrymen",
        "the county [of the valley] did not pay the ferrymen",
        "[it] did not pay the ferrymen any more than 0.5 shillings",
        "The toll was never lowered below −3 marks",
        "the coun-ty did not pay the ferrymen any more",
        "When the bridge was closed ... one of the clerks could have told why",
        "the county did not [sic] pay the ferrymen (emphasis added)",
    ] {
        assert_eq!(held(quotation, &(filler() + SOURCE)).0, Verdict::Supports, "{quotation}");
    }
}

#[test]
fn what_a_writer_changed_is_shown() {
    use Departure::*;
    for (quotation, kind, ours, theirs) in [
        ("the county did pay the ferrymen any more than 0.5 shillings a day", Negation, "", "not"),
        ("When the bridge was not closed in 1911, the county did not pay", Negation, "not", ""),
        ("When the bridge was closed in 1912, the county did not pay", Number, "1912", "1911"),
        ("the county did not pay the boatmen any more than 0.5 shillings a day", Word, "boatmen", "ferrymen"),
        ("modern visitors of the museum rarely believe it", Added, "of the museum", ""),
        ("modern visitors often believe it. The toll", Word, "often", "rarely"),
        ("any more than 5 shillings a day; modern visitors rarely believe it", Number, "5", "0.5"),
        ("the county did not pay any more than 0.5 shillings a day", Dropped, "", "the ferrymen"),
        ("at least one of the clerks must have told why", Word, "must", "could"),
        ("never lowered below 3 marks, and at least one of the clerks", Number, "below 3", "below −3"),
    ] {
        let (verdict, evidence) = held(quotation, &(filler() + SOURCE));
        assert_eq!(verdict, Verdict::Altered, "{quotation}");
        let differences = evidence.unwrap().differences;
        let first = &differences[0];
        let found = (first.kind, first.ours_text.as_str(), first.theirs_text.as_str());
        assert_eq!(found, (kind, ours, theirs), "{quotation}: {differences:?}");
    }
}

#[test]
fn words_in_another_order_are_shown_as_such() {
    let (verdict, evidence) = held("modern rarely visitors believe it. The toll was", &(filler() + SOURCE));
    assert_eq!(verdict, Verdict::Altered);
    assert!(evidence.unwrap().differences.iter().any(|one| one.kind == Departure::Order));
}

#[test]
fn what_a_machine_did_accuses_nobody() {
    for (quotation, source) in [
        ("modern visitors of the harbour rarely believe it", "modem visitors of the harb0ur rarely be-\nlieve it"),
        ("the ferrymen were profiting from it for years", "the ferrymen were proﬁting frorn it for years"),
        ("the phylogenetic tree of ferries was drawn", "the pbylogenetic tree of ferries was drawn"),
        ("it was shown that the toll was raised again", "it was shown12 that the toll was raised again"),
        (
            "the toll was raised again in the winter",
            "the toll was\n\n   JOURNAL OF TOLLS   14\n\nraised again in the winter",
        ),
        ("theywere never paid for the crossing at all", "they were never paidfor the crossing at all"),
    ] {
        assert_eq!(held(quotation, &(filler() + source)).0, Verdict::Supports, "{quotation}");
    }
}

#[test]
fn a_work_without_the_words_lacks_them_and_a_page_of_it_does_not_tell() {
    let quotation = "the only honest trade that this valley ever had";
    assert_eq!(held(quotation, &filler()).0, Verdict::NotFound);
    assert_eq!(held(quotation, SOURCE).0, Verdict::Unchecked);
    assert_eq!(
        held("why told have could clerks the of one least at and marks", &(filler() + SOURCE)).0,
        Verdict::NotFound
    );
}

#[test]
fn the_page_is_that_of_the_words() {
    let source = format!("{}\u{c}{SOURCE}\u{c}{}", filler(), filler());
    let (_, evidence) = held("the county did not pay the ferrymen", &source);
    assert_eq!(evidence.unwrap().page, Some(2));
}

#[test]
fn texts_that_mean_harm_are_done_with_soon() {
    let same = "a".repeat(1_000_000);
    assert_eq!(held(&"a".repeat(5000), &same).0, Verdict::Supports);
    assert_eq!(held(&("a".repeat(5000) + "b"), &same).0, Verdict::Unchecked);
    let blank = " .,;\n".repeat(400_000);
    assert_eq!(held("the only honest trade that this valley had", &blank).0, Verdict::Unchecked);
    let long = "kiln and moss … ".repeat(40_000);
    assert_ne!(held(&long, &filler()).0, Verdict::Altered);
    let copies = "the ferrymen of the valley did not pay the toll of the county. ".repeat(20_000);
    assert_eq!(held("the ferrymen of the valley did now pay the toll of the county", &copies).0, Verdict::Unchecked);
}

/// Words as a page breaks them: `breaks` says after which letter a line ends with or without a hyphen.
fn broken(words: &str, breaks: &[u8]) -> String {
    let mut out = String::new();
    let mut breaks = breaks.iter().cycle();
    for c in words.chars() {
        out.push(c);
        match breaks.next() {
            Some(0) if c != ' ' => out.push_str("-\n"),
            Some(1) if c != ' ' => out.push('\u{ad}'),
            Some(2) if c == ' ' => out.push_str("\n  "),
            _ => {}
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_unaltered_slice_is_found_through_line_ends_and_hyphens(
        words in prop::collection::vec("[a-zé]{1,9}", 20..120),
        from in 0usize..15,
        len in 5usize..60,
        breaks in prop::collection::vec(0u8..30, 31),
    ) {
        let source = broken(&words.join(" "), &breaks);
        let slice = words[from..(from + len).min(words.len())].join(" ");
        let (verdict, evidence) = held(&slice, &source);
        prop_assert_eq!(verdict, Verdict::Supports);
        let evidence = evidence.unwrap();
        prop_assert!(source.is_char_boundary(evidence.span.start as usize));
        prop_assert!(source.is_char_boundary(evidence.span.end as usize));
    }

    #[test]
    fn whatever_is_held_against_whatever_keeps_to_boundaries(
        quotation in "(\\PC|[a-e ]|…|\\[|\\]|not |12){0,120}",
        source in "(\\PC|[a-e ]|\n|not |12){0,300}",
        shared in "[a-e ]{0,40}",
    ) {
        let source = format!("{source}{shared}{}{shared}", filler());
        let quotation = format!("{quotation}{shared}{quotation}");
        if let (_, Some(evidence)) = held(&quotation, &source) {
            let whole = format!("“{quotation}”");
            for difference in &evidence.differences {
                prop_assert_eq!(&whole[difference.ours.range()], difference.ours_text.as_str());
                prop_assert_eq!(&source[difference.theirs.range()], difference.theirs_text.as_str());
            }
        }
    }
}
