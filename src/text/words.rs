//! Fixed lists of words, asked for again and again: a word that is none of them is told at once.

/// A list of words in small letters, parted by blanks.
#[derive(Debug)]
pub struct Words {
    list: &'static str,
    /// For each first byte, a bit for every length that a word of the list has.
    lengths: [u64; 256],
}

impl Words {
    /// The list; a constant, so that it costs nothing to make.
    pub const fn new(list: &'static str) -> Self {
        let bytes = list.as_bytes();
        let mut lengths = [0u64; 256];
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && bytes[at] != b' ' {
                at += 1;
            }
            if at > start && at - start < 64 {
                lengths[bytes[start] as usize] |= 1 << (at - start);
            }
            at += 1;
        }
        Self { list, lengths }
    }

    /// Whether the list has a word, given in small letters.
    pub fn has(&self, word: &str) -> bool {
        let Some(&first) = word.as_bytes().first() else { return false };
        word.len() < 64
            && self.lengths[first as usize] >> word.len() & 1 == 1
            && self.list.split(' ').any(|one| one == word)
    }

    /// Whether the list has a word, whatever the case of its letters.
    pub fn has_any_case(&self, word: &str) -> bool {
        let Some(&first) = word.as_bytes().first() else { return false };
        word.len() < 64
            && self.lengths[first.to_ascii_lowercase() as usize] >> word.len() & 1 == 1
            && self.list.split(' ').any(|one| one.eq_ignore_ascii_case(word))
    }

    /// The words, in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.split(' ').filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    static FEW: Words = Words::new("van der für d");

    #[test]
    fn words_of_a_list() {
        assert!(FEW.has("van") && FEW.has("für") && FEW.has("d") && FEW.has_any_case("Van"));
        assert!(!FEW.has("Van") && !FEW.has("den") && !FEW.has("") && !FEW.has("van der"));
        assert_eq!(FEW.iter().count(), 4);
    }
}
