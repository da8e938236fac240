//! The arguments of asking registries, and what one run leaves for the next.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args as Group;
use clap::builder::RangedU64ValueParser;

use crate::model::{Answer, Query};

/// Whether and how registries are asked.
#[derive(Clone, Debug, Default, Group)]
pub(in crate::face::cli) struct Online {
    /// Ask Crossref, DataCite and OpenAlex about the works that are cited.
    ///
    /// Does each exist, do title, authors and year agree, was it retracted. DOIs leave this machine; for works without
    /// one, title, first author and year. What comes of it never changes the exit status.
    #[arg(long, help_heading = "Online")]
    pub(in crate::face::cli) online: bool,
    /// Whom registries may write to [default: PINCITE_MAILTO, else `online.mailto` of the configuration].
    #[arg(long, value_name = "ADDRESS", requires = "online", help_heading = "Online")]
    pub(in crate::face::cli) mailto: Option<String>,
    /// How long to ask; what is left then is told as unchecked [default: 120].
    #[arg(long, value_name = "SECONDS", requires = "online", help_heading = "Online",
          value_parser = RangedU64ValueParser::<u64>::new().range(1..=86_400))]
    pub(in crate::face::cli) online_timeout: Option<u64>,
    /// How long an answer is kept on disk; that there is no such work, a day at the most [default: 30].
    #[arg(long, value_name = "DAYS", requires = "online", help_heading = "Online",
          value_parser = RangedU64ValueParser::<u64>::new().range(0..=3650))]
    pub(in crate::face::cli) cache_age: Option<u64>,
    /// Ask anew, and keep what comes.
    #[arg(long, requires = "online", help_heading = "Online")]
    pub(in crate::face::cli) refresh: bool,
    /// Neither use nor keep answers on disk.
    #[arg(long, requires = "online", conflicts_with = "refresh", help_heading = "Online")]
    pub(in crate::face::cli) no_cache: bool,
    /// No argument.
    #[arg(skip)]
    #[cfg_attr(not(feature = "online"), allow(dead_code))]
    pub(in crate::face::cli) known: Known,
}

/// The answers of this process: whoever watches asks about each work once.
#[derive(Clone, Debug, Default)]
pub(in crate::face::cli) struct Known(Arc<Mutex<BTreeMap<Query, Answer>>>);

#[cfg_attr(not(feature = "online"), allow(dead_code))]
impl Known {
    /// The answers to these queries; those that are not known yet are asked for.
    pub(in crate::face::cli) fn answers(
        &self,
        queries: impl IntoIterator<Item = Query>,
        ask: impl FnOnce(Vec<Query>) -> Vec<(Query, Answer)>,
    ) -> Vec<(Query, Answer)> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let queries: Vec<Query> = queries.into_iter().collect();
        let new: Vec<Query> = queries.iter().filter(|query| !known.contains_key(query)).cloned().collect();
        known.extend(ask(new));
        let of = |query: Query| known.get(&query).cloned().map(|answer| (query, answer));
        queries.into_iter().filter_map(of).collect()
    }
}
