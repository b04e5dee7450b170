//! The code's constant in languages and frameworks.

use crate::{
    content::{Facts, parts::copyable},
    route::Route,
};
use leptos::prelude::*;
use reference::Entry;

/// A row a language: the constant, or where the library has none, how to send the number. The libraries' own
/// pages are linked from the page about the site alone: their addresses are half of the bytes of this table,
/// and the same on the page of each code.
pub fn view(entry: &'static Entry, facts: &Facts) -> impl IntoView + use<> {
    let constants = facts.constants(entry.code);
    let is_named = constants.iter().any(|constant| constant.named);
    let rows = constants
        .into_iter()
        .map(|constant| {
            let since = constant.since.map(|since| format!("Since {since}"));
            let expression = view! { <code translate="no">{constant.expression}</code> };
            view! {
                <tr>
                    <th scope="row">
                        {constant.language.to_owned()} " "
                        <small>{constant.library.to_owned()}</small>
                    </th>
                    <td>
                        {copyable(expression, "constant")}
                        {(is_named && !constant.named).then(|| view! { <small>"No constant: the number"</small> })}
                        {since.map(|since| view! { <small>{since}</small> })}
                    </td>
                </tr>
            }
        })
        .collect_view();
    let about = format!("{}#constants", Route::About.href());
    view! {
        <p>
            {if is_named { "The library’s own name for the number. " } else { "No library has a name for it: this is how each takes the number. " }}
            <a href=about>"Each library, how its names are imported, and what they were verified against"</a> "."
        </p>
        <div class="scroll" role="region" tabindex="0" aria-label="Constants">
            <table class="constants">
                <thead>
                    <tr>
                        <th scope="col">"Language"</th>
                        <th scope="col">"Constant"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
