//! Names of CSL-JSON: `{"family": …, "given": …}`, `{"literal": …}`, a plain text.

use super::super::person;
use super::super::record::{Record, Role};
use super::super::tree::{Node, What};
use crate::model::Person;
use crate::text::Span;

/// Adds the names of a value.
pub(super) fn read(record: &mut Record, role: Role, name_span: Span, value: &Node<'_>) {
    for node in value.items() {
        match person(node) {
            Some(person) if person::are_others(&person.family) && person.given.is_empty() => record.others(role),
            Some(person) => record.person(role, name_span, person, node.span),
            None => {}
        }
    }
}

fn person(node: &Node<'_>) -> Option<Person> {
    let person = match &node.what {
        What::Scalar(text) => person::read(text, true),
        What::Map(_) => told_apart(node),
        _ => return None,
    };
    (!person.family.is_empty() || !person.given.is_empty()).then_some(person)
}

fn told_apart(node: &Node<'_>) -> Person {
    let text = |names: &[&str]| names.iter().map(|name| node.text_of(name)).find(|text| !text.is_empty()).unwrap_or("");
    let family = text(&["family", "lastName"]);
    let given = text(&["given", "firstName"]);
    if family.is_empty() {
        let whole = text(&["literal", "name"]);
        return if whole.is_empty() { person::parted(given, "", "") } else { person::group(whole) };
    }
    let mut person = person::parted(family, given, node.text_of("suffix"));
    let particles = [node.text_of("dropping-particle"), node.text_of("non-dropping-particle"), &person.particle];
    person.particle = particles.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    person
}
