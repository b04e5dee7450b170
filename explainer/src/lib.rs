//! What needs more program than a first visit should wait for, beside the page in a worker: explaining what was
//! pasted, and comparing. `publish` makes the prerendered comparisons with the same [`comparison`].

pub mod comparison;
