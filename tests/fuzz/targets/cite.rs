#![no_main]
#[allow(dead_code)]
#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|both: (&str, &str)| bodies::cite(both.0, both.1));
