//! What a page may run and load: the Content-Security-Policy (CSP Level 3) of the whole site.

use anyhow::{Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use site::{article::Article, content::scripts};
use std::collections::BTreeSet;

/// What every page may do, whatever is inline in it: nothing but what is named here.
const RULES: &str = "default-src 'none'; img-src 'self'; connect-src 'self'; manifest-src 'self'; \
                     worker-src 'self'; base-uri 'none'; form-action 'self'; \
                     require-trusted-types-for 'script'; trusted-types default";

/// The policy of every page. All allow the same scripts, and the style sheets of all articles, since a move brings
/// an article into a page whose policy was sent before.
pub struct Policy(String);

impl Policy {
    /// Allows what is inline in the page around all articles, each script and style by its hash, the style
    /// sheets in the heads of the articles, the front page's own script, and the site's own programs.
    ///
    /// # Errors
    /// There is something inline that no hash can allow: an `on…` or `style` attribute. The text of an article
    /// holds another script: it may have come out of a record.
    pub fn of<'a>(page: &str, articles: impl IntoIterator<Item = &'a Article>) -> Result<Policy> {
        let scripts: Vec<_> = elements(page, "script").filter(|script| script.runs()).collect();
        let home = scripts::plain(scripts::HOME);
        let styles: Vec<_> = elements(page, "style").collect();
        let mut sheets = BTreeSet::new();
        for article in articles {
            sheets.extend(elements(&article.head, "style").map(|sheet| sheet.text));
            for script in elements(&article.main, "script") {
                ensure!(
                    script.text == home,
                    "the page “{}” holds a script that is not one of src/content/scripts.rs: {}",
                    article.title,
                    script.text
                );
            }
        }
        for attribute in [" style=", " onclick=", " onload=", " onerror=", "javascript:"] {
            let outside = outside(page, scripts.iter().chain(&styles));
            ensure!(
                !outside.contains(attribute),
                "index.html holds `{}`, which the site's policy refuses",
                attribute.trim()
            );
        }
        Ok(Policy(format!(
            "{RULES}; script-src 'self' 'wasm-unsafe-eval'{}; style-src{}",
            hashes(scripts.iter().map(|script| script.text).chain([&*home])),
            hashes(styles.iter().map(|style| style.text).chain(sheets))
        )))
    }

    /// The value of the header field. Nobody may show the site in a frame, which only a header can say.
    pub fn header(&self) -> String {
        format!("{}; frame-ancestors 'none'", self.0)
    }

    /// The element for hosts that send no headers; it holds for what stands below it.
    pub fn meta(&self) -> String {
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", self.0)
    }
}

/// An element with text in it, as it stands in a page.
struct Element<'a> {
    start: &'a str,
    text: &'a str,
}

impl Element<'_> {
    /// Whether a browser runs the script: not where its type is that of data, or its text elsewhere.
    fn runs(&self) -> bool {
        !self.start.contains("application/ld+json") && !self.start.contains(" src=")
    }
}

/// The elements of a name, `script` or `style`: their text ends at the first end tag.
fn elements<'a>(page: &'a str, name: &str) -> impl Iterator<Item = Element<'a>> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = page;
    std::iter::from_fn(move || {
        let (start, after) = rest[rest.find(&open)?..].split_once('>')?;
        let (text, after) = after.split_once(&close)?;
        rest = after;
        Some(Element { start, text })
    })
}

/// The page without the text of the elements.
fn outside<'a>(page: &str, elements: impl Iterator<Item = &'a Element<'a>>) -> String {
    elements.fold(page.to_owned(), |page, element| page.replacen(element.text, "", 1))
}

fn hashes<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(|text| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inline_is_allowed_by_its_hash_and_nothing_else_is() {
        let page = "<script>one</script><script type=\"application/ld+json\">{}</script>\
                    <script src=\"/a.js\"></script><style>two</style><script type=\"module\">three</script>";
        let policy = Policy::of(page, []).expect("a policy").header();
        for text in ["one", "two", "three"] {
            let hash = STANDARD.encode(Sha256::digest(text));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{text}: {policy}");
        }
        // With that of the front page's own.
        assert_eq!(policy.matches("sha256-").count(), 4, "{policy}");
        for refused in ["unsafe-inline", "'unsafe-eval'", "*", "http", "data:"] {
            assert!(!policy.contains(refused), "{refused}: {policy}");
        }
    }

    #[test]
    fn an_attribute_that_no_hash_allows_does_not_build() {
        for page in ["<p style=\"color:red\">", "<img onerror=\"x\">", "<a href=\"javascript:x\">"]
        {
            assert!(Policy::of(page, []).is_err(), "{page}");
        }
        assert!(Policy::of("<script>el.innerHTML = '<p style=\"x\">'</script>", []).is_ok());
    }

    #[test]
    fn a_script_in_an_article_does_not_build_unless_it_is_the_front_pages_own() {
        let holding = |script: &str| Article {
            title: "T".to_owned(),
            head: String::new(),
            main: format!("<p>x</p><script>{script}</script>"),
        };
        let own = scripts::plain(scripts::HOME);
        let policy = Policy::of("", [&holding(&own)]).expect("a policy").header();
        assert!(policy.contains(&STANDARD.encode(Sha256::digest(own))), "{policy}");
        assert!(Policy::of("", [&holding("alert(1)")]).is_err());
    }

    #[test]
    fn the_element_says_what_an_element_can() {
        let policy = Policy::of("<script>one</script>", []).expect("a policy");
        assert!(!policy.meta().contains("frame-ancestors"));
        assert!(policy.meta().contains("require-trusted-types-for 'script'"));
    }
}
