//! What a person can count on who pastes a response: which statuses are in it, and what is wrong with them.

use reference::explain::{FindingId, Report, Severity, explain};

fn codes(report: &Report) -> Vec<String> {
    report.responses.iter().map(|response| response.code.to_string()).collect()
}

/// The ids that are found, notes apart.
fn faults(report: &Report) -> Vec<&'static str> {
    let grave = report.all_findings().filter(|finding| finding.severity != Severity::Note);
    grave.map(|finding| finding.id.word()).collect()
}

fn ids(report: &Report) -> Vec<&'static str> {
    report.all_findings().map(|finding| finding.id.word()).collect()
}

const DATE: &str = "Date: Wed, 25 Nov 2026 09:30:00 GMT\r\n";

/// A response with a date: its status line, and its other field lines.
fn response(start: &str, fields: &[&str]) -> Report {
    let fields: String = fields.iter().map(|field| format!("{field}\r\n")).collect();
    explain(&format!("{start}\r\n{DATE}{fields}\r\n"))
}

#[test]
fn the_status_is_found_in_whatever_a_tool_prints() {
    for (input, expected) in [
        ("HTTP/1.1 404 Not Found\nDate: x\n", &["404"][..]),
        ("\n\nHTTP/1.1 404 Not Found\r\nServer: a\r\n\r\n", &["404"]),
        ("HTTP/2 404 \nserver: a\n", &["404"]),
        ("HTTP/3 503\n", &["503"]),
        (":status: 404\nserver: a\n", &["404"]),
        (
            "  HTTP/1.1 301 Moved Permanently\n  Location: /a\n  HTTP/1.1 200 OK\n  Server: a\n",
            &["301", "200"],
        ),
        (
            "> GET / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 401 Unauthorized\n< Server: a\n<\n* done\n",
            &["401"],
        ),
        (
            "* Trying 127.0.0.1\n< HTTP/1.1 100 Continue\n<\n< HTTP/1.1 200 OK\n< Date: x\n<\n{\"a\":1}\n",
            &["100", "200"],
        ),
        (
            "HTTP/1.1 103 Early Hints\nLink: </a>\n\nHTTP/1.1 200 OK\nServer: a\n\nbody\n",
            &["103", "200"],
        ),
        (
            "HTTP/1.1 200 Connection established\n\nHTTP/1.1 404 Not Found\nServer: a\n",
            &["200", "404"],
        ),
        (
            "HTTP/1.1 301 Moved Permanently\nLocation: /a\nContent-Length: 178\n\nHTTP/1.1 200 OK\nServer: a\n",
            &["301", "200"],
        ),
        (
            "HTTP/1.1 200 OK\nContent-Type: text/plain\n\nThe server said:\n\nHTTP/1.1 500 Internal Server Error\n",
            &["200"],
        ),
        (
            "HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 36\n\nHTTP/1.1 500 Internal Server Error\r\n",
            &["200"],
        ),
        (
            "Request URL: https://a.example/\nRequest Method: PUT\nStatus Code: 405 Method Not Allowed\nallow: GET\n",
            &["405"],
        ),
        ("Status Code\n404 Not Found\n", &["404"]),
        (
            r#"203.0.113.9 - - [25/Nov/2026:09:30:00 +0000] "GET /500 HTTP/1.1" 502 157 "-" "curl/8""#,
            &["502"],
        ),
        (
            "requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://a.example/500",
            &["429"],
        ),
        ("AxiosError: Request failed with status code 422", &["422"]),
        ("curl: (56) Received HTTP code 407 from proxy after CONNECT", &["407"]),
        ("curl: (22) The requested URL returned error: 403", &["403"]),
        ("urllib.error.HTTPError: HTTP Error 404: Not Found", &["404"]),
        (
            "java.io.IOException: Server returned HTTP response code: 503 for URL: http://a.example",
            &["503"],
        ),
        ("Response status code does not indicate success: 401 (Unauthorized).", &["401"]),
        ("GuzzleHttp: `GET https://a.example` resulted in a `404 Not Found` response", &["404"]),
        (
            r#"{"response":{"status":405,"statusText":"Method Not Allowed","httpVersion":"HTTP/1.1","headers":[{"name":"Allow","value":"GET"}]}}"#,
            &["405"],
        ),
        (r#"{"type":"about:blank","title":"Gone","status":410}"#, &["410"]),
        ("GET https://example.com/x.js net::ERR_ABORTED 404", &["404"]),
        ("Response status code does not indicate success: 404.", &["404"]),
        ("Response status code does not indicate success: 500 ().", &["500"]),
        ("$ curl -w '%{http_code}' https://a.example\n{\"ok\":false}503", &["503"]),
        ("$ curl -so x -w \"%{http_code} %{time_total}\\n\" https://a.example\n503 0.21", &["503"]),
        (
            "Error making API request.\n\nURL: GET https://a.example\nCode: 403. Errors:\n\n* x",
            &["403"],
        ),
        ("419\nPage Expired", &["419"]),
        ("419\npages are left", &[]),
        (
            "    Expected: 200\n    Received: 401\n\n> 3 | expect(response.status).toBe(200);",
            &["401"],
        ),
        ("expect(response.status).to eq(200)\n\n  expected: 200\n       got: 422\n", &["422"]),
        ("self.assertEqual(response.status_code, 200)\nAssertionError: 403 != 200", &["403"]),
        ("self.assertEqual(200, response.status_code)\nAssertionError: 200 != 403", &["403"]),
        ("assertEqual(response.status_code, 200)\nAssertionError: 403 != 200 : x", &["403"]),
        ("    Expected: 200\n    Received: 401", &[]),
        ("self.assertEqual(total, 200)\nAssertionError: 403 != 200", &[]),
        ("404 https://a.example/x", &["404"]),
        ("200 https://a.example/x", &[]),
        ("nothing of the kind", &[]),
    ] {
        assert_eq!(codes(&explain(input)), expected, "{input}");
    }
}

#[test]
fn an_exception_above_a_status_is_no_field_of_it() {
    let report =
        explain("AccessDeniedException: not authorized\n\tstatus code: 400, request id: 1");
    assert_eq!(codes(&report), ["400"]);
    assert!(!report.responses[0].is_message());
}

#[test]
fn what_a_status_asks_for_is_missed() {
    for (start, expected) in [
        ("HTTP/1.1 405 Method Not Allowed", "missing-allow"),
        ("HTTP/1.1 401 Unauthorized", "missing-www-authenticate"),
        ("HTTP/1.1 407 Proxy Authentication Required", "missing-proxy-authenticate"),
        ("HTTP/1.1 426 Upgrade Required", "missing-upgrade"),
        ("HTTP/1.1 301 Moved Permanently", "missing-location"),
        ("HTTP/1.1 206 Partial Content", "missing-content-range"),
        ("HTTP/1.1 416 Range Not Satisfiable", "missing-content-range"),
        ("HTTP/1.1 304 Not Modified", "304-missing-validator"),
        ("HTTP/1.1 451 Unavailable For Legal Reasons", "missing-blocked-by"),
    ] {
        assert_eq!(faults(&response(start, &[])), [expected], "{start}");
    }
    assert_eq!(ids(&response("HTTP/1.1 429 Too Many Requests", &[])), ["retry-after-suggested"]);
    let without_date = explain("HTTP/1.1 200 OK\nServer: a\n");
    assert_eq!(faults(&without_date), ["missing-date"]);
    // Who sent it may have no clock.
    assert!(without_date.all_findings().all(|finding| finding.severity < Severity::Error));
}

#[test]
fn a_head_without_fields_is_whole_where_its_end_is_seen_and_else_only_a_status_line() {
    for whole in ["\r\n\r\n", "\n\n{\"error\": 1}\n", "\r\n\r\n<html>\r\n", "\n\n[]"] {
        let report = explain(&format!("HTTP/1.1 401 Unauthorized{whole}"));
        assert!(faults(&report).contains(&"missing-www-authenticate"), "{whole:?}");
    }
    for pasted in [
        "",
        "\n",
        "\r\n",
        "\n\n",
        "\n\n\n",
        "\r\n\r\n\r\n",
        "\n{\"error\": 1}",
        "\n\nWhy do I get this?\n",
        "\r\n\r\nWhy do I get this?\r\n",
        "\n\nHTTP/1.1 401 Unauthorized\n\n",
        "\n...\n\n{\"error\": 1}",
        "\n\n[2026-11-30 10:00:01] worker restarted",
        "\n\n<-- why this?",
    ] {
        let report = explain(&format!("HTTP/1.1 401 Unauthorized{pasted}"));
        assert_eq!(faults(&report), [""; 0], "{pasted:?}");
    }
}

#[test]
fn nothing_is_missed_that_is_not_asked_for() {
    for report in [
        response("HTTP/1.1 405 Method Not Allowed", &["Allow:"]),
        response("HTTP/1.1 304 Not Modified", &["ETag: \"a\"", "Content-Length: 12"]),
        response("HTTP/1.1 205 Reset Content", &["Content-Length: 0"]),
        response("HTTP/1.1 201 Created", &[]),
        response("HTTP/1.1 300 Multiple Choices", &[]),
        response("HTTP/1.1 303 See Other", &[]),
        response("HTTP/1.1 200", &["Content-Type: text/plain"]),
        explain("HTTP/1.1 500 Internal Server Error\nServer: a\n"),
        explain("HTTP/1.1 103 Early Hints\nLink: </a>\n"),
        explain("AxiosError: Request failed with status code 405"),
        explain(
            "> HEAD / HTTP/1.1\n>\n< HTTP/1.1 200 OK\n< Date: Wed, 25 Nov 2026 09:30:00 GMT\n< Content-Length: 9\n<\n",
        ),
        explain(
            "HTTP/1.1 200 OK\nDate: Wed, 25 Nov 2026 09:30:00 GMT\nContent-Length: 7\n\na\nb\nc",
        ),
    ] {
        assert_eq!(faults(&report), [""; 0], "{report:?}");
    }
}

#[test]
fn what_breaks_a_rule_is_found_with_its_lines() {
    for (start, fields, expected) in [
        (
            "HTTP/1.1 204 No Content",
            &["Content-Length: 0"][..],
            &["content-length-not-allowed"][..],
        ),
        (
            "HTTP/1.1 204 No Content",
            &["Transfer-Encoding: chunked"],
            &["transfer-encoding-not-allowed"],
        ),
        (
            "HTTP/1.1 200 OK",
            &["Content-Length: 5", "Transfer-Encoding: chunked"],
            &["conflicting-framing"],
        ),
        (
            "HTTP/1.1 200 OK",
            &["Content-Length: 5", "Content-Length: 6"],
            &["conflicting-content-length"],
        ),
        ("HTTP/1.1 200 OK", &["Content-Length: five"], &["bad-content-length"]),
        ("HTTP/1.1 503 Service Unavailable", &["Retry-After: soon"], &["bad-retry-after"]),
        (
            "HTTP/1.1 200 OK",
            &["Last-Modified: Sunday, 06-Nov-94 08:49:37 GMT"],
            &["obsolete-date-format"],
        ),
        ("HTTP/1.1 200 OK", &["Last-Modified: yesterday"], &["bad-date"]),
        ("HTTP/1.1 302 Found", &["Location: /a b"], &["bad-location"]),
        ("HTTP/1.1 302 Found", &["Location: /a", "Location: /b"], &["duplicate-header-once-only"]),
        ("HTTP/2 200", &["connection: keep-alive"], &["connection-specific-header"]),
        ("HTTP/1.1 200 OK", &["X-A: one", "  two"], &["folded-header"]),
        ("HTTP/1.1 200 OK", &["X A: one"], &["bad-header-name"]),
        ("HTTP/1.1 200 OK", &["no colon"], &["bad-header-line"]),
        (
            "HTTP/1.1 101 Switching Protocols",
            &["Upgrade: websocket"],
            &["missing-connection-upgrade"],
        ),
        (
            "HTTP/1.1 206 Partial Content",
            &["Content-Type: multipart/byteranges; boundary=a", "Content-Range: bytes 0-1/2"],
            &["content-range-not-allowed"],
        ),
        ("HTTP/1.1 466 Mine", &[], &["unregistered-code"]),
        ("HTTP/1.1 999 Denied", &[], &["invalid-status-code"]),
        ("HTTP/1.1 42 What", &[], &["invalid-status-code"]),
    ] {
        let report = response(start, fields);
        assert_eq!(faults(&report), expected, "{start} {fields:?}");
        assert!(report.all_findings().all(|finding| !finding.lines.is_empty()), "{start}");
    }
    let location = response("HTTP/1.1 302 Found", &["X-A: a", "Location: /a b"]);
    let bad = location.all_findings().find(|finding| finding.id == FindingId::BadLocation);
    assert_eq!(bad.map(|finding| finding.lines.clone()), Some(vec![4]));
}

#[test]
fn the_request_settles_what_it_can() {
    let created =
        "> POST /a HTTP/1.1\n>\n< HTTP/1.1 201 Created\n< Date: Wed, 25 Nov 2026 09:30:00 GMT\n<\n";
    assert_eq!(faults(&explain(created)), ["missing-location"]);
    let head = format!(
        "$ curl -I https://a.example\nHTTP/1.1 200 OK\n{DATE}Content-Length: 9\n\nnot empty"
    );
    assert_eq!(faults(&explain(&head)), ["content-not-allowed"]);
}

#[test]
fn the_last_final_response_counts() {
    let report =
        explain("HTTP/1.1 302 Found\nLocation: /a\n\nHTTP/1.1 404 Not Found\nServer: a\n\n");
    assert_eq!(report.status().map(ToString::to_string).as_deref(), Some("404"));
    assert!(ids(&report).contains(&"several-responses"));
    assert_eq!(ids(&explain("Server: a\nDate: b\n")), ["no-status-line"]);
    assert_eq!(ids(&explain("")), [""; 0]);
}

#[test]
fn errors_that_are_pasted_with_the_lines_of_a_log_are_read_with_them() {
    let line = |code: u16| {
        format!("203.0.113.7 - - [30/Nov/2026:09:30:00 +0000] \"GET / HTTP/1.1\" {code} 157\n")
    };
    let error = |what: &str| format!("2026/11/30 09:30:02 [error] 7#7: *1 {what}, client: a\n");
    let closed =
        error("upstream prematurely closed connection while reading response header from upstream");
    let late = error("upstream timed out (110: Connection timed out) while connecting to upstream");
    let said = |report: &Report| -> Vec<(String, Vec<usize>)> {
        let responses = report.responses.iter();
        let said = responses.flat_map(|response| {
            let found = response.findings.iter().filter(|one| one.id == FindingId::StatusNotNamed);
            found.map(|one| (response.code.to_string(), one.lines.clone()))
        });
        said.collect()
    };
    let [access, failed] = [[line(200), line(404)].concat(), line(502)];
    // The error may be that of the line with its code, which is counted once, and otherwise is a response of its own.
    let one = explain(&[&*access, &failed, &closed, &closed].concat());
    assert_eq!(codes(&one), ["200", "404", "502"]);
    assert_eq!(said(&one), [("502".to_owned(), vec![4, 5])]);
    let other = explain(&[&*late, &access, &failed, &closed].concat());
    assert_eq!(codes(&other), ["504", "200", "404", "502"]);
    assert_eq!(said(&other), [("504".to_owned(), vec![1]), ("502".to_owned(), vec![5])]);
    // The name of a code tells no more than the code.
    let django = explain("Not Found: /favicon.ico\n\"GET /favicon.ico HTTP/1.1\" 404 179\n");
    assert_eq!((codes(&django), ids(&django)), (vec!["404".to_owned()], vec![]));
}

#[test]
fn the_lines_of_a_log_that_tell_nothing_are_named() {
    let log = "::1 - - [30/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 404 1\n";
    let unread = |text: &str| explain(text).unread;
    assert_eq!(unread(&format!("started\n{log}\n[notice] reopening logs\n{log}")), [1, 4]);
    for text in [&log.repeat(2), "nothing of the kind", "HTTP/1.1 404 Not Found\n\nbody\n"] {
        assert_eq!(unread(text), [0; 0], "{text}");
    }
}

#[test]
fn names_of_old_and_standing_are_told() {
    assert!(
        ids(&response("HTTP/1.1 413 Payload Too Large", &[])).contains(&"obsolete-reason-phrase")
    );
    assert!(ids(&response("HTTP/1.1 520 Unknown", &[])).contains(&"unofficial-code"));
    assert!(ids(&response("HTTP/1.1 306 Switch Proxy", &[])).contains(&"reserved-code"));
    assert!(ids(&response("HTTP/1.1 305 Use Proxy", &[])).contains(&"obsolete-code"));
    assert!(ids(&response("HTTP/1.1 200", &[])).contains(&"no-reason-phrase"));
    assert!(!ids(&response("HTTP/2 200", &[])).contains(&"no-reason-phrase"));
}
