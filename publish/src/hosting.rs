//! What hosts read: the fields to send with each file.

use crate::Files;
use site::route::{base, site_url};

/// `_headers`, as Cloudflare Pages and Netlify read it.
///
/// Files whose names change with their content are kept for good; everything else is asked for again, so
/// that a deploy is seen at once.
pub fn files() -> Files {
    let base = base();
    let immutable = "public, max-age=31536000, immutable";
    let for_programs = "Access-Control-Allow-Origin: *\n  X-Robots-Tag: noindex";
    let text = format!(
        "{base}/*\n  \
           X-Content-Type-Options: nosniff\n  \
           Referrer-Policy: strict-origin-when-cross-origin\n\n\
         {base}/*.json\n  {for_programs}\n\n\
         {base}/:page.md\n  {for_programs}\n  Link: <{site}/:page>; rel=\"canonical\"\n\n\
         {base}/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n  {for_programs}\n\n\
         {base}/_app/*\n  Cache-Control: {immutable}\n\n\
         {base}/app-*\n  Cache-Control: {immutable}\n\n\
         {base}/icon-*\n  Cache-Control: {immutable}\n",
        site = site_url()
    );
    Files::from([("_headers".to_owned(), text)])
}
