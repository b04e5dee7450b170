//! How wide a text is going to be, without the reader's fonts: estimates on the wide side, so that what is
//! laid out with them fits with any of the site's stacks.

/// A font as far as its width matters.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Font {
    /// The size in CSS pixels.
    pub size: f64,
    /// Whether every character is as wide as any other.
    pub mono: bool,
}

/// The width of a text in CSS pixels, rather too much than too little.
pub fn width(text: &str, font: Font) -> f64 {
    let ems: f64 = text.chars().map(|c| if font.mono { 0.605 } else { sans(c) }).sum();
    ems * font.size
}

/// The width of a character in em, as in the wider ones of the system fonts.
fn sans(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | ' ' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 0.98,
        c if c.is_ascii_uppercase() => 0.7,
        c if c.is_ascii() => 0.61,
        _ => 1.0,
    }
}

/// The text, or as much of its beginning as is at most `room` wide with an ellipsis.
pub fn shortened(text: &str, room: f64, font: Font) -> String {
    if width(text, font) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if width(&short, font) + width("…", font) + width(c.encode_utf8(&mut [0; 4]), font) > room
        {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

/// The text in lines of at most `room`, broken at spaces; what is more than `most` lines is left out with
/// an ellipsis, and a word longer than a line is shortened.
pub fn wrapped(text: &str, room: f64, font: Font, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, font) + width(" ", font) + width(word, font) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| shortened(line, room, font)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SANS: Font = Font { size: 12.0, mono: false };

    #[test]
    fn a_text_that_fits_stays_as_it_is() {
        assert_eq!(shortened("GET /", 100.0, SANS), "GET /");
        assert_eq!(wrapped("Waits 18 seconds", 200.0, SANS, 3), ["Waits 18 seconds"]);
    }

    #[test]
    fn what_is_cut_says_so_and_fits() {
        let text =
            "Sends a SYN to 203.0.113.20:443, and again after 1, 1, 1, 1, 1, 2, 4 and 8 seconds";
        for room in [40.0, 90.0, 150.0] {
            let short = shortened(text, room, SANS);
            assert!(short.ends_with('…') && width(&short, SANS) <= room, "{short}");
            for line in wrapped(text, room, SANS, 2) {
                assert!(width(&line, SANS) <= room, "{line}");
            }
            assert!(wrapped(text, room, SANS, 2).last().is_some_and(|line| line.ends_with('…')));
        }
    }
}
