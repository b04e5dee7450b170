//! The program as a shell runs it.

use std::{
    io::{self, Write},
    process::{Command, Output, Stdio},
};

const BROKEN: &str = "HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n";

/// Runs `ask explain` on an input; its output has no reader where `unread`.
fn explain(arguments: &[&str], input: &str, unread: bool) -> io::Result<Output> {
    let mut ask = Command::new(env!("CARGO_BIN_EXE_ask"));
    ask.arg("explain").args(arguments);
    ask.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = ask.spawn()?;
    if unread {
        drop(child.stdout.take());
    }
    child.stdin.take().expect("a pipe").write_all(input.as_bytes())?;
    child.wait_with_output()
}

#[test]
fn the_standard_input_is_read_with_a_dash_and_without() -> io::Result<()> {
    for arguments in [&[][..], &["-"], &["--json", "-"]] {
        let output = explain(arguments, BROKEN, false)?;
        assert!(String::from_utf8_lossy(&output.stdout).contains("405"), "{output:?}");
        assert_eq!(output.status.code(), Some(1), "{output:?}");
    }
    Ok(())
}

#[test]
fn who_reads_no_further_changes_nothing() -> io::Result<()> {
    for arguments in [&[][..], &["--json"]] {
        let output = explain(arguments, BROKEN, true)?;
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(output.stderr.is_empty(), "{output:?}");
    }
    Ok(())
}

#[test]
fn an_empty_input_is_told() -> io::Result<()> {
    let output = explain(&[], "\n", false)?;
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("empty"), "{output:?}");
    Ok(())
}
