//! The tokens of `style/tokens.css`: every color, size and font of the site by name, with what it is for.

use std::sync::LazyLock;

/// The style sheet with the custom properties.
const SHEET: &str = include_str!("../../style/tokens.css");

/// The tokens in the order of the sheet.
static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| read(SHEET));

/// Tokens of one kind, under the heading that the sheet gives them.
pub struct Group {
    /// What kind: `Color`.
    pub title: &'static str,
    /// The tokens, in the order of the sheet.
    pub tokens: Vec<Token>,
}

/// A custom property.
pub struct Token {
    /// Its name without the dashes: `paper`.
    pub name: &'static str,
    /// Its value as the sheet has it.
    pub value: &'static str,
    /// What it is for, from the comment behind it.
    pub purpose: &'static str,
}

impl Token {
    /// Its values in the light and in the dark theme: the same twice where the theme makes no difference.
    pub fn themes(&self) -> [&'static str; 2] {
        let both = self.value.strip_prefix("light-dark(").and_then(|both| both.strip_suffix(')'));
        match both.and_then(|both| both.split_once(", ")) {
            Some((light, dark)) => [light, dark],
            None => [self.value; 2],
        }
    }
}

/// All tokens by kind.
pub fn groups() -> &'static [Group] {
    &GROUPS
}

/// The token of a name.
pub fn find(name: &str) -> Option<&'static Token> {
    groups().iter().flat_map(|group| &group.tokens).find(|token| token.name == name)
}

/// Reads `:root` of the sheet, a line at a time: a comment alone is the heading of the tokens below it, the
/// comment behind a token is what it is for.
fn read(sheet: &'static str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let root = sheet.split_once(":root {").map_or("", |(_, after)| after);
    for line in root.lines().map(str::trim).take_while(|line| *line != "}") {
        if let Some(title) = comment(line) {
            groups.push(Group { title, tokens: Vec::new() });
        } else if let (Some(token), Some(group)) = (token(line), groups.last_mut()) {
            group.tokens.push(token);
        }
    }
    groups
}

fn token(line: &'static str) -> Option<Token> {
    let (name, rest) = line.strip_prefix("--")?.split_once(": ")?;
    let (value, purpose) = rest.split_once("; ")?;
    Some(Token { name, value, purpose: comment(purpose)? })
}

fn comment(text: &str) -> Option<&str> {
    text.strip_prefix("/* ")?.strip_suffix(" */")
}

/// How a color stands out from another: the contrast ratio of WCAG 2.2, from 1 to 21. Takes `#rgb` and
/// `#rrggbb`; `None` for any other notation.
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// The relative luminance of WCAG 2.2.
fn luminance(color: &str) -> Option<f64> {
    let digits: Vec<u32> =
        color.strip_prefix('#')?.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    let channels = match digits[..] {
        [r, g, b] => [r * 17, g * 17, b * 17],
        [r1, r2, g1, g2, b1, b2] => [r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2],
        _ => return None,
    };
    let [r, g, b] = channels.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    Some(0.2126 * r + 0.7152 * g + 0.0722 * b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_of_the_sheet_says_what_it_is_for() {
        let root = SHEET.split_once(":root {").and_then(|(_, after)| after.split_once("\n  }"));
        let (root, _) = root.expect("the sheet has :root");
        let written: Vec<_> =
            root.lines().filter_map(|line| line.trim().strip_prefix("--")).collect();
        let read: Vec<_> = groups().iter().flat_map(|group| &group.tokens).collect();
        for line in &written {
            let is_read = read.iter().any(|token| line.starts_with(&format!("{}: ", token.name)));
            assert!(is_read, "style/tokens.css: write `--name: value; /* purpose */` for --{line}");
        }
        assert_eq!(written.len(), read.len());
    }

    #[test]
    fn a_token_has_a_value_for_each_theme() {
        let themes = |name| find(name).expect("a token").themes();
        assert_eq!(themes("paper"), ["#fffdfb", "#000"]);
        assert_eq!(themes("accent-1"), ["#ff6b35", "#ff6b35"]);
        assert!(find("color-of-the-day").is_none());
    }

    #[test]
    fn what_is_read_stands_out_from_every_ground_it_lies_on() {
        let inks = ["ink", "ink-2", "accent-ink"].map(str::to_owned).into_iter();
        let classes = (1..=6).map(|class| format!("class-{class}"));
        for name in inks.chain(classes) {
            for ground in ["paper", "raised", "sunken"] {
                let grounds = find(ground).expect("a token").themes();
                for (ink, ground) in find(&name).expect("a token").themes().iter().zip(grounds) {
                    let ratio = contrast(ink, ground).expect("colors");
                    assert!(ratio >= 4.5, "--{name} {ink} on {ground}: {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(contrast("#000", "#ffffff"), Some(21.0));
        assert_eq!(contrast("#777", "#777777"), Some(1.0));
        assert!((contrast("#767676", "#fff").expect("colors") - 4.54).abs() < 0.01);
        assert_eq!(contrast("1rem", "#fff"), None);
        assert_eq!(contrast("#ff", "#fff"), None);
    }
}
