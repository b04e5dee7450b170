//! The way around: every class, and the codes of the one that is being read. Beside the page on a wide
//! screen; on a narrow one a popover that the bar's button opens, also without JavaScript.

use crate::{app::Site, page::Page, route::Route, words::class_title};
use facts::Class;
use leptos::prelude::*;
use reference::catalog;

/// The class that a page belongs to.
fn class_of(page: &Page) -> Option<Class> {
    match page.route() {
        Route::Code(entry) => Some(entry.code.class()),
        Route::Unused(unused) => Some(unused.code().class()),
        Route::Class(class) => Some(class),
        _ => None,
    }
}

/// The sidebar.
#[component]
pub fn Sidebar() -> impl IntoView {
    let site = expect_context::<Site>();
    let class = Memo::new(move |_| site.page.with(class_of));
    let route = Memo::new(move |_| site.page.with(Page::route));
    let current = move |of: Route| move || (route.get() == of).then_some("page");
    view! {
        <nav id="browse" class="sidebar" popover="auto" aria-label="Codes by class">
            <button
                class="button close"
                type="button"
                popovertarget="browse"
                popovertargetaction="hide"
            >
                "Close"
            </button>
            <ul>
                <li>
                    <a class="class" href=Route::Codes.href() aria-current=current(Route::Codes)>
                        "All codes"
                    </a>
                </li>
                {Class::ALL
                    .into_iter()
                    .map(|of| {
                        let page = Route::Class(of);
                        view! {
                            <li data-class=of.slug()>
                                <a class="class" href=page.href() aria-current=current(page)>
                                    {class_title(of)}
                                </a>
                                {move || {
                                    (class.get() == Some(of))
                                        .then(|| {
                                            let codes = catalog::of_class(of)
                                                .iter()
                                                .map(|entry| {
                                                    let page = Route::Code(entry);
                                                    view! {
                                                        <li>
                                                            <a href=page.href() aria-current=current(page)>
                                                                <b translate="no">{entry.code.get()}</b>
                                                                " "
                                                                {entry.name}
                                                            </a>
                                                        </li>
                                                    }
                                                })
                                                .collect_view();
                                            view! { <ul>{codes}</ul> }
                                        })
                                }}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}
