//! Many queries at once, each answered in its own time.
//!
//! In: the queries. Out: their answers, in order of the queries. What does not come in time is unchecked.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::super::progress::Progress;
use super::cache::Cache;
use super::client::Client;
use crate::bib::registry::{Request, Response, lookup};
use crate::model::{Answer, Query};

/// How many works are looked up at a time: the agencies' paces hold them to less.
const AT_ONCE: usize = 6;

/// Asks everything.
pub(super) fn all(queries: Vec<Query>, client: &Client, cache: &Cache, followed: bool) -> Vec<(Query, Answer)> {
    let progress = Progress::begin(followed, queries.len(), "asking registries", "works done");
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    let answers: BTreeMap<usize, Answer> = std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(queries.len()) {
            let (send, queries, next) = (send.clone(), &queries, &next);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(query) = queries.get(number) else { return };
                    // The receiver outlives the scope, so that sending cannot fail.
                    let _ = send.send((number, one(query, client, cache)));
                }
            });
        }
        drop(send);
        receive.iter().inspect(|_| progress.count()).collect()
    });
    queries.into_iter().zip(answers.into_values()).collect()
}

/// Looks one work up. A fault in pincite costs its answer alone.
fn one(query: &Query, client: &Client, cache: &Cache) -> Answer {
    let mut ask = |request: &Request| -> Response {
        let url = client.url(request);
        cache.get(request, &url).unwrap_or_else(|| {
            let response = client.ask(request);
            cache.put(&url, &response);
            response
        })
    };
    catch_unwind(AssertUnwindSafe(|| lookup(query, &mut ask)))
        .unwrap_or_else(|_| Answer::Unchecked("pincite broke on an answer: please report this".to_owned()))
}
