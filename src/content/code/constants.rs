//! The code's constant in languages and frameworks.

use super::exchange::copy;
use crate::content::Facts;
use leptos::prelude::*;
use reference::Entry;

/// A row a language: the constant, or where the library has none, how to send the number.
pub fn view(entry: &'static Entry, facts: &Facts) -> impl IntoView + use<> {
    let rows = facts
        .languages
        .iter()
        .zip(facts.constants(entry.code))
        .map(|(language, constant)| {
            view! {
                <tr>
                    <th scope="row">
                        {language.language.clone()} " "
                        <small>
                            <a href=language.source.clone()>{language.library.clone()}</a>
                        </small>
                    </th>
                    <td>
                        <div class="copyable">
                            <code translate="no">{constant.expression}</code>
                            {copy("constant")}
                        </div>
                        {(!constant.named).then(|| view! { <small>"No constant: send the number"</small> })}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
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
