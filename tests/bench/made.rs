//! Manuscripts and bibliographies of any size, made by a fixed rule: the same each time and everywhere.

use std::fmt::Write;

/// Numbers that look random and are the same each time.
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as `seed` says.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % most
    }

    fn one_of<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

const WORDS: &[&str] = &[
    "the", "ferry", "crossed", "a", "wide", "river", "before", "dawn", "and", "keepers", "of", "lights", "wrote",
    "down", "wind", "tide", "weather", "for", "years", "while", "bees", "slept", "under", "peat", "heather", "harbour",
    "in", "winter", "boats", "were", "drawn", "over", "ice", "to", "lower", "shore", "with", "ropes", "that", "had",
    "lasted",
];

const HEADS: &[&str] = &["Mar", "Os", "Lind", "Mor", "Ade", "Bran", "Cast", "Quil", "Aba", "Hal", "Tor", "Wen", "Fal"];
const TAILS: &[&str] =
    &["low", "ei", "qvist", "eau", "yemi", "dt", "ellan", "tion", "ra", "vorsen", "berg", "field", "stad", "by"];

/// A work: its two authors and its year.
pub struct Work {
    names: [String; 2],
    year: usize,
}

/// So many works.
pub fn works(dice: &mut Dice, count: usize) -> Vec<Work> {
    // Works of one pair of authors and one year would be told apart by letters.
    (0..count)
        .map(|number| {
            let first = format!("{}{}", HEADS[number % 13], TAILS[number / 13 % 14]);
            let second = format!("{}{}{}", dice.one_of(HEADS), dice.one_of(TAILS), letters(number / 182));
            Work { names: [first, second], year: 1920 + number / 182 % 104 }
        })
        .collect()
}

fn letters(mut number: usize) -> String {
    let mut out = String::new();
    while number > 0 {
        out.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    out
}

/// The bibliography of works.
pub fn bibliography(dice: &mut Dice, works: &[Work]) -> String {
    let mut out = String::new();
    for (number, Work { names: [first, second], year }) in works.iter().enumerate() {
        let mut title = String::new();
        sentence(dice, &mut title, 6);
        let _ = write!(
            out,
            "@article{{k{number},\n  author = {{{first}, Ada and {second}, Kofi}},\n  title = {{{}}},\n  \
             journaltitle = {{Journal of Tides}},\n  date = {{{year}}},\n  pages = {{{number}--{}}},\n}}\n\n",
            title.trim_end_matches('.'),
            number + 12,
        );
    }
    out
}

/// A text of so many bytes at the least, that cites works in one sentence of five; one citation in fifty has a slip.
pub fn text(dice: &mut Dice, works: &[Work], bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 2000);
    while out.len() < bytes {
        for _ in 0..6 {
            let words = 8 + dice.below(16);
            sentence(dice, &mut out, words);
            if dice.below(5) == 0 {
                let Work { names: [first, second], year } = &works[dice.below(works.len())];
                let year = if dice.below(50) == 0 { year + 1 } else { *year };
                out.pop();
                let _ = write!(out, " ({first} & {second}, {year}).");
            }
            out.push(' ');
        }
        out.pop();
        out.push_str("\n\n");
    }
    out
}

/// A text as LaTeX has it: sections, accents, notes, formulas, citations by key beside the typed ones.
pub fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for (number, paragraph) in text.split("\n\n").enumerate() {
        if number % 20 == 0 {
            let _ = write!(out, "\\section{{On \\emph{{tides}}}}\\label{{sec:{number}}}\n\n");
        }
        out.push_str(&paragraph.replace('&', "\\&").replace(". The ", ".\nThe caf\\'e --- ``so''~$x_1$ "));
        let key = number % 182;
        let _ = write!(out, "\\footnote{{See \\citet[p.~{number}]{{k{key}}}.}} % so\n\\citep{{k{key}, k1}}.\n\n");
    }
    out
}

fn sentence(dice: &mut Dice, out: &mut String, words: usize) {
    let start = out.len();
    for _ in 0..words {
        out.push_str(dice.one_of(WORDS));
        out.push(' ');
    }
    out.pop();
    out.push('.');
    out[start..start + 1].make_ascii_uppercase();
}
