//! What hosts read: the fields to send with each file.

use crate::Files;
use site::route::base;

/// `_headers`, as Cloudflare Pages and Netlify read it.
///
/// Files whose names change with their content are kept for good; everything else is asked for again, so
/// that a deploy is seen at once.
pub fn files() -> Files {
    let base = base();
    let immutable = "public, max-age=31536000, immutable";
    let text = format!(
        "{base}/*\n  \
           X-Content-Type-Options: nosniff\n  \
           Referrer-Policy: strict-origin-when-cross-origin\n\n\
         {base}/_app/*\n  Cache-Control: {immutable}\n  X-Robots-Tag: noindex\n\n\
         {base}/app-*\n  Cache-Control: {immutable}\n\n\
         {base}/icon-*\n  Cache-Control: {immutable}\n"
    );
    Files::from([("_headers".to_owned(), text)])
}
