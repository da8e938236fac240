//! What code means to a reader of prose: what functions show, and which prose is handed to them.
//!
//! Source: *Typst 0.15, Reference: Model, Text, Layout*.

use typst_syntax::SyntaxKind;

use super::{DEPTH, Page, Placed, children, labels, span};
use crate::model::{BlockKind, MarkKind};
use crate::text::Span;

/// Something that is handed to a function.
struct Argument<'s, 't> {
    name: Option<&'s str>,
    value: Placed<'t>,
}

/// Functions whose words are a part of the line.
const LINE: &[&str] =
    &["emph", "strong", "text", "underline", "overline", "strike", "highlight", "smallcaps", "sub", "lower", "upper"];
/// Functions that part blocks.
const BLOCKS: &[&str] =
    &["block", "par", "align", "pad", "rect", "columns", "center", "box", "place", "stack", "move", "rotate", "scale"];
/// Functions that show nothing that is prose.
const NOTHING: &[&str] = &[
    "image", "v", "h", "pagebreak", "colbreak", "linebreak", "parbreak", "counter", "outline", "metadata", "hide",
    "line", "lorem", "state", "circle", "ellipse", "polygon", "path", "curve", "read", "json", "yaml", "csv",
];

impl<'s, 't> Page<'_, 's, 't> {
    /// Reads the prose in an expression; `label` is the one that stands behind it.
    pub(super) fn code(&mut self, placed: Placed<'t>, label: Option<&'s str>) {
        if self.depth >= DEPTH {
            return;
        }
        self.depth += 1;
        let (node, at) = placed;
        match node.kind() {
            SyntaxKind::ContentBlock => self.inner(placed),
            SyntaxKind::FuncCall => self.call(placed, label),
            SyntaxKind::ModuleInclude => self.include(placed),
            SyntaxKind::ShowRule => self.abstracts(placed),
            SyntaxKind::LetBinding | SyntaxKind::SetRule | SyntaxKind::ModuleImport | SyntaxKind::Closure => {}
            SyntaxKind::LineComment | SyntaxKind::BlockComment => self.builder.aside(MarkKind::Comment, span(placed)),
            SyntaxKind::Equation => self.mark(MarkKind::Math, span(placed)),
            SyntaxKind::Raw => self.mark(MarkKind::Code, span(placed)),
            SyntaxKind::Ident | SyntaxKind::FieldAccess if self.next.is_none() => {
                // A value that stands in a line: something is shown there.
                self.mark(MarkKind::Code, span(placed));
            }
            SyntaxKind::Conditional => {
                // One of its branches is shown: their words are never one word.
                for part in children(node, at).filter(|(part, _)| holds_prose(part.kind())) {
                    if self.next.is_none() {
                        self.builder.blank(Span::new(part.1, part.1));
                    }
                    self.code(part, None);
                }
            }
            _ => children(node, at).filter(|(part, _)| holds_prose(part.kind())).for_each(|part| self.code(part, None)),
        }
        self.depth -= 1;
    }

    /// What is handed to a function.
    fn arguments(&self, call: Placed<'t>) -> Vec<Argument<'s, 't>> {
        let args = children(call.0, call.1).filter(|(part, _)| part.kind() == SyntaxKind::Args);
        let parts = args.flat_map(|(args, at)| children(args, at));
        let parts = parts.filter(|(part, _)| {
            !matches!(
                part.kind(),
                SyntaxKind::LeftParen
                    | SyntaxKind::RightParen
                    | SyntaxKind::Comma
                    | SyntaxKind::Space
                    | SyntaxKind::Error
            )
        });
        let argument = |value: Placed<'t>| {
            if value.0.kind() != SyntaxKind::Named {
                return Some(Argument { name: None, value });
            }
            let mut inner = children(value.0, value.1);
            let name = inner.next().map(|name| self.slice(name))?;
            let skipped = |kind| matches!(kind, SyntaxKind::Colon | SyntaxKind::Space);
            let value = inner.find(|(part, _)| !skipped(part.kind()))?;
            Some(Argument { name: Some(name), value })
        };
        parts.filter_map(argument).collect()
    }

    fn call(&mut self, placed: Placed<'t>, label: Option<&'s str>) {
        let Some(callee) = children(placed.0, placed.1).next() else { return };
        if callee.0.kind() == SyntaxKind::FuncCall {
            self.code(callee, None);
        }
        // The name is looked at, not the whole of a long chain.
        let whole = self.slice(callee);
        let name = whole.rsplit_once("std.").map_or(whole, |(_, name)| name);
        let arguments = self.arguments(placed);
        match name {
            "cite" => self.mark(MarkKind::Cite, span(placed)),
            "ref" => {
                let target = arguments.first().and_then(|one| labels::name(self.slice(one.value)));
                let work = target.is_some_and(|target| !self.labels.has(target));
                self.mark(if work { MarkKind::Cite } else { MarkKind::Code }, span(placed));
            }
            "bibliography" => self.bibliography(&arguments),
            "footnote" => self.footnote(placed, &arguments),
            "quote" => self.quote(&arguments),
            "figure" => self.figure(&arguments),
            "heading" => self.titled(&arguments),
            "link" => self.link(&arguments),
            "super" => {
                let raised = std::mem::replace(&mut self.raised, true);
                self.contents(&arguments, true);
                self.raised = raised;
            }
            "table" | "grid" => self.cells(&arguments),
            "list" | "enum" | "list.item" | "enum.item" | "terms" | "terms.item" => {
                let bodies = arguments.iter().filter(|one| one.name.is_none());
                bodies.for_each(|one| self.within(BlockKind::Item, |page| page.code(one.value, None)));
            }
            "raw" => self.mark(MarkKind::Code, span(placed)),
            "math.equation" => self.mark(MarkKind::Math, span(placed)),
            name if LINE.contains(&name) => self.contents(&arguments, true),
            name if NOTHING.contains(&name) => {}
            name if BLOCKS.contains(&name) => {
                let entry = label.is_some_and(|label| self.labels.is_entry(label));
                let kind = if entry { BlockKind::Reference } else { self.kind };
                self.within(kind, |page| page.contents(&arguments, false));
            }
            _ => self.contents(&arguments, false),
        }
    }

    /// Reads the prose among arguments; whether what stands in quotation marks is shown too.
    fn contents(&mut self, arguments: &[Argument<'s, 't>], strings: bool) {
        for one in arguments.iter().filter(|one| matches!(one.name, None | Some("body"))) {
            match one.value.0.kind() {
                SyntaxKind::Str if strings => {
                    let words = span(one.value);
                    if words.len() > 2 {
                        self.words(Span { start: words.start + 1, end: words.end - 1 });
                    }
                }
                kind if holds_prose(kind) => self.code(one.value, None),
                _ => {}
            }
        }
    }

    /// Reads what is handed over by one of these names.
    fn named(&mut self, arguments: &[Argument<'s, 't>], name: &str, kind: BlockKind) {
        for one in arguments.iter().filter(|one| one.name == Some(name) && holds_prose(one.value.0.kind())) {
            self.within(kind, |page| page.code(one.value, None));
        }
    }

    /// A note is lifted out of its line.
    fn footnote(&mut self, call: Placed<'t>, arguments: &[Argument<'s, 't>]) {
        let bodies = arguments.iter().filter(|one| one.name.is_none() && holds_prose(one.value.0.kind()));
        let bodies: Vec<Placed<'t>> = bodies.map(|one| one.value).collect();
        self.mark(MarkKind::NoteRef, span(call));
        match self.lifting {
            false => self.notes.extend(bodies),
            true => bodies.into_iter().for_each(|body| self.within(BlockKind::Note, |page| page.code(body, None))),
        }
    }

    fn quote(&mut self, arguments: &[Argument<'s, 't>]) {
        let block = arguments.iter().any(|one| one.name == Some("block") && self.slice(one.value) == "true");
        if block {
            self.within(BlockKind::Quote, |page| page.contents(arguments, false));
        } else {
            for one in
                arguments.iter().filter(|one| one.name.is_none() && one.value.0.kind() == SyntaxKind::ContentBlock)
            {
                let whole = span(one.value);
                self.stands(Span { start: whole.start, end: whole.start + 1 }, "“");
                self.code(one.value, None);
                self.stands(Span { start: whole.end - 1, end: whole.end }, "”");
            }
        }
        for one in arguments.iter().filter(|one| one.name == Some("attribution")) {
            match one.value.0.kind() {
                SyntaxKind::Label => {
                    self.next = if block { None } else { self.next };
                    self.mark(MarkKind::Cite, span(one.value));
                }
                kind if holds_prose(kind) => self.code(one.value, None),
                _ => {}
            }
        }
        if block {
            self.next = Some(self.kind);
        }
    }

    fn figure(&mut self, arguments: &[Argument<'s, 't>]) {
        self.within(self.kind, |page| page.contents(arguments, false));
        self.named(arguments, "caption", BlockKind::Caption);
    }

    fn titled(&mut self, arguments: &[Argument<'s, 't>]) {
        let level = arguments.iter().find(|one| matches!(one.name, Some("level" | "depth")));
        let level = level.and_then(|one| self.slice(one.value).parse().ok()).unwrap_or(1);
        let body = arguments.iter().rfind(|one| one.name.is_none());
        let words = body.map_or("", |one| self.slice(one.value)).trim_matches(['[', ']', '"', ' ', '\n']);
        self.heading(level, words, |page| page.contents(arguments, true));
    }

    fn link(&mut self, arguments: &[Argument<'s, 't>]) {
        let mut plain = arguments.iter().filter(|one| one.name.is_none());
        let Some(target) = plain.next() else { return };
        let Some(body) = plain.next() else { return self.contents(arguments, true) };
        self.start();
        let from = self.builder.here();
        match body.value.0.kind() {
            SyntaxKind::Str => self.contents(std::slice::from_ref(body), true),
            _ => self.code(body.value, None),
        }
        let label = labels::name(self.slice(target.value)).filter(|label| self.labels.is_entry(label));
        if let Some(label) = label {
            self.builder.pointer(from, vec![label.to_owned()]);
        }
    }

    /// Reads the cells of a table.
    fn cells(&mut self, arguments: &[Argument<'s, 't>]) {
        for one in arguments.iter().filter(|one| one.name.is_none()) {
            let (node, at) = one.value;
            let holder = node.kind() == SyntaxKind::FuncCall
                && children(node, at).next().is_some_and(|callee| {
                    matches!(self.slice(callee), "table.header" | "table.footer" | "grid.header" | "grid.footer")
                });
            match node.kind() {
                _ if holder && self.depth < DEPTH => {
                    self.depth += 1;
                    let inner = self.arguments(one.value);
                    self.cells(&inner);
                    self.depth -= 1;
                }
                kind if holds_prose(kind) => self.within(BlockKind::Table, |page| page.code(one.value, None)),
                _ => {}
            }
        }
    }

    /// `bibliography("refs.bib")`, `bibliography(("one.bib", "two.yml"), full: true)`.
    fn bibliography(&mut self, arguments: &[Argument<'s, 't>]) {
        for one in arguments {
            let (node, at) = one.value;
            match (one.name, node.kind()) {
                (None | Some("sources" | "path"), SyntaxKind::Str) => self.declare(one.value),
                (None | Some("sources" | "path"), SyntaxKind::Array) => {
                    let files = children(node, at).filter(|(part, _)| part.kind() == SyntaxKind::Str);
                    files.for_each(|file| self.declare(file));
                }
                (Some("full"), _) if self.slice(one.value) == "true" => {
                    self.builder.declared().nocite.push("*".to_owned());
                }
                (Some("style"), SyntaxKind::Str) => {
                    let style = self.slice(one.value).trim_matches('"').to_owned();
                    self.builder.declared().style = Some(style);
                }
                _ => {}
            }
        }
        self.next = Some(self.kind);
    }

    fn declare(&mut self, file: Placed<'t>) {
        let (name, span) = self.string(file);
        self.builder.declared().bibliographies.push((name, span));
    }

    /// The inside of a string.
    fn string(&self, placed: Placed<'t>) -> (String, Span) {
        let whole = span(placed);
        let inner = Span { start: whole.start + 1, end: (whole.end - 1).max(whole.start + 1) };
        (self.source.get(inner.range()).unwrap_or("").to_owned(), inner)
    }

    fn include(&mut self, placed: Placed<'t>) {
        let files = children(placed.0, placed.1).filter(|(part, _)| part.kind() == SyntaxKind::Str);
        for file in files.collect::<Vec<_>>() {
            let part = self.string(file);
            if !part.0.starts_with('@') {
                self.builder.declared().includes.push(part);
            }
        }
        self.next = Some(self.kind);
    }

    /// The abstract that is handed to a template: `#show: article.with(abstract: [...])`.
    fn abstracts(&mut self, placed: Placed<'t>) {
        /// How many parts of the rule are looked at.
        const MOST: usize = 300;
        let mut waiting: Vec<Placed<'t>> = vec![placed];
        for _ in 0..MOST {
            let Some((node, at)) = waiting.pop() else { break };
            if node.kind() == SyntaxKind::Named {
                let mut inner = children(node, at);
                let named = inner.next().is_some_and(|name| self.slice(name) == "abstract");
                if let Some(body) = inner.find(|(part, _)| part.kind() == SyntaxKind::ContentBlock).filter(|_| named) {
                    self.within(BlockKind::Paragraph, |page| page.code(body, None));
                }
            } else if !matches!(node.kind(), SyntaxKind::ContentBlock | SyntaxKind::CodeBlock) {
                waiting.extend(children(node, at));
            }
        }
    }
}

/// Whether prose may stand in an expression.
fn holds_prose(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::ContentBlock
            | SyntaxKind::FuncCall
            | SyntaxKind::CodeBlock
            | SyntaxKind::Code
            | SyntaxKind::Parenthesized
            | SyntaxKind::Array
            | SyntaxKind::Binary
            | SyntaxKind::Conditional
            | SyntaxKind::ForLoop
            | SyntaxKind::WhileLoop
            | SyntaxKind::Contextual
            | SyntaxKind::ShowRule
            | SyntaxKind::ModuleInclude
            | SyntaxKind::LineComment
            | SyntaxKind::BlockComment
    )
}
