//! The worker: reads and checks what was pasted beside the page, so that ten megabytes do not stall it, and
//! compares codes, in a program of its own, so that the first load of the site does not pay for it.
//!
//! It takes and gives plain strings, JSON with few members: a worker library of typed channels was weighed,
//! and is more code on both sides than what goes through it.

mod html;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD};
use explainer::comparison::{Asked, Column};
use js_sys::{JSON, Object, Promise, Reflect};
use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};
use reference::explain::{Secret, explain, redact, secrets};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};

/// The longest text that a shared address may unfold to, in bytes.
const LONGEST_SHARED: usize = 1 << 20;
/// The longest fragment that every browser and most programs that hand addresses on keep whole.
const LONGEST_FRAGMENT: usize = 32_000;

// A kilobyte less to download than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let own = scope.clone();
    let answer = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let scope = own.clone();
        spawn_local(async move {
            let answer = answer(&event.data(), &scope).await;
            let _ = scope.post_message(&answer);
        });
    });
    scope.set_onmessage(Some(answer.into_js_value().unchecked_ref()));
    let _ = scope.post_message(&JsValue::NULL);
}

/// Members of an answer.
type Members = Vec<(&'static str, JsValue)>;

/// Answers `{ op, text, base, at }` with `{ op, at, … }`.
async fn answer(asked: &JsValue, scope: &DedicatedWorkerGlobalScope) -> JsValue {
    let member = |name: &str| Reflect::get(asked, &name.into()).unwrap_or_default();
    let of_text = |name: &str| member(name).as_string().unwrap_or_default();
    let (op, text) = (of_text("op"), of_text("text"));
    let members = match op.as_str() {
        "explain" => explained(&text, &of_text("base")),
        "compare" => compared(&text, scope).await,
        "redact" => redacted(&text),
        "pack" => packed(&text),
        "unpack" => unpacked(&text),
        _ => Members::new(),
    };
    let answer = Object::new();
    for (name, value) in [("op", op.into()), ("at", member("at"))].into_iter().chain(members) {
        let _ = Reflect::set(&answer, &name.into(), &value);
    }
    // A copy without prototypes or methods: what a message may hold.
    JSON::stringify(&answer).map_or(JsValue::NULL, JsValue::from)
}

/// The report of a text, and what it comes to in a sentence.
fn explained(text: &str, base: &str) -> Members {
    let report = explain(text);
    let html = html::report(&report, text, base);
    vec![("html", html.into()), ("told", html::told(&report).into())]
}

/// The comparison that an address asks for. What it asks is told again: by then the reader may have asked for another.
async fn compared(text: &str, scope: &DedicatedWorkerGlobalScope) -> Members {
    let asked = Asked::read(text);
    let mut columns = Vec::new();
    // All are on their way before the first is waited for.
    let file = |code| scope.fetch_with_str(&format!("compare/{code}.json"));
    for fetched in asked.known().map(file).collect::<Vec<_>>() {
        columns.extend(column(fetched).await);
    }
    let (html, title) = asked.page(&columns);
    vec![("text", text.into()), ("html", html.into()), ("title", or_null(title))]
}

/// A text without what should not be shared.
fn redacted(text: &str) -> Members {
    let (redacted, secrets) = redact(text);
    let secrets = in_words(&secrets);
    let told = if secrets.is_empty() {
        "Nothing was found that should not be shared. Look yourself too.".to_owned()
    } else {
        format!("Taken out: {secrets}. Look through the rest yourself.")
    };
    vec![("text", redacted.into()), ("secrets", secrets.into()), ("told", told.into())]
}

/// A text as an address can hold it, with what should not be shared; or why none can.
fn packed(text: &str) -> Members {
    let packed = Some(text)
        .filter(|text| !text.is_empty() && text.len() <= LONGEST_SHARED)
        .map(|text| URL_SAFE_NO_PAD.encode(compress_to_vec(text.as_bytes(), 9)))
        .filter(|packed| packed.len() <= LONGEST_FRAGMENT);
    let secrets = packed.as_ref().map(|_| in_words(&secrets(text)));
    let told = if text.is_empty() {
        "There is nothing to share yet."
    } else {
        "This is too long for an address. Shorten it to the part that matters."
    };
    vec![("told", told.into()), ("secrets", or_null(secrets)), ("text", or_null(packed))]
}

/// The text that an address holds.
fn unpacked(text: &str) -> Members {
    let unpacked = URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| decompress_to_vec_with_limit(&bytes, LONGEST_SHARED).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let told =
        "The address holds something that cannot be read: it may have been cut off on the way.";
    vec![("told", told.into()), ("text", or_null(unpacked))]
}

fn or_null(text: Option<String>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from)
}

/// What a comparison says of a code; `None` where it could not be had.
async fn column(fetched: Promise) -> Option<Column> {
    let response = JsFuture::from(fetched).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let json = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    serde_json::from_str(&json).ok()
}

fn in_words(secrets: &[Secret]) -> String {
    secrets.iter().map(|secret| secret.words()).collect::<Vec<_>>().join(", ")
}
