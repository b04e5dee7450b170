//! The worker: reads and checks what was pasted beside the page, so that ten megabytes do not stall it, and
//! compares codes, in a program of its own, so that the first load of the site does not pay for it.
//!
//! It takes and gives plain strings, JSON with few members: a worker library of typed channels was weighed,
//! and is more code on both sides than what goes through it.

mod html;

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

/// Answers `{ op, text, base, at }` with `{ op, at, … }`.
async fn answer(asked: &JsValue, scope: &DedicatedWorkerGlobalScope) -> JsValue {
    let member = |name: &str| Reflect::get(asked, &name.into()).unwrap_or_default();
    let text = member("text").as_string().unwrap_or_default();
    let base = member("base").as_string().unwrap_or_default();
    let op = member("op").as_string().unwrap_or_default();
    let answer = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&answer, &name.into(), value);
    let _ = set("op", &op.as_str().into());
    let _ = set("at", &member("at"));
    match op.as_str() {
        "explain" => {
            let report = explain(&text);
            let _ = set("html", &html::report(&report, &text, &base).into());
            let _ = set("told", &html::told(&report).into());
        }
        // What an address asks to compare. It is told again: by then the reader may have asked for another.
        "compare" => {
            let asked = Asked::read(&text);
            let mut columns = Vec::new();
            // All are on their way before the first is waited for.
            let file = |code| scope.fetch_with_str(&format!("compare/{code}.json"));
            for fetched in asked.known().map(file).collect::<Vec<_>>() {
                columns.extend(column(fetched).await);
            }
            let (html, title) = asked.page(&columns);
            let _ = set("text", &text.into());
            let _ = set("html", &html.into());
            let _ = set("title", &title.map_or(JsValue::NULL, JsValue::from));
        }
        "redact" => {
            let (redacted, secrets) = redact(&text);
            let secrets = in_words(&secrets);
            let told = if secrets.is_empty() {
                "Nothing was found that should not be shared. Look yourself too.".to_owned()
            } else {
                format!("Taken out: {secrets}. Look through the rest yourself.")
            };
            let _ = set("text", &redacted.into());
            let _ = set("secrets", &secrets.into());
            let _ = set("told", &told.into());
        }
        "pack" => {
            let packed = Some(&text)
                .filter(|text| !text.is_empty() && text.len() <= LONGEST_SHARED)
                .map(|text| base64(&compress_to_vec(text.as_bytes(), 9)))
                .filter(|packed| packed.len() <= LONGEST_FRAGMENT);
            if packed.is_some() {
                let _ = set("secrets", &in_words(&secrets(&text)).into());
            }
            let told = if text.is_empty() {
                "There is nothing to share yet."
            } else {
                "This is too long for an address. Shorten it to the part that matters."
            };
            let _ = set("told", &told.into());
            let _ = set("text", &packed.map_or(JsValue::NULL, JsValue::from));
        }
        "unpack" => {
            let unpacked = unbase64(&text)
                .and_then(|bytes| decompress_to_vec_with_limit(&bytes, LONGEST_SHARED).ok())
                .and_then(|bytes| String::from_utf8(bytes).ok());
            let told = "The address holds something that cannot be read: it may have been cut off on the way.";
            let _ = set("told", &told.into());
            let _ = set("text", &unpacked.map_or(JsValue::NULL, JsValue::from));
        }
        _ => {}
    }
    // A copy without prototypes or methods: what a message may hold.
    JSON::stringify(&answer).map_or(JsValue::NULL, JsValue::from)
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

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as base64url without padding (RFC 4648 §5), which an address can hold as it is.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            text.push(ALPHABET[(word >> (18 - 6 * at) & 63) as usize].into());
        }
    }
    text
}

fn unbase64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut word, mut bits) = (0u32, 0);
    for byte in text.bytes() {
        let digit = ALPHABET.iter().position(|digit| *digit == byte)?;
        word = (word << 6 | digit as u32) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
        }
    }
    Some(bytes)
}
