//! Shares that the sentence itself lets a reader compute: `37 of 120 (41 %)`, `rose from 240 to 300, by 20 %`.
//!
//! In: a sentence with its figures. Out: the shares that do not come out. A part and its whole are told by
//! the words between them; where the share would come out with another whole near by, nothing is said.

use super::phrase::{beginning, begins, ending, ends, holds, is_short, unhedged, years};
use super::told::Told;
use super::value::{Bounds, bounds, is_count, is_plain, is_same_kind, is_share, slack, value};

/// A share that does not come out.
pub struct Mismatch {
    /// The share.
    pub share: usize,
    /// The two figures it is computed from.
    pub from: [usize; 2],
    /// What it comes out at.
    pub computed: f64,
    /// Whether it tells a change and no part.
    pub change: bool,
}

/// How many wholes of the sentences before are kept in mind.
const KEPT: usize = 12;

/// Wholes that a share may refer back to: the counts read last.
#[derive(Default)]
pub struct Wholes(std::collections::VecDeque<f64>);

impl Wholes {
    /// Keeps the counts of a sentence in mind.
    pub fn keep(&mut self, told: &Told) {
        self.0.extend(told.quantities.iter().filter(|figure| is_count(figure)).map(value));
        while self.0.len() > KEPT {
            self.0.pop_front();
        }
    }
}

/// The shares of a sentence that do not come out.
pub fn mismatches(told: &Told, wholes: &Wholes) -> Vec<Mismatch> {
    let shares = (0..told.len()).filter(|&at| is_share(&told.quantities[at]) && is_plain(&told.quantities[at]));
    shares.filter_map(|share| part(told, share, wholes).or_else(|| change(told, share))).collect()
}

/// A share told beside its part and its whole.
fn part(told: &Told, share: usize, wholes: &Wholes) -> Option<Mismatch> {
    let [part, whole] = operands(told, share)?;
    let (k, n) = (&told.quantities[part], &told.quantities[whole]);
    if !(is_plain(k) && is_plain(n)) || is_share(k) || is_share(n) || !is_same_kind(k, n) || value(n) <= 0.0 {
        return None;
    }
    let stated = around(told, share);
    if share_of(bounds(k), bounds(n)).meets(stated) {
        return None;
    }
    // The share may be of another whole: the sentence's own others, or one that was told before.
    let others = told.quantities.iter().filter(|other| is_same_kind(k, other)).map(value);
    let fits = |whole: f64| whole > 0.0 && share_of(bounds(k), Bounds { low: whole, high: whole }).meets(stated);
    if others.chain(wholes.0.iter().copied()).any(fits) {
        return None;
    }
    let computed = value(k) / value(n) * 100.0;
    Some(Mismatch { share, from: [part, whole], computed, change: false })
}

/// The part and the whole of a share, by the words between.
fn operands(told: &Told, share: usize) -> Option<[usize; 2]> {
    // `37 of 120 respondents (41 %)`
    if share >= 2 && is_of(told.between(share - 2, share - 1)) && apposed(told, share, 5) {
        return Some([share - 2, share - 1]);
    }
    if share >= 1 && apposed(told, share, 4) {
        // `37 (41 %) of the 120 respondents`
        if share + 1 < told.len() && beginning(told.after(share), &[")"]).is_some_and(is_of) {
            return Some([share - 1, share + 1]);
        }
        // `Of the 120 respondents, 37 (41 %) agreed`
        return Some([share - 1, whole_before(told, share - 1)?]);
    }
    // `41 % (37 of 120)`
    let open = |text: &str| ending(text, &["n =", "N =", "n=", "N="]).unwrap_or(text).trim_end().ends_with('(');
    let inside = share + 2 < told.len() && open(told.between(share, share + 1));
    (inside && is_of(told.between(share + 1, share + 2)) && is_short(unopened(told.after(share)), 4))
        .then_some([share + 1, share + 2])
}

fn unopened(text: &str) -> &str {
    text.split('(').next().unwrap_or(text)
}

/// Whether these words stand between a part and its whole.
fn is_of(between: &str) -> bool {
    let between = unhedged(between);
    if between.trim() == "/" {
        return true;
    }
    is_short(between, 8)
        && (begins(between, &["of", "out of", "from a total of"]) || is_noun_of(between))
        && !holds(between, &["than", "and", "or", "to", "was", "were", "is", "are", "per", "in", "by"])
        && ends(between, &["of", "the", "all", "our", "these", "those", "its", "their", "total"])
}

/// `respondents of the`, `families out of`.
fn is_noun_of(between: &str) -> bool {
    let mut words = super::phrase::words(between).skip(1).take(3);
    words.any(|word| word == "of")
}

/// Whether a share stands in apposition to what is right before it: `(41 %)`, `, or 41 %`, `, that is, 41 %`.
fn apposed(told: &Told, share: usize, most: usize) -> bool {
    const JOINTS: &[&str] = &[
        ", or", ", that is,", ", that is", ", i.e.,", ", i.e.", ", namely", ", which is", ", equal to",
        ", equivalent to",
    ];
    let before = unhedged(told.before(share));
    let after = told.rest(share).trim_start();
    if let Some(words) = before.strip_suffix('(') {
        return is_short(words, most) && after.starts_with([')', ',', ';']);
    }
    let joint = ending(before, JOINTS).or_else(|| ending(before, &["a", "one"]).and_then(|rest| ending(rest, JOINTS)));
    joint.is_some_and(|words| is_short(words, most)) && !begins(after, &["of", "more", "less", "higher", "lower"])
}

/// The whole that the clause of a part begins with: `Of the 120 respondents, 37`.
fn whole_before(told: &Told, part: usize) -> Option<usize> {
    const BACK: &[&str] = &["of which", "of whom", "of these", "of those", "of them", "of this", "of that"];
    const DETERMINERS: &[&str] =
        &["the", "these", "those", "all", "our", "its", "their", "a total of", "this total of"];
    if ends(unhedged(told.before(part)), BACK) {
        return None;
    }
    let whole = (0..part).rev().find(|&at| {
        !is_share(&told.quantities[at]) && {
            let lead = unhedged(told.before(at));
            let lead = ending(lead, DETERMINERS).unwrap_or(lead);
            ending(lead, &["of", "out of", "among"]).is_some_and(|before| {
                let before = before.trim_end();
                before.is_empty() && at == 0 || before.ends_with([';', ':', '—'])
            })
        }
    })?;
    let between = told.between(whole, part);
    (between.contains(',') && !between.contains([';', ':']) && !super::phrase::holds_phrase(between, BACK))
        .then_some(whole)
}

const RISES: &[&str] = &[
    "rose", "rises", "rising", "risen", "grew", "grows", "growing", "grown", "increased", "increases", "increasing",
    "climbed", "jumped", "soared", "expanded", "went", "raised", "fell", "falls", "falling", "fallen", "declined",
    "declines", "dropped", "drops", "decreased", "decreases", "shrank", "sank", "reduced", "cut", "lowered",
];

/// A share told as the change between two figures: `from 240,000 to 300,000 pupils, an increase of 20 per cent`.
fn change(told: &Told, share: usize) -> Option<Mismatch> {
    let from = (0..told.len().saturating_sub(1)).find(|&at| {
        let (a, b) = (&told.quantities[at], &told.quantities[at + 1]);
        at != share
            && at + 1 != share
            && ends(unhedged(told.before(at)), &["from"])
            && holds(told.before(at), RISES)
            && ends(unhedged(told.between(at, at + 1)), &["to"])
            && is_short(told.between(at, at + 1), 5)
            && is_same_kind(a, b)
            && !(is_share(a) || is_share(b))
            && is_plain(a)
            && is_plain(b)
    })?;
    let only = told.quantities.iter().filter(|figure| is_share(figure)).count() == 1;
    let bare_years = years(told.text(from)).next().is_some() && told.quantities[from].unit.is_none();
    if !only || bare_years || value(&told.quantities[from]) <= 0.0 || !is_change(told, share) {
        return None;
    }
    let (a, b) = (bounds(&told.quantities[from]), bounds(&told.quantities[from + 1]));
    let ends = [a.low, a.high].into_iter().flat_map(|a| [b.low, b.high].map(|b| ((b - a) / a * 100.0).abs()));
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), one| (low.min(one), high.max(one)));
    let (one, other) = (value(&told.quantities[from]), value(&told.quantities[from + 1]));
    let computed = ((other - one) / one * 100.0).abs();
    let comes_out = Bounds { low, high }.meets(around(told, share));
    (!comes_out).then_some(Mismatch { share, from: [from, from + 1], computed, change: true })
}

/// Whether the words around a share make it the change of something.
fn is_change(told: &Told, share: usize) -> bool {
    const CHANGES: &[&str] =
        &["increase", "rise", "growth", "gain", "decline", "drop", "decrease", "fall", "reduction", "loss", "jump"];
    let before = unhedged(told.before(share));
    let before = ending(before, &["a", "an"]).unwrap_or(before);
    let after = told.rest(share);
    let noun = ending(before, &["of"]).is_some_and(|rest| ends(rest, CHANGES));
    let rate =
        begins(after, &["a year", "per year", "annually", "per annum", "each year", "every year", "of", "annual"]);
    let told_so = noun
        || ends(before, &["by", "up", "down"])
        || begins(after, CHANGES)
        || before.ends_with('(') && after.trim_start().starts_with(')')
        || ends(before, &[", or", ", that is,"]);
    told_so && !rate && told.quantities[share].per.is_none()
}

/// What a stated share can mean, in per cent.
fn around(told: &Told, share: usize) -> Bounds {
    let figure = &told.quantities[share];
    let stated = value(figure);
    Bounds { low: stated, high: stated }.widened(slack(figure, told.text(share)) * 0.999)
}

/// What share one is of the other, in per cent.
fn share_of(part: Bounds, whole: Bounds) -> Bounds {
    Bounds { low: part.low / whole.high * 100.0, high: part.high / whole.low.max(f64::MIN_POSITIVE) * 100.0 }
}
