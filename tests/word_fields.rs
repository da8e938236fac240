//! What reference managers leave in a file: exact links, and the works themselves.

mod office;

use office::{checked, docx, escaped, field, findings, links, odt, p, pointers, read, t};
use pincite::model::{BlockKind, Format};

/// A Zotero citation of two works; the title of the second is the document's longest word for "rope".
const ZOTERO: &str = r#"{"citationID":"x1","properties":{"plainCitation":"(Marlow, 1987; Ode, 2004)"},"citationItems":[
    {"id":7,"uris":["http://zotero.org/users/1/items/ABCD2345"],"itemData":{"id":7,"type":"book","title":"Rope & \"tar\"","author":[{"family":"Marlow","given":"Ruth"}],"issued":{"date-parts":[["1987"]]}},"locator":"12"},
    {"id":9,"uris":["http://zotero.org/users/1/items/WXYZ6789"],"itemData":{"id":9,"type":"book","citation-key":"ode2004","title":"Tar","author":[{"family":"Ode","given":"P."}],"issued":{"date-parts":[[2004]]}}}],
    "schema":"https://github.com/citation-style-language/schema/raw/master/csl-citation.json"}"#;

const BOTH: [&str; 2] = ["ABCD2345", "ode2004"];

fn zotero_field() -> String {
    let code = format!(" ADDIN ZOTERO_ITEM CSL_CITATION {ZOTERO} ");
    // Word cuts long codes into runs, wherever that is.
    let (one, rest) = code.split_at(97);
    let (two, three) = rest.split_at(211);
    field(&[one, two, three], &t("(Marlow, 1987; Ode, 2004)"))
}

#[test]
fn zotero_names_the_works_of_its_fields() {
    let list =
        field(&[" ADDIN ZOTERO_BIBL {\"uncited\":[]} CSL_BIBLIOGRAPHY "], &t("Marlow, R. (1987). Rope &amp; “tar”."));
    let body =
        [p(&format!("{}{}{}", t("It held "), zotero_field(), t("."))), p(&list), p(&t("After the list (Fair, 2014)."))]
            .concat();
    let file = docx(&body, []);
    let document = read("paper.docx", &file);
    assert_eq!(
        document.prose.text(),
        "It held (Marlow, 1987; Ode, 2004).\n\nMarlow, R. (1987). Rope & “tar”.\n\nAfter the list (Fair, 2014)."
    );
    assert_eq!(pointers(&document), [("(Marlow, 1987; Ode, 2004)", BOTH.to_vec())]);
    let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Reference, BlockKind::Paragraph]);
    let [embedded] = document.declared.embedded.as_slice() else { panic!("{:?}", document.declared) };
    assert_eq!(embedded.format, Format::CslJson);
    let items: serde_json::Value = serde_json::from_str(&embedded.text).unwrap();
    assert_eq!([&items[0]["id"], &items[1]["id"]], BOTH);
    assert_eq!(items[0]["title"], "Rope & \"tar\"");
    // The works in the fields are the bibliography, and its places are real.
    let report = checked("paper.docx", file, None);
    let linked = |key: &str| vec![key.to_owned()];
    let [marlow, ode, fair] = <[_; 3]>::try_from(links(&report)).unwrap();
    assert_eq!((marlow.1, marlow.2), ("linked", linked(BOTH[0])));
    assert_eq!((ode.1, ode.2), ("linked", linked(BOTH[1])));
    assert_eq!(fair.1, "missing");
    assert!(findings(&report).iter().any(|found| found.starts_with("C001") && found.contains("Fair, 2014")));
    let library = &report.linked.libraries[0];
    assert_eq!(library.source.path, "paper.docx#citations");
    assert_eq!(library.source.slice(library.entries[1].field("title").unwrap().span), "\"Tar\"");
}

#[test]
fn the_words_of_a_field_are_held_against_its_work() {
    let code = format!(" ADDIN ZOTERO_ITEM CSL_CITATION {ZOTERO} ");
    let file =
        docx(&p(&format!("{}{}{}", t("It held "), field(&[&code], &t("(Marlow, 1978; Ode, 2004)")), t("."))), []);
    let report = checked("paper.docx", file, None);
    let found = report.diagnostics.iter().find(|found| found.code == "C003").expect("a year that is another");
    let other = &found.finding.related[0];
    let source = report.source(other.source).unwrap();
    assert_eq!(source.path, "paper.docx#citations");
    let entry = source.slice(other.span);
    assert!(
        entry.contains("1987") || source.text[other.span.start as usize..].lines().next().unwrap().contains("ABCD2345"),
        "{entry}"
    );
}

#[test]
fn fields_stand_in_notes_and_in_simple_forms() {
    let code = format!("ADDIN ZOTERO_ITEM CSL_CITATION {ZOTERO}");
    let simple =
        format!("<w:fldSimple w:instr=\"{}\">{}</w:fldSimple>", escaped(&code), t("(Marlow, 1987; Ode, 2004)"));
    let note = format!(
        "<w:footnotes {}><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        office::WORD,
        p(&zotero_field())
    );
    let body = p(&format!("{}{simple}<w:r><w:footnoteReference w:id=\"1\"/></w:r>", t("So ")));
    let document = read("paper.docx", &docx(&body, [("word/footnotes.xml", note.as_str())]));
    let words = "(Marlow, 1987; Ode, 2004)";
    assert_eq!(pointers(&document), [(words, BOTH.to_vec()), (words, BOTH.to_vec())]);
    assert_eq!(document.declared.embedded[0].text.matches("\"Tar\"").count(), 1, "a work is carried once");
}

#[test]
fn zotero_may_keep_its_codes_among_the_properties() {
    let code = format!("ZOTERO_ITEM CSL_CITATION {ZOTERO}");
    let (one, two) = code.split_at(255);
    let properties = format!(
        "<Properties><property name=\"ZOTERO_BREF_abc_2\"><vt:lpwstr>{}</vt:lpwstr></property>\
         <property name=\"ZOTERO_BREF_abc_1\"><vt:lpwstr>{}</vt:lpwstr></property></Properties>",
        escaped(two),
        escaped(one)
    );
    let marked = format!(
        "<w:bookmarkStart w:id=\"4\" w:name=\"ZOTERO_BREF_abc\"/>{}<w:bookmarkEnd w:id=\"4\"/>",
        t("(Marlow, 1987; Ode, 2004)")
    );
    let file = docx(&p(&format!("{}{marked}", t("So "))), [("docProps/custom.xml", properties.as_str())]);
    assert_eq!(pointers(&read("paper.docx", &file)), [("(Marlow, 1987; Ode, 2004)", BOTH.to_vec())]);
    let meta = format!(
        "<m><meta:user-defined meta:name=\"ZOTERO_BREF_abc_1\">{}</meta:user-defined>\
         <meta:user-defined meta:name=\"ZOTERO_BREF_abc_2\">{}</meta:user-defined></m>",
        escaped(one),
        escaped(two)
    );
    let text = "<text:p>So <text:bookmark-start text:name=\"ZOTERO_BREF_abc\"/>(Marlow, 1987; Ode, 2004)<text:bookmark-end text:name=\"ZOTERO_BREF_abc\"/>.</text:p>";
    let file = odt(text, [("meta.xml", meta.as_str())]);
    assert_eq!(pointers(&read("paper.odt", &file)), [("(Marlow, 1987; Ode, 2004)", BOTH.to_vec())]);
}

#[test]
fn zotero_marks_open_documents_too() {
    let name = escaped(&format!("ZOTERO_ITEM CSL_CITATION {ZOTERO} RNDq8rTz"));
    let text = format!(
        "<text:p>So <text:reference-mark-start text:name=\"{name}\"/>(Marlow, 1987; Ode, 2004)<text:reference-mark-end text:name=\"{name}\"/>.</text:p>\
         <text:section text:name=\"ZOTERO_BIBL {{}} CSL_BIBLIOGRAPHY RNDabc\"><text:p>Marlow, R. (1987). Rope.</text:p></text:section>"
    );
    let file = odt(&text, []);
    let document = read("paper.odt", &file);
    assert_eq!(pointers(&document), [("(Marlow, 1987; Ode, 2004)", BOTH.to_vec())]);
    assert_eq!(document.blocks[1].kind, BlockKind::Reference);
    assert_eq!(links(&checked("paper.odt", file, None)).iter().filter(|link| link.1 == "linked").count(), 2);
}

#[test]
fn mendeley_names_its_works_in_both_its_ways() {
    let item = |id: &str, uuid: &str, title: &str| {
        format!(
            r#"{{"id":"{id}","itemData":{{"id":"{id}","type":"book","title":"{title}","author":[{{"family":"Marlow"}}],"issued":{{"date-parts":[["1987"]]}}}},"uris":["http://www.mendeley.com/documents/?uuid={uuid}"]}}"#
        )
    };
    // Each citation counts its own items anew.
    let one = format!(
        "ADDIN CSL_CITATION {{ \"citationItems\" : [ {} ], \"mendeley\" : {{}} }}",
        item("ITEM-1", "u-1", "Rope")
    );
    let two = format!(
        "ADDIN CSL_CITATION {{ \"citationItems\" : [ {} ], \"mendeley\" : {{}} }}",
        item("ITEM-1", "u-2", "Tar")
    );
    let body = p(&format!("{}{}", field(&[&one], &t("(Marlow, 1987a)")), field(&[&two], &t("(Marlow, 1987b)"))));
    let document = read("paper.docx", &docx(&body, []));
    assert_eq!(pointers(&document), [("(Marlow, 1987a)", vec!["u-1"]), ("(Marlow, 1987b)", vec!["u-2"])]);

    let json = format!("{{\"citationID\":\"c\",\"citationItems\":[{}]}}", item("0b1e", "u-3", "Knots"));
    let tag = format!("MENDELEY_CITATION_v3_{}", packed(json.as_bytes()));
    let control = format!(
        "<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/><w:id w:val=\"3\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        t("(Marlow, 1987)")
    );
    let list = format!(
        "<w:sdt><w:sdtPr><w:tag w:val=\"MENDELEY_BIBLIOGRAPHY\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p(&t("Marlow. (1987). Knots."))
    );
    let document = read("paper.docx", &docx(&format!("{}{list}", p(&format!("{}{control}", t("So ")))), []));
    assert_eq!(pointers(&document), [("(Marlow, 1987)", vec!["u-3"])]);
    assert_eq!(document.blocks[1].kind, BlockKind::Reference);
}

/// Bytes as letters.
fn packed(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().enumerate().fold(0u32, |bits, (at, &byte)| bits | u32::from(byte) << (16 - 8 * at));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63] as char;
            out.push(if at <= group.len() { letter } else { '=' });
        }
    }
    out
}

/// An EndNote citation of a record.
fn endnote(number: &str, library: &str, name: &str, year: &str) -> String {
    format!(
        "<EndNote><Cite><Author>{name}</Author><Year>{year}</Year><RecNum>{number}</RecNum><DisplayText>({name}, {year})</DisplayText>\
         <record><rec-number>{number}</rec-number><foreign-keys><key app=\"EN\" db-id=\"{library}\">{number}</key></foreign-keys>\
         <ref-type name=\"Book\">6</ref-type><contributors><authors><author>{name}, Ruth</author></authors></contributors>\
         <titles><title>Rope of {name}</title></titles><dates><year>{year}</year></dates></record></Cite></EndNote>"
    )
}

#[test]
fn endnote_names_its_records_in_words_and_in_letters() {
    let plain = field(&[&format!(" ADDIN EN.CITE {}", endnote("12", "db1", "Marlow", "1987"))], &t("(Marlow, 1987)"));
    let data = packed(endnote("12", "db2", "Ode", "2004").as_bytes());
    let begin = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"><w:fldData xml:space=\"preserve\">{data}</w:fldData></w:fldChar></w:r>"
    );
    let instr = |code: &str| format!("<w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>");
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let inner = format!("{begin}{}{}", instr("ADDIN EN.CITE.DATA"), mark("end"));
    let boxed = format!(
        "{}{}{inner}{}{}{}",
        mark("begin"),
        instr("ADDIN EN.CITE"),
        mark("separate"),
        t("(Ode, 2004)"),
        mark("end")
    );
    let list = field(&[" ADDIN EN.REFLIST "], &t("Marlow, R. (1987). Rope of Marlow."));
    let body = [p(&format!("{plain}{}{boxed}", t(" and "))), p(&list)].concat();
    let file = docx(&body, []);
    let document = read("paper.docx", &file);
    // Two libraries have a record of this number.
    assert_eq!(pointers(&document), [("(Marlow, 1987)", vec!["12"]), ("(Ode, 2004)", vec!["12b"])]);
    assert_eq!(document.blocks[1].kind, BlockKind::Reference);
    assert_eq!(document.declared.embedded[0].format, Format::EndNoteXml);
    let report = checked("paper.docx", file, None);
    let linked: Vec<_> = links(&report).into_iter().map(|link| (link.1, link.2.join(" "))).collect();
    assert_eq!(linked, [("linked", "12".to_owned()), ("linked", "12b".to_owned())]);
}

#[test]
fn words_own_citations_lead_to_its_sources() {
    let source = |tag: &str, name: &str, year: &str| {
        format!(
            "<b:Source><b:Tag>{tag}</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>{name}</b:Last>\
             <b:First>R</b:First></b:Person></b:NameList></b:Author></b:Author><b:Title>Rope of {name}</b:Title><b:Year>{year}</b:Year></b:Source>"
        )
    };
    let sources = format!(
        "<b:Sources xmlns:b=\"http://schemas.openxmlformats.org/officeDocument/2006/bibliography\">{}{}{}</b:Sources>",
        source("Mar87", "Marlow", "1987"),
        source("Ode04", "Ode", "2004"),
        source("Fai14", "Fair", "2014")
    );
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml\" Target=\"../customXml/item1.xml\"/></Relationships>";
    let body = [
        p(&field(&["CITATION Mar87 \\l 1033 ", " \\m Ode04"], &t("(Marlow, 1987; Ode, 2004)"))),
        p(&field(&["BIBLIOGRAPHY"], &t("Marlow, R. (1987). Rope of Marlow."))),
    ]
    .concat();
    let file = docx(&body, [("word/_rels/document.xml.rels", relations), ("customXml/item1.xml", sources.as_str())]);
    let report = checked("paper.docx", file, None);
    let keys: Vec<_> = links(&report).into_iter().flat_map(|link| link.2).collect();
    assert_eq!(keys, ["Mar87", "Ode04"]);
    let unused = report.diagnostics.iter().find(|found| found.code == "C002").expect("a source nobody cites");
    let place = report.source(unused.finding.at.source).unwrap();
    assert_eq!((place.path.as_str(), place.slice(unused.finding.at.span)), ("paper.docx#sources", "Fai14"));
}

#[test]
fn libreoffice_carries_a_work_in_its_mark() {
    let text = "<text:p>So <text:bibliography-mark text:identifier=\"Mar87\" text:bibliography-type=\"book\" text:author=\"Marlow, Ruth;Ode, Paul\" \
        text:title=\"Rope\" text:year=\"1987\">[Mar87]</text:bibliography-mark>.</text:p>";
    let file = odt(text, []);
    assert_eq!(pointers(&read("paper.odt", &file)), [("[Mar87]", vec!["Mar87"])]);
    let report = checked("paper.odt", file, None);
    assert_eq!(report.linked.libraries[0].entries[0].label(), "Marlow and Ode (1987)");
    assert_eq!(links(&report), [("[Mar87]".to_owned(), "linked", vec!["Mar87".to_owned()])]);
}

#[test]
fn links_into_the_list_are_citations_of_its_entries() {
    let link = |place: &str, words: &str| format!("<w:hyperlink w:anchor=\"{place}\">{}</w:hyperlink>", t(words));
    let entry = |id: &str, name: &str, words: &str| {
        format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:p><w:pPr><w:pStyle w:val=\"Bibliography\"/></w:pPr>{}</w:p><w:bookmarkEnd w:id=\"{id}\"/>",
            t(words)
        )
    };
    let body = [
        p(&format!("{}{}{}", t("Marlow ("), link("ref-marlow1987a", "1987"), t(") held."))),
        p(&format!("{}{}{}", t("As "), link("part2", "Section 2"), t(" says."))),
        entry("1", "ref-marlow1987a", "Marlow, R. (1987). Rope. Quay Books."),
        entry("2", "ref-marlow1987b", "Marlow, R. (1987). Tar. Quay Books."),
    ]
    .concat();
    let file = docx(&body, []);
    let document = read("paper.docx", &file);
    assert_eq!(pointers(&document), [("1987", vec!["marlow1987a"])]);
    assert_eq!(
        document.labels.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(),
        ["marlow1987a", "marlow1987b"]
    );
    let report = checked("paper.docx", file.clone(), None);
    let entries = &report.linked.links[0].entries;
    assert_eq!(report.linked.entry(entries[0]).title, "Rope");
    assert_eq!(entries.len(), 1, "the link tells what the words do not");
    let bib = "@book{marlow1987a, author = {Marlow, R.}, title = {Rope}, date = {1987}}\n@book{marlow1987b, author = {Marlow, R.}, title = {Tar}, date = {1987}}\n";
    assert_eq!(links(&checked("paper.docx", file, Some(bib)))[0].2, ["marlow1987a"]);
}

#[test]
fn a_named_bibliography_is_asked_for_the_work_of_a_field() {
    let bib = "@book{rope, author = {Marlow, Ruth}, title = {Rope and “tar”}, date = {1987}}\n\
        @book{other, author = {Marlow, Ruth}, title = {Nets}, date = {1987}}\n@book{tar, author = {Ode, P.}, title = {Tar}, date = {2004}}\n";
    let file = docx(&p(&zotero_field()), []);
    let report = checked("paper.docx", file, Some(bib));
    let keys: Vec<_> = links(&report).into_iter().map(|link| (link.1, link.2)).collect();
    assert_eq!(keys, [("linked", vec!["rope".to_owned()]), ("linked", vec!["tar".to_owned()])]);
}

#[test]
fn what_is_no_citation_is_words() {
    let rows = [
        field(&[" PAGE "], &t("12")),
        field(&[" ADDIN ZOTERO_ITEM CSL_CITATION {\"citationItems\":[{\"id\""], &t("12")),
        field(&[" ADDIN EN.CITE <EndNote><Cite>"], &t("12")),
        field(&[" CITATION "], &t("12")),
        "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>12</w:t></w:r>".to_owned(),
    ];
    for row in rows {
        let document = read("paper.docx", &docx(&p(&format!("{}{row}", t("Page "))), []));
        assert_eq!((document.prose.text(), document.pointers.len()), ("Page 12", 0), "{row}");
    }
    // A field that never comes to its words does not swallow the paper.
    let begun = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> ADDIN X </w:instrText></w:r>";
    let body = [p(&format!("{}{begun}", t("One."))), p(&t("Two.")), p(&t("Three."))].concat();
    assert!(read("paper.docx", &docx(&body, [])).prose.text().ends_with("Three."));
}
