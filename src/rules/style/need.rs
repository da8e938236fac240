//! Whether a sentence needs what stands in brackets: as the object of a preposition, or as the
//! subject of a verb.
//!
//! In: the words before and after the brackets. Out: yes or no. It refuses to know what they hold.

/// Verbs that only persons have for a subject.
const WRITES: &[&str] =
    &["believe", "believes", "stated", "states", "says", "thinks", "told", "write", "writes", "wrote"];

/// Verbs that follow the name of an author or of a work.
const SAYS: &[&str] = &[
    "argue", "argued", "argues", "claim", "claimed", "claims", "concluded", "concludes", "demonstrated",
    "demonstrates", "describe", "described", "describes", "discussed", "discusses", "emphasised", "emphasises",
    "emphasized", "emphasizes", "explained", "explains", "found", "maintained", "maintains", "mentioned", "mentions",
    "noted", "notes", "pointed", "points", "proposed", "proposes", "reported", "reports", "said", "show", "showed",
    "shows", "suggest", "suggested", "suggests",
];

/// Words that open a sentence before its subject.
const OPENINGS: &[&str] = &[
    "Additionally", "Also", "At", "Conversely", "Finally", "For", "Furthermore", "However", "In", "Indeed", "Later",
    "Likewise", "Meanwhile", "Moreover", "Nevertheless", "On", "Recently", "Similarly", "Then", "Therefore", "Thus",
    "Under", "With",
];

/// Words after which a clause has its subject still to come.
const CLAUSES: &[&str] = &["although", "as", "because", "but", "whereas", "while", "and"];

/// Participles before "by", "in" or "from", which an author governs.
const TOLD: &[&str] = &[
    "adapted", "applied", "argued", "cited", "claimed", "defined", "demonstrated", "derived", "described", "detailed",
    "developed", "discussed", "documented", "explained", "illustrated", "indicated", "introduced", "mentioned",
    "modified", "noted", "observed", "outlined", "presented", "proposed", "proven", "quoted", "recommended",
    "reported", "reviewed", "shown", "stated", "suggested", "summarised", "summarized",
];

/// What is somebody's, or stands somewhere: "the model of", "the results in".
const WORKS: &[&str] = &[
    "algorithm", "analysis", "approach", "argument", "article", "definition", "findings", "framework", "method",
    "model", "notation", "paper", "procedure", "results", "study", "survey", "terminology", "work",
];

/// Words that may govern what follows, with the word before them or without.
const GOVERNORS: &[&str] =
    &["to", "with", "on", "by", "in", "from", "of", "see", "cf.", "after", "following", "like", "per", "unlike"];

/// Prepositions that open a sentence and govern what follows.
const PREPOSITIONS: &[&str] = &["after", "by", "following", "from", "in", "like", "per", "unlike"];

/// The bytes of the preposition that ends `lead` and governs what follows it, and of the word it
/// belongs to. One that ends a clause ("what it consists of") governs what stands before it.
pub fn governor(lead: &str) -> Option<usize> {
    let last_at = word_at(lead);
    let last = lead[last_at..].to_ascii_lowercase();
    if !GOVERNORS.contains(&last.as_str()) {
        return None;
    }
    let rest = lead[..last_at].trim_end();
    let before_at = word_at(rest);
    let before = rest[before_at..].to_lowercase();
    let opens = before.is_empty() || before.ends_with([',', ';', ':']);
    let (one, two) = (lead.len() - last_at, lead.len() - before_at);
    match (before.as_str(), last.as_str()) {
        ("according" | "compared" | "contrary" | "contrast" | "thanks", "to") => Some(two),
        ("accordance" | "agreement" | "compared" | "consistent" | "contrast" | "line", "with") => Some(two),
        ("based", "on") => Some(two),
        (told, "by" | "in" | "from") if TOLD.contains(&told) => Some(two),
        (work, "of" | "by" | "in" | "from") if WORKS.contains(&work) => Some(two),
        (_, "see" | "cf.") if opens => Some(one),
        ("", preposition) if PREPOSITIONS.contains(&preposition) => Some(one),
        _ => None,
    }
}

/// Whether what stands between `lead` and `after` is the subject of the verb that follows: nothing
/// before it could be.
pub fn is_subject(lead: &str, after: &str) -> bool {
    let Some(verb) = after.strip_prefix(' ').and_then(|rest| rest.split_whitespace().next()) else { return false };
    let writes = WRITES.contains(&verb);
    if !writes && !SAYS.contains(&verb) {
        return false;
    }
    let mut words = lead.split_whitespace();
    let first = words.next().unwrap_or("").trim_end_matches(',');
    let last = &lead[word_at(lead)..];
    if last.ends_with(',') {
        return words.nth(MOST).is_none() && OPENINGS.contains(&first);
    }
    // “A title in quotation marks” may be a subject, but a title does not write.
    if last.ends_with(['”', '"']) {
        return writes || OPENINGS.contains(&first);
    }
    lead.is_empty() || CLAUSES.contains(&last.to_lowercase().as_str()) || last == "that" && writes
}

/// How many words may stand between an opening and its comma.
const MOST: usize = 4;

/// Where the last word of a text begins.
fn word_at(text: &str) -> usize {
    text.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_that_govern() {
        let table = [
            ("According to", Some("According to")),
            ("It is rare, as shown in", Some("shown in")),
            ("In", Some("In")),
            ("For a review, see", Some("see")),
            ("The light follows the model of", Some("model of")),
            ("The rules they live by", None),
            ("The parts it consists of", None),
            ("The school that it stems from", None),
            ("These are the bogs they worked in", None),
            ("What we see", None),
            ("The ferries ran", None),
            ("", None),
        ];
        for (lead, want) in table {
            assert_eq!(governor(lead).map(|len| &lead[lead.len() - len..]), want, "{lead}");
        }
    }

    #[test]
    fn subjects_of_verbs() {
        let table = [
            ("", " argues that", true),
            ("However,", " claims that", true),
            ("Under the title of “The Last Light”", " wrote in", true),
            ("The chapter on “The Last Light”", " shows that", false),
            ("While", " notes that", true),
            ("It is known that", " shows promise", false),
            ("The river", " shows that", false),
            ("The boats that run late, and there are many,", " show that", false),
            ("In the first of two long and careful reviews of the field,", " shows that", false),
            ("", ". argues", false),
            ("", " and others", false),
        ];
        for (lead, after, want) in table {
            assert_eq!(is_subject(lead, after), want, "{lead} () {after}");
        }
    }
}
