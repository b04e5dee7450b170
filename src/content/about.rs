//! `/about`: what this is, where its facts come from, how to cite and correct them.

use crate::head::SITE_NAME;
use leptos::prelude::*;
use reference::catalog;

/// The page.
pub fn view() -> impl IntoView {
    let registered = catalog::all().iter().filter(|entry| entry.vendor.is_none()).count();
    let unofficial = catalog::all().len() - registered;
    view! {
        <h1 tabindex="-1">"About " {SITE_NAME}</h1>
        <p class="lead">
            "A reference for whoever meets an HTTP status code: what it means, when to send it, when not
            to, an example, and the section of the document that says so. It covers the "
            {registered} " numbers that IANA lists as assigned, temporary or unused, and " {unofficial}
            " that vendors send or log without registering them."
        </p>
        <h2 id="sources">"Where the facts come from"</h2>
        <ul>
            <li>
                <a href="https://www.rfc-editor.org/rfc/rfc9110.html">"RFC 9110, HTTP Semantics"</a>
                ", and the other RFCs that define a code. Each statement that is a rule names its section.
                Where a blog or habit disagrees with an RFC, the RFC is followed and the habit is named as
                one."
            </li>
            <li>
                "The "
                <a href="https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml">
                    "HTTP Status Code Registry"
                </a> " of IANA, for names and registrations. A test holds every record against a copy of it."
            </li>
            <li>"For unofficial codes, the vendor’s own documentation, linked on the code’s page."</li>
        </ul>
        <h2 id="words">"How a code’s standing is named"</h2>
        <dl>
            <dt>"obsolete"</dt>
            <dd>"Registered, but its definition was withdrawn or deprecated."</dd>
            <dt>"reserved"</dt>
            <dd>"Registered as “(Unused)”: kept free, with no meaning."</dd>
            <dt>"temporary"</dt>
            <dd>"Registered while its document is being written."</dd>
            <dt>"experimental"</dt>
            <dd>"Defined by an RFC of the Experimental category."</dd>
            <dt>"unofficial"</dt>
            <dd>"Not registered: a vendor sends it, or once sent it (retired)."</dd>
            <dt>"log-only"</dt>
            <dd>"Written to logs or metrics; no client receives it."</dd>
            <dt>"informal"</dt>
            <dd>"Met in the wild, with nobody who defines it."</dd>
        </dl>
        <h2 id="cite">"Citing"</h2>
        <p>
            "Each code has a lasting address, its number: "
            <code translate="no">{crate::route::site_url()} "/407"</code>
            ". For a rule, cite the section that the page names rather than the page."
        </p>
        <h2 id="correct">"Correcting a record"</h2>
        <p>
            "Each code is one JSON file in the project’s "
            <code translate="no">"data/codes/"</code>
            " folder, named by its number. Change the file, name the section that supports the change in its "
            <code translate="no">"sources"</code>
            ", and propose it: the build refuses a record that breaks a rule and says which."
        </p>
        <h2 id="privacy">"Privacy"</h2>
        <p>
            "Nothing you type leaves the browser. There are no cookies, no counters and no third parties;
            the one thing kept is your choice of light or dark, in your browser."
        </p>
    }
}
