//! What a person can count on when searching: the right code first, or near it, and never a failure.

use facts::StatusCode;
use reference::{
    chance::Chance,
    quality::{Judged, read, score, typing},
    search::{Answer, Offer, Searcher, TEXT, Why, at_hand, best_sentence, concepts::text, search},
};

fn codes(query: &str) -> Vec<u16> {
    search(query).hits.iter().map(|hit| hit.entry.code.get()).collect()
}

fn engine(query: &str) -> Vec<StatusCode> {
    search(query).hits.iter().map(|hit| hit.entry.code).collect()
}

/// The least share of queries that must have a right code first, and among the first three.
fn holds(judged: &[Judged], first: f64, in_three: f64) {
    let all = score(judged, engine)["all"];
    let share = |count: usize| count as f64 / all.queries as f64;
    assert!(share(all.first) >= first, "first: {:.3}", share(all.first));
    assert!(share(all.in_three) >= in_three, "in three: {:.3}", share(all.in_three));
}

#[test]
fn most_errands_are_answered_first_and_nearly_all_among_the_first_three() {
    holds(&read(include_str!("search/report.tsv")).expect("a table"), 0.92, 0.98);
    holds(&read(include_str!("search/tune.tsv")).expect("a table"), 0.92, 0.98);
}

#[test]
fn no_query_to_judge_by_is_among_those_that_were_taught() {
    let path = |name: &str| std::path::PathBuf::from("../data").join(name);
    let records = facts::load::folder(&path("codes")).expect("the records");
    let queries = facts::load::queries(&path("queries.json"), &records).expect("the queries");
    let judged = [include_str!("search/report.tsv"), include_str!("search/tune.tsv")];
    let judged = judged.map(|text| read(text).expect("a table")).into_iter().flatten();
    let taught: std::collections::BTreeSet<String> = queries.into_values().flatten().collect();
    let both: Vec<_> =
        judged.map(|one| one.query.to_lowercase()).filter(|query| taught.contains(query)).collect();
    assert_eq!(both, [""; 0]);
}

#[test]
fn a_name_is_found_while_it_is_typed() {
    holds(&typing(), 0.9, 0.97);
    for (typed, code) in [("not f", 404), ("bad g", 502), ("unautho", 401), ("Gateway-T", 504)] {
        assert_eq!(codes(typed).first(), Some(&code), "{typed:?}");
    }
    assert!(codes("n").contains(&404), "a letter is the beginning of names");
}

#[test]
fn a_whole_name_is_of_its_code_whoever_mentions_it() {
    for entry in reference::catalog::all().iter().filter(|entry| entry.vendor.is_none()) {
        assert_eq!(codes(entry.name).first(), Some(&entry.code.get()), "{}", entry.name);
    }
}

#[test]
fn the_beginning_of_a_summary_finds_its_code() {
    let of = |entry: &reference::Entry| {
        let words: Vec<_> = entry.summary.split(' ').take(6).collect();
        let found = codes(&words.join(" "));
        (entry.code.get(), found.iter().position(|code| *code == entry.code.get()))
    };
    let places: Vec<_> = reference::catalog::all().iter().map(of).collect();
    // Some begin alike.
    let missed: Vec<_> = places.iter().filter(|(_, at)| at.is_none_or(|at| at > 1)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn a_number_of_four_digits_is_found_where_a_record_names_it_and_else_passed_over() {
    for (typed, code) in [("error 1020", 403), ("Error 1015", 429), ("error code: 1016", 530)] {
        assert_eq!(codes(typed).first(), Some(&code), "{typed:?}");
    }
    assert_eq!(codes("gone 7777"), codes("gone "));
    assert!(search("gone 7777").corrections.is_empty());
}

#[test]
fn an_exact_number_is_first_however_it_is_written() {
    for query in ["407", " 407 ", "HTTP 407", "status: 407", "407 proxy", "error 407", "http/407"] {
        assert_eq!(codes(query).first(), Some(&407), "{query:?}");
    }
}

#[test]
fn a_prefix_and_a_class_are_listed_in_order() {
    assert!(codes("40").len() >= 10 && codes("40").iter().all(|code| code / 10 == 40));
    for query in ["4xx", "4XX", "4**", "client error", "Client Errors", "http 4xx"] {
        let hits = codes(query);
        assert!(hits.len() > 30 && hits.iter().all(|code| code / 100 == 4), "{query}: {hits:?}");
        assert!(hits.is_sorted(), "{query}");
        assert!(search(query).class.is_some(), "{query}");
    }
    for (query, digit) in [("redirects", 3), ("redirect codes", 3), ("success codes", 2)] {
        assert!(
            search(query).class.is_some_and(|class| class.slug().starts_with(&digit.to_string())),
            "{query}"
        );
    }
    // One is asked for, or one of another kind.
    for query in ["redirect", "clients", "servers", "errors", "in"] {
        assert_eq!(search(query).class, None, "{query}");
    }
}

#[test]
fn numbers_and_names_are_answered_before_the_index_is_there() {
    for query in ["407", "40", "4xx", "http 4xx"] {
        assert_eq!(at_hand(query), search(query), "{query:?}");
    }
    let first = |query: &str| at_hand(query).hits.first().map(|hit| hit.entry.code.get());
    for (query, code) in [
        ("not found", 404),
        ("Gateway Time", 504),
        ("proxy auth", 407),
        ("teapot", 418),
        ("HTTP/1.1 503 Service Unavailable", 503),
        ("401 vs 403", 401),
    ] {
        assert_eq!(first(query), Some(code), "{query:?}");
    }
    assert!(matches!(at_hand("401 vs 403").offer, Some(Offer::Compare(_))));
    let unknown = at_hand("user not logged in");
    assert!(unknown.hits.is_empty() && unknown.is_partial, "more may be known later");
    assert_eq!(at_hand("?!").hits, [], "no word begins no name");
}

#[test]
fn what_is_no_index_is_not_taken_for_one() {
    assert!(Searcher::from_text(TEXT).is_some());
    for text in ["", "\n\n", "<!doctype html>\n<title>Log in to the hotel</title>\n<p>Room?</p>"] {
        assert!(Searcher::from_text(text).is_none(), "{text:?}");
    }
    let concepts = TEXT.match_indices('\n').nth(1).expect("three parts").0;
    for at in (0..concepts).step_by(997).filter(|at| TEXT.is_char_boundary(*at)) {
        let cut = [&TEXT[..at], &TEXT[concepts..]].concat();
        assert!(Searcher::from_text(cut.leak()).is_none(), "cut at {at}");
    }
    // What has a number in it that is none of a document is refused, or answers all the same.
    let records = facts::load::folder(std::path::Path::new("../data/codes")).expect("the records");
    let numbers = TEXT[..concepts].char_indices().rev().step_by(7).take(200);
    for (at, number) in numbers {
        let wrong = [&TEXT[..at], "\u{7fff}", &TEXT[at + number.len_utf8()..]].concat();
        if let Some(searcher) = Searcher::from_text(wrong.leak()) {
            for message in records.iter().flat_map(|record| &record.messages) {
                searcher.search(message);
            }
        }
    }
}

#[test]
fn a_field_is_asked_for_as_a_whole_and_not_for_what_its_words_mean() {
    for query in ["Accept-Patch", "accept patch", "ACCEPT-PATCH:"] {
        assert_eq!(codes(query), [415], "{query:?}: no other record has the field");
    }
    // A word beside the field is one of the query.
    assert_eq!(codes("unsupported accept-patch").first(), Some(&415));
    assert!(codes("accept the patch").len() > 1, "two words, each for itself");
}

#[test]
fn a_message_of_software_is_found_by_the_piece_of_it_that_tells() {
    for (pasted, code) in [
        ("ActionController::InvalidAuthenticityToken", 422),
        ("Error from server (Conflict): the object has been modified; please try again", 409),
        ("es_rejected_execution_exception", 429),
        ("Error response from daemon: manifest unknown", 404),
        ("CSRF verification failed. Request aborted.", 403),
    ] {
        assert_eq!(codes(pasted).first(), Some(&code), "{pasted:?}: {:?}", codes(pasted));
    }
}

#[test]
fn the_longest_message_is_meant_and_what_words_find_is_shown_beside_it() {
    let long = "upstream connect error or disconnect/reset before headers";
    for pasted in [format!("invalid_grant: {long}"), format!("{long} (invalid_grant)")] {
        assert_eq!(codes(&pasted)[..2], [503, 400], "{pasted}");
    }
    // Two of one code, the shorter first, against one that is longer than that and shorter than the other.
    let pasted = format!("SlowDown. Amount of data provided in the request. {long}");
    assert_eq!(codes(&pasted)[..2], [503, 413]);
    let answer = codes(long);
    assert!(answer.len() > 2 && answer[..2] == [503, 502], "{answer:?}");
}

#[test]
fn https_says_something_and_http_does_not() {
    for query in ["https", "use https", "https instead of http", "http to https"] {
        let answer = search(query);
        assert!(!answer.hits.is_empty(), "{query}");
        assert!(answer.marks("An HTTP request").is_empty(), "{query}");
        assert_eq!(answer.marks("An HTTPS request"), vec![3..8], "{query}");
    }
    assert!([301, 308].contains(&codes("http to https")[0]));
}

#[test]
fn what_is_denied_is_not_what_is_meant() {
    for query in ["not working", "my site is not working", "the api does not work", "doesn't work"]
    {
        let found = codes(query);
        assert!(found[..2].iter().all(|code| *code >= 400), "{query}: {found:?}");
    }
    assert_eq!(codes("it is working").first(), Some(&200));
    // A name that denies something is whole.
    assert_eq!((codes("not found")[0], codes("not modified")[0]), (404, 304));
}

#[test]
fn the_number_in_a_name_is_no_reason_to_be_asked_for_by_its_other_words() {
    assert_eq!(codes("error").first(), Some(&500));
}

#[test]
fn what_software_says_is_found_word_for_word_by_itself_and_in_what_was_pasted() {
    let records = facts::load::folder(std::path::Path::new("../data/codes")).expect("the records");
    let mut said: std::collections::BTreeMap<&str, Vec<StatusCode>> = Default::default();
    for record in &records {
        for message in &record.messages {
            said.entry(message).or_default().push(record.code);
        }
    }
    let judged = |around: [&str; 2]| {
        let judged = said.iter().map(|(message, codes)| Judged {
            query: [around[0], message, around[1]].concat(),
            accepted: codes.clone(),
            kind: "said".to_owned(),
        });
        judged.collect::<Vec<_>>()
    };
    holds(&judged(["", ""]), 0.99, 1.0);
    holds(&judged(["worker 7 gave up: ", ", see the log"]), 0.98, 0.99);
    let hits = search("502: GitLab is taking too much time to respond").hits;
    assert_eq!((hits[0].entry.code.get(), hits[0].why), (502, Some(Why::Said)));
    // The name of an error is not what its words say.
    assert_eq!(codes("<Code>SlowDown</Code>").first(), Some(&503));
    assert_eq!(codes("slow down").first(), Some(&429));
}

#[test]
fn a_name_is_found_however_it_is_joined_and_misspelt() {
    for query in [
        "not found",
        "not-found",
        "NotFound",
        "NOT_FOUND",
        "notfound",
        "not fuond",
        "HttpStatus.NOT_FOUND",
        "http.StatusNotFound",
    ] {
        assert_eq!(codes(query).first(), Some(&404), "{query:?}: {:?}", search(query).hits);
    }
    let answer = search("unautherized");
    assert_eq!(answer.hits[0].entry.code.get(), 401);
    assert_eq!(answer.corrections[0].read, "unauthorized");
}

#[test]
fn a_name_is_found_that_is_written_as_one_word_with_a_letter_missing() {
    let all = reference::catalog::all().iter();
    let joined = |name: &str| name.to_lowercase().replace([' ', '-', '\''], "");
    let mut judged = Vec::new();
    for entry in all.filter(|entry| entry.vendor.is_none() && entry.name.contains(' ')) {
        let name = joined(entry.name);
        let without = |at: usize| [&name[..at], &name[at + 1..]].concat();
        judged.extend((1..name.len()).map(|at| Judged {
            query: without(at),
            accepted: vec![entry.code],
            kind: "joined".to_owned(),
        }));
    }
    holds(&judged, 0.99, 0.99);
    for (query, code, read) in [
        ("methodnotalowed", 405, "Method Not Allowed"),
        ("method notalowed", 405, "Method Not Allowed"),
        // A letter nearer than `ENOTFOUND`, which a message has.
        ("notfounnd", 404, "Not Found"),
    ] {
        let answer = search(query);
        assert_eq!(codes(query).first(), Some(&code), "{query:?}: {:?}", answer.hits);
        assert_eq!(answer.corrections.len(), 1, "{query:?}");
        assert_eq!(answer.corrections[0].read, read);
    }
    // While it is typed, too.
    assert_eq!(codes("toomanyreq").first(), Some(&429));
    for (query, code) in [
        ("notfound", 404),
        ("nocontent", 204),
        ("imateapot", 418),
        // Forms of its words.
        ("badrequests", 400),
        ("methodnotallowe", 405),
    ] {
        assert_eq!(codes(query).first(), Some(&code), "{query:?}");
        assert_eq!(search(query).corrections, [], "nothing is wrong in {query:?}");
    }
    assert_eq!(codes("ça"), [0u16; 0], "no letter of it is left out");
}

#[test]
fn a_vendor_is_named_by_its_whole_name() {
    assert_eq!(codes("broken link").first(), Some(&404), "not LinkedIn's 999");
    for query in ["linkedin refused", "LinkedIn refused", "linked in refused"] {
        assert_eq!(codes(query).first(), Some(&999), "{query:?}");
    }
}

#[test]
fn a_misspelt_word_means_what_it_would_mean_spelt_right() {
    for (query, code, read) in [
        // A word that no record holds, known for what it means.
        ("insufficient priviledge", 403, "privilege"),
        // One of a phrase.
        ("acess denied", 403, "access"),
        // The mistake is in the ending.
        ("no permissoin", 403, "permission"),
        ("validaton failed", 422, "validation"),
        // A maker's name.
        ("cluodflare unreachable", 523, "cloudflare"),
    ] {
        let answer = search(query);
        assert_eq!(codes(query).first(), Some(&code), "{query:?}: {:?}", answer.hits);
        let reads: Vec<_> = answer.corrections.iter().map(|word| word.read.as_str()).collect();
        assert_eq!(reads, [read], "{query:?}");
    }
    // Not in the summary of any code that it weighs much for.
    assert_eq!(search("rceived").corrections[0].read, "received");
    for query in ["robot", "shoudl i retry"] {
        assert_eq!(search(query).corrections, [], "{query:?}: known, or a word that says nothing");
    }
}

#[test]
fn a_phrase_that_no_query_could_mean_is_refused() {
    let group = |words: &[&str], typed: &[&str]| facts::Synonyms {
        about: "a test".to_owned(),
        words: words.iter().map(|&word| word.to_owned()).collect(),
        typed: typed.iter().map(|&word| word.to_owned()).collect(),
    };
    let text = |words: &[&str], typed: &[&str]| {
        let broken = text(&[group(words, typed)]).err().unwrap_or_default();
        broken.into_iter().map(|(member, _)| member).collect::<Vec<_>>()
    };
    assert_eq!(text(&["log in", "sign in"], &["logon"]), [""; 0]);
    assert_eq!(text(&["lock", "locked"], &["locking"]), ["[0].words[1]", "[0].typed[0]"]);
    assert_eq!(text(&["protocol", "http 2"], &[]), ["[0].words[1]"]);
}

#[test]
fn the_constant_of_any_language_finds_its_code() {
    let path = std::path::Path::new("../data/languages.json");
    let languages = facts::load::languages(path).expect("the languages");
    let missed: Vec<_> = languages
        .iter()
        .flat_map(|language| &language.constants)
        .filter(|(code, constant)| !codes(constant).iter().take(3).any(|hit| *hit == code.get()))
        .map(|(_, constant)| constant.as_str())
        .collect();
    assert_eq!(missed, [""; 0]);
    // Every other name that their libraries have for it.
    let libraries = facts::load::snapshots(std::path::Path::new("../data/constants"));
    let libraries = libraries.expect("the constants");
    let named = libraries.values().flat_map(|library| &library.constants);
    let mut missed: Vec<_> = named
        .filter(|(code, _)| reference::catalog::find(**code).is_some())
        .flat_map(|(code, names)| names.iter().map(move |name| (code.get(), name.as_str())))
        .filter(|(code, name)| !codes(name).iter().take(3).any(|hit| hit == code))
        .collect();
    missed.sort();
    missed.dedup();
    // These name a class, and nothing.
    assert_eq!(missed, [(300, "SC_REDIRECTION"), (425, "HTTP_NO_CODE")]);
    // Of libraries that are not listed, and without what stands before.
    for (constant, code) in [
        ("StatusCodes.Status201Created", 201),
        ("Status404NotFound", 404),
        ("METHOD_FAILURE", 420),
        ("HttpStatusCode.Ambiguous", 300),
        ("NGX_HTTPS_CERT_ERROR", 495),
        ("HttpResponsePermanentRedirect", 301),
    ] {
        let answer = search(constant);
        assert_eq!(answer.hits[0].entry.code.get(), code, "{constant}");
        assert_eq!(answer.corrections, [], "{constant}");
    }
}

#[test]
fn the_status_of_a_pasted_line_is_found_and_explaining_it_offered() {
    for (line, code) in [
        ("HTTP/1.1 403 Forbidden", 403),
        ("< HTTP/2 404", 404),
        (
            r#"203.0.113.9 - - [25/Nov/2026:09:30:00 +0000] "GET /a/500 HTTP/1.1" 502 157 "-" "curl/8.5.0""#,
            502,
        ),
        ("Request failed with status code 422", 422),
        ("Received HTTP code 407 from proxy after CONNECT", 407),
    ] {
        let answer = search(line);
        assert_eq!(answer.hits[0].entry.code.get(), code, "{line}");
        assert_eq!(answer.offer, Some(Offer::Explain), "{line}");
    }
    assert_eq!(search("404").offer, None);
}

#[test]
fn words_that_mean_another_code_than_the_number_among_them_are_answered_behind_it() {
    let codes = |query: &str| -> Vec<u16> {
        search(query).hits.iter().map(|hit| hit.entry.code.get()).collect()
    };
    let long = codes("query string with 300 gene ids is too long");
    assert_eq!(long[..2], [300, 414]);
    // Words that tell of the number itself, and a number that is said to be a status, have no rival.
    assert_eq!(codes("502 bad gateway nginx php-fpm socket connect failed"), [502]);
    assert_eq!(codes("Response status code does not indicate success: 502"), [502]);
}

#[test]
fn what_says_no_response_leads_to_explaining() {
    for query in ["ENOTFOUND", "getaddrinfo ENOTFOUND api.example", "socket hang up", "ECONNRESET"]
    {
        assert_eq!(search(query).offer, Some(Offer::Explain), "{query}");
    }
    assert_eq!(search("java.io.FileNotFoundException: https://api.example/a").offer, None);
}

#[test]
fn two_codes_are_offered_to_be_compared() {
    for (query, codes) in [
        ("401 vs 403", vec![401, 403]),
        ("unauthorized or forbidden", vec![401, 403]),
        ("Bad Gateway vs Gateway Timeout", vec![502, 504]),
        ("difference between not found and gone", vec![404, 410]),
        ("bad request or unprocessable entity", vec![400, 422]),
        ("precondition failed or conflict", vec![409, 412]),
    ] {
        let Some(Offer::Compare(entries)) = search(query).offer else { panic!("{query}") };
        assert_eq!(entries.iter().map(|entry| entry.code.get()).collect::<Vec<_>>(), codes);
    }
    for query in
        ["not found", "page or file not found", "forbidden", "and or", "unauthorized forbidden"]
    {
        assert_eq!(search(query).offer, None, "{query}");
    }
    assert_eq!(search("which status code should i return").offer, Some(Offer::Choose));
}

#[test]
fn what_matched_is_marked() {
    let answer = search("gateway timed out");
    assert_eq!(answer.marks("Bad Gateway"), vec![4..11]);
    let text = "Nothing here. The gateway gave up. More.";
    assert_eq!(best_sentence(&answer, text), Some("The gateway gave up."));
    assert_eq!(best_sentence(&answer, "Nothing here."), None);
    assert_eq!(best_sentence(&answer, "No. It timed out"), Some("It timed out"));
    assert_eq!(best_sentence(&answer, "Timed out? No.\nTimed out"), Some("Timed out?"));
    assert_eq!(best_sentence(&answer, "No\nA gateway timed out\nNo"), Some("A gateway timed out"));
    let text = "The gateway timed out (RFC 9110 §15.6.5). More";
    assert_eq!(best_sentence(&answer, text), Some("The gateway timed out (RFC 9110 §15.6.5)."));
}

#[test]
fn nothing_is_found_for_nothing() {
    for query in ["", "  ", "?!", "\u{0}", "🦀🦀", "the of and"] {
        assert_eq!(codes(query), [0u16; 0], "{query:?}");
    }
}

/// Marks must be places of the text, in order and apart, and no code comes twice.
fn is_sound(answer: &Answer, text: &str) {
    let mut end = 0;
    for mark in answer.marks(text) {
        assert!(mark.start >= end && text.get(mark.clone()).is_some(), "{mark:?} in {text:?}");
        end = mark.end;
    }
    let mut codes: Vec<_> = answer.hits.iter().map(|hit| hit.entry.code).collect();
    codes.sort_unstable();
    assert!(codes.is_sorted_by(|one, next| one < next), "{text:?} has a code twice: {codes:?}");
}

#[test]
fn no_input_makes_it_fail() {
    let parts = [
        "a",
        "é",
        "ß",
        "İ",
        "🦀",
        "👨‍👩‍👧",
        "\u{0}",
        "\u{202e}",
        "שלום",
        "\u{fffd}",
        "\u{301}",
        "'",
        "’",
        "(a+)+$",
        "[",
        "\\",
        "<script>",
        "\"",
        "%",
        "404",
        "4",
        "xx",
        "**",
        " ",
        "-",
        "_",
        ":",
        "/",
        ".",
        "HTTP/1.1",
        "vs",
        "status",
        "not",
        "found",
        "gateway",
        "timeout",
        "log in",
        "\r\n",
        "\t",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    ];
    let mut chance = Chance::new(42);
    for _ in 0..100_000 {
        let query: String =
            (0..chance.below(9)).map(|_| parts[chance.below(parts.len())]).collect();
        let answer = search(&query);
        is_sound(&answer, &query);
        is_sound(&at_hand(&query), &query);
    }
    for part in parts {
        let query = part.repeat(10_000_000 / part.len());
        is_sound(&search(&query), part);
        is_sound(&at_hand(&query), part);
    }
}
