//! Chance that is the same each time, for tests and for measuring.

/// A generator of numbers (Marsaglia's xorshift, 2003).
pub struct Chance(u64);

impl Chance {
    /// The numbers that follow from one that is not 0.
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// A number from 0 on, below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}
