//! The claims of a document, in order, each with the citations that stand for it.
//!
//! The figures of a sentence are one claim; each quotation and each statistic is one. A sentence that a
//! citation stands for and that holds no figure is a statement.

use super::attribution::Attribution;
use super::scope::Standing;
use crate::model::{
    Claim, ClaimKind, Document, Figure, Quotation, Quoting, Scope, SentenceId, Stated, Statistic, Support, Verdict,
};

/// Makes the claims of a document and what supports each.
pub(super) fn gather(
    document: &Document,
    stated: Stated,
    standing: &Standing,
    attribution: &Attribution,
) -> (Vec<Claim>, Vec<Support>) {
    let mut claims = Vec::with_capacity(standing.len() + stated.quotations.len());
    let mut figures = stated.figures.into_iter().peekable();
    let mut statements = standing.keys().copied().peekable();
    while let Some(sentence) = first(figures.peek().map(|figure| figure.sentence), statements.peek().copied()) {
        statements.next_if_eq(&sentence);
        let here: Vec<Figure> = std::iter::from_fn(|| figures.next_if(|figure| figure.sentence == sentence)).collect();
        claims.push(of_sentence(document, sentence, here));
    }
    claims.extend(stated.quotations.into_iter().map(|quotation| of_quotation(attribution.settled(quotation))));
    claims.extend(stated.statistics.into_iter().map(of_statistic));
    claims.sort_by_key(|claim| (claim.at.start, claim.at.end));
    let support = claims.iter().zip(0..).map(|(claim, number)| support(claim, number, standing, attribution)).collect();
    (claims, support)
}

fn first(one: Option<SentenceId>, other: Option<SentenceId>) -> Option<SentenceId> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn of_sentence(document: &Document, sentence: SentenceId, figures: Vec<Figure>) -> Claim {
    let kind = if figures.is_empty() { ClaimKind::Statement } else { ClaimKind::Figure };
    Claim {
        span: document.sentence_span(sentence),
        at: document.sentence(sentence).at,
        kind,
        sentence,
        needs_citation: figures.is_empty() || figures.iter().any(|figure| figure.needs_citation),
        figures,
        quotation: None,
        statistic: None,
    }
}

fn of_quotation(quotation: Quotation) -> Claim {
    Claim {
        span: quotation.span,
        at: quotation.at,
        kind: ClaimKind::Quotation,
        sentence: quotation.sentence,
        needs_citation: quotation.kind == Quoting::Work,
        figures: Vec::new(),
        quotation: Some(Box::new(quotation)),
        statistic: None,
    }
}

fn of_statistic(statistic: Statistic) -> Claim {
    Claim {
        span: statistic.span,
        at: statistic.at,
        kind: ClaimKind::Statistic,
        sentence: statistic.sentence,
        needs_citation: false,
        figures: Vec::new(),
        quotation: None,
        statistic: Some(Box::new(statistic)),
    }
}

fn support(claim: &Claim, number: u32, standing: &Standing, attribution: &Attribution) -> Support {
    let (scope, citations) = match (&claim.quotation, standing.get(&claim.sentence)) {
        (Some(quotation), _) => attribution.of(quotation),
        (None, Some((scope, citations))) => (*scope, citations.clone()),
        (None, None) => (Scope::None, Vec::new()),
    };
    let verdict = match &claim.statistic {
        Some(statistic) => statistic.verdict,
        None if citations.is_empty() => Verdict::Uncited,
        None => Verdict::NoSource,
    };
    let figures = vec![verdict; claim.figures.len()];
    Support { claim: number, citations, scope, evidence: Vec::new(), verdict, figures, unrelated: Vec::new() }
}
