//! Fixed lists of words, asked for again and again: a word that is none of them is told at once.

/// A list of words in small letters, parted by blanks.
#[derive(Debug)]
pub struct Words {
    list: &'static str,
    /// Where words begin in the list, and how long they are, by their hash; a length of 0 is an empty slot.
    slots: [(u16, u8); SLOTS],
}

/// How many slots there are: enough for a list of 300 words, so that few words share one.
const SLOTS: usize = 512;

/// The first slot of a word, by its first and last letter and its length.
const fn slot(first: u8, last: u8, len: usize) -> usize {
    let (first, last) = (first.to_ascii_lowercase() as usize, last.to_ascii_lowercase() as usize);
    (first * 37 + last * 5 + len * 101) % SLOTS
}

impl Words {
    /// The list; a constant, so that it costs nothing to make.
    pub const fn new(list: &'static str) -> Self {
        let bytes = list.as_bytes();
        let mut slots = [(0u16, 0u8); SLOTS];
        let (mut at, mut count) = (0, 0);
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && bytes[at] != b' ' {
                at += 1;
            }
            if at > start {
                let mut place = slot(bytes[start], bytes[at - 1], at - start);
                while slots[place].1 > 0 {
                    place = (place + 1) % SLOTS;
                }
                slots[place] = (start as u16, (at - start) as u8);
                count += 1;
            }
            at += 1;
        }
        assert!(count <= 300 && bytes.len() <= u16::MAX as usize, "a list of words is small");
        Self { list, slots }
    }

    /// Whether the list has a word, given in small letters.
    pub fn has(&self, word: &str) -> bool {
        self.any(word, |one| one == word.as_bytes())
    }

    /// Whether the list has a word, whatever the case of its letters.
    pub fn has_any_case(&self, word: &str) -> bool {
        self.any(word, |one| one.eq_ignore_ascii_case(word.as_bytes()))
    }

    fn any(&self, word: &str, same: impl Fn(&[u8]) -> bool) -> bool {
        let (Some(&first), Some(&last)) = (word.as_bytes().first(), word.as_bytes().last()) else { return false };
        let mut place = slot(first, last, word.len());
        loop {
            let (start, len) = self.slots[place];
            if len == 0 {
                return false;
            }
            let (start, len) = (usize::from(start), usize::from(len));
            if len == word.len() && same(&self.list.as_bytes()[start..start + len]) {
                return true;
            }
            place = (place + 1) % SLOTS;
        }
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
        assert!(FEW.has_any_case("FüR") && FEW.has_any_case("DER"));
        assert!(!FEW.has("Van") && !FEW.has("den") && !FEW.has("") && !FEW.has("van der"));
        assert_eq!(FEW.iter().count(), 4);
    }
}
