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
