//! What hosts read: the fields to send with each file.

use crate::{Files, pages::Template};
use site::route::{base, site_url};

/// What to send with every file, beside the policy.
///
/// Anybody may embed the pictures and read the JSON, hence `cross-origin`: nothing here is secret.
const EVERYWHERE: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
];

/// `_headers`, as Cloudflare Pages and Netlify read it.
///
/// Files whose names change with their content are kept for good; everything else is asked for again, so
/// that a deploy is seen at once.
pub fn files(template: &Template) -> Files {
    let base = base();
    let immutable = "public, max-age=31536000, immutable";
    let for_programs = "Access-Control-Allow-Origin: *\n  X-Robots-Tag: noindex";
    let policy = ("Content-Security-Policy", template.policy().header());
    let everywhere: String = [policy]
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .chain(EVERYWHERE)
        .map(|(name, value)| format!("  {name}: {value}\n"))
        .collect();
    let text = format!(
        "{base}/*\n{everywhere}\n\
         {base}/*.json\n  {for_programs}\n\n\
         {base}/*.md\n  {for_programs}\n  Link: <{site}/:splat>; rel=\"canonical\"\n\n\
         {base}/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n  {for_programs}\n\n\
         {base}/sw.js\n  Cache-Control: no-cache\n\n\
         {base}/_app/*\n  Cache-Control: {immutable}\n\n\
         {base}/app-*\n  Cache-Control: {immutable}\n\n\
         {base}/icon-*\n  Cache-Control: {immutable}\n",
        site = site_url()
    );
    Files::from([("_headers".to_owned(), text)])
}
