//! S: statistics that can be recomputed.
