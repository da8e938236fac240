//! Bibliography files through the public door: hard ones, broken ones, and what entries take from others.

use std::fs;

use pincite::bib;
use pincite::model::{Entry, Library, Severity};

fn read(text: &str) -> Library {
    checked(bib::read("refs.bib", text.as_bytes()).unwrap())
}

fn fixture(name: &str) -> Library {
    let path = format!("{}/fixtures/bib/{name}", env!("CARGO_MANIFEST_DIR"));
    checked(bib::read(name, &fs::read(path).unwrap()).unwrap())
}

/// Every span of a library stands for the text it should.
fn checked(library: Library) -> Library {
    let text = &library.source.text;
    for entry in &library.entries {
        assert!(text[entry.span.range()].starts_with('@'), "{}", entry.key);
        assert_eq!(&text[entry.key_span.range()], entry.key);
        for field in &entry.fields {
            assert_eq!(text[field.name_span.range()].to_lowercase(), field.name);
            assert!(entry.span.contains(field.span) && text.get(field.span.range()).is_some(), "{}", field.name);
        }
        for parent in &entry.parents {
            assert!(entry.span.contains(parent.span), "{}", parent.key);
        }
    }
    for flaw in &library.flaws {
        assert!(flaw.item.contains(flaw.span) && text.get(flaw.item.range()).is_some(), "{}", flaw.message);
    }
    library
}

fn names(people: &[pincite::model::Person]) -> String {
    people.iter().map(pincite::model::Person::family_name).collect::<Vec<_>>().join(", ")
}

/// `key: names | year | title`.
fn shown(entry: &Entry) -> String {
    let year =
        entry.date.as_ref().map_or(String::new(), |d| format!("{}{}", d.text, d.suffix.as_deref().unwrap_or("")));
    format!("{}: {} | {year} | {}", entry.key, names(entry.names()), entry.title)
}

fn flaws(library: &Library) -> Vec<String> {
    let show = |flaw: &pincite::model::LibraryFlaw| {
        let place = library.source.place(flaw.span.start);
        format!("{}:{} {}", place.line, place.column, flaw.message)
    };
    library.flaws.iter().map(show).collect()
}

#[test]
fn what_is_legal_is_read_without_a_word() {
    let library = fixture("hard.bib");
    assert_eq!(flaws(&library), [""; 0]);
    let shown: Vec<_> = library.entries.iter().map(shown).collect();
    let expected = [
        "hard1: Osei, Marłow | 2004 | The \"Volta\" Crossing: Why?",
        "hard2: de la Cruz, Society for Ferries, Fords and Tides | 2010–2011 | Tolls (and how to pay them), or, A Manual",
        "DBLP:conf/x/Ösei20+a_b.c: Ösei | 2021b | Keys with signs",
        "hard4:  | n.d. | No blank between entries",
        "hard5: Plato | c. 1890 | Costs $ 5 and 10 % and a # and an & too",
        "hard6:  | 1962/2012 | A word a line",
        "hard7:  |  | ",
        "hard8:  |  | ",
        "hard9:  | in press | ",
    ];
    assert_eq!(shown, expected);
    let value = |entry: usize, name: &str| library.entries[entry].field(name).unwrap().value.clone();
    assert_eq!(value(0, "publisher"), "Upstream Press, Ford and Ferry");
    assert_eq!(value(1, "doi"), "10.5555/toll_2010--(a)<b>");
    assert_eq!(value(1, "pages"), "1–20");
    assert_eq!(library.entries[8].short, ["Hard Nine"]);
    assert_eq!(library.entries[0].date.as_ref().unwrap().month, Some(1));
    assert!(library.entries[1].authors_others && library.entries[1].authors[1].group);
}

#[test]
fn a_slip_is_told_once_and_where_it_is() {
    let library = fixture("broken.bib");
    let expected = [
        "5:3 a comma is missing before the field `date`",
        "10:12 the value of `title` is never closed",
        "13:1 this entry is never closed",
        "21:30 this brace closes the entry before its field `date`",
        "25:3 an equals sign is missing after `author`",
        "31:3 the field `title` has no value",
        "36:12 the quotation mark that opens `title` is never closed",
        "39:7 a blank stands in the key `two words`",
        "45:3 a key is missing before the field `author`",
        "49:7 a comma is missing after the key `keycomma1`",
        "54:1 a brace is missing after `@book`",
        "60:26 two commas stand here where one belongs",
        "66:25 a backslash does not shield this brace: it closes `title`",
        "72:12 the value of `date` needs braces",
        "76:3 `{` stands where a field should begin",
        "80:26 more text follows the value of `author`",
        "84:1 this `@string` is never closed",
        "91:1 this entry is never closed",
        "96:17 a semicolon stands where a comma belongs",
        "104:12 a brace is missing before the value of `title`",
        "110:3 an equals sign is missing after `year`",
        "115:12 the value of `date` is never closed",
        "118:12 the value of `author` is never closed",
        "126:1 a brace too many stands here",
        "127:1 this `@comment` is never closed",
    ];
    assert_eq!(flaws(&library), expected);
    let years: Vec<_> = library.entries.iter().map(|entry| entry.date.as_ref().unwrap().years.unwrap().0).collect();
    assert_eq!(years, (2001..=2028).collect::<Vec<_>>());
    for entry in &library.entries {
        let whole = entry.key.starts_with("whole") || entry.key == "string1";
        assert_eq!(
            names(&entry.authors),
            if entry.key.starts_with("whole") { "Whole" } else { "Osei" },
            "{}",
            entry.key
        );
        let flawed = library.flaws.iter().any(|flaw| flaw.item.overlaps(entry.span));
        assert_eq!(whole, !flawed, "{}", entry.key);
    }
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    let text = fs::read_to_string(format!("{}/fixtures/bib/hard.bib", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let plain: Vec<_> = read(&text).entries.iter().map(shown).collect();
    let marked = read(&format!("\u{feff}{}", text.replace('\n', "\r\n")));
    assert_eq!(marked.entries.iter().map(shown).collect::<Vec<_>>(), plain);
    assert_eq!(flaws(&marked), [""; 0]);
    let first = read("\u{feff}@misc{a, title={T}}");
    assert_eq!((first.entries.len(), first.entries[0].span.start), (1, 3));
}

#[test]
fn other_encodings_are_read_and_told() {
    let latin = bib::read("l.bib", b"@misc{a, author={M\xfcller, A}, title={T}}").unwrap();
    assert_eq!(names(&latin.entries[0].authors), "Müller");
    assert_eq!(flaws(&latin), ["1:19 this file is not UTF-8; it was read as Windows-1252"]);
    assert_eq!(latin.flaws[0].severity, Severity::Warning);
    let mut wide = vec![0xFF, 0xFE];
    wide.extend("@misc{a, title={Koç}}".encode_utf16().flat_map(u16::to_le_bytes));
    wide.extend([0x00, 0xD8]);
    let wide = checked(bib::read("w.bib", &wide).unwrap());
    assert_eq!(wide.entries[0].title, "Koç");
    assert_eq!(wide.flaws.len(), 1);
}

#[test]
fn strings_see_those_before_them() {
    let library = read(
        "@string{a = b # \"!\"}\n@string{b = a}\n@string{self = self}\n@string{ok = \"O\" # {K}}\n\
         @misc{x, title = ok, note = A # nope, month = MAR}\n@misc{y, title = nope, note = january}",
    );
    let expected = [
        "1:13 the string `b` is used before it is defined",
        "3:16 the string `self` is used before it is defined",
        "5:33 the string `nope` is not defined in this file",
    ];
    assert_eq!(flaws(&library), expected);
    assert_eq!(library.entries[0].title, "OK");
    assert_eq!(library.entries[0].field("note").unwrap().value, "b!nope");
    assert_eq!(library.entries[1].title, "nope");
}

#[test]
fn children_inherit_what_they_would_print() {
    let library = read(
        "@incollection{child, author={Osei, K.}, title={Tolls}, crossref={book}}
         @incollection{untitled, author={Marlow, R.}, crossref={book}}
         @collection{book, editor={Ito, A. and Ruiz, B.}, title={Rivers}, subtitle={A Reader}, date={2004-03}}
         @inbook{part, title={The Ford}, crossref={whole}}
         @book{whole, author={Lee, C.}, title={Waters}, year=1999}
         @book{grandchild, title={G}, crossref={middle}}
         @book{middle, title={M}, crossref={whole}}
         @misc{data, xdata={base,more}, title={D}}
         @xdata{base, author={Base, B.}} @xdata{more, author={Not, N.}, date={2011}}
         @set{both, entryset={child,part}}
         @article{new, title={N}, author={Nu, N.}, related={child}, xref={book}, ids={old1, old2}}
         @misc{grain, author={xdata=ba-se-author}, title={T}} @xdata{ba-se, author={Grain, G.}}",
    );
    let shown: Vec<_> = library.entries.iter().map(shown).collect();
    let expected = [
        "child: Osei | 2004 | Tolls",
        "untitled: Marlow | 2004 | ",
        "book: Ito, Ruiz | 2004 | Rivers: A Reader",
        "part: Lee | 1999 | The Ford",
        "whole: Lee | 1999 | Waters",
        "grandchild: Lee | 1999 | G",
        "middle: Lee | 1999 | M",
        "data: Base | 2011 | D",
        "base: Base |  | ",
        "more: Not | 2011 | ",
        "both: Osei | 2004 | Tolls",
        "new: Nu |  | N",
        "grain: Grain |  | T",
        "ba-se: Grain |  | ",
    ];
    assert_eq!(shown, expected);
    assert_eq!(names(&library.entries[0].editors), "Ito, Ruiz");
    let auxiliary: Vec<_> = library.entries.iter().filter(|e| e.auxiliary).map(|e| e.key.as_str()).collect();
    assert_eq!(auxiliary, ["base", "more", "both", "ba-se"]);
    let new = &library.entries[11];
    assert_eq!(new.aliases, ["old1", "old2"]);
    let text = &library.source.text;
    for entry in &library.entries {
        for parent in &entry.parents {
            assert_eq!(&text[parent.span.range()], parent.key, "{}", entry.key);
        }
    }
}

#[test]
fn circles_of_crossrefs_end() {
    let library =
        read("@book{a, crossref={b}} @book{b, crossref={a}, title={T}, author={N, O}} @book{c, crossref={c}}");
    assert_eq!(library.entries.iter().map(shown).collect::<Vec<_>>(), ["a: N |  | T", "b: N |  | T", "c:  |  | "]);
}

#[test]
fn names_of_bibtex_are_understood() {
    let library = read(
        "@phdthesis{a, author={O, K}, title={T}, school={S}, year=2001, annote={x}, address={Y}}
         @manual{b, title={M}, organization={Org}, key={MM}, year=2002}
         @misc{c, shorthand={SH}, shortauthor={SA}, shorttitle={ST}, label={L}, title={X}}
         @book{d, translator={Tr, A}, title={Y?}, subtitle={Z}}
         @proceedings{e, booktitle={Proc}, editor={Ed, A}, year=2003}",
    );
    assert_eq!(library.entries[0].field("school").unwrap().value, "S");
    assert_eq!(library.entries[1].short, ["MM"]);
    assert_eq!(library.entries[2].short, ["SH", "L", "ST", "SA"]);
    assert_eq!(shown(&library.entries[3]), "d: Tr |  | Y? Z");
    assert_eq!(shown(&library.entries[4]), "e: Ed | 2003 | Proc");
}

#[test]
fn what_cannot_be_read_at_all_is_lost() {
    let library = read("@book{}\n@book{a, title = {T}}\n@book{ }");
    assert_eq!(library.entries.iter().map(shown).collect::<Vec<_>>(), ["a:  |  | T"]);
    assert!(library.flaws.iter().all(|flaw| flaw.lost));
    assert_eq!(flaws(&library), ["1:1 this entry has no key", "3:1 this entry has no key"]);
}

#[test]
fn a_file_of_another_kind_is_told() {
    assert_eq!(flaws(&read("TY  - JOUR\nAU  - Osei, K.\n")), ["1:1 this file holds no BibLaTeX entry"]);
    assert_eq!(flaws(&read(" \n")), [""; 0]);
}

#[test]
fn old_line_ends_end_comments() {
    let library = read("% a comment\r@misc{a, title={T}}\r@misc{b, % more\r title={U}}\r");
    assert_eq!(library.entries.iter().map(shown).collect::<Vec<_>>(), ["a:  |  | T", "b:  |  | U"]);
}
