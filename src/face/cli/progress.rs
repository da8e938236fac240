//! How far a long run is, on one line of stderr.
//!
//! In: that a document is done. Out: a line that is drawn after half a second, redrawn while the run goes on, and
//! gone before anything else is written. **Invariant:** nothing is drawn where stdout or stderr is no terminal, so
//! that no file, no pipe and no other program ever sees it.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a run is silent.
const SILENT: Duration = Duration::from_millis(500);
/// How often the line is drawn again.
const EVERY: Duration = Duration::from_millis(100);

/// The line, and the thread that draws it: one long manuscript alone would never come by to do it.
pub(super) struct Progress {
    shared: Option<Arc<Shared>>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    state: Mutex<State>,
    ended: Condvar,
}

struct State {
    done: usize,
    of: usize,
    /// What is done, and to what: `checking`, `files done`.
    words: (&'static str, &'static str),
    drawn: bool,
    ended: bool,
}

impl Progress {
    /// Begins, where `wanted` and somebody looks on: `verb`: so many `of` `things`.
    pub(super) fn begin(wanted: bool, of: usize, verb: &'static str, things: &'static str) -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if !wanted || dumb && !cfg!(windows) || !io::stderr().is_terminal() || !io::stdout().is_terminal() {
            return Self { shared: None, thread: None };
        }
        let state = Mutex::new(State { done: 0, of, words: (verb, things), drawn: false, ended: false });
        let shared = Arc::new(Shared { state, ended: Condvar::new() });
        let drawn = Arc::clone(&shared);
        // Without a thread there is no line, and nothing else is lost.
        let thread = std::thread::Builder::new().spawn(move || drawn.draw(&mut io::stderr())).ok();
        Self { shared: Some(shared), thread }
    }

    /// Counts what came to nothing that is printed.
    #[cfg(feature = "online")]
    pub(super) fn count(&self) {
        if let Some(shared) = &self.shared {
            shared.state().done += 1;
        }
    }

    /// Counts a document, and takes the line away for what `write` does to stdout; that must be flushed.
    pub(super) fn step<T>(
        &self,
        out: &mut dyn Write,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        let Some(shared) = &self.shared else { return write(out) };
        let mut state = shared.state();
        state.done += 1;
        state.clear(&mut io::stderr());
        let written = write(out)?;
        out.flush()?;
        Ok(written)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(shared) = &self.shared {
            let mut state = shared.state();
            state.ended = true;
            state.clear(&mut io::stderr());
            drop(state);
            shared.ended.notify_all();
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&self, stderr: &mut dyn Write) {
        let mut pause = SILENT;
        let mut state = self.state();
        while !state.ended {
            let waited = self.ended.wait_timeout(state, pause).unwrap_or_else(PoisonError::into_inner);
            state = waited.0;
            if !state.ended && waited.1.timed_out() {
                state.draw(stderr);
                pause = EVERY;
            }
        }
    }
}

impl State {
    /// `checking: 3 of 40 files done`
    fn draw(&mut self, stderr: &mut dyn Write) {
        // A manuscript may have more files than were named.
        let of = self.of.max(self.done + 1);
        let (verb, things) = self.words;
        let line = if of == 1 { verb.to_owned() } else { format!("{verb}: {} of {of} {things}", self.done) };
        let _ = write!(stderr, "\r\x1b[2K{line}").and_then(|()| stderr.flush());
        self.drawn = true;
    }

    fn clear(&mut self, stderr: &mut dyn Write) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(stderr, "\r\x1b[2K").and_then(|()| stderr.flush());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn the_line_is_drawn_and_taken_away() {
        let mut state = State { done: 3, of: 40, words: ("checking", "files done"), drawn: false, ended: false };
        let mut seen = Vec::new();
        state.clear(&mut seen);
        assert_eq!(seen, b"", "nothing was drawn");
        state.draw(&mut seen);
        state.clear(&mut seen);
        state.clear(&mut seen);
        assert_eq!(seen, b"\r\x1b[2Kchecking: 3 of 40 files done\r\x1b[2K");
        assert!(state.of == 40 && !state.drawn);
    }
}
