//! DOIs: the address that people write before one, and the key to compare two by.

/// Parts `https://doi.org/`, `doi.org/`, `doi:` from the DOI that follows.
pub fn without_address(value: &str) -> (&str, &str) {
    let mut at = 0;
    let heads: [&[&str]; 4] =
        [&["https://", "http://"], &["www.", "dx."], &["doi.org/", "doi.acm.org/"], &["doi:", "doi ", "info:doi/"]];
    for head in heads.iter().flat_map(|heads| heads.iter()) {
        if value[at..].get(..head.len()).is_some_and(|text| text.eq_ignore_ascii_case(head)) {
            at += head.len();
        }
    }
    let doi = value[at..].trim_start();
    value.split_at(value.len() - doi.len())
}

/// What two ways to write one DOI have in common: no address, small letters (*DOI Handbook 2.4*). `None` where
/// the text holds no DOI.
pub fn key(value: &str) -> Option<String> {
    let (_, doi) = without_address(value.trim());
    if doi.contains("%2F") {
        return key(&doi.replace("%2F", "/"));
    }
    let doi = doi.trim_end_matches(['.', ',', ';', ' ', '/']);
    let named = doi
        .strip_prefix("10.")
        .is_some_and(|rest| rest.contains('/') && rest.starts_with(|c: char| c.is_ascii_digit()));
    named.then(|| doi.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_parted_from_their_doi() {
        for (value, before) in [
            ("10.1000/182", ""),
            ("https://doi.org/10.1000/182", "https://doi.org/"),
            ("HTTP://dx.doi.org/10.1000/182", "HTTP://dx.doi.org/"),
            ("doi.org/10.1000/182", "doi.org/"),
            ("doi: 10.1000/182", "doi: "),
            ("DOI 10.1000/182", "DOI "),
        ] {
            assert_eq!(without_address(value), (before, "10.1000/182"), "{value}");
        }
        assert_eq!(without_address("é"), ("", "é"));
    }

    #[test]
    fn one_doi_has_one_key() {
        for value in
            ["10.1000/AbC", "https://doi.org/10.1000/abc", "doi:10.1000/abc.", "10.1000%2Fabc", " 10.1000/ABC "]
        {
            assert_eq!(key(value).as_deref(), Some("10.1000/abc"), "{value}");
        }
        for value in ["", "unavailable", "10.1000", "https://example.org/10"] {
            assert_eq!(key(value), None, "{value}");
        }
    }
}
