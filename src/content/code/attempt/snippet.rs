//! Client code for a status, to paste: into the console of the page, where the service worker answers, or into
//! one's own, with another address.

use super::Attempt;
use crate::route::base;
use facts::Class;

/// Asks for the status, and handles it.
pub fn possible(attempt: &Attempt<'_>) -> String {
    let fields = attempt.fields.iter();
    let fields: String = fields
        .map(|(name, value)| format!("    [{}, {}],\n", literal(name), literal(value)))
        .collect();
    let fields = if fields.is_empty() { fields } else { format!("\n{fields}  ") };
    format!(
        "// In the console of this page. In your code: the address of your API.\n\
         const query = new URLSearchParams({{\n  reason: {},\n  fields: JSON.stringify([{fields}]),\n}});\n\
         const response = await fetch(`{}/_try/{}?${{query}}`);\n\n{}",
        literal(attempt.reason),
        base(),
        attempt.status,
        handling(attempt)
    )
}

/// Shows what a script is refused.
pub fn impossible(attempt: &Attempt<'_>) -> String {
    format!("new Response(null, {{ status: {} }}); // throws a RangeError\n", attempt.status)
}

fn handling(attempt: &Attempt<'_>) -> String {
    let code = attempt.status;
    if attempt.is_followed() {
        return format!(
            "// Followed: this is the answer at the Location. {code} itself is never seen.\n\
             console.log(response.redirected, response.status, response.url);\n"
        );
    }
    let named = attempt.fields.iter().filter(|(name, _)| {
        attempt.record.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name))
    });
    let read: String = named
        .map(|(name, _)| format!("console.log(response.headers.get({}));\n", literal(name)))
        .collect();
    match attempt.record.code.class() {
        Class::Successful if attempt.is_without_content() => format!(
            "// No exception, and no content: json() would reject.\n\
             const data = response.status === {code} ? null : await response.json();\n{read}"
        ),
        Class::Successful => format!(
            "if (!response.ok) throw new Error(`HTTP ${{response.status}}`);\n\
             {read}console.log(await response.text());\n"
        ),
        _ => {
            let advice = attempt.record.retry.rule.advice();
            let advice = if advice.is_empty() { String::new() } else { format!("  // {advice}\n") };
            let read = read.replace("console", "  console");
            let text = if attempt.is_without_content() {
                ""
            } else {
                "  console.log(await response.text());\n"
            };
            format!(
                "// No exception: await throws only where there is no response at all.\n\
                 if (response.status === {code}) {{ // and response.ok is false\n{advice}{read}{text}}}\n"
            )
        }
    }
}

/// A string as JavaScript writes it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
