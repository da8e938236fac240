//! The faces: what stands between the world and [`crate::check`].
//!
//! A face knows disk, terminal and protocol, and nothing of manuscripts: if it needs what a report
//! does not give, the gap is in the report.

pub mod cli;
