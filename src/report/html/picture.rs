//! Pictures: where in the manuscript citations, findings and checked claims stand, which sections stand without a
//! citation, and the years of the works.
//!
//! Widths are in percents, so that lettering keeps its size on any screen; what a picture shows, its label says.

use std::fmt::{self, Write};

use super::escape::Esc;
use crate::model::{BlockKind, Severity, Verdict};
use crate::report::review::{Review, words};

/// How many columns show where citations stand.
const COLUMNS: usize = 120;
/// How many columns of years there are at the most.
const YEARS: i32 = 44;
/// Sections of fewer words are no text that would be cited for.
const SHORT: usize = 30;

/// What stands where, in bytes of the prose of all documents one after the other.
#[derive(Default)]
pub(super) struct Picture {
    length: u64,
    citations: Vec<u64>,
    findings: Vec<(u64, Severity)>,
    claims: Vec<(u64, Verdict)>,
    sections: Vec<Part>,
}

/// A section.
struct Part {
    title: String,
    block: usize,
    start: u64,
    end: u64,
    words: usize,
    citations: usize,
    findings: usize,
    wanting: usize,
}

impl Picture {
    /// Takes in a document; `first` is the number of its first block.
    pub(super) fn add(&mut self, review: &Review, first: usize) {
        let document = review.document();
        let linked = &review.report.linked;
        let list = document.blocks.iter().rev().take_while(|block| block.kind == BlockKind::Reference).last();
        let end = list.map_or(document.prose.text().len() as u32, |block| block.at.start);
        let base = self.length;
        let at = |offset: u32| base + u64::from(offset);
        self.length += u64::from(end);
        let before = self.citations.len();
        self.citations
            .extend(linked.citations.iter().map(|citation| citation.at.start).filter(|&start| start < end).map(at));
        let places = review.report.diagnostics.iter().filter_map(|one| {
            let label = &one.finding.at;
            let place = review.seen(label.span).filter(|place| label.source.0 == 0 && place.at.start < end)?;
            Some((at(place.at.start), one.severity))
        });
        let found: Vec<_> = places.collect();
        let claims = linked.claims.iter().zip(&linked.support).filter(|(claim, _)| claim.at.start < end);
        let claims = claims.filter(|(claim, support)| claim.needs_citation || support.verdict != Verdict::Uncited);
        let claims: Vec<_> = claims.map(|(claim, support)| (at(claim.at.start), support.verdict)).collect();
        let sorted = |places: &mut dyn Iterator<Item = u64>| {
            let mut places: Vec<u64> = places.collect();
            places.sort_unstable();
            places
        };
        let cited = sorted(&mut self.citations[before..].iter().copied());
        let known = sorted(&mut found.iter().map(|one| one.0));
        let wanting = claims.iter().filter(|(_, verdict)| *verdict == Verdict::Uncited);
        let wanting = sorted(&mut wanting.map(|one| one.0));
        for section in &review.blocks.sections {
            let blocks = &document.blocks[section.blocks.start as usize..section.blocks.end as usize];
            let (Some(head), Some(last)) = (blocks.first(), blocks.last()) else { continue };
            let text = blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Heading | BlockKind::Reference));
            let told = text.map(|block| document.prose.slice(block.at).split_whitespace().count()).sum();
            if told == 0 || head.at.start >= end {
                continue;
            }
            let (start, stop) = (at(head.at.start), at(last.at.end.min(end)));
            let inside = |places: &[u64]| {
                places.partition_point(|&place| place < stop) - places.partition_point(|&place| place < start)
            };
            let title = section.heading.map(|id| words::cut(&document.shown(document.block(id).at), 70));
            self.sections.push(Part {
                title: title.unwrap_or_else(|| "Before the first heading".to_owned()),
                block: first + section.blocks.start as usize,
                start,
                end: stop,
                words: told,
                citations: inside(&cited),
                findings: inside(&known),
                wanting: inside(&wanting),
            });
        }
        self.findings.extend(found);
        self.claims.extend(claims);
    }

    fn x(&self, at: u64) -> f64 {
        100.0 * at as f64 / self.length.max(1) as f64
    }

    /// How many of some places stand in each column.
    fn columns(&self, places: impl Iterator<Item = u64>) -> Vec<usize> {
        let mut out = vec![0; COLUMNS];
        for place in places {
            out[((place as usize * COLUMNS) / self.length.max(1) as usize).min(COLUMNS - 1)] += 1;
        }
        out
    }

    /// Writes where citations, claims and findings stand, from the first page to the last.
    pub(super) fn spread(&self, out: &mut String) -> fmt::Result {
        if self.length == 0 {
            return Ok(());
        }
        let bare = self.bare().count();
        let sections = words::count(self.sections.len(), "section", "sections");
        writeln!(
            out,
            "<figure class=\"picture\"><figcaption>From the first page to the last</figcaption>\n<dl class=\"spread\">"
        )?;
        let label = format!("{} over the manuscript", words::count(self.citations.len(), "citation", "citations"));
        self.lane(out, "Citations", &label, &[("bar", self.columns(self.citations.iter().copied()))])?;
        let of = |wanted: Severity| self.columns(self.findings.iter().filter(|one| one.1 == wanted).map(|one| one.0));
        let label = format!("{} over the manuscript", words::count(self.findings.len(), "finding", "findings"));
        let lanes = [("error", of(Severity::Error)), ("warning", of(Severity::Warning)), ("info", of(Severity::Info))];
        self.lane(out, "Findings", &label, &lanes)?;
        let of = |wanted: &[Verdict]| {
            self.columns(self.claims.iter().filter(|one| wanted.contains(&one.1)).map(|one| one.0))
        };
        let agree = of(&[Verdict::Supports, Verdict::Consistent]);
        let differ = of(&[
            Verdict::Contradicts,
            Verdict::OtherStatement,
            Verdict::Altered,
            Verdict::NotFound,
            Verdict::Inconsistent,
            Verdict::DecisionError,
        ]);
        if agree.iter().chain(&differ).any(|&number| number > 0) {
            let told: [usize; 2] = [&agree, &differ].map(|columns| columns.iter().sum());
            let label =
                format!("{} agree with their source, {} do not", words::count(told[0], "claim", "claims"), told[1]);
            self.lane(out, "Checked claims", &label, &[("error", differ), ("good", agree)])?;
        }
        if self.sections.len() > 1 {
            write!(
                out,
                "<dt>Sections</dt><dd><svg class=\"lane\" role=\"img\" height=\"16\" aria-label=\"{sections}, {bare} without a citation\">"
            )?;
            for (number, part) in self.sections.iter().enumerate() {
                let (x, width) = (self.x(part.start), (self.x(part.end) - self.x(part.start)).max(0.1));
                let class = if part.citations > 0 { ["band", "band even"][number % 2] } else { "band bare" };
                write!(
                    out,
                    "<rect class=\"{class}\" x=\"{x:.2}%\" y=\"2\" width=\"{width:.2}%\" height=\"12\"><title>{}: {}</title></rect>",
                    Esc(&part.title),
                    cited(part)
                )?;
            }
            out.push_str("</svg></dd>\n");
        }
        writeln!(out, "</dl></figure>")
    }

    /// One lane of the picture: columns of one or more kinds over each other.
    fn lane(&self, out: &mut String, head: &str, label: &str, kinds: &[(&str, Vec<usize>)]) -> fmt::Result {
        let total = |column: usize| kinds.iter().map(|(_, columns)| columns[column]).sum::<usize>();
        let most = (0..COLUMNS).map(total).max().unwrap_or_default().max(3) as f64;
        let (height, width) = (34.0, 100.0 / COLUMNS as f64);
        write!(
            out,
            "<dt>{head}</dt><dd><svg class=\"lane\" role=\"img\" height=\"{}\" aria-label=\"{label}\">",
            height as u32 + 1
        )?;
        for column in 0..COLUMNS {
            let mut y = height;
            for (class, columns) in kinds {
                if columns[column] > 0 {
                    let tall = (height - 2.0) * columns[column] as f64 / most;
                    y -= tall;
                    let x = column as f64 * width;
                    write!(
                        out,
                        "<rect class=\"{class}\" x=\"{x:.2}%\" y=\"{y:.1}\" width=\"{:.2}%\" height=\"{tall:.1}\"/>",
                        width * 0.72
                    )?;
                }
            }
        }
        writeln!(out, "<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"{height}.5\" y2=\"{height}.5\"/></svg></dd>")
    }

    fn bare(&self) -> impl Iterator<Item = &Part> {
        self.sections.iter().filter(|part| part.citations == 0 && part.words >= SHORT)
    }

    /// Writes the sections, each with its length and how it is cited.
    pub(super) fn sections(&self, out: &mut String) -> fmt::Result {
        if self.sections.len() < 2 {
            return Ok(());
        }
        let longest = self.sections.iter().map(|part| part.words).max().unwrap_or(1) as f64;
        let bare = self.bare().count();
        let without = match bare {
            0 => "each has a citation".to_owned(),
            _ => format!("{bare} without a citation"),
        };
        writeln!(
            out,
            "<figure class=\"picture\"><figcaption>{}, {without}</figcaption>\n<ol class=\"sections\" tabindex=\"0\" aria-label=\"Sections\">",
            words::count(self.sections.len(), "section", "sections")
        )?;
        for part in &self.sections {
            let class = if part.citations == 0 && part.words >= SHORT { " class=\"bare\"" } else { "" };
            writeln!(out, "<li{class}><a href=\"#b{}\">{}</a>", part.block, Esc(&part.title))?;
            let width = 100.0 * part.words as f64 / longest;
            let kind = if part.citations == 0 { "band bare" } else { "band" };
            write!(
                out,
                "<svg class=\"length\" height=\"12\" aria-hidden=\"true\"><rect class=\"{kind}\" y=\"1\" width=\"{width:.1}%\" height=\"10\"/>"
            )?;
            let first = self.citations.partition_point(|&at| at < part.start);
            let span = (part.end - part.start).max(1) as f64;
            let mut last = -1.0;
            for &at in self.citations[first..].iter().take_while(|&&at| at < part.end) {
                let x = width * (at - part.start) as f64 / span;
                if x - last > 0.6 {
                    write!(out, "<rect class=\"tick\" x=\"{x:.1}%\" width=\"1.5\" height=\"12\"/>")?;
                    last = x;
                }
            }
            writeln!(out, "</svg><span>{}</span></li>", cited(part))?;
        }
        out.push_str("</ol></figure>\n");
        Ok(())
    }
}

/// How a section is cited, in words.
fn cited(part: &Part) -> String {
    let mut out = match part.citations {
        0 => "no citation".to_owned(),
        number => words::count(number, "citation", "citations"),
    };
    if part.wanting > 0 {
        out.push_str(&format!(", {} without one in reach", words::count(part.wanting, "claim", "claims")));
    }
    if part.findings > 0 {
        out.push_str(&format!(", {}", words::count(part.findings, "finding", "findings")));
    }
    out
}

/// Writes the years of the works, those that are cited on those that are not.
pub(super) fn years(out: &mut String, works: &[(i32, bool)]) -> fmt::Result {
    let mut years: Vec<i32> = works.iter().map(|work| work.0).collect();
    years.sort_unstable();
    let (Some(&oldest), Some(&last)) = (years.first(), years.last()) else { return Ok(()) };
    // A few old works would press all others into one column: they stand together in the first.
    let old = years[years.len() / 50];
    let step =
        [1, 2, 5, 10, 20, 50, 100, 500, 1000].into_iter().find(|step| (last - old) / step < YEARS).unwrap_or(5000);
    let first = old.div_euclid(step) * step;
    let count = ((last - first) / step + 1).clamp(1, YEARS + 1) as usize;
    let mut columns = vec![[0usize; 2]; count];
    for &(year, cited) in works {
        let column = ((year - first).max(0) / step) as usize;
        columns[column.min(count - 1)][usize::from(!cited)] += 1;
    }
    let most = columns.iter().map(|[cited, never]| cited + never).max().unwrap_or(1).max(4) as f64;
    let never = works.iter().filter(|work| !work.1).count();
    let told = words::count(works.len(), "work", "works");
    writeln!(out, "<figure class=\"picture\"><figcaption>Years of the works</figcaption>")?;
    write!(
        out,
        "<svg class=\"years\" role=\"img\" height=\"122\" aria-label=\"{told} from {oldest} to {last}, {never} of them not cited\">"
    )?;
    let (height, width) = (100.0, 100.0 / count as f64);
    for (number, [cited, never]) in columns.iter().enumerate() {
        let (x, unit) = (number as f64 * width, (height - 4.0) / most);
        let year = first + number as i32 * step;
        let span = if step == 1 { year.to_string() } else { format!("{year} to {}", year + step - 1) };
        let (tall, more) = (unit * *cited as f64, unit * *never as f64);
        if cited + never > 0 {
            write!(out, "<g><title>{span}: {cited} cited, {never} not</title>")?;
        }
        for (class, number, y, tall) in
            [("bar", cited, height - tall, tall), ("never", never, height - tall - more, more)]
        {
            if *number > 0 {
                write!(
                    out,
                    "<rect class=\"{class}\" x=\"{:.2}%\" y=\"{y:.1}\" width=\"{:.2}%\" height=\"{tall:.1}\"/>",
                    x + width * 0.1,
                    width * 0.8
                )?;
            }
        }
        if cited + never > 0 {
            out.push_str("</g>");
        }
    }
    write!(out, "<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"{height}.5\" y2=\"{height}.5\"/>")?;
    let before = if oldest < first { "to " } else { "" };
    for (place, anchor, year) in
        [(0, "start", first), (50, "middle", first + count as i32 / 2 * step), (100, "end", last)]
    {
        if (place == 0 || last > first) && (place != 50 || count > 4) {
            let before = if place == 0 { before } else { "" };
            write!(out, "<text x=\"{place}%\" y=\"117\" text-anchor=\"{anchor}\">{before}{year}</text>")?;
        }
    }
    out.push_str("</svg>\n<p class=\"legend\"><span class=\"sw bar\"></span> cited <span class=\"sw never\"></span> in the bibliography, not cited</p></figure>\n");
    Ok(())
}
