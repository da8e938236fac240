//! The author's own words in a message.

/// The most characters quoted in one message.
const MOST: usize = 36;

/// Words in backticks, on one line; the middle of long ones is left out.
pub fn quoted(text: &str) -> String {
    let line;
    let mut text = text.trim();
    if text.contains(char::is_control) {
        line = text
            .split(|c: char| c.is_control() || c == ' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        text = &line;
    }
    let count = text.chars().count();
    if count <= MOST {
        return format!("`{text}`");
    }
    let head: String = text.chars().take(MOST - 16).collect();
    let tail: String = text.chars().skip(count - 16).collect();
    let head = head.rfind(' ').map_or(head.as_str(), |at| &head[..at]);
    let tail = tail.find(' ').map_or(tail.as_str(), |at| &tail[at + 1..]);
    format!("`{head} … {tail}`")
}

/// The words of a cite item in backticks.
pub fn cited(words: &str) -> String {
    quoted(&closed(words))
}

/// The words of an item, with the bracket that its citation closes after it: `Holland (2021)`.
pub fn closed(words: &str) -> String {
    let open = words.rfind('(').is_some_and(|open| !words[open..].contains(')'));
    if open { format!("{words})") } else { words.to_owned() }
}

/// The first words of a text, for a message: a few, and never long.
pub fn first_words(text: &str) -> String {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ")
}

/// The last words of a text, for a message: a few, and never long.
pub fn last_words(text: &str) -> String {
    let mut start = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut words: Vec<&str> = text[start..].split_whitespace().rev().take(WORDS).collect();
    words.reverse();
    words.join(" ")
}

/// How many words are quoted of a long text.
const WORDS: usize = 3;
/// How many bytes of a long text are looked at.
const REACH: usize = 80;

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn long_words_lose_their_middle() {
        assert_eq!(quoted(" Holland, 2021 "), "`Holland, 2021`");
        let long = quoted("The Very Long Title of a Page about the Ferries of the Northern Isles, 2023");
        assert_eq!(long, "`The Very Long Title … Isles, 2023`");
    }

    #[test]
    fn words_of_several_lines_stand_on_one() {
        assert_eq!(quoted("tides\r\n  of\u{1b}[2J the\tVolta"), "`tides of [2J the Volta`");
    }
}
