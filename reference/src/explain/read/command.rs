//! The command line above its output: what it says of the request.

use super::start;
use crate::explain::Request;

/// The request that a command line sends first: reads `$ curl -sI https://example.com/`; `None` where the line is no command of a client.
///
/// Without a prompt before it, the line must begin with the client's name and name an address.
pub(super) fn command(line: &str) -> Option<Request> {
    let line = line.trim();
    // The older shell of Windows has no space after its prompt: `C:\>curl`.
    let windows = if line.get(1..3) == Some(":\\") { line.split_once('>') } else { None };
    let line = windows.map_or(line, |(_, line)| line);
    let words = line.split_whitespace();
    let at = words.clone().take(4).position(|word| client(word).is_some())?;
    let words: Vec<&str> = words.take(200).collect();
    let prompted = windows.is_some()
        || words[..at].iter().any(|word| word.ends_with(['$', '#', '%', '>', '❯', '➜']));
    let address =
        |word: &str| word.contains("://") || word.contains('.') || word.contains("localhost");
    if !(prompted || at == 0 && words.iter().skip(1).any(|word| address(word))) {
        return None;
    }
    let arguments = &words[at + 1..];
    Some(match client(words[at])? {
        Client::Curl => curl(arguments),
        Client::Wget => wget(arguments),
        Client::Httpie => httpie(arguments),
    })
}

/// Whether a command shows only some lines of what it gets: `| grep -i server`.
pub(super) fn is_filtered(line: &str) -> bool {
    const FILTERS: [&str; 8] =
        ["awk", "egrep", "findstr", "grep", "head", "sed", "Select-String", "tail"];
    let piped = line.split('|').skip(1).filter_map(|part| part.split_whitespace().next());
    piped.into_iter().any(|name| FILTERS.contains(&name))
}

enum Client {
    Curl,
    Wget,
    Httpie,
}

fn client(word: &str) -> Option<Client> {
    let word = word.strip_suffix(".exe").unwrap_or(word);
    let clients = [
        ("curl", Client::Curl),
        ("wget", Client::Wget),
        ("http", Client::Httpie),
        ("https", Client::Httpie),
        ("xh", Client::Httpie),
        ("xhs", Client::Httpie),
    ];
    let found = clients.into_iter().find(|(name, _)| {
        let path = word.strip_suffix(name);
        path.is_some_and(|path| path.is_empty() || path.ends_with(['/', '\\']))
    });
    found.map(|(_, client)| client)
}

/// The short options of curl that take an argument, so that it is not read as more options.
const WITH_ARGUMENT: &str = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";

fn curl(words: &[&str]) -> Request {
    let (mut method, mut head, mut data, mut upload, mut get) = (None, false, false, false, false);
    let mut words = words.iter().map(|word| word.trim_matches(['"', '\'']));
    while let Some(word) = words.next() {
        if let Some(long) = word.strip_prefix("--") {
            match long.split_once('=').unwrap_or((long, "")) {
                ("head", _) => head = true,
                ("get", _) => get = true,
                ("request", "") => method = words.next(),
                ("request", value) => method = Some(value),
                ("upload-file", _) => upload = true,
                (name, _)
                    if name.starts_with("data") || name.starts_with("form") || name == "json" =>
                {
                    data = true;
                }
                _ => {}
            }
        } else if let Some(short) = word.strip_prefix('-') {
            for (at, option) in short.char_indices() {
                let rest = &short[at + option.len_utf8()..];
                match option {
                    'I' => head = true,
                    'G' => get = true,
                    'd' | 'F' => data = true,
                    'T' => upload = true,
                    'X' if rest.is_empty() => method = words.next(),
                    'X' => method = Some(rest),
                    _ => {}
                }
                if WITH_ARGUMENT.contains(option) {
                    if rest.is_empty() && option != 'X' {
                        words.next();
                    }
                    break;
                }
            }
        }
    }
    let implied = match () {
        () if head => "HEAD",
        () if upload => "PUT",
        () if data && !get => "POST",
        () => "GET",
    };
    let method = method.filter(|method| start::is_token(method)).unwrap_or(implied);
    Request::of(method)
}

fn wget(words: &[&str]) -> Request {
    let spider = words.contains(&"--spider");
    let posts = words.iter().any(|word| word.starts_with("--post-"));
    let method = words.iter().find_map(|word| word.strip_prefix("--method="));
    let implied = if spider {
        "HEAD"
    } else if posts {
        "POST"
    } else {
        "GET"
    };
    Request::of(method.unwrap_or(implied))
}

fn httpie(words: &[&str]) -> Request {
    let mut named = words.iter().filter(|word| !word.starts_with('-'));
    let method = named.clone().next().filter(|word| start::is_method(word));
    let sends =
        named.any(|word| !word.contains("://") && word.contains('=') && !word.contains("=="));
    let implied = if sends { "POST" } else { "GET" };
    Request::of(method.unwrap_or(&implied))
}
