//! The card that a link to a page shows where it is shared (Open Graph): the number large enough to be read
//! at a quarter of the size, its name, its sentence.

use super::{colors::dark, icons::ICON, raster};
use anyhow::{Context, Result};
use facts::Class;
use reference::Entry;
use resvg::usvg::{Options, Tree};
use site::{
    head::{CARD_SIZE, SITE_NAME, escape},
    words::class_title,
};
use std::sync::Arc;

/// The left edge of all text.
const LEFT: f32 = 64.0;
/// The widest that a line may be.
const ROOM: f32 = 1200.0 - 2.0 * LEFT;
/// The family of the two fonts that are loaded.
const FAMILY: &str = "Noto Sans";
const REGULAR: u16 = 400;
const BOLD: u16 = 700;

/// What the cards are drawn with.
pub struct Studio {
    options: Options<'static>,
}

impl Studio {
    /// Loads the fonts, which come with a crate: the cards are the same on every machine.
    pub fn new() -> Result<Studio> {
        let mut options = Options { font_family: FAMILY.to_owned(), ..Options::default() };
        let fonts = Arc::get_mut(&mut options.fontdb).context("the fonts are in use already")?;
        fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
        fonts.load_font_data(notosans::BOLD_TTF.to_vec());
        Ok(Studio { options })
    }

    /// The card of a code, as PNG.
    pub fn code(&self, entry: &Entry) -> Result<Vec<u8>> {
        let class = entry.code.class();
        let color = dark(&format!("class-{}", place(class) + 1))?;
        let (ink, ink_2) = (dark("ink")?, dark("ink-2")?);
        let mut marks = line(LEFT - 12.0, 338.0, 272.0, BOLD, color, &entry.code.to_string());
        let title = class_title(class);
        let x = LEFT + ROOM - self.width(&title, 34.0, BOLD)?;
        marks.push_str(&line(x, 90.0, 34.0, BOLD, color, &title));
        // One line where the name is legible in one, else two of the size that fits.
        let (size, names) = self.fitted(entry.name, BOLD, 84.0, 58.0)?;
        let mut y = 354.0;
        for name in names {
            y += size;
            marks.push_str(&line(LEFT, y, size, BOLD, ink, &name));
            y += size * 0.14;
        }
        y += 16.0;
        for sentence in self.wrapped(entry.summary, REGULAR, 32.0)? {
            y += 41.0;
            marks.push_str(&line(LEFT, y, 32.0, REGULAR, ink_2, &sentence));
        }
        self.png(&marks, Some(class))
    }

    /// The card of every other page, as PNG.
    pub fn site(&self) -> Result<Vec<u8>> {
        let mut marks = String::new();
        for (at, (class, number)) in
            Class::ALL.iter().zip(["1xx", "2xx", "3xx", "4xx", "5xx"]).enumerate()
        {
            let color = dark(&format!("class-{}", place(*class) + 1))?;
            marks.push_str(&line(LEFT + 216.0 * at as f32, 300.0, 116.0, BOLD, color, number));
        }
        marks.push_str(&line(LEFT, 432.0, 92.0, BOLD, dark("ink")?, SITE_NAME));
        let sentence = "Every HTTP status code, explained with its source.";
        marks.push_str(&line(LEFT, 506.0, 40.0, REGULAR, dark("ink-2")?, sentence));
        self.png(&marks, None)
    }

    /// The frame of every card: the mark, the name of the site, and at the foot the classes, that of the
    /// page raised.
    fn png(&self, marks: &str, of: Option<Class>) -> Result<Vec<u8>> {
        let (width, height) = CARD_SIZE;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>{marks}",
            dark("paper")?
        );
        svg.push_str(&format!(
            "<svg x=\"{LEFT}\" y=\"48\" width=\"60\" height=\"60\"{}",
            ICON.trim_start_matches("<svg")
        ));
        svg.push_str(&line(LEFT + 80.0, 90.0, 34.0, REGULAR, dark("ink-2")?, SITE_NAME));
        let wide = width as f32 / Class::ALL.len() as f32;
        for class in Class::ALL {
            let high = if of.is_none_or(|of| of == class) { 22.0 } else { 8.0 };
            let (x, y) = (wide * place(class) as f32, height as f32 - high);
            let color = dark(&format!("class-{}", place(class) + 1))?;
            svg.push_str(&format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"{color}\"/>"
            ));
        }
        svg.push_str("</svg>");
        raster::palette_png(&raster::draw(&svg, &self.options, CARD_SIZE)?)
    }

    /// A text in one line of at most the size `largest`, or if that were smaller than `least`, in two.
    fn fitted(
        &self,
        text: &str,
        weight: u16,
        largest: f32,
        least: f32,
    ) -> Result<(f32, Vec<String>)> {
        let one = ROOM / self.width(text, 1.0, weight)?;
        if one >= least {
            return Ok((one.min(largest), vec![text.to_owned()]));
        }
        let (wide, lines) = self.halved(text, weight)?;
        Ok(((ROOM / wide).min(least), lines))
    }

    /// A text of a size in one line or two, with an ellipsis where there is more.
    fn wrapped(&self, text: &str, weight: u16, size: f32) -> Result<Vec<String>> {
        if self.width(text, size, weight)? <= ROOM {
            return Ok(vec![text.to_owned()]);
        }
        let mut text = text.to_owned();
        loop {
            let (wide, lines) = self.halved(&text, weight)?;
            match text.trim_end_matches('…').rsplit_once(' ') {
                Some((shorter, _)) if wide * size > ROOM => text = format!("{shorter}…"),
                _ => return Ok(lines),
            }
        }
    }

    /// A text in two lines as equal as they can be, and the width of the longer at size 1.
    fn halved(&self, text: &str, weight: u16) -> Result<(f32, Vec<String>)> {
        let mut best = (self.width(text, 1.0, weight)?, vec![text.to_owned()]);
        for (at, _) in text.match_indices(' ') {
            let lines = vec![text[..at].to_owned(), text[at + 1..].to_owned()];
            let wide = self.width(&lines[0], 1.0, weight)?.max(self.width(&lines[1], 1.0, weight)?);
            if wide < best.0 {
                best = (wide, lines);
            }
        }
        Ok(best)
    }

    /// How wide a text is in one line.
    fn width(&self, text: &str, size: f32, weight: u16) -> Result<f32> {
        // Measured at a size at which a rounding does not count.
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{}</svg>",
            line(0.0, 0.0, 100.0, weight, "#000", text)
        );
        let tree = Tree::from_str(&svg, &self.options).context("a text is no SVG")?;
        Ok(tree.root().abs_bounding_box().right().max(0.0) * size / 100.0)
    }
}

/// The place of a class among the others, from 0: that of its color too.
fn place(class: Class) -> usize {
    Class::ALL.iter().position(|other| *other == class).unwrap_or_default()
}

fn line(x: f32, y: f32, size: f32, weight: u16, color: &str, text: &str) -> String {
    let tight = if weight == BOLD { size * -0.02 } else { 0.0 };
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-family=\"{FAMILY}\" font-size=\"{size}\" font-weight=\"{weight}\" \
         letter-spacing=\"{tight}\" fill=\"{color}\">{}</text>",
        escape(text)
    )
}
