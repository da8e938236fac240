//! S: how citations are written.
