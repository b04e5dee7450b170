//! `/about`: what this is, where its facts come from, how to cite and correct them.

use super::{
    Facts,
    head::{page, with_feed, with_trail},
    prose::inline_html,
};
use crate::{
    head::{Head, SITE_NAME},
    route::{Route, base, site_url},
};
use facts::{LICENSE_URL, Language, Snapshot};
use leptos::prelude::*;
use reference::catalog;

/// The head of the page about the site.
pub fn head() -> Head {
    let head = page(
        Route::About,
        format!("About - {SITE_NAME}"),
        "What this reference is, which documents and registries its facts come from, and how to cite it \
         or correct it.",
    );
    with_trail(with_feed(head), &[("About".to_owned(), Route::About)])
}

/// The page.
pub fn view(facts: &Facts) -> impl IntoView + use<> {
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
            <li>"For unofficial codes, the vendor’s own documentation where there is some, linked on the code’s page."</li>
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
            <dd>"Its vendor writes it to logs or metrics; no client receives it from there."</dd>
            <dt>"informal"</dt>
            <dd>"Met in the wild, defined by nobody."</dd>
        </dl>
        <h2 id="cite">"Citing"</h2>
        <p>
            "Each code has a lasting address, its number: "
            <code class="long" translate="no">{site_url()} "/407"</code>
            ". For a rule, cite the section that the page names rather than the page."
        </p>
        <h2 id="correct">"Correcting a record"</h2>
        <p>
            "Each code is one JSON file in the project’s "
            <code translate="no">"data/codes/"</code>
            " folder, named by its number. Change the file, name the section that supports the change in "
            "its " <code translate="no">"sources"</code> ", run "
            <code translate="no">"cargo xtask check"</code>
            ", which says within seconds which rule a record breaks and where, and propose the change. "
            <a href=Route::Changes.href()>"What changed"</a> " is listed there, newest first."
        </p>
        <h2 id="programs">"For programs"</h2>
        <p>
            "The same facts, under addresses and names that stay the same. Any origin may fetch them. Version "
            {facts.version().to_owned()} " of the data; license "
            <a href=LICENSE_URL>"CC BY 4.0"</a> "."
        </p>
        <p>
            "Members may be added, and values to lists such as the states; a name that is there stays, and so does
            its meaning. So the schemas allow members that they do not name, and a program should ignore what it
            does not know. Additions are listed among " <a href=Route::Changes.href()>"the changes"</a> ". "
            <code translate="no">"version"</code> " is the date of the newest change; "
            <code translate="no">"revision"</code> " changes whenever any of the data does."
        </p>
        <p>
            "A number without a record, such as " <code translate="no">"/427.json"</code>
            ", is a 404 with HTML. Each file has an " <code translate="no">"ETag"</code>
            ": asked for again with " <code translate="no">"If-None-Match"</code>
            ", it is a 304 while it is unchanged. Scripts of other origins send a "
            <code translate="no">"GET"</code> " without fields of their own, since no preflight is answered; the
            browser’s cache adds that field by itself."
        </p>
        <dl>
            <dt><a href=format!("{}/codes.json", base())>"/codes.json"</a></dt>
            <dd>
                "Every code: "
                <code class="long" translate="no">
                    "code, name, class, state, registration, summary, url, turn, caching, content, retry, methods, aliases, unknown_as, variants"
                </code> ", as " <a href=format!("{}/schema/codes.json", base())>"its JSON Schema"</a>
                " describes them."
            </dd>
            <dt><a href=format!("{}/407.json", base())>"/407.json"</a></dt>
            <dd>
                "The whole record of a code, as " <a href=format!("{}/schema/code.json", base())>"its JSON Schema"</a>
                " describes it."
            </dd>
            <dt><a href=format!("{}/records.json", base())>"/records.json"</a></dt>
            <dd>
                "All records in one file, each as in its own file, as "
                <a href=format!("{}/schema/records.json", base())>"its JSON Schema"</a> " describes them."
            </dd>
            <dt><a href=format!("{}/407.md", base())>"/407.md"</a></dt>
            <dd>"The page of a code as Markdown."</dd>
            <dt>
                <a href=format!("{}/llms.txt", base())>"/llms.txt"</a> ", "
                <a href=format!("{}/llms-full.txt", base())>"/llms-full.txt"</a>
            </dt>
            <dd>"The index for language models, and every page in one file."</dd>
            <dt><a href=format!("{}/search.json", base())>"/search.json"</a></dt>
            <dd>
                "What the search knows: keywords of each code, what software says with it, synonyms, and the index.
                The file says how a word is looked up, and "
                <a href=format!("{}/schema/search.json", base())>"its JSON Schema"</a> " describes it."
            </dd>
            <dt>
                <a href=format!("{}/changes.json", base())>"/changes.json"</a> ", "
                <a href=format!("{}/feed.xml", base())>"/feed.xml"</a>
            </dt>
            <dd>
                "Changes in the facts, newest first, as JSON and as an Atom feed: each with the codes that it is
                about, if any. "
                <a href=format!("{}/schema/changes.json", base())>"A JSON Schema"</a> " describes the JSON."
            </dd>
        </dl>
        <h2 id="constants">"Constants"</h2>
        <p>
            "A test compares the names of codes in languages and frameworks with the libraries "
            "themselves where their packages could be opened; the others were read in public source. A library "
            "may have its own name for a number."
        </p>
        <dl>
            {facts.languages.iter().map(|one| language(one, facts)).collect_view()}
        </dl>
        <h2 id="keys">"Keys"</h2>
        <p>
            "On every page " <kbd>"Ctrl"</kbd> " " <kbd>"K"</kbd> " or " <kbd>"⌘"</kbd> " " <kbd>"K"</kbd>
            " leads to the search, and so does " <kbd>"/"</kbd>
            ". There the arrows choose, Enter opens, Ctrl or ⌘ with Enter opens in a new tab, and Escape goes back."
        </p>
        <p class="needs-program">
            <label>
                <input type="checkbox" data-action="slash" checked /> " " <kbd>"/"</kbd>
                " leads to the search. If you dictate, or type it by mistake, you can turn it off for this browser."
            </label>
        </p>
        <h2 id="privacy">"Privacy"</h2>
        <p>
            "What you type or paste is read in your browser and sent nowhere. A search is in the address of
            the page, so that links and Back lead to it; the host of the site sees it when that address is
            loaded: by a reload, by a link that you share, or by Enter before the page’s program is there. There
            are no cookies, no counters and no third parties. Your browser keeps your choice of light or dark
            and of the key for the search, the six codes that you looked up last, until you clear them, and a copy of the site for times without
            a network; a tab keeps, until it is closed, the address of its last search and what you pasted, at “Explain” or into the search."
        </p>
        <h2 id="look">"How it looks"</h2>
        <p>
            <a href=Route::Design.href()>"The visual system"</a>
            ": every color, size and part of the site in its states."
        </p>
    }
}

fn language(language: &Language, facts: &Facts) -> impl IntoView + use<> {
    let snapshot = language.snapshot.as_ref().and_then(|name| facts.snapshots.get(name));
    let standing = match (snapshot, &language.read) {
        (Some(Snapshot { package, version, .. }), None) => {
            format!("Verified against {package} {version}.")
        }
        (Some(Snapshot { package, version, .. }), Some(read)) => {
            format!(
                "Verified against {package} {version}; names that are newer were read in {read}."
            )
        }
        (None, Some(read)) => format!("Not verified; read in {read}."),
        (None, None) => "Not verified.".to_owned(),
    };
    view! {
        <dt>
            {language.language.clone()} " "
            <a href=language.source.clone()>{language.library.clone()}</a>
        </dt>
        <dd>
            <span inner_html=inline_html(&language.how)></span>
            " "
            {standing}
        </dd>
    }
}
