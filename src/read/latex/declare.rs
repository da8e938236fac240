//! What a manuscript names: bibliographies, the files that it consists of, works listed without a citation.

use super::lex::Kind;
use super::page::Page;
use crate::text::Span;

impl<'s> Page<'_, 's, '_> {
    /// `\nocite{one, two}`, `\nocite{*}`
    pub(super) fn nocite(&mut self) {
        let Some((open, close)) = self.argument(self.at) else { return };
        let (keys, _) = self.inside(open, close);
        let keys = keys.split(',').map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned);
        self.builder.declared().nocite.extend(keys);
        self.at = close + 1;
    }

    /// `\bibliography{one,two}`: files of BibTeX, their ending left out.
    pub(super) fn bibliography(&mut self) {
        let Some((open, close)) = self.argument(self.at) else { return };
        let (names, span) = self.inside(open, close);
        self.at = close + 1;
        let mut start = span.start as usize;
        for part in names.split(',') {
            let name = part.trim();
            let at = start + (part.len() - part.trim_start().len());
            start += part.len() + 1;
            if is_path(name) {
                let file = if name.ends_with(".bib") { name.to_owned() } else { format!("{name}.bib") };
                self.builder.declared().bibliographies.push((file, Span::new(at, at + name.len())));
            }
        }
    }

    /// `\addbibresource[location=local]{refs.bib}`
    pub(super) fn resource(&mut self) {
        let remote = self.option(self.at).is_some_and(|(open, close)| self.inside(open, close).0.contains("remote"));
        let Some((open, close)) = self.argument(self.at) else { return };
        let (name, span) = trimmed(self.inside(open, close));
        self.at = close + 1;
        if !remote && is_path(name) && !name.contains("://") {
            self.builder.declared().bibliographies.push((name.to_owned(), span));
        }
    }

    /// `\input{part}`, `\input part`; with a folder before, `\import{folder}{part}`.
    pub(super) fn include(&mut self, folder: bool) {
        let mut front = "";
        if folder {
            let Some((open, close)) = self.argument(self.at) else { return };
            front = trimmed(self.inside(open, close)).0;
            self.at = close + 1;
        }
        let found = match self.argument(self.at) {
            Some((open, close)) => {
                self.at = close + 1;
                Some(self.inside(open, close))
            }
            None => self.bare_name(),
        };
        let Some((name, span)) = found.map(trimmed).filter(|(name, _)| is_path(name)) else { return };
        let path = match front {
            "" => name.to_owned(),
            _ if front.ends_with('/') => format!("{front}{name}"),
            _ => format!("{front}/{name}"),
        };
        if !front.contains(['\\', '#']) {
            self.builder.declared().includes.push((path, span));
        }
    }

    /// The name behind `\input` without braces.
    fn bare_name(&mut self) -> Option<(&'s str, Span)> {
        let at = self.past_blanks(self.at);
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Words)?;
        let words = &self.text[token.start as usize..token.end as usize];
        let name = words.split(' ').next()?;
        let start = token.start as usize;
        self.at = at;
        self.from = start + name.len();
        Some((name, Span::new(start, start + name.len())))
    }

    /// `\IfFileExists{file}{then}{else}`: what is named then is named in case.
    pub(super) fn if_there(&mut self) {
        self.skip(1);
        if let Some((open, close)) = self.argument(self.at) {
            let span = self.span(open, close);
            self.builder.declared().conditional.push(span);
        }
    }
}

fn trimmed((text, span): (&str, Span)) -> (&str, Span) {
    let name = text.trim().trim_matches('"');
    let start = span.start as usize + (name.as_ptr() as usize - text.as_ptr() as usize);
    (name, Span::new(start, start + name.len()))
}

/// Whether a text can be the path of a file: no command makes a part of it.
fn is_path(name: &str) -> bool {
    !name.is_empty() && name.len() < 1000 && !name.contains(['\\', '#', '{', '}', '\n', '*', '|'])
}
