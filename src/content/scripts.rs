//! The script that only one page has. What every page has stands in `index.html`.

use super::listing::mark;
use reference::catalog;

/// The front page's: how its wall comes, and a first search, by number and name, before the program is there. It
/// stands in the text of the page, behind the field: it runs where the page is loaded, and not where a move
/// brings it in.
pub fn home() -> String {
    let script = concat!(include_str!("home/wall.js"), include_str!("home/search.js"));
    plain(script).replace("'CODES'", &codes())
}

/// All codes as a string of JavaScript: number, name, and what its tile is marked with, if it is. No name has the
/// letters that divide them, or any that a string would have to escape but the apostrophe.
fn codes() -> String {
    let codes = catalog::all().iter().map(|entry| {
        let mark = mark(entry).map(|mark| ["/", mark].concat()).unwrap_or_default();
        format!("{}/{}{mark}", entry.code, entry.name)
    });
    format!("\"{}\"", codes.collect::<Vec<_>>().join("|"))
}

/// A script without indents, and without comments, each of which has lines to itself. Its lines stay lines,
/// since the end of one may be the end of a statement.
pub fn plain(script: &str) -> String {
    let mut is_comment = false;
    let mut is_code = |line: &&str| {
        is_comment |= line.starts_with("/*");
        let is_code = !is_comment && !line.is_empty() && !line.starts_with("//");
        is_comment &= !line.ends_with("*/");
        is_code
    };
    let lines: Vec<_> = script.lines().map(str::trim).filter(|line| is_code(line)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_need_no_escapes_in_a_script() {
        let codes = codes();
        assert_eq!(codes.matches('"').count(), 2, "{codes}");
        assert!(!codes.contains(['\\', '<', '>', '&', '\n']), "{codes}");
        for (entry, code) in catalog::all().iter().zip(codes.trim_matches('"').split('|')) {
            let parts: Vec<_> = code.split('/').collect();
            assert_eq!(parts[..2], [&*entry.code.to_string(), entry.name], "{code}");
            assert_eq!(parts.get(2).copied(), mark(entry), "{code}");
        }
        assert!(
            codes.contains("|404/Not Found|") && codes.contains("|419/Page Expired/"),
            "{codes}"
        );
    }

    #[test]
    fn a_page_carries_its_scripts_without_comments() {
        let glue = "/**\n * @returns {number}\n */\nget a() {\n    return 2 /* two */;\n    /* one */\n}\n";
        assert_eq!(plain(glue), "get a() {\nreturn 2 /* two */;\n}");
    }
}
