//! The colours of the site, read from the one place where they are decided.

use anyhow::{Context, Result, ensure};

/// The style sheet with the custom properties.
const TOKENS: &str = include_str!("../../../style/tokens.css");

/// The colour that a custom property has in the dark theme, as `#rrggbb` or `#rgb`.
pub fn dark(name: &str) -> Result<&'static str> {
    dark_in(TOKENS, name)
}

fn dark_in<'a>(tokens: &'a str, name: &str) -> Result<&'a str> {
    let start = format!("--{name}:");
    let value = tokens
        .lines()
        .find_map(|line| line.trim().strip_prefix(&start)?.split(';').next())
        .with_context(|| format!("style/tokens.css has no --{name}, which the images need"))?;
    let both = value.trim().strip_prefix("light-dark(").and_then(|both| both.strip_suffix(')'));
    let color = both.and_then(|both| both.split(',').nth(1)).unwrap_or(value).trim();
    ensure!(
        color.strip_prefix('#').is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())),
        "--{name} in style/tokens.css is {value:?}; the images need #rrggbb or light-dark(#rrggbb, #rrggbb)"
    );
    Ok(color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_color_is_that_of_the_dark_theme() {
        let tokens =
            "  --ink: light-dark(#1c1713, #f3eee9);\n  --accent-1: #ff6b35;\n  --gap: 1rem;\n";
        assert_eq!(dark_in(tokens, "ink").expect("a color"), "#f3eee9");
        assert_eq!(dark_in(tokens, "accent-1").expect("a color"), "#ff6b35");
        for wrong in ["gap", "none"] {
            let error = dark_in(tokens, wrong).expect_err("no color").to_string();
            assert!(
                error.contains(&format!("--{wrong}")) && error.contains("tokens.css"),
                "{error}"
            );
        }
    }
}
