//! Finds what can be computed again: tests with their p, means and shares of whole-number answers.
//!
//! In: a document. Out: each statistic with its place, what it says, and whether it recomputes.
//! What is corrected, simulated or not plainly read is *unchecked*: nothing follows from it.
//!
//! **Invariant:** table cells and reference lists are not read.

mod formula;
mod grim;
mod mean;
mod name;
mod number;
mod p_value;
mod read;
mod recompute;
mod verdict;

use crate::model::{BlockKind, Document, MarkKind, Outcome, SentenceId, Statistic, Test};
use crate::text::ProseSpan;
use formula::Laid;
use verdict::Setting;

/// The statistics of a document, in order.
pub(super) fn find(document: &Document) -> Vec<Statistic> {
    let mut out = tests(document);
    mean::find(document, &mut out);
    out.sort_by_key(|statistic| (statistic.at.start, statistic.at.end));
    out
}

fn tests(document: &Document) -> Vec<Statistic> {
    let mut drafts = Vec::new();
    let mut marks = document.marks.iter().peekable();
    for block in &document.blocks {
        let mut formulas = Vec::new();
        while let Some(mark) = marks.next_if(|mark| mark.at.start < block.at.end) {
            if mark.kind == MarkKind::Math && mark.at.start >= block.at.start && !mark.at.is_empty() {
                formulas.push(((mark.at.start - block.at.start) as usize, document.source.slice(mark.span)));
            }
        }
        if matches!(block.kind, BlockKind::Reference | BlockKind::Table | BlockKind::Heading) {
            continue;
        }
        let text = document.prose.slice(block.at);
        let laid = Laid::out(text, &formulas);
        if !binds(&laid.text) {
            continue;
        }
        for draft in read::tests(&laid.text) {
            let text = laid.text[draft.stated.clone()].trim_end_matches(['*', '∗', '†']).to_owned();
            let at = block.at.inner(laid.back(draft.at.clone()));
            let stated = block.at.inner(laid.back(draft.stated.clone()));
            let p = draft.p.as_ref().map(|p| block.at.inner(laid.back(p.at.clone())));
            drafts.push((at, stated, p, text, draft));
        }
    }
    if drafts.is_empty() {
        return Vec::new();
    }
    let setting = Setting::of(document);
    let judged = drafts.into_iter().map(|(at, stated, p, text, draft)| {
        let sentence = document.sentence_at(at.start).unwrap_or(SentenceId(0));
        let judged = verdict::judge(&draft, &setting, sentence);
        let test = Test {
            kind: draft.head.kind,
            span: document.prose.source(stated),
            text: tidy(&text),
            df: judged.df,
            bound: draft.bound,
            value: draft.value,
            p: draft.p.zip(p).map(|(p, at)| p.reported(document.prose.source(at))),
            recomputed: judged.recomputed,
            tails: judged.tails,
        };
        statistic(document, at, sentence, Outcome::Test(test), judged.verdict)
    });
    judged.collect()
}

fn statistic(
    document: &Document,
    at: ProseSpan,
    sentence: SentenceId,
    result: Outcome,
    verdict: crate::model::Verdict,
) -> Statistic {
    Statistic { at, span: document.prose.source(at), sentence, result, verdict }
}

/// Whether a text has any sign that binds a number.
fn binds(text: &str) -> bool {
    memchr::memchr3(b'=', b'<', b'>', text.as_bytes()).is_some() || text.contains('≤') || text.contains('≥')
}

/// A text with line breaks and runs of blanks as one blank.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Source, build};
    use crate::text::Span;

    fn document(text: &str) -> Document {
        let source = Source::new("paper.txt", Format::Text, text.to_owned());
        let read = |builder: &mut crate::model::Builder<'_>| -> Result<(), ()> {
            let mut start = 0;
            for paragraph in text.split("\n\n") {
                builder.block(BlockKind::Paragraph);
                builder.same(Span::new(start, start + paragraph.len()));
                start += paragraph.len() + 2;
            }
            Ok(())
        };
        build(source, read).unwrap()
    }

    /// What is found, as `t [28] 2.2 = .036: consistent`.
    fn found(text: &str) -> String {
        let document = document(text);
        let shown = find(&document).into_iter().map(|one| {
            let df: Vec<String> = one.df().iter().map(f64::to_string).collect();
            let p = one.p().map(|p| format!(" {p}")).unwrap_or_default();
            format!("{} [{}] {}{p}: {}", one.name(), df.join(" "), one.value(), one.verdict.name())
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    fn hold(table: &[(&str, &str)]) {
        let wrong: Vec<_> =
            table.iter().map(|(text, want)| (text, want, found(text))).filter(|(_, want, got)| **want != got).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn tests_as_papers_print_them() {
        hold(&[
            ("They differed, t(28) = 2.20, p = .036.", "t [28] 2.2 = .036: consistent"),
            ("They differed (t[28]=2.20;p=0.036).", "t [28] 2.2 = 0.036: consistent"),
            ("They differed, t (28) = −2.20, P-value = .036.", "t [28] -2.2 = .036: consistent"),
            ("They differed, t_28 = 2.20, p≤.05.", "t [28] 2.2 < .05: consistent"),
            ("They differed, t₂₈ = 2.20, p value < .05.", "t [28] 2.2 < .05: consistent"),
            ("They differed, t = 2.20, df = 28, p = .04.", "t [28] 2.2 = .04: consistent"),
            ("They differed, t(df = 28) = 2.20, p = .04.", "t [28] 2.2 = .04: consistent"),
            ("They differed, t(1,234) = 2.20, p = .028.", "t [1234] 2.2 = .028: consistent"),
            ("They differed, t(28) = 2,20, p = 0,036.", "t [28] 2.2 = 0,036: consistent"),
            ("They differed, t(28) = 2·20, p = 0·036.", "t [28] 2.2 = 0·036: consistent"),
            ("They differed, Welch’s t(27.61) = 2.20, p = .036, d = 0.8.", "t [27.61] 2.2 = .036: consistent"),
            ("They differed, t(28) = 2.20, d = 0.80, 95% CI [0.1, 1.5], p = .036.", "t [28] 2.2 = .036: consistent"),
            ("They differed, t(28) = 2.20, two-tailed p = .036.", "t [28] 2.2 = .036: consistent"),
            ("They differed (p = .036, t(28) = 2.20).", "t [28] 2.2 = .036: consistent"),
            ("They differed, 𝑡(28) = 2.20, 𝑝 = .036.", "t [28] 2.2 = .036: consistent"),
            ("It did not matter, t(28) = 0.40, ns.", "t [28] 0.4 > .05: consistent"),
            ("It did not matter, t(28) < 1, p = n.s.", "t [28] 1 > .05: consistent"),
            ("Age mattered, F(1, 80) = 6.63, p = .012.", "F [1 80] 6.63 = .012: consistent"),
            ("Age mattered, F[1,80]=6.63, P<0.05.", "F [1 80] 6.63 < 0.05: consistent"),
            ("Age mattered, F_1,80 = 6.63, p = .012.", "F [1 80] 6.63 = .012: consistent"),
            ("Age mattered, F_{1, 80} = 6.63, p = .012.", "F [1 80] 6.63 = .012: consistent"),
            ("Age mattered, F1,80 = 6.63, p = .012.", "F [1 80] 6.63 = .012: consistent"),
            ("Age mattered, F = 6.63, df = 1, 80, p = .012.", "F [1 80] 6.63 = .012: consistent"),
            ("Age mattered, F(1, 1,234) = 6.63, p = .010.", "F [1 1234] 6.63 = .010: consistent"),
            ("Age mattered, F(1.70, 45.60) = 4.00, p = .031.", "F [1.7 45.6] 4 = .031: consistent"),
            ("By items, F2(1, 15) = 4.80, p = .045.", "F [1 15] 4.8 = .045: consistent"),
            ("It varied, χ²(1, N = 1,411) = 6.25, p = .012.", "χ² [1] 6.25 = .012: consistent"),
            ("It varied, chi2(1) = 6.25, p = .012.", "χ² [1] 6.25 = .012: consistent"),
            ("It varied, X2 (1, 411) = 6.25, p = .012.", "χ² [1] 6.25 = .012: consistent"),
            ("It varied, chi-square(1) = 6.25, p < 0.05.", "χ² [1] 6.25 < 0.05: consistent"),
            ("It varied, χ^2_1 = 6.25, p = .012.", "χ² [1] 6.25 = .012: consistent"),
            ("It varied, χ21 = 6.25, p = .012.", "χ² [1] 6.25 = .012: consistent"),
            ("They went together, r(202) = .31, p < .001.", "r [202] 0.31 < .001: consistent"),
            ("They went together, r = .31, n = 204, p < .001.", "r [202] 0.31 < .001: consistent"),
            ("They went together, r = .31, p < .001, n = 204.", "r [202] 0.31 < .001: consistent"),
            ("They went together, r_s(202) = .31, p < .001.", "ρ [202] 0.31 < .001: consistent"),
            ("They differed, z = 2.96, p = .003.", "z [] 2.96 = .003: consistent"),
            ("They differed, Z=-2.96,p=.003.", "z [] -2.96 = .003: consistent"),
            ("They differed, z_WXN = 2.96, p = 3.1 × 10−3.", "z [] 2.96 = 3.1 × 10−3: consistent"),
            ("Studies varied, Q(12) = 20.50, p = .058.", "Q [12] 20.5 = .058: consistent"),
            ("Studies varied, QM(df = 2) = 6.00, p = .050.", "Q [2] 6 = .050: consistent"),
            (
                "First t(28) = 2.20, p = .036, then F(1, 28) = 4.84, p = .036; r(28) = .10, both ps < .05.",
                "t [28] 2.2 = .036: consistent; F [1 28] 4.84 = .036: consistent; r [28] 0.1 < .05: decision-error",
            ),
        ]);
    }

    #[test]
    fn a_p_that_may_be_anothers() {
        hold(&[
            ("Both did, t(28) = 2.20 and t(30) = 1.10, ps = .036 and .28.", "t [30] 1.1: unchecked"),
            (
                "Both did, t(28) = 2.20, t(30) = 1.10, p = .036, p = .28, respectively.",
                "t [28] 2.2: unchecked; t [30] 1.1 = .036: unchecked",
            ),
            ("They differed, t(28) = 2.20, .01 < p < .05.", "t [28] 2.2: unchecked"),
            ("They differed, t(28) = 2.20, p = .03–.05.", "t [28] 2.2: unchecked"),
        ]);
    }

    #[test]
    fn what_does_not_recompute() {
        hold(&[
            ("They differed, t(28) = 2.20, p = .026.", "t [28] 2.2 = .026: inconsistent"),
            ("They differed, t(28) = 2.20, p < .001.", "t [28] 2.2 < .001: inconsistent"),
            ("They differed, t(28) = 2.20, p = .26.", "t [28] 2.2 = .26: decision-error"),
            ("They differed, t(28) = 2.20, ns.", "t [28] 2.2 > .05: decision-error"),
            ("They differed, F(1, 44) = 1.20, p < .05.", "F [1 44] 1.2 < .05: decision-error"),
            ("They differed, F(1, 44) = 1.20, p < .10.", "F [1 44] 1.2 < .10: inconsistent"),
            ("They differed, z = 1.96, p = .000.", "z [] 1.96 = .000: inconsistent"),
            ("They differed, z = 4.96, p = .000.", "z [] 4.96 = .000: consistent"),
            ("They differed, z = 4.96, p < .000.", "z [] 4.96 < .000: consistent"),
        ]);
    }

    #[test]
    fn a_value_is_any_number_that_rounds_to_it() {
        hold(&[
            // 2.15 gives .040, 2.25 gives .033.
            ("They differed, t(28) = 2.2, p = .033.", "t [28] 2.2 = .033: consistent"),
            ("They differed, t(28) = 2.2, p = .040.", "t [28] 2.2 = .040: consistent"),
            ("They differed, t(28) = 2.2, p = .031.", "t [28] 2.2 = .031: inconsistent"),
            // 2.05 gives .0498.
            ("They differed, t(28) = 2.05, p = .05.", "t [28] 2.05 = .05: consistent"),
            ("They differed, t(28) = 2.00, p = .05.", "t [28] 2 = .05: consistent"),
            ("They differed, t(28) = 1.95, p = .05.", "t [28] 1.95 = .05: decision-error"),
        ]);
    }

    #[test]
    fn reasons_for_another_p() {
        hold(&[
            ("They differed (one-tailed), t(28) = 2.20, p = .018.", "t [28] 2.2 = .018: consistent"),
            ("Tests are one-sided.\n\nThey differed, t(28) = 1.80, p < .05.", "t [28] 1.8 < .05: consistent"),
            // Half of it, to two digits.
            ("They differed, t(28) = 2.20, p = .018.", "t [28] 2.2 = .018: consistent"),
            ("They differed, t(28) = 1.80, p < .05.", "t [28] 1.8 < .05: decision-error"),
            ("They differed (Bonferroni-corrected), t(28) = 3.20, p = .010.", "t [28] 3.2 = .010: unchecked"),
            ("They differed, t(28) = 3.20, p_adj = .010.", "t [28] 3.2 = .010: unchecked"),
            ("Holm’s method was used.\n\nThey differed, t(28) = 3.20, p = .010.", "t [28] 3.2 = .010: unchecked"),
            // No correction makes a p smaller.
            ("Holm’s method was used.\n\nThey differed, t(28) = 2.20, p = .010.", "t [28] 2.2 = .010: inconsistent"),
            ("By a permutation test they differed, t(28) = 3.20, p = .010.", "t [28] 3.2 = .010: unchecked"),
            ("They differed, F(2, 40) = 4.00, ε = .70, p = .035.", "F [2 40] 4 = .035: unchecked"),
            ("They differed, t(28) = 2.20.", "t [28] 2.2: unchecked"),
            ("They differed, t = 2.20, p = .036.", "t [] 2.2 = .036: unchecked"),
            ("It peaked at x = 40, y = 20, z = −10, p = .003.", ""),
            ("The Wilcoxon test gave Z = −2.10, p = .038.", "z [] -2.1 = .038: unchecked"),
        ]);
    }

    #[test]
    fn what_is_no_test() {
        for text in [
            "The F2 hybrids were grown for t = 4 s.",
            "With r = 5 cm and z = 12 m, Cr 3 was gone (p = .03).",
            "The fit was good (R2 = 0.93, p < 0.01).",
            "Here Q10 = 2.3, at T = 298 K and p = 1 atm.",
            "The ages were M = 3.2, SD = 1.1; n = 40, p = .03.",
            "At time t = 0 the model f(x) = 2 has F1 = 0.93.",
            "Let t = x, and F(1, 80) be undefined; p = .05.",
            "Then f(1, 0) = 2.5, f(2, 1) = -3, t(0) = 1.5, and t(2) = 4.",
            "The distance r(20) = 5.3 grew; t(28) = 2.20 s, and t(28) = 2.2–3.1 later.",
            "Model 1: age 0.31 (0.10) 3.10 .002; sex 0.12 (0.11) 1.09 .28.",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn means_and_shares() {
        hold(&[
            ("Ratings on the 7-point scale were whole numbers (n = 28, M = 3.51).", "mean [] 3.51: inconsistent"),
            ("Ratings on the 7-point scale were whole numbers (n = 28, M = 3.54).", "mean [] 3.54: consistent"),
            ("On a 5-point Likert scale, 28 respondents gave a mean rating of 3.51.", "mean [] 3.51: inconsistent"),
            ("On a three-item, 5-point scale, ratings (n = 28) had a mean of 3.51.", "mean [] 3.51: consistent"),
            (
                "On 5-point scales averaged across items, 28 respondents gave a mean rating of 3.51.",
                "mean [] 3.51: unchecked",
            ),
            ("On a 5-point Likert scale, satisfaction was high (n = 28, M = 3.51).", "mean [] 3.51: unchecked"),
            ("Ratings on the 7-point scale were whole numbers (n = 128, M = 3.51).", "mean [] 3.51: unchecked"),
            ("The mean number of children was 2.35 (n = 17).", "mean [] 2.35: consistent"),
            ("The mean number of children was 2.31 (n = 17).", "mean [] 2.31: inconsistent"),
            ("Ratings were whole numbers (n = 19, M = 3.63, SD = 2.16).", "mean [] 3.63: inconsistent"),
            ("Of the 23 respondents, 43% agreed.", "percent [] 43: consistent"),
            ("Of the 23 respondents, 41% agreed.", "percent [] 41: inconsistent"),
            ("We saw it in 41 percent of our 23 older patients.", "percent [] 41: inconsistent"),
            ("Of the 230 respondents, 41% agreed.", "percent [] 41: unchecked"),
            ("Of the 23 respondents, about 41% agreed, and 12 of them (41%) twice.", ""),
            ("It was 41% of the 23 teachers’ time, and 41% of the 23 hectares.", ""),
            ("The mean age was 32.61 years (n = 23), M = 3.51.", ""),
        ]);
    }
}
