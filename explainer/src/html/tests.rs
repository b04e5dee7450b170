//! What a report looks like, of texts as people paste them.

use super::*;
use reference::explain::explain;

fn html(text: &str) -> String {
    report(&explain(text), text, "")
}

/// A line of a log.
fn logged_with(code: u16) -> String {
    format!("::1 - - [15/Nov/2022:08:12:31 +0000] \"GET / HTTP/1.1\" {code} 1\n")
}

/// The codes of the sections, in their order.
fn codes(html: &str) -> Vec<&str> {
    let sections = html.split("data-response data-code=\"").skip(1);
    sections.filter_map(|section| section.split('"').next()).collect()
}

#[test]
fn of_a_log_each_code_is_told_once_and_what_failed_comes_first() {
    let [ok, bad] = [200, 502].map(logged_with);
    let log = [ok.repeat(280), bad.repeat(10), ok.repeat(9), bad].concat();
    let html = html(&log);
    assert_eq!(codes(&html), ["502", "200"]);
    let verdict = "300 responses. <a href=\"#response-1\">11 × 502</a>, <a href=\"#response-2\">289 × 200</a>.";
    assert!(html.contains(verdict), "{html}");
    assert!(html.contains("11 responses: the first in line 281, the last in line 300."));
    let lines = [281, 300].map(|number| html.find(&format!("data-line=\"{number}\"")));
    assert!(lines[0] < lines[1] && lines[0].is_some(), "{html}");
    assert!(!html.contains("not shown"), "{html}");
    assert_eq!(told(&explain(&log)), "11 × 502, 289 × 200");
}

#[test]
fn what_is_to_be_said_of_each_line_with_a_code_is_said_once_and_of_one_of_them_with_it() {
    let same = html(&logged_with(520).repeat(3));
    assert_eq!(same.matches("data-finding=\"unofficial-code\"").count(), 1);
    assert!(!same.contains("class=\"quoted\""), "{same}");
    let line = |what: &str| format!("2026/11/30 09:30:00 [error] 7#7: *1 {what}\n");
    let refused = "connect() failed (111: Connection refused) while connecting to upstream";
    let closed =
        "upstream prematurely closed connection while reading response header from upstream";
    let both = html(&[refused, closed, refused].map(line).concat());
    assert_eq!(codes(&both), ["502"]);
    assert_eq!(both.matches("data-finding=\"status-not-named\"").count(), 2);
    assert_eq!(both.matches("class=\"quoted\"").count(), 2);
}

#[test]
fn the_lines_of_a_log_that_are_not_explained_are_named() {
    let log = logged_with(404).repeat(2);
    assert!(!html(&log).contains("not explained"));
    let one = html(&[&*log, "reopening logs\n"].concat());
    assert!(one.contains(">Line 3 names no status and is not explained.<"), "{one}");
    let two = html(&["started\n", &*log, "reopening logs\n"].concat());
    assert!(
        two.contains(">2 lines name no status and are not explained: the first is line 1.<"),
        "{two}"
    );
}

#[test]
fn full_responses_keep_their_order_and_a_section_each() {
    let redirected = "HTTP/1.1 200 OK\nServer: a\n\nHTTP/1.1 500 X\nServer: a\n\n";
    assert_eq!(codes(&html(&redirected.repeat(2))), ["200", "500", "200", "500"]);
    let entry = |status: u16| {
        format!(
            r#"{{"request":{{"method":"GET","headers":[]}},"response":{{"status":{status},"headers":[{{"name":"Server","value":"a"}}]}}}}"#
        )
    };
    let har = |statuses: &[u16]| {
        let entries: Vec<_> = statuses.iter().map(|status| entry(*status)).collect();
        html(&format!(r#"{{"log":{{"entries":[{}]}}}}"#, entries.join(",")))
    };
    assert_eq!(codes(&har(&[200, 500, 200])), ["200", "500", "200"]);
    // Of more than are shown, those that failed are.
    let many = har(&[&[200; 30][..], &[500], &[200; 9]].concat());
    assert_eq!(codes(&many).len(), MOST_SHOWN);
    assert!(codes(&many).contains(&"500"), "{many}");
}

#[test]
fn only_of_a_message_it_is_said_that_it_breaks_no_rule() {
    let date = "Date: Mon, 30 Nov 2026 10:00:00 GMT";
    let message = html(&format!("HTTP/1.1 404 Not Found\n{date}\n"));
    assert!(message.contains("breaks no rule") && !message.contains("Only a status"));
    for text in [
        "404",
        "HTTP/1.1 404 Not Found\n",
        r#"{"title":"Gone","status":410}"#,
        "AxiosError: Request failed with status code 404",
        "curl: (22) The requested URL returned error: 404",
        &logged_with(404),
    ] {
        let html = html(text);
        assert!(!html.contains("breaks no rule") && html.contains("Only a status"), "{html}");
    }
    let log = html(&logged_with(404).repeat(2));
    assert!(!log.contains("breaks no rule") && log.contains("has only a status"), "{log}");
}

#[test]
fn how_many_findings_there_are_is_said_before_them() {
    let many = html("HTTP/1.1 405 Method Not Allowed\nAge: x\nDate: x\nExpires: 0\n");
    let number =
        |severity| many.matches(&format!("<strong class=\"severity\">{severity}</strong>")).count();
    assert_eq!(["error", "warning", "note"].map(number), [3, 0, 1], "{many}");
    assert!(many.contains("<p class=\"counts\">3 errors, 1 note:</p><ul"), "{many}");
    assert!(!html("HTTP/2 299 Odd\ndate: Mon, 30 Nov 2026 10:00:00 GMT\n").contains("counts"));
}

#[test]
fn nothing_of_the_input_is_markup() {
    let text = "HTTP/1.1 299 <b onclick='x'>&\"\nLocation: <script>\nSer<i>ver: \"'\n<img>: x\n";
    let html = html(text);
    for bad in ["<b ", "<script", "<i>", "<img", "onclick='"] {
        assert!(!html.contains(bad), "{bad} in {html}");
    }
}

#[test]
fn only_a_number_that_has_a_page_is_a_link() {
    for (code, is_link) in [
        ("404", true),
        ("466", true),
        ("599", true),
        ("783", true),
        ("999", true),
        ("600", false),
        ("742", false),
        ("4040", false),
    ] {
        let html = html(&format!("HTTP/1.1 {code} X\n"));
        assert_eq!(html.contains(&format!("<a href=\"/{code}\">")), is_link, "{html}");
    }
}

#[test]
fn what_a_report_comes_to_fits_a_line() {
    for (text, line) in [
        (
            "HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n",
            "405 Method Not Allowed: 1 error, 1 warning",
        ),
        ("404", "404 Not Found: only a status"),
        ("HTTP/2 299 Odd\ndate: Mon, 30 Nov 2026 10:00:00 GMT\n", "299 Odd: 1 warning"),
        ("", ""),
    ] {
        assert_eq!(told(&explain(text)), line, "{text:?}");
    }
}

#[test]
fn words_without_a_status_lead_to_the_search_in_what_no_browser_sends() {
    let found = html("GET /a HTTP/1.1\n\n<p>\n  worker failed (11: Resource unavailable)\nmore");
    let address = "\"/#text=worker%20failed%20%2811%3A%20Resource%20unavailable%29\"";
    assert!(found.contains(address), "{found}");
    for text in [
        "",
        "GET /a HTTP/1.1\nHost: a",
        "curl https://a.example/",
        "TypeError: Failed to fetch",
        "connect() failed (111: Connection refused)",
        "{\n}",
        "HTTP/1.1 404 Not Found\n",
    ] {
        assert!(!html(text).contains("text="), "{text:?}: {}", html(text));
    }
}

#[test]
fn the_line_that_a_finding_is_about_is_quoted_and_marked() {
    assert!(!html("GET https://a.example/ net::ERR_FAILED 200 (OK)").contains("Nothing to do"));
    let html = html("HTTP/1.1 200 OK\nDate: yesterday\nContent-Length: 0\n");
    assert!(html.contains("Nothing to do"), "{html}");
    assert!(
        html.contains("<span class=\"line\" data-line=\"2\">Date: yesterday\n</span>"),
        "{html}"
    );
    assert!(html.contains("<mark data-severity=\"error\">Date: yesterday</mark>"), "{html}");
}

#[test]
fn what_is_on_the_wire_is_set_as_such() {
    assert_eq!(prose("A `b` <c>."), "A <code translate=\"no\">b</code> &lt;c&gt;.");
    assert_eq!(prose("One ` alone."), "One ` alone.");
    assert_eq!(prose("“a`b`c`d” is no `X`."), "“a`b`c`d” is no <code translate=\"no\">X</code>.");
}

#[test]
fn a_vendors_number_that_another_means_is_told_as_the_others() {
    let report = html("HTTP/1.1 540 Project Paused\nContent-Length: 0\n");
    assert!(report.contains("540 Project Paused</a></h2>"), "{report}");
    assert!(report.contains("What Supabase means by it"), "{report}");
    assert!(!report.contains("Shopify has switched"), "{report}");
    let report = html("HTTP/2 540\n");
    assert!(
        report.contains(
            "known from Shopify: Temporarily Disabled. Supabase has it as Project Paused."
        ),
        "{report}"
    );
}

#[test]
fn of_several_responses_the_one_that_counts_is_named_first() {
    let html = html("HTTP/1.1 100 Continue\n\nHTTP/1.1 404 Not Found\n\n");
    assert!(html.starts_with("<p class=\"verdict\""), "{html}");
    assert!(html.contains("<a href=\"#response-2\">404 Not Found</a>"), "{html}");
    assert_eq!(html.matches("<section data-response").count(), 2);
}

#[test]
fn of_the_lines_of_a_log_none_is_the_answer_of_the_others() {
    let html = html(&"::1 - - [15/Nov/2022:08:12:31 +0000] \"GET / HTTP/1.1\" 404 1\n".repeat(2));
    let verdict =
        "2 responses. <a href=\"#response-1\">2 × 404</a>. Each answers a request of its own.</p>";
    assert!(html.contains(verdict), "{html}");
}

#[test]
fn a_long_input_makes_a_short_page() {
    let many = html(&"HTTP/1.1 404 Not Found\n\n".repeat(5000));
    assert_eq!(many.matches("<section data-response").count(), MOST_SHOWN);
    assert!(many.contains("4980 more are not shown"), "{many}");
    let codes = (400..=420).chain([420]);
    let of_each = html(&codes.map(logged_with).collect::<String>());
    assert_eq!(of_each.matches("<section data-response").count(), MOST_SHOWN);
    assert!(of_each.contains("1 more code is not shown"), "{of_each}");
    assert!(of_each.contains("1 × 406</a>, 13 with other codes."), "{of_each}");
    // Who counts stands at the end or among the first: as many are shown.
    let block = |code: u16| format!("HTTP/1.1 {code} X\n\n");
    let [interim, last] = [block(100).repeat(MOST_SHOWN), block(404)];
    for text in [[&*interim, &last].concat(), [&*last, &interim].concat()] {
        let html = html(&text);
        assert_eq!(html.matches("<section data-response").count(), MOST_SHOWN);
        assert!(html.contains("data-code=\"404\"") && html.contains("1 more is not shown"));
    }
    let wide = html(&format!("HTTP/1.1 404 {}\n{}", "x".repeat(100_000), "a: b\n".repeat(10_000)));
    assert!(wide.len() < 40_000, "{}", wide.len());
}
