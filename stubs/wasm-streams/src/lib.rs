//! Compiled in the place of the crate `wasm-streams` (`[patch.crates-io]` in the workspace's `Cargo.toml`).
//!
//! Leptos depends on `server_fn`, and that on `wasm-streams`, whether an app has server functions or not. What
//! an app does not call the linker leaves out; but that crate exports classes to JavaScript, which nothing can
//! leave out: 4 kB after brotli, in every first visit, that nobody would ever call. Here is what `server_fn`
//! needs of it to compile. This site has no server to call a function of; should it ever have one, this
//! folder and the two lines that name it go.

use futures_util::{Stream, stream};
use wasm_bindgen::JsValue;

/// The browser's `ReadableStream`, which is neither made nor read here.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Would make the browser's stream of one of Rust's.
    ///
    /// # Panics
    /// Always: see the top of this file.
    pub fn from_stream(
        _: impl Stream<Item = Result<JsValue, JsValue>> + 'static,
    ) -> ReadableStream {
        unreachable!("no server function is called here")
    }

    /// Takes the browser's stream.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// Gives the browser's stream back.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Would make Rust's stream of the browser's.
    ///
    /// # Panics
    /// Always: see the top of this file.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> + 'static {
        stream::poll_fn(|_| unreachable!("no server function is called here"))
    }
}
