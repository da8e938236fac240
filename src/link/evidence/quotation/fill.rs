//! Letters between two runs that a quotation and its source share, aligned one by one.

use super::align::Run;
use super::wording::Wording;

/// How many letters of a quotation are aligned between two runs, at the most.
const WIDE: usize = 240;
/// How many letters more of the source are looked at on each side.
const SLACK: usize = 12;

/// For each letter of the quotation the letter of the source it is: those of the runs, and what is alike
/// between, before and behind them.
pub(super) fn between(wording: &Wording, runs: &[Run], theirs: &[u8]) -> Vec<Option<u32>> {
    let ours = &wording.letters.letters[..];
    let mut pairs: Vec<Option<u32>> = vec![None; ours.len()];
    let (Some(&first), Some(&last)) = (runs.first(), runs.last()) else { return pairs };
    for run in runs {
        for n in 0..run.len {
            pairs[run.ours + n] = Some((run.theirs + n) as u32);
        }
    }
    for pair in runs.windows(2) {
        let (start, from) = (pair[0].ours + pair[0].len, pair[0].theirs + pair[0].len);
        gap(&ours[start..pair[1].ours], from, pair[1].theirs, theirs, &mut pairs[start..pair[1].ours]);
    }
    let from = first.theirs.saturating_sub(first.ours + SLACK);
    gap(&ours[..first.ours], from, first.theirs, theirs, &mut pairs[..first.ours]);
    let (start, from) = (last.ours + last.len, last.theirs + last.len);
    let until = theirs.len().min(from + (ours.len() - start) + SLACK);
    gap(&ours[start..], from, until, theirs, &mut pairs[start..]);
    pairs
}

/// Aligns `ours` with the letters of the source from `from` until `until`; of many only those at both ends.
fn gap(ours: &[u8], from: usize, until: usize, theirs: &[u8], pairs: &mut [Option<u32>]) {
    if ours.is_empty() || until <= from || ours.len() > WIDE {
        return;
    }
    let side = ours.len() + SLACK;
    let places: Vec<usize> = if until - from > 2 * side {
        (from..from + side).chain(until - side..until).collect()
    } else {
        (from..until).collect()
    };
    align(ours, &places, theirs, pairs);
}

const SAME: i32 = 4;
const OTHER: i32 = -6;
const OPEN: i32 = -7;
const MORE: i32 = -1;

/// The best way to lay letters side by side, gaps at a price (Gotoh 1982).
fn align(ours: &[u8], places: &[usize], theirs: &[u8], pairs: &mut [Option<u32>]) {
    /// Which matrix a cell was come to from.
    const PAIR: u8 = 0;
    const SKIP_THEIRS: u8 = 1;
    const SKIP_OURS: u8 = 2;
    const LOW: i32 = i32::MIN / 2;
    let (rows, columns) = (ours.len() + 1, places.len() + 1);
    // From which matrix each of the three was reached, a cell.
    let mut from = vec![[PAIR; 3]; rows * columns];
    let mut above = vec![[LOW; 3]; columns];
    let mut here = vec![[LOW; 3]; columns];
    let best = |cell: &[i32; 3], costs: [i32; 3]| {
        let scores = [cell[0] + costs[0], cell[1] + costs[1], cell[2] + costs[2]];
        let which = (0..3).max_by_key(|&n| (scores[n], 2 - n)).unwrap_or(0);
        (scores[which], which as u8)
    };
    for row in 0..rows {
        for column in 0..columns {
            let mut cell = [LOW; 3];
            let mut source = [PAIR; 3];
            if row == 0 && column == 0 {
                cell[0] = 0;
            }
            if row > 0 && column > 0 {
                let score = if ours[row - 1] == theirs[places[column - 1]] { SAME } else { OTHER };
                (cell[0], source[0]) = best(&above[column - 1], [score; 3]);
            }
            if column > 0 {
                (cell[1], source[1]) = best(&here[column - 1], [OPEN, MORE, OPEN]);
            }
            if row > 0 {
                (cell[2], source[2]) = best(&above[column], [OPEN, OPEN, MORE]);
            }
            here[column] = cell;
            from[row * columns + column] = source;
        }
        std::mem::swap(&mut above, &mut here);
        here.fill([LOW; 3]);
    }
    let (mut row, mut column) = (rows - 1, columns - 1);
    let last = above[column];
    let mut matrix = (0..3u8).max_by_key(|&n| (last[usize::from(n)], 2 - n)).unwrap_or(PAIR);
    while row > 0 || column > 0 {
        let next = from[row * columns + column][usize::from(matrix)];
        match matrix {
            SKIP_THEIRS => column -= 1,
            SKIP_OURS => row -= 1,
            _ => {
                (row, column) = (row - 1, column - 1);
                if ours[row] == theirs[places[column]] {
                    pairs[row] = Some(places[column] as u32);
                }
            }
        }
        matrix = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(ours: &str, theirs: &str) -> String {
        let mut pairs = vec![None; ours.len()];
        gap(ours.as_bytes(), 0, theirs.len(), theirs.as_bytes(), &mut pairs);
        pairs
            .iter()
            .map(|pair: &Option<u32>| pair.map_or('-', |at| char::from(theirs.as_bytes()[at as usize])))
            .collect()
    }

    #[test]
    fn letters_find_their_partners() {
        assert_eq!(aligned("modern", "modem"), "mode--");
        assert_eq!(aligned("ferry", "theferryof"), "ferry");
        assert_eq!(aligned("x", ""), "-");
        let long = format!("ferry{}sank", "q".repeat(500));
        assert_eq!(aligned("ferrysank", &long), "ferrysank");
    }
}
