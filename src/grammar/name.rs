//! Names before a year: `van der Berg, Müller & O’Brien`, `J. C. Kim et al.`, `World Health Organization`.
//!
//! In: the words before a year. Out: the names that end there, read backwards, since a sentence
//! tells where its names end and not where they begin.
//!
//! Sources: *APA 7, 8.17–8.21*, *Chicago 17, 15.21–31*, *biblatex 3.2.1* (name parts).

use std::ops::Range;

use super::tokens::{Kind, Token};
use crate::text::words::Words;

/// The names that end before a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Where the first begins, in the region.
    pub start: usize,
    /// Where the last ends, `et al.` included.
    pub end: usize,
    /// Each name.
    pub list: Vec<Name>,
    /// Whether `et al.` follows.
    pub et_al: bool,
    /// What joins the last two: `Some(true)` for a word, `Some(false)` for `&`.
    pub conjunction: Option<bool>,
    /// Whether a comma ends the region, before the year.
    pub comma: bool,
    /// Whether a possessive ends the names: `Holland’s`.
    pub possessive: bool,
}

/// One name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The family or group name, by range in the region.
    pub family: Range<usize>,
    /// Initials or a given name beside it.
    pub given: Option<Range<usize>>,
}

/// Particles with a capital, after which a particle in small letters may follow: `Van der Hoek`.
const CAPITAL_PARTICLES: &[&str] = &[
    "Van", "Von", "De", "Del", "Della", "Di", "Da", "Du", "La", "Le", "El", "Al", "Ould", "Ben", "Bin", "Abu", "St.",
    "Saint", "Ter", "Ten", "Dos", "Des",
];

/// Small words inside the name of a group: `Press Trust of India`.
static LINKING: Words = Words::new("of for on in the and to at de des du für y e et");

/// Words with a capital that no name begins with, though a sentence or a citation may.
static NO_NAMES: Words = Words::new(
    "accordingly according additionally adapted article appendix april arguably august based besides box \
     building cf chapter chapters column compare consider contrary consequently contra crucially december \
     drawing early eq equation especially example examples extending february fig figs figure figures \
     following footnote former friday generally hereafter historically importantly in interestingly january \
     july june lastly likewise line march monday namely nonetheless notably note november october originally \
     overall page part particularly previously prior quoting recent recently regarding relatedly \
     respectively saturday section sections see september sept similar source sources specifically step \
     study subsequently summer sunday table tables thursday today tuesday unfortunately until using version \
     vol volume wednesday whilst winter spring autumn fall eg ie viz model experiment hypothesis equations \
     via per copyright accessed retrieved updated",
);

/// Whether a word with a capital cannot belong to a name.
fn is_no_name(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    crate::text::terms::opens_sentence(bare) || NO_NAMES.has_any_case(bare)
}

/// How names may be joined where they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Inside brackets, where little but names stands before a year.
    Group,
    /// In a sentence, where commas join names only before "and" or "et al.".
    Sentence,
}

/// The most names read before one year.
const MOST_NAMES: usize = 24;
/// The most words of one name.
const MOST_WORDS: usize = 12;

/// Reads the names that end where `tokens` end.
pub fn names_before(region: &str, tokens: &[Token], setting: Setting) -> Option<Names> {
    let mut reader = Reader { region, tokens, at: tokens.len() };
    let mut names = Names::default();
    while reader.take(Kind::Comma) {
        names.comma = true;
    }
    names.possessive = reader.take(Kind::Possessive);
    names.end = reader.tokens.get(reader.at.checked_sub(1)?)?.end;
    names.et_al = reader.take(Kind::EtAl);
    if names.et_al {
        reader.take(Kind::Comma);
    }
    let mut joined = names.et_al;
    while let Some(name) = reader.name(setting) {
        names.start = reader.tokens[reader.at].start;
        names.list.push(name);
        if names.list.len() == MOST_NAMES {
            break;
        }
        match reader.joint() {
            Some(Joint::And(word)) if names.list.len() == 1 && !names.et_al => {
                names.conjunction = Some(word);
                joined = true;
            }
            // "Tom, Dick and Harry and Jones": an "and" between earlier names belongs to the sentence.
            Some(Joint::And(_)) if setting == Setting::Sentence => break,
            Some(Joint::And(_)) => {}
            Some(Joint::Comma) if joined || setting == Setting::Group => {}
            _ => break,
        }
    }
    if names.list.len() < 2 {
        names.conjunction = None;
    }
    names.list.reverse();
    (!names.list.is_empty()).then_some(names)
}

enum Joint {
    Comma,
    And(bool),
}

struct Reader<'r> {
    region: &'r str,
    tokens: &'r [Token],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, back: usize) -> Option<Token> {
        self.at.checked_sub(back).and_then(|at| self.tokens.get(at)).copied()
    }

    fn kind(&self, back: usize) -> Option<Kind> {
        self.peek(back).map(|token| token.kind)
    }

    fn text(&self, back: usize) -> &str {
        self.peek(back).map_or("", |token| &self.region[token.start..token.end])
    }

    fn take(&mut self, kind: Kind) -> bool {
        let there = self.at > 0 && self.kind(1) == Some(kind);
        self.at -= usize::from(there);
        there
    }

    fn joint(&mut self) -> Option<Joint> {
        match self.kind(1)? {
            Kind::And(word) => {
                self.at -= 1;
                self.take(Kind::Comma);
                Some(Joint::And(word))
            }
            Kind::Comma => {
                self.at -= 1;
                Some(Joint::Comma)
            }
            _ => None,
        }
    }

    /// One name, ending here.
    fn name(&mut self, setting: Setting) -> Option<Name> {
        let generation = matches!(self.text(1), "Jr" | "Sr" | "II" | "III" | "IV" | "Jr." | "Sr.");
        if self.kind(1) == Some(Kind::Stop) && matches!(self.text(2), "Jr" | "Sr") {
            self.at -= 2;
            self.take(Kind::Comma);
        } else if generation && matches!(self.kind(2), Some(Kind::Capital | Kind::Comma)) {
            self.at -= 1;
            self.take(Kind::Comma);
        }
        // "Zhang H." and "Khan, A."
        let mut given = None;
        if self.kind(1) == Some(Kind::Initials) {
            let end = self.peek(1)?.end;
            let mut back = 1;
            while self.kind(back + 1) == Some(Kind::Initials) {
                back += 1;
            }
            let start = self.peek(back)?.start;
            let family = match self.kind(back + 1) {
                Some(Kind::Comma) if setting == Setting::Group => {
                    self.kind(back + 2) == Some(Kind::Capital) && !is_no_name(self.text(back + 2))
                }
                Some(Kind::Capital) => !is_no_name(self.text(back + 1)),
                _ => false,
            };
            if family {
                given = Some(start..end);
                self.at -= back;
                self.take(Kind::Comma);
            }
        }
        self.family(given, setting)
    }

    /// The words of a family or group name, ending here, with what stands before them.
    fn family(&mut self, mut given: Option<Range<usize>>, setting: Setting) -> Option<Name> {
        let last = self.peek(1)?;
        let counts = |kind| matches!(kind, Kind::Capital | Kind::Initials);
        if !counts(last.kind) || last.kind == Kind::Capital && is_no_name(self.text(1)) && !self.joined() {
            return None;
        }
        let end = last.end;
        let mut start = last.start;
        let mut words = 1;
        let mut capitals = usize::from(last.kind == Kind::Capital);
        let mut inits: Option<Range<usize>> = None;
        self.at -= 1;
        while words < MOST_WORDS {
            match self.kind(1) {
                Some(Kind::Capital) if !is_no_name(self.text(1)) && inits.is_none() => {
                    let token = self.peek(1)?;
                    start = token.start;
                    capitals += 1;
                }
                Some(Kind::Particle) if inits.is_none() => start = self.peek(1)?.start,
                Some(Kind::Initials) if capitals > 0 && given.is_none() => {
                    let token = self.peek(1)?;
                    inits = Some(token.start..inits.map_or(token.end, |range| range.end));
                }
                // "Press Trust of India", "Department of the Environment": a capital beyond small words.
                Some(Kind::Small | Kind::And(true)) if inits.is_none() && self.linked(setting) => {
                    start = self.peek(1)?.start;
                }
                _ => break,
            }
            self.at -= 1;
            words += 1;
        }
        // A given name written out before initials: "Anne B. Cutler".
        if inits.is_some() && self.kind(1) == Some(Kind::Capital) && !is_no_name(self.text(1)) {
            let token = self.peek(1)?;
            inits = inits.map(|range| token.start..range.end);
            self.at -= 1;
        }
        if given.is_none() {
            given = inits;
        }
        // Particles that begin a name in front of a small word belong to the sentence in other languages.
        (capitals > 0 || last.kind == Kind::Initials && end - start > 1).then_some(Name { family: start..end, given })
    }

    /// Whether what follows makes a name of a word that usually is none: "He et al.", "Spring and Li".
    fn joined(&self) -> bool {
        let after = self.tokens.get(self.at).map(|token| token.kind);
        let bare = self.text(1);
        let proper = bare.len() > 1
            && !bare.ends_with('.')
            && !matches!(bare, "The" | "In" | "For" | "See" | "As" | "And" | "By" | "Of" | "To" | "On");
        proper && matches!(after, Some(Kind::EtAl | Kind::And(_)))
    }

    /// Whether a small word here links two parts of a group's name.
    fn linked(&self, setting: Setting) -> bool {
        let mut back = 1;
        while back <= 3 {
            match self.kind(back) {
                Some(Kind::Small | Kind::And(true) | Kind::Particle) if LINKING.has(self.text(back)) => {
                    // "Tom and Harry" are two; "Office for National Statistics and Research" is one only in a group.
                    if self.kind(back) == Some(Kind::And(true)) && (setting == Setting::Sentence || back == 1) {
                        return false;
                    }
                    back += 1;
                }
                Some(Kind::Capital) => {
                    return back > 1 && !is_no_name(self.text(back)) && !CAPITAL_PARTICLES.contains(&self.text(back));
                }
                _ => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::tokens::tokens;

    fn read(region: &str, setting: Setting) -> Option<String> {
        let names = names_before(region, &tokens(region), setting)?;
        let mut out: Vec<String> = names
            .list
            .iter()
            .map(|name| {
                let family = &region[name.family.clone()];
                name.given.clone().map_or(family.to_owned(), |given| format!("{family}, {}", &region[given]))
            })
            .collect();
        if names.et_al {
            out.push("+".to_owned());
        }
        Some(out.join(" | "))
    }

    #[test]
    fn names_in_brackets() {
        let table = [
            ("see Holland, ", "Holland"),
            ("van der Berg & Müller, ", "van der Berg | Müller"),
            ("Van der Hoek, ", "Van der Hoek"),
            ("Lyall et al., ", "Lyall | +"),
            ("Fox, Hayashi, and Jasperson ", "Fox | Hayashi | Jasperson"),
            ("Gamerschlag, Geuder, et al., ", "Gamerschlag | Geuder | +"),
            ("J. C. Kim & Chang, ", "Kim, J. C. | Chang"),
            ("Zhang H. et al., ", "Zhang, H. | +"),
            ("Khan, A. ", "Khan, A."),
            ("e.g., O’Brien, Smith, and World Health Organization, ", "O’Brien | Smith | World Health Organization"),
            ("Press Trust of India, ", "Press Trust of India"),
            ("G.-K. Lee & Sano, ", "Lee, G.-K. | Sano"),
            ("UCDP/PRIO ", "UCDP/PRIO"),
            ("de Koning et al., ", "de Koning | +"),
            ("Becker-Reshef & Justice, ", "Becker-Reshef | Justice"),
            ("P7, ", "P7"),
            ("Selden Jr, ", "Selden"),
            ("He et al., ", "He | +"),
            ("measured by Gleditsch et. al. ", "Gleditsch | +"),
        ];
        for (region, want) in table {
            assert_eq!(read(region, Setting::Group).as_deref(), Some(want), "{region}");
        }
    }

    #[test]
    fn names_in_a_sentence() {
        let table = [
            ("The claim of Aleksandr E. Kibrik ", Some("Kibrik, Aleksandr E.")),
            ("First, following Gohdes and Carey ", Some("Gohdes | Carey")),
            ("In Australia, Threlkeld ", Some("Threlkeld")),
            ("on the UK, Rajan, Pink and Dow ", Some("UK | Rajan | Pink | Dow")),
            ("Warren (1981) and Warren ", Some("Warren")),
            ("Holland and Rubin’s ", Some("Holland | Rubin")),
            ("communities. Will and Spinden ", Some("Will | Spinden")),
            ("as described in the ", None),
            ("According to ", None),
            ("of the first ", None),
            ("In ", None),
        ];
        for (region, want) in table {
            assert_eq!(read(region, Setting::Sentence).as_deref(), want, "{region}");
        }
    }
}
