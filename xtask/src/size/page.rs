//! What the HTML of a page makes a browser ask for.

/// What a file is to a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The HTML itself.
    Page,
    /// A style sheet, which the first paint waits for.
    Style,
    /// The program.
    Wasm,
    /// JavaScript.
    Script,
    /// The icon that the browser takes of those offered.
    Icon,
    /// The web app manifest.
    Manifest,
    /// The index of the search, which the program fetches.
    Index,
    /// A font.
    Font,
    /// Any other file, an image mostly.
    Image,
}

impl Kind {
    /// The name in tables and in the saved sizes.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Page => "page",
            Kind::Style => "style sheet",
            Kind::Wasm => "WebAssembly",
            Kind::Script => "JavaScript",
            Kind::Icon => "icon",
            Kind::Manifest => "manifest",
            Kind::Index => "search index",
            Kind::Font => "font",
            Kind::Image => "image",
        }
    }

    fn of(address: &str) -> Kind {
        match address.rsplit('.').next().unwrap_or_default() {
            "css" => Kind::Style,
            "wasm" => Kind::Wasm,
            "js" | "mjs" => Kind::Script,
            "webmanifest" => Kind::Manifest,
            "woff2" | "woff" | "ttf" | "otf" => Kind::Font,
            _ => Kind::Image,
        }
    }
}

/// A file that a page asks for.
#[derive(PartialEq, Eq, Debug)]
pub struct Asked {
    /// What it is.
    pub kind: Kind,
    /// Its address as the page says it.
    pub address: String,
}

/// The values of `rel` for which a browser loads what a link names, without being asked.
const LOADED: [&str; 5] = ["stylesheet", "preload", "modulepreload", "manifest", "icon"];

/// The files that a page asks for as it loads, each once, in its order. The page is one that Trunk and
/// `publish` wrote: attributes stand in double quotes.
pub fn asked(html: &str) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    let mut ask = |kind: Kind, address: &str| {
        if !all.iter().any(|asked| asked.address == address) {
            all.push(Asked { kind, address: address.to_owned() });
        }
    };
    let mut icon = None;
    for (tag, text) in tags(html) {
        match tag.split_whitespace().next().unwrap_or_default() {
            "link" => {
                let (rel, href) = (attribute(tag, "rel"), attribute(tag, "href"));
                match href.filter(|_| rel.is_some_and(|rel| LOADED.contains(&rel))) {
                    // Of several a browser takes the last that it can show.
                    Some(href) if rel == Some("icon") => icon = Some(href),
                    Some(href) => ask(Kind::of(href), href),
                    None => {}
                }
            }
            "script" if attribute(tag, "type") == Some("module") => programs(text)
                .chain(attribute(tag, "src"))
                .for_each(|address| ask(Kind::of(address), address)),
            "script" | "img" | "source" | "iframe" | "embed" | "video" | "audio" => {
                attribute(tag, "src")
                    .into_iter()
                    .for_each(|address| ask(Kind::of(address), address));
            }
            "style" => in_css(text).for_each(|address| ask(Kind::of(address), address)),
            _ => {}
        }
    }
    if let Some(icon) = icon {
        ask(Kind::Icon, icon);
    }
    all
}

/// The build whose index the program fetches when the browser is idle: where the page has a search field.
pub fn searched_build(html: &str) -> Option<&str> {
    let has_field = tags(html).any(|(tag, _)| attribute(tag, "data-finder").is_some());
    tags(html).find_map(|(tag, _)| attribute(tag, "data-build")).filter(|_| has_field)
}

/// Each start tag without its brackets, and the text up to the next tag; for scripts and styles, all of it.
fn tags(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once('<')?;
        let (tag, after) = after.split_once('>')?;
        let end = ["script", "style"]
            .iter()
            .find(|name| tag.starts_with(*name))
            .map_or("<".to_owned(), |name| format!("</{name}>"));
        let (text, after) = after.split_at(after.find(&end).unwrap_or(after.len()));
        rest = after;
        Some((tag.trim_end_matches('/'), text))
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split('"').next()
}

/// The files that a module names: strings that end as JavaScript and WebAssembly do.
fn programs(script: &str) -> impl Iterator<Item = &str> {
    script.split(['\'', '"']).filter(|text| text.ends_with(".js") || text.ends_with(".wasm"))
}

/// The addresses in `url(…)` of a style sheet that are files.
fn in_css(css: &str) -> impl Iterator<Item = &str> {
    css.split("url(").skip(1).filter_map(|part| {
        let (address, _) = part.split_once(')')?;
        let address = address.trim_matches(['"', '\'', ' ']);
        (!address.starts_with(['#', '%']) && !address.starts_with("data:")).then_some(address)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(html: &str) -> Vec<(Kind, String)> {
        asked(html).into_iter().map(|asked| (asked.kind, asked.address)).collect()
    }

    #[test]
    fn what_a_page_loads_is_found_once_and_what_it_only_names_is_not() {
        let html = r##"<!doctype html><head>
            <link rel="canonical" href="https://example.com/">
            <link rel="alternate" type="application/json" href="/407.json">
            <link rel="manifest" href="/m.webmanifest">
            <link rel="icon" href="/favicon.ico" sizes="32x32">
            <link rel="apple-touch-icon" href="/touch.png">
            <link rel="icon" href="/icon.svg"/>
            <style>a { background: url(#x), url("data:,"), url('/paper.png') }</style>
            <script>var a = '/none.js' < 1;</script>
            <script type="application/ld+json">{"url": "https://example.com/x.js"}</script>
            <link rel="modulepreload" href="/app.js" crossorigin="anonymous">
            <script type="module">import init from '/app.js'; init('/app.wasm');</script>
            </head><body><a href="https://example.com/">x</a><img alt="" src="/p.png"></body>"##;
        assert_eq!(
            addresses(html),
            [
                (Kind::Manifest, "/m.webmanifest"),
                (Kind::Image, "/paper.png"),
                (Kind::Script, "/app.js"),
                (Kind::Wasm, "/app.wasm"),
                (Kind::Image, "/p.png"),
                (Kind::Icon, "/icon.svg"),
            ]
            .map(|(kind, address)| (kind, address.to_owned()))
        );
    }

    #[test]
    fn a_page_with_a_search_field_has_an_index_to_fetch() {
        let page = r#"<div id="app" data-page="/" data-build="1a"><p></p>"#;
        assert_eq!(searched_build(page), None);
        let field = [page, r#"<div class="answers" data-finder="q"></div>"#].concat();
        assert_eq!(searched_build(&field), Some("1a"));
    }

    #[test]
    fn fonts_and_other_hosts_are_among_what_is_found() {
        let html = r#"<link rel="preload" as="font" href="/a.woff2"><script src="https://example.com/a.js"></script>
                      <style>@font-face { src: url(/b.woff) }</style>"#;
        assert_eq!(
            addresses(html),
            [
                (Kind::Font, "/a.woff2"),
                (Kind::Script, "https://example.com/a.js"),
                (Kind::Font, "/b.woff"),
            ]
            .map(|(kind, address)| (kind, address.to_owned()))
        );
    }
}
