//! A work in a list of references that comes in parts without punctuation: `<surname>`, `<year>`, `<source>`.
//!
//! In: the parts in their order. Out: what to put before each and behind it, so that the whole reads like an
//! entry that a publisher would print: `Marlow, R.; Osei, K. (2013). “Rope and Tide”. Ferries, vol. 4(2), pp. 1–10`.
//! Parts stay in the order of the file, so that their spans do.

/// What a part is to the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing that an entry is found by.
    Left,
    /// It holds parts of its own.
    Holder,
    /// Words, with what stands before and behind them.
    Words(&'static str, &'static str),
    /// Words of a name that stands as a whole: what parts them from those before, where nothing does.
    Joined(&'static str),
    /// Words that are there in an empty element: `et al.`
    Said(&'static str),
    /// No part: markup in one.
    Within,
}

/// How far an entry is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Work {
    named: bool,
    dated: bool,
    titled: bool,
    /// How many parts of the open name there are.
    name: u8,
    /// Whether the people come that the open group holds after the title.
    editors: bool,
    /// How many parts with words are open.
    pub(super) depth: u32,
}

impl Work {
    /// What an element is, by its name and its type.
    pub(super) fn part(&mut self, name: &str, of: &str) -> Part {
        match (self.depth, name) {
            (0, _) => {}
            (_, "surname") => return Part::Joined(" "),
            (_, "given-names") => return Part::Joined(", "),
            _ => return Part::Within,
        }
        match name {
            "person-group" => {
                self.editors = self.titled;
                let second = self.named && !self.titled;
                return if second && of != "author" { Part::Left } else { Part::Holder };
            }
            "name" | "name-alternatives" => {
                self.name = 0;
                return Part::Holder;
            }
            "string-name" | "collab" | "anonymous" => {
                return Part::Words(self.person(), "");
            }
            "surname" | "given-names" => {
                self.name += 1;
                return match (self.name, name) {
                    (1, _) => Part::Words(self.person(), ""),
                    (2, "surname") => Part::Words(" ", ""),
                    (2, _) => Part::Words(", ", ""),
                    _ => Part::Left,
                };
            }
            "etal" => return Part::Said(", et al."),
            _ => {}
        }
        let titled = self.titled;
        match name {
            "year" if self.dated => Part::Left,
            "year" => {
                self.dated = true;
                if self.named && !titled { Part::Words(" (", ")") } else { Part::Words(", ", "") }
            }
            "article-title" | "chapter-title" | "part-title" | "data-title" | "source" | "gov" if !titled => {
                self.titled = true;
                Part::Words(". “", "”")
            }
            "volume" => Part::Words(", vol. ", ""),
            "issue" => Part::Words("(", ")"),
            "fpage" | "page-range" => Part::Words(", pp. ", ""),
            "lpage" => Part::Words("–", ""),
            "elocation-id" => Part::Words(", ", ""),
            "pub-id" if of == "doi" => Part::Words(". https://doi.org/", ""),
            "source" | "article-title" | "chapter-title" | "publisher-name" | "publisher-loc" | "conf-name" | "uri"
            | "ext-link" | "series" | "institution" => Part::Words(". ", ""),
            _ => Part::Left,
        }
    }

    /// What stands before a person or an organisation.
    fn person(&mut self) -> &'static str {
        let first = std::mem::take(&mut self.editors);
        match (first, std::mem::replace(&mut self.named, true)) {
            (true, _) => ". In ",
            (_, true) => "; ",
            _ => "",
        }
    }
}
