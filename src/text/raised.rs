//! Raised digits: `⁰¹²³⁴⁵⁶⁷⁸⁹`, the numbers of notes, of works, and of powers.

/// The digits, each at its value.
pub const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The value of a raised digit.
pub fn value(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(c as u32 - 0x2070),
        _ => None,
    }
}

/// Whether a character is a raised digit.
pub fn is(c: char) -> bool {
    value(c).is_some()
}

/// An ASCII digit as it is raised.
pub fn raise(digit: u8) -> char {
    DIGITS[usize::from(digit - b'0')]
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, is, raise, value};

    #[test]
    fn digits_and_values_agree() {
        for digit in 0..10 {
            assert_eq!(value(DIGITS[digit as usize]), Some(digit));
            assert_eq!(raise(b'0' + digit as u8), DIGITS[digit as usize]);
        }
        assert!(!is('2') && !is('\u{2071}') && !is('\u{207a}'));
    }
}
