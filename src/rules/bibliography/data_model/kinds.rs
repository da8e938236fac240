//! The entry types of BibLaTeX's data model and what each requires (*biblatex 2.1*, and the mandatory constraints
//! of its data model), softened to what BibTeX too would miss.

use super::{Kind, Need};

const fn hard(what: &'static str, fields: &'static [&'static str]) -> Need {
    Need { what, fields, soft: false }
}

const fn soft(what: &'static str, fields: &'static [&'static str]) -> Need {
    Need { what, fields, soft: true }
}

const AUTHOR: Need = hard("author", &["author"]);
const SOMEBODY: Need = hard("author or editor", &["author", "editor", "translator", "organization", "institution"]);
const SOMEBODY_PERHAPS: Need = soft("author or editor", SOMEBODY.fields);
const TITLE: Need = hard("title", &["title", "maintitle"]);
const DATE: Need = hard("date", &["date", "year", "pubstate"]);
const DATE_PERHAPS: Need = soft("date", &["date", "year", "pubstate", "urldate", "version", "howpublished", "note"]);
// A preprint is widely written as an article of no journal.
const JOURNAL: Need = hard("journal", &["journaltitle", "journal", "shortjournal", "eprint"]);
const BOOK: Need = hard("book title", &["booktitle", "maintitle"]);
// BibTeX's `inbook` is a part that has the book's title and no other.
const BOOK_OR_PART: Need = hard("book title", &["booktitle", "maintitle", "chapter", "pages"]);
const INSTITUTION: Need = hard("institution", &["institution", "school", "publisher", "organization"]);
const TYPE: Need = soft("type", &["type"]);
const ADDRESS: Need = hard("url", &["url", "doi", "eprint", "howpublished", "note"]);
const NUMBER: Need = hard("number", &["number"]);
const MEMBERS: Need = hard("entryset", &["entryset"]);

const WHOLE: &[Need] = &[SOMEBODY, TITLE, DATE];
const EDITED: &[Need] = &[SOMEBODY_PERHAPS, TITLE, DATE];
const PART: &[Need] = &[AUTHOR, TITLE, BOOK, DATE];
const THESIS: &[Need] = &[AUTHOR, TITLE, INSTITUTION, DATE];
const REPORT: &[Need] = &[SOMEBODY, TITLE, INSTITUTION, DATE];
const ONLINE: &[Need] = &[TITLE, ADDRESS, DATE_PERHAPS];
const TITLED: &[Need] = &[TITLE];

const fn kind(name: &'static str, needs: &'static [Need]) -> Kind {
    Kind { name, needs }
}

/// All types, BibTeX's and the aliases too, and those that biblatex knows and gives to styles to support.
pub(super) const KINDS: &[Kind] = &[
    kind("article", &[AUTHOR, TITLE, JOURNAL, DATE]),
    kind("artwork", TITLED),
    kind("audio", TITLED),
    kind("bibnote", &[]),
    kind("book", WHOLE),
    kind("bookinbook", PART),
    kind("booklet", &[SOMEBODY_PERHAPS, TITLE, DATE_PERHAPS]),
    kind("collection", EDITED),
    kind("commentary", TITLED),
    kind("conference", PART),
    kind("constitution", &[]),
    kind("control", &[]),
    kind("customa", &[]),
    kind("customb", &[]),
    kind("customc", &[]),
    kind("customd", &[]),
    kind("custome", &[]),
    kind("customf", &[]),
    kind("dataset", &[SOMEBODY_PERHAPS, TITLE, DATE_PERHAPS]),
    kind("electronic", ONLINE),
    kind("ieeetranbstctl", &[]),
    kind("image", TITLED),
    kind("inbook", &[SOMEBODY, TITLE, BOOK_OR_PART, DATE]),
    kind("incollection", PART),
    kind("inproceedings", PART),
    kind("inreference", &[soft("author", AUTHOR.fields), TITLE, BOOK, DATE]),
    kind("jurisdiction", &[]),
    kind("legadminmaterial", &[]),
    kind("legal", &[]),
    kind("legislation", &[]),
    kind("legmaterial", &[]),
    kind("letter", &[]),
    kind("manual", &[SOMEBODY_PERHAPS, TITLE, DATE_PERHAPS]),
    kind("mastersthesis", THESIS),
    kind("misc", &[TITLE, DATE_PERHAPS]),
    kind("movie", TITLED),
    kind("music", TITLED),
    kind("mvbook", WHOLE),
    kind("mvcollection", EDITED),
    kind("mvproceedings", &[TITLE, DATE]),
    kind("mvreference", EDITED),
    kind("nameonly", &[]),
    kind("online", ONLINE),
    kind("patent", &[AUTHOR, TITLE, NUMBER, DATE]),
    kind("performance", TITLED),
    kind("periodical", &[TITLE, DATE]),
    kind("phdthesis", THESIS),
    kind("proceedings", &[TITLE, DATE]),
    kind("reference", EDITED),
    kind("report", &[SOMEBODY, TITLE, TYPE, INSTITUTION, DATE]),
    kind("review", &[]),
    kind("set", &[MEMBERS]),
    kind("software", &[SOMEBODY_PERHAPS, TITLE, DATE_PERHAPS]),
    kind("softwaremodule", &[TITLE]),
    kind("softwareversion", &[TITLE]),
    kind("codefragment", &[]),
    kind("standard", TITLED),
    kind("suppbook", PART),
    kind("suppcollection", PART),
    kind("suppperiodical", &[AUTHOR, TITLE, JOURNAL, DATE]),
    kind("techreport", REPORT),
    kind("thesis", &[AUTHOR, TITLE, TYPE, INSTITUTION, DATE]),
    kind("unpublished", &[AUTHOR, TITLE, DATE_PERHAPS]),
    kind("video", TITLED),
    kind("www", ONLINE),
    kind("xdata", &[]),
];

/// What stands for a type in other programs.
pub(super) const MEANT: &[(&str, &str)] = &[
    ("webpage", "online"),
    ("website", "online"),
    ("web", "online"),
    ("internet", "online"),
    ("url", "online"),
    ("blog", "online"),
    ("preprint", "online"),
    ("journal", "article"),
    ("journalarticle", "article"),
    ("newspaper", "article"),
    ("newspaperarticle", "article"),
    ("magazine", "article"),
    ("paper", "inproceedings"),
    ("conferencepaper", "inproceedings"),
    ("chapter", "incollection"),
    ("bookchapter", "incollection"),
    ("booksection", "incollection"),
    ("dissertation", "thesis"),
    ("phd", "thesis"),
    ("bachelorthesis", "thesis"),
    ("bachelorsthesis", "thesis"),
    ("masterthesis", "mastersthesis"),
    ("workingpaper", "report"),
    ("whitepaper", "report"),
    ("presentation", "unpublished"),
    ("talk", "unpublished"),
    ("data", "dataset"),
    ("film", "movie"),
    ("encyclopedia", "inreference"),
    ("generic", "misc"),
    ("other", "misc"),
];
