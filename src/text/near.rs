//! How near two names are, for slips of the pen.

/// How long a folded name is and which letters it has: enough to tell most names apart without a closer look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    letters: u32,
    len: u32,
}

impl Shape {
    /// The shape of a folded name, which is ASCII. Letters that share a bit only make names seem nearer.
    pub fn of(name: &str) -> Self {
        let letters = name.bytes().fold(0, |all, byte| all | 1 << (byte & 31));
        Self { letters, len: name.len() as u32 }
    }

    /// Whether two names of these shapes may be near.
    pub fn may_be_near(self, other: Self) -> bool {
        let allowed = allowed(self.len.min(other.len) as usize) as u32;
        // A slip takes one letter away and brings one at the most.
        self.len.abs_diff(other.len) <= allowed && (self.letters ^ other.letters).count_ones() <= 2 * allowed
    }
}

/// How many slips are plausible for a name of that length.
fn allowed(len: usize) -> usize {
    match len {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    }
}

/// The slips between two folded names: letters added, dropped, changed, or swapped with a neighbour.
///
/// Answers only where so few slips are plausible for a name of that length: one from four letters
/// on, two from eight. A short name is never near another.
pub fn slips(a: &str, b: &str) -> Option<usize> {
    let (la, lb) = (a.chars().count(), b.chars().count());
    let allowed = allowed(la.min(lb));
    if a == b {
        return Some(0);
    }
    if la.abs_diff(lb) > allowed {
        return None;
    }
    let slips = strsim::osa_distance(a, b);
    (slips <= allowed).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::{Shape, slips};

    #[test]
    fn near_and_not() {
        assert_eq!(slips("afser", "afsar"), Some(1));
        assert_eq!(slips("harrris", "harris"), Some(1));
        assert_eq!(slips("li", "lu"), None);
        assert_eq!(slips("smith", "jones"), None);
        assert_eq!(slips("mcallister", "macalister"), Some(2));
        assert_eq!(slips("rubin", "ruibn"), Some(1));
        for (one, other) in [("mcallister", "macalister"), ("rubin", "ruibn"), ("afser", "afsar"), ("abc", "abcd")] {
            assert!(Shape::of(one).may_be_near(Shape::of(other)), "{one} {other}");
        }
        assert!(!Shape::of("smith").may_be_near(Shape::of("jones")));
    }
}
