//! Many manuscripts at once, handed on in order.
//!
//! In: the manuscripts, each with the number of its task, and what to do with one. Out: each result, in order, with a bounded number
//! begun and not yet handed on. One manuscript, or one thread, is done without a pool.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::desk::Checked;
use super::error::Error;
use super::parts::Piece;

/// A manuscript, and the number of its task.
type Numbered = (usize, Piece);

/// Does `one` for each manuscript and hands the results to `take` in order.
pub(super) fn each(
    pieces: &[Numbered],
    threads: usize,
    one: impl Fn(&Numbered) -> Checked + Sync,
    mut take: impl FnMut(usize, Checked),
) {
    let guarded = |piece: &Numbered| guarded(piece, &one);
    #[cfg(feature = "parallel")]
    {
        let available = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = if threads == 0 { available() } else { threads }.min(pieces.len());
        let pool = || rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build().ok();
        if let Some(pool) = (threads > 1).then(pool).flatten() {
            return pooled(&pool, pieces, guarded, take);
        }
    }
    let _ = threads;
    pieces.iter().for_each(|piece| take(piece.0, guarded(piece)));
}

/// A thread's stack is as deep as the main thread's, so that one thread and sixteen end alike.
#[cfg(feature = "parallel")]
const STACK: usize = 8 << 20;

/// How many manuscripts a thread may be ahead of the slowest.
#[cfg(feature = "parallel")]
const AHEAD: usize = 4;

#[cfg(feature = "parallel")]
fn pooled(
    pool: &rayon::ThreadPool,
    pieces: &[Numbered],
    one: impl Fn(&Numbered) -> Checked + Sync,
    mut take: impl FnMut(usize, Checked),
) {
    let (send, receive) = std::sync::mpsc::channel();
    let one = &one;
    pool.in_place_scope(|scope| {
        let begin = |number: usize| {
            let send = send.clone();
            scope.spawn(move |_| {
                // The receiver outlives the scope, so that sending cannot fail.
                let _ = send.send((number, one(&pieces[number])));
            });
        };
        let window = pieces.len().min(pool.current_num_threads() * AHEAD);
        (0..window).for_each(&begin);
        let mut waiting: std::collections::BTreeMap<usize, Checked> = std::collections::BTreeMap::new();
        for number in 0..pieces.len() {
            let checked = loop {
                if let Some(checked) = waiting.remove(&number) {
                    break checked;
                }
                let (arrived, checked) = receive.recv().expect("every manuscript begun is sent");
                waiting.insert(arrived, checked);
            };
            if number + window < pieces.len() {
                begin(number + window);
            }
            take(pieces[number].0, checked);
        }
    });
}

/// A fault in pincite costs the manuscript it fell on, not the run.
fn guarded(piece: &Numbered, one: &impl Fn(&Numbered) -> Checked) -> Checked {
    catch_unwind(AssertUnwindSafe(|| one(piece))).unwrap_or_else(|fault| {
        let why = fault.downcast_ref::<String>().cloned();
        let why = why.or_else(|| fault.downcast_ref::<&str>().map(|&why| why.to_owned())).unwrap_or_default();
        Checked { report: None, troubles: vec![Error::Broke { path: piece.1.manuscript.path.clone(), why }] }
    })
}
