//! What needs more program than a first visit should wait for, beside the page in a worker: explaining what was
//! pasted, and comparing. `publish` makes the prerendered comparisons with the same [`comparison`].

pub mod comparison;

/// The text with the five signs that mean something in HTML written as references, and without NUL,
/// which HTML cannot hold.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\0' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
