//! The numbers in an `isbn` or `issn` field, which people write in many ways.

/// A number as it is written, and its digits alone.
pub(super) struct Serial<'v> {
    pub written: &'v str,
    pub bare: String,
}

/// How many numbers of a field are looked at.
const MOST: usize = 50;

/// The numbers of a value: `978-0-306-40615-7 (pbk.), 0 306 40615 2`. A number whose length is one of `whole` stands
/// by itself; what is shorter was parted by blanks.
pub(super) fn serials<'v>(value: &'v str, whole: &[usize]) -> Vec<Serial<'v>> {
    let pieces = value.split([',', ';', '/', '\n', '|']);
    pieces.flat_map(|piece| of_piece(piece, whole)).take(MOST).collect()
}

fn of_piece<'v>(piece: &'v str, whole: &[usize]) -> Vec<Serial<'v>> {
    let words = piece.split_whitespace().filter_map(|word| {
        let word = word.rsplit_once(':').map_or(word, |(_, number)| number);
        let word = word.trim_matches(|c: char| matches!(c, '.' | '(' | ')' | '[' | ']' | ':'));
        let bare: String = word.chars().filter(|c| !is_dash(*c)).collect();
        let number = bare.starts_with(|c: char| c.is_ascii_digit()) || matches!(&*bare, "X" | "x");
        number.then_some(Serial { written: word, bare })
    });
    let mut words: Vec<Serial<'v>> = words.collect();
    if words.len() < 2 || words.iter().any(|word| whole.contains(&word.bare.len())) {
        return words;
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return words };
    let start = first.written.as_ptr() as usize - piece.as_ptr() as usize;
    let end = last.written.as_ptr() as usize - piece.as_ptr() as usize + last.written.len();
    let bare = words.iter().map(|word| word.bare.as_str()).collect();
    words = vec![Serial { written: &piece[start..end], bare }];
    words
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::serials;

    #[test]
    fn numbers_are_found_among_words() {
        for (value, expected) in [
            ("978-0-306-40615-7", &["9780306406157"][..]),
            ("978 0 306 40615 7", &["9780306406157"]),
            ("ISBN 978-0-306-40615-7 (pbk.)", &["9780306406157"]),
            ("ISBN-13: 978-0-306-40615-7", &["9780306406157"]),
            ("9780306406157 0306406152", &["9780306406157", "0306406152"]),
            ("978–0–306–40615–7; 0-8044-2957-X", &["9780306406157", "080442957X"]),
            ("0 8044 2957 X", &["080442957X"]),
            ("none", &[]),
        ] {
            let bare: Vec<String> = serials(value, &[10, 13]).into_iter().map(|serial| serial.bare).collect();
            assert_eq!(bare, expected, "{value}");
        }
    }
}
