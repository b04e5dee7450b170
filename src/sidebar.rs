//! The way around: every class, and the codes of the one that is being read. Printed into each page, and
//! again by the browser on a move: hence as text, and not as a view.

use crate::{head::escape, route::Route, words::class_title};
use facts::Class;
use reference::catalog;

/// The attribute of what is no code, which is shown as the classes are.
const CLASS: &str = " class=\"class\"";

/// The items of the sidebar's list, on the page of `route`.
pub fn items(route: Route) -> String {
    let mut html = String::new();
    for class in Class::ALL {
        html.push_str(&["<li data-class=\"", class.slug(), "\">"].concat());
        link(&mut html, Route::Class(class), route, CLASS, &escape(&class_title(class)));
        if class_of(route) == Some(class) {
            html.push_str("<ul>");
            for entry in catalog::of_class(class) {
                html.push_str("<li>");
                let number = entry.code.to_string();
                let text = ["<b translate=\"no\">", &number, "</b> ", &escape(entry.name)].concat();
                link(&mut html, Route::Code(entry), route, "", &text);
                html.push_str("</li>");
            }
            html.push_str("</ul>");
        }
        html.push_str("</li>");
    }
    html
}

/// The class that a page belongs to.
fn class_of(route: Route) -> Option<Class> {
    match route {
        Route::Code(entry) => Some(entry.code.class()),
        Route::Unused(unused) => Some(unused.code().class()),
        Route::Class(class) => Some(class),
        _ => None,
    }
}

fn link(html: &mut String, to: Route, shown: Route, attribute: &str, text: &str) {
    let current = if to == shown { " aria-current=\"page\"" } else { "" };
    html.push_str(
        &["<a", attribute, current, " href=\"", &to.href(), "\">", text, "</a>"].concat(),
    );
}
