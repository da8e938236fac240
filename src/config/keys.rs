//! The keys.

use super::key::{Key, Kind, Names};
use super::settings::{Selects, Setting, Settled};
use crate::model::{Manner, Severity};
use crate::rules::{CitationStyle, Habitual, ItemOrder, Within};

const NOTHING: &str = "[]";

/// How far a citation reaches.
const REACH: Kind = Kind::Word(Within::NAMES);

/// A key without a default of its own in a table of names.
const fn table(path: &'static str, kind: Kind, example: &'static str, about: &'static str, set: Set) -> Key {
    Key { path, kind, default: "{}", example, about, adds: false, set }
}

const fn list(path: &'static str, kind: Kind, example: &'static str, about: &'static str, set: Set) -> Key {
    Key { path, kind, default: NOTHING, example, about, adds: false, set }
}

type Set = fn(&mut Settled, &Setting);

/// All keys, in the order in which they are told.
pub(super) static KEYS: &[Key] = &[
    list(
        "bibliography",
        Kind::Paths,
        r#"["refs.bib"]"#,
        "Bibliographies that every manuscript is held against, whatever it declares.",
        |settled, setting| settled.files.bibliography = setting.list().to_vec(),
    ),
    list(
        "sources",
        Kind::Paths,
        r#"["works"]"#,
        "Folders of cited works; no manuscripts are looked for in them.",
        |settled, setting| settled.files.sources = setting.list().to_vec(),
    ),
    Key {
        path: "style",
        kind: Kind::Word(CitationStyle::NAMES),
        default: r#""auto""#,
        example: r#""apa""#,
        about: "The citation style that manuscripts should follow; `auto` is what most of each manuscript does.",
        adds: false,
        set: |settled, setting| {
            settled.config.options.style = CitationStyle::named(setting.word()).unwrap_or_default();
        },
    },
    list(
        "exclude",
        Kind::Patterns,
        r#"["drafts/", "*.old.md"]"#,
        "Files and folders that are passed by where folders are searched.",
        |settled, setting| settled.files.exclude.extend(setting.patterns()),
    ),
    Key {
        adds: true,
        ..list(
            "extend-exclude",
            Kind::Patterns,
            r#"["notes.md"]"#,
            "More of them; what several files say is added up.",
            |settled, setting| settled.files.exclude.extend(setting.patterns()),
        )
    },
    Key {
        path: "fail-on",
        kind: Kind::Word(&["error", "warning", "info", "never"]),
        default: r#""error""#,
        example: r#""warning""#,
        about: "The severity from which on findings make the exit status 1.",
        adds: false,
        set: |settled, setting| settled.config.fail_on = Severity::named(setting.word()),
    },
    list(
        "lint.select",
        Kind::Rules,
        r#"["citation", "F", "Q001"]"#,
        "The rules to check by: codes, prefixes, names, families, `ALL`; where it is empty, each rule's own default.",
        |settled, setting| settled.selects.push(Selects::Alone, setting),
    ),
    list(
        "lint.ignore",
        Kind::Rules,
        r#"["S", "unused-reference"]"#,
        "The rules to leave out; the more specific of `select` and `ignore` wins, and of two alike, `ignore`.",
        |settled, setting| settled.selects.push(Selects::Not, setting),
    ),
    Key {
        adds: true,
        ..list(
            "lint.extend-select",
            Kind::Rules,
            r#"["copied-passage"]"#,
            "Rules to check by as well: those that are off by default; what several files say is added up.",
            |settled, setting| settled.selects.push(Selects::Too, setting),
        )
    },
    Key {
        adds: true,
        ..list(
            "lint.extend-ignore",
            Kind::Rules,
            r#"["C007"]"#,
            "More rules to leave out; what several files say is added up.",
            |settled, setting| settled.selects.push(Selects::Not, setting),
        )
    },
    table(
        "lint.severity",
        Kind::Table(Names::Rules, &Kind::Word(&["error", "warning", "info", "off"])),
        r#"{ C007 = "warning", figure = "info" }"#,
        "The severity of rules; the more specific name wins. What a rule itself says to be less sure of stays below it.",
        |settled, setting| match Severity::named(setting.word()) {
            Some(severity) => settled.config.severity.push((setting.entry().to_owned(), severity)),
            None => settled.selects.push(Selects::Not, setting),
        },
    ),
    table(
        "lint.per-file-ignores",
        Kind::Table(Names::Patterns, &Kind::Rules),
        r#"{ "drafts/**" = ["S", "C002"], "refs.bib" = ["B"] }"#,
        "Rules to leave out in files that a pattern fits.",
        |settled, setting| {
            let pattern = setting.pattern();
            settled.config.per_file_ignores.extend(pattern.map(|pattern| (pattern, setting.list().to_vec())));
        },
    ),
    Key {
        path: "rules.unsupported-figure.reach",
        kind: REACH,
        default: r#""near""#,
        example: r#""sentence""#,
        about: "How far a citation stands for a figure: in its own sentence, near it, or in its whole paragraph.",
        adds: false,
        set: |settled, setting| {
            settled.config.options.figure_reach = Within::named(setting.word()).unwrap_or_default();
        },
    },
    Key {
        path: "rules.uncited-quotation.reach",
        kind: REACH,
        default: r#""near""#,
        example: r#""paragraph""#,
        about: "How far a citation stands for a quotation: in its own sentence, near it, or in its whole paragraph.",
        adds: false,
        set: |settled, setting| {
            settled.config.options.quotation_reach = Within::named(setting.word()).unwrap_or_default();
        },
    },
    Key {
        path: "rules.uncited-quotation.words",
        kind: Kind::Number(5, 10_000),
        default: "5",
        example: "8",
        about: "How many words a quotation has at least that must be cited.",
        adds: false,
        set: |settled, setting| settled.config.options.quotation_words = setting.number() as usize,
    },
    Key {
        path: "rules.quotation-without-locator.when",
        kind: Kind::Word(Habitual::NAMES),
        default: r#""habit""#,
        example: r#""always""#,
        about: "Whether pages are asked for where the manuscript or its style gives them, or always.",
        adds: false,
        set: |settled, setting| {
            settled.config.options.locators = Habitual::named(setting.word()).unwrap_or_default();
        },
    },
    Key {
        path: "rules.copied-passage.words",
        kind: Kind::Number(8, 10_000),
        default: "12",
        example: "20",
        about: "How many words in a row are copied at least.",
        adds: false,
        set: |settled, setting| settled.config.options.copied_words = setting.number() as usize,
    },
    Key {
        path: "rules.citation-order.by",
        kind: Kind::Word(ItemOrder::NAMES),
        default: r#""habit""#,
        example: r#""year""#,
        about: "The order of works in a group: as the style or most groups have it, by name, or by year.",
        adds: false,
        set: |settled, setting| settled.config.options.order = ItemOrder::named(setting.word()).unwrap_or_default(),
    },
    list(
        "rules.abbreviation-undefined.known",
        Kind::Texts,
        r#"["WHO", "OECD"]"#,
        "Initials that readers know, and that need not be spelt out.",
        |settled, setting| settled.config.options.known_initials = setting.list().to_vec(),
    ),
    table(
        "latex.cite-commands",
        Kind::Table(Names::Commands, &Kind::Word(Manner::NAMES)),
        r#"{ mycite = "parenthetical", mytextcite = "narrative" }"#,
        "Citation commands of your own that a manuscript does not define itself, and how each cites.",
        |settled, setting| {
            let manner = Manner::named(setting.word());
            let commands = &mut settled.config.reading.cite_commands;
            commands.extend(manner.map(|manner| (setting.entry().to_owned(), manner)));
        },
    ),
    Key {
        path: "online.mailto",
        kind: Kind::Address,
        default: r#""""#,
        example: r#""you@example.org""#,
        about: "Whom registries may write to, where `--online` asks them; they answer sooner whoever says so.",
        adds: false,
        set: |settled, setting| settled.config.mailto = Some(setting.word().to_owned()).filter(|word| !word.is_empty()),
    },
    Key {
        path: "limits.source-size",
        kind: Kind::Size(1 << 10, u32::MAX as u64),
        default: r#""512 MB""#,
        example: r#""50 MB""#,
        about: "The largest file of a cited work that is read.",
        adds: false,
        set: |settled, setting| settled.config.limits.source_size = setting.number(),
    },
    Key {
        path: "limits.source-files",
        kind: Kind::Number(1, u32::MAX as u64),
        default: "500000",
        example: "20000",
        about: "How many files and folders are looked at in each folder of cited works.",
        adds: false,
        set: |settled, setting| settled.config.limits.source_files = setting.number() as usize,
    },
    Key {
        path: "limits.files-per-entry",
        kind: Kind::Number(1, 1000),
        default: "8",
        example: "2",
        about: "How many files of one cited work are looked at.",
        adds: false,
        set: |settled, setting| settled.config.limits.files_per_entry = setting.number() as usize,
    },
    Key {
        path: "limits.passages",
        kind: Kind::Number(1, 6),
        default: "3",
        example: "1",
        about: "How many of the passages of a cited work that are nearest to a claim are told.",
        adds: false,
        set: |settled, setting| settled.config.limits.passages = setting.number() as usize,
    },
];
