//! F: quantities stated as fact.
