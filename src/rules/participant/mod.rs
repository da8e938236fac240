//! P: participants and personal communications.
