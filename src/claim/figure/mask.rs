//! What looks like a number and is no figure: labels, dates, times of day, decades, ordinals, statistics.

use super::line::last_word;
use crate::text::words::Words;

/// What a number behind it names or numbers, rather than counts.
static LABELS: Words = Words::new(
    "table tables tab figure figures fig figs fig. figs. equation equations eq eq. eqs eqs. section sections sect sec. \
     sec sect. chapter chapters ch ch. chap chap. page pages p p. pp pp. appendix appendices article articles art art. \
     volume volumes vol vol. vols issue issues no no. nos nos. nr nr. number numbers № step steps part parts pt. level \
     levels stage stages phase phases grade grades class type types group groups cluster clusters category model models \
     experiment experiments exp exp. study studies trial wave waves round rounds version versions ver. v v. line lines \
     row rows column columns col col. item items question questions hypothesis hypotheses proposition theorem lemma \
     corollary definition example examples ex. note notes footnote fn n. box panel plate map scheme algorithm listing \
     condition scenario case cases cohort generation chromosome exon intron domain position residue lane node layer \
     channel module unit route highway room building flight apollo zone ward district block lot site station sample \
     specimen day week month year years age-group session time band day-of-life quarter rule rules act law resolution \
     protocol paragraph para para. clause annex schedule form goal target principle verse psalm book canto scene act \
     season episode lecture lesson unit track series formula problem exercise factor dimension axis region area task \
     reference ref ref. refs grant grants award contract order project program programme policy regulation directive \
     ph isbn issn doi id ids pmid tel phone fax accession catalog catalogue cat. serial code zip box suite apt post \
     interview participant respondent informant speaker patient subject student teacher interviewee person",
);

/// Names of months, and what they are shortened to.
static MONTHS: Words = Words::new(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug \
     sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. ramadan",
);

/// Words that begin sentences, before a number.
static OPENERS: Words = Words::new(
    "a about above after all almost although among an and another around as at because before below between both but by \
     circa for from he her his if in into it its just last like many maybe more most nearly next no not of on only or \
     other our out over past perhaps she since some still than that the their then there these they this those though \
     through thus to today under until up upon we when where whereas while who with within without you your yet also \
     every each half every first second later earlier additional average mean total these initial further fewer less \
     even such what which plus minus no",
);

/// What a test or an estimate is called, before its value.
static STATISTICS: Words = Words::new(
    "p ps t f r z q d g b m sd se df n χ χ2 χ² chi-square r2 r² η η2 ηp2 ω κ α β aic bic rmse cfi tli rmsea srmr or hr rr \
     irr smd ci hpd mean median beta alpha kappa cohen's",
);

/// Whether the words before a number make it a name, as in `Table 4`, `pages 12`, `Windows 10`: the number labels.
///
/// A list of numbers is looked through: `Tables 2, 3 and 10`.
pub(super) fn labelled(before: &str) -> bool {
    let (_, word) = last_word(without_list(before));
    let small = word.to_lowercase();
    LABELS.has(&small) || before.trim_end().ends_with(['§', '#', '№'])
}

/// Whether a name stands before a number: a capital letter within the sentence, a code, an acronym.
pub(super) fn named(before: &str, opens: bool) -> bool {
    if before.trim_end().len() == before.len() && !before.is_empty() || before.trim_end().ends_with('(') {
        return false;
    }
    let (front, word) = last_word(before);
    let capital = word.starts_with(char::is_uppercase) && word.chars().any(char::is_alphabetic);
    let first = opens || front.chars().all(|c| !c.is_alphanumeric());
    let acronym = word.chars().skip(1).any(char::is_uppercase);
    capital && (!first || acronym || !opener(word))
}

/// Whether a word with a capital may stand before a number as the first of its sentence without naming anything.
fn opener(word: &str) -> bool {
    let small = word.to_lowercase();
    OPENERS.has(&small) || small.ends_with("ly") || small.ends_with("ing") || small.ends_with("ed")
}

/// Whether a test statistic or an estimate stands before a number: `p < .05`, `M = 3.2`, `(n = 12`.
pub(super) fn statistic(before: &str) -> bool {
    let text = before.trim_end();
    let front = text.trim_end_matches(['=', '<', '>', '≤', '≥', '≈', '~']);
    if front.len() == text.len() {
        return false;
    }
    let front = front.trim_end();
    let (_, word) = last_word(front);
    front.ends_with(')') || STATISTICS.has(&word.to_lowercase())
}

/// Whether a sign that sets a value stands before a number: `t = 14`.
pub(super) fn equated(before: &str) -> bool {
    before.trim_end().ends_with('=')
}

/// The text without the numbers and joints at its end: `Tables` of `Tables 2, 3 and `.
fn without_list(before: &str) -> &str {
    let mut text = before.trim_end();
    loop {
        let bare = text.trim_end_matches([' ', ',', '–', '-', '&', '\u{a0}']);
        let bare = ["and", "or", "to"]
            .into_iter()
            .find_map(|word| bare.strip_suffix(word).filter(|front| front.ends_with([' ', ','])))
            .map_or(bare, |front| front.trim_end_matches([' ', ',']));
        // The panels of a figure: `2E, 3H and`.
        let mut back = bare.chars().rev();
        let panel = back.next().is_some_and(char::is_alphabetic) && back.next().is_some_and(|c| c.is_ascii_digit());
        let bare = if panel { bare.trim_end_matches(char::is_alphabetic) } else { bare };
        let rest = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        let rest = if rest.len() < bare.len() { rest.trim_end_matches(['.', '(']) } else { return text };
        text = rest.trim_end();
    }
}

/// Whether a number is the day of a date: `19 June`, `June 19`, `the 3 of May`.
pub(super) fn dated(before: &str, after: &str) -> bool {
    let next = after.trim_start_matches([' ', '\u{a0}', '-']).split(|c: char| !c.is_alphabetic()).next();
    // `August 16–31`
    let first = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '–' | '-'));
    let before = if before.ends_with(['–', '-']) { first } else { before };
    let month = |word: &str| word.starts_with(char::is_uppercase) && MONTHS.has(&word.to_lowercase());
    next.is_some_and(month)
        || month(last_word(before.trim_end_matches([' ', ','])).1) && !before.ends_with('(')
        || lower_month(last_word(before).1)
}

/// A month in small letters that is no other word too: `march` and `may` are.
fn lower_month(word: &str) -> bool {
    MONTHS.has(word) && word.len() > 4 && word != "march"
}

/// Whether what is behind a number makes it a time of day: `2 pm`, `11:30`, `5 o'clock`.
pub(super) fn of_the_clock(after: &str) -> bool {
    let word = after.trim_start_matches([' ', '\u{a0}']);
    let small: String = word.chars().take(8).collect::<String>().to_lowercase();
    ["pm", "am", "p.m", "a.m", "p. m", "a. m", "o'clock", "o’clock"]
        .iter()
        .any(|clock| small.strip_prefix(clock).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

/// Whether a share is the level of an interval, and no share of anything: `95% CI`, `95 per cent HPD`.
pub(super) fn level(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '-', '\u{a0}']);
    let small: String = after.chars().take(24).collect::<String>().to_lowercase();
    ["ci", "confidence", "credib", "hpd", "highest posterior", "hdi", "prediction interval", "compatibility", "cri"]
        .iter()
        .any(|word| {
            small
                .strip_prefix(word)
                .is_some_and(|rest| word.len() > 4 || !rest.starts_with(|c: char| c.is_alphabetic() && c != 's'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_names() {
        for before in ["(see Table ", "Tables 2, 3 and ", "pp. ", "in Section 3.2–", "group ", "week "] {
            assert!(labelled(before), "{before}");
        }
        for before in ["interviewed ", "a total of ", "", "The ", "of these, "] {
            assert!(!labelled(before), "{before}");
        }
        assert!(named("They used Windows ", false) && !named("Only ", true) && !named("They saw ", false));
    }

    #[test]
    fn dates_times_and_tests() {
        assert!(dated("on ", " June 2023") && dated("in June ", ", 2023") && !dated("it may ", " people"));
        assert!(of_the_clock("pm until") && of_the_clock(" p.m. on") && !of_the_clock(" pmol"));
        assert!(statistic("p < ") && statistic("t(28) = ") && !statistic("was <"));
        assert!(level(" CI 2 to 3") && level(" confidence interval") && !level(" citizens"));
    }
}
