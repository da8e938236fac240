//! A table of retracted works: Retraction Watch's, as Crossref publishes it.
//!
//! In: the bytes of a CSV file. Out: its notices. The columns are known by their names, in any order; those that
//! nothing here asks for need not be there. A table that is broken is refused whole: one that was read in part
//! would say of a retracted work that nothing is known against it.

use csv::{ByteRecord, ErrorKind, ReaderBuilder, StringRecord};

use crate::model::{Nature, Retraction, Retractions};
use crate::text::{doi, fold};

/// Why a table cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A column that is asked for is not there.
    #[error("{path}: the table of retractions has no column `{column}`")]
    Column {
        /// The file.
        path: String,
        /// The name of the column.
        column: &'static str,
    },
    /// A row is broken.
    #[error("{path}:{line}: {what}")]
    Row {
        /// The file.
        path: String,
        /// The line on which the row begins, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
}

/// The columns that are asked for, in the order of [`Row`]'s constants.
const COLUMNS: [&str; 9] = [
    "Title", "Author", "OriginalPaperDate", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionDOI",
    "RetractionDate", "RetractionNature", "Reason",
];
const TITLE: usize = 0;
const AUTHOR: usize = 1;
const PAPER_DATE: usize = 2;
const PAPER_DOI: usize = 3;
const PAPER_PMID: usize = 4;
const NOTICE_DOI: usize = 5;
const NOTICE_DATE: usize = 6;
const NATURE: usize = 7;
const REASON: usize = 8;

/// Reads a table.
pub fn read(path: &str, bytes: &[u8]) -> Result<Retractions, Error> {
    let broken = |line: u64, what: String| Error::Row { path: path.to_owned(), line, what };
    let told = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        let torn = if torn(bytes) { ", or a quotation mark before it is never closed" } else { "" };
        broken(
            line,
            match error.kind() {
                ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("this row has {len} fields where the first has {expected_len}{torn}")
                }
                _ => error.to_string(),
            },
        )
    };
    let mut reader = ReaderBuilder::new().from_reader(bytes);
    let headers = StringRecord::from_byte_record_lossy(reader.byte_headers().map_err(told)?.clone());
    let mut columns = [0; COLUMNS.len()];
    for (column, name) in columns.iter_mut().zip(COLUMNS) {
        let known = headers.iter().position(|header| header.trim().eq_ignore_ascii_case(name));
        *column = known.ok_or_else(|| Error::Column { path: path.to_owned(), column: name })?;
    }
    let mut rows = Vec::new();
    let mut bytes_of = ByteRecord::new();
    let mut line = 1;
    while reader.read_byte_record(&mut bytes_of).map_err(told)? {
        line = bytes_of.position().map_or(line, csv::Position::line);
        // A name in another encoding is spelled wrongly, and its row still tells a DOI.
        let record = StringRecord::from_byte_record_lossy(std::mem::take(&mut bytes_of));
        rows.extend(row(&Row { record: &record, columns: &columns }));
    }
    // A quotation mark that is left open takes all that follows into one last field.
    if torn(bytes) && record_is_long(bytes, line) {
        return Err(broken(line, "a quotation mark that opens in this row is never closed".to_owned()));
    }
    Ok(Retractions::new(path, rows))
}

/// Whether the quotation marks of a file come out uneven.
fn torn(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'"', bytes).count() % 2 == 1
}

/// Whether the last row spans several lines.
fn record_is_long(bytes: &[u8], line: u64) -> bool {
    memchr::memchr_iter(b'\n', bytes.trim_ascii_end()).count() as u64 + 1 > line
}

/// A row with the places of its columns.
struct Row<'r> {
    record: &'r StringRecord,
    columns: &'r [usize; COLUMNS.len()],
}

impl<'r> Row<'r> {
    fn get(&self, column: usize) -> &'r str {
        self.record.get(self.columns[column]).unwrap_or("").trim()
    }
}

/// The notice of a row; `None` where it names no work.
fn row(of: &Row<'_>) -> Option<Retraction> {
    let number = |text: &str| text.parse::<u64>().ok().filter(|&number| number > 0).map(|number| number.to_string());
    let paper = date(of.get(PAPER_DATE));
    let retraction = Retraction {
        nature: nature(of.get(NATURE)),
        title: of.get(TITLE).to_owned(),
        authors: of.get(AUTHOR).split(';').filter_map(family).collect(),
        year: paper.get(..4).and_then(|year| year.parse().ok()),
        doi: doi::key(of.get(PAPER_DOI)),
        pmid: number(of.get(PAPER_PMID)),
        notice: Some(of.get(NOTICE_DOI)).filter(|notice| doi::key(notice).is_some()).map(str::to_owned),
        date: date(of.get(NOTICE_DATE)),
        reason: reason(of.get(REASON)),
    };
    (!retraction.title.is_empty() || retraction.doi.is_some()).then_some(retraction)
}

/// The kinds of notices; what is none of them is taken for the gravest.
fn nature(text: &str) -> Nature {
    let small = text.to_ascii_lowercase();
    match () {
        () if small.contains("reinstat") => Nature::Reinstatement,
        () if small.contains("concern") => Nature::Concern,
        () if small.contains("correct") => Nature::Correction,
        () => Nature::Retraction,
    }
}

/// `Ruth van Marlow` goes by its last word.
fn family(name: &str) -> Option<String> {
    let name = name.split(',').next().unwrap_or(name);
    let family = fold::key(name.split_whitespace().next_back()?);
    (!family.is_empty()).then_some(family)
}

/// `11/27/2023 0:00` as ISO 8601 writes it; what has another form stays.
fn date(text: &str) -> String {
    let day = text.split(' ').next().unwrap_or(text);
    let parts: Vec<&str> = day.split('/').collect();
    match parts[..] {
        [month, day, year] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => day.to_owned(),
    }
}

/// `+Duplication of Image;+Fake Peer Review;` as one would say it.
fn reason(text: &str) -> String {
    let reasons = text.split(';').map(|reason| reason.trim().trim_start_matches('+').trim());
    reasons.filter(|reason| !reason.is_empty()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Record ID,Title,Author,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDOI,RetractionDate,RetractionNature,Reason\n";

    fn table(rows: &str) -> Result<Retractions, Error> {
        read("r.csv", format!("{HEAD}{rows}").as_bytes())
    }

    #[test]
    fn a_row_is_read() {
        let table = table("7,\"Rope, and Tide\",Ruth Marlow;Kwame van Osei,3/9/2004 0:00,https://doi.org/10.5555/ROPE,123,10.5555/note,11/27/2023 0:00,Retraction,+Fake Peer Review;+Unreliable Results;\n").unwrap();
        let row = table.of_doi("10.5555/rope").next().unwrap();
        assert_eq!((row.nature, row.year, row.pmid.as_deref()), (Nature::Retraction, Some(2004), Some("123")));
        assert_eq!((&*row.date, &*row.reason), ("2023-11-27", "Fake Peer Review; Unreliable Results"));
        assert_eq!((row.authors.join(" "), row.notice.as_deref()), ("marlow osei".into(), Some("10.5555/note")));
        assert_eq!(table.of_title("ropeandtide").count(), 1);
        assert_eq!(table.of_pmid("123").count(), 1);
    }

    #[test]
    fn natures_are_told_apart() {
        for (text, kind) in [
            ("Retraction", Nature::Retraction),
            ("Expression of concern", Nature::Concern),
            ("Correction", Nature::Correction),
            ("Reinstatement", Nature::Reinstatement),
        ] {
            assert_eq!(nature(text), kind, "{text}");
        }
    }

    #[test]
    fn a_broken_table_is_refused_with_its_place() {
        let fault = |bytes: &[u8]| read("r.csv", bytes).unwrap_err().to_string();
        assert_eq!(fault(b""), "r.csv: the table of retractions has no column `Title`");
        assert_eq!(fault(b"Title,Author\n"), "r.csv: the table of retractions has no column `OriginalPaperDate`");
        let row = "1,T,A,,10.5555/a,0,,,Retraction,x\n";
        let short = format!("{HEAD}{row}1,T\n");
        assert_eq!(fault(short.as_bytes()), "r.csv:3: this row has 2 fields where the first has 10");
        let mut latin = format!("{HEAD}{row}").into_bytes();
        latin.extend(b"1,T\xe9,A,,10.5555/a,0,,,Retraction,x\n");
        let table = read("r.csv", &latin).expect("its DOI can be read");
        assert_eq!(table.len(), 2);
        let torn = format!("{HEAD}{row}1,T,A,,10.5555/a,0,,,Retraction,\"x\n{row}{row}");
        assert_eq!(fault(torn.as_bytes()), "r.csv:3: a quotation mark that opens in this row is never closed");
        let torn = format!("{HEAD}{row}1,\"T,A,,10.5555/a,0,,,Retraction,x\n{row}{row}");
        assert!(fault(torn.as_bytes()).starts_with("r.csv:3: this row has 2 fields"), "{}", fault(torn.as_bytes()));
    }

    #[test]
    fn an_empty_table_knows_nothing() {
        assert!(table("").unwrap().is_empty());
        assert!(table("1,,,,,,,,,\n").unwrap().is_empty());
    }
}
