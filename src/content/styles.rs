//! The style sheets that only some pages need: they come with the articles of those pages, see
//! [`Head::styles`](crate::head::Head::styles). What every page needs is in the common sheet, which is named in
//! `index.html`. All are [`plain`] when they are published.
//!
//! The policy of every page holds the hash of each sheet, and hashes do not compress: 36 bytes of every page for
//! each sheet. So there are three: what single pages need is one sheet for all of these.

/// The front page: its head and the wall of codes.
pub const HOME: &str = include_str!("../../style/home.css");
/// The pages of codes, and of numbers that nobody uses: their text, the exchange, and the trial of a code.
pub const CODE: &str = concat!(
    include_str!("../../style/code.css"),
    include_str!("../../style/exchange.css"),
    include_str!("../../style/attempt.css"),
);
/// All other pages: text, lists, the guide, the field of `/explain` and its report, comparisons, the specimens of
/// `/about/design`.
pub const TEXT: &str = concat!(
    include_str!("../../style/text.css"),
    include_str!("../../style/guide.css"),
    include_str!("../../style/explain.css"),
    include_str!("../../style/compare.css"),
    include_str!("../../style/design.css"),
);

/// The sheet as a browser needs it, since pages carry it: without comments, without white space that says nothing, and
/// with the declarations of each block in one order, in which hosts compress them better. What stands in quotes is kept
/// as it is.
///
/// A space before a colon is kept, since it may be the one of `main :hover`, and so is each that parts the
/// words of a value.
pub fn plain(sheet: &str) -> String {
    let mut plain = String::with_capacity(sheet.len());
    // Where the block begins that holds no other, and its declarations.
    let mut block = None;
    let mut quote = None;
    let mut is_parted = false;
    let mut rest = sheet.chars().peekable();
    while let Some(next) = rest.next() {
        if quote.is_some() {
            plain.push(next);
            if next == '\\' {
                plain.extend(rest.next());
            } else if quote == Some(next) {
                quote = None;
            }
            continue;
        }
        if next == '/' && rest.peek() == Some(&'*') {
            rest.next();
            let mut last = ' ';
            for skipped in rest.by_ref() {
                if last == '*' && skipped == '/' {
                    break;
                }
                last = skipped;
            }
            is_parted = true;
            continue;
        }
        if next.is_ascii_whitespace() {
            is_parted = true;
            continue;
        }
        // What parts by itself needs no space beside it; the last declaration of a block needs no end.
        let before = plain.chars().next_back().unwrap_or('{');
        if next == '}' && before == ';' {
            plain.pop();
        } else if is_parted && !"{};,>:".contains(before) && !"{};,>".contains(next) {
            plain.push(' ');
        }
        is_parted = false;
        match next {
            '"' | '\'' => quote = Some(next),
            '{' => block = Some((plain.len() + 1, plain.len() + 1, Vec::new())),
            ';' | '}' => {
                if let Some((_, start, declarations)) = &mut block {
                    // None is behind the last end.
                    declarations.extend(plain.get(*start..).map(str::to_owned));
                    *start = plain.len() + 1;
                }
            }
            _ => {}
        }
        if next == '}'
            && let Some((start, _, mut declarations)) = block.take()
        {
            // Most shorthands stay before what they are short for, as the shorter name; alike ones keep their order. No
            // sheet of ours has others beside their parts: see the tests.
            declarations.sort_by(|one, other| name(one).cmp(name(other)));
            plain.truncate(start);
            plain.push_str(&declarations.join(";"));
        }
        plain.push(next);
    }
    plain
}

/// What a declaration is of.
fn name(declaration: &str) -> &str {
    declaration.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_its_sheets_without_what_says_nothing() {
        let sheet = "/* a\n b */\n@layer a, b;\n@layer a {\n  p, ul > li { color: red; margin: 0 auto; } /* c */\n\n}\n";
        assert_eq!(plain(sheet), "@layer a,b;@layer a{p,ul>li{color:red;margin:0 auto}}");
    }

    #[test]
    fn declarations_are_in_one_order_and_a_shorthand_stays_before_its_parts() {
        assert_eq!(
            plain("@media print{a{z-index:1;border:1px solid;border-left:0;all:unset}}b{}c{}"),
            "@media print{a{all:unset;border:1px solid;border-left:0;z-index:1}}b{}c{}"
        );
        for kept in ["a{height:100vh;height:100dvh}", "a::before{color:red;content:\";all:{\"}"] {
            assert_eq!(plain(kept), kept);
        }
    }

    #[test]
    fn no_declaration_of_ours_is_undone_by_the_order() {
        // Shorthands whose parts have other names.
        const PARTS: [(&str, &[&str]); 6] = [
            ("inset", &["top", "right", "bottom", "left"]),
            ("gap", &["row-gap", "column-gap"]),
            ("flex-flow", &["flex-direction", "flex-wrap"]),
            ("place-items", &["align-items", "justify-items"]),
            ("place-content", &["align-content", "justify-content"]),
            ("place-self", &["align-self", "justify-self"]),
        ];
        const SIDES: [&str; 4] = ["border-top", "border-right", "border-bottom", "border-left"];
        const OF_ALL: [&str; 3] = ["border-color", "border-width", "border-style"];
        let is_part = |whole: &str, part: &str| {
            part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('-'))
                && !matches!(part, "border-radius" | "border-collapse")
                || PARTS.iter().any(|(of, parts)| *of == whole && parts.contains(&part))
                // The color of all sides is a part of each, and each a part of all.
                || SIDES.contains(&whole) && OF_ALL.contains(&part)
                || whole == "all"
        };
        let files = std::fs::read_dir("style").expect("the sheets");
        let sheet = |file: std::io::Result<std::fs::DirEntry>| {
            std::fs::read_to_string(file.expect("a file").path()).expect("a sheet")
        };
        for sheet in files.map(sheet) {
            for block in sheet.split('{').filter_map(|part| part.split('}').next()) {
                let names = block.split(';').map(|one| name(one).trim());
                let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
                for (at, one) in names.iter().enumerate() {
                    let is_undone = |later: &&&str| {
                        *later < one && (is_part(one, later) || is_part(later, one))
                    };
                    let undone = names[at + 1..].iter().find(|later| is_undone(later));
                    assert_eq!(undone, None, "behind {one} in {block}");
                }
            }
        }
    }

    #[test]
    fn white_space_that_says_something_is_kept() {
        for sheet in [
            "main :hover{width:calc(1px + 2 * var(--a))}",
            "p::before{content:\"≠  /* x */ ; \\\" } \" / \"\"}",
            "a:not(.b a,[href^=\"x: y\"]) .c{font:800 1rem/1 var(--d)!important}",
            "@media (width>=72rem) and (scripting:enabled){.a .b+.c~ul *{color:red}}",
        ] {
            assert_eq!(plain(sheet), sheet);
        }
        assert_eq!(plain("a b/**/c{}"), "a b c{}");
    }
}
