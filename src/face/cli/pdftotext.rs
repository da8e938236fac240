//! The text of a PDF by `pdftotext`, where it is installed.
//!
//! In: a path. Out: its text, `None` where the program is not there or gives none. It is another's program on
//! a file of unknown origin: its time and what it may print are bounded, and what it complains of is not shown.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

/// How long one file may take.
const LONGEST: Duration = Duration::from_secs(60);

/// How many bytes of text one file may give.
const MOST: u64 = 256 << 20;

/// Whether the program was sought and not found.
static MISSING: AtomicBool = AtomicBool::new(false);

/// The text of a PDF.
pub(super) fn text(path: &Path) -> io::Result<Option<String>> {
    if MISSING.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let mut child = match Command::new("pdftotext")
        .args(["-q", "-enc", "UTF-8"])
        .arg(named(path))
        .arg("-")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
    {
        Ok(child) => child,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            MISSING.store(true, Ordering::Relaxed);
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let printed = printed(&mut child);
    let ended = match &printed {
        Ok(Some(_)) => ended(&mut child),
        _ => None,
    };
    let Some(ended) = ended else {
        child.kill()?;
        child.wait()?;
        return printed.map(|_| None);
    };
    Ok(printed?.filter(|_| ended.success()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// How a program ends that has printed all; `None` where it does not.
fn ended(child: &mut Child) -> Option<ExitStatus> {
    for _ in 0..500 {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
            Ok(ended) => return ended,
            Err(_) => return None,
        }
    }
    None
}

/// A path that cannot be taken for an option.
fn named(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) }
}

/// What a program prints to its end; `None` where that takes too long or is too much.
fn printed(child: &mut Child) -> io::Result<Option<Vec<u8>>> {
    let Some(mut out) = child.stdout.take() else { return Ok(None) };
    let (send, receive) = mpsc::channel();
    let reader = std::thread::Builder::new().spawn(move || {
        let mut bytes = Vec::new();
        let done = out.by_ref().take(MOST + 1).read_to_end(&mut bytes).map(|_| bytes);
        // Where nobody waits any more, nobody minds.
        let _ = send.send(done);
    })?;
    match receive.recv_timeout(LONGEST) {
        Ok(bytes) => {
            let _ = reader.join();
            bytes.map(|bytes| (bytes.len() as u64 <= MOST).then_some(bytes))
        }
        Err(_) => Ok(None),
    }
}
