//! One request at a time, as a guest asks: with an address to write to, slowly, again where that may help, and never
//! further than was meant.

use std::io::Read as _;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{HeaderMap, Response as Reply};

use super::super::args::Online;
use super::super::trouble::Trouble;
use super::bases::Base;
use super::pace::{Pace, Refused};
use crate::bib::registry::{Agency, Body, Request, Response};
use crate::config::is_address;

/// The largest answer that is read, in bytes.
pub(super) const LARGEST: u64 = 4 << 20;
/// How long to ask where nobody says.
const SECONDS: u64 = 120;
/// How long one request may take, and how long it may take to reach an agency.
const REQUEST: Duration = Duration::from_secs(20);
const CONNECT: Duration = Duration::from_secs(8);
/// No time at all would mean for ever.
const SHORTEST: Duration = Duration::from_millis(1);
/// How often a request is made.
const TRIES: u32 = 3;
/// How long to wait before the second time; before the third it is twice that.
const BACKOFF: Duration = Duration::from_millis(500);
/// The longest pause that is kept; who asks for more is asked no more.
const PAUSE: Duration = Duration::from_secs(30);
/// How often an agency may send on to another of its addresses.
const HOPS: usize = 2;

/// Who asks.
#[derive(Debug)]
pub(super) struct Client {
    agencies: Vec<(Base, Pace)>,
    abroad: Agent,
    here: Agent,
    mailto: Option<String>,
    /// OpenAlex's key, where somebody has one.
    key: Option<String>,
    deadline: Instant,
}

/// What came of one try.
enum Tried {
    Done(Response),
    /// It may go better next time, after a pause where the agency names one.
    Again(String, Option<Duration>),
    /// There was no way to the agency.
    Unreached(String),
    /// The agency wants no more requests.
    Closed(String),
}

impl Client {
    /// A client that asks as it was told to.
    pub(super) fn new(asked: &Online, configured: Option<String>) -> Result<Self, Trouble> {
        let from_env = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let mailto = [
            ("--mailto", asked.mailto.clone()),
            ("PINCITE_MAILTO", from_env("PINCITE_MAILTO")),
            ("online.mailto", configured),
        ];
        let mailto = mailto.into_iter().find_map(|(flag, value)| value.map(|value| (flag, value)));
        if let Some((flag, value)) = mailto.as_ref().filter(|(_, value)| !is_address(value)) {
            let why = "it is no e-mail address".to_owned();
            return Err(Trouble::Flag { flag, value: value.clone(), why });
        }
        let mailto = mailto.map(|(_, value)| value);
        let polite = mailto.is_some();
        let agencies = Agency::ALL.into_iter().map(|agency| Ok((Base::of(agency)?, pace(agency, polite))));
        let reach = mailto.as_deref().map(|mailto| format!("; mailto:{mailto}")).unwrap_or_default();
        let name = format!("pincite/{} ({}{reach})", env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_REPOSITORY"));
        let config = || {
            Agent::config_builder()
                .user_agent(&name)
                .accept("application/json")
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .timeout_connect(Some(CONNECT))
        };
        Ok(Self {
            agencies: agencies.collect::<Result<_, Trouble>>()?,
            abroad: config().build().new_agent(),
            here: config().proxy(None).build().new_agent(),
            mailto,
            key: from_env("PINCITE_OPENALEX_KEY"),
            deadline: Instant::now() + Duration::from_secs(asked.online_timeout.unwrap_or(SECONDS)),
        })
    }

    fn agency(&self, agency: Agency) -> &(Base, Pace) {
        let number = Agency::ALL.iter().position(|one| *one == agency).expect("ALL has every agency");
        &self.agencies[number]
    }

    /// The address of a request, without who asks.
    pub(super) fn url(&self, request: &Request) -> String {
        self.agency(request.agency).0.url(request)
    }

    /// Asks, as often as it may help.
    pub(super) fn ask(&self, request: &Request) -> Response {
        let (base, pace) = self.agency(request.agency);
        let host = request.agency.host();
        let mut last = None;
        for tried in 0..TRIES {
            // A search costs an agency more, and it allows fewer.
            let turn = match pace.turn(if request.search { 5 } else { 1 }, self.deadline) {
                Ok(turn) => turn,
                Err(Refused::Closed(why)) => return Response::Silent(why),
                Err(Refused::Late) => return Response::Silent(last.unwrap_or_else(|| LATE.to_owned())),
            };
            let done = self.tried(base, pace, request);
            match done {
                Tried::Done(response) => {
                    pace.succeed();
                    return response;
                }
                Tried::Closed(why) => {
                    pace.close(&why);
                    return Response::Silent(why);
                }
                Tried::Again(_, Some(pause)) if pause > PAUSE => {
                    let why = format!("{host} wants to be asked later");
                    pace.close(&why);
                    return Response::Silent(why);
                }
                Tried::Again(why, pause) => {
                    pace.pause(pause.unwrap_or(BACKOFF * (1 << tried)));
                    pace.fail(&why, 1);
                    last = Some(why);
                }
                // Where there is no network, nobody shall wait long to be told so.
                Tried::Unreached(why) => {
                    pace.pause(BACKOFF);
                    pace.fail(&why, 2);
                    last = Some(why);
                }
            }
            drop(turn);
        }
        Response::Silent(last.unwrap_or_else(|| LATE.to_owned()))
    }

    /// One try, along redirections that stay with the agency.
    fn tried(&self, base: &Base, pace: &Pace, request: &Request) -> Tried {
        let host = request.agency.host();
        let mut url = base.url(request);
        for _ in 0..=HOPS {
            let left = self.deadline.saturating_duration_since(Instant::now()).clamp(SHORTEST, REQUEST);
            let agent = if base.is_here { &self.here } else { &self.abroad };
            let asked = agent.get(self.signed(&url, request.agency)).config().timeout_global(Some(left)).build();
            let reply = match asked.call() {
                Ok(reply) => reply,
                Err(ureq::Error::Timeout(_)) => return Tried::Again(format!("{host} did not answer in time"), None),
                Err(_) => return Tried::Unreached(format!("{host} cannot be reached")),
            };
            if let Some((limit, seconds)) = limits(reply.headers()) {
                pace.heed(limit, seconds);
            }
            let status = reply.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return answered(request.agency, status, reply);
            }
            match text(reply.headers(), "location").and_then(|location| base.follows(location)) {
                Some(next) => url = next,
                None => break,
            }
        }
        Tried::Done(Response::Silent(format!("{host} leads elsewhere")))
    }

    /// An address with who asks.
    fn signed(&self, url: &str, agency: Agency) -> String {
        let mut url = url.to_owned();
        let mut add = |name: &str, value: &Option<String>| {
            if let Some(value) = value {
                let sign = if url.contains('?') { '&' } else { '?' };
                let value: String = value.bytes().map(escaped).collect();
                url.push_str(&format!("{sign}{name}={value}"));
            }
        };
        if matches!(agency, Agency::Crossref | Agency::OpenAlex) {
            add("mailto", &self.mailto);
        }
        if agency == Agency::OpenAlex {
            add("api_key", &self.key);
        }
        url
    }
}

/// Why nothing more is asked.
const LATE: &str = "the time for asking was over: --online-timeout";

/// The pace of an agency: what it allows whom it can write to, and less for others.
fn pace(agency: Agency, polite: bool) -> Pace {
    let (most, gap) = match (agency, polite) {
        (Agency::Crossref, true) => (3, 100),
        (Agency::Crossref, false) => (1, 200),
        (_, true) => (2, 100),
        (_, false) => (2, 200),
    };
    Pace::new(most, Duration::from_millis(gap))
}

/// What a reply means.
fn answered(agency: Agency, status: u16, mut reply: Reply<ureq::Body>) -> Tried {
    let host = agency.host();
    let silent = |why: String| Tried::Done(Response::Silent(why));
    match status {
        200 => {}
        // doi.org says in words that there is no such thing.
        404 if agency == Agency::DoiOrg => {}
        404 => return Tried::Done(Response::HasNot),
        401 | 403 => return Tried::Closed(format!("{host} refuses to answer (status {status})")),
        408 | 425 | 429 | 500 | 502 | 503 | 504 => {
            let pause = text(reply.headers(), "retry-after").and_then(|after| after.trim().parse().ok());
            return Tried::Again(format!("{host} answers with status {status}"), pause.map(Duration::from_secs));
        }
        _ => return silent(format!("{host} answers with status {status}")),
    }
    let mut bytes = Vec::new();
    match reply.body_mut().as_reader().take(LARGEST + 1).read_to_end(&mut bytes) {
        Err(_) => Tried::Again(format!("the answer of {host} broke off"), None),
        Ok(_) if bytes.len() as u64 > LARGEST => silent(format!("the answer of {host} is too large")),
        Ok(_) => match Body::read(&bytes) {
            Some(body) => Tried::Done(Response::Has(body)),
            None => silent(format!("the answer of {host} cannot be read")),
        },
    }
}

/// How many requests an agency says it takes, in how many seconds: `x-rate-limit-limit: 50`, `x-rate-limit-interval: 1s`.
fn limits(headers: &HeaderMap) -> Option<(u32, u32)> {
    let limit = text(headers, "x-rate-limit-limit")?.trim().parse().ok()?;
    let seconds = text(headers, "x-rate-limit-interval")?.trim().trim_end_matches('s').parse().ok()?;
    Some((limit, seconds))
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// A byte as it stands in the value of a parameter.
fn escaped(byte: u8) -> String {
    let plain = byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte);
    if plain { (byte as char).to_string() } else { format!("%{byte:02X}") }
}
