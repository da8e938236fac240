//! `--online`: registries are asked about the works of a run, before it is checked.
//!
//! In: what is checked. Out: the answers, for the rules. **Invariant:** nothing else in pincite opens a connection, and
//! this does where `--online` stands on the command line; no configuration can say so. A pincite that was built without
//! `online` says that it was.

#[cfg(feature = "online")]
mod ask;
#[cfg(feature = "online")]
mod bases;
#[cfg(feature = "online")]
mod cache;
#[cfg(feature = "online")]
mod client;
#[cfg(feature = "online")]
mod pace;

use std::sync::Arc;

use super::args::Check;
use super::groups::Group;
use super::tally::count;
use super::trouble::Trouble;
use crate::check::Files;
use crate::model::{Answers, Lookups};

/// What registries say of the works of a run; `None` where they are not to be asked.
pub(super) fn answers(asked: &Check, groups: &[Group], files: &dyn Files) -> Result<Option<Arc<Answers>>, Trouble> {
    if !asked.online.online {
        return Ok(None);
    }
    look_up(asked, groups, files).map(|answers| Some(Arc::new(answers)))
}

#[cfg(not(feature = "online"))]
fn look_up(_: &Check, _: &[Group], _: &dyn Files) -> Result<Answers, Trouble> {
    Err(Trouble::Offline)
}

#[cfg(feature = "online")]
fn look_up(asked: &Check, groups: &[Group], files: &dyn Files) -> Result<Answers, Trouble> {
    let configured = groups.iter().find_map(|group| group.config.mailto.clone());
    let client = client::Client::new(&asked.online, configured)?;
    let cache = cache::Cache::new(&asked.online);
    let queries = super::groups::wanted(groups, files);
    let answers = asked.online.known.answers(queries, |new| ask::all(new, &client, &cache, asked.is_followed()));
    Ok(answers.into_iter().collect())
}

/// `online: 12 works looked up: 9 found, 1 not registered, 2 unchecked (api.crossref.org cannot be reached)`
pub(super) fn told(lookups: &Lookups) -> String {
    let unchecked: usize = lookups.unchecked.iter().map(|(_, works)| works).sum();
    let whys: Vec<String> = match lookups.unchecked.as_slice() {
        [(why, _)] => vec![why.clone()],
        several => several.iter().map(|(why, works)| format!("{works}: {why}")).collect(),
    };
    let kinds = [
        (lookups.found, format!("{} found", lookups.found)),
        (lookups.absent, format!("{} not registered", lookups.absent)),
        (lookups.unmatched, format!("{} not found by title", lookups.unmatched)),
        (unchecked, format!("{unchecked} unchecked ({})", whys.join("; "))),
    ];
    let kinds: Vec<String> = kinds.into_iter().filter(|(works, _)| *works > 0).map(|(_, told)| told).collect();
    match lookups.works {
        0 => "online: no work to look up".to_owned(),
        works => format!("online: {} looked up: {}", count(works, "work", "works"), kinds.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::model::Lookups;

    #[test]
    fn what_came_of_it_is_told_in_one_line() {
        let why = |why: &str, works| (why.to_owned(), works);
        let mut lookups = Lookups { works: 6, found: 2, absent: 1, unmatched: 1, unchecked: vec![why("x", 2)] };
        let begins = "online: 6 works looked up: 2 found, 1 not registered, 1 not found by title, 2 unchecked";
        assert_eq!(told(&lookups), format!("{begins} (x)"));
        lookups.unchecked = vec![why("x", 1), why("y", 1)];
        assert_eq!(told(&lookups), format!("{begins} (1: x; 1: y)"));
        assert_eq!(told(&Lookups { works: 1, found: 1, ..Lookups::default() }), "online: 1 work looked up: 1 found");
        assert_eq!(told(&Lookups::default()), "online: no work to look up");
    }
}
