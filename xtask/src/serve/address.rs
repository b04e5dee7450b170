//! Which file an address stands for, as CDNs have it: pages have no `.html` and no slash at their
//! end.

/// The files that are for the host alone.
const FOR_HOSTS: [&str; 4] = ["_headers", "_redirects", "_nginx.conf", ".nojekyll"];

/// What is at an address.
#[derive(PartialEq, Eq, Debug)]
pub enum Address {
    /// A file, by its path in the site.
    File(String),
    /// Another address has it.
    Moved(String),
    /// No file.
    Nothing,
}

/// Finds what `target`, a path with or without a query, stands for in a site that is served under
/// `base`. `is_file` says whether the site has a file.
pub fn resolve(base: &str, target: &str, is_file: impl Fn(&str) -> bool) -> Address {
    let (path, query) = target.find('?').map_or((target, ""), |at| target.split_at(at));
    let moved = |to: &str| Address::Moved(format!("{base}/{}{query}", encode(to)));
    if !base.is_empty() && (path == "/" || path == base) {
        return moved("");
    }
    let inside = path.strip_prefix(base).and_then(|path| path.strip_prefix('/'));
    let Some(page) = inside.and_then(decode).filter(|page| is_safe(page)) else {
        return Address::Nothing;
    };
    let stem = page.strip_suffix(".html").unwrap_or(&page);
    if let Some(folder) = folder_of_index(stem).filter(|_| is_file(&format!("{stem}.html"))) {
        return moved(folder);
    }
    if page.is_empty() || page.ends_with('/') {
        let index = format!("{page}index.html");
        let stem = page.trim_end_matches('/');
        return if is_file(&index) {
            Address::File(index)
        } else if is_file(&format!("{stem}.html")) {
            moved(stem)
        } else {
            Address::Nothing
        };
    }
    if stem != page && is_file(&page) {
        return moved(stem);
    }
    let with_ending = format!("{page}.html");
    if is_file(&page) {
        Address::File(page)
    } else if is_file(&with_ending) {
        Address::File(with_ending)
    } else if is_file(&format!("{page}/index.html")) {
        moved(&format!("{page}/"))
    } else {
        Address::Nothing
    }
}

/// The folder, with a slash at its end, of a path that ends in `index`.
fn folder_of_index(stem: &str) -> Option<&str> {
    stem.strip_suffix("index").filter(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// Whether a path stays within the site on every system, and is not one of the files that are for
/// the host alone.
fn is_safe(path: &str) -> bool {
    let folders = path.strip_suffix('/').unwrap_or(path);
    let mut parts = folders.split('/');
    let steps = path.is_empty() || parts.all(|part| !matches!(part, "" | "." | ".."));
    steps && !path.contains(['\\', ':', '\0']) && !FOR_HOSTS.contains(&path)
}

/// A path without its percent-encoding; `None` where that is broken or is no UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let digits = str::from_utf8(digits).ok()?;
        // `from_str_radix` takes a sign, too.
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// A path that may stand in an address.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 11] = [
        "index.html",
        "404.html",
        "407.html",
        "407.json",
        "codes.html",
        "codes/4xx.html",
        "folder/index.html",
        "compare/a b.html",
        "app.wasm",
        "_headers",
        ".well-known/security.txt",
    ];

    fn at(base: &str, target: &str) -> Address {
        resolve(base, target, |path| FILES.contains(&path))
    }

    fn file(path: &str) -> Address {
        Address::File(path.to_owned())
    }

    fn moved(to: &str) -> Address {
        Address::Moved(to.to_owned())
    }

    #[test]
    fn a_page_is_at_the_name_of_its_file_without_html() {
        for (target, path) in [
            ("/", "index.html"),
            ("/?q=proxy+auth", "index.html"),
            ("/404", "404.html"),
            ("/407", "407.html"),
            ("/4%307?x", "407.html"),
            ("/codes", "codes.html"),
            ("/codes/4xx", "codes/4xx.html"),
            ("/folder/", "folder/index.html"),
            ("/407.json", "407.json"),
            ("/app.wasm", "app.wasm"),
            ("/.well-known/security.txt", ".well-known/security.txt"),
        ] {
            assert_eq!(at("", target), file(path), "{target}");
        }
    }

    #[test]
    fn other_forms_of_an_address_move_to_it_and_keep_the_query() {
        for (target, to) in [
            ("/407.html", "/407"),
            ("/404.html", "/404"),
            ("/407/", "/407"),
            ("/407.html?a=b/c&d", "/407?a=b/c&d"),
            ("/407/?x", "/407?x"),
            ("/codes/", "/codes"),
            ("/codes/4xx.html", "/codes/4xx"),
            ("/codes/4xx/", "/codes/4xx"),
            ("/index.html?q=1", "/?q=1"),
            ("/index", "/"),
            ("/folder", "/folder/"),
            ("/folder/index.html", "/folder/"),
            ("/folder/index", "/folder/"),
            ("/compare/a%20b/", "/compare/a%20b"),
        ] {
            assert_eq!(at("", target), moved(to), "{target}");
        }
    }

    #[test]
    fn nothing_is_elsewhere() {
        for target in [
            "/nope",
            "/466",
            "/466.html",
            "/466/",
            "/407.html/",
            "//407",
            "/407//",
            "//example.com/407.html",
            "/codes/index.html",
            "/407.html.html",
            "/_headers",
            "*",
            "http://example.com/407",
        ] {
            assert_eq!(at("", target), Address::Nothing, "{target}");
        }
    }

    #[test]
    fn no_path_leaves_the_site() {
        for target in [
            "/../secret",
            "/codes/../../secret",
            "/%2e%2e/secret",
            "/codes/%2E%2E%2F..%2fsecret",
            "/..%5csecret",
            "/..\\secret",
            "/C:/secret",
            "/C:secret",
            "/.",
            "/..",
            "/../",
            "/a%00b",
            "/%",
            "/%2",
            "/%+1",
            "/%zz",
            "/%ff",
        ] {
            assert_eq!(resolve("", target, |_| true), Address::Nothing, "{target}");
        }
    }

    #[test]
    fn a_site_under_a_path_is_only_there() {
        assert_eq!(at("/x", "/x/407?a"), file("407.html"));
        assert_eq!(at("/x", "/x/"), file("index.html"));
        for (target, to) in [
            ("/", "/x/"),
            ("/?q=1", "/x/?q=1"),
            ("/x", "/x/"),
            ("/x/407.html", "/x/407"),
            ("/x/index.html", "/x/"),
        ] {
            assert_eq!(at("/x", target), moved(to), "{target}");
        }
        for target in ["/407", "/x407", "/xy/407", "/x/../407"] {
            assert_eq!(at("/x", target), Address::Nothing, "{target}");
        }
    }
}
