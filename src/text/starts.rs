//! Where words may begin, told for many bytes at a time.
//!
//! In: a text. Out: the offsets of its letters and digits that follow none, in order. One pass without a
//! branch for each byte, so that the compiler looks at many together.

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// The places of a text at which a word may begin: an ASCII letter or digit, or the first byte of any other
/// character, where no ASCII letter or digit stands before. Where another character stands before, whether it
/// is a letter is for the caller to see.
pub struct Starts<'t> {
    bytes: &'t [u8],
    /// Whether marks count as well: any byte but a blank.
    marks: bool,
    /// Where the block begins that `left` tells of.
    base: usize,
    /// The places of the block that are not told yet, a bit each.
    left: u64,
}

impl<'t> Starts<'t> {
    /// The places of a text; with `marks`, those of its punctuation too.
    pub fn of(text: &'t str, marks: bool) -> Self {
        let mut starts = Self { bytes: text.as_bytes(), marks, base: 0, left: 0 };
        starts.left = starts.look();
        starts
    }

    /// The places in the block at `base`.
    fn look(&self) -> u64 {
        let before = self.base.checked_sub(1).is_some_and(|at| self.bytes[at].is_ascii_alphanumeric());
        let rest = &self.bytes[self.base.min(self.bytes.len())..];
        match rest.first_chunk() {
            Some(block) => places(block, before, self.marks),
            None => {
                let mut block = [b' '; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                places(&block, before, self.marks)
            }
        }
    }
}

impl Iterator for Starts<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            if self.base + BLOCK >= self.bytes.len() {
                return None;
            }
            self.base += BLOCK;
            self.left = self.look();
        }
        let at = self.base + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(at)
    }
}

/// The places of a block, the lowest bit first; `before` is whether a letter or digit stands right before it.
fn places(block: &[u8; BLOCK], before: bool, marks: bool) -> u64 {
    let mut word = [u8::from(before); BLOCK + 1];
    for (word, byte) in word[1..].iter_mut().zip(block) {
        *word = u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
    }
    let mut begins = [0; BLOCK];
    for (at, begin) in begins.iter_mut().enumerate() {
        let mark = u8::from(marks) & u8::from(block[at] > b' ') & (word[at + 1] ^ 1) & u8::from(block[at] < 0x80);
        *begin = (word[at + 1] | u8::from(block[at] >= 0xC0)) & (word[at] ^ 1) | mark;
    }
    let (bytes, _) = begins.as_chunks::<8>();
    // Eight bytes of 0 or 1 become the eight bits of the highest byte.
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    bytes.iter().enumerate().fold(0, |all, (at, eight)| all | bits(eight) << (8 * at))
}

#[cfg(test)]
mod tests {
    use super::Starts;

    #[test]
    fn words_begin_where_no_letter_stands_before() {
        let text = "Two (of) x-ray “café” 2½ _so";
        let found: Vec<_> = Starts::of(text, false).map(|at| text[at..].chars().next().unwrap()).collect();
        assert_eq!(found, ['T', 'o', 'x', 'r', '“', 'c', '”', '2', 's']);
        let long = format!("{}word {}", " ".repeat(70), "a".repeat(70));
        assert_eq!(Starts::of(&long, false).collect::<Vec<_>>(), [70, 75]);
        assert_eq!(Starts::of("(a) b", true).collect::<Vec<_>>(), [0, 1, 2, 4]);
        assert_eq!(Starts::of("", false).next(), None);
    }
}
