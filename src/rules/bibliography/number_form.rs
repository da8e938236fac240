//! The numbers that works and people have, and their check digits: ISBN (ISO 2108), ISSN (ISO 3297), ORCID
//! (ISO 7064, MOD 11-2), and the forms of arXiv's and PubMed's.

/// Why a number is none; its label in a report.
pub(super) type Fault = Option<String>;

/// Why a text without hyphens is no ISBN.
pub(super) fn isbn(text: &str) -> Fault {
    let digits: Vec<u32> = match digits(text) {
        Some(digits) => digits,
        None => return Some("an ISBN has digits alone, and perhaps a last `X`".to_owned()),
    };
    match digits.len() {
        // A number from before 1970 lacks its first digit.
        9 => isbn(&format!("0{text}")),
        10 => {
            let sum: u32 = digits[..9].iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
            check((11 - sum % 11) % 11, digits[9])
        }
        13 if digits[12] == 10 => Some("an `X` ends an ISBN of ten digits only".to_owned()),
        13 if !text.starts_with("978") && !text.starts_with("979") => {
            Some("an ISBN of 13 digits begins with 978 or 979".to_owned())
        }
        13 => {
            let sum: u32 = digits[..12].iter().zip([1, 3].iter().cycle()).map(|(digit, weight)| digit * weight).sum();
            check((10 - sum % 10) % 10, digits[12])
        }
        one => Some(format!("an ISBN has 10 or 13 digits, this has {one}")),
    }
}

/// Why a text without hyphens is no ISSN.
pub(super) fn issn(text: &str) -> Fault {
    let Some(digits) = digits(text) else { return Some("an ISSN has digits alone, and perhaps a last `X`".to_owned()) };
    if digits.len() != 8 {
        return Some(format!("an ISSN has 8 digits, this has {}", digits.len()));
    }
    let sum: u32 = digits[..7].iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    check((11 - sum % 11) % 11, digits[7])
}

/// Why a text is no ORCID iD: four groups of four digits.
pub(super) fn orcid(text: &str) -> Fault {
    let groups: Vec<&str> = text.split('-').collect();
    let whole = groups.concat();
    let Some(digits) = digits(&whole).filter(|digits| digits.len() == 16) else {
        return Some("an ORCID iD has 16 digits, of which the last may be `X`".to_owned());
    };
    if groups.len() != 4 || groups.iter().any(|group| group.len() != 4) {
        return Some("an ORCID iD has four groups of four digits".to_owned());
    }
    let sum = digits[..15].iter().fold(0, |sum, digit| (sum + digit) * 2 % 11);
    check((12 - sum) % 11, digits[15])
}

/// Why a text is no number of arXiv's: `2101.00001v2` since April 2007, `math.GT/0309136` before.
pub(super) fn arxiv(text: &str) -> Fault {
    let bare =
        text.get(..6).filter(|head| head.eq_ignore_ascii_case("arxiv:")).map_or(text, |head| &text[head.len()..]);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (bare, version) = bare.rsplit_once('v').filter(|(_, version)| digits(version)).unwrap_or((bare, "1"));
    let number = |text: &str, len: std::ops::RangeInclusive<usize>| len.contains(&text.len()) && digits(text);
    let month = |text: &str| {
        number(text, 4..=4)
            && matches!(&text[2..], "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "10" | "11" | "12")
    };
    let new = bare.split_once('.').is_some_and(|(date, rest)| month(date) && number(rest, 4..=5));
    let old = bare.split_once('/').is_some_and(|(archive, rest)| {
        let named = archive.starts_with(|c: char| c.is_ascii_lowercase());
        let letters = archive.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'));
        named && letters && number(rest, 7..=7) && month(&rest[..4])
    });
    let right = (new || old) && number(version, 1..=3);
    (!right).then(|| "arXiv's numbers are like `2101.00001` or `math.GT/0309136`".to_owned())
}

/// Why a text is no number of PubMed's.
pub(super) fn pmid(text: &str) -> Fault {
    let right = (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    (!right).then(|| "PubMed's numbers have up to eight digits and nothing else".to_owned())
}

/// The digits of a text; a last `X` is ten.
fn digits(text: &str) -> Option<Vec<u32>> {
    let last = text.chars().count().checked_sub(1)?;
    let digit = |(at, c): (usize, char)| if at == last && matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) };
    text.chars().enumerate().map(digit).collect()
}

fn check(expected: u32, found: u32) -> Fault {
    let shown = |digit: u32| if digit == 10 { "X".to_owned() } else { digit.to_string() };
    let say = || format!("the check digit should be {}: it, or another, is wrong, or two are swapped", shown(expected));
    (expected != found).then(say)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(valid: fn(&str) -> Fault, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert_eq!(valid(text), None, "{text}");
        }
        for text in wrong {
            assert!(valid(text).is_some(), "{text}");
        }
    }

    #[test]
    fn isbns() {
        let right = [
            "9783161484100", "9780306406157", "0306406152", "080442957X", "080442957x", "9780262033848", "0262033844",
            "9791090636071", "306406152", "9780201896831", "0201896834", "9780140449136", "9781108499996",
        ];
        let wrong = [
            "9783161484101", "9780306406175", "0306406153", "0804429570", "9770306406157", "978030640615",
            "97803064061577", "978030640615X", "03O6406152", "X306406152", "", "9780306460157", "12345",
        ];
        all(isbn, &right, &wrong);
    }

    #[test]
    fn issns() {
        let right = [
            "03785955", "2434561X", "2434561x", "00280836", "14764687", "10959203", "00368075", "03784371", "20493630",
        ];
        let wrong =
            ["03785956", "03785595", "2434561", "24345610", "0028O836", "002808366", "", "X0280836", "00280863"];
        all(issn, &right, &wrong);
    }

    #[test]
    fn orcids() {
        let right = ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "0000-0003-1415-9269"];
        let wrong = [
            "0000-0002-1825-0098", "0000-0002-1825-0079", "0000-0002-1694-2330", "000000021825009", "0000000218250097",
            "0000-0002-18250-097", "0000-0002-1825-009", "",
        ];
        all(orcid, &right, &wrong);
    }

    #[test]
    fn arxiv_and_pubmed() {
        let right = [
            "2101.00001", "0704.0001", "2101.00001v2", "arXiv:1501.00001", "math/0309136", "math.GT/0309136",
            "hep-th/9901001v3", "cond-mat/9912345", "solv-int/9901001",
        ];
        let wrong = [
            "2113.00001", "2101.1", "2101.000011", "21.0100001", "math/039136", "math", "2101.00001vx", "0309136", "",
            "Math/0309136", "math/0313136",
        ];
        all(arxiv, &right, &wrong);
        all(pmid, &["1", "12345678", "31452104"], &["", "123456789", "PMC12345", "0123", "12 34", "PMID: 12"]);
    }
}
