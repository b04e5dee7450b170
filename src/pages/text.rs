//! A page of text: it is shown as it was prepared.

use crate::article::Article;
use leptos::prelude::*;
use std::sync::Arc;

/// The page.
pub fn view(article: Arc<Article>) -> impl IntoView {
    view! { <div class="text" inner_html=article.body.clone()></div> }
}
