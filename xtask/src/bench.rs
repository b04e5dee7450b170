//! `cargo xtask bench`: what is measured, a module each. Ratios of one run: the times of two runs, or of two
//! machines, say nothing beside each other.

pub mod growth;
pub mod load;
