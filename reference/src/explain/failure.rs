//! What failed where software tells no status, but has words of its own for the failure: it got no response at all, or
//! gave up the one that came.

use super::FindingId;
use crate::{KEPT_FROM_PAGE, part::holds};

/// What software says, in lower case, and what it means and what to look at, for each kind of failure that clients
/// tell apart. What a gateway makes of it is what RFC 9209 §2.3 recommends.
const FAILURES: [(&[&str], &str); 9] = [
    (
        &["curl: (5)", "could not resolve proxy", "couldn't resolve proxy"],
        "the name of the proxy was not found, so the server was not asked. Check the spelling of the proxy in the client’s settings and in `https_proxy` and `http_proxy`.",
    ),
    (
        &[
            "curl: (6)",
            "resolve host",
            "getaddrinfo e",
            "getaddrinfo failed",
            "enotfound",
            "eai_again",
            "no such host",
            "unknownhostexception",
            "name or service not known",
            "temporary failure in name resolution",
            "err_name_not_resolved",
            "dns_probe_finished_nxdomain",
            "ns_error_unknown_host",
            "nsurlerrordomain code=-1003",
        ],
        "the name of the host was not found. Check its spelling, and the DNS of the machine that asks. A gateway that meets this with the server behind it sends 502.",
    ),
    (
        &[
            "curl: (7)",
            "econnrefused",
            "connection refused",
            "connectionrefused",
            "actively refused it",
            "err_connection_refused",
            "ns_error_connection_refused",
            "nsurlerrordomain code=-1004",
        ],
        "nobody accepted the connection. Is the server running at this address and port, and does it listen on more than its own localhost, as in a container? A firewall can refuse it, too. A gateway that meets this with the server behind it sends 502.",
    ),
    (
        &[
            "curl: (35)",
            "curl: (60)",
            "ssl certificate problem",
            "certificate verify failed",
            "certificate_verify_failed",
            "sslhandshakeexception",
            "pkix path",
            "unable_to_verify_leaf",
            "self_signed_cert",
            "self-signed certificate",
            "cert_has_expired",
            "err_tls_cert",
            "err_cert_",
            "err_ssl_",
            // Firefox; those of OpenSSL with such a name can be of a connection that had come about.
            "ssl_error_bad_",
            "ssl_error_handshake_",
            "ssl_error_no_",
            "ssl_error_rx_",
            "ssl_error_unsupported_",
            "sec_error_",
            "remote error: tls:",
            "server gave http response to https client",
            "nsurlerrordomain code=-120",
            "x509:",
        ],
        "TLS could not be set up. The certificate has expired, is for another name, or is not signed by anybody the client trusts; or the two have no version of TLS in common, or the port does not speak it. `openssl s_client -connect example.com:443 -servername example.com` shows the certificates. A gateway that meets this with the server behind it sends 502, Cloudflare 525 or 526.",
    ),
    (
        &[
            "curl: (52)",
            "curl: (56)",
            "empty reply",
            "econnreset",
            "connection reset by",
            "socketexception: connection reset",
            "socket hang up",
            "und_err_socket",
            "remotedisconnected",
            "remote end closed connection",
            "serverdisconnectederror",
            "server disconnected without",
            "nohttpresponseexception",
            "connection closed before message completed",
            // Go, which has the address before it: `Get "https://example.com/": EOF`.
            "\": eof",
            "\": unexpected eof",
            "ns_error_net_reset",
            "pr_end_of_file_error",
            // Safari.
            "server unexpectedly dropped the connection",
            "nsurlerrordomain code=-1005",
            "err_empty_response",
            "err_connection_reset",
            "err_connection_closed",
            "err_http2_goaway_session",
            "err_http2_ping_failed",
            "err_http2_session_error",
        ],
        "the connection was closed before a response had arrived, or before all of it had. The server may have crashed or been restarted, a firewall or a limit in between may have cut it, the request may have been plain HTTP to a port for TLS, or it reused an idle connection that the server was just closing. Look into the server’s log; nginx can also close without a response on purpose, and logs 444. The request may have been carried out. A gateway that meets this with the server behind it sends 502.",
    ),
    (
        &[
            "curl: (28)",
            "etimedout",
            "esockettimedout",
            "econnaborted",
            "sockettimeoutexception",
            "httptimeoutexception",
            "context deadline exceeded",
            "i/o timeout",
            "readtimeout",
            "connecttimeout",
            "connection timed out",
            "operation timed out",
            "err_timed_out",
            "err_connection_timed_out",
            "und_err_headers_timeout",
            "und_err_connect_timeout",
            "configured httpclient.timeout",
            "ns_error_net_timeout",
            "nsurlerrordomain code=-1001",
        ],
        "no response came in the time that the client waits, or only part of one. Either nothing answered at that address, which points to a firewall or a wrong address, or the server takes longer: `curl -v` shows whether a connection was made. The request may have been carried out. A gateway that meets this with the server behind it sends 504.",
    ),
    (
        &["err_blocked_by_client", "ns_error_abort", "ns_binding_aborted", "err_aborted"],
        "the browser gave up on the request: an extension such as an ad blocker, the page itself, or somebody who left the page. The server may or may not have seen it.",
    ),
    (
        &KEPT_FROM_PAGE,
        "a browser says this of a request to which it has no response that the page may see: the request was blocked or canceled, the connection failed, or the server does not allow the page to read the response (CORS). The network panel shows which.",
    ),
    (
        &["curl: ("],
        "curl gives a number of its own for what failed, in parentheses; `man curl` lists them under “Exit codes”.",
    ),
];

/// The same of a response that came, in whole or in part, and that the client did not take: what it says of it, the
/// section that settles it, and what it means.
const ANSWERED: [(&[&str], &str, &str); 6] = [
    (
        &[
            "curl: (47)",
            "err_too_many_redirects",
            "ns_error_redirect_loop",
            "toomanyredirects",
            "nsurlerrordomain code=-1007",
        ],
        "RFC 9110 §15.4",
        "each response was a redirect, a 3xx, and the client gave up following them. Most often they lead round in a circle, which their `Location` fields show: `curl -IL` follows and prints them. Behind a proxy that ends TLS, a server may redirect to https what already is.",
    ),
    (
        &["err_http_response_code_failure"],
        "",
        "a response came, and its status is an error, a 4xx or a 5xx. The network panel shows which.",
    ),
    (
        &["err_response_headers_multiple_content_length"],
        "RFC 9112 §6.3",
        "a response came with `Content-Length` more than once and with different values, so that nobody can tell where it ends: the browser has to discard it. Either the server or a proxy before it adds a second one.",
    ),
    (
        &[
            "curl: (92)",
            "err_http2_protocol_error",
            "err_http2_server_refused_stream",
            "err_http2_stream_error",
            "streamresetexception",
        ],
        "RFC 9113 §5.4.2",
        "the HTTP/2 stream for the response was reset, before the response or in the middle of it, or broke a rule of HTTP/2. The reason, `INTERNAL_ERROR` for example, comes from whoever reset it, the server or a proxy in between. The request may have been carried out, except with `REFUSED_STREAM`.",
    ),
    (
        &[
            "curl: (18)",
            "transfer closed with",
            "err_content_length_mismatch",
            "err_incomplete_chunked_encoding",
            "chunkedencodingerror",
            "incompleteread",
            "clientpayloaderror",
            "und_err_body_timeout",
        ],
        "RFC 9112 §8",
        "the head of a response came, but not all of its content: the connection broke off or stalled, or less came than `Content-Length` or the chunks announced. Look into the logs of the server and of the proxies before it. `curl -v` shows the status.",
    ),
    (
        &["hpe_invalid_", "hpe_unexpected_", "hpe_cr_expected", "hpe_lf_expected"],
        "",
        "what came breaks the rules of HTTP/1.1, so Node.js does not read it; the name that begins with `HPE_` says which of them. Either the sender or a proxy in between gets them wrong, or the port speaks another protocol, such as TLS or HTTP/2.",
    ),
];

/// What is known of a failure.
pub(super) struct Failure {
    pub id: FindingId,
    /// The section that settles it; empty where none does.
    pub section: &'static str,
    pub meaning: &'static str,
}

/// What failed, where a line says so.
pub(super) fn failure(line: &str) -> Option<Failure> {
    let lower = line.to_ascii_lowercase();
    if has_come_in_part(&lower) {
        let (id, section) = (FindingId::NoStatusLine, "RFC 9112 §8");
        let meaning = "the head of a response came, but not all of its content in the time that the client waits. `curl -v` shows the status.";
        return Some(Failure { id, section, meaning });
    }
    let is_said = |sayings: &[&str]| sayings.iter().any(|saying| says(line, &lower, saying));
    if let Some((_, section, meaning)) = ANSWERED.iter().find(|(sayings, ..)| is_said(sayings)) {
        return Some(Failure { id: FindingId::NoStatusLine, section, meaning });
    }
    let (_, meaning) = FAILURES.iter().find(|(sayings, _)| is_said(sayings))?;
    let section = if holds(meaning, "A gateway") { "RFC 9209 §2.3" } else { "" };
    Some(Failure { id: FindingId::NoResponse, section, meaning })
}

/// Whether a line, which `lower` has in lower case, has a saying, and not within a word: `TemplateNotFound` is no
/// `ENOTFOUND`. A capital begins a word, as in `HttpConnectTimeoutException`.
fn says(line: &str, lower: &str, saying: &str) -> bool {
    let begins = |at: usize| {
        let (before, rest) = line.split_at(at);
        let is_capital = rest.starts_with(|c: char| c.is_ascii_uppercase());
        match before.chars().next_back() {
            Some(c) if rest.starts_with(char::is_alphabetic) => {
                !c.is_alphabetic() || is_capital && c.is_lowercase()
            }
            _ => true,
        }
    };
    lower.match_indices(saying).any(|(at, _)| begins(at))
}

/// Whether curl tells, with the time that it waited, how much of the content had come:
/// `Operation timed out after 30001 milliseconds with 482 out of 1000 bytes received`.
fn has_come_in_part(lower: &str) -> bool {
    let rest = lower.split_once(" milliseconds with ").map_or("", |(_, rest)| rest);
    let counted = rest.trim_end().ends_with(" bytes received");
    // It knows out of how many by the head.
    counted && (rest.contains(" out of ") || !rest.starts_with("0 "))
}

#[cfg(test)]
mod tests {
    use super::failure;
    use crate::{NO_RESPONSE_SAYINGS, explain::FindingId};

    #[test]
    fn what_the_search_leads_here_with_has_a_meaning() {
        for saying in NO_RESPONSE_SAYINGS {
            let text = saying.replace("econn", "econnreset");
            assert!(failure(&text).is_some(), "{saying}");
        }
    }

    #[test]
    fn a_failure_is_not_said_within_a_word() {
        for text in [
            "java.io.FileNotFoundException: https://api.example.com/v1/missing",
            "ModuleNotFoundError: No module named 'requests'",
            "jinja2.exceptions.TemplateNotFound: index.html",
            "ResourceNotFoundException: Requested resource not found",
        ] {
            assert!(failure(text).is_none(), "{text}");
        }
        for text in [
            "Error: getaddrinfo ENOTFOUND api.example",
            "code: 'ENOTFOUND'",
            "java.net.http.HttpConnectTimeoutException: HTTP connect timed out",
            "AxiosError: Network Error",
        ] {
            assert!(failure(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_response_that_came_is_told_from_one_that_did_not() {
        for (text, word) in [
            ("get https://example.com/ net::err_too_many_redirects", "3xx"),
            ("page.goto: net::err_http_response_code_failure at https://example.com/", "4xx"),
            ("net::err_response_headers_multiple_content_length", "Content-Length"),
            ("net::err_content_length_mismatch", "content"),
            ("requests.exceptions.chunkedencodingerror: ('connection broken", "content"),
            ("curl: (92) http/2 stream 1 was not closed cleanly: internal_error (err 2)", "HTTP/2"),
            (
                "curl: (28) operation timed out after 30001 milliseconds with 482 out of 1000 bytes received",
                "head",
            ),
            ("okhttp3.internal.http2.streamresetexception: stream was reset: cancel", "HTTP/2"),
            ("code: 'hpe_invalid_header_token'", "rules"),
        ] {
            let failure = failure(text).expect(text);
            assert_eq!(failure.id, FindingId::NoStatusLine, "{text}");
            assert!(failure.meaning.contains(word), "{text}: {}", failure.meaning);
        }
        for (text, word) in [
            (
                "curl: (28) operation timed out after 30001 milliseconds with 0 bytes received",
                "in the time",
            ),
            ("und_err_headers_timeout", "in the time"),
            (
                "was canceled due to the configured httpclient.timeout of 100 seconds elapsing.",
                "in the time",
            ),
            ("error domain=nsurlerrordomain code=-1001 \"the request timed out.\"", "in the time"),
            ("java.net.socketexception: connection reset", "closed"),
            (
                "org.apache.http.nohttpresponseexception: example.com:443 failed to respond",
                "closed",
            ),
            ("aiohttp.client_exceptions.serverdisconnectederror: server disconnected", "closed"),
            (
                "hyper::error(incompletemessage): connection closed before message completed",
                "closed",
            ),
            ("get \"https://example.com/\": eof", "closed"),
            (
                "safari can’t open the page because the server unexpectedly dropped the connection.",
                "closed",
            ),
            ("curl: (56) openssl ssl_read: ssl_error_syscall, errno 104", "closed"),
            ("http: server gave http response to https client", "TLS"),
            ("error code: ssl_error_rx_record_too_long", "TLS"),
            ("remote error: tls: handshake failure", "TLS"),
            ("secure connection failed: pr_end_of_file_error", "closed"),
            ("ns_error_net_reset", "closed"),
            ("ns_error_net_timeout", "in the time"),
            ("dns_probe_finished_nxdomain", "name of the host"),
            ("curl: (5) could not resolve proxy: proxy.example", "proxy"),
        ] {
            let failure = failure(text).expect(text);
            assert_eq!(failure.id, FindingId::NoResponse, "{text}");
            assert!(failure.meaning.contains(word), "{text}: {}", failure.meaning);
        }
    }
}
