#![no_main]
#[allow(dead_code)]
#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|both: (&str, &str)| bodies::round(both.0, both.1));
