//! How near two names are, for slips of the pen.

/// The slips between two folded names: letters added, dropped, changed, or swapped with a neighbour.
///
/// Answers only where so few slips are plausible for a name of that length: one from four letters
/// on, two from eight. A short name is never near another.
pub fn slips(a: &str, b: &str) -> Option<usize> {
    let (la, lb) = (a.chars().count(), b.chars().count());
    let allowed = match la.min(lb) {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    };
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
    use super::slips;

    #[test]
    fn near_and_not() {
        assert_eq!(slips("afser", "afsar"), Some(1));
        assert_eq!(slips("harrris", "harris"), Some(1));
        assert_eq!(slips("li", "lu"), None);
        assert_eq!(slips("smith", "jones"), None);
    }
}
