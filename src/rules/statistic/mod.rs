//! T: statistics that can be recomputed.

pub mod impossible_mean;
pub mod inconsistent_p_value;
