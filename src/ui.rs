//! Parts that pages share.

pub mod codes;
pub mod share;
pub mod sidebar;
pub mod theme;
