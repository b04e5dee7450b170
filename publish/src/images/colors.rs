//! The colors of the site, read from the one place where they are decided.

use anyhow::{Context, Result, ensure};
use site::content::tokens;

/// The color that a token has in the dark theme, as `#rrggbb` or `#rgb`.
pub fn dark(name: &str) -> Result<&'static str> {
    let token = tokens::find(name)
        .with_context(|| format!("style/tokens.css has no --{name}, which the images need"))?;
    let [_, color] = token.themes();
    ensure!(
        color.strip_prefix('#').is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())),
        "--{name} in style/tokens.css is {:?}; the images need #rrggbb or light-dark(#rrggbb, #rrggbb)",
        token.value
    );
    Ok(color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_color_is_that_of_the_dark_theme() {
        assert_eq!(dark("paper").expect("a color"), "#000");
        assert_eq!(dark("accent-1").expect("a color"), "#ff6b35");
        for wrong in ["gap-1", "none"] {
            let error = dark(wrong).expect_err("no color").to_string();
            assert!(
                error.contains(&format!("--{wrong}")) && error.contains("tokens.css"),
                "{error}"
            );
        }
    }
}
