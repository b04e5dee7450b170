//! What hosts read: the fields to send with each file, and the addresses that lead to others.

use crate::{Files, pages::Template};
use reference::compare::Pair;
use site::route::{Route, base, site_url};

/// What to send with every file, beside the policy.
///
/// Anybody may embed the pictures and read the JSON, hence `cross-origin`: nothing here is secret.
const EVERYWHERE: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
];

/// Files whose names change with their content are kept for good. Everything else is asked for again, as
/// hosts have it by themselves, so that a deploy is seen at once.
const FOR_GOOD: &str = "Cache-Control: public, max-age=31536000, immutable";

/// Who came by TLS once comes by it again, though a link says `http` (RFC 6797). Hosts that read `_headers` have it;
/// of nginx whoever sets it up knows.
const BY_TLS: &str = "Strict-Transport-Security: max-age=31536000";

/// For files that programs read: any page may fetch them, and search engines do not list them.
const FOR_PROGRAMS: [&str; 2] = ["Access-Control-Allow-Origin: *", "X-Robots-Tag: noindex"];

/// Addresses that people and feed readers try, and what they mean.
const OTHER_ADDRESSES: [(&str, &str); 4] = [
    ("/atom.xml", "/feed.xml"),
    ("/feed", "/feed.xml"),
    ("/rss.xml", "/feed.xml"),
    ("/status-codes", "/codes"),
];

/// `_headers` and `_redirects`, as Cloudflare Pages and Netlify read them; `_nginx.conf`, which
/// `hosting/nginx.conf` includes; and what keeps GitHub Pages from leaving out names that begin with `_`.
pub fn files(template: &Template) -> Files {
    Files::from([
        ("_headers".to_owned(), headers(template)),
        ("_redirects".to_owned(), redirects()),
        ("_nginx.conf".to_owned(), nginx(template)),
        (".nojekyll".to_owned(), String::new()),
    ])
}

/// What every response carries: the policy first.
fn everywhere(template: &Template) -> Vec<(&'static str, String)> {
    let policy = ("Content-Security-Policy", template.policy().header());
    let others = EVERYWHERE.map(|(name, value)| (name, value.to_owned()));
    [policy].into_iter().chain(others).collect()
}

/// The programs as `Link` values (RFC 8288), so that a host can send them ahead of the page (RFC 8297).
fn hints(template: &Template) -> String {
    let (loader, program) = template.programs();
    format!(
        "<{loader}>; rel=modulepreload; crossorigin, \
         <{program}>; rel=preload; as=fetch; type=\"application/wasm\"; crossorigin"
    )
}

/// Each rule adds to those before it. The hints are for the search page alone: no pattern that every host
/// reads tells pages from files, and a line that takes a field back (`! Link`) is not read by all. Netlify
/// does not fill in `:splat`.
fn headers(template: &Template) -> String {
    let canonical = format!("Link: <{}/:splat>; rel=\"canonical\"", site_url());
    let all: Vec<_> =
        everywhere(template).into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let hints = format!("Link: {}", hints(template));
    let by_tls = site_url().starts_with("https://").then_some(BY_TLS);
    let all: Vec<_> = all.iter().map(String::as_str).chain(by_tls).collect();
    let [cors, unlisted] = FOR_PROGRAMS;
    let atom = "Content-Type: application/atom+xml; charset=utf-8";
    let rules: [(&str, &[&str]); 9] = [
        ("*", &all),
        ("", &[&hints]),
        ("*.json", &[cors, unlisted]),
        ("*.md", &[cors, unlisted, &canonical]),
        ("llm*", &[cors]),
        ("feed.xml", &[atom, cors, unlisted]),
        ("sw.js", &["Cache-Control: no-cache"]),
        ("app-*", &[FOR_GOOD]),
        ("_app/*", &[FOR_GOOD]),
    ];
    // The page's own icon has a hash in its name, those of the manifest (`/icon-192.png`) do not.
    let icons = format!("{}/icon-*.svg\n  {FOR_GOOD}\n", base());
    let rule = |(pattern, fields): &(&str, &[&str])| {
        format!("{}/{pattern}\n  {}\n\n", base(), fields.join("\n  "))
    };
    rules.iter().map(rule).chain([icons]).collect()
}

/// The other addresses, and each pair with its larger number first: some hundred and eighty lines. Cloudflare
/// Pages reads 2,000 of them without a wildcard. nginx knows a pair by its file.
fn redirects() -> String {
    let line = |from: &str, to: &str| format!("{base}{from} {base}{to} 301\n", base = base());
    let others = OTHER_ADDRESSES.iter().map(|(from, to)| line(from, to));
    let pairs = Pair::all().map(|pair| {
        let swapped = format!("/compare/{}/{}", pair.larger().code, pair.smaller().code);
        line(&swapped, &Route::Pair(pair).path())
    });
    others.chain(pairs).collect()
}

/// The part of nginx's configuration that depends on the build, for a `server` block.
fn nginx(template: &Template) -> String {
    let base = base();
    let origin = site_url().strip_suffix(base).unwrap_or(site_url());
    // By its name the site is found beside the one that nginx comes with, which answers for all other names.
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    let mut text = format!(
        "# Written by the build; hosting/nginx.conf includes it.\n\
         server_name {host};\nset $site_base \"{base}\";\nset $site_origin \"{origin}\";\nset $site_hints '{}';\n",
        hints(template)
    );
    for (name, value) in everywhere(template) {
        text.push_str(&format!("add_header {name} \"{value}\" always;\n"));
    }
    if !base.is_empty() {
        text.push_str(&format!("location = {base} {{ return 308 {base}/; }}\n"));
    }
    for (from, to) in OTHER_ADDRESSES {
        text.push_str(&format!("location = {base}{from} {{ return 301 {base}{to}; }}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::tests::PAGE;

    #[test]
    fn any_page_may_fetch_llms_txt_by_each_of_its_names() -> anyhow::Result<()> {
        let headers = headers(&Template::new(PAGE, [])?);
        for file in ["llm.txt", "llms.txt", "llms-full.txt"] {
            let allows = |rule: &str| {
                let (pattern, fields) = rule.split_once('\n').unwrap_or_default();
                let prefix = pattern.strip_suffix('*').unwrap_or(pattern);
                format!("{}/{file}", base()).starts_with(prefix) && fields.contains(FOR_PROGRAMS[0])
            };
            assert!(headers.split("\n\n").any(allows), "{file}: {headers}");
        }
        Ok(())
    }
}
