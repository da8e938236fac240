//! What the words of a sentence tell of whose its figures are.
//!
//! In: the words of a sentence. Out: which cues stand in it. One pass over the words.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::words::Words;

/// A reason for or against asking where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Cue {
    /// The authors speak of themselves: `we`, `our`.
    FirstPerson,
    /// The study, its sample, its participants.
    ThisStudy,
    /// A table or figure of the work itself.
    Display,
    /// A statistic: `p < .05`, `n = 12`, `±`, a confidence interval.
    Statistic,
    /// What was done: `were incubated`, `was measured`.
    Protocol,
    /// An example that is made up: `suppose`.
    Supposed,
    /// Somebody else says so: `Marlow reported`, `et al.`, `according to`, `a recent study`.
    Witness,
    /// It has been found, without saying by whom.
    Perfect,
    /// Known by estimate, forecast or census: `estimated`, `worldwide`, `per year`.
    Estimate,
    /// A year.
    Year,
    /// A place, a people, an institution: a name, or the world at large.
    Named,
    /// A fact told in the present.
    Present,
    /// An event told in the past.
    Past,
    /// `was`, `were`: on its own no cue.
    Passive,
    /// A verb of the bench or the survey: on its own no cue.
    Handling,
}

/// The cues of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues(u32);

impl Cues {
    /// Whether a cue is among them.
    pub(super) fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u8 & 1 == 1
    }

    /// Whether somebody else speaks, and is not only thanked for a method: their statistics and their past are theirs.
    pub(super) fn is_theirs(self) -> bool {
        self.has(Cue::Witness) && !self.has(Cue::Protocol)
    }

    /// Whether the study speaks of its own; beside a witness too, which makes it a comparison.
    pub(super) fn is_own(self) -> bool {
        [Cue::FirstPerson, Cue::ThisStudy, Cue::Display, Cue::Statistic, Cue::Protocol]
            .into_iter()
            .any(|cue| self.has(cue))
    }

    /// The cues of both.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn remove(&mut self, cue: Cue) {
        self.0 &= !(1 << cue as u8);
    }

    fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u8;
    }
}

/// Words, in small letters, that are a cue on their own.
const ALONE: &[(Cue, &str)] = &[
    (Cue::FirstPerson, "we our ours my"),
    (Cue::ThisStudy, "interviewee interviewees informant informants participant participants respondent respondents"),
    (Cue::Statistic, "ci sd hpd hpds anova regression p-value p-values"),
    (Cue::Supposed, "suppose supposing imagine hypothetical hypothetically"),
    (
        Cue::Estimate,
        "annually burden census globally incidence lifetime mortality nationwide prevalence projections reportedly \
         worldwide yearly",
    ),
    (
        Cue::Named,
        "continent countries country global government governments humans nation national nations people peoples \
         population populations species states world",
    ),
    (
        Cue::Present,
        "accounts affects amounts are becomes can causes comprises contains costs covers depicts does encode encodes \
         exceeds exist exists extends generally has have illustrates includes is kills leads likely live lives makes \
         may might occupies occurs often provides ranges reach reaches receive receives remain remains represents \
         requires serves spans stretches typically usually will would",
    ),
    (Cue::Past, "began became did fell found gave grew had led made rose showed took went"),
    (Cue::Passive, "was were"),
    (
        Cue::Handling,
        "acidified added administered amplified analysed analyzed applied assigned baked calculated carried cloned \
         coded collected combusted computed conducted cooled counted cross-linked cultivated cultured cut \
         dechorionated defined digested diluted discarded dissolved distributed dried eliminated eluted enrolled \
         evaluated excised excluded filtered fixed frozen generated genotyped grown harvested heated imaged \
         implemented incubated injected interviewed invited kept ligated maintained measured mixed moved obtained \
         performed pelleted placed plated precipitated prepared processed pulsed purified quenched randomised \
         randomized recorded recruited removed resuspended rinsed run sampled scored seeded selected separated \
         sequenced set simulated stained stirred stored subcloned subjected supplemented surveyed tested trained \
         transcribed transduced transfected treated ultracentrifuged used using varied washed weighed",
    ),
];

/// What may be called by this, the present or the current.
static STUDIES: Words = Words::new(
    "analysis article chapter dataset experiment experiments investigation paper research sample \
    study survey thesis trial work",
);

/// Works and people who speak for others, after `a recent`, `other`, `previous`.
static OTHERS: Words = Words::new(
    "analyses analysis authors estimates experts literature observation observations report reports \
    research researchers review reviews scholars scientists studies study survey surveys work",
);

/// Words before those.
static OTHER: Words = Words::new("another earlier many most one other previous prior recent several some");

/// What somebody with a name does, and what is done where nobody is named.
static SAID: Words = Words::new(
    "argued argues believed calculated claimed claims concluded demonstrated described documented \
    estimated estimates found linked noted observed pointed predicted projected proposed published put recorded refer refers \
    recovered reported reports said says set shown showed shows suggested suggests",
);

/// Words with a capital that name nobody.
static NO_NAMES: Words = Words::new(
    "january february march april may june july august september october november december figure \
    figures fig figs table tables equation eq section chapter supplementary appendix file text monday tuesday \
    wednesday thursday friday saturday sunday",
);

static LEXICON: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut lexicon = HashMap::new();
    for (cue, words) in ALONE {
        for word in words.split_whitespace() {
            *lexicon.entry(word).or_default() |= 1 << *cue as u8;
        }
    }
    lexicon
});

/// The longest word that is looked up.
const LONGEST: usize = 24;

/// Reads the cues of a sentence.
pub(super) fn read(words: &str) -> Cues {
    let mut cues = Cues::default();
    if has_statistic(words) {
        cues.add(Cue::Statistic);
    }
    let mut small = String::with_capacity(LONGEST);
    let mut before = Before::default();
    for (number, raw) in words.split_whitespace().enumerate() {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        small.clear();
        if word.len() <= LONGEST {
            small.extend(word.chars().flat_map(char::to_lowercase));
        }
        let small = small.as_str();
        alone(word, small, &mut cues);
        together(word, small, &before, &mut cues);
        let capital = word.starts_with(char::is_uppercase);
        let is_name = number > 0 && capital && word.chars().nth(1).is_some_and(char::is_lowercase);
        let is_place = matches!(word, "US" | "U.S" | "USA" | "UK" | "U.K" | "EU" | "UN" | "USSR");
        if is_place || is_name && !before.ends && !NO_NAMES.has(small) {
            cues.add(Cue::Named);
        }
        before.step(small, capital && (number > 0 || !OTHER.has(small)), raw.ends_with(['.', ':', '?', '!']));
    }
    if cues.has(Cue::Passive) && cues.has(Cue::Handling) {
        cues.add(Cue::Protocol);
    }
    // What is told of a year is history, and not what the study did.
    // Where both tenses stand, the past tells the event and the present no more than a remark.
    if cues.has(Cue::Passive) {
        cues.remove(Cue::Present);
        cues.add(Cue::Past);
    }
    if cues.has(Cue::Present) || cues.has(Cue::Year) || cues.is_theirs() {
        cues.remove(Cue::Past);
    }
    if cues.is_theirs() {
        cues.remove(Cue::Statistic);
    }
    cues
}

/// The words before the one that is read.
#[derive(Default)]
struct Before {
    one: String,
    two: String,
    /// Whether the last began with a capital.
    capital: bool,
    /// Whether a stop ended it.
    ends: bool,
}

impl Before {
    fn step(&mut self, small: &str, capital: bool, ends: bool) {
        std::mem::swap(&mut self.one, &mut self.two);
        self.one.clear();
        self.one.push_str(small);
        // `Marlow and Osei briefly refer to it`
        self.capital = capital || self.capital && small.ends_with("ly");
        self.ends = ends;
    }
}

/// Cues of one word.
fn alone(word: &str, small: &str, cues: &mut Cues) {
    if let Some(bits) = LEXICON.get(small) {
        cues.0 |= bits;
    } else if small == "us" && word == "us" {
        cues.add(Cue::FirstPerson);
    } else if small.len() > 4 && small.ends_with("ed") {
        cues.add(Cue::Past);
    } else if is_year(small) {
        cues.add(Cue::Year);
    }
}

/// Cues of a word with those before it.
fn together(word: &str, small: &str, before: &Before, cues: &mut Cues) {
    let (one, two) = (before.one.as_str(), before.two.as_str());
    let study = matches!(one, "this" | "present" | "current") && STUDIES.has(small)
        || matches!(two, "this" | "present" | "current") && STUDIES.has(small) && !STUDIES.has(one);
    if study || one == "the" && small == "study" {
        cues.add(Cue::ThisStudy);
    }
    if one == "the" && matches!(small, "researcher" | "author")
        || one == "i" && small.bytes().all(|b| b.is_ascii_lowercase()) && !is_numbered(two)
    {
        cues.add(Cue::FirstPerson);
    }
    if is_display(one) && is_label(word) {
        cues.add(Cue::Display);
    }
    let nameless = one == "others" && (small == "have" || SAID.has(small));
    let other = nameless || OTHERS.has(small) && (OTHER.has(one) || OTHER.has(two));
    let named = before.capital && !NO_NAMES.has(one) && SAID.has(small);
    let told = matches!(one, "previously" | "recently" | "by" | "been") && SAID.has(small) && one != "by";
    if small == "al" && one == "et" || small == "to" && one == "according" || other || named {
        cues.add(Cue::Witness);
    }
    if told && one != "been" {
        cues.add(Cue::Witness);
    }
    if one == "been" && (small.ends_with("ed") || SAID.has(small) || matches!(small, "known" | "held" | "found"))
        || two == "been" && one.ends_with("ly") && small.ends_with("ed")
    {
        cues.add(Cue::Perfect);
    }
    if matches!(one, "is" | "are" | "was" | "were" | "an" | "been") && EXPECTED.has(small)
        || small == "at" && EXPECTED.has(one)
    {
        cues.add(Cue::Estimate);
    }
    if small == "year" && matches!(one, "per" | "a" | "each" | "every") || small == "annum" {
        cues.add(Cue::Estimate);
    }
}

/// Whether a numeral may stand behind a word: `type I`.
fn is_numbered(small: &str) -> bool {
    matches!(small, "type" | "war" | "phase" | "class" | "stage" | "part" | "level" | "group" | "grade" | "category")
}

/// What is known by estimate or forecast, behind `is`, `are`, `an`.
static EXPECTED: Words = Words::new("anticipated believed estimated expected forecast projected reckoned thought");

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("1500".."2100").contains(&word)
}

fn is_display(small: &str) -> bool {
    matches!(small, "fig" | "figs" | "figure" | "figures" | "table" | "tables" | "eq" | "equation" | "appendix")
        || matches!(small, "supplementary" | "supplement" | "movie" | "panel" | "map")
}

/// `3`, `2A`, `S1`, `A`, `IV`.
fn is_label(word: &str) -> bool {
    let digit = word.bytes().take(2).any(|b| b.is_ascii_digit());
    digit || !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a statistic stands in a sentence: `p < .05`, `n = 12`, `SD = 3.1`, `±`.
fn has_statistic(words: &str) -> bool {
    words.contains('±') || memchr::memchr3_iter(b'=', b'<', b'>', words.as_bytes()).any(|at| is_test(words, at))
}

/// Whether a sign of equality stands between a short symbol and a number.
fn is_test(words: &str, at: usize) -> bool {
    let sign = |c: &char| matches!(c, '=' | ' ' | '-' | '.' | '\u{2212}');
    let value = words[at + 1..].chars().take(5).find(|c| !sign(c));
    let before = words[..at].trim_end();
    let symbol = before.len() - before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '²').len();
    (1..=6).contains(&symbol) && value.is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Cue, read};

    #[test]
    fn cues_of_sentences() {
        let table: &[(&str, &[Cue], &[Cue])] = &[
            ("We asked 40 % of them.", &[Cue::FirstPerson], &[Cue::Witness]),
            ("The US asked 40 % of them.", &[Cue::Past], &[Cue::FirstPerson]),
            ("In this study, 40 % agreed.", &[Cue::ThisStudy, Cue::Past], &[]),
            ("As Fig. 2A shows, 40 % agreed.", &[Cue::Display], &[]),
            ("The figure of 40 % is high.", &[Cue::Present], &[Cue::Display]),
            ("Forty per cent agreed (n = 20).", &[Cue::Statistic], &[]),
            ("The rods were heated to 40 °C.", &[Cue::Protocol], &[Cue::Present]),
            ("Osei et al. found 40 %.", &[Cue::Witness], &[]),
            ("In one study 40 % agreed.", &[Cue::Witness], &[]),
            ("Marlow estimated it at 40 %.", &[Cue::Witness], &[]),
            ("It has been shown that 40 % agree.", &[Cue::Perfect], &[]),
            ("Some 40 % die each year.", &[Cue::Estimate], &[]),
            ("In 1911 the bridge cost 40 pounds.", &[Cue::Year], &[]),
            ("The lake is 40 km long and feeds Larne.", &[Cue::Present, Cue::Named], &[]),
            ("Suppose that 40 % agree.", &[Cue::Supposed], &[]),
        ];
        for (text, present, absent) in table {
            let cues = read(text);
            for cue in *present {
                assert!(cues.has(*cue), "{text}: {cue:?}");
            }
            for cue in *absent {
                assert!(!cues.has(*cue), "{text}: {cue:?}");
            }
        }
    }
}
