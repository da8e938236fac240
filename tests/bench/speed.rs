//! How fast a check is, and whether its time grows with the text and no faster.
//!
//! `cargo bench` prints megabytes a second of texts that are made here, of the corpora of
//! `PINCITE_CORPUS` where there are any, and by how much twice the text takes longer.
//! `cargo bench --bench speed -- --write FOLDER` writes the texts, to time whole programs on them.

#![allow(clippy::print_stdout)]

mod made;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use made::Dice;
use pincite::bib;
use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::read;

/// As the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each thing is timed; the least counts.
const RUNS: usize = 7;

/// By how much longer twice the text may take.
const TWICE: f64 = 2.2;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--write") {
        let folder = arguments.get(at + 1).expect("--write names a folder");
        return write(Path::new(folder)).expect("the folder can be written to");
    }
    let dice = &mut Dice::new(7);
    let works = made::works(dice, 500);
    let bib = made::bibliography(dice, &works);
    let text = |dice: &mut Dice, bytes| made::text(dice, &works, bytes);
    let paper = text(dice, 150_000);
    say("150 kB, 500 entries", paper.len() + bib.len(), time(&paper, Some(&bib)));
    let many = made::works(dice, 100_000);
    let many = made::bibliography(dice, &many);
    say("150 kB, 100,000 entries", paper.len() + many.len(), time(&paper, Some(&many)));
    let one = text(dice, 4_000_000);
    let two = format!("{one}{}", text(dice, 4_000_000));
    // By turns, so that a busy machine weighs on both alike.
    let turns: Vec<_> = (0..3).map(|_| (time(&one, Some(&bib)), time(&two, Some(&bib)))).collect();
    let first = turns.iter().map(|turn| turn.0).min().unwrap_or_default();
    let second = turns.iter().map(|turn| turn.1).min().unwrap_or_default();
    say("4 MB", one.len(), first);
    say("8 MB", two.len(), second);
    let source = made::latex(&one);
    say("4 MB of LaTeX", source.len(), least(|| once("paper.tex", &source, Some(&bib))));
    say("4 MB of LaTeX, read alone", source.len(), least(|| drop(read::read("paper.tex", None, source.as_bytes()))));
    let growth = second.as_secs_f64() / first.as_secs_f64();
    println!("{:<40} {growth:>8.2} times as long", "twice the text");
    bibliographies();
    if let Some(corpus) = std::env::var_os("PINCITE_CORPUS") {
        corpora(&PathBuf::from(corpus));
    }
    if growth > TWICE {
        println!("twice the text takes more than {TWICE} times as long");
        std::process::exit(1);
    }
}

/// The reading of bibliographies alone: the same works over and over, in each format.
fn bibliographies() {
    const SIZE: usize = 8_000_000;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bibliographies");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if bib::format_of(&name).is_some() {
            let one = std::fs::read(&file).expect("a fixture can be read");
            let many = one.repeat(SIZE / one.len());
            say(
                &name,
                many.len(),
                least(|| assert!(!bib::read(&name, &many).expect("it is small").entries.is_empty())),
            );
        }
    }
}

fn say(what: &str, bytes: usize, took: Duration) {
    let seconds = took.as_secs_f64();
    println!("{what:<40} {:>8.2} ms {:>8.1} MB/s", seconds * 1e3, bytes as f64 / 1e6 / seconds);
}

/// The least time of a check of one text.
fn time(text: &str, bib: Option<&str>) -> Duration {
    least(|| once("paper.txt", text, bib))
}

fn once(name: &str, text: &str, bib: Option<&str>) {
    let files = [(name, Some(text)), ("refs.bib", bib)];
    let files: Memory = files.into_iter().filter_map(|(path, text)| Some((path, text?.as_bytes()))).collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named(name)],
        bibliographies: bib.map(|_| "refs.bib".to_owned()).into_iter().collect(),
        sources: Vec::new(),
        files: &files,
    };
    let config = Config { threads: 1, ..Config::default() };
    let report = check(&inputs, &config).expect("what is made here can be read");
    assert_eq!(report.documents.len(), 1);
}

/// The least time of something, which is done as often as it takes for a clock to see it.
fn least(mut once: impl FnMut()) -> Duration {
    const SEEN: Duration = Duration::from_millis(60);
    let start = Instant::now();
    once();
    let times = (SEEN.as_nanos() / start.elapsed().as_nanos().max(1)).clamp(1, 1000) as u32;
    let run = |_| {
        let start = Clock::start();
        (0..times).for_each(|_| once());
        start.elapsed() / times
    };
    (0..RUNS).map(run).min().expect("it ran")
}

/// The time that this thread was at work, where the system tells it; else what a clock on the wall says.
struct Clock(Instant, Option<Duration>);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), at_work())
    }

    fn elapsed(&self) -> Duration {
        match (self.1, at_work()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.0.elapsed(),
        }
    }
}

fn at_work() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Each folder of a corpus, its texts one by one.
fn corpora(root: &Path) {
    let mut groups: Vec<PathBuf> = folders(root);
    groups.extend(folders(&root.join("corpus")));
    groups.sort();
    for group in groups {
        let texts: Vec<String> = folders(&group).iter().flat_map(|document| texts(document)).collect();
        let bytes = texts.iter().map(String::len).sum();
        if bytes > 0 {
            let name = group.file_name().unwrap_or_default().to_string_lossy().into_owned();
            say(
                &format!("{name}, {} texts", texts.len()),
                bytes,
                least(|| texts.iter().for_each(|text| once("paper.txt", text, None))),
            );
        }
    }
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(of).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn texts(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Writes what `side_by_side.sh` times whole programs on.
fn write(folder: &Path) -> std::io::Result<()> {
    let dice = &mut Dice::new(7);
    let works = made::works(dice, 500);
    let ten = made::text(dice, &works, 10_000_000);
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text);
    put("ten.txt", &ten)?;
    put("twenty.txt", &ten.repeat(2))?;
    put("big.txt", &ten.repeat(10))?;
    put("paper.txt", &made::text(dice, &works, 150_000))?;
    put("refs.bib", &made::bibliography(dice, &works))?;
    let many = made::works(dice, 100_000);
    put("many.bib", &made::bibliography(dice, &many))?;
    std::fs::create_dir_all(folder.join("folder"))?;
    for number in 0..1000 {
        put(&format!("folder/{number}.md"), &format!("# Notes\n\n{}", made::text(dice, &works, 15_000)))?;
    }
    Ok(())
}
