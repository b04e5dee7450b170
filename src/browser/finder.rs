//! The search: a field of the page, and under it the answers, at each keystroke.
//!
//! The field is part of the prepared page and its own master: what was typed before the program came is
//! there, and nothing writes over it. It is a combobox (ARIA Authoring Practices Guide): the focus stays in
//! it, and one option of the list is the active one.

mod history;
mod index;
mod rows;
mod text;
mod wall;

pub use history::wait_no_longer;

use super::{dom::member, first, on, recent, tell, tell_in_a_pause, within};
use facts::StatusCode;
use leptos::{mount::UnmountHandle, prelude::*};
use reference::{
    part::{holds, replace},
    search::Answer,
};
use rows::{FIRST, Row, next_turn, row};
use std::{
    any::Any,
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    DataTransfer, Element, Event, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent,
};

/// What a search field is asked, and what is answered.
#[derive(Clone, Copy)]
struct Finder {
    /// The `id` of the field, which those of its list begin with.
    id: &'static str,
    query: RwSignal<String>,
    answer: RwSignal<Answer>,
    /// The answers as they are shown.
    rows: RwSignal<Vec<Row>>,
    /// The query that all rows answer.
    answered: RwSignal<String>,
    /// Whether all answers are to be shown.
    all: RwSignal<bool>,
    /// The option that Enter opens.
    active: StoredValue<Option<StatusCode>>,
    /// What the field held when a text had been pasted, here in several lines, of which it makes one, or at /explain;
    /// and that text. As long as the field holds it.
    pasted: RwSignal<Option<(String, String)>>,
    /// All such texts: no address holds anything of them.
    private: StoredValue<String>,
    /// Whether the index could not be had.
    is_lost: RwSignal<bool>,
    /// Told when the codes looked up last have been forgotten.
    forgotten: Trigger,
    /// Whether Enter was pressed before there was an answer: it is opened when it comes.
    is_awaited: StoredValue<bool>,
}

/// From how many bytes on a part of a pasted text is something of it.
const PART: usize = 8;
/// Up to how many bytes of pasted texts are looked through for parts of a query, at each keystroke; what is typed after
/// more of them is in no address at all.
const LOOKED_THROUGH: usize = 2000;

/// How long the answer to a query of the address waits for the index.
const PATIENCE: Duration = Duration::from_secs(3);

thread_local! {
    /// The finders of the page: that of the search page, and the palette's.
    static MOUNTED: RefCell<Vec<(Finder, Box<dyn Any>)>> = RefCell::default();
    /// A text of several lines that is being pasted or dropped: the field's `input` event follows.
    static PASTED: Cell<Option<String>> = const { Cell::new(None) };
}

/// Answers every search field from now on.
pub fn listen() {
    on("input", |event: Event| {
        let Some((finder, field)) = of(&event) else { return };
        let held = field.value();
        finder.keep_pasted(&held, PASTED.take());
        finder.ask(&held);
    });
    on("paste", |event: Event| put(&event, "clipboardData"));
    on("drop", |event: Event| put(&event, "dataTransfer"));
    on("keydown", |event: KeyboardEvent| {
        // While a word is being composed its keys are the input method's; so is the last one, which Safari tells
        // apart by this number alone (UI Events, “Legacy key attributes”).
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        if let Some((finder, field)) = of(&event) {
            finder.key(&event, &field);
        }
    });
    on("submit", |event: Event| {
        let field = within(&event, "form[role=search]")
            .and_then(|form| form.query_selector("input[type=search]").ok().flatten());
        let id = field.map(|field| field.id()).unwrap_or_default();
        if let Some(finder) = mounted(&id) {
            event.prevent_default();
            finder.open();
        }
    });
    // A link leads away: what Back is to find is written before.
    on("click", |event: Event| {
        match within(&event, "[role=option]").and_then(|option| code_of(&option)) {
            Some(code) => remember_row(code),
            None if within(&event, "a").is_some() => history::write_address(),
            None => {}
        }
    });
    // A press on a button of the answers leaves the focus in the field, where the keys are.
    on("mousedown", |event: Event| {
        if within(&event, ".answers button").is_some() {
            event.prevent_default();
        }
    });
    on("focusout", |event: FocusEvent| {
        // Where the window loses the focus, its field keeps it for when one comes back.
        if let Some((finder, field)) = of(&event)
            && document().active_element().is_none_or(|focused| focused != **field)
        {
            finder.activate(None);
        }
    });
}

/// Keeps a text of several lines that is being put into a field; `data` is the member of the event that has it.
fn put(event: &Event, data: &str) {
    let data = member(event, data).dyn_into::<DataTransfer>().ok();
    let text = data.and_then(|data| data.get_data("text/plain").ok());
    let is_ours = of(event).is_some();
    PASTED.set(text.filter(|text| is_ours && text.trim().contains('\n')));
}

/// Takes up the fields of the page that has just been shown.
pub fn arrive() {
    if let Some(place) = first::<HtmlElement>("[data-finder=q]")
        && let Some(field) = first::<HtmlInputElement>("#q")
        && let Some(finder) = mount("q", place)
    {
        let typed = field.value();
        if typed.is_empty() {
            if let Some(text) = history::text() {
                field.set_value(&text);
                finder.keep_pasted(&field.value(), Some(text));
            } else {
                field.set_value(&history::query_in_address());
            }
        }
        finder.take(&field.value());
        finder.leave_word();
        if typed.is_empty() && finder.is_partial() {
            // Nobody typed it just now: nothing is shown that would change under the reader in a moment. Where
            // the index takes longer than that, what is known without it is.
            finder.answer.update(|answer| answer.hits.clear());
            set_timeout(move || finder.answer_again(), PATIENCE);
        }
        finder.lay_all();
        finder.want_index();
        wall::arrive(finder.answer);
        finder.return_to_row();
    } else if let (Some(back), Some(last)) = (first::<Element>(".back a"), history::last()) {
        let _ = back.set_attribute("href", &last);
    }
}

/// Lets go of the fields of the page that is about to go.
pub fn leave() {
    wait_no_longer();
    next_turn();
    wall::leave();
    MOUNTED.with_borrow_mut(Vec::clear);
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute("data-searching");
    }
}

/// Shows all answers, where only the first are shown.
pub fn show_all() {
    keep_focus();
    each(|finder| {
        finder.all.set(true);
        finder.lay_all();
    });
}

/// A button of the answers that is about to go does not take along the focus of who pressed it by key.
fn keep_focus() {
    if first::<Element>(".answers button:focus").is_some()
        && let Some(field) = first::<HtmlElement>("#palette-q, #q")
    {
        let _ = field.focus();
    }
}

/// Forgets the codes looked up last.
pub fn forget() {
    keep_focus();
    recent::clear();
    tell("Forgotten");
    each(|finder| finder.forgotten.notify());
}

fn each(of: impl Fn(Finder)) {
    let all: Vec<_> = MOUNTED.with_borrow(|all| all.iter().map(|(finder, _)| *finder).collect());
    all.into_iter().for_each(of);
}

/// Stops answering the field `id`.
pub fn detach(id: &str) {
    next_turn();
    MOUNTED.with_borrow_mut(|mounted| mounted.retain(|(finder, _)| finder.id != id));
}

/// Answers the field `id` in `place`.
pub fn attach(id: &'static str, place: HtmlElement) {
    mount(id, place);
}

fn mount(id: &'static str, place: HtmlElement) -> Option<Finder> {
    let mounted = Rc::new(Cell::new(None));
    let made = Rc::clone(&mounted);
    // What the page's own script has found so far, by number and name.
    place.set_text_content(None);
    // Made inside, the signals go when the page goes.
    let handle: UnmountHandle<_> = leptos::mount::mount_to(place, move || {
        let finder = Finder::new(id);
        made.set(Some(finder));
        answers(finder)
    });
    let finder = mounted.get()?;
    MOUNTED.with_borrow_mut(|mounted| mounted.push((finder, Box::new(handle))));
    when_idle(move || {
        spawn_local(async move {
            index::load(answer_again).await;
            index::load_texts().await;
        });
    });
    Some(finder)
}

/// Runs a task once the browser is idle; soon, where it cannot tell: not every engine has this.
fn when_idle(task: impl Fn() + Copy + 'static) {
    if request_idle_callback_with_handle(task).is_err() {
        set_timeout(task, Duration::ZERO);
    }
}

fn mounted(id: &str) -> Option<Finder> {
    MOUNTED.with_borrow(|all| all.iter().map(|(finder, _)| *finder).find(|finder| finder.id == id))
}

/// The search field that an event happened in.
fn of(event: &Event) -> Option<(Finder, HtmlInputElement)> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    Some((mounted(&field.id())?, field))
}

fn code_of(option: &Element) -> Option<StatusCode> {
    StatusCode::parse(&option.get_attribute("data-code")?)
}

/// Keeps the row that is being opened with the search it is on, so that Back finds it again.
fn remember_row(code: StatusCode) {
    if mounted("q").is_some() {
        history::keep_row(code);
    }
}

/// Who asked in words before the index came is answered again.
fn answer_again(is_lost: bool) {
    each(|finder| {
        finder.is_lost.set(is_lost);
        finder.answer_again();
    });
}

impl Finder {
    fn new(id: &'static str) -> Finder {
        Finder {
            id,
            query: RwSignal::default(),
            answer: RwSignal::default(),
            rows: RwSignal::default(),
            answered: RwSignal::default(),
            all: RwSignal::default(),
            active: StoredValue::default(),
            pasted: RwSignal::default(),
            private: StoredValue::default(),
            is_lost: RwSignal::default(),
            forgotten: Trigger::new(),
            is_awaited: StoredValue::default(),
        }
    }

    /// Keeps a text that has just been put into the field, which holds `held` now; without one, the text before while
    /// it is still there.
    fn keep_pasted(self, held: &str, text: Option<String>) {
        if let Some(text) = text {
            self.private.update_value(|all| all.push_str(&text));
            self.pasted.set(Some((held.to_owned(), text)));
        } else if self.pasted.with_untracked(|pasted| {
            pasted.as_ref().is_some_and(|(before, _)| !holds(held, before))
        }) {
            self.pasted.set(None);
        }
    }

    /// Answers a keystroke, which left this in the field: the first answers at once, the others in the next frame.
    fn ask(self, query: &str) {
        self.take(query);
        if self.id == "q" {
            self.leave_word();
        }
        self.lay_first();
        self.follow();
        self.want_index();
        tell_in_a_pause(Box::new(move || self.told()));
    }

    /// What has been answered, for who does not see it: how many there are, how the query was read, and what Enter
    /// opens that is none of them.
    fn told(self) -> String {
        let count = first::<HtmlElement>(&[".count:has(~ #", self.id, "-list)"].concat());
        let parts = [count, first("[data-meant] a")];
        let texts = parts.into_iter().flatten().filter_map(|part| part.text_content());
        texts.collect::<Vec<_>>().join(". Enter: ")
    }

    /// Tells the address and the history what is asked.
    fn leave_word(self) {
        history::follow(&self.in_address(), self.in_lines());
    }

    /// What is asked, with what was pasted in the lines that it had.
    fn in_lines(self) -> String {
        self.query.with_untracked(|query| {
            self.pasted.with_untracked(|pasted| match pasted {
                Some((held, text)) => replace(query, held, text),
                None => query.clone(),
            })
        })
    }

    /// What of the query the address may hold. A response that was pasted is nobody's business: an address can be
    /// sent on, and is told to the host when the page is loaded again.
    fn in_address(self) -> String {
        let query = self.query.get_untracked();
        // No address holds what is longer, whatever it is.
        let is_private = query.len() <= history::LONGEST
            && self.private.with_value(|all| {
                let is_in_it = |part| all.as_bytes().windows(PART).any(|of| of == part);
                all.len() > LOOKED_THROUGH || query.as_bytes().windows(PART).any(is_in_it)
            });
        if is_private { String::new() } else { query }
    }

    /// Has the index fetched now, where the answer needs it.
    fn want_index(self) {
        if self.is_partial() {
            spawn_local(index::load(answer_again));
        }
    }

    /// Takes a query, and what is known by now about it.
    fn take(self, query: &str) {
        self.activate(None);
        self.all.set(false);
        self.is_awaited.set_value(false);
        self.answer.set(index::answer_to(query));
        self.query.set(query.to_owned());
        if self.id == "q"
            && let Some(root) = document().document_element()
        {
            let _ = root.toggle_attribute_with_force("data-searching", !query.trim().is_empty());
        }
    }

    /// Whether the answer waits for the index; not where the page has gone.
    fn is_partial(self) -> bool {
        self.answer.try_with_untracked(|answer| answer.is_partial) == Some(true)
    }

    fn is_asked(self) -> bool {
        self.query.with(|query| !query.trim().is_empty())
    }

    /// Shows again what was answered without the index. The active row stays it, all answers stay shown, and the
    /// address what it is: by now it may be that of the page to which an answer leads, which is on its way.
    fn answer_again(self) {
        if !self.is_partial() {
            return;
        }
        let active = self.active.get_value();
        let is_awaited = self.is_awaited.get_value();
        let all = self.all.get_untracked();
        self.take(&self.query.get_untracked());
        self.all.set(all);
        self.lay_all();
        self.follow();
        if is_awaited {
            queue_microtask(move || self.open());
        }
        match active {
            // Not where another query has been typed since.
            None if self.in_address() == history::query_in_address() => self.return_to_row(),
            None => {}
            row => self.show_row(row),
        }
    }

    /// Back from a code: the row that led there is the active one again.
    fn return_to_row(self) {
        self.show_row(history::kept_row());
    }

    /// Makes a row the active one, where there is such a row.
    fn show_row(self, row: Option<StatusCode>) {
        let at = self.answer.with_untracked(|answer| {
            answer.hits.iter().position(|hit| Some(hit.entry.code) == row)
        });
        if let Some(at) = at {
            if at >= FIRST {
                self.all.set(true);
                self.lay_all();
            }
            // Once the rows are there, and before the next key.
            queue_microtask(move || self.activate(row));
        }
    }

    fn key(self, event: &KeyboardEvent, field: &HtmlInputElement) {
        let most = self.most();
        let shown: Vec<_> = self.answer.with_untracked(|answer| {
            answer.hits.iter().take(most).map(|hit| hit.entry.code).collect()
        });
        let active = self.active.get_value();
        let at = active.and_then(|active| shown.iter().position(|code| *code == active));
        let last = shown.len().saturating_sub(1);
        let with_control = event.ctrl_key() || event.meta_key();
        let to = match event.key().as_str() {
            "Enter" if with_control => {
                event.prevent_default();
                return self.open_in_tab();
            }
            // With another key they move the caret, or select.
            _ if with_control
                || event.shift_key()
                || event.alt_key()
                || shown.is_empty() && event.key() != "Escape" =>
            {
                return;
            }
            "ArrowDown" => at.map_or(0, |at| (at + 1).min(last)),
            "ArrowUp" => match at {
                Some(0) | None => {
                    self.activate(None);
                    return event.prevent_default();
                }
                Some(at) => at - 1,
            },
            "Home" if at.is_some() => 0,
            "End" if at.is_some() => last,
            "Escape" if at.is_some() => {
                event.prevent_default();
                return self.activate(None);
            }
            "Escape" if !field.value().is_empty() => {
                event.prevent_default();
                field.set_value("");
                return self.ask("");
            }
            _ => return,
        };
        event.prevent_default();
        // A key may come before its row has.
        self.lay_rest();
        let code = shown.get(to).copied();
        queue_microtask(move || self.activate(code));
    }

    /// Makes an option the active one, and tells the field. Rows are not made anew for it: one of them may
    /// be under the pointer, pressed and not yet let go.
    fn activate(self, code: Option<StatusCode>) {
        // The page may have gone since it was asked for.
        let Some(before) = self.active.try_get_value() else { return };
        if before == code {
            return;
        }
        self.active.set_value(code);
        self.select(before, false);
        self.select(code, true);
        let Some(field) = document().get_element_by_id(self.id) else { return };
        let _ = match code {
            Some(code) => field.set_attribute("aria-activedescendant", &self.option_id(code)),
            None => field.remove_attribute("aria-activedescendant"),
        };
        let option = code.and_then(|code| document().get_element_by_id(&self.option_id(code)));
        if let Some(option) = option {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }

    fn select(self, code: Option<StatusCode>, is_selected: bool) {
        let option = code.and_then(|code| document().get_element_by_id(&self.option_id(code)));
        if let Some(option) = option {
            let _ =
                option.set_attribute("aria-selected", if is_selected { "true" } else { "false" });
        }
    }

    fn option_id(self, code: StatusCode) -> String {
        [self.id, "-", &code.to_string()].concat()
    }

    /// What is meant: the option that is active, else what the answer leads to as a whole, else the first.
    fn chosen(self) -> Option<HtmlElement> {
        let whole = first("[data-meant] a");
        if self.active.get_value().is_none() && whole.is_some() {
            return whole;
        }
        let first = || self.answer.with_untracked(|answer| Some(answer.hits.first()?.entry.code));
        let code = self.active.get_value().or_else(first)?;
        document().get_element_by_id(&self.option_id(code))?.dyn_into().ok()
    }

    fn open(self) {
        match self.chosen() {
            Some(option) => option.click(),
            None => self.is_awaited.set_value(self.is_partial()),
        }
    }

    fn open_in_tab(self) {
        let href = self.chosen().and_then(|option| option.get_attribute("href"));
        if let Some(href) = href {
            let _ = window().open_with_url_and_target(&href, "_blank");
        }
    }
}

/// What stands under the field. Parts are text that the browser takes in one piece: as views they would
/// be the larger half of the program.
fn answers(finder: Finder) -> impl IntoView {
    let is_asked = Memo::new(move |_| finder.is_asked());
    // Not `new`: what may not leave its thread asks which one that is, and that is 5 kB of the standard library.
    Effect::new_sync(move |_| {
        let is_open = is_asked.get() && finder.answer.with(|answer| !answer.hits.is_empty());
        if let Some(field) = document().get_element_by_id(finder.id) {
            let _ = field.set_attribute("aria-expanded", if is_open { "true" } else { "false" });
        }
    });
    let list = move || {
        view! {
            <div
                id=[finder.id, "-list"].concat()
                class="results"
                role="listbox"
                aria-label="Results"
                data-results
                data-query=move || finder.answered.get()
            >
                {move || finder.rows.with(|rows| rows.iter().map(|laid| row(finder, laid)).collect::<Vec<_>>())}
            </div>
        }
    };
    view! {
        <p class="count">
            <span inner_html=move || if is_asked.get() { finder.count() } else { String::new() }></span>
            <span inner_html=move || if is_asked.get() { finder.corrections() } else { finder.recent() }></span>
        </p>
        <div inner_html=move || finder.offer() + &finder.group()></div>
        {move || is_asked.get().then(list)}
        <div inner_html=move || if is_asked.get() { finder.rest() } else { String::new() }></div>
    }
}
