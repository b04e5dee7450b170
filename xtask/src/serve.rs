//! A static server that answers as a CDN would: addresses without `.html`, brotli and gzip, entity tags, the
//! rules of `_headers`, and `404.html` for what is not there.

mod address;
mod coding;
mod headers;

use crate::{
    process::{command, say},
    site,
};
use address::Address;
use anyhow::{Context, Result, anyhow, ensure};
use coding::Coding;
use headers::{Headers, Rules};
use http_body_util::Full;
use hyper::{
    Method, Request, Response, StatusCode,
    body::Bytes,
    header::{HeaderName, HeaderValue},
    http::request::Parts,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    collections::HashMap,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, SystemTime},
};
use tokio::{runtime::Runtime, task, time};

/// What a CDN says of a file that may change with the next release.
const CACHE_CONTROL: &str = "public, max-age=0, must-revalidate";

/// How many ports after the one wished for are tried.
const PORTS: u16 = 100;

type Reply = Response<Full<Bytes>>;

/// Serves `dist/` until it is interrupted.
///
/// # Errors
/// There is no `dist/`, or no port is free.
pub fn run(port: u16, open: bool) -> Result<()> {
    let site = Site::open(site::dist(), site::base())?;
    let (address, server) = start(listen(port)?, site)?;
    say(format!("the site is at {address} (Ctrl-C ends it)"));
    if open && !open_in_browser(&address) {
        say("no browser can be started from here: open the address by hand");
    }
    server.join().map_err(|_| anyhow!("the server has panicked"))?
}

/// Serves `dist/` in the background, on a port that is free, as long as the program runs. Returns
/// the address of the site, without a slash at its end.
///
/// # Errors
/// There is no `dist/`, or no port is free.
pub fn in_background() -> Result<String> {
    in_background_from(site::dist(), site::base())
}

/// The same for any folder, under the path `base`.
///
/// # Errors
/// The folder holds no site, or no port is free.
pub fn in_background_from(folder: PathBuf, base: String) -> Result<String> {
    let (address, _) = start(listen(0)?, Site::open(folder, base)?)?;
    Ok(address.trim_end_matches('/').to_owned())
}

fn listen(wished: u16) -> Result<TcpListener> {
    for port in wished..=wished.saturating_add(PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if is_taken(error.kind()) => {
                say(format!("port {port} is in use, trying the next"));
            }
            Err(error) => {
                return Err(error).with_context(|| {
                    format!("cannot use port {port}: choose another with --port")
                });
            }
        }
    }
    Err(anyhow!("no port is free from {wished} on: choose another with --port"))
}

/// Whether another port may do. Windows refuses those that it keeps for itself as if they took rights; elsewhere
/// those that do are all the low ones.
fn is_taken(error: ErrorKind) -> bool {
    error == ErrorKind::AddrInUse || cfg!(windows) && error == ErrorKind::PermissionDenied
}

/// Serves in the background. Returns the address of the site, with a slash at its end.
fn start(listener: TcpListener, site: Site) -> Result<(String, JoinHandle<Result<()>>)> {
    let port = listener.local_addr()?.port();
    let address = format!("http://127.0.0.1:{port}{}/", site.base);
    listener.set_nonblocking(true)?;
    let runtime = Runtime::new()?;
    let server = thread::spawn(move || runtime.block_on(serve(listener, site)));
    Ok((address, server))
}

/// Answers every connection, however many there are and however long they stay.
async fn serve(listener: TcpListener, site: Site) -> Result<()> {
    let site = Arc::new(site);
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let Ok((connection, _)) = listener.accept().await else {
            // Whoever asked has gone already; or as many files are open as may be, and asking again and again would
            // keep a core busy until one is closed.
            time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let site = Arc::clone(&site);
        let answer = service_fn(move |request: Request<_>| {
            let site = Arc::clone(&site);
            // Compressing takes seconds, for which no other connection is to wait.
            task::spawn_blocking(move || site.reply(&Asked::of(&request.into_parts().0)))
        });
        let mut server = http1::Builder::new();
        let served =
            server.timer(TokioTimer::new()).serve_connection(TokioIo::new(connection), answer);
        // Ends with an error where the browser no longer waits for it.
        tokio::spawn(served);
    }
}

/// Whether the system's own program for opening an address was there to be started.
fn open_in_browser(address: &str) -> bool {
    let mut opener = match std::env::consts::OS {
        "macos" => command("open"),
        "windows" => command("explorer"),
        _ => command("xdg-open"),
    };
    opener.arg(address).spawn().is_ok()
}

/// What of a request the reply depends on.
struct Asked<'a> {
    method: &'a Method,
    target: &'a str,
    accept_encoding: &'a str,
    if_none_match: &'a str,
}

impl Asked<'_> {
    fn of(request: &Parts) -> Asked<'_> {
        let field = |name: &str| {
            request.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
        };
        Asked {
            method: &request.method,
            target: request.uri.path_and_query().map_or("/", |target| target.as_str()),
            accept_encoding: field("Accept-Encoding"),
            if_none_match: field("If-None-Match"),
        }
    }
}

/// The files of a site and the path that they are served under.
struct Site {
    dist: PathBuf,
    base: String,
    files: Mutex<HashMap<String, Arc<File>>>,
}

impl Site {
    fn open(dist: PathBuf, base: String) -> Result<Site> {
        ensure!(
            dist.join("index.html").is_file(),
            "there is no built site at {}: run `cargo xtask build`",
            dist.display()
        );
        Ok(Site { dist, base, files: Mutex::default() })
    }

    fn reply(&self, asked: &Asked) -> Reply {
        if ![Method::GET, Method::HEAD].contains(asked.method) {
            let headers =
                Headers::from([("Allow", "GET, HEAD"), ("Content-Type", content_type("txt"))]);
            return reply(405, &headers, Bytes::from_static(b"Only GET and HEAD.\n"));
        }
        if let Some(to) = self.redirect(asked.target) {
            return reply(301, &Headers::from([("Location", to.as_str())]), Bytes::new());
        }
        let is_file = |path: &str| self.dist.join(path).is_file();
        match address::resolve(&self.base, asked.target, is_file) {
            Address::Moved(to) => {
                reply(308, &Headers::from([("Location", to.as_str())]), Bytes::new())
            }
            Address::File(path) => self.file_reply(200, &path, asked),
            Address::Nothing => self.file_reply(404, "404.html", asked),
        }
    }

    fn file_reply(&self, status: u16, path: &str, asked: &Asked) -> Reply {
        let Ok(file) = self.read(path) else {
            let headers = Headers::from([("Content-Type", content_type("txt"))]);
            return reply(404, &headers, Bytes::from_static(b"Not found.\n"));
        };
        let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
        let ending = ending.unwrap_or_default();
        let mut headers = Headers::from([
            ("Content-Type", content_type(ending)),
            ("Cache-Control", CACHE_CONTROL),
        ]);
        let mut tag = format!("\"{}\"", file.hash);
        let mut coding = None;
        if is_compressible(ending) {
            headers.set("Vary", "Accept-Encoding");
            coding = Coding::accepted(asked.accept_encoding);
        }
        if let Some(coding) = coding {
            headers.set("Content-Encoding", coding.name());
            tag = format!("\"{}-{}\"", file.hash, coding.name());
        }
        headers.set("ETag", &tag);
        let asked_path = asked.target.split('?').next().unwrap_or_default();
        self.rules().apply(asked_path, &mut headers);
        if status == 404 {
            // What is missing in the middle of a deploy must not stay so for a year.
            headers.set("Cache-Control", CACHE_CONTROL);
        }
        let status =
            if status == 200 && is_known(asked.if_none_match, &tag) { 304 } else { status };
        let body = coding.map_or_else(|| file.bytes.clone(), |coding| file.encoded(coding));
        reply(status, &headers, body)
    }

    /// Where `_redirects` leads from an address: a line of it is a path, another address, and 301. The query goes along.
    fn redirect(&self, target: &str) -> Option<String> {
        let lines = fs::read_to_string(self.dist.join("_redirects")).ok()?;
        let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
        lines.lines().find_map(|line| {
            let mut words = line.split_whitespace();
            (words.next()? == path).then_some(())?;
            Some([words.next()?, query].concat())
        })
    }

    /// The rules of `_headers`, read each time: a new build may have changed them.
    fn rules(&self) -> Rules {
        Rules::parse(&fs::read_to_string(self.dist.join("_headers")).unwrap_or_default())
    }

    /// A file of the site, kept until it changes.
    fn read(&self, path: &str) -> Result<Arc<File>> {
        let place = self.dist.join(path);
        let modified = fs::metadata(&place)?.modified()?;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(path).filter(|file| file.modified == modified) {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(File::new(modified, fs::read(place)?));
        files.insert(path.to_owned(), Arc::clone(&file));
        Ok(file)
    }
}

/// A file as it was last read.
struct File {
    modified: SystemTime,
    bytes: Bytes,
    hash: String,
    /// In each coding, once it was asked for.
    encoded: [OnceLock<Bytes>; Coding::ALL.len()],
}

impl File {
    fn new(modified: SystemTime, bytes: Vec<u8>) -> File {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let hash = format!("{:016x}", hasher.finish());
        File { modified, bytes: bytes.into(), hash, encoded: Default::default() }
    }

    fn encoded(&self, coding: Coding) -> Bytes {
        self.encoded[coding as usize].get_or_init(|| coding.encode(&self.bytes).into()).clone()
    }
}

fn reply(status: u16, headers: &Headers, body: Bytes) -> Reply {
    let mut reply = Response::new(Full::new(body));
    *reply.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    for (name, value) in headers.iter() {
        // What is none is left out: a line of `_headers` may be anything.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            reply.headers_mut().append(name, value);
        }
    }
    reply
}

/// Whether an `If-None-Match` names the tag (RFC 9110 §13.1.2).
fn is_known(if_none_match: &str, tag: &str) -> bool {
    let mut tags = if_none_match.split(',').map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn content_type(ending: &str) -> &'static str {
    match ending {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Whether compressing makes a file of this kind smaller.
pub fn is_compressible(ending: &str) -> bool {
    !matches!(ending, "png" | "ico" | "woff2" | "")
}

#[cfg(test)]
mod tests;
