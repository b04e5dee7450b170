//! What failed where software got no response at all: it has no status to tell, but words of its own for the failure.

use crate::{KEPT_FROM_PAGE, part::holds};

/// What failed, for each kind of failure that clients tell apart: what they say, in lower case, and what it means and
/// what to look at. What a gateway makes of it is what RFC 9209 §2.3 recommends.
const FAILURES: [(&[&str], &str); 8] = [
    (
        &[
            "curl: (6)",
            "resolve host",
            "enotfound",
            "eai_again",
            "no such host",
            "unknownhostexception",
            "name or service not known",
            "temporary failure in name resolution",
            "err_name_not_resolved",
        ],
        "the name of the host was not found. Check its spelling, and the DNS of the machine that asks. A gateway to which this happens with the server behind it sends 502.",
    ),
    (
        &[
            "curl: (7)",
            "econnrefused",
            "connection refused",
            "connectionrefused",
            "actively refused it",
            "err_connection_refused",
        ],
        "nobody took the connection. Is the server running at this address and port, and does it listen on more than its own localhost, as in a container? A firewall can refuse, too. A gateway to which this happens with the server behind it sends 502.",
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
            "x509:",
        ],
        "TLS did not come about. The certificate has expired, is for another name, or is signed by nobody whom the client trusts; or the two have no version of TLS in common, or the port speaks none. `openssl s_client -connect example.com:443 -servername example.com` shows the certificates. A gateway to which this happens with the server behind it sends 502, Cloudflare 525 or 526.",
    ),
    (
        &[
            "curl: (52)",
            "curl: (56)",
            "curl: (92)",
            "empty reply from",
            "econnreset",
            "connection reset by",
            "socket hang up",
            "remotedisconnected",
            "remote end closed connection",
            "err_empty_response",
            "err_connection_reset",
            "err_connection_closed",
            "err_http2",
        ],
        "the connection was closed before a response had come. The server may have crashed or been restarted, a firewall or a limit in between may have cut it, the request may have been plain HTTP to a port for TLS, or it used again an idle connection that the server was giving up. Look into the server’s log; nginx closes without a response on purpose, too, and logs 444. The request may have been carried out. A gateway to which this happens with the server behind it sends 502.",
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
        ],
        "no response came in the time that the client waits. Either nothing answered at that address, which points to a firewall or a wrong address, or the server takes longer: `curl -v` shows whether the connection came about. The request may have been carried out. A gateway to which this happens with the server behind it sends 504.",
    ),
    (
        &["err_blocked_by_client", "ns_error_abort", "ns_binding_aborted", "err_aborted"],
        "the browser gave the request up: an extension such as an ad blocker, the page itself, or somebody who left the page. The server may have seen it or not.",
    ),
    (
        &KEPT_FROM_PAGE,
        "a browser says this of a request to which it has no response that the page may see: the request was blocked or cancelled, the connection failed, or the server does not allow the page to read the response (CORS). The network panel shows which.",
    ),
    (
        &["curl: ("],
        "curl has a number of its own for what failed, in parentheses; `man curl` lists them under “Exit codes”.",
    ),
];

/// What failed, where a line says so. `lower` is the line in lower case.
pub(super) fn failure(lower: &str) -> Option<&'static str> {
    let said = |sayings: &[&str]| sayings.iter().any(|saying| holds(lower, saying));
    FAILURES.iter().find(|(sayings, _)| said(sayings)).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::failure;
    use crate::NO_RESPONSE_SAYINGS;

    #[test]
    fn what_the_search_leads_here_with_has_a_meaning() {
        for saying in NO_RESPONSE_SAYINGS {
            let text = saying.replace("econn", "econnreset");
            assert!(failure(&text).is_some(), "{saying}");
        }
    }
}
