//! What needs more program than a first visit should wait for, beside the page in a worker: explaining what was
//! pasted, and comparing. `publish` makes the prerendered comparisons with the same [`comparison`].

pub mod comparison;

/// Up to how many characters code stays whole on a line of any screen: `Access-Control-Allow-Origin` does.
const WHOLE: usize = 28;

/// A word of code as HTML; what is longer than fits on any line may be broken.
pub fn code(words: &str) -> String {
    let long = if words.chars().count() > WHOLE { " class=\"long\"" } else { "" };
    ["<code translate=\"no\"", long, ">", &escape(words), "</code>"].concat()
}

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
