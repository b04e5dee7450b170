//! Parts of texts, for what runs in the browser: without the tables that the standard library makes before it
//! looks for one, and without its words for a slice that is none, for which it brings along what it knows of all
//! characters. Both together would be a twentieth of the program.

/// Where a part of a text begins, in bytes.
pub fn find(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len().max(1)).position(|window| window == part.as_bytes())
}

/// Whether a text has this part.
pub fn holds(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// A text with something else in place of a part, wherever that is.
pub fn replace(text: &str, part: &str, by: &str) -> String {
    let (mut replaced, mut rest) = (String::new(), text);
    while let Some(at) = find(rest, part) {
        replaced.push_str(until(rest, at));
        replaced.push_str(by);
        rest = from(rest, at + part.len());
    }
    replaced + rest
}

/// A text from a byte on; nothing where no character begins there.
pub fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// A text up to a byte; nothing where no character ends there.
pub fn until(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_and_replaced_wherever_it_is() {
        assert_eq!(find("é://x", "://"), Some(2));
        assert_eq!(find("::", ":::"), None);
        assert!(holds("aab", "ab") && !holds("", "a") && !holds("a", ""));
        assert_eq!(replace("%20é%20%2", "%20", "+"), "+é+%2");
        assert_eq!(replace("a", "", "b"), "a");
    }

    #[test]
    fn what_is_no_part_is_nothing() {
        assert_eq!((from("é!", 2), from("é!", 1), from("é!", 9)), ("!", "", ""));
        assert_eq!((until("é!", 2), until("é!", 1), until("é!", 9)), ("é", "", ""));
    }
}
