//! What the programs that write bibliographies write: their names, dates and slips, format by format.

use pincite::bib;
use pincite::model::{Entry, Format, Library};

/// Reads a text, and looks that every place leads back into it.
fn library(path: &str, text: &str) -> Library {
    let library = bib::read(path, text.as_bytes()).unwrap();
    let source = &library.source.text;
    for entry in &library.entries {
        assert!(source.get(entry.span.range()).is_some() && source.get(entry.key_span.range()).is_some());
        for field in &entry.fields {
            assert!(source.get(field.span.range()).is_some_and(|text| !text.is_empty()), "{field:?}");
            assert!(entry.span.contains(field.span) && entry.span.contains(field.name_span), "{field:?}");
        }
    }
    library
}

fn clean(path: &str, text: &str) -> Vec<Entry> {
    let library = library(path, text);
    assert_eq!(library.flaws, [], "{text}");
    library.entries
}

/// Names as `particle family, given, suffix`, organisations in brackets.
fn names(entry: &Entry) -> String {
    let shown = entry.names().iter().map(|person| match person.group {
        true => format!("[{}]", person.family),
        false => format!("{}|{}|{}|{}", person.particle, person.family, person.given, person.suffix),
    });
    let mut shown: Vec<String> = shown.collect();
    shown.extend(entry.authors_others.then(|| "…".to_owned()));
    shown.join("; ")
}

fn value<'e>(entry: &'e Entry, name: &str) -> &'e str {
    entry.field(name).map_or("", |field| &field.value)
}

fn date(entry: &Entry) -> String {
    let Some(date) = &entry.date else { return String::new() };
    format!("{}{}", date.text, date.suffix.as_deref().unwrap_or(""))
}

#[test]
fn csl_json() {
    let text = r#"[
  {"id": "osei2004", "type": "article-journal", "title": "The <i>Fucus</i> belt &amp; its edge", "title-short": "Fucus belt",
   "author": [{"family": "Osei", "given": "Kwame"}, {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
              {"family": "de la Cruz", "given": "María"}, {"family": "King", "given": "Ann", "suffix": "Jr."}],
   "container-title": "Journal of Tides", "volume": 4, "issue": "2", "page": "1-10", "DOI": "10.1234/tides.4",
   "issued": {"date-parts": [[2004, 3, 9]]}},
  {"id": 17, "type": "report", "title": "H\u00e5ven i \ud83c\udf0a", "author": [{"literal": "Harbour Office"}],
   "issued": {"date-parts": [["2019"], ["2020"]]}, "publisher": "Quay"},
  {"id": "http://zotero.org/users/1/items/AB", "citation-key": "finch", "type": "chapter", "author": [{"family": "Finch", "given": "Lea"}, {"literal": "others"}],
   "issued": {"raw": "in press"}, "container-title": ["Ropes"]},
  {"id": "old", "type": "book", "issued": {"date-parts": [[-44]]}, "title": "Ropes"},
  {"id": "around", "type": "book", "issued": {"date-parts": [[1890]], "circa": true}, "year-suffix": "b", "title": "Knots"}
]"#;
    let [osei, office, finch, old, around] = &clean("refs.json", text)[..] else { panic!() };
    assert_eq!((&*osei.key, &*osei.kind, &*osei.title), ("osei2004", "article", "The Fucus belt & its edge"));
    assert_eq!(names(osei), "|Osei|Kwame|; van der|Berg|Jan|; de la|Cruz|María|; |King|Ann|Jr.");
    let fields =
        ["journaltitle", "volume", "number", "pages", "doi", "date", "shorttitle"].map(|name| value(osei, name));
    assert_eq!(fields, ["Journal of Tides", "4", "2", "1-10", "10.1234/tides.4", "2004-03-09", "Fucus belt"]);
    assert_eq!(osei.short, ["Fucus belt"]);
    assert_eq!(osei.date.as_ref().unwrap().month, Some(3));
    assert_eq!(
        (names(office), date(office), &*office.title),
        ("[Harbour Office]".into(), "2019–2020".into(), "Håven i 🌊")
    );
    assert_eq!((&*office.key, value(office, "institution")), ("17", "Quay"));
    assert_eq!((&*finch.key, &finch.aliases[..]), ("finch", &["http://zotero.org/users/1/items/AB".to_owned()][..]));
    assert_eq!(
        (names(finch), date(finch), value(finch, "booktitle")),
        ("|Finch|Lea|; …".into(), "in press".into(), "Ropes")
    );
    assert_eq!((date(old), date(around)), ("44 BCE".into(), "1890b".into()));
    assert!(around.date.as_ref().unwrap().uncertain);
}

#[test]
fn csl_json_in_other_wrappings() {
    let one = r#"{"id": "a", "type": "book", "title": "T"}"#;
    assert_eq!(clean("refs.json", one)[0].key, "a");
    assert_eq!(clean("refs.json", &format!("\u{feff}{{\"items\": [{one}, {one}]}}")).len(), 2);
    assert_eq!(clean("refs.json", &format!("{one}\n{one}\n")).len(), 2);
    let field = format!(
        r#"{{"citationID": "x", "citationItems": [{{"id": 5, "uris": ["http://z/5"], "itemData": {one}}}], "schema": "s"}}"#
    );
    let carried = bib::read_as(Format::CslJson, "paper.docx", format!("{field}\n{field}"));
    assert_eq!(carried.entries.len(), 1);
    assert_eq!(carried.entries[0].aliases, ["5", "http://z/5"]);
    let zotero = r#"{"config": {"id": "x"}, "items": [
      {"itemType": "journalArticle", "citationKey": "osei04", "key": "AB12", "title": "Tides", "date": "2004-03", "publicationTitle": "J", "DOI": "10.1234/x",
       "creators": [{"creatorType": "author", "firstName": "K.", "lastName": "Osei"}, {"creatorType": "author", "name": "Harbour Office"}, {"creatorType": "editor", "firstName": "E", "lastName": "D"}],
       "attachments": [{"itemType": "attachment", "title": "PDF", "path": "a.pdf"}]},
      {"itemType": "attachment", "title": "PDF"}]}"#;
    let [osei] = &clean("refs.json", zotero)[..] else { panic!() };
    assert_eq!((&*osei.key, names(osei), date(osei)), ("osei04", "|Osei|K.|; [Harbour Office]".into(), "2004".into()));
    assert_eq!((value(osei, "journaltitle"), &osei.aliases[..]), ("J", &["AB12".to_owned()][..]));
}

#[test]
fn a_broken_item_of_csl_json_costs_itself() {
    for (broken, keys, message) in [
        (r#"{"id": "b", "title": "T" "type": "book"}"#, "abc", "a comma is missing before this"),
        (r#"{"id": "b", "title": "T"#, "abc", "this text is never closed by a quotation mark"),
        (r#"{"id": "b", "author": [{"family": "O"}, "title": "T"}"#, "abc", "a value, or `]`, is missing here"),
        (r#"{"id": "b", "title": }"#, "abc", "this is no value"),
        (r#"{"id": "b", "title": "T",}"#, "abc", "there is a comma too many"),
        (r#"{"id": "b", title: "T"}"#, "abc", "a name in quotation marks, or `}`, is missing here"),
        (r#"{"id": "b", "title" "T"}"#, "abc", "a colon is missing after a name"),
        (r#"{"id": "b", "title": "T""#, "abc", "a name in quotation marks, or `}`, is missing here"),
        ("\"b\"", "ac", "this is no item: an object belongs here"),
        (r#"nonsense"#, "ac", "this is no value"),
    ] {
        let text =
            format!("[{{\"id\": \"a\", \"type\": \"book\"}},\n{broken},\n{{\"id\": \"c\", \"type\": \"book\"}}]");
        let library = library("refs.json", &text);
        let found: String = library.entries.iter().map(|entry| &*entry.key).collect();
        assert_eq!((&*found, &*library.flaws[0].message), (keys, message), "{broken}");
        assert!(library.flaws.len() <= 2, "{:#?}", library.flaws);
        assert!(library.source.text[library.flaws[0].item.range()].contains(&broken[..1]), "{broken}");
    }
}

#[test]
fn endnote_xml() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?><xml><records><record><database name="x.enl">x</database><ref-type name="Journal Article">17</ref-type><rec-number>12</rec-number><contributors><authors><author><style face="normal" font="default" size="100%">Osei, Kwame</style></author><author>Harbour Office,</author></authors></contributors><titles><title><style face="normal">The </style><style face="italic">Fucus</style><style face="normal"> belt &amp; its edge</style></title><secondary-title>Journal of Tides</secondary-title></titles><periodical><full-title>Journal of Tides</full-title></periodical><pages>1-10</pages><dates><year><style>2004</style></year></dates><isbn>1234-5679</isbn><electronic-resource-num>https://doi.org/10.1234/tides.4</electronic-resource-num></record>
<record><rec-number>13</rec-number><ref-type name="Edited Book">28</ref-type><contributors><authors><author>van der Berg, Jan</author></authors></contributors><titles><title>Ropes<year>1999</year></titles><label>berg99</label></record>
<record><rec-number>14</rec-number><titles><title>Knots</title></titles><dates><year>in press</year></dates>"#;
    let library = library("refs.xml", text);
    let [osei, berg, knots] = &library.entries[..] else { panic!("{library:#?}") };
    assert_eq!((&*osei.key, &*osei.kind, &*osei.title), ("12", "article", "The Fucus belt & its edge"));
    assert_eq!(
        (names(osei), date(osei), value(osei, "doi")),
        ("|Osei|Kwame|; [Harbour Office]".into(), "2004".into(), "10.1234/tides.4")
    );
    assert_eq!(
        ["journaltitle", "issn", "pages"].map(|name| value(osei, name)),
        ["Journal of Tides", "1234-5679", "1-10"]
    );
    assert_eq!(
        (&*berg.key, &berg.aliases[..], names(berg)),
        ("berg99", &["13".to_owned()][..], "van der|Berg|Jan|".into())
    );
    assert_eq!((&*berg.title, date(knots)), ("", "in press".into()));
    let told: Vec<(&str, bool)> = library.flaws.iter().map(|flaw| (&*flaw.message, flaw.lost)).collect();
    assert_eq!(told, [("`<title>` is never closed", false), ("this record is never closed by `</record>`", false)]);
    let field = "<EndNote><Cite><Author>Osei</Author><RecNum>12</RecNum><record><rec-number>12</rec-number><ref-type>6</ref-type><titles><title>Tides</title></titles></record></Cite></EndNote>";
    let carried = bib::read_as(Format::EndNoteXml, "paper.docx", field.repeat(2));
    assert_eq!(carried.entries.iter().map(|entry| (&*entry.key, &*entry.kind)).collect::<Vec<_>>(), [("12", "book")]);
    let two = bib::read_as(Format::EndNoteXml, "paper.docx", field.to_owned() + &field.replace("Tides", "Ropes"));
    assert_eq!(two.entries.iter().map(|entry| &*entry.key).collect::<Vec<_>>(), ["12", "ropes"]);
}

#[test]
fn ris() {
    let text = "\u{feff}Provider: Quay\r\n\r\nTY  - JOUR\r\nAU  - Osei, Kwame\r\nAU  - van der Berg, Jan\r\nA1  - Harbour Office\r\nTI  - The Fucus belt\r\nand its edge\r\nT2  - Journal of Tides\r\nJA  - J. Tid.\r\nPY  - 2004///\r\nDA  - 2004/03/09/\r\nSP  - 1\r\nEP  - 10\r\nVL  - 4\r\nIS  - 2\r\nSN  - 1234-5679\r\nDO  - https://doi.org/10.1234/tides.4\r\nKW  - tides\r\nKW  - belts\r\nER  - \r\n\r\nTY  - BOOK\r\nID  - finch99\r\nA1  - Finch, Lea\r\nED  - Osei, K.\r\nT1  - Ropes\r\nY1  - 1999a\r\nUR  - https://a.example/\r\nUR  - https://b.example/\r\nER  -\r\n";
    let [osei, finch] = &clean("refs.ris", text)[..] else { panic!() };
    assert_eq!((&*osei.key, &*osei.kind, &*osei.title), ("osei2004", "article", "The Fucus belt and its edge"));
    assert_eq!(names(osei), "|Osei|Kwame|; van der|Berg|Jan|; [Harbour Office]");
    let fields = ["journaltitle", "shortjournal", "date", "pages", "volume", "number", "issn", "doi", "keywords"]
        .map(|name| value(osei, name));
    assert_eq!(
        fields,
        ["Journal of Tides", "J. Tid.", "2004-03-09", "1–10", "4", "2", "1234-5679", "10.1234/tides.4", "tides, belts"]
    );
    assert_eq!((&*finch.key, names(finch), date(finch)), ("finch99", "|Finch|Lea|".into(), "1999a".into()));
    assert_eq!((finch.editors.len(), value(finch, "url")), (1, "https://a.example/"));
}

#[test]
fn ris_as_it_should_not_be() {
    let text = "TY  - JOUR\nAU  - Osei K\nTI  - Tides\nPY  - 2004\n\nTY - BOOK\nAU - Finch, Lea\nTI - Ropes\nER -\nAU  - Bell, A\nTI  - Knots\nER  - \nTY  - GEN\nER  - \nTY  - THES\nAB  - Ice\nUK - and more\nTI  - Fog";
    let library = library("refs.ris", text);
    let shown: Vec<(String, &str)> = library.entries.iter().map(|entry| (names(entry), &*entry.title)).collect();
    let want = [("|Osei|K|", "Tides"), ("|Finch|Lea|", "Ropes"), ("|Bell|A|", "Knots"), ("", "Fog")];
    assert_eq!(shown, want.map(|(names, title)| (names.to_owned(), title)));
    assert_eq!(value(&library.entries[3], "abstract"), "Ice UK - and more");
    let told: Vec<&str> = library.flaws.iter().map(|flaw| &*flaw.message).collect();
    let open = "this record is never closed by `ER  -`";
    assert_eq!(told, [open, "this record does not begin with `TY  -`", "this record holds nothing", open]);
}

#[test]
fn nbib() {
    let text = "\nPMID- 12345\nOWN - NLM\nTI  - The Fucus belt\n      and its edge.\nFAU - Osei, Kwame A\nAU  - Osei KA\nAD  - Quay\nFAU - van der Berg, Jan\nAU  - van der Berg J\nCN  - Tidal Survey Group\nJT  - Journal of tides\nTA  - J Tid\nDP  - 2004 Mar 9\nPG  - 123-8\nIS  - 1234-5679 (Print)\nLID - S01 [pii]\nAID - 10.1234/tides.4 [doi]\nMH  - Tides\nMH  - Belts\n\nPMID- 12346\nTI  - Ropes\nAU  - Finch L\nDP  - 1999 Dec-2000 Jan\n";
    let [osei, finch] = &clean("refs.nbib", text)[..] else { panic!() };
    assert_eq!((&*osei.key, &*osei.title), ("12345", "The Fucus belt and its edge."));
    assert_eq!(names(osei), "|Osei|Kwame A|; van der|Berg|Jan|; [Tidal Survey Group]");
    let fields = ["journaltitle", "date", "pages", "issn", "doi", "keywords"].map(|name| value(osei, name));
    assert_eq!(fields, ["Journal of tides", "2004-03-09", "123-8", "1234-5679", "10.1234/tides.4", "Tides, Belts"]);
    assert_eq!((names(finch), date(finch)), ("|Finch|L|".into(), "1999–2000".into()));
}

#[test]
fn endnote_tagged() {
    let text = "%0 Journal Article\n%A Osei, Kwame\n%A World Bank,\n%T The Fucus belt\n%J Journal of Tides\n%D 2004\n%V 4\n%N 2\n%P 1-10\n%R doi:10.1234/tides.4\n%@ 1234-5679\n%K tides\nbelts\n%F osei04\n\n%0 Book Section\n%A Lea Finch\n%E Osei, Kwame\n%T Ropes\n%B Knots\n%D n.d.\n";
    let [osei, finch] = &clean("refs.enw", text)[..] else { panic!() };
    assert_eq!((&*osei.key, &*osei.kind, names(osei)), ("osei04", "article", "|Osei|Kwame|; [World Bank]".into()));
    let fields = ["journaltitle", "date", "pages", "issn", "doi", "keywords"].map(|name| value(osei, name));
    assert_eq!(fields, ["Journal of Tides", "2004", "1-10", "1234-5679", "10.1234/tides.4", "tides belts"]);
    assert_eq!((&*finch.key, date(finch), value(finch, "booktitle")), ("leafinchnd", "n.d.".into(), "Knots"));
    assert_eq!(clean("refs.enw", "%A Lea Finch\n%T Ropes\n\n%A Kwame Osei\n%T Tides\n%J J\n").len(), 2);
}

#[test]
fn what_a_file_holds_tells_its_format() {
    for (text, format) in [
        (" [{\"id\": \"a\"}]", Format::CslJson),
        ("Provider: Quay\n\nTY  - JOUR\nER  - \n", Format::Ris),
        ("\nPMID- 1\nTI  - T\n", Format::Nbib),
        ("%0 Book\n%T T\n", Format::EndNote),
        ("<xml><records></records></xml>", Format::EndNoteXml),
        ("% Mine\n@book{a,}\n", Format::BibLatex),
    ] {
        assert_eq!(bib::read("refs", text.as_bytes()).unwrap().source.format, format, "{text}");
    }
    assert_eq!(library("refs.ris", "Nothing\n").flaws[0].message, "this file holds no RIS record");
    assert_eq!(library("refs.json", "[]").flaws[0].message, "this file holds no CSL-JSON item");
    assert_eq!(library("refs.json", "").flaws, []);
}

#[test]
fn hayagriva() {
    let text = "# Mine\r\nosei2004:\r\n  type: Article\r\n  title: \"The Fucus belt\"\r\n  author: [\"Osei, Kwame\", \"van der Berg, Jan\", Harbour Office]\r\n  date: 2004-03-09\r\n  page-range: 1-10\r\n  serial-number:\r\n    doi: 10.1234/tides.4\r\n  parent:\r\n    type: Periodical\r\n    title: Journal of Tides\r\n    volume: 4\r\n    issue: 2\r\n    serial-number: {issn: 1234-5679}\r\n\"finch\":\r\n  type: chapter\r\n  title:\r\n    value: Røpes\r\n    short: R\r\n  author:\r\n    name: Finch\r\n    given-name: Léa\r\n    prefix: de\r\n  url:\r\n    value: https://a.example/\r\n    date: 2020-01-02\r\n  abstract: >\r\n    It was\r\n    dæmp.\r\n  parent:\r\n    - type: Anthology\r\n      title: Knots\r\n      date: 1999\r\n      editor: \"Bell, A.\"\r\n";
    let [osei, finch] = &clean("refs.yml", text)[..] else { panic!() };
    assert_eq!(
        (&*osei.key, &*osei.kind, names(osei)),
        ("osei2004", "article", "|Osei|Kwame|; van der|Berg|Jan|; [Harbour Office]".into())
    );
    let fields =
        ["title", "journaltitle", "date", "pages", "volume", "number", "issn", "doi"].map(|name| value(osei, name));
    assert_eq!(
        fields,
        ["The Fucus belt", "Journal of Tides", "2004-03-09", "1-10", "4", "2", "1234-5679", "10.1234/tides.4"]
    );
    assert_eq!(
        (&*finch.key, &*finch.kind, names(finch), date(finch)),
        ("finch", "incollection", "de|Finch|Léa|".into(), "1999".into())
    );
    assert_eq!(
        ["title", "shorttitle", "booktitle", "url", "urldate", "abstract"].map(|name| value(finch, name)),
        ["Røpes", "R", "Knots", "https://a.example/", "2020-01-02", "It was dæmp."]
    );
    assert_eq!(finch.editors.len(), 1);
    let library = library("refs.yml", text);
    let slice = |name: &str| library.source.slice(finch.field(name).unwrap().span);
    assert_eq!(
        (slice("booktitle"), slice("date"), slice("author")),
        ("Knots", "1999", "name: Finch\r\n    given-name: Léa\r\n    prefix: de")
    );
}

#[test]
fn a_broken_line_of_yaml_costs_itself() {
    let text = "a:\n  type: book\n  title: Tides: a study\n  author: Osei, K.\n  date: 2004\nb:\n  type: book\n  author: [Finch, L.\nc: 5\nd:\n  type: book\n  title: 'Knots\ne:\n  type: book\n  title: Fog\n";
    let library = library("refs.yaml", text);
    let shown: Vec<(&str, &str, String)> =
        library.entries.iter().map(|entry| (&*entry.key, &*entry.title, date(entry))).collect();
    assert_eq!(shown[0], ("a", "Tides: a study", "2004".into()), "{:#?}", library.flaws);
    assert_eq!(shown.iter().map(|entry| entry.0).collect::<String>(), "abde", "{:#?}", library.flaws);
    assert_eq!(library.source.slice(library.flaws[0].span), "title: Tides: a study");
    assert_eq!(library.flaws.len(), 4, "{:#?}", library.flaws);
}

#[test]
fn csl_in_yaml() {
    let text = "---\nreferences:\n- id: osei2004\n  type: article-journal\n  author:\n  - family: Osei\n    given: Kwame\n  - literal: Harbour Office\n  issued:\n    date-parts:\n    - - 2004\n      - 3\n  title: Tides\n- id: finch\n  type: book\n  issued: 1999\n  author: [{family: Finch, given: L}]\n...\n";
    let [osei, finch] = &clean("refs.yaml", text)[..] else { panic!() };
    assert_eq!(
        (&*osei.key, names(osei), value(osei, "date")),
        ("osei2004", "|Osei|Kwame|; [Harbour Office]".into(), "2004-03")
    );
    assert_eq!((&*finch.key, names(finch), date(finch)), ("finch", "|Finch|L|".into(), "1999".into()));
}

#[test]
fn files_of_works_are_known() {
    let file = |path: &str, text: &str| clean(path, text)[0].field("file").unwrap().value.clone();
    assert_eq!(file("a.ris", "TY  - BOOK\nTI  - T\nL1  - file:///home/a.pdf\nER  - \n"), "file:///home/a.pdf");
    assert_eq!(file("a.enw", "%0 Book\n%T T\n%> a.pdf\n"), "a.pdf");
    let xml = "<record><urls><pdf-urls><url>internal-pdf://1/a.pdf</url></pdf-urls></urls></record>";
    assert_eq!(file("a.xml", xml), "internal-pdf://1/a.pdf");
    let zotero = r#"{"itemType": "book", "title": "T", "attachments": [{"path": "/z/a.pdf"}, {"title": "x"}, {"path": "b.pdf"}]}"#;
    assert_eq!(file("a.json", zotero), "/z/a.pdf;b.pdf");
}

#[test]
fn keys_that_capitals_tell_apart_are_a_fault_of_bibtex_alone() {
    use pincite::model::Usage;
    use pincite::rules::{self, Options, Run};
    let found = |path: &str, text: &str| -> Vec<&str> {
        let library = library(path, text);
        let judged = rules::all().iter().filter(|rule| ["B002", "B005"].contains(&rule.code));
        let codes = judged.flat_map(|rule| match rule.run {
            Run::Library(run) => vec![rule.code; run(&library, &Usage::default(), &Options::default()).len()],
            _ => Vec::new(),
        });
        codes.collect()
    };
    assert_eq!(found("a.bib", "@book{a, title = {T}}\n@book{A, title = {U}}\n"), ["B002"]);
    assert_eq!(found("a.json", r#"[{"id": "a", "title": "T"}, {"id": "A", "title": "U"}]"#), [""; 0]);
    assert_eq!(found("a.json", r#"[{"id": "a", "title": "T"}, {"id": "a", "title": "U"}]"#), ["B002"]);
    // A doubled number of RIS, and the address of a DOI there, are how such files are.
    let twice = "TY  - BOOK\nID  - 1\nTI  - T\nDO  - https://doi.org/10.1234/x\nER  - \n".repeat(2);
    assert_eq!(found("a.ris", &twice), [""; 0]);
}
