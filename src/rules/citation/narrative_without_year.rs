//! "Holland wrote in his article that …", and no citation of Holland in reach.

use std::collections::HashMap;

use super::mention::{self, Mention};
use crate::model::{BlockId, BlockKind, Document, Finding, Form, Linked, SentenceId};
use crate::rules::{Options, reach};

/// How far a citation in another section is still in a reader's mind, in blocks.
const BLOCKS: u32 = 4;

/// Says once a section that an author is called as a source whose work is cited elsewhere only.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    // Where notes cite, no year is wanted in the text.
    if linked.citations.iter().any(|citation| citation.form == Form::Note) {
        return Vec::new();
    }
    let mut known = None;
    let mut findings = Vec::new();
    for (id, phrase, at) in document.find(&mention::NEEDLES) {
        let prose = matches!(document.kind_of(id), BlockKind::Paragraph | BlockKind::Item | BlockKind::Note);
        let Some(mention) = mention::mention(document.words(id), phrase, at).filter(|_| prose) else { continue };
        let known = known.get_or_insert_with(|| Known::new(linked));
        let Some(nearest) = known.out_of_reach(document, id, &mention) else { continue };
        if reach::is_numbered(document, id) {
            continue;
        }
        let name = mention.name;
        let said = document.span_in(id, mention.at.clone());
        let finding = Finding::new(said, format!("`{name}` is named as a source with no year"))
            .note(format!("no citation of {name} in this section before, nor in this paragraph"));
        findings.push(match nearest {
            Some(citation) => finding.label("which of the works cited elsewhere?").related(
                Default::default(),
                linked.citation_span(citation),
                "the nearest citation of that name",
            ),
            None => finding.label("never cited"),
        });
        if let Some(finding) = findings.last_mut() {
            finding.help = Some(format!("give the year where the work is named: `{name} (year)`"));
        }
    }
    findings
}

/// The authors of a document, by family name as written.
struct Known<'l> {
    authors: HashMap<&'l str, Author<'l>>,
    /// The section of each block: how many headings stand before it.
    sections: Vec<u32>,
}

#[derive(Default)]
struct Author<'l> {
    /// Where they are cited, in order: sentences and indices of citations.
    cited: Vec<(SentenceId, usize)>,
    /// Their given names, where known.
    given: Vec<&'l str>,
    /// Sections in which a mention was told already.
    told: Vec<u32>,
}

impl<'l> Known<'l> {
    fn new(linked: &'l Linked) -> Self {
        let mut authors: HashMap<&str, Author<'l>> = HashMap::new();
        for entry in linked.libraries.iter().flat_map(|library| &library.entries) {
            for person in entry.names().iter().take(1).filter(|person| !person.group) {
                authors.entry(&person.family).or_default().given.push(&person.given);
            }
        }
        for (link, citation, item) in linked.items() {
            let at = (citation.sentence, link.item.citation as usize);
            for name in &item.authors {
                let author = authors.entry(&name.family).or_default();
                author.cited.push(at);
                author.given.extend(name.given.as_deref());
            }
            for person in link.entries.iter().flat_map(|&id| linked.entry(id).names()) {
                if let Some(author) = authors.get_mut(person.family.as_str()) {
                    author.cited.push(at);
                }
            }
        }
        let mut section = 0;
        let blocks = linked.document.blocks.iter();
        let sections = blocks.map(|block| {
            section += u32::from(block.kind == BlockKind::Heading);
            section
        });
        Self { authors, sections: sections.collect() }
    }

    /// The nearest citation of the author of a mention that none is in reach of; `None` where all is well.
    fn out_of_reach(&mut self, document: &Document, id: SentenceId, mention: &Mention<'_>) -> Option<Option<usize>> {
        let author = self.authors.get_mut(mention.name)?;
        if mention.given.is_some_and(|given| !author.given.iter().any(|known| is_given(given, known))) {
            return None;
        }
        let block = document.sentence(id).block;
        let section = self.sections[block.0 as usize];
        let place = |id: SentenceId| document.sentence(id).block;
        let next = author.cited.partition_point(|&(at, _)| place(at) < block);
        let before = next.checked_sub(1).map(|at| author.cited[at]);
        let after = author.cited.get(next).copied();
        let known = before.is_some_and(|(at, _)| {
            let at = place(at).0;
            self.sections[at as usize] == section || block.0 - at <= BLOCKS
        });
        // A block quotation is cited at its own end.
        let quotes = |at: BlockId| at == block || at.0 == block.0 + 1 && document.block(at).kind == BlockKind::Quote;
        let reached = known || after.is_some_and(|(at, _)| quotes(place(at)));
        if reached || author.told.last() == Some(&section) {
            return None;
        }
        author.told.push(section);
        Some(before.or(after).map(|(_, citation)| citation))
    }
}

/// Whether a given name as written may be a known one: `Randall` and `R. L.`.
fn is_given(written: &str, known: &str) -> bool {
    let first = |name: &str| name.split([' ', '.']).next().unwrap_or("").to_lowercase();
    let (written, known) = (first(written), first(known));
    let short = written.chars().count() == 1 || known.chars().count() == 1;
    !written.is_empty() && (written == known || short && written.chars().next() == known.chars().next())
}
