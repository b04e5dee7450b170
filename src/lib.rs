//! The site: a Leptos app that `publish` prints to files and that the browser hydrates or mounts.

pub mod app;
pub mod article;
#[cfg(feature = "hydrate")]
pub mod articles;
pub mod comparison;
#[cfg(feature = "ssr")]
pub mod content;
pub mod head;
#[cfg(feature = "hydrate")]
pub mod navigation;
pub mod page;
mod pages;
pub mod route;
pub mod ui;
pub mod words;
