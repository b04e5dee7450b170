//! The header fields of a response, and the `_headers` file that sets some by path, in the form
//! that Cloudflare Pages and Netlify read: a pattern at the start of a line, fields indented below
//! it.

/// Header fields in order, each name once.
#[derive(PartialEq, Eq, Debug)]
pub struct Headers(Vec<(String, String)>);

impl<const N: usize> From<[(&str, &str); N]> for Headers {
    fn from(fields: [(&str, &str); N]) -> Headers {
        Headers(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }
}

impl Headers {
    /// Sets a field, in place of one of that name.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Adds to a field what a comma may separate; sets it where there is none of that name.
    fn append(&mut self, name: &str, value: &str) {
        match self.get(name) {
            Some(before) => self.set(name, &format!("{before}, {value}")),
            None => self.set(name, value),
        }
    }

    fn remove(&mut self, name: &str) {
        self.0.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    }

    fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        field.map(|(_, value)| value.as_str())
    }

    /// Each name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The rules of a `_headers` file, in its order.
pub struct Rules(Vec<Rule>);

struct Rule {
    pattern: String,
    changes: Vec<Change>,
}

enum Change {
    Set { name: String, value: String },
    Remove { name: String },
}

impl Rules {
    /// Reads the text of a `_headers` file. Lines that are no rule are passed over, as hosts do.
    pub fn parse(text: &str) -> Rules {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            if !line.starts_with([' ', '\t']) {
                rules.push(Rule { pattern: trimmed.to_owned(), changes: Vec::new() });
            } else if let (Some(rule), Some(change)) = (rules.last_mut(), Change::parse(trimmed)) {
                rule.changes.push(change);
            }
        }
        Rules(rules)
    }

    /// Applies every rule whose pattern the path matches. The first rule that sets a field replaces
    /// what the host would send; what later ones set is added to it, unless a `! Name` has removed
    /// it.
    pub fn apply(&self, path: &str, headers: &mut Headers) {
        let mut set = Headers(Vec::new());
        for rule in &self.0 {
            let Some(captures) = captures(&rule.pattern, path) else { continue };
            for change in &rule.changes {
                match change {
                    Change::Set { name, value } => set.append(name, &filled(value, &captures)),
                    Change::Remove { name } => {
                        set.remove(name);
                        headers.remove(name);
                    }
                }
            }
        }
        for (name, value) in set.iter() {
            headers.set(name, value);
        }
    }
}

impl Change {
    fn parse(line: &str) -> Option<Change> {
        if let Some(name) = line.strip_prefix('!') {
            return Some(Change::Remove { name: name.trim().to_owned() });
        }
        let (name, value) = line.split_once(':')?;
        Some(Change::Set { name: name.trim().to_owned(), value: value.trim().to_owned() })
    }
}

/// What of a path a part of the pattern stands for: `splat` for `*`, else the part's name.
type Captures<'a> = Vec<(&'a str, &'a str)>;

/// Matches a whole path: `*` stands for anything, `:name` for anything without a slash.
fn captures<'a>(pattern: &'a str, path: &'a str) -> Option<Captures<'a>> {
    let Some(at) = pattern.find(['*', ':']) else {
        return (pattern == path).then(Vec::new);
    };
    let (literal, wild) = pattern.split_at(at);
    let path = path.strip_prefix(literal)?;
    let (name, after) = match wild.strip_prefix('*') {
        Some(after) => ("splat", after),
        None => {
            let name = &wild[1..];
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            name.split_at(end.unwrap_or(name.len()))
        }
    };
    let longest =
        if wild.starts_with('*') { path.len() } else { path.find('/').unwrap_or(path.len()) };
    let shortest = usize::from(!wild.starts_with('*'));
    (shortest..=longest).rev().filter(|end| path.is_char_boundary(*end)).find_map(|end| {
        let mut found = captures(after, &path[end..])?;
        found.insert(0, (name, &path[..end]));
        Some(found)
    })
}

/// A value with `:splat` and `:name` replaced by what they stand for.
fn filled(value: &str, captures: &Captures) -> String {
    captures
        .iter()
        .fold(value.to_owned(), |value, (name, text)| value.replace(&format!(":{name}"), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_whole_paths() {
        for (pattern, path, found) in [
            ("/407", "/407", Some(vec![])),
            ("/407", "/4071", None),
            ("/*", "/", Some(vec![("splat", "")])),
            ("/_app/*", "/_app/1a/407.json", Some(vec![("splat", "1a/407.json")])),
            ("/_app/*", "/_application", None),
            ("/*.md", "/407.md", Some(vec![("splat", "407")])),
            ("/*.md", "/407.json", None),
            ("/:code.md", "/407.md", Some(vec![("code", "407")])),
            ("/:code.md", "/codes/407.md", None),
            ("/:code.md", "/.md", None),
            ("/codes/:class", "/codes/4xx", Some(vec![("class", "4xx")])),
            ("/codes/:class", "/codes/", None),
            ("/:a/:b", "/x/y", Some(vec![("a", "x"), ("b", "y")])),
            ("https://example.com/*", "/407", None),
        ] {
            assert_eq!(captures(pattern, path), found, "{pattern} {path}");
        }
    }

    #[test]
    fn rules_replace_what_the_host_sends_and_add_to_each_other() {
        let rules = Rules::parse(
            "# a comment\n/*\n  X-Robots-Tag: all\n  Cache-Control: no-cache\n\
             /:code.md\n  x-robots-tag: noindex\n  Link: <https://example.com/:code>; rel=\"canonical\"\n\
             \n/plain/*\n  ! Cache-Control\n",
        );
        let apply = |path| {
            let mut headers = Headers::from([("Cache-Control", "public"), ("ETag", "\"1\"")]);
            rules.apply(path, &mut headers);
            headers
        };
        assert_eq!(
            apply("/407.md"),
            Headers::from([
                ("ETag", "\"1\""),
                ("Cache-Control", "no-cache"),
                ("x-robots-tag", "all, noindex"),
                ("Link", "<https://example.com/407>; rel=\"canonical\""),
            ])
        );
        assert_eq!(apply("/plain/x"), Headers::from([("ETag", "\"1\""), ("X-Robots-Tag", "all")]));
    }
}
