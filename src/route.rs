//! [`Route`]: every page of the site. Its address is read and printed here; what is built without it, and knows as
//! little of addresses as it needs, stands in ARCHITECTURE.md.

mod site_url;

pub use site_url::site_url;

use facts::{Class, StatusCode};
use reference::{Entry, catalog, compare::Pair, part::from};

/// The path under which the site is hosted, without a slash at its end: empty for a whole host, `/x`
/// for `https://example.com/x`.
pub fn base() -> &'static str {
    base_of(site_url())
}

fn base_of(site_url: &str) -> &str {
    // The address is whole: two slashes stand before the host.
    site_url.match_indices('/').nth(2).map_or("", |(at, _)| from(site_url, at))
}

/// A page of the site. There is no route without a page: what may be missing is checked in making one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Route {
    /// `/`: search, and all codes to browse.
    Home,
    /// `/codes`: all codes by class.
    Codes,
    /// `/codes/4xx`: the codes of a class.
    Class(Class),
    /// `/407`: one code.
    Code(&'static Entry),
    /// `/466`: a number of a class that nobody uses.
    Unused(Unused),
    /// `/explain`: what is in a response, and what is wrong with it.
    Explain,
    /// `/compare`: the pairs of codes that are mistaken for each other; `/compare?with=401,403,407` is any two
    /// or three side by side.
    Compare,
    /// `/compare/401/403`: a pair that records relate, the smaller number first.
    Pair(Pair),
    /// `/choose`: the guide to the code that an API should send; `/choose?path=…` is a place in it.
    Choose,
    /// `/about`: what this is, its sources, how to correct a record.
    About,
    /// `/about/design`: the visual system, every token and part.
    Design,
    /// `/changes`: what changed in the facts.
    Changes,
}

/// A number from 100 to 599 that has no record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unused(StatusCode);

impl Unused {
    /// The number, if it is within the classes of HTTP and has no record.
    pub fn new(code: StatusCode) -> Option<Unused> {
        let unused = code.class() != Class::Other && catalog::find(code).is_none();
        unused.then_some(Unused(code))
    }

    /// The number.
    pub fn code(self) -> StatusCode {
        self.0
    }
}

impl Route {
    /// The page at the path of an address, base path included; `None` where there is none.
    ///
    /// Takes the forms that hosts and people make of an address: with a slash at the end, with `.html`,
    /// and `/index.html` for a folder.
    pub fn parse(path: &str) -> Option<Route> {
        Route::parse_under(base(), path)
    }

    fn parse_under(base: &str, path: &str) -> Option<Route> {
        let path = path.strip_prefix(base)?;
        if !path.is_empty() && !path.starts_with('/') {
            return None;
        }
        let path = path.strip_suffix('/').unwrap_or(path);
        let path = path.strip_suffix(".html").unwrap_or(path);
        let path = path.strip_suffix("/index").unwrap_or(path);
        match path.strip_prefix('/').unwrap_or(path) {
            "" => Some(Route::Home),
            "codes" => Some(Route::Codes),
            "explain" => Some(Route::Explain),
            "compare" => Some(Route::Compare),
            "choose" => Some(Route::Choose),
            "about" => Some(Route::About),
            "about/design" => Some(Route::Design),
            "changes" => Some(Route::Changes),
            page => match page.split_once('/') {
                Some(("codes", slug)) => Class::from_slug(slug).map(Route::Class),
                // In the other order it leads there too. Two codes that no record relates are compared as any two are.
                Some(("compare", pair)) => {
                    let (one, other) = pair.split_once('/')?;
                    let pair = Pair::new(StatusCode::parse(one)?, StatusCode::parse(other)?);
                    Some(pair.map_or(Route::Compare, Route::Pair))
                }
                Some(_) => None,
                None => Route::of_code(StatusCode::parse(page)?),
            },
        }
    }

    /// The page of a number; `None` for one outside the classes that has no record.
    pub fn of_code(code: StatusCode) -> Option<Route> {
        match catalog::find(code) {
            Some(entry) => Some(Route::Code(entry)),
            None => Unused::new(code).map(Route::Unused),
        }
    }

    /// The page that stands at an address where there is nothing: the page about 404.
    pub fn not_found() -> Route {
        Route::Code(catalog::NOT_FOUND)
    }

    /// The path from the root of the site, without the base path: `/407`.
    pub fn path(self) -> String {
        match self {
            Route::Home => "/".to_owned(),
            Route::Codes => "/codes".to_owned(),
            Route::Class(class) => format!("/codes/{}", class.slug()),
            Route::Code(entry) => format!("/{}", entry.code),
            Route::Unused(unused) => format!("/{}", unused.code()),
            Route::Explain => "/explain".to_owned(),
            Route::Compare => "/compare".to_owned(),
            Route::Pair(pair) => {
                format!("/compare/{}/{}", pair.smaller().code, pair.larger().code)
            }
            Route::Choose => "/choose".to_owned(),
            Route::About => "/about".to_owned(),
            Route::Design => "/about/design".to_owned(),
            Route::Changes => "/changes".to_owned(),
        }
    }

    /// What a link to the page holds: the path with the base path before it.
    pub fn href(self) -> String {
        format!("{}{}", base(), self.path())
    }

    /// The page's canonical address, absolute.
    pub fn url(self) -> String {
        format!("{}{}", site_url(), self.path())
    }

    /// The path, without the base path, of the image that stands for the page where it is shared: each code
    /// has its own.
    pub fn card(self) -> String {
        match self {
            Route::Code(entry) => format!("/og/{}.png", entry.code),
            _ => "/og/site.png".to_owned(),
        }
    }

    /// The name of the page's files, without their endings: `407`, `codes/4xx`, `index`.
    pub fn file(self) -> String {
        match self {
            Route::Home => "index".to_owned(),
            _ => self.path().trim_start_matches('/').to_owned(),
        }
    }

    /// Every page that is prerendered: all but those of unused numbers.
    pub fn prerendered() -> impl Iterator<Item = Route> {
        [
            Route::Home,
            Route::Codes,
            Route::Explain,
            Route::Compare,
            Route::Choose,
            Route::About,
            Route::Design,
            Route::Changes,
        ]
        .into_iter()
        .chain(Pair::all().map(Route::Pair))
        .chain(Class::ALL.into_iter().map(Route::Class))
        .chain(catalog::all().iter().map(Route::Code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_route() -> Vec<Route> {
        let unused = (100..600).filter_map(|n| Unused::new(StatusCode::new(n)?)).map(Route::Unused);
        Route::prerendered().chain(unused).collect()
    }

    #[test]
    fn the_site_is_where_the_setting_says_and_an_empty_one_says_nothing() {
        assert_eq!(site_url::address(Some("https://example.com/x/")), "https://example.com/x");
        assert_eq!(site_url::address(Some("")), site_url::address(None));
        assert!(site_url::address(None).starts_with("https://"));
    }

    #[test]
    fn every_route_is_found_again_at_its_own_address() {
        for route in every_route() {
            assert_eq!(Route::parse_under("", &route.path()), Some(route), "{route:?}");
            let under = format!("/x{}", route.path());
            assert_eq!(Route::parse_under("/x", &under), Some(route), "{under}");
        }
    }

    #[test]
    fn the_forms_of_an_address_reach_the_same_page() {
        for route in every_route() {
            let path = route.path();
            let forms = match route {
                Route::Home => vec!["".to_owned(), "/index.html".to_owned(), "/index".to_owned()],
                _ => vec![format!("{path}/"), format!("{path}.html"), format!("{path}/index.html")],
            };
            for form in forms {
                assert_eq!(Route::parse_under("", &form), Some(route), "{form:?}");
            }
        }
    }

    #[test]
    fn two_codes_that_no_record_relates_are_compared_all_the_same() {
        assert_eq!(Route::parse_under("", "/compare/200/503"), Some(Route::Compare));
        let pair = Route::parse_under("", "/compare/403/401");
        assert!(matches!(pair, Some(Route::Pair(_))), "{pair:?}");
    }

    #[test]
    fn an_address_with_no_page_is_no_route() {
        for path in [
            "/nope",
            "/40",
            "/4040",
            "/099",
            "/666",
            "/codes/6xx",
            "/codes/4XX",
            "/codes/4xx/404",
            "//407",
            "/407//",
            "/407.json",
            "/407 ",
            "/about/us",
            "/compare/200",
            "/compare/200/x",
            "/compare/200/503/1",
            "/%34%30%37",
            "407x",
        ] {
            assert_eq!(Route::parse_under("", path), None, "{path:?}");
        }
        for path in ["/407", "/xy/407", "/x407", ""] {
            assert_eq!(Route::parse_under("/x", path), None, "{path:?} is not under /x");
        }
    }

    #[test]
    fn a_number_that_nobody_uses_has_a_page_only_within_the_classes() {
        let route = Route::parse_under("", "/466");
        assert!(matches!(route, Some(Route::Unused(unused)) if unused.code().get() == 466));
        assert_eq!(Route::parse_under("", "/600"), None);
        assert!(matches!(Route::parse_under("", "/999"), Some(Route::Code(_))));
    }

    #[test]
    fn the_base_path_is_the_path_of_the_sites_address() {
        assert_eq!(base_of("https://example.com"), "");
        assert_eq!(base_of("https://example.com/x"), "/x");
        assert_eq!(base_of("https://example.com/x/y"), "/x/y");
    }
}
