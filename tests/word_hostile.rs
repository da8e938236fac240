//! Files of word processors that are broken, or made to harm: each is refused in plain words, or read as far as it
//! goes; none takes long or much.

mod office;

use std::time::{Duration, Instant};

use office::{docx, odt, p, read, refused, t, texts, zipped};
use pincite::read as reader;

/// Reads what may be refused, in bounded time.
fn bear(what: &str, name: &str, bytes: &[u8]) -> Result<usize, String> {
    let begun = Instant::now();
    let read = reader::read(name, None, bytes);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(10), "{what} took {took:?}");
    read.map(|document| document.prose.text().len()).map_err(|error| error.why())
}

#[test]
fn what_is_no_text_is_named() {
    let rows: &[(&[(&str, &str)], &str)] = &[
        (&[("xl/workbook.xml", "<workbook/>")], "it is an Excel workbook, which cannot be read yet"),
        (&[("ppt/presentation.xml", "<p/>")], "it is a PowerPoint presentation, which cannot be read yet"),
        (
            &[("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<c/>")],
            "it is an EPUB book, which cannot be read yet",
        ),
        (
            &[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<c/>")],
            "it is an OpenDocument spreadsheet, which cannot be read yet",
        ),
        (&[("notes.txt", "words")], "it is a zip file without a text, which cannot be read yet"),
        (&[("word/document.xml", "<html><body>no</body></html>")], "its text is no Word document"),
        (
            &[("mimetype", "application/vnd.oasis.opendocument.text"), ("styles.xml", "<s/>")],
            "its text is missing: it is damaged",
        ),
    ];
    for (parts, why) in rows {
        assert_eq!(refused("paper.docx", &zipped(parts.iter().copied())), *why);
    }
    let old = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600]].concat();
    assert_eq!(refused("paper.docx", &old), "it is an old Word file, which cannot be read yet");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused("paper.docx", &[old, name].concat()), "it is encrypted");
    assert_eq!(refused("paper.docx", b""), "it is empty");
    assert_eq!(refused("paper.odt", b"Plain words."), "it is no word processor's file, whatever its name says");
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:x\"><manifest:file-entry manifest:full-path=\"content.xml\">\
        <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let closed = odt("<text:p>secret</text:p>", [("META-INF/manifest.xml", manifest)]);
    assert_eq!(refused("paper.odt", &closed), "it is encrypted");
}

#[test]
fn templates_and_files_with_macros_are_read() {
    for name in ["paper.docm", "paper.dotx", "paper.dotm", "paper.doc", "paper"] {
        assert_eq!(texts(&read(name, &docx(&p(&t("One.")), []))), ["One."], "{name}");
    }
    let template = "application/vnd.oasis.opendocument.text-template";
    let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
        <office:body><office:text><text:p>One.</text:p></office:text></office:body></office:document-content>";
    assert_eq!(texts(&read("paper.ott", &zipped([("mimetype", template), ("content.xml", content)]))), ["One."]);
}

#[test]
fn a_file_cut_anywhere_is_refused_or_read() {
    let words: String = (0..200).map(|n| p(&t(&format!("Line {n} of the log (Ode, 2004).")))).collect();
    for file in [docx(&words, []), odt("<text:p>One (Ode, 2004).</text:p>", [])] {
        for cut in (0..file.len()).step_by(7) {
            let _ = bear("a cut file", "paper.docx", &file[..cut]);
        }
        assert_eq!(
            bear("a cut file", "paper.docx", &file[..file.len() - 30]),
            Err("it is cut off or damaged".to_owned())
        );
        for at in (30..file.len()).step_by(3) {
            let mut other = file.clone();
            other[at] ^= 0x55;
            let _ = bear("a changed file", "paper.docx", &other);
        }
    }
    let main = office::document(&words);
    let cut = &main[..main.len() / 2];
    let cut = &cut[..cut.rfind("<w:t").unwrap() + 30];
    assert_eq!(refused("paper.docx", &zipped([("word/document.xml", cut)])), "its text breaks off: it is damaged");
}

#[test]
fn missing_parts_cost_only_themselves() {
    let body = format!("{}{}", p(&format!("{}<w:r><w:footnoteReference w:id=\"3\"/></w:r>", t("One"))), p(&t("Two.")));
    let relations = "<Relationships><Relationship Type=\"x/footnotes\" Target=\"../../../../etc/passwd\"/><Relationship Type=\"x/styles\" Target=\"C:\\\\none.xml\"/></Relationships>";
    let file = docx(&body, [("word/_rels/document.xml.rels", relations), ("../../outside.xml", "<x/>")]);
    assert_eq!(texts(&read("paper.docx", &file)), ["One\u{fffc}", "Two."]);
}

#[test]
fn bombs_do_not_go_off() {
    let blanks = " ".repeat(160 << 20);
    let body = format!("<w:p/>{blanks}");
    let bomb = docx(&body, []);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(
        bear("a zip bomb", "paper.docx", &bomb),
        Err("its part word/document.xml inflates to more than a text can be".to_owned())
    );
    // A part beside the text may be as large.
    let bomb = docx(&p(&t("One.")), [("word/styles.xml", body.as_str())]);
    assert_eq!(
        bear("a zip bomb", "paper.docx", &bomb),
        Err("its part word/styles.xml inflates to more than a text can be".to_owned())
    );
    // Entities are not expanded, declared or not.
    let entities: String =
        (1..20).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let main = office::document(&p("<w:r><w:t>a&e19;b&unknown;c</w:t></w:r>"))
        .replace("?>", &format!("?><!DOCTYPE x [<!ENTITY e0 \"ha\">{entities}]>"));
    assert_eq!(texts(&read("paper.docx", &zipped([("word/document.xml", main.as_str())]))), ["abc"]);
}

#[test]
fn ten_thousand_parts_are_a_file() {
    let names: Vec<String> = (0..10_000).map(|n| format!("word/media/image{n}.xml")).collect();
    let file = docx(&p(&t("One.")), names.iter().map(|name| (name.as_str(), "x")));
    assert_eq!(bear("many parts", "paper.docx", &file), Ok(4));
}

#[test]
fn depth_and_number_cost_no_more_than_their_length() {
    let many = 100_000;
    let notes = format!(
        "<w:footnotes {}><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        office::WORD,
        p(&format!("{}<w:r><w:footnoteReference w:id=\"1\"/></w:r>", t(&"long ".repeat(1000))))
    );
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    for body in [
        "<w:sdt>".repeat(many),
        "<w:p>".repeat(many),
        "</w:p>".repeat(many),
        "<w:p><w:pPr>".repeat(many),
        "<w:p><w:r><w:txbxContent>x".repeat(many),
        format!("{}{}", "<w:p><w:r><w:txbxContent>".repeat(many), "</w:txbxContent></w:r></w:p>".repeat(many)),
        "<w:tbl><w:tr><w:tc>".repeat(many),
        "<mc:AlternateContent><mc:Choice>".repeat(many),
        "<w:hyperlink w:anchor=\"a\"><w:r><w:t>x</w:t></w:r>".repeat(many),
        p(&format!("{}{}", begin.repeat(many), t("x"))),
        format!("{}{}", begin.repeat(many), p(&t("x")).repeat(many)),
        p(&"<w:r><w:footnoteReference w:id=\"1\"/></w:r>".repeat(many)),
        "<w:bookmarkStart w:id=\"1\" w:name=\"ZOTERO_BREF_a\"/>".repeat(many),
        p(&t(&"x".repeat(10 << 20))),
        p(&office::field(&[" ADDIN ZOTERO_ITEM CSL_CITATION ", &"{\"citationItems\":[".repeat(many)], &t("x"))),
        p(&office::field(&[" ADDIN EN.CITE <EndNote>", &"<Cite><record>".repeat(many)], &t("x"))),
        "<w:del>".repeat(many),
        "<m:oMath>".repeat(many),
    ] {
        let _ = bear(&body[..body.len().min(60)], "paper.docx", &docx(&body, [("word/footnotes.xml", notes.as_str())]));
    }
    for text in [
        "<text:p><text:note><text:note-body>".repeat(many),
        "<text:p><draw:frame><draw:text-box>".repeat(many),
        "<text:list><text:list-item>".repeat(many),
        "<text:span>".repeat(many),
        "<text:section text:name=\"refs\">".repeat(many),
        "<text:p><draw:object xlink:href=\"./a\"/>x".repeat(many),
        "<text:p><text:s text:c=\"4000000000\"/>x".repeat(many),
        format!("<text:p>{}</text:p>", "<text:reference-mark-start text:name=\"a\"/>x".repeat(many)),
    ] {
        let _ = bear(&text[..text.len().min(60)], "paper.odt", &odt(&text, [("a/content.xml", "<office:document/>")]));
    }
}
