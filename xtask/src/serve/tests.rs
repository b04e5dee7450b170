//! The server as a client meets it; but for the last test, without a network.

use super::*;
use http_body_util::BodyExt;
use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::TcpStream,
};

/// A site of a few files in a folder of its own, removed at the end.
struct Trial {
    site: Site,
}

impl Trial {
    fn new(name: &str) -> Result<Trial> {
        let dist = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        fs::create_dir_all(&dist)?;
        for (file, text) in [
            ("index.html", "<p>home</p>"),
            ("404.html", "<p>404</p>"),
            ("app.wasm", "wasm wasm wasm wasm wasm wasm wasm wasm"),
            ("icon.png", "png"),
            ("_headers", "/*\n  X-Everywhere: yes\n/app*\n  Cache-Control: immutable\n"),
            ("_redirects", "/feed /feed.xml 301\n"),
        ] {
            fs::write(dist.join(file), text)?;
        }
        Ok(Trial { site: Site::open(dist, String::new())? })
    }

    fn get(&self, target: &str, accept_encoding: &str, if_none_match: &str) -> Reply {
        self.site.reply(&Asked { method: &Method::GET, target, accept_encoding, if_none_match })
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.site.dist);
    }
}

fn field<'a>(reply: &'a Reply, name: &'static str) -> Option<&'a str> {
    reply.headers().get(name).and_then(|value| value.to_str().ok())
}

fn body(reply: Reply) -> Result<Bytes> {
    let collected = reply.into_body().collect();
    Ok(Runtime::new()?.block_on(collected)?.to_bytes())
}

#[test]
fn a_file_has_its_type_its_tag_and_the_fields_of_its_rules() -> Result<()> {
    let trial = Trial::new("file")?;
    let reply = trial.get("/", "", "");
    assert_eq!(reply.status(), 200);
    assert_eq!(field(&reply, "Content-Type"), Some("text/html; charset=utf-8"));
    assert_eq!(field(&reply, "Cache-Control"), Some(CACHE_CONTROL));
    assert_eq!(field(&reply, "X-Everywhere"), Some("yes"));
    assert_eq!(field(&reply, "Vary"), Some("Accept-Encoding"));
    assert_eq!(field(&reply, "Content-Encoding"), None);
    assert_eq!(body(reply)?, b"<p>home</p>".as_slice());
    assert_eq!(field(&trial.get("/app.wasm", "", ""), "Cache-Control"), Some("immutable"));
    Ok(())
}

#[test]
fn a_file_is_sent_in_the_coding_that_is_asked_for_with_a_tag_of_its_own() -> Result<()> {
    let trial = Trial::new("coding")?;
    let of = |accept_encoding| trial.get("/app.wasm", accept_encoding, "");
    let (plain, brotli, gzip) = (of("br;q=0"), of("gzip, br"), of("gzip"));
    let codings = [&plain, &brotli, &gzip].map(|reply| field(reply, "Content-Encoding"));
    assert_eq!(codings, [None, Some("br"), Some("gzip")]);
    let tags: BTreeSet<_> = [&plain, &brotli, &gzip].map(|reply| field(reply, "ETag")).into();
    assert_eq!(tags.len(), 3);
    let text = body(plain)?;
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut body(brotli)?.as_ref(), &mut unpacked)?;
    assert_eq!(unpacked, text);
    unpacked.clear();
    flate2::read::GzDecoder::new(body(gzip)?.as_ref()).read_to_end(&mut unpacked)?;
    assert_eq!(unpacked, text);
    assert_eq!(field(&trial.get("/icon.png", "br, gzip", ""), "Content-Encoding"), None);
    Ok(())
}

#[test]
fn a_known_tag_is_answered_with_304_but_never_for_a_missing_page() -> Result<()> {
    let trial = Trial::new("tag")?;
    let tag = field(&trial.get("/404", "", ""), "ETag").unwrap_or_default().to_owned();
    for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        assert_eq!(trial.get("/404", "", &known).status(), 304, "{known}");
        assert_eq!(trial.get("/nope", "", &known).status(), 404, "{known}");
    }
    assert_eq!(trial.get("/404", "br", &tag).status(), 200, "the tag of another encoding");
    Ok(())
}

#[test]
fn a_missing_page_shows_404_html_and_other_methods_are_refused() -> Result<()> {
    let trial = Trial::new("missing")?;
    let missing = trial.get("/nope", "", "");
    assert_eq!(missing.status(), 404);
    assert_eq!(field(&missing, "X-Everywhere"), Some("yes"));
    assert_eq!(body(missing)?, b"<p>404</p>".as_slice());
    let moved = trial.get("/404.html?x", "", "");
    assert_eq!((moved.status().as_u16(), field(&moved, "Location")), (308, Some("/404?x")));
    let (accept_encoding, if_none_match) = ("", "");
    let asked = Asked { method: &Method::POST, target: "/", accept_encoding, if_none_match };
    let refused = trial.site.reply(&asked);
    assert_eq!((refused.status().as_u16(), field(&refused, "Allow")), (405, Some("GET, HEAD")));
    Ok(())
}

#[test]
fn a_new_build_is_served_without_a_restart() -> Result<()> {
    let trial = Trial::new("rebuild")?;
    assert_eq!(body(trial.get("/", "", ""))?, b"<p>home</p>".as_slice());
    let index = trial.site.dist.join("index.html");
    fs::write(&index, "<p>new</p>")?;
    let later = SystemTime::now() + Duration::from_secs(5);
    fs::File::options().write(true).open(&index)?.set_modified(later)?;
    assert_eq!(body(trial.get("/", "", ""))?, b"<p>new</p>".as_slice());
    Ok(())
}

#[test]
fn types_follow_the_ending() {
    for (ending, type_) in [
        ("html", "text/html; charset=utf-8"),
        ("wasm", "application/wasm"),
        ("webmanifest", "application/manifest+json"),
        ("md", "text/markdown; charset=utf-8"),
        ("", "application/octet-stream"),
    ] {
        assert_eq!(content_type(ending), type_, "{ending}");
    }
}

#[test]
fn what_is_missing_is_not_kept_for_good() -> Result<()> {
    let trial = Trial::new("gone")?;
    let reply = trial.get("/app-gone.wasm", "", "");
    assert_eq!(reply.status(), 404);
    assert_eq!(field(&reply, "Cache-Control"), Some(CACHE_CONTROL));
    assert_eq!(field(&reply, "X-Everywhere"), Some("yes"));
    Ok(())
}

#[test]
fn another_address_leads_to_the_one_that_redirects_name() -> Result<()> {
    let trial = Trial::new("redirect")?;
    let reply = trial.get("/feed", "", "");
    assert_eq!(reply.status(), 301);
    assert_eq!(field(&reply, "Location"), Some("/feed.xml"));
    let reply = trial.get("/feed?from=reader", "", "");
    assert_eq!(field(&reply, "Location"), Some("/feed.xml?from=reader"));
    assert_eq!(trial.get("/feeds", "", "").status(), 404);
    Ok(())
}

#[test]
fn every_connection_is_answered_though_others_stay_open() -> Result<()> {
    let trial = Trial::new("connections")?;
    let address = in_background_from(trial.site.dist.clone(), String::new())?;
    let host = address.trim_start_matches("http://");
    let mut open = Vec::new();
    // All ask before any is read: a browser opens six at once, and keeps them.
    for _ in 0..50 {
        let mut connection = TcpStream::connect(host)?;
        connection.set_read_timeout(Some(Duration::from_secs(30)))?;
        connection.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        open.push(connection);
    }
    for connection in &mut open {
        let mut start = [0; 15];
        connection.read_exact(&mut start)?;
        assert_eq!(&start, b"HTTP/1.1 200 OK");
    }
    Ok(())
}
