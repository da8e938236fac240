//! How fast an agency is asked: so many requests at a time, so much time between two, a pause where it asks for one,
//! and no more at all where it does not answer.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How many tries in a row may fail before an agency is left in peace.
const FAILURES: u32 = 6;

/// The pace of one agency.
#[derive(Debug)]
pub(super) struct Pace {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    running: usize,
    most: usize,
    /// The time between two requests.
    gap: Duration,
    /// When the next may begin.
    next: Instant,
    failures: u32,
    /// Why it is asked no more.
    closed: Option<String>,
}

/// Why a request is not made.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// Time is over.
    Late,
    /// The agency is asked no more.
    Closed(String),
}

/// Leave to make one request, until it goes.
#[derive(Debug)]
pub(super) struct Turn<'p>(&'p Pace);

impl Pace {
    /// `most` requests at a time, with a gap between two.
    pub(super) fn new(most: usize, gap: Duration) -> Self {
        let state = State { running: 0, most, gap, next: Instant::now(), failures: 0, closed: None };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn; the request after this one waits `cost` gaps.
    pub(super) fn turn(&self, cost: u32, deadline: Instant) -> Result<Turn<'_>, Refused> {
        let mut state = self.state();
        loop {
            if let Some(why) = &state.closed {
                return Err(Refused::Closed(why.clone()));
            }
            let now = Instant::now();
            if now >= deadline || state.next >= deadline {
                return Err(Refused::Late);
            }
            let until = if state.running >= state.most { deadline } else { state.next };
            if now >= until {
                state.running += 1;
                state.next = now + state.gap * cost;
                return Ok(Turn(self));
            }
            let waited = self.changed.wait_timeout(state, until - now);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// No request begins for a while.
    pub(super) fn pause(&self, pause: Duration) {
        let mut state = self.state();
        state.next = state.next.max(Instant::now() + pause);
    }

    /// The agency says how many requests it takes in how many seconds; it is never asked faster than before.
    pub(super) fn heed(&self, limit: u32, seconds: u32) {
        if limit > 0 && seconds <= 3600 {
            let mut state = self.state();
            state.gap = state.gap.max(Duration::from_secs(u64::from(seconds)) / limit);
        }
    }

    /// A try had its answer.
    pub(super) fn succeed(&self) {
        self.state().failures = 0;
    }

    /// A try had none, which counts for so many.
    pub(super) fn fail(&self, why: &str, weight: u32) {
        let mut state = self.state();
        state.failures += weight;
        if state.failures >= FAILURES {
            state.closed.get_or_insert(why.to_owned());
            self.changed.notify_all();
        }
    }

    /// The agency is asked no more.
    pub(super) fn close(&self, why: &str) {
        self.state().closed.get_or_insert(why.to_owned());
        self.changed.notify_all();
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.state().running -= 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn soon(millis: u64) -> Instant {
        Instant::now() + Duration::from_millis(millis)
    }

    #[test]
    fn requests_wait_for_one_another() {
        let pace = Pace::new(1, Duration::ZERO);
        let turn = pace.turn(1, soon(1000)).unwrap();
        assert_eq!(pace.turn(1, soon(20)).unwrap_err(), Refused::Late);
        drop(turn);
        drop(pace.turn(1, soon(1000)).unwrap());
        let begun = Instant::now();
        pace.pause(Duration::from_millis(40));
        drop(pace.turn(1, soon(1000)).unwrap());
        assert!(begun.elapsed() >= Duration::from_millis(40));
        pace.pause(Duration::from_secs(9));
        assert_eq!(pace.turn(1, soon(1000)).unwrap_err(), Refused::Late);
        assert!(begun.elapsed() < Duration::from_secs(1), "who would be too late does not wait");
    }

    #[test]
    fn an_agency_slows_and_never_hastens() {
        let pace = Pace::new(1, Duration::from_millis(100));
        pace.heed(50, 1);
        assert_eq!(pace.state().gap, Duration::from_millis(100));
        pace.heed(2, 1);
        pace.heed(0, 1);
        assert_eq!(pace.state().gap, Duration::from_millis(500));
    }

    #[test]
    fn an_agency_that_fails_is_left_in_peace() {
        let pace = Pace::new(1, Duration::ZERO);
        (1..FAILURES).for_each(|_| pace.fail("a", 1));
        pace.succeed();
        (1..FAILURES).for_each(|_| pace.fail("a", 1));
        drop(pace.turn(1, soon(1000)).unwrap());
        pace.fail("b", 1);
        assert_eq!(pace.turn(1, soon(1000)).unwrap_err(), Refused::Closed("b".to_owned()));
    }
}
