//! The content codings that files are sent in.

use crate::compress::brotli;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// A content coding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coding {
    /// What browsers take over TLS, and from this machine.
    Brotli,
    /// What every client takes.
    Gzip,
}

impl Coding {
    /// Every coding, that first which makes files smallest.
    pub const ALL: [Coding; 2] = [Coding::Brotli, Coding::Gzip];

    /// The smallest coding that an `Accept-Encoding` names and does not refuse.
    pub fn accepted(accept_encoding: &str) -> Option<Coding> {
        Coding::ALL.into_iter().find(|coding| coding.is_accepted(accept_encoding))
    }

    fn is_accepted(self, accept_encoding: &str) -> bool {
        accept_encoding.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            let is_named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(self.name()));
            let weight = parts.find_map(|part| part.strip_prefix("q="));
            is_named && weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|q| q > 0.0))
        })
    }

    /// Its name in `Content-Encoding`.
    pub const fn name(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Gzip => "gzip",
        }
    }

    /// The bytes in this coding.
    pub fn encode(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Coding::Brotli => brotli(bytes),
            Coding::Gzip => gzip(bytes),
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = writer.write_all(bytes);
    writer.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_is_accepted_by_name_and_the_smaller_one_is_taken() {
        for (accept_encoding, coding) in [
            ("br", Some(Coding::Brotli)),
            ("gzip, deflate, br, zstd", Some(Coding::Brotli)),
            ("gzip;q=0.5, BR;q=0.1", Some(Coding::Brotli)),
            ("br; q=1", Some(Coding::Brotli)),
            ("gzip", Some(Coding::Gzip)),
            ("br;q=0, gzip", Some(Coding::Gzip)),
            ("", None),
            ("br;q=0.0, gzip;q=0", None),
            ("brotli, x-gzip", None),
            ("*", None),
        ] {
            assert_eq!(Coding::accepted(accept_encoding), coding, "{accept_encoding}");
        }
    }
}
