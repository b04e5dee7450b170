//! The exchange as a picture: a sequence diagram in SVG, the parties' lifelines side by side, time going
//! down.
//!
//! It has no `viewBox` and is never scaled, so that its text is as large as the text around it: on a phone
//! the lifelines are closer together, that is all. Across, a thing therefore stands at a [`Place`]: a share
//! of the width and an offset in pixels. What is inside at the narrowest and at the widest is inside at
//! every width between.

use super::{
    measure::{Font, shortened, width, wrapped},
    plan::{Kind, Plan, Row, Span},
};
use crate::head::escape;

/// The least width in CSS pixels; below it, the drawing scrolls.
pub const NARROWEST: f64 = 296.0;
/// The greatest width: that of the text column (`--measure`) less the padding of the exchange.
pub const WIDEST: f64 = 640.0;
/// What stays free at the edges.
const EDGE: f64 = 2.0;
/// From a lifeline to a text beside it.
const BESIDE: f64 = 8.0;
/// The widest note.
const WIDEST_NOTE: f64 = 208.0;
/// The space inside a note, on each side.
const PAD: f64 = 8.0;
/// The space that the sign of a note takes.
const SIGN: f64 = 19.0;

// As in `style/exchange.css`.
const LABEL: Font = Font { size: 12.0, mono: true };
const OWN_LABEL: Font = Font { size: 13.0, mono: true };
const FIELD: Font = Font { size: 11.0, mono: true };
const NOTE: Font = Font { size: 12.0, mono: false };

/// What is drawn more than once, by name: the heads of arrows, to the right and to the left, whose tips touch
/// the bar on a lifeline; the cross at a closed connection; the signs of a wait, a store and a log.
const SHAPES: [(&str, &str); 6] = [
    ("r", "M-5 0l-9-4.5v9z"),
    ("l", "M5 0l9-4.5v9z"),
    ("x", "M-6-6 6 6M6-6-6 6"),
    ("wait", "M6 3v3.5l2.2 1.5M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z"),
    ("store", "M1 2.5v7c0 2 10 2 10 0v-7c0-2-10-2-10 0 0 2 10 2 10 0"),
    ("log", "M2 .5h6l2.5 2.5v8.5h-8.5zM4.5 5.5h3.5M4.5 8h3.5"),
];

/// The drawing, `title` being what it is called for who cannot see it.
pub fn draw(plan: &Plan, parties: usize, title: &str) -> String {
    let mut drawing = Drawing { parties, marks: String::new(), y: 2.0, rows: vec![] };
    for row in &plan.rows {
        match row {
            Row::Message { from, to, status, own, label, fields } => {
                let class = status.map(|status| status.class().slug());
                drawing.message((*from, *to), class, *own, label, fields);
            }
            Row::Note { at, text, kind } => drawing.note(*at, text, *kind),
        }
    }
    drawing.finish(&plan.spans, title)
}

struct Drawing {
    /// How many lifelines there are.
    parties: usize,
    /// What is drawn over the lifelines.
    marks: String,
    /// How far down it is drawn.
    y: f64,
    /// How far down each row has its arrow or its end.
    rows: Vec<f64>,
}

impl Drawing {
    /// Where a lifeline is, as a share of the width.
    fn lifeline(&self, party: usize) -> f64 {
        (party as f64 + 0.5) / self.parties as f64
    }

    /// Where the middle of something `wide` goes that belongs to a lifeline.
    fn at_lifeline(&self, party: usize, wide: f64) -> Place {
        let share = self.lifeline(party);
        Place::of(|full| kept_inside(share * full, wide, full))
    }

    /// Where the middle of something `wide` goes that belongs to an arrow: between its lifelines. What is
    /// wider than that begins left of the client's, where that is one of the two, so that it does not hide
    /// who is busy with the request.
    fn at_arrow(&self, a: usize, b: usize, wide: f64) -> Place {
        let (left, right) = (self.lifeline(a.min(b)), self.lifeline(a.max(b)));
        Place::of(|full| {
            let fits = wide <= (right - left) * full - 2.0 * BESIDE;
            let middle = if fits || a.min(b) > 0 {
                (left + right) / 2.0 * full
            } else {
                right * full - BESIDE - wide / 2.0
            };
            kept_inside(middle, wide, full)
        })
    }

    /// How wide the fields at an arrow may be so that at the widest they hide nobody who is busy.
    fn room_of_fields(&self, a: usize, b: usize) -> f64 {
        let (left, right) = (self.lifeline(a.min(b)), self.lifeline(a.max(b)));
        match a.min(b) {
            0 => right * WIDEST - BESIDE - EDGE,
            _ => (right - left) * WIDEST - 2.0 * BESIDE,
        }
    }

    fn message(
        &mut self,
        (from, to): (usize, usize),
        class: Option<&str>,
        own: bool,
        label: &str,
        fields: &[String],
    ) {
        let (start, end) = (self.lifeline(from), self.lifeline(to));
        let kind = match (class.is_some(), own) {
            (false, _) => "request",
            (true, false) => "response",
            (true, true) => "response own",
        };
        let data = class.map(|class| format!(" data-class=\"{class}\"")).unwrap_or_default();
        self.marks.push_str(&format!("<g class=\"{kind}\"{data}>"));
        self.y += 12.0;
        self.words((from, to), if own { OWN_LABEL } else { LABEL }, label, fields);
        self.y += 8.0;
        let y = pixels(self.y);
        let (x1, x2) = (percent(start), percent(end));
        let head = if end > start { 'r' } else { 'l' };
        self.marks.push_str(&format!(
            "<line x1=\"{x1}\" x2=\"{x2}\" y1=\"{y}\" y2=\"{y}\"/>\
             <use href=\"#seq-{head}\" x=\"{x2}\" y=\"{y}\"/></g>"
        ));
        self.rows.push(self.y);
    }

    /// What is written over an arrow, on a ground that hides the lifelines behind it.
    fn words(&mut self, (from, to): (usize, usize), font: Font, label: &str, fields: &[String]) {
        let full = NARROWEST - 2.0 * EDGE;
        let label = shortened(label, full, font);
        let room = self.room_of_fields(from, to).min(full);
        let fields: Vec<_> = fields.iter().map(|field| shortened(field, room, FIELD)).collect();
        let wide =
            fields.iter().map(|field| width(field, FIELD)).fold(width(&label, font), f64::max);
        let place = self.at_arrow(from, to, wide);
        let x = pixels(place.offset);
        let high = 16.0 + 14.0 * fields.len() as f64;
        self.marks.push_str(&format!(
            "<svg x=\"{}\" y=\"{}\"><rect x=\"{}\" width=\"{}\" height=\"{}\"/>\
             <text x=\"{x}\" y=\"12\">{}</text>",
            percent(place.share),
            pixels(self.y),
            pixels(place.offset - wide / 2.0),
            pixels(wide),
            pixels(high),
            escape(&label)
        ));
        for (at, field) in fields.iter().enumerate() {
            let y = 26 + 14 * at;
            let field = escape(field);
            self.marks
                .push_str(&format!("<text class=\"field\" x=\"{x}\" y=\"{y}\">{field}</text>"));
        }
        self.marks.push_str("</svg>");
        self.y += high;
    }

    fn note(&mut self, at: usize, text: &str, kind: Kind) {
        let share = self.lifeline(at);
        self.y += 12.0;
        if let Kind::Closed(peer) = kind {
            self.y += 6.0;
            self.cross(share, peer.map(|peer| self.lifeline(peer)));
            self.y += 14.0;
        }
        let sign = match kind {
            Kind::Wait => Some("wait"),
            Kind::Stored => Some("store"),
            Kind::Log => Some("log"),
            Kind::Closed(_) | Kind::Other => None,
        };
        let indent = PAD + if sign.is_some() { SIGN } else { 0.0 };
        let lines = wrapped(text, WIDEST_NOTE - indent - PAD, NOTE, 4);
        let longest = lines.iter().map(|line| width(line, NOTE)).fold(0.0, f64::max);
        let wide = indent + longest + PAD;
        let high = 15.0 * lines.len() as f64 + 9.0;
        let place = self.at_lifeline(at, wide);
        let left = place.offset - wide / 2.0;
        let x = pixels(left + indent);
        let mut lines = lines.iter().map(|line| escape(line));
        let first = lines.next().unwrap_or_default();
        let more: String =
            lines.map(|line| format!("<tspan x=\"{x}\" dy=\"15\">{line}</tspan>")).collect();
        let sign = sign.map(|sign| {
            format!("<use href=\"#seq-{sign}\" x=\"{}\" y=\"6\"/>", pixels(left + PAD))
        });
        self.marks.push_str(&format!(
            "<svg class=\"note\" x=\"{}\" y=\"{}\"><rect x=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>{}\
             <text x=\"{x}\" y=\"16\">{first}{more}</text></svg>",
            percent(place.share),
            pixels(self.y),
            pixels(left),
            pixels(wide),
            pixels(high),
            sign.unwrap_or_default()
        ));
        self.y += high;
        self.rows.push(self.y);
    }

    /// The connection between two lifelines, crossed out; or a cross at the one.
    fn cross(&mut self, at: f64, peer: Option<f64>) {
        let y = pixels(self.y);
        let place = peer.map_or(at, |peer| (at + peer) / 2.0);
        let line = peer.map(|peer| {
            let (x1, x2) = (percent(at), percent(peer));
            format!("<line x1=\"{x1}\" x2=\"{x2}\" y1=\"{y}\" y2=\"{y}\"/>")
        });
        self.marks.push_str(&format!(
            "<g class=\"closed\">{}<use href=\"#seq-x\" x=\"{}\" y=\"{y}\"/></g>",
            line.unwrap_or_default(),
            percent(place)
        ));
    }

    fn finish(mut self, spans: &[Span], title: &str) -> String {
        self.y += 14.0;
        let height = pixels(self.y);
        let mut below = String::from("<g class=\"lifelines\">");
        for party in 0..self.parties {
            let x = percent(self.lifeline(party));
            below.push_str(&format!("<line x1=\"{x}\" x2=\"{x}\" y2=\"{height}\"/>"));
        }
        below.push_str("</g><g class=\"busy\">");
        for span in spans {
            let x = percent(self.lifeline(span.at));
            let class = if span.own { " class=\"own\"" } else { "" };
            let from = self.rows.get(span.from).copied().unwrap_or_default();
            // A request of which nothing more is heard: a stub.
            let to = self.rows.get(span.to).copied().unwrap_or_default().max(from + 10.0);
            let (from, to) = (pixels(from), pixels(to));
            below.push_str(&format!(
                "<line{class} x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\"/>"
            ));
        }
        below.push_str("</g>");
        format!(
            "<svg class=\"sequence\" role=\"img\" aria-labelledby=\"seq-title\" width=\"100%\" height=\"{height}\">\
             <title id=\"seq-title\">{}</title><defs>{}</defs>{below}{}</svg>",
            escape(title),
            shapes(&self.marks),
            self.marks
        )
    }
}

/// The definitions of the shapes that the marks use.
fn shapes(marks: &str) -> String {
    let used = SHAPES.iter().filter(|(name, _)| marks.contains(&format!("\"#seq-{name}\"")));
    used.map(|(name, path)| format!("<path id=\"seq-{name}\" d=\"{path}\"/>")).collect()
}

/// Where something stands across the drawing.
struct Place {
    /// The share of the width, from 0 to 1.
    share: f64,
    /// What is added in CSS pixels.
    offset: f64,
}

impl Place {
    /// The place that is right at the narrowest and at the widest, from a function of the width.
    fn of(at: impl Fn(f64) -> f64) -> Place {
        let share = (at(WIDEST) - at(NARROWEST)) / (WIDEST - NARROWEST);
        Place { share, offset: at(NARROWEST) - share * NARROWEST }
    }
}

/// The middle of something `wide`, moved as far as it takes to stay inside the full width.
fn kept_inside(middle: f64, wide: f64, full: f64) -> f64 {
    middle.min(full - EDGE - wide / 2.0).max(EDGE + wide / 2.0)
}

/// A share of the width, with at most two decimals.
fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Whole pixels: the widths of texts are estimates, which no fraction makes truer.
fn pixels(value: f64) -> String {
    format!("{}", value.round() as i64)
}
