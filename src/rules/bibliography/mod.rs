//! B: the bibliography itself.
