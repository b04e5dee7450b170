//! What holds for every input, whatever is in it.

use super::*;
use crate::chance::Chance;

/// The inputs of the corpus.
fn corpus() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/explain/corpus");
    let files =
        std::fs::read_dir(folder).expect("the corpus").map(|file| file.expect("a file").path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts
        .map(|path| String::from_utf8_lossy(&std::fs::read(path).expect("readable")).into_owned())
        .collect()
}

/// Explains `text` and holds the report to what a caller counts on.
fn hold(text: &str) {
    let report = explain(text);
    let last = text.split(['\n', '\r']).count();
    for finding in report.all_findings() {
        assert!(finding.lines.is_sorted(), "{finding:?} of {text:?}");
        assert!(
            finding.lines.iter().all(|line| (1..=last).contains(line)),
            "{finding:?} of {text:?}"
        );
        assert!(finding.sentence.ends_with('.'), "{finding:?}");
    }
    assert!(report.responses.len() <= MOST_RESPONSES);
    assert_eq!(
        report.tally.iter().map(|one| one.count).sum::<usize>(),
        report.responses.len() + report.omitted
    );
    let (clean, _) = redact(text);
    let line_ends = |text: &str| text.matches(['\n', '\r']).count();
    assert_eq!(line_ends(&clean), line_ends(text));
    assert_eq!(secrets(&clean), [], "{text:?} became {clean:?}");
}

#[test]
fn every_beginning_of_an_input_is_read() {
    for text in corpus() {
        let starts = text.char_indices().map(|(at, _)| at);
        for end in starts.step_by(23).take(150) {
            hold(&text[..end]);
        }
    }
}

#[test]
fn inputs_spliced_and_scrambled_are_read() {
    let corpus = corpus();
    let mut chance = Chance::new(0x9e37_79b9_7f4a_7c15);
    let odd = [
        "\r",
        "\n",
        "\0",
        "\u{feff}",
        ":",
        " ",
        "\t",
        "\"",
        "é",
        "€",
        "HTTP/1.1 ",
        "< ",
        "> ",
        "```",
        "%",
        "{",
        "0",
    ];
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..1 + chance.below(4) {
            let from = &corpus[chance.below(corpus.len())];
            let chars: Vec<char> = from.chars().take(4000).collect();
            let start = chance.below(chars.len());
            let end = start + chance.below(chars.len() - start);
            text.extend(&chars[start..end]);
            text.push_str(odd[chance.below(odd.len())]);
        }
        hold(&text);
    }
}

#[test]
fn bytes_of_any_kind_are_read() {
    let mut chance = Chance::new(42);
    for _ in 0..2000 {
        let bytes: Vec<u8> = (0..chance.below(300)).map(|_| chance.below(256) as u8).collect();
        hold(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn without_its_secrets_an_input_is_judged_as_with_them() {
    for text in corpus() {
        let (with, without) = (explain(&text), explain(&redact(&text).0));
        let codes = |report: &Report| -> Vec<Code> {
            report.responses.iter().map(|response| response.code.clone()).collect()
        };
        let findings = |report: &Report| -> Vec<FindingId> {
            report.all_findings().map(|finding| finding.id).collect()
        };
        assert_eq!(codes(&with), codes(&without), "{text}");
        assert_eq!(findings(&with), findings(&without), "{text}");
    }
}

/// How often the reading of `text` takes each byte in its hand.
fn rounds(text: &str) -> usize {
    let lines = Lines::new(text);
    report(&lines);
    lines.work() / text.len().max(1)
}

#[test]
fn the_work_grows_with_the_length_of_the_input_and_with_nothing_else() {
    let head = "HTTP/1.1 200 OK\nContent-Length: 99999999\nContent-Type: text/plain\n\n";
    let log =
        "203.0.113.7 - - [15/Nov/2022:08:12:31 +0000] \"GET / HTTP/1.1\" 404 153 \"-\" \"-\"\n";
    let inputs = [
        format!("{head}{}", "HTTP/1.1 404 Not Found\nServer: x\n\n".repeat(30_000)),
        "HTTP/1.1 404 Not Found\n\n".repeat(40_000),
        "HTTP/1.1 204 No Content\n\n\n\n".repeat(40_000),
        format!("HTTP/1.1 200 OK\n{}", "a: b\n".repeat(200_000)),
        format!("HTTP/1.1 200 OK\n{}", " folded\n".repeat(100_000)),
        format!("HTTP/1.1 200 OK\n\n{}", "\n".repeat(1_000_000)),
        format!("< HTTP/1.1 200 OK\n{}< \n", "* note\n".repeat(150_000)),
        "> GET / HTTP/1.1\n< HTTP/1.1 200 OK\nplain\n".repeat(25_000),
        log.repeat(12_000),
        "error: 404 ".repeat(90_000),
        "\r".repeat(1_000_000),
        "{".repeat(1_000_000),
        "$ curl -I http://example.com/\n".repeat(30_000),
        "\"GET HTTP/1.1 ".repeat(70_000),
        format!("{{\"status\": 404, \"x\": \"{}\"}}", "y".repeat(1_000_000)),
    ];
    for text in inputs {
        let rounds = rounds(&text);
        assert!(rounds <= 40, "{rounds} rounds over {:?}…", &text[..40]);
    }
}

#[test]
fn what_would_take_hours_if_it_were_looked_at_again_and_again_is_read() {
    let codes = (0..400_000).map(|n| format!("HTTP/1.1 {}\n\n", 10_000_000 + n));
    let report = explain(&codes.collect::<String>());
    assert_eq!(report.tally.len(), 400_000);
    let text = ": 404".repeat(200_000) + &" ".repeat(1_000_000);
    assert!(explain(&text).responses.is_empty());
}

#[test]
fn what_a_terminal_and_an_editor_put_around_a_line_is_no_part_of_it() {
    let link = "\u{1b}]8;;https://a.example/\u{1b}\\";
    for text in [
        "\u{1b}(B\u{1b}[mHTTP/1.1 404 Not Found\u{1b}(B\u{1b}[m\n".to_owned(),
        format!("{link}HTTP/1.1 404 Not Found\u{1b}]8;;\u{1b}\\\n"),
        "\u{1b}]8;;https://a.example/\u{7}HTTP/1.1 404 Not Found\u{1b}]8;;\u{7}\n".to_owned(),
        "HTTP/1.1 404 Not Found^M\n".to_owned(),
        "HTTP/1.1 404 Not Found^M$\n".to_owned(),
    ] {
        let report = explain(&text);
        let reasons: Vec<_> = report.responses.iter().map(|one| one.reason.as_deref()).collect();
        assert_eq!(reasons, [Some("Not Found")], "{text:?}");
    }
    // Cut off, a link does not take the next line.
    let (clean, _) = redact("\u{1b}]8;;https://a.example/\nHTTP/1.1 404 Not Found");
    assert_eq!(clean, "\nHTTP/1.1 404 Not Found");
}

#[test]
fn a_number_beside_who_is_known_for_codes_is_a_status() {
    let status = |text: &str| explain(text).status().map(Code::to_string);
    for (text, code) in [
        ("Supabase 546", "546"),
        ("DeepL stopped, 456", "456"),
        ("cloudflare 522?", "522"),
        ("nginx 502", "502"),
        ("540 (Supabase)", "540"),
        ("IIS 404.3", "404"),
        ("Error 1020\nRay ID: 7d2f0c\nAccess denied", "403"),
        ("Access denied | example.com used Cloudflare to restrict access", "403"),
    ] {
        assert_eq!(status(text).as_deref(), Some(code), "{text}");
    }
    for text in [
        "nginx took 502 ms",
        "nginx 502 workers",
        "IIS 502 workers",
        "DeepL limit 500 000 characters",
        "supabase 200",
        "some 502",
        "ERROR 1020 (HY000): Record has changed since last read",
        "In the year 499 the poet went to nginx, which nobody had built then",
    ] {
        assert_eq!(status(text), None, "{text}");
    }
}

#[test]
fn who_got_no_response_is_told_so() {
    let said = |text: &str| explain(text).findings.into_iter().next().map(|one| one.sentence);
    for text in [
        "000",
        "curl says 000",
        "status: 0",
        "http_code=000",
        "GET / 000 0",
        "XHR terminated (status=0)",
    ] {
        assert_eq!(said(text).as_deref(), Some(crate::NO_RESPONSE), "{text}");
    }
    for text in [
        "Uncaught (in promise) TypeError: Failed to fetch",
        "GET https://api.example.com/ net::ERR_FAILED",
        "AxiosError: Network Error",
        "Access to fetch at 'https://api.example.com/' has been blocked by CORS policy: No header is there.",
    ] {
        assert!(said(text).is_some_and(|said| said.contains("(CORS)")), "{text}");
    }
    for (text, word) in [
        ("curl: (52) Empty reply from server", "closed"),
        ("Error: connect ECONNREFUSED 127.0.0.1:3000", "nobody accepted"),
        ("GET https://api.example.com/ net::ERR_CONNECTION_REFUSED", "nobody accepted"),
        ("dial tcp: lookup api.example on 10.0.0.2:53: no such host", "name of the host"),
        ("x509: certificate signed by unknown authority", "TLS"),
        ("curl: (60) SSL certificate problem: self-signed certificate", "TLS"),
        ("java.net.SocketTimeoutException: Read timed out", "in the time"),
        ("http.client.RemoteDisconnected: Remote end closed connection", "closed"),
        ("curl: (3) URL rejected", "man curl"),
    ] {
        assert!(said(text).is_some_and(|said| said.contains(word)), "{text}: {:?}", said(text));
    }
    // The search leads here with them.
    let offered = |text| crate::search::at_hand(text).offer;
    for text in [
        "curl says 000",
        "Uncaught (in promise) TypeError: Failed to fetch",
        "curl: (52)",
        "ETIMEDOUT",
    ] {
        assert_eq!(offered(text), Some(crate::search::Offer::Explain), "{text}");
    }
    for text in ["failed dependency", "12 000", "gateway timeout", "invalid ssl certificate"] {
        assert_eq!(offered(text), None, "{text}");
    }
    for text in [
        "hello",
        "12 000 visitors",
        "exit code 0",
        "systemd[1]: app.service: Main process exited, code=exited, status=0/SUCCESS",
        "exited with status 0",
        "exit_status=0",
        "the load failed over to another host",
    ] {
        let said = said(text).expect("a finding");
        assert!(said.starts_with("There is no status in this text: neither"), "{text}: {said}");
    }
}

#[test]
fn ten_megabytes_are_read() {
    let response = "HTTP/1.1 404 Not Found\nDate: x\nContent-Length: 0\n\n";
    let report = explain(&response.repeat(230_000));
    let read = (report.responses.len(), report.omitted);
    assert_eq!(read, (MOST_RESPONSES, 230_000 - MOST_RESPONSES));
    let text = format!("HTTP/1.1 404 Not Found\n\n{}", "z".repeat(10_000_000));
    assert_eq!(explain(&text).responses.len(), 1);
}

#[test]
fn of_a_long_log_the_first_lines_and_the_last_are_kept() {
    let log =
        |code: u16| format!("::1 - - [15/Nov/2022:08:12:31 +0000] \"GET / HTTP/1.1\" {code} 1\n");
    let report = explain(&format!("{}{}", log(200).repeat(999), log(503)));
    assert_eq!(report.responses.len() + report.omitted, 1000);
    assert_eq!(report.status().map(Code::to_string).as_deref(), Some("503"));
}

#[test]
fn of_a_long_log_each_code_is_kept_and_found() {
    let line =
        |code: u16| format!("::1 - - [30/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" {code} 1\n");
    let ok = line(200).repeat(400);
    let report = explain(&[&*ok, &line(502), &line(404).repeat(2), &line(301), &ok].concat());
    assert_eq!(report.responses.len(), MOST_RESPONSES);
    assert!(report.responses.is_sorted_by_key(|response| response.status_line));
    let logged: Vec<_> = report
        .logged()
        .iter()
        .map(|one| (one.tally.code.to_string(), one.tally.count, one.tally.first, one.tally.last))
        .collect();
    let expected =
        [("502", 1, 401, 401), ("404", 2, 402, 403), ("200", 800, 1, 804), ("301", 1, 404, 404)];
    assert_eq!(logged, expected.map(|(code, n, first, last)| (code.to_owned(), n, first, last)));
    for one in report.logged() {
        assert_eq!(one.responses[0].status_line, one.tally.first);
    }
}

#[test]
fn responses_that_have_a_field_or_follow_one_another_are_no_log_of_codes() {
    for text in [
        "",
        "404",
        "HTTP/1.1 301 Moved Permanently\n\nHTTP/1.1 200 OK\n\n",
        "HTTP/1.1 301 Moved Permanently\nLocation: /a\n\nHTTP/1.1 200 OK\nServer: a\n",
    ] {
        assert!(explain(text).logged().is_empty(), "{text}");
    }
}

#[test]
fn the_last_final_response_counts() {
    let status = |text: &str| explain(text).status().map(Code::to_string);
    assert_eq!(
        status("HTTP/1.1 103 Early Hints\n\nHTTP/1.1 404 Not Found\n\nHTTP/1.1 100 Continue\n")
            .as_deref(),
        Some("404")
    );
    assert_eq!(status("HTTP/1.1 101 Switching Protocols\n").as_deref(), Some("101"));
    assert_eq!(status("nothing"), None);
}

#[test]
fn each_code_is_counted_and_the_most_frequent_comes_first() {
    let line =
        |code: u16| format!("::1 - - [30/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" {code} 1\n");
    let log: String = [500, 404, 404, 200].map(line).concat().repeat(MOST_RESPONSES);
    let tally: Vec<_> =
        explain(&log).tally.into_iter().map(|one| (one.code.to_string(), one.count)).collect();
    let expected = [("404", 2), ("500", 1), ("200", 1)];
    assert_eq!(tally, expected.map(|(code, times)| (code.to_owned(), times * MOST_RESPONSES)));
    assert!(explain("hello").tally.is_empty());
}

#[test]
fn what_the_tools_say_of_the_request_is_kept_and_ends_where_the_next_begins() {
    let report = explain(
        "Request URL: https://a.example/x\nRequest Method: PUT\nStatus Code: 404 Not Found\n\
         Request URL: https://a.example/y\nStatus Code: 500\n",
    );
    let first = report.responses[0].request.as_ref().expect("a request");
    assert_eq!(first.method, "PUT");
    assert_eq!(first.target.as_deref(), Some("https://a.example/x"));
    assert_eq!(report.responses[1].request, None);
}

#[test]
fn every_finding_has_its_own_name_and_every_section_can_be_opened() {
    let mut names: Vec<&str> = FindingId::ALL.iter().map(|id| id.word()).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    for text in corpus() {
        for finding in explain(&text).all_findings() {
            let without = [
                FindingId::KeptFromPage,
                FindingId::NoResponse,
                FindingId::StatusNotNamed,
                FindingId::BadAllowOrigin,
                FindingId::BadAllowCredentials,
                FindingId::RefusedCookie,
                FindingId::CookieWithoutSameSite,
                FindingId::CookieSameSiteNoneWithoutSecure,
            ];
            assert!(finding.section.is_some() || without.contains(&finding.id), "{finding:?}");
        }
    }
}
