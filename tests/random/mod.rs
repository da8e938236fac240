//! How often a property is tried on random input: `PROPTEST_CASES` says it, where it is set.

use proptest::test_runner::Config;

/// A run of so many cases unless the environment asks for others. What is found belongs among the tests by name;
/// nothing is written beside the file.
pub fn cases(count: u32) -> Config {
    let set = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config { cases: set.unwrap_or(count), failure_persistence: None, ..Config::default() }
}
