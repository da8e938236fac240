//! The form of a DOI (*DOI Handbook 2.2*; ISO 26324).

use super::number_form;

/// Why a text is no DOI: a prefix of `10.` and a registrant's number, parts of it divided by stops, then a slash,
/// then any printable characters. `10/abc` is a short form of one.
pub(super) fn fault(doi: &str) -> Option<&'static str> {
    if let Some(other) = other(doi) {
        return Some(other);
    }
    if doi.contains(char::is_whitespace) {
        return Some("a DOI has no blanks");
    }
    if doi.contains(char::is_control) {
        return Some("a DOI has no control characters");
    }
    let Some((prefix, suffix)) = doi.split_once('/') else {
        return Some(if doi.starts_with("10.") {
            "a slash is missing after the prefix"
        } else {
            "a DOI begins with `10.`"
        });
    };
    if suffix.is_empty() {
        return Some("nothing follows the prefix");
    }
    if prefix == "10" {
        return None;
    }
    let Some(registrant) = prefix.strip_prefix("10.") else { return Some("a DOI begins with `10.`") };
    let mut parts = registrant.split('.');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match parts.next() {
        Some(number) if !digits(number) || !parts.all(digits) => Some("the prefix has digits alone after `10.`"),
        Some(number) if number.len() < 4 => Some("the number after `10.` has four digits or more"),
        _ => tail(suffix),
    }
}

/// What has crept into a suffix; brackets in one come in pairs.
fn tail(suffix: &str) -> Option<&'static str> {
    let count = |sign: u8| memchr::memchr_iter(sign, suffix.as_bytes()).count();
    if ["&lt;", "&gt;", "&amp;"].iter().any(|entity| suffix.contains(entity)) {
        return Some("a sign is written as HTML writes it");
    }
    if suffix.ends_with([',', ';']) {
        return Some("a comma or semicolon ends it");
    }
    (suffix.ends_with(')') && count(b')') > count(b'(')).then_some("a bracket ends it that nothing opened")
}

/// The numbers of other systems.
fn other(text: &str) -> Option<&'static str> {
    let begins = |head: &str| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
    if begins("arxiv:") || text.contains('.') && !text.starts_with("10.") && number_form::arxiv(text).is_none() {
        return Some("this is arXiv's number: it belongs in `eprint`");
    }
    if begins("pmid") || begins("pmc") {
        return Some("this is PubMed's number: it belongs in `eprint`, with `eprinttype = {pubmed}`");
    }
    let address = begins("http://") || begins("https://") || begins("www.");
    (address && !text.contains("10.")).then_some("this is an address: it belongs in `url`")
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_is_a_doi() {
        for doi in [
            "10.1000/182",
            "10.1000.10/123456",
            "10.1002/(SICI)1099(2000)18:2<117::AID-C1>3.0.CO;2-1",
            "10.1890/0012(2002)083[0780:EV]2.0.CO;2",
            "10.1016/j.x/y_z#1",
            "10.1016/0012-821X(84)90007-4",
            "10.1000/été",
            "10.1000/a)b(",
            "10.48550/arXiv.2101.00001",
            "10.12345/ab.",
            "10.123456789/x",
            "10/gfkwx",
        ] {
            assert_eq!(fault(doi), None, "{doi}");
        }
        for doi in [
            "1000/182",
            "1O.1000/182",
            "10,1000/182",
            "10.1000",
            "10.1000/",
            "10.1/182",
            "10.1000x/1",
            "10.1000/a b",
            "",
            "10.1000/a&lt;b",
            "10.1000/182,",
            "10.1000/182)",
            "arXiv:2101.00001",
            "2101.00001",
            "PMID 123",
            "https://quay.example/x",
            "10.1000..1/x",
            "10./182",
            "http://hdl.handle.net/2027/x",
        ] {
            assert!(fault(doi).is_some(), "{doi}");
        }
    }
}
