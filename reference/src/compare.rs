//! What can be compared: pairs of codes that records relate.

use crate::{Entry, catalog};
use facts::StatusCode;

include!(concat!(env!("OUT_DIR"), "/pairs.rs"));

/// Two codes that are mistaken for each other: the record of one says what tells them apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    smaller: &'static Entry,
    larger: &'static Entry,
}

impl Pair {
    /// The pair of two codes, in whichever order they are given; `None` where no record relates them.
    pub fn new(one: StatusCode, other: StatusCode) -> Option<Pair> {
        let wanted = (one.min(other), one.max(other));
        let at = PAIRS.binary_search_by_key(&wanted, |at| pair(at).codes()).ok()?;
        Some(pair(&PAIRS[at]))
    }

    /// Every pair, sorted by the smaller and then by the larger number.
    pub fn all() -> impl Iterator<Item = Pair> {
        PAIRS.iter().map(pair)
    }

    /// The code with the smaller number.
    pub fn smaller(self) -> &'static Entry {
        self.smaller
    }

    /// The code with the larger number.
    pub fn larger(self) -> &'static Entry {
        self.larger
    }

    fn codes(self) -> (StatusCode, StatusCode) {
        (self.smaller.code, self.larger.code)
    }
}

fn pair((smaller, larger): &(u8, u8)) -> Pair {
    let entries = catalog::all();
    Pair { smaller: &entries[usize::from(*smaller)], larger: &entries[usize::from(*larger)] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(number: u16) -> StatusCode {
        StatusCode::new(number).expect("in range")
    }

    #[test]
    fn every_pair_is_found_in_either_order_with_the_smaller_number_first() {
        let mut before = None;
        for pair in Pair::all() {
            let (smaller, larger) = pair.codes();
            assert!(smaller < larger);
            assert!(before < Some((smaller, larger)), "{smaller} and {larger} are out of order");
            assert_eq!(Pair::new(smaller, larger), Some(pair));
            assert_eq!(Pair::new(larger, smaller), Some(pair));
            before = Some((smaller, larger));
        }
        assert!(Pair::new(code(403), code(401)).is_some_and(|pair| pair.smaller.code.get() == 401));
    }

    #[test]
    fn codes_that_no_record_relates_are_no_pair() {
        for (one, other) in [(401, 401), (200, 407), (466, 467), (100, 999)] {
            assert_eq!(Pair::new(code(one), code(other)), None, "{one} and {other}");
        }
    }
}
