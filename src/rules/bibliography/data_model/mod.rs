//! BibLaTeX's data model: the types of entries, what each requires, and the fields there are.
//!
//! Source: *biblatex 3.20*, 2.1 (types), 2.2 (fields and their aliases), 2.3 (what is expected of them).

mod fields;
mod kinds;

use std::sync::LazyLock;

use crate::text::near;
use fields::{FIELDS, PRIVATE};
use kinds::KINDS;

/// An entry type.
#[derive(Debug)]
pub(super) struct Kind {
    pub name: &'static str,
    /// What an entry of the type must have.
    pub needs: &'static [Need],
}

/// Something that an entry must have.
#[derive(Debug)]
pub(super) struct Need {
    /// In one or two words.
    pub what: &'static str,
    /// The fields of which one will do.
    pub fields: &'static [&'static str],
    /// Whether BibTeX would not miss it, or a reader can do without.
    pub soft: bool,
}

/// The type of a name in small letters.
pub(super) fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The names of all fields, sorted: the table is written for readers.
static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut names = FIELDS.to_vec();
    names.sort_unstable();
    names
});

/// Whether there is a field of this name, in the data model or in a program that is known to write it.
pub(super) fn is_field(name: &str) -> bool {
    // `author+an:orcid` annotates `author` (*biblatex 3.7*).
    let name = name.split_once('+').map_or(name, |(field, _)| field);
    SORTED.binary_search(&name).is_ok() || PRIVATE.iter().any(|head| name.starts_with(head)) || name.starts_with('_')
}

/// The field that a name seems to stand for, where one alone is near.
pub(super) fn nearest_field(name: &str) -> Option<&'static str> {
    meant(name, fields::MEANT).or_else(|| nearest(name, FIELDS.iter().copied()))
}

/// The type that a name seems to stand for, where one alone is near.
pub(super) fn nearest_kind(name: &str) -> Option<&'static str> {
    meant(name, kinds::MEANT).or_else(|| nearest(name, KINDS.iter().map(|kind| kind.name)))
}

fn meant(name: &str, table: &[(&str, &'static str)]) -> Option<&'static str> {
    table.iter().find(|(other, _)| *other == name).map(|(_, meant)| *meant)
}

fn nearest(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    /// No name is longer; what is cannot be a slip for one.
    const LONGEST: usize = 40;
    if name.len() > LONGEST {
        return None;
    }
    let shape = near::Shape::of(name);
    let known = known.filter(|other| shape.may_be_near(near::Shape::of(other)));
    let mut near: Vec<(usize, &str)> = known.filter_map(|other| Some((near::slips(name, other)?, other))).collect();
    near.sort_unstable();
    match near[..] {
        [] => None,
        [(first, _), (second, _), ..] if first == second => None,
        [(_, one), ..] => Some(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_name_each_thing_once_and_only_what_is_there() {
        let mut names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        assert!(SORTED.windows(2).all(|pair| pair[0] != pair[1]), "{SORTED:?}");
        for need in KINDS.iter().flat_map(|kind| kind.needs) {
            assert!(need.fields.iter().all(|name| is_field(name)), "{need:?}");
        }
        for (name, meant) in fields::MEANT {
            assert!(is_field(meant) && SORTED.binary_search(name).is_err(), "{name}");
        }
        for (name, meant) in kinds::MEANT {
            assert!(kind(meant).is_some() && kind(name).is_none(), "{name}");
        }
    }

    #[test]
    fn the_nearest_name_is_told_where_it_is_one() {
        for (name, near) in [
            ("jounal", Some("journal")),
            ("volumn", Some("volume")),
            ("titel", Some("title")),
            ("addresss", Some("address")),
            ("authors", Some("author")),
            ("numbr", Some("number")),
            ("lgcode", None),
            ("shoreline", None),
        ] {
            assert_eq!(nearest_field(name), near, "{name}");
        }
        for (name, near) in [
            ("artcle", Some("article")),
            ("webpage", Some("online")),
            ("inproceeding", Some("inproceedings")),
            ("masterthesis", Some("mastersthesis")),
            ("recipe", None),
        ] {
            assert_eq!(nearest_kind(name), near, "{name}");
        }
        for name in ["author", "bdsk-url-1", "author+an:orcid", "mendeley-groups", "__markedentry"] {
            assert!(is_field(name), "{name}");
        }
    }
}
