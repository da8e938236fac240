//! P: participants and personal communications.

mod id;
pub mod identified_participant;
pub mod participant_count;
pub mod participant_out_of_range;
pub mod participant_year;
mod stated;
