#![doc = include_str!("../README.md")]

pub mod bib;
pub mod check;
pub mod cite;
pub mod claim;
pub mod config;
#[cfg(feature = "cli")]
pub mod face;
pub mod fix;
pub mod grammar;
pub mod link;
pub mod model;
pub mod read;
pub mod report;
pub mod rules;
pub mod text;
