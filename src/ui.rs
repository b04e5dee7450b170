//! Parts that pages share.

pub mod clipboard;
pub mod codes;
#[cfg(feature = "hydrate")]
pub mod prepared;
pub mod share;
pub mod sidebar;
pub mod theme;
