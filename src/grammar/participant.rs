//! The ids of participants: `P7`, `R-12`, `Interviewee 3`.
//!
//! In: words that may be a name. Out: the id they begin with. Whether the manuscript has participants at
//! all is for the caller to know.

/// Words before the number of a participant.
const ROLES: &[&str] =
    &["Participant", "Interviewee", "Respondent", "Informant", "Expert", "Interview", "Person", "Key Informant"];

/// The id that a name begins with: `P4` of `P4 Zaheen`.
pub fn id(name: &str) -> Option<String> {
    let mut words = name.split([' ', '-', '\u{a0}']);
    let first = words.next()?;
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &first[letters.len()..];
    if matches!(letters, "P" | "R" | "I" | "Int" | "FGD" | "KI" | "KII" | "E" | "S" | "T")
        && (1..=3).contains(&digits.len())
    {
        return Some(first.to_owned());
    }
    let number =
        words.next().filter(|word| !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()));
    let role = ROLES.contains(&first) || matches!(first, "P" | "R" | "FGD" | "KI" | "KII");
    number.filter(|_| role).map(|number| format!("{first} {number}"))
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn ids_and_names() {
        for (name, want) in [
            ("P7", Some("P7")),
            ("P4 Zaheen", Some("P4")),
            ("Participant 3", Some("Participant 3")),
            ("Holland", None),
            ("P", None),
        ] {
            assert_eq!(id(name).as_deref(), want, "{name}");
        }
    }
}
