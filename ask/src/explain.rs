//! `cargo xtask explain`: what a pasted response says, in a terminal or in a script.

mod json;
mod text;

use crate::site_url::site_url;
use anyhow::{Context, Result};
use reference::explain::{Report, Severity, Variant, explain};
use std::{
    borrow::Cow,
    fs,
    io::{self, ErrorKind, Read, Write},
    path::Path,
    process::ExitCode,
};

/// The exit status for an input in which a MUST is broken.
const BROKEN: u8 = 1;
/// The exit status for an input without a status.
const NO_STATUS: u8 = 2;
/// The exit status for what cannot be read, and where what was found cannot be told.
pub const FAILED: u8 = 3;

/// Explains the file, or what comes in on the standard input.
///
/// # Errors
/// The input cannot be read, or the answer not be written.
pub fn run(file: Option<&Path>, json: bool) -> Result<ExitCode> {
    let bytes = match file.filter(|path| *path != Path::new("-")) {
        Some(path) => fs::read(path).with_context(|| format!("cannot read {}", path.display()))?,
        None => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).context("cannot read the standard input")?;
            bytes
        }
    };
    let input = decoded(&bytes);
    if input.trim().is_empty() {
        eprintln!("the input is empty");
    }
    let report = explain(&input);
    let lines = if json { json::lines(&report) } else { text::lines(&report) };
    write(io::stdout(), &lines).context("cannot write to the standard output")?;
    Ok(ExitCode::from(exit_status(&report)))
}

/// Where the page of a code tells what another vendor than its own means by it.
fn variant_url(variant: &Variant) -> String {
    format!("{}/{}#elsewhere", site_url(), variant.code)
}

/// The text of an input: UTF-16 where a mark at its start says so, as in what `>` writes in Windows PowerShell. Content
/// may be in any other charset; heads are ASCII.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks().0.iter().copied().map(unit).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match bytes {
        [0xff, 0xfe, text @ ..] => utf16(text, u16::from_le_bytes),
        [0xfe, 0xff, text @ ..] => utf16(text, u16::from_be_bytes),
        text => String::from_utf8_lossy(text),
    }
}

fn exit_status(report: &Report) -> u8 {
    if report.status().is_none() {
        NO_STATUS
    } else if report.all_findings().any(|finding| finding.severity == Severity::Error) {
        BROKEN
    } else {
        0
    }
}

/// Writes the lines, of which none does anything to a terminal. Who reads no further has read enough.
fn write(mut to: impl Write, lines: &[String]) -> io::Result<()> {
    let text: String = lines.iter().map(|line| printable(line) + "\n").collect();
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// The line with each character that controls a terminal or turns the direction of text as an escape, `\u001b`: it may
/// come from whoever sent the response. JSON has the same escapes, and leaves some of these characters as they are.
fn printable(line: &str) -> String {
    let controls = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown = |c| if controls(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    line.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_status_tells_a_broken_response_from_a_good_one_and_from_none() {
        let status = |text| exit_status(&explain(text));
        assert_eq!(status("HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n"), BROKEN);
        assert_eq!(status("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\n"), 0);
        assert_eq!(status("HTTP/1.1 466 Odd\nContent-Length: 0\n"), 0);
        assert_eq!(status("hello"), NO_STATUS);
    }

    #[test]
    fn what_windows_writes_is_read() {
        let text = "HTTP/1.1 404 Not Found – “nothing”\r\n";
        let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            ["\u{feff}", text].concat().encode_utf16().flat_map(unit).collect()
        };
        for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), text.into()] {
            assert_eq!(decoded(&bytes), text);
        }
    }

    /// What is written of an input, as text and as JSON.
    fn written(input: &str) -> [String; 2] {
        let report = explain(input);
        [text::lines(&report), json::lines(&report)].map(|lines| {
            let mut written = Vec::new();
            write(&mut written, &lines).expect("written");
            String::from_utf8(written).expect("UTF-8")
        })
    }

    #[test]
    fn nothing_in_a_response_controls_the_terminal() {
        let hostile = "\u{1b}]0;x\u{7}\u{9b}2J\u{7f}\u{202e}\u{2066}";
        let shown = r"\u001b]0;x\u0007\u009b2J\u007f\u202e\u2066";
        let har = r#"{"status": 466, "statusText": "\u001b]0;x\u0007\u009b2J\u007f\u202e\u2066", "headers": []}"#;
        let controls = |c: char| c != '\n' && c.is_control() || "\u{202e}\u{2066}".contains(c);
        for input in [
            format!("HTTP/1.1 466 {hostile}y\r\n\r\n"),
            format!("HTTP/1.1 503 Service Unavailable\r\nRetry-After: a{hostile}\r\n\r\n"),
            har.to_owned(),
        ] {
            for written in written(&input) {
                assert!(written.contains(shown), "{written}");
                assert!(!written.contains(controls), "{written:?}");
            }
        }
        let [text, _] = written(r#"{"status": 466, "statusText": "a\nb", "headers": []}"#);
        assert!(text.starts_with(r"466 a\u000ab  (line 1)"), "no line of its own: {text}");
    }

    /// An output that fails.
    struct Closed(ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn who_reads_no_further_is_no_failure_and_a_full_disk_is_one() {
        let lines = ["404 Not Found".to_owned()];
        assert!(write(Closed(ErrorKind::BrokenPipe), &lines).is_ok());
        assert!(write(Closed(ErrorKind::StorageFull), &lines).is_err());
    }
}
