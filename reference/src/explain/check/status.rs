//! The code and its phrase.

use super::Findings;
use crate::{
    catalog,
    explain::{Code, FindingId, Response, Source, former::former_names, read::Said},
};
use facts::{State, StatusCode};

/// `said` is what tells the status where none is named, or is said beside it.
pub(super) fn check(response: &Response, said: &[Said], found: &mut Findings) {
    let line = [response.status_line];
    match &response.code {
        Code::Invalid(text) => found.error(
            FindingId::InvalidStatusCode,
            "RFC 9112 §4",
            &line,
            format!("“{text}” is not a status code: that is three digits, from 100 to 599."),
        ),
        Code::Valid(code) => {
            number(response, *code, found);
            phrase(response, *code, found);
        }
    }
    let is_named = response.source == Source::Text;
    for Said { words, codes, lines } in said.iter().filter(|_| !is_named) {
        let codes: Vec<String> = codes.iter().map(|code| format!("with {code}")).collect();
        let (codes, words) = (codes.join(", or "), words.replace('`', "'"));
        found.note(
            FindingId::StatusNotNamed,
            "",
            lines,
            format!("No status is named here; `{words}` is known to come {codes}."),
        );
    }
    if response.source == Source::PseudoField {
        found.note(
            FindingId::Http2PseudoStatus,
            "RFC 9113 §8.3.2",
            &line,
            "HTTP/2 and HTTP/3 have no status line and no reason phrase: the code is in the pseudo-header field `:status`.",
        );
    }
    if response.number() == 101 && response.is_multiplexed() {
        found.error(
            FindingId::SwitchingProtocolsNotSupported,
            "RFC 9113 §8.6",
            &line,
            "HTTP/2 and HTTP/3 do not have 101: a stream has no connection of its own to switch.",
        );
    }
    let asked = response.request.as_ref().and_then(|request| request.version);
    if (100..200).contains(&response.number())
        && asked.is_some_and(|v| (v.major, v.minor) == (1, 0))
    {
        found.error(
            FindingId::InterimResponseToHttp10,
            "RFC 9110 §15.2",
            &line,
            "The request is HTTP/1.0, which has no 1xx responses: a server must not send one.",
        );
    }
}

fn number(response: &Response, code: StatusCode, found: &mut Findings) {
    let line = &[response.status_line];
    if code.get() > 599 {
        found.error(
            FindingId::InvalidStatusCode,
            "RFC 9110 §15",
            line,
            format!("{code} is outside 100 to 599 and so is no valid status code; a client treats it as a 5xx."),
        );
    }
    match catalog::find(code) {
        None if code.get() > 599 => {}
        None => {
            let class = code.get() / 100 * 100;
            found.warning(
                FindingId::UnregisteredCode,
                "RFC 9110 §15",
                line,
                format!("{code} is not registered, and no use of it is known here. A client treats it as a {class}."),
            );
        }
        Some(entry) => match (entry.state, entry.vendor) {
            (State::Obsolete, _) => found.warning(
                FindingId::ObsoleteCode,
                if code.get() == 305 { "RFC 9110 §15.4.6" } else { "RFC 9110 §16.2.1" },
                line,
                format!("{code} {} is obsolete: do not send it.", entry.name),
            ),
            (State::Reserved, _) => found.note(
                FindingId::ReservedCode,
                if code.get() == 418 { "RFC 9110 §15.5.19" } else { "RFC 9110 §15.4.7" },
                line,
                format!("{code} is registered as unused and reserved: it means nothing that a client can count on."),
            ),
            (_, Some(vendor)) => found.note(
                FindingId::UnofficialCode,
                "RFC 9110 §16.2.1",
                line,
                format!(
                    "{code} is not a registered code. It is known from {vendor}: {}.{}",
                    entry.name,
                    response.variants().map(|one| format!(" {} has it as {}.", one.vendor, one.name)).collect::<String>()
                ),
            ),
            _ => {}
        },
    }
}

fn phrase(response: &Response, code: StatusCode, found: &mut Findings) {
    let line = [response.status_line];
    let Some(phrase) = &response.reason else {
        let http1 = response.version.is_some_and(|version| version.major == 1);
        if response.source == Source::StatusLine && http1 {
            found.note(
                FindingId::NoReasonPhrase,
                "RFC 9112 §4",
                &line,
                "There is no reason phrase. That is allowed: the phrase is optional and clients ignore it. The space before it has to be sent.",
            );
        }
        return;
    };
    let Some(entry) = catalog::find(code) else { return };
    let same = |name: &str| phrase.eq_ignore_ascii_case(name);
    if same(entry.name) {
        return;
    }
    if former_names(code).any(same) {
        found.note(
            FindingId::ObsoleteReasonPhrase,
            "RFC 9110 §15.1",
            &line,
            format!("“{phrase}” is an earlier name of {code}; today it is “{}”. Clients ignore the phrase.", entry.name),
        );
    } else if let Some(other) =
        catalog::all().iter().find(|other| same(other.name) && other.vendor.is_none())
        && entry.vendor.is_none()
    {
        found.note(
            FindingId::ReasonPhraseOfAnotherCode,
            "RFC 9112 §4",
            &line,
            format!(
                "“{phrase}” is the name of {}. The number is what counts: this is {code} {}.",
                other.code, entry.name
            ),
        );
    }
}
