//! Word and OpenDocument files: what a reader of the text sees, and where it lies.

mod office;

use office::{blocks, checked, docx, findings, links, odt, p, read, styled, t, texts};
use pincite::model::{BlockKind, Document, Format, MarkKind};

use BlockKind::*;

/// The words at a span of the source.
fn at<'d>(document: &'d Document, words: &str) -> &'d str {
    let at = document.prose.text().find(words).unwrap();
    let span = document.prose.source(pincite::text::ProseSpan::new(at, at + words.len()));
    document.source.slice(span)
}

#[test]
fn a_story_reads_the_same_in_every_form() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/ferries");
    let of = |name: &str| read(name, &std::fs::read(folder.join(name)).unwrap());
    let [word, open, flat] = ["paper.docx", "paper.odt", "paper.fodt"].map(of);
    assert_eq!((word.source.format, open.source.format), (Format::Docx, Format::Odt));
    let want = [
        (Heading, "Ferries of the lower river"),
        (Heading, "Background"),
        (
            Paragraph,
            "The ferry carried sheep and mail over the bar (Marlow, 1987), as Holland (2021) found.\u{fffc} It crossed 10³ times a year.",
        ),
        (Note, "Ode (2004, p. 12) says otherwise."),
        (Quote, "We went over twice a day, and never once did the rope give way (Marlow, 1987, p. 4)."),
        (Item, "ropes of hemp"),
        (Item, "ropes of wire (Fair, 2014)"),
        (Caption, "Table 1. Crossings"),
        (Table, "Year"),
        (Table, "Trips"),
        (Table, "1901"),
        (Table, "730"),
        (Heading, "References"),
        (Reference, "Holland, J. (2021). Boats and tides. Harbour Press."),
        (Reference, "Marlow, R. (1987). Rope. Quay Books."),
        (Reference, "Ode, P. (2004). Tar. Quay Books."),
    ];
    for document in [&word, &open, &flat] {
        assert_eq!(blocks(document), want, "{}", document.source.path);
        assert_eq!(document.source.text, word.source.text, "{}", document.source.path);
        assert_eq!(document.marks.iter().map(|mark| mark.kind).collect::<Vec<_>>(), [MarkKind::NoteRef]);
        assert_eq!(document.shown(document.blocks[2].at).matches("found.¹").count(), 1);
    }
    assert!(word.source.text.contains("times a year.\n¹ Ode (2004, p. 12)"), "{}", word.source.text);
    assert!(
        word.source.text.contains("\n• ropes of wire (Fair, 2014)\n\nTable 1. Crossings\n\nYear\tTrips\n1901\t730\n\n")
    );
}

#[test]
fn a_manuscript_alone_is_held_against_its_own_list() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/ferries");
    for name in ["paper.docx", "paper.odt"] {
        let report = checked(name, std::fs::read(folder.join(name)).unwrap(), None);
        let entry = |link: &pincite::model::Link| link.entries.first().map(|&id| report.linked.entry(id).label());
        let found: Vec<_> = report.linked.links.iter().map(|link| entry(link).unwrap_or_default()).collect();
        assert_eq!(found, ["Marlow (1987)", "Holland (2021)", "Ode (2004)", "Marlow (1987)", ""]);
        let missing = report.diagnostics.iter().find(|found| found.code == "C001").expect("Fair is not in the list");
        let label = &missing.finding.at;
        let source = report.source(label.source).unwrap();
        assert_eq!(source.slice(label.span), "Fair, 2014");
        assert_eq!(
            source.place(label.span.start).line,
            source.text[..label.span.start as usize].matches('\n').count() + 1
        );
    }
}

#[test]
fn tracked_changes_are_read_as_they_stand_now() {
    let body = [
        p(&format!(
            "{}<w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>two</w:delText></w:r></w:del>{}",
            t("one "),
            t("three "),
            t("four")
        )),
        // The end of this paragraph was deleted: the next goes on in it.
        format!("<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>{}</w:p>", t("The rope ")),
        p(&t("was wet.")),
        p(&format!("<w:moveFrom w:id=\"4\">{}</w:moveFrom>{}", t("Moved."), t("Stays."))),
        p(&format!("<w:moveTo w:id=\"4\">{}</w:moveTo>", t("Moved."))),
        // What the words looked like before is no property of theirs.
        p("<w:r><w:rPr><w:rPrChange w:id=\"5\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Seen.</w:t></w:r>"),
    ]
    .concat();
    let document = read("paper.docx", &docx(&body, []));
    assert_eq!(texts(&document), ["one three four", "The rope was wet.", "Stays.", "Moved.", "Seen."]);
    assert_eq!(at(&document, "rope was"), "rope was");
}

#[test]
fn words_are_as_a_reader_sees_them() {
    let rows = [
        ("<w:r><w:t>a &amp; b &#8217;s</w:t></w:r>", "a & b ’s"),
        (
            "<w:r><w:t> no blanks </w:t></w:r><w:r><w:t xml:space=\"preserve\"> but these </w:t></w:r>",
            "no blanks but these",
        ),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well-known"),
        ("<w:r><w:t>ferry</w:t><w:softHyphen/><w:t>boat</w:t></w:r>", "ferryboat"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a b c d"),
        (
            "<w:r><w:t>5</w:t><w:sym w:font=\"Symbol\" w:char=\"F0B0\"/><w:sym w:font=\"Symbol\" w:char=\"F061\"/></w:r>",
            "5°α",
        ),
        ("<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>6</w:t></w:r>", "10⁶"),
        ("<w:r><w:t>seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> not</w:t></w:r>", "seen"),
        ("<w:r><w:t>seen</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>too</w:t></w:r>", "seentoo"),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>filled in</w:t></w:r></w:sdtContent></w:sdt>", "filled in"),
        (
            "<w:r><w:t>x</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>",
            "x",
        ),
        (
            "<w:commentRangeStart w:id=\"0\"/><w:r><w:t>said</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>",
            "said",
        ),
        ("<w:r><w:t>so </w:t></w:r><m:oMath><m:r><m:t>x=2015</m:t></m:r></m:oMath>", "so\u{fffc}"),
    ];
    for (runs, want) in rows {
        let body = p(runs);
        let comments =
            format!("<w:comments {}><w:comment w:id=\"0\">{}</w:comment></w:comments>", office::WORD, p(&t("Really?")));
        let header = format!("<w:hdr {}>{}</w:hdr>", office::WORD, p(&t("Running head")));
        let file = docx(&body, [("word/comments.xml", comments.as_str()), ("word/header1.xml", header.as_str())]);
        assert_eq!(texts(&read("paper.docx", &file)), [want], "{runs}");
    }
}

#[test]
fn other_prefixes_and_strict_files_are_read() {
    let main = "<ns0:document xmlns:ns0=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><ns0:body><ns0:p><ns0:r>\
        <ns0:t>One.</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>";
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"/text/main.xml\"/></Relationships>";
    let file = office::zipped([("_rels/.rels", relations), ("text/main.xml", main)]);
    assert_eq!(texts(&read("paper.docx", &file)), ["One."]);
    assert_eq!(texts(&read("whatever.bin", &file)), ["One."], "what a file is shows in it, not in its name");
}

#[test]
fn styles_and_lists_say_what_a_paragraph_is() {
    let styles = format!(
        "<w:styles {}><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:styleId=\"Mine\"><w:name w:val=\"My part\"/><w:basedOn w:val=\"berschrift1\"/></w:style>\
         <w:style w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Loop\"/></w:style>\
         <w:style w:styleId=\"Out\"><w:name w:val=\"Out\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
         <w:style w:styleId=\"Zit\"><w:name w:val=\"Quote\"/></w:style><w:style w:styleId=\"V1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>",
        office::WORD
    );
    let numbering = format!(
        "<w:numbering {}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
         <w:lvlText w:val=\"[%1]\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        office::WORD
    );
    let item = |words: &str| {
        format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>", t(words))
    };
    let bold = |words: &str| p(&format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r>"));
    let body = [
        styled("V1", &t("References 12")),
        styled("berschrift1", &t("One")),
        styled("Mine", &t("Two")),
        styled("Out", &t("Three")),
        styled("Loop", &t("Words of it [2].")),
        styled("Zit", &t("A quotation.")),
        styled("Titre2", &t("Four")),
        bold("A bold line of a few words"),
        bold("A bold sentence, all of it."),
        p(&t("References")),
        item("Marlow, R. (1987). Rope. Quay Books."),
        item("Ode, P. (2004). Tar. Quay Books."),
        bold("Appendix A"),
        p(&t("So it ends.")),
    ]
    .concat();
    let file = docx(&body, [("word/styles.xml", styles.as_str()), ("word/numbering.xml", numbering.as_str())]);
    let document = read("paper.docx", &file);
    let want = [
        (Heading, "One"),
        (Heading, "Two"),
        (Heading, "Three"),
        (Paragraph, "Words of it [2]."),
        (Quote, "A quotation."),
        (Heading, "Four"),
        (Heading, "A bold line of a few words"),
        (Paragraph, "A bold sentence, all of it."),
        (Heading, "References"),
        (Reference, "[1] Marlow, R. (1987). Rope. Quay Books."),
        (Reference, "[2] Ode, P. (2004). Tar. Quay Books."),
        (Heading, "Appendix A"),
        (Paragraph, "So it ends."),
    ];
    assert_eq!(blocks(&document), want);
    // The numbers that Word makes are those that the text cites.
    let report = checked("paper.docx", file, None);
    assert_eq!(links(&report), [("2".to_owned(), "linked", vec![report.linked.libraries[0].entries[1].key.clone()])]);
}

#[test]
fn text_boxes_are_read_once_and_notes_stand_apart() {
    let inside = p(&t("In the box."));
    let boxed = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r>"
    );
    let note = |kind: &str, id: &str| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = p(&format!("{}{boxed}{}{}{}", t("The ferry"), note("footnote", "2"), t(" ran."), note("endnote", "5")));
    let notes = |kind: &str, id: &str, words: &str| {
        format!(
            "<w:{kind}s {}><w:{kind} w:type=\"separator\" w:id=\"-1\">{}</w:{kind}><w:{kind} w:id=\"{id}\"><w:p><w:r><w:{kind}Ref/></w:r>{}</w:p>{}</w:{kind}></w:{kind}s>",
            office::WORD,
            p(&t("line")),
            t(&format!(" {words}")),
            p(&t("And more."))
        )
    };
    let (feet, ends) = (notes("footnote", "2", "At the foot."), notes("endnote", "5", "At the end."));
    let document =
        read("paper.docx", &docx(&body, [("word/footnotes.xml", feet.as_str()), ("word/endnotes.xml", ends.as_str())]));
    let want = [
        (Paragraph, "The ferry\u{fffc} ran.\u{fffc}"),
        (Paragraph, "In the box."),
        (Note, "At the foot."),
        (Note, "And more."),
        (Note, "At the end."),
        (Note, "And more."),
    ];
    assert_eq!(blocks(&document), want);
}

#[test]
fn pages_are_told_where_the_file_tells_them() {
    let turn = "<w:r><w:lastRenderedPageBreak/></w:r>";
    let made = "<w:r><w:br w:type=\"page\"/></w:r>";
    let body = [
        p(&format!("{}{turn}{}", t("One (Ode, "), t("2004)."))),
        p(made),
        p(&format!("{turn}{}", t("Three (Fair, 2014)."))),
    ]
    .concat();
    let document = read("paper.docx", &docx(&body, []));
    assert_eq!(texts(&document), ["One (Ode, 2004).", "Three (Fair, 2014)."]);
    let page = |words: &str| document.source.page(document.source.text.find(words).unwrap() as u32);
    assert_eq!([page("One"), page("2004"), page("Three")], [Some(1), Some(2), Some(3)]);
    // A break of the author's tells nothing of the pages that came of themselves.
    let document = read("paper.docx", &docx(&[p(&t("One.")), p(made), p(&t("Two."))].concat(), []));
    assert_eq!(document.source.page(0), None);
}

#[test]
fn open_documents_are_read_as_they_are_shown() {
    let text = "<text:p>a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d\n   e <text:span>f</text:span></text:p>\
        <text:p>x<office:annotation><text:p>Really?</text:p></office:annotation>y<text:hidden-text>z</text:hidden-text>\
        <draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box><svg:desc>A box</svg:desc></draw:frame> end</text:p>\
        <text:table-of-content><text:index-body><text:p>References 3</text:p></text:index-body></text:table-of-content>\
        <text:bibliography><text:bibliography-source/><text:index-body><text:index-title><text:p>Bibliography</text:p></text:index-title>\
        <text:p>Marlow, R. (1987). Rope.</text:p></text:index-body></text:bibliography><text:p>After it.</text:p>";
    let document = read("paper.odt", &odt(text, []));
    let want = [
        (Paragraph, "a b c d e f"),
        (Paragraph, "xy end"),
        (Paragraph, "In the box."),
        (Heading, "Bibliography"),
        (Reference, "Marlow, R. (1987). Rope."),
        (Reference, "After it."),
    ];
    assert_eq!(blocks(&document)[..5], want[..5]);
    assert_eq!(
        findings(&checked("paper.odt", odt("<text:p>No.</text:p>", []), None)).len(),
        1,
        "that nothing was checked"
    );
}

#[test]
fn a_comment_to_pincite_hides_what_it_is_about() {
    let mark = "<w:r><w:commentReference w:id=\"1\"/></w:r>";
    let body = [p(&format!("{}{mark}", t("The rope held (Nobody, 1999)."))), p(&t("The tar did not (Nobody, 1999)."))]
        .concat();
    let said = |words: &str| {
        format!("<w:comments {}><w:comment w:id=\"1\">{}</w:comment></w:comments>", office::WORD, p(&t(words)))
    };
    let bib = "@book{ode2004, author = {Ode, P.}, title = {Tar}, date = {2004}}\n";
    let lines = |file: Vec<u8>, name: &str| -> Vec<usize> {
        let report = checked(name, file, Some(bib));
        let missing =
            report.diagnostics.iter().filter(|found| found.code == "C001").map(|found| found.finding.at.span.start);
        missing.map(|at| report.linked.document.source.place(at).line).collect()
    };
    let said_so = said("pincite-ignore C001: he is known");
    let file = docx(&body, [("word/comments.xml", said_so.as_str())]);
    assert!(read("paper.docx", &file).source.text.starts_with("pincite-ignore C001: he is known\nThe rope held"));
    assert_eq!(texts(&read("paper.docx", &file))[0], "The rope held (Nobody, 1999).");
    assert_eq!(lines(file, "paper.docx"), [4]);
    let talk = said("Who is this?");
    assert_eq!(lines(docx(&body, [("word/comments.xml", talk.as_str())]), "paper.docx"), [1, 3]);
    let text = "<text:p>The rope held (Nobody, 1999).<office:annotation><text:p>pincite-ignore C001</text:p></office:annotation></text:p>\
        <text:p>The tar did not (Nobody, 1999).</text:p>";
    assert_eq!(lines(odt(text, []), "paper.odt"), [4]);
}

#[test]
fn a_plain_text_that_a_word_processor_opened_is_prose() {
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"PreformattedText\"/></w:pPr>{}</w:p>",
        t("Ferries ran in summer only (Osei, 2004).")
    );
    let document = read("paper.docx", &docx(&body, []));
    assert_eq!(blocks(&document), [(Paragraph, "Ferries ran in summer only (Osei, 2004).")]);
}
