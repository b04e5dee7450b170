//! What a page may run and load: the Content-Security-Policy (CSP Level 3) of the whole site.

use anyhow::{Result, bail, ensure};
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
    /// There is something inline that no hash can allow: an `on…` or `style` attribute, or a `javascript:`
    /// address. An article holds another script: it may have come out of a record.
    pub fn of<'a>(page: &str, articles: impl IntoIterator<Item = &'a Article>) -> Result<Policy> {
        let around = elements(page);
        hold(&around, "what is around all articles")?;
        let scripts = around.iter().filter(|element| element.is_inline_script());
        let styles = around.iter().filter(|element| element.is("style"));
        let home = scripts::home();
        let mut sheets = BTreeSet::new();
        for Article { title, head, main } in articles {
            let (head, main) = (elements(head), elements(main));
            for elements in [&head, &main] {
                hold(elements, title)?;
                let mut scripts = elements.iter().filter(|script| script.is_script());
                if let Some(script) = scripts.find(|script| script.text != home) {
                    bail!(
                        "the page “{title}” holds a script that is not one of src/content/scripts.rs: {}",
                        script.text
                    );
                }
            }
            sheets.extend(head.iter().filter(|sheet| sheet.is("style")).map(|sheet| sheet.text));
        }
        Ok(Policy(format!(
            "{RULES}; script-src 'self' 'wasm-unsafe-eval'{}; style-src{}",
            hashes(scripts.map(|script| script.text).chain([&*home])),
            hashes(styles.map(|style| style.text).chain(sheets))
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

/// An element, by its start tag.
struct Element<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    /// What a script or a style sheet holds; empty for others.
    text: &'a str,
}

impl Element<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether a browser runs it: not where its type is that of data.
    fn is_script(&self) -> bool {
        self.is("script") && !self.attributes.contains(&("type", "application/ld+json"))
    }

    /// Whether what a browser runs is its text, and not at another address.
    fn is_inline_script(&self) -> bool {
        self.is_script() && self.attributes.iter().all(|(name, _)| *name != "src")
    }
}

/// Refuses an attribute that runs or styles something: no hash can allow it.
fn hold(elements: &[Element<'_>], place: &str) -> Result<()> {
    for (name, value) in elements.iter().flat_map(|element| &element.attributes) {
        let lower = name.to_ascii_lowercase();
        let is_address = ["href", "xlink:href", "src", "action", "formaction"].contains(&&*lower);
        let scheme = value.trim_ascii_start().split(':').next().unwrap_or_default();
        ensure!(
            lower != "style"
                && !lower.starts_with("on")
                && !(is_address && scheme.eq_ignore_ascii_case("javascript")),
            "“{place}” holds `{name}=\"{value}\"`, which the site's policy refuses"
        );
    }
    Ok(())
}

/// The elements of a page, their tags read as a browser reads them: what stands in a text, in a value, in a
/// script or in a style sheet is no attribute.
fn elements(page: &str) -> Vec<Element<'_>> {
    let mut elements = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (name, mut tag) = until(rest, " \t\n\r\u{c}/>");
        let mut attributes = Vec::new();
        loop {
            tag = tag.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if tag.is_empty() || tag.starts_with('>') {
                break;
            }
            let (name, after) = until(tag, " \t\n\r\u{c}/>=");
            let (value, after) = match after.trim_ascii_start().strip_prefix('=') {
                Some(value) => value_of(value.trim_ascii_start()),
                None => ("", after),
            };
            attributes.push((name, value));
            tag = after;
        }
        rest = tag.strip_prefix('>').unwrap_or_default();
        let mut text = "";
        if ["script", "style"].contains(&name) {
            (text, rest) = rest.split_at(rest.find(&format!("</{name}>")).unwrap_or(rest.len()));
        }
        elements.push(Element { name, attributes, text });
    }
    elements
}

/// The value at the start of a text, with quotes or without, and what follows.
fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(value) = text.strip_prefix(quote) {
            return value.split_once(quote).unwrap_or((value, ""));
        }
    }
    until(text, " \t\n\r\u{c}>")
}

/// The text up to the first of some characters, and the rest.
fn until<'a>(text: &'a str, ends: &str) -> (&'a str, &'a str) {
    text.split_at(text.find(|c| ends.contains(c)).unwrap_or(text.len()))
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
    fn what_no_hash_allows_does_not_build_in_an_article_either() {
        let builds = |head: &str, main: &str| {
            let article =
                Article { title: "T".to_owned(), head: head.to_owned(), main: main.to_owned() };
            Policy::of("", [&article]).is_ok()
        };
        for markup in [
            "<p style=\"color:red\">",
            "<p>x</p><p class=\"a > b\"\nSTYLE = 'color:red'>",
            "<p hidden onfocus=x>",
            "<svg><g/onbegin=\"x\"/></svg>",
            "<a href=\" JavaScript:x\">",
            "<p><a href=x style>",
            "<script type=\"application/ld+json\">{}</script><p onclick=\"x\">",
            "<script>alert(1)</script>",
            "<script src=\"/a.js\"></script>",
            "<script>alert(1)",
        ] {
            assert!(!builds("", markup), "{markup}");
            assert!(!builds(markup, ""), "{markup} in a head");
        }
        for markup in [
            "<p title=\"a style=b onclick=c\" data-on=\"x\" aria-label='JavaScript: x'>",
            "<p>1 < 2 style=b, <code>&lt;p onclick=x&gt;</code> javascript:x</p>",
            "<!--head--><a href=\"/about/design\">style=</a><br/>",
            "<script type=\"application/ld+json\" data-head>{\"a\":\"<p style=x>\"}</script>",
        ] {
            assert!(builds(markup, markup), "{markup}");
        }
    }

    #[test]
    fn a_script_in_an_article_does_not_build_unless_it_is_the_front_pages_own() {
        let holding = |script: &str| Article {
            title: "T".to_owned(),
            head: String::new(),
            main: format!("<p>x</p><script>{script}</script>"),
        };
        let own = scripts::home();
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
