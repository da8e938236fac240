//! PDF files: their text, and what files of unknown origin can do.
#![cfg(feature = "pdf")]

use std::time::{Duration, Instant};

use lopdf::{Dictionary, Stream};
use pincite::model::{Document, Format};
use pincite::read;

/// A file from its objects, numbered from 1; the first is its catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    out.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).bytes());
    out
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{entries}/Length {}>>stream\n", content.len()).into_bytes();
    out.extend(content);
    out.extend(b"\nendstream");
    out
}

/// Content that inflates to `length` times the same byte.
fn bomb(length: usize, byte: u8) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), vec![byte; length]);
    stream.compress().unwrap();
    stream.content
}

const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";

/// A file of one page, with a font, and an object more where one is asked for.
fn page(content: &[u8], font: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>/Contents 4 0 R>>";
    let mut objects: Vec<Vec<u8>> = vec![b"<</Type/Catalog/Pages 2 0 R>>".into(), PAGES.into(), page.into()];
    objects.push(stream("", content));
    objects.push(font.into());
    objects.extend_from_slice(more);
    file(&objects)
}

fn read(bytes: &[u8]) -> Result<Document, String> {
    read::read("work.pdf", None, bytes).map_err(|error| error.why())
}

fn words(bytes: &[u8]) -> String {
    read(bytes).unwrap().prose.text().to_owned()
}

#[test]
fn lines_are_words_in_reading_order() {
    let content = b"BT /F 10 Tf 72 700 Td (Ferries were the only cross-) Tj 0 -12 Td [(ing ) -20 (\\(Osei,)] TJ 0 -12 Td (2004\\).) Tj ET";
    let document = read(&page(content, FONT, &[])).unwrap();
    assert_eq!(document.source.format, Format::Pdf);
    assert_eq!(document.source.text, "Ferries were the only cross-\ning (Osei,\n2004).\n");
    assert_eq!(document.prose.text(), "Ferries were the only crossing (Osei, 2004).");
    assert!(document.source.rough);
    // Nobody draws blanks, and the second line is drawn first.
    let content = b"BT /F 10 Tf 1 0 0 1 72 688 Tm (it) Tj 1 0 0 1 90 688 Tm (is) Tj 1 0 0 1 72 700 Tm (So) Tj ET";
    assert_eq!(words(&page(content, FONT, &[])), "So it is");
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut content = String::from(
        "BT /F 10 Tf 72 760 Td (Of rope and tide, and of the keepers of the lights of the northern isles) Tj ET\n",
    );
    for line in 0..12 {
        let y = 700 - line * 12;
        content.push_str(&format!("BT /F 7 Tf 72 {y} Td (left line {line} of the ferry and the river) Tj ET\n"));
        content.push_str(&format!("BT /F 7 Tf 320 {y} Td (right line {line} of the keepers and lights) Tj ET\n"));
    }
    let text = read(&page(content.as_bytes(), FONT, &[])).unwrap().source.text;
    let order: Vec<&str> = text.split_whitespace().filter(|word| matches!(*word, "left" | "right")).collect();
    assert!(
        order[..12].iter().all(|word| *word == "left") && order[12..].iter().all(|word| *word == "right"),
        "{text}"
    );
    assert!(text.starts_with("Of rope"), "{text}");
}

#[test]
fn ligatures_and_codes_of_their_own_are_letters() {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Own/Encoding<</Differences[1/fi/f_f_i/eacute/quoteright]>>>>";
    assert_eq!(
        words(&page(b"BT /F 10 Tf (\x01rst o\x02ce caf\x03 it\x04s) Tj ET", font, &[])),
        "first office café it’s"
    );
    let map = stream("", b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0001> <0003> <0041> <0009> <0009> <00660066> endbfrange");
    let font = "<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/ToUnicode 6 0 R>>";
    assert_eq!(words(&page(b"BT /F 10 Tf <000100020009> Tj ET", font, &[map])), "ABff");
    // Raised digits are no part of the number before them.
    let content = b"BT /F 10 Tf 72 700 Td (33 billion) Tj 6 0 0 6 0 0 Tm 0 0 Td ET BT /F 6 Tf 132 704 Td (12) Tj ET";
    assert_eq!(words(&page(content, FONT, &[])), "33 billion¹²");
}

#[test]
fn what_gives_no_text_says_why() {
    let picture = stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"x");
    let locked = String::from_utf8_lossy(&page(b"BT (x) Tj ET", FONT, &[]))
        .replace("/Root 1 0 R", "/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P 0>>/ID[(a)(a)]");
    let whole = page(b"BT /F 10 Tf 72 700 Td (So it is) Tj ET", FONT, &[]);
    let table: [(&[u8], &str); 7] = [
        (b"", "it is empty"),
        (b"<!doctype html><p>Sign in", "it is no PDF, whatever its name says"),
        (&page(b"/X Do", FONT, &[picture]), "its pages are pictures, without text"),
        (&page(b"", FONT, &[]), "its pages hold no text"),
        (locked.as_bytes(), "it is encrypted"),
        (b"%PDF-1.4\nnothing", "it is damaged"),
        (&whole[..40], "it is damaged"),
    ];
    for (bytes, want) in table {
        assert_eq!(read(bytes).err().as_deref(), Some(want));
    }
    let junk = [b"junk before\n".as_slice(), &whole].concat();
    assert_eq!(words(&junk), "So it is");
}

#[test]
fn hostile_files_are_bounded() {
    let deep =
        |open: &str, close: &str, times: usize| format!("{}{}", open.repeat(times), close.repeat(times)).into_bytes();
    let text = b"BT /F 10 Tf 72 700 Td (So it is) Tj ET";
    let huge = stream("/Filter/FlateDecode", &bomb(300 << 20, b' '));
    let many: Vec<u8> = "BT /F 10 Tf (x) Tj ET q\n".repeat(200_000).into_bytes();
    let own = |entries: &str, content: &[u8]| stream(&format!("/Type/XObject/Subtype/Form{entries}"), content);
    let mut circle: Vec<Vec<u8>> = vec![b"<</Type/Catalog/Pages 2 0 R>>".into()];
    circle.push(b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 9/Parent 2 0 R>>".into());
    circle.push(b"<</Type/Pages/Kids[2 0 R]/Count 9/Parent 3 0 R>>".into());
    let mut bombed = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), PAGES.into()];
    bombed.push(b"<</Type/Page/Parent 2 0 R/Contents[4 0 R 4 0 R 4 0 R 4 0 R]>>".into());
    bombed.push(huge.clone());
    let cases: [(&str, Vec<u8>); 12] = [
        ("a page that inflates", file(&bombed)),
        ("objects in objects", page(text, FONT, &[deep("[", "]", 10_000)])),
        ("dictionaries in dictionaries", page(text, FONT, &[deep("<</a", ">>", 10_000)])),
        ("a content of arrays", page(&deep("[", "] TJ", 10_000), FONT, &[])),
        ("a content of brackets", page(&deep("(", ")", 100_000), FONT, &[])),
        ("pages in a circle", file(&circle)),
        (
            "a form that draws itself",
            page(b"/X Do", FONT, &[own("/Resources<</XObject<</X 6 0 R>>>>", &b"/X Do ".repeat(200))]),
        ),
        (
            "a form that inflates",
            page(&b"/X Do ".repeat(300), FONT, &[own("/Filter/FlateDecode", &bomb(40 << 20, b' '))]),
        ),
        ("many glyphs", page(&many, FONT, &[])),
        (
            "a map without end",
            page(
                b"BT /F 9 Tf <0001> Tj ET",
                "<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</W[0 4000000000 1]>>]>>",
                &[stream("", &b"beginbfrange <0000> <FFFFFFFF> <0041>".repeat(100))],
            ),
        ),
        (
            "numbers that are none",
            page(b"BT /F 1e39 Tf 1 0 0 1 1e38 -1e38 Tm 99999999999999999999 Tc (x) Tj ET", FONT, &[]),
        ),
        (
            "objects that inflate",
            page(text, FONT, &vec![stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &bomb(64 << 20, b' ')); 8]),
        ),
    ];
    for (name, bytes) in cases {
        let before = Instant::now();
        let _ = read(&bytes);
        assert!(before.elapsed() < Duration::from_secs(20), "{name}: {:?}", before.elapsed());
    }
    let whole = page(text, FONT, &[]);
    for cut in 0..whole.len() {
        let _ = read(&whole[..cut]);
        let mut changed = whole.clone();
        changed[cut] = changed[cut].wrapping_mul(31).wrapping_add(7);
        let _ = read(&changed);
    }
}
