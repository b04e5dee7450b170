//! What the response tells caches.

use super::Findings;
use crate::explain::{FindingId, Response, is_number, read::start::is_token};

pub(super) fn check(response: &Response, found: &mut Findings) {
    vary(response, found);
    let lines: Vec<usize> = response.values("Cache-Control").map(|(_, line)| line).collect();
    let directives: Vec<Directive<'_>> = response
        .values("Cache-Control")
        .flat_map(|(value, _)| members(value))
        .map(directive)
        .collect();
    contradictions(&directives, &lines, found);
    repeated(&directives, &lines, found);
    names(&directives, &lines, found);
    ages(&directives, &lines, found);
}

/// The name in lower case, and the value.
type Directive<'a> = (String, Option<&'a str>);

fn vary(response: &Response, found: &mut Findings) {
    if let Some((_, line)) = response.value("Vary")
        && response.members("Vary").any(|member| member == "*")
    {
        found.note(
            FindingId::VaryStar,
            "RFC 9110 §12.5.5",
            &[line],
            "`Vary: *` says that the response depends on more than the request shows: no cache can use it without asking again.",
        );
    }
}

/// Directives that rule each other out.
fn contradictions(directives: &[Directive<'_>], lines: &[usize], found: &mut Findings) {
    let has = |name: &str| directives.iter().any(|(directive, _)| directive == name);
    // With a list of field names, private and no-cache are about those fields alone.
    let whole = |name: &str| {
        directives.iter().any(|(directive, value)| directive == name && value.is_none())
    };
    let seconds = |name: &str| {
        let mut values = directives.iter().filter(|(directive, _)| directive == name);
        values.find_map(|(_, value)| value.and_then(|value| value.parse::<u64>().ok()))
    };
    let fresh =
        ["max-age", "s-maxage"].into_iter().find(|name| seconds(name).is_some_and(|s| s > 0));
    // must-understand goes with no-store (RFC 9111 §5.2.2.3).
    if has("no-store") && !has("must-understand") {
        if let Some(other) = fresh.or(has("public").then_some("public")) {
            conflict(
                "RFC 9111 §5.2.2.5",
                lines,
                &format!("no-store forbids keeping the response, so {other} has no effect"),
                found,
            );
        }
    } else if has("public") && whole("private") {
        conflict(
            "RFC 9111 §5.2.2.7",
            lines,
            "public and private contradict each other; caches take the stricter one",
            found,
        );
    } else if whole("private") && seconds("s-maxage").is_some_and(|s| s > 0) {
        conflict(
            "RFC 9111 §5.2.2.10",
            lines,
            "private keeps the response out of shared caches, and s-maxage is for them alone",
            found,
        );
    }
}

/// A directive that stands twice.
fn repeated(directives: &[Directive<'_>], lines: &[usize], found: &mut Findings) {
    // nginx's `expires` beside an `add_header`, and a proxy that adds its own, make two.
    for name in ["max-age", "s-maxage"] {
        let mut values = directives.iter().filter(|(directive, _)| directive == name);
        if let Some((_, first)) = values.next()
            && values.any(|(_, value)| value != first)
        {
            conflict(
                "RFC 9111 §4.2.1",
                lines,
                &format!("{name} has two values that differ; a cache takes the first or none"),
                found,
            );
        }
    }
}

fn names(directives: &[Directive<'_>], lines: &[usize], found: &mut Findings) {
    for (name, _) in directives.iter().filter(|(name, _)| !is_token(name)) {
        found.error(
            FindingId::BadCacheControl,
            "RFC 9111 §5.2",
            lines,
            format!("Cache-Control: “{name}” is not a directive: directives are separated by commas, and “=” comes before a value, without spaces around it."),
        );
    }
}

/// How long a response may be kept.
fn ages(directives: &[Directive<'_>], lines: &[usize], found: &mut Findings) {
    for (name, value) in directives {
        let timed = matches!(name.as_str(), "max-age" | "s-maxage");
        let digits = value.is_some_and(is_number);
        if timed && !digits {
            let value = value.unwrap_or_default();
            found.error(
                FindingId::BadCacheControl,
                if name == "max-age" { "RFC 9111 §5.2.2.1" } else { "RFC 9111 §5.2.2.10" },
                lines,
                format!("Cache-Control: {name} needs a number of seconds, in digits and without quotes, not “{value}”."),
            );
        }
    }
}

/// The members of a list, in which a comma between quotes separates nothing (RFC 9110 §5.6.1).
fn members(list: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let separates = move |c: char| {
        quoted ^= c == '"';
        c == ',' && !quoted
    };
    list.split(separates).map(str::trim).filter(|member| !member.is_empty())
}

/// The name and the value as they stand there: around “=” there is no space.
fn directive(member: &str) -> Directive<'_> {
    let (name, value) = match member.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (member, None),
    };
    (name.to_ascii_lowercase(), value)
}

fn conflict(section: &str, lines: &[usize], why: &str, found: &mut Findings) {
    found.warning(
        FindingId::CacheControlConflict,
        section,
        lines,
        format!("Cache-Control: {why}."),
    );
}
