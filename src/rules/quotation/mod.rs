//! Q: somebody's words.
