//! The page of a code as Markdown: `/407.md`, and all of them in `llms-full.txt`.

use super::{
    Facts,
    code::{
        advice::{fix_title, is_error, retry_words, steps},
        also_known,
        exchange::problem_details,
        glance::{caching_word, content_word, unknown_words},
    },
    prose::sender,
};
use crate::route::Route;
use facts::{
    Deciding, Field, LICENSE, Prose, Record, Registration, Requirement, Section, Source, Step,
    text::{Inline, inlines},
};
use reference::{Entry, catalog};

/// The whole page, from its heading down.
pub fn page(entry: &'static Entry, facts: &Facts) -> Option<String> {
    let record = facts.record(entry.code)?;
    let mut page = Page(format!("# {} {}\n", entry.code, entry.name));
    page.paragraph(&format!(
        "{} {}. Source page: <{}>",
        record.summary,
        standing(record),
        Route::Code(entry).url()
    ));
    let advice = record.retry.rule.advice();
    page.paragraph(format!("{}. {advice}", record.turn.whose_move()).trim_end());
    if !record.aliases.is_empty() {
        page.paragraph(&also_known(&record.aliases));
    }
    page.prose("Meaning", &record.meaning);
    if is_error(record) {
        page.steps(record);
    }
    page.facts(record);
    page.prose("When to Use", &record.when_to_use);
    page.prose("Example", &record.example);
    page.exchange(record);
    page.prose("When Not to Use", &record.when_not_to_use);
    if !is_error(record) {
        page.steps(record);
    }
    page.pairs(record);
    page.problem(record);
    page.constants(entry, facts);
    for variant in &record.variants {
        let title = format!("{} ({}, {})", variant.name, variant.vendor, variant.state.word());
        page.prose(&title, &variant.meaning);
        page.paragraph(&self::source(&variant.source));
    }
    page.heading("Source");
    record.sources.iter().for_each(|source| page.line(&self::source(source)));
    page.paragraph(&format!("Last reviewed on {}. License: {LICENSE}.", record.reviewed.as_str()));
    Some(page.0)
}

/// A text with its inline marks as Markdown.
pub fn inline(text: &str) -> String {
    inlines(text)
        .into_iter()
        .map(|run| match run {
            Inline::Text(words) => words.to_owned(),
            Inline::Code(words) => format!("`{words}`"),
            Inline::Status(code) => match catalog::find(code) {
                Some(entry) => format!("[{code}]({})", Route::Code(entry).url()),
                None => code.to_string(),
            },
            Inline::Section(section) => format!("[{}]({})", section.as_str(), section.url()),
        })
        .collect()
}

/// Who registered the code, or whose it is, and where it stands. The vendor that it is from need not be one that sends
/// it today.
fn standing(record: &Record) -> String {
    let state = record.state.word();
    match &record.registration {
        Registration::Iana => format!("IANA, {state}"),
        Registration::Vendor(vendor) => format!("Unofficial, from {vendor}; {state}"),
    }
}

/// The section that says so, behind what it says.
fn by(section: Option<&Section>) -> String {
    section.map(|section| format!(" ({})", section.as_str())).unwrap_or_default()
}

fn source(source: &Source) -> String {
    let section = source.section.as_ref().map(|section| format!(" §{section}"));
    let obsolete = source.obsoleted_by.as_ref().map(|by| format!(" Obsoleted by {by}."));
    format!(
        "- [{}{}]({}), {}.{}",
        source.document,
        section.unwrap_or_default(),
        source.url,
        source.title,
        obsolete.unwrap_or_default()
    )
}

/// Markdown that grows from the top down.
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        self.line("");
        self.line(text);
    }

    fn heading(&mut self, text: &str) {
        self.paragraph(&format!("## {text}"));
        self.line("");
    }

    fn prose(&mut self, title: &str, prose: &Prose) {
        self.paragraph(&format!("## {title}"));
        let mut in_list = false;
        for text in &prose.0 {
            let is_item = text.starts_with("- ");
            if !(is_item && in_list) {
                self.line("");
            }
            self.line(&inline(text));
            in_list = is_item;
        }
    }

    fn steps(&mut self, record: &Record) {
        self.heading(fix_title(record));
        for (title, steps) in steps(record) {
            for (at, step) in steps.iter().enumerate() {
                self.line(&format!("- {title}, {}: {}", at + 1, inline(step)));
            }
        }
    }

    fn facts(&mut self, record: &Record) {
        self.heading("Facts");
        let (caching, content, retry) = (&record.caching, &record.content, &record.retry);
        let retried = retry_words(retry);
        for (what, word, note, section) in [
            ("Cacheable", caching_word(caching.rule), &caching.note, &caching.section),
            ("Content", content_word(content.rule), &content.note, &content.section),
            ("Retry", retried.as_str(), &retry.note, &retry.section),
        ] {
            self.line(&format!("- {what}: {word}. {}{}", inline(note), by(section.as_ref())));
        }
        let (word, note, section) = unknown_words(record.code);
        let word = inline(&word);
        self.line(&format!("- Unknown to a client: {word}. {note}{}", by(section.as_ref())));
        record.fields.iter().for_each(|field| self.field(field));
        for receiver in &record.clients {
            self.line(&format!("- {}: {}", receiver.who, inline(&receiver.does)));
        }
    }

    fn field(&mut self, field: &Field) {
        let requirement = match field.requirement {
            Requirement::None => String::new(),
            other => format!(" {}", other.word()),
        };
        self.line(&format!(
            "- `{}`{requirement}, sent by {}: {}{}",
            field.name,
            sender(&field.sender),
            inline(&field.note),
            by(field.section.as_ref())
        ));
    }

    /// Each step under a line that says whose it is.
    fn exchange(&mut self, record: &Record) {
        let name = |id: &str| record.exchange.name(id);
        self.line("");
        self.line("```http");
        for step in &record.exchange.steps {
            match step {
                Step::Message(message) => {
                    self.line(&format!("# {} → {}", name(&message.from), name(&message.to)));
                    message.head.iter().for_each(|line| self.line(line));
                    self.line("");
                    if !message.body.is_empty() {
                        self.line(message.body.replace("\r\n", "\n").trim_end());
                        self.line("");
                    }
                }
                Step::Event(event) => {
                    self.line(&format!("# {}: {}", name(&event.at), event.text));
                    self.line("");
                }
                Step::Log(event) => {
                    self.line(&format!("# {} logs: {}", name(&event.at), event.text));
                    self.line("");
                }
            }
        }
        self.line("```");
    }

    fn pairs(&mut self, record: &Record) {
        if record.related.is_empty() {
            return;
        }
        self.heading("Easily confused with");
        for related in &record.related {
            let code = inline(&format!("[{}]", related.code));
            let Deciding { ask, smaller, larger } = &related.question;
            let (least, most) = (record.code.min(related.code), record.code.max(related.code));
            self.line(&format!("- {code}: {}", inline(&related.difference)));
            self.line(&format!(
                "  {} {}: {least}. {}: {most}.",
                inline(ask),
                inline(smaller),
                inline(larger)
            ));
        }
    }

    fn problem(&mut self, record: &Record) {
        if let Some(problem) = problem_details(record) {
            self.heading("Problem Details");
            self.line(&inline("As `Content-Type: application/problem+json` ([RFC 9457 §3]):"));
            self.paragraph(&format!("```json\n{problem}\n```"));
        }
    }

    fn constants(&mut self, entry: &'static Entry, facts: &Facts) {
        self.heading("In code");
        for constant in facts.constants(entry.code) {
            let named = if constant.named { "" } else { " (no constant)" };
            let since = constant.since.map(|since| format!(" (since {since})")).unwrap_or_default();
            self.line(&format!(
                "- {} {}: `{}`{named}{since}",
                constant.language, constant.library, constant.expression
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::facts;

    #[test]
    fn a_page_says_all_that_a_program_would_ask_for() {
        let code = facts::StatusCode::new(413).expect("a code");
        let text = page(catalog::find(code).expect("an entry"), &facts()).expect("a record");
        for part in [
            "Your move, as the client. Change the request, then send it again.",
            "Also known as Payload Too Large (RFC 7231)",
            "no cache key includes. (RFC 9110 §15.1)",
            "The content: 413. The target URI: 414.",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let problem = text.split("\n## Problem Details\n").nth(1).expect("the section");
        assert!(problem.contains("application/problem+json") && problem.contains("```json\n{\n"));
        let variants = facts().records.into_iter().find(|record| !record.variants.is_empty());
        let record = variants.expect("a code that vendors use otherwise");
        let text = page(catalog::find(record.code).expect("an entry"), &facts()).expect("its page");
        for variant in record.variants {
            let heading = format!("({}, {})", variant.vendor, variant.state.word());
            assert!(text.contains(&heading) && text.contains(&variant.source.url), "{text}");
        }
    }

    fn text(code: u16, facts: &Facts) -> String {
        let code = facts::StatusCode::new(code).expect("a code");
        page(catalog::find(code).expect("an entry"), facts).expect("a record")
    }

    #[test]
    fn an_example_says_by_name_who_speaks_to_whom() {
        let facts = facts();
        let early = text(425, &facts);
        for part in [
            "# Browser: Resumes its TLS session and sends the request in early data\n",
            "# Browser → CDN for files.example.com\nGET /once/k3v9 HTTP/1.1\n",
            "# CDN for files.example.com → Browser\nHTTP/1.1 425 Too Early\n",
        ] {
            assert!(early.contains(part), "{part}: {early}");
        }
        for record in &facts.records {
            let text = text(record.code.get(), &facts);
            let example = text.split("```http\n").nth(1).and_then(|rest| rest.split("```").next());
            let example = example.expect("an example");
            let said = |what: &str| example.lines().filter(|line| line.contains(what)).count();
            let steps = &record.exchange.steps;
            let messages = record.exchange.messages().count();
            let logs = steps.iter().filter(|step| matches!(step, Step::Log(_))).count();
            assert_eq!((said(" → "), said(" logs: ")), (messages, logs), "{example}");
            let named = |line: &str| {
                let line = line.strip_prefix("# ");
                line.is_some_and(|line| {
                    record.exchange.parties.iter().any(|party| line.starts_with(&party.name))
                })
            };
            let told = example.lines().filter(|line| named(line)).count();
            assert_eq!(told, steps.len(), "{example}");
        }
    }

    #[test]
    fn what_is_at_a_glance_is_said_in_the_words_of_the_page() {
        let facts = facts();
        for (code, part) in [
            (425, "- Cacheable: Only if told so. Not cacheable by default"),
            (425, "- Retry: The same request, at once: any method. "),
            (503, "- Retry: The same request, later: idempotent methods. "),
            (507, "- Retry: The same request, later: no method unasked. "),
            (407, "- Retry: After changing the request. "),
            (425, "- Unknown to a client: As [400](https://"),
            (400, "- Unknown to a client: Known to all. "),
            (999, "- Unknown to a client: As a 5xx. "),
            (499, "- Content: Not sent. "),
            (425, "## Fix It\n\n- As the client, 1: "),
            (204, "## Usual Mistakes\n\n- In handling it, 1: "),
            (204, "stay where you are. IANA, standard. Source page: "),
            (420, ". Unofficial, from Twitter; active. Source page: "),
        ] {
            let text = text(code, &facts);
            assert!(text.contains(part), "{code}, {part}: {text}");
        }
    }

    #[test]
    fn a_constant_says_which_release_brought_it() {
        let data = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data"));
        let languages = facts::load::languages(&data.join("languages.json"));
        let facts = Facts { languages: languages.expect("they keep their rules"), ..facts() };
        let text = text(103, &facts);
        assert!(text.contains("`HttpStatus.EARLY_HINTS` (since Spring 6.0.5)\n"), "{text}");
    }
}
