//! The quantities of a work, kept small, and found by sentence or by size.
//!
//! In: the figures that were found in it. Out: those of a sentence, or those of one dimension and about one size.

use crate::model::{Decimal, Dimension, Figure, Relation, SentenceId, Unit};
use crate::text::ProseSpan;

/// A number as it was printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    /// Its value, in the size of its unit.
    pub value: f64,
    /// The power of ten of its last printed digit.
    pub last: i8,
}

impl Printed {
    fn new(decimal: Decimal) -> Self {
        let last = decimal.exponent.clamp(i32::from(i8::MIN), i32::from(i8::MAX)) as i8;
        Self { value: decimal.to_f64(), last }
    }

    /// Half of its last printed place.
    pub fn half_place(self) -> f64 {
        0.5 * 10f64.powi(i32::from(self.last))
    }

    /// Its printed digits, without a point, as a number.
    pub fn digits(self) -> f64 {
        (self.value / 10f64.powi(i32::from(self.last))).round().abs()
    }

    /// How many of its digits are significant: all but the naughts at its end.
    pub fn significant(self) -> u32 {
        let mut digits = self.digits();
        if digits < 1.0 || !digits.is_finite() {
            return 1;
        }
        while digits % 10.0 == 0.0 {
            digits /= 10.0;
        }
        digits.log10().floor() as u32 + 1
    }
}

/// An amount: a number or a range, what it counts, and how it is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount<'u> {
    /// The number, or the lower end of a range.
    pub value: Printed,
    /// The upper end of a range.
    pub upper: Option<Printed>,
    /// What it counts or measures.
    pub unit: Option<&'u Unit>,
    /// How the number bounds what is meant.
    pub relation: Relation,
}

impl<'u> Amount<'u> {
    /// The amount of a figure.
    pub fn of(figure: &'u Figure) -> Self {
        Self {
            value: Printed::new(figure.value),
            upper: figure.upper.map(Printed::new),
            unit: figure.unit.as_ref(),
            relation: figure.relation,
        }
    }

    /// What it can be compared with.
    pub fn class(&self) -> Class<'u> {
        Class::of(self.unit)
    }

    /// How many base units one of its unit is.
    pub fn factor(&self) -> f64 {
        self.unit.map_or(1.0, |unit| unit.factor)
    }

    /// A number of its unit in base units.
    pub fn base(&self, value: f64) -> f64 {
        self.unit.map_or(value, |unit| value * unit.factor + unit.offset)
    }
}

/// What can be compared with what: dimensions, but that things counted are one kind, whatever their nouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class<'u> {
    /// Things counted, and bare numbers.
    Count,
    /// Money of any currency.
    Money,
    /// Shares.
    Share,
    /// Percentage points.
    Points,
    /// A physical dimension.
    Physical(&'u str),
}

impl<'u> Class<'u> {
    fn of(unit: Option<&'u Unit>) -> Self {
        match unit.map(|unit| &unit.dimension) {
            None | Some(Dimension::Count) => Self::Count,
            Some(Dimension::Money) => Self::Money,
            Some(Dimension::Share) => Self::Share,
            Some(Dimension::Points) => Self::Points,
            Some(Dimension::Physical(symbol)) => Self::Physical(symbol),
        }
    }
}

/// A quantity of a work.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    value: f64,
    upper: f64,
    /// Its prose.
    pub at: ProseSpan,
    /// Its sentence.
    pub sentence: SentenceId,
    unit: u16,
    last: i8,
    upper_last: i8,
    relation: Relation,
}

/// The quantities of a work, in order of the text.
#[derive(Debug, Default)]
pub struct Quantities {
    all: Vec<Quantity>,
    /// Each unit once; the number of a quantity's unit is one more than its place, naught is none.
    units: Vec<Unit>,
    /// How many quantities have each unit.
    counts: Vec<u32>,
    /// Indices into all, by class and size.
    by_size: Vec<u32>,
}

/// More units than this are told apart no more: their quantities count as bare numbers.
const UNITS: usize = 4096;

impl Quantities {
    /// Takes the figures of a work, in order of the text.
    pub fn new(figures: &[Figure]) -> Self {
        let mut units: Vec<Unit> = Vec::new();
        let mut known: std::collections::HashMap<(&str, u64), u16> = std::collections::HashMap::new();
        let mut all = Vec::with_capacity(figures.len());
        for figure in figures {
            let unit = figure.unit.as_ref().map_or(0, |unit| {
                *known.entry((&unit.name, unit.factor.to_bits())).or_insert_with(|| {
                    if units.len() == UNITS {
                        return 0;
                    }
                    units.push(unit.clone());
                    units.len() as u16
                })
            });
            let (value, upper) = (Printed::new(figure.value), figure.upper.map(Printed::new));
            all.push(Quantity {
                value: value.value,
                upper: upper.map_or(f64::NAN, |upper| upper.value),
                at: figure.at,
                sentence: figure.sentence,
                unit,
                last: value.last,
                upper_last: upper.map_or(0, |upper| upper.last),
                relation: figure.relation,
            });
        }
        let mut counts = vec![0; units.len()];
        for quantity in &all {
            if let Some(unit) = quantity.unit.checked_sub(1) {
                counts[usize::from(unit)] += 1;
            }
        }
        let mut out = Self { all, units, counts, by_size: Vec::new() };
        let mut by_size: Vec<u32> = (0..out.all.len() as u32).collect();
        by_size.sort_by(|&a, &b| out.size(a).partial_cmp(&out.size(b)).unwrap_or(std::cmp::Ordering::Equal));
        out.by_size = by_size;
        out
    }

    /// A quantity.
    pub fn get(&self, index: u32) -> &Quantity {
        &self.all[index as usize]
    }

    /// Its amount.
    pub fn amount(&self, index: u32) -> Amount<'_> {
        let quantity = self.get(index);
        Amount {
            value: Printed { value: quantity.value, last: quantity.last },
            upper: (!quantity.upper.is_nan()).then_some(Printed { value: quantity.upper, last: quantity.upper_last }),
            unit: quantity.unit.checked_sub(1).map(|unit| &self.units[usize::from(unit)]),
            relation: quantity.relation,
        }
    }

    /// The quantities of a sentence, by their indices.
    pub fn of_sentence(&self, sentence: SentenceId) -> std::ops::Range<u32> {
        let first = self.all.partition_point(|quantity| quantity.sentence < sentence);
        let end = self.all.partition_point(|quantity| quantity.sentence <= sentence);
        first as u32..end as u32
    }

    /// The quantities of a class whose value in base units lies between two bounds, by their indices.
    pub fn about(&self, class: Class, low: f64, high: f64) -> &[u32] {
        let before = |&&index: &&u32| {
            let (order, size) = self.size(index);
            (order, size) < (order_of(class), low)
        };
        let within = |&&index: &&u32| {
            let (order, size) = self.size(index);
            (order, size) <= (order_of(class), high)
        };
        let first = self.by_size.partition_point(|index| before(&index));
        let end = first + self.by_size[first..].partition_point(|index| within(&index));
        &self.by_size[first..end]
    }

    /// How many quantities there are of an amount's class.
    pub fn of_class(&self, amount: &Amount) -> usize {
        self.about(amount.class(), f64::NEG_INFINITY, f64::INFINITY).len()
    }

    /// How many quantities count the same things as an amount.
    pub fn of_noun(&self, amount: &Amount) -> usize {
        let same = |(unit, _): &(&Unit, &u32)| amount.unit.is_some_and(|noun| unit.name == noun.name);
        self.units.iter().zip(&self.counts).filter(same).map(|(_, count)| *count as usize).sum()
    }

    /// What quantities are ordered by: the class, then the value in base units.
    fn size(&self, index: u32) -> (u64, f64) {
        let amount = self.amount(index);
        let size = amount.base(amount.value.value);
        (order_of(amount.class()), if size.is_finite() { size } else { f64::MAX })
    }
}

/// A number for a class; two physical dimensions may share one, as who compares looks at the class itself.
fn order_of(class: Class) -> u64 {
    match class {
        Class::Count => 0,
        Class::Money => 1,
        Class::Share => 2,
        Class::Points => 3,
        Class::Physical(symbol) => 4 + symbol.bytes().fold(0, |sum, byte| (sum * 31 + u64::from(byte)) % (1 << 40)),
    }
}
