//! `/407`: one code.

use crate::{app::Site, article::Article, route::Route, ui::share::ShareButton};
use leptos::prelude::*;
use reference::Entry;
use std::sync::Arc;

/// The page of a code.
pub fn view(entry: &'static Entry, article: Arc<Article>) -> impl IntoView {
    let site = expect_context::<Site>();
    view! {
        <article class="code" data-class=entry.code.class().slug()>
            <p class="back">
                <a href=move || site.search_href()>"← Back to Search"</a>
            </p>
            <header class="hero">
                <h1 tabindex="-1">
                    <span class="figure" translate="no">{entry.code.get()}</span>
                    " "
                    <span class="name">{entry.name}</span>
                </h1>
                <p class="summary">{entry.summary}</p>
                <div class="standing" inner_html=article.lead.clone()></div>
                <ShareButton
                    url=Route::Code(entry).url()
                    title=format!("{} {}", entry.code, entry.name)
                />
            </header>
            <div class="body" inner_html=article.body.clone()></div>
        </article>
    }
}
