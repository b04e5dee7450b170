//! Parts that pages share.

pub mod codes;
pub mod prose;
pub mod share;
pub mod sidebar;
pub mod theme;
