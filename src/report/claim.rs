//! Claims as the JSON report gives them.

use serde::Serialize;

use super::json::{Span, key};
use crate::model::{self, DocumentReport, Scope, Support, Verdict};

#[derive(Serialize)]
pub(super) struct Claim<'a> {
    span: Span,
    text: String,
    kind: &'static str,
    needs_citation: bool,
    figures: Vec<Figure<'a>>,
    statistic: Option<Statistic<'a>>,
    citations: &'a [u32],
    scope: &'static str,
    evidence: Vec<Evidence<'a>>,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Figure<'a> {
    span: Span,
    text: String,
    value: f64,
    upper: Option<f64>,
    unit: Option<&'a str>,
    /// What the amount is per: `a`, `bbl`, `person`.
    per: Option<&'a str>,
    relation: &'static str,
    verdict: &'static str,
    evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct Statistic<'a> {
    test: &'a str,
    df: &'a [f64],
    value: f64,
    p: Option<String>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    entry: &'a str,
    source: &'a str,
    page: Option<u32>,
    text: &'a str,
    verdict: &'static str,
}

/// A claim of a document.
pub(super) fn claim(report: &DocumentReport, index: usize) -> Claim<'_> {
    let document = &report.linked.document;
    let claim = &report.linked.claims[index];
    let support = report.linked.support.get(index);
    let all = support.map_or(&[][..], |support| &support.evidence);
    let about = |figure: u32| all.iter().filter(move |evidence| evidence.figure == Some(figure));
    let figures = claim.figures.iter().zip(0..).map(|(figure, number)| Figure {
        span: Span::of(&document.source, figure.span),
        text: document.shown(figure.at),
        value: figure.value.to_f64(),
        upper: figure.upper.map(model::Decimal::to_f64),
        unit: figure.unit.as_ref().map(|unit| &*unit.name),
        per: figure.per.as_ref().map(|per| &*per.name),
        relation: figure.relation.name(),
        verdict: of_figure(support, number).name(),
        evidence: about(number).map(|one| evidence(report, one)).collect(),
    });
    Claim {
        span: Span::of(&document.source, claim.span),
        text: document.shown(claim.at),
        kind: claim.kind.name(),
        needs_citation: claim.needs_citation,
        figures: figures.collect(),
        statistic: claim.statistic.as_ref().map(|statistic| Statistic {
            test: statistic.name(),
            df: statistic.df(),
            value: statistic.value(),
            p: statistic.p(),
        }),
        citations: support.map_or(&[], |support| &support.citations),
        scope: support.map_or(Scope::None, |support| support.scope).name(),
        evidence: all.iter().map(|one| evidence(report, one)).collect(),
        verdict: support.map_or(Verdict::Uncited, |support| support.verdict).name(),
    }
}

fn of_figure(support: Option<&Support>, number: u32) -> Verdict {
    support.and_then(|support| support.figures.get(number as usize)).copied().unwrap_or(Verdict::Uncited)
}

fn evidence<'a>(report: &'a DocumentReport, evidence: &'a model::Evidence) -> Evidence<'a> {
    Evidence {
        entry: key(report, evidence.entry),
        source: report.source(evidence.source).map_or("", |source| &source.path),
        page: evidence.page,
        text: &evidence.text,
        verdict: evidence.verdict.name(),
    }
}
