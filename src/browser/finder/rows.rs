//! The answers as rows: which are shown, and when each is laid out.

use super::{Finder, text, wall};
use crate::route::Route;
use leptos::prelude::*;
use reference::{Entry, search::Hit};
use std::{cell::Cell, mem, time::Duration};

/// How many answers are shown before one asks for all: what a screen holds.
pub const FIRST: usize = 7;

/// How many of them are in the first frame after a keystroke, which is to be short: those one looks at first.
/// The rest follows in the next, and until then says what it said.
const AT_ONCE: usize = 3;

/// After how long without a key the wall follows: longer than between two keys of who types fluently, since to
/// mark it takes a slow processor longer than a frame, and the next key would wait for it.
const PAUSE: Duration = Duration::from_millis(200);

/// An answer, with what it says as HTML.
pub struct Row {
    entry: &'static Entry,
    text: String,
}

thread_local! {
    /// How often something else was asked.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Whether rows behind the first wait for a frame.
    static IS_WAITING: Cell<bool> = const { Cell::new(false) };
}

/// Begins another turn, and says its number: what was to be laid out in an earlier one is not.
pub fn next_turn() -> u32 {
    let turn = TURN.get().wrapping_add(1);
    TURN.set(turn);
    turn
}

impl Finder {
    /// Lays out the first answers. Rows behind them stay, as far as there are answers for them, and they are of
    /// other codes: the list keeps its length from one keystroke to the next.
    pub fn lay_first(self) {
        let most = self.most();
        let mut laid = self.laid(most.min(AT_ONCE));
        let rest = most - laid.len();
        self.rows.update(|rows| {
            let mut at = 0;
            rows.retain(|row| {
                at += 1;
                at > AT_ONCE && laid.iter().all(|first| first.entry.code != row.entry.code)
            });
            rows.truncate(rest);
            laid.append(rows);
            mem::swap(rows, &mut laid);
        });
        IS_WAITING.set(true);
    }

    /// Lays out all answers that are shown.
    pub fn lay_all(self) {
        self.rows.set(self.laid(self.most()));
        self.answered.set(self.query.get_untracked());
        IS_WAITING.set(false);
    }

    /// Lays out the answers behind the first, where they wait for a frame.
    pub fn lay_rest(self) {
        if IS_WAITING.get() {
            self.lay_all();
        }
    }

    /// What comes once the first answers have been painted, and the wall at the next pause; not at all where
    /// something else is asked by then.
    pub fn follow(self) {
        let turn = next_turn();
        let is_current = move || TURN.get() == turn;
        let wall = move || {
            if is_current() {
                self.answer.with_untracked(wall::mark);
            }
        };
        let rest = move || {
            if is_current() {
                self.lay_rest();
                if self.id == "q" {
                    set_timeout(wall, PAUSE);
                }
            }
        };
        // A task that a frame's callback asks for runs when the frame has been painted.
        request_animation_frame(move || set_timeout(rest, Duration::ZERO));
    }

    fn laid(self, most: usize) -> Vec<Row> {
        self.answer.with_untracked(|answer| {
            let row = |hit: &Hit| Row { entry: hit.entry, text: text::row_text(answer, hit) };
            answer.hits.iter().take(most).map(row).collect()
        })
    }

    /// How many answers are shown.
    pub fn most(self) -> usize {
        let hits = self.answer.with_untracked(|answer| answer.hits.len());
        if self.is_whole() { hits } else { hits.min(FIRST) }
    }

    /// Whether all answers are shown: a class is asked for to be seen whole.
    pub fn is_whole(self) -> bool {
        self.all.get_untracked() || self.answer.with_untracked(|answer| answer.class.is_some())
    }
}

/// An answer. The framework compares it with the row that is there and touches what differs.
pub fn row(finder: Finder, row: &Row) -> impl IntoView + use<> {
    let code = row.entry.code;
    view! {
        <a
            id=finder.option_id(code)
            class="row"
            role="option"
            tabindex="-1"
            href=Route::Code(row.entry).href()
            data-code=code.to_string()
            data-class=code.class().slug()
            aria-selected="false"
            inner_html=row.text.clone()
        ></a>
    }
}
