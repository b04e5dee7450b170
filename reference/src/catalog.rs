//! The catalog: an [`Entry`] for every number that has a record, in the order of their numbers.

use facts::{Class, RetryRule, State, StatusCode, Turn};

/// What is known of a code without its record: enough to list it, to name it and to find it.
#[derive(PartialEq, Eq, Debug)]
pub struct Entry {
    /// The number.
    pub code: StatusCode,
    /// Its name, as [`facts::Record::name`].
    pub name: &'static str,
    /// The vendor whose code it is; `None` for a code that IANA lists.
    pub vendor: Option<&'static str>,
    /// Where it stands today.
    pub state: State,
    /// Whose move it is when it is seen.
    pub turn: Turn,
    /// Whether sending the request again can help.
    pub retry: RetryRule,
    /// What it says, in one sentence.
    pub summary: &'static str,
    /// Earlier and other names, and those of other users of the number, one a line: one text is smaller than a
    /// list.
    aliases: &'static str,
    /// The names of the header fields that come with it, one a line.
    fields: &'static str,
    /// From how many codes its record tells it apart: the more, the more often it is met.
    pub relations: u8,
}

impl Entry {
    /// Earlier and other names.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.aliases.lines()
    }

    /// The names of the header fields that come with it, the most needed first.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.fields.lines()
    }

    /// What to do about it, in a line: whose move it is, and whether to send the request again.
    pub fn to_do(&self) -> String {
        [self.turn.whose_move(), ". ", self.retry.advice()].concat().trim_end().to_owned()
    }

    /// An entry that no record stands behind, for measuring. Its texts are never given back.
    #[cfg(feature = "bench")]
    pub(crate) fn made_up(code: StatusCode, name: &str, summary: &str) -> Entry {
        let keep = |text: &str| -> &'static str { text.to_owned().leak() };
        Entry {
            code,
            name: keep(name),
            vendor: None,
            state: State::Standard,
            turn: Turn::Nobody,
            retry: RetryRule::NotNeeded,
            summary: keep(summary),
            aliases: "",
            fields: "",
            relations: 0,
        }
    }
}

const fn code(number: u16) -> StatusCode {
    let Some(code) = StatusCode::new(number) else { panic!("a record's code is in range") };
    code
}

include!(concat!(env!("OUT_DIR"), "/entries.rs"));

/// Every entry, sorted by number.
pub fn all() -> &'static [Entry] {
    &ENTRIES
}

/// The entry of `code`, where it has one.
pub fn find(code: StatusCode) -> Option<&'static Entry> {
    ENTRIES.binary_search_by_key(&code, |entry| entry.code).ok().map(|at| &ENTRIES[at])
}

/// The entries of a class, sorted by number.
pub fn of_class(class: Class) -> &'static [Entry] {
    let start = ENTRIES.partition_point(|entry| entry.code.class() < class);
    let end = ENTRIES.partition_point(|entry| entry.code.class() <= class);
    &ENTRIES[start..end]
}

/// The known codes before and after `code`, whether or not `code` itself is known.
pub fn neighbors(code: StatusCode) -> (Option<&'static Entry>, Option<&'static Entry>) {
    let before = ENTRIES.partition_point(|entry| entry.code < code);
    let after = ENTRIES.partition_point(|entry| entry.code <= code);
    (before.checked_sub(1).map(|at| &ENTRIES[at]), ENTRIES.get(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_sorted_without_duplicates_and_found() {
        assert!(all().is_sorted_by(|a, b| a.code < b.code));
        for entry in all() {
            assert_eq!(find(entry.code), Some(entry));
        }
        assert_eq!(find(code(466)), None);
    }

    #[test]
    fn the_classes_share_out_every_entry() {
        let listed: Vec<_> = Class::ALL.into_iter().flat_map(of_class).collect();
        assert_eq!(listed, all().iter().collect::<Vec<_>>());
        assert!(of_class(Class::Other).iter().all(|entry| entry.code.get() >= 600));
    }

    #[test]
    fn neighbors_stand_on_both_sides_of_a_known_and_of_an_unknown_number() {
        let around = |number| {
            let (before, after) = neighbors(code(number));
            (before.map(|e| e.code.get()), after.map(|e| e.code.get()))
        };
        assert_eq!(around(404), (Some(403), Some(405)));
        assert_eq!(around(528), (Some(527), Some(529)));
        assert_eq!(around(100), (None, Some(101)));
        assert_eq!(around(999), (Some(783), None));
    }
}
