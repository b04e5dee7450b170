//! The site: a Leptos app that `publish` prints to files and that the browser hydrates or mounts.

pub mod app;
pub mod head;
#[cfg(feature = "hydrate")]
pub mod navigation;
pub mod page;
mod pages;
#[cfg(feature = "hydrate")]
pub mod records;
pub mod route;
mod ui;
