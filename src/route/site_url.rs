//! Where the site is published. `ask`, which is built without the pages, includes this file.

/// Where that is when `SITE_URL` says nothing else.
const DEFAULT: &str = "https://httpcodes.shadowlanes.com";

/// The address of the site, set by `SITE_URL` at build, without a slash at its end.
pub fn site_url() -> &'static str {
    address(option_env!("SITE_URL"))
}

/// The address that a setting gives; one that is empty is none.
pub(super) fn address(setting: Option<&str>) -> &str {
    let set = setting.map(|url| url.trim_end_matches('/'));
    set.filter(|url| !url.is_empty()).unwrap_or(DEFAULT)
}
