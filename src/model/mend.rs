//! Edits of a manuscript, told in words.
//!
//! In: a place in a citation, the words that stand there, and those that should. Out: an edit of the fewest
//! source bytes that makes the one of the other – or none, where those bytes are more than plain words: an edit
//! never cuts what stands for something (`\'e`, `&eacute;`), destroys no markup and joins no lines.
//!
//! What a word looks like in the format of the file is not known here: whoever knows it spells the edit's text.

use std::ops::Range;

use super::citation::Citation;
use super::diagnostic::Edit;
use super::document::{Document, MarkKind};
use super::source::SourceId;
use crate::text::{How, ProseSpan, Span};

/// A stretch of prose that an edit takes whole or not at all.
struct Unit {
    prose: Range<u32>,
    source: Range<u32>,
    /// Whether it stands for its source bytes.
    stands: bool,
}

impl Document {
    /// Other words in place of those that stand at a span inside a citation, or at its edge.
    pub fn rewrite(&self, citation: &Citation, span: Span, from: &str, to: &str) -> Option<Edit> {
        self.rewrite_in(citation.at, span, from, to)
    }

    /// Other words in place of those at a span from one citation to another that follows it.
    pub fn rewrite_between(&self, first: &Citation, last: &Citation, span: Span, from: &str, to: &str) -> Option<Edit> {
        self.rewrite_in(first.at.to(last.at), span, from, to)
    }

    /// The words that stand at a span inside a citation; none where it cuts what stands for something.
    pub fn words_at(&self, citation: &Citation, span: Span) -> Option<String> {
        let units = self.units(citation.at, span)?;
        let inner = units.iter().filter(|unit| span.start <= unit.source.start && unit.source.end <= span.end);
        Some(inner.map(|unit| self.shown_unit(unit)).collect())
    }

    /// The source place of an offset into the words that stand at a span inside a citation.
    pub fn place_at(&self, citation: &Citation, span: Span, offset: usize) -> Option<u32> {
        let units = self.units(citation.at, span)?;
        let mut inner = units.iter().filter(|unit| span.start <= unit.source.start && unit.source.end <= span.end);
        let (mut at, mut place) = (0, span.start);
        while at < offset {
            let unit = inner.next()?;
            (at, place) = (at + self.shown_unit(unit).len(), unit.source.end);
        }
        (at == offset).then_some(place)
    }

    fn shown_unit(&self, unit: &Unit) -> &str {
        match unit.prose.is_empty() {
            true => &self.source.text[unit.source.start as usize..unit.source.end as usize],
            false => &self.prose.text()[unit.prose.start as usize..unit.prose.end as usize],
        }
    }

    fn rewrite_in(&self, home: ProseSpan, span: Span, from: &str, to: &str) -> Option<Edit> {
        let units = self.units(home, span)?;
        let text = |unit: &Unit| self.shown_unit(unit);
        let inner = units.iter().filter(|unit| span.start <= unit.source.start && unit.source.end <= span.end);
        let mut inner: &[Unit] = {
            let count = inner.count();
            let first = units.iter().position(|unit| span.start <= unit.source.start).unwrap_or(units.len());
            units.get(first..first + count)?
        };
        if inner.iter().map(&text).collect::<String>() != from || from == to {
            return None;
        }
        // What both have at the front and at the back stays.
        let (mut words, mut front, mut back) = (to, None, None);
        while let Some((unit, rest)) = inner.split_first() {
            let Some(left) = words.strip_prefix(text(unit)) else { break };
            (words, inner, front) = (left, rest, Some(unit));
        }
        while let Some((unit, rest)) = inner.split_last() {
            let Some(left) = words.strip_suffix(text(unit)) else { break };
            (words, inner, back) = (left, rest, Some(unit));
        }
        let at = match (inner, front, back) {
            ([first, .., last], ..) => first.source.start..last.source.end,
            ([one], ..) => one.source.clone(),
            ([], Some(unit), _) => unit.source.end..unit.source.end,
            ([], None, Some(unit)) => unit.source.start..unit.source.start,
            ([], None, None) => span.start..span.start,
        };
        let bytes = &self.source.text[at.start as usize..at.end as usize];
        let gap = inner.windows(2).any(|pair| pair[0].source.end != pair[1].source.start);
        // A letter right behind a command would lengthen its name.
        let names = |unit: &Unit| {
            unit.stands && unit.source.end == at.start && self.source.text[..at.start as usize].ends_with(is_letter)
        };
        let lengthens = words.starts_with(is_letter) && units.iter().any(names);
        let plain = !gap && !lengthens && !bytes.contains(['\n', '\r', '\u{fffc}']);
        let span = Span { start: at.start, end: at.end };
        plain.then(|| Edit { source: SourceId::DOCUMENT, span, text: words.to_owned() })
    }

    /// The units of a stretch of prose that touch a span of the source, in order; none where the span cuts one.
    fn units(&self, home: ProseSpan, span: Span) -> Option<Vec<Unit>> {
        let pieces = self.prose.pieces();
        let first = pieces.partition_point(|piece| piece.prose <= home.start).saturating_sub(1);
        let last = pieces.partition_point(|piece| piece.prose < home.end).max(first);
        // Within a citation words stand as in the source: a citation of thousands of works is not gone through for each.
        let first = first + pieces[first..last].partition_point(|piece| piece.source.end < span.start);
        let near = pieces[first..last].iter().take_while(|piece| piece.source.start <= span.end);
        let mut units: Vec<Unit> = Vec::new();
        for (number, piece) in near.enumerate() {
            let end = pieces.get(first + number + 1).map_or(self.prose.text().len() as u32, |next| next.prose);
            if piece.how == How::Added {
                continue;
            }
            let (mut prose, mut source) = (piece.prose..end, piece.source.start..piece.source.end);
            let raw = piece.how == How::Stands && self.is_citation(piece.prose);
            if piece.how == How::Stands && !raw {
                let cut = source.start < span.start && span.start < source.end
                    || source.start < span.end && span.end < source.end;
                if cut {
                    return None;
                }
                units.push(Unit { prose, source, stands: true });
                continue;
            }
            if !raw {
                // Of a long piece only what is near is looked at.
                let before = span.start.saturating_sub(source.start).saturating_sub(4);
                let behind = source.end.saturating_sub(span.end).saturating_sub(4);
                let at = |offset: u32| self.source.text.is_char_boundary(offset as usize);
                let (mut from, mut to) = (source.start + before, source.end - behind);
                while !at(from) {
                    from += 1;
                }
                while !at(to) {
                    to -= 1;
                }
                prose = prose.start + (from - source.start)..prose.end - (source.end - to);
                source = from..to;
            }
            for (offset, c) in self.source.text[source.start as usize..source.end as usize].char_indices() {
                let (offset, len) = (offset as u32, c.len_utf8() as u32);
                // The words of a citation by key are its source.
                let prose = if raw { 0..0 } else { prose.start + offset..prose.start + offset + len };
                let source = source.start + offset..source.start + offset + len;
                units.push(Unit { prose, source, stands: false });
            }
        }
        let known = |at: u32| units.iter().any(|unit| unit.source.start == at || unit.source.end == at);
        (known(span.start) && known(span.end)).then_some(units)
    }

    /// Whether a citation by key stands at a place of the prose.
    fn is_citation(&self, at: u32) -> bool {
        let next = self.marks.partition_point(|mark| mark.at.start < at);
        let here = self.marks[next..].iter().take_while(|mark| mark.at.start == at);
        here.filter(|mark| !mark.at.is_empty()).any(|mark| mark.kind == MarkKind::Cite)
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Source, build};

    /// A document of one paragraph: `‹source|prose›` stands for prose, `‹source›` is markup, all else is as it is.
    fn document(told: &str) -> Document {
        let text: String = told
            .split('‹')
            .map(|part| match part.split_once('›') {
                Some((inner, rest)) => inner.split('|').next().unwrap_or("").to_owned() + rest,
                None => part.to_owned(),
            })
            .collect();
        build(Source::new("paper", Format::Text, text), |builder| {
            let mut at = 0;
            for (number, part) in told.split('‹').enumerate() {
                let (inner, rest) = if number == 0 { ("", part) } else { part.split_once('›').expect("closed") };
                let (bytes, shown) = inner.split_once('|').unwrap_or((inner, ""));
                let span = Span::new(at, at + bytes.len());
                if !shown.is_empty() {
                    builder.stands(span, shown);
                }
                at += bytes.len();
                builder.same(Span::new(at, at + rest.len()));
                at += rest.len();
            }
            Ok::<(), ()>(())
        })
        .expect("it is read")
    }

    #[test]
    fn words_become_others_by_the_fewest_bytes() {
        let table: &[(&str, &str, &str, Option<&str>)] = &[
            ("(Osei et al 2004)", "et al", "et al.", Some("(Osei et al. 2004)")),
            ("(Osei et. al. 2004)", "et. al.", "et al.", Some("(Osei et al. 2004)")),
            ("(Lindqvest 2004)", "Lindqvest", "Lindqvist", Some("(Lindqvist 2004)")),
            // Markup between the words stays, where the edit lies beside it.
            ("(Osei ‹*›et al‹*› 2004)", "et al", "et al.", Some("(Osei *et al.* 2004)")),
            ("(Lind‹-\n›qvest 2004)", "Lindqvest", "Lindqvist", Some("(Lind-\nqvist 2004)")),
            // An edit across markup, or over the end of a line, is none.
            ("(Li‹-\n›ndqvist 2004)", "Lindqvist", "Marlow", None),
            ("(Osei ‹<i>›and‹</i>› Ito)", "Osei and Ito", "Osei", None),
            ("(Osei,\n 2004)", ",\n ", " ", None),
            // What stands for something is taken whole.
            ("(Osei ‹&amp;|&› Ito)", "&", "and", Some("(Osei and Ito)")),
            ("(M‹\\\"u|ü›ller 2004)", "Müller", "Miller", Some("(Miller 2004)")),
            ("(Stra‹\\ss|ß› 2004)", "Straß", "Straße", None),
            ("(Osei 2004)", "Osei", "Osei", None),
            ("(Osei 2004)", "Ito", "Osei", None),
        ];
        for (told, from, to, want) in table {
            let document = document(told);
            let prose = document.prose.text();
            let shown = from.replace('\n', " ");
            let at = prose.find(&shown).unwrap_or(1);
            let span = document.prose.source(ProseSpan::new(at, at + shown.len().min(prose.len() - at)));
            let home = ProseSpan::new(0, prose.len());
            let got = document.rewrite_in(home, span, &shown, to).map(|edit| {
                let mut text = document.source.text.clone();
                text.replace_range(edit.span.range(), &edit.text);
                text
            });
            assert_eq!(got.as_deref(), *want, "{told}: {from} to {to}");
        }
    }
}
