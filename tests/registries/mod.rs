//! A server on this machine that speaks as Crossref, DataCite, OpenAlex and doi.org do, and misbehaves as they might.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// What comes of a request.
#[derive(Clone)]
pub enum Reply {
    /// JSON.
    Json(Value),
    /// A status, headers and a body.
    Raw(u16, Vec<String>, String),
    /// Something after a while.
    After(u64, Box<Reply>),
    /// Half of a body.
    Cut,
    /// A body without an end.
    Endless,
    /// Nothing, ever.
    Never,
}

impl Reply {
    /// A status without words.
    pub fn status(status: u16, headers: &[&str]) -> Self {
        Self::Raw(status, headers.iter().map(|header| (*header).to_owned()).collect(), String::new())
    }
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `/crossref/works/…`
    pub path: String,
    pub headers: String,
    pub at: Instant,
}

#[derive(Default)]
struct Shared {
    /// By the beginning of a path: what comes, one after the other; the last again and again.
    replies: Mutex<BTreeMap<String, Vec<Reply>>>,
    asked: Mutex<Vec<Asked>>,
    running: AtomicUsize,
    most: AtomicUsize,
    ended: AtomicBool,
}

/// The server.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
}

impl Server {
    pub fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared::default());
        let known = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if known.ended.load(Ordering::SeqCst) {
                    return;
                }
                let known = Arc::clone(&known);
                std::thread::spawn(move || known.serve(stream));
            }
        });
        Self { port, shared }
    }

    /// What comes when a path that begins so is asked for.
    pub fn on(&self, path: &str, replies: impl Into<Vec<Reply>>) -> &Self {
        self.shared.replies.lock().unwrap().insert(path.to_owned(), replies.into());
        self
    }

    /// Crossref has a work.
    pub fn crossref(&self, doi: &str, work: Value) -> &Self {
        let path = format!("/crossref/works/{}", doi.replace('/', "%2F"));
        self.on(&path, [Reply::Json(json!({ "status": "ok", "message-type": "work", "message": work }))])
    }

    /// What was asked since it was last said.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.shared.asked.lock().unwrap())
    }

    /// How many requests are waiting to be told by [`Self::asked`].
    pub fn waiting(&self) -> usize {
        self.shared.asked.lock().unwrap().len()
    }

    /// How many requests there were at most at a time.
    pub fn most_at_once(&self) -> usize {
        self.shared.most.load(Ordering::SeqCst)
    }

    /// Where agencies are to be found.
    pub fn environment(&self) -> Vec<(String, String)> {
        let base =
            |name: &str, path: &str| (format!("PINCITE_{name}_URL"), format!("http://127.0.0.1:{}/{path}", self.port));
        vec![
            base("CROSSREF", "crossref"),
            base("DATACITE", "datacite"),
            base("OPENALEX", "openalex"),
            base("DOI", "doi"),
        ]
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

impl Shared {
    fn serve(&self, stream: TcpStream) {
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        while let Some(asked) = request(&mut reader) {
            let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(running, Ordering::SeqCst);
            let reply = self.reply(&asked.path);
            self.asked.lock().unwrap().push(asked);
            let goes_on = self.send(&stream, reply);
            self.running.fetch_sub(1, Ordering::SeqCst);
            if !goes_on {
                return;
            }
        }
    }

    fn reply(&self, path: &str) -> Reply {
        let mut replies = self.replies.lock().unwrap();
        if let Some((_, list)) = replies.iter_mut().rev().find(|(front, _)| path.starts_with(front.as_str())) {
            return if list.len() > 1 { list.remove(0) } else { list[0].clone() };
        }
        match path {
            _ if path.starts_with("/doi/doiRA/") => {
                Reply::Json(json!([{ "DOI": "x", "status": "DOI does not exist" }]))
            }
            _ if path.starts_with("/crossref/works?") => Reply::Json(json!({ "message": { "items": [] } })),
            _ if path.starts_with("/openalex/works?") => Reply::Json(json!({ "results": [] })),
            _ => Reply::Raw(404, vec!["Content-Type: text/plain".to_owned()], "Resource not found.".to_owned()),
        }
    }

    /// Sends a reply; whether the connection goes on.
    fn send(&self, mut out: &TcpStream, reply: Reply) -> bool {
        let mut text = |text: &str| out.write_all(text.as_bytes()).is_ok();
        match reply {
            Reply::Json(value) => {
                let body = value.to_string();
                let head =
                    format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}", body.len());
                text(&format!("{head}\r\n\r\n{body}"))
            }
            Reply::Raw(status, headers, body) => {
                let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
                text(&format!("HTTP/1.1 {status} Status\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len()))
            }
            Reply::After(millis, reply) => {
                std::thread::sleep(Duration::from_millis(millis));
                self.send(out, *reply)
            }
            Reply::Cut => {
                text("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"message\": {\"DOI\": \"10.5555/to");
                false
            }
            Reply::Endless => {
                text("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"message\": \"");
                let much = "x".repeat(1 << 16);
                while text(&much) {}
                false
            }
            Reply::Never => {
                while !self.ended.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(20));
                }
                false
            }
        }
    }
}

fn request(reader: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|&read| read > 0)?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut headers = String::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            return Some(Asked { path, headers, at: Instant::now() });
        }
        headers.push_str(&line.to_lowercase());
    }
}

/// What came of a run of the program.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
    pub took: Duration,
}

/// The program in a folder, where agencies are those of a server.
pub fn command(folder: &std::path::Path, server: &Server, words: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pincite"));
    command.current_dir(folder).args(words.split_whitespace()).stdin(Stdio::null());
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "PINCITE_MAILTO", "PINCITE_OPENALEX_KEY"] {
        command.env_remove(name);
    }
    // A proxy would be asked for this machine too, were it not left out.
    command.env("http_proxy", "http://127.0.0.1:1").env("ALL_PROXY", "http://127.0.0.1:1");
    command.env("HOME", folder).env("XDG_CACHE_HOME", cache(folder).parent().unwrap().parent().unwrap());
    command.envs(server.environment());
    command
}

/// Where answers are kept.
pub fn cache(folder: &std::path::Path) -> PathBuf {
    folder.join("cache").join("pincite").join("online")
}

/// Runs it to its end.
pub fn run(mut command: Command) -> Ran {
    let begun = Instant::now();
    let done = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(done.stdout), text(done.stderr));
    Ran { status: done.status.code().unwrap(), out, err, took: begun.elapsed() }
}
