//! The images of the site, drawn when it is published: what a link to a page shows where it is shared, and
//! the icons of browsers and home screens.

mod card;
mod colors;
mod icons;
mod raster;

use anyhow::Result;
use reference::catalog;
use site::route::Route;
use std::{collections::BTreeMap, thread};

pub use colors::dark;
pub use icons::{links, manifest_entries};

/// Images: their path from the root of the site, and their bytes.
pub type Images = BTreeMap<String, Vec<u8>>;

/// A card for each code and one for every other page, and the icons.
pub fn images() -> Result<Images> {
    let mut images = icons::icons()?;
    images.extend(cards()?);
    Ok(images)
}

/// The cards, on as many threads as the machine has.
fn cards() -> Result<Images> {
    let routes: Vec<Route> = catalog::all().iter().map(Route::Code).chain([Route::Home]).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let studio = card::Studio::new()?;
    let drawn: Vec<Result<Images>> = thread::scope(|scope| {
        let parts = routes.chunks(routes.len().div_ceil(threads));
        let running: Vec<_> =
            parts.map(|part| scope.spawn(|| part_of_cards(&studio, part))).collect();
        running
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    drawn.into_iter().try_fold(Images::new(), |mut all, part| {
        all.extend(part?);
        Ok(all)
    })
}

fn part_of_cards(studio: &card::Studio, routes: &[Route]) -> Result<Images> {
    let card = |route: &Route| {
        let png = match route {
            Route::Code(entry) => studio.code(entry)?,
            _ => studio.site()?,
        };
        Ok((route.card().trim_start_matches('/').to_owned(), png))
    };
    routes.iter().map(card).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most that a card may weigh, in bytes.
    const MOST: usize = 40_000;

    fn size(png: &[u8]) -> (u32, u32) {
        let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
        (reader.info().width, reader.info().height)
    }

    #[test]
    fn every_page_has_a_card_of_the_size_that_its_head_says_and_light() {
        let cards = cards().expect("the cards");
        for route in Route::prerendered() {
            let path = route.card();
            let card = cards.get(path.trim_start_matches('/'));
            let card = card.unwrap_or_else(|| panic!("{path} is missing"));
            assert_eq!(size(card), site::head::CARD_SIZE, "{path}");
            assert!(card.len() < MOST, "{path} has {} bytes", card.len());
        }
        assert_eq!(cards.len(), catalog::all().len() + 1, "one a code and one for the rest");
    }

    #[test]
    fn no_text_of_a_card_reaches_its_edges() {
        for (path, png) in cards().expect("the cards") {
            let mut reader =
                png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
            let mut pixels = vec![0; reader.output_buffer_size().expect("of a size in memory")];
            reader.next_frame(&mut pixels).expect("its pixels");
            let (width, ground) = (reader.info().width as usize, pixels[0]);
            // Above the classes at the foot.
            for (y, row) in pixels.chunks(width).take(606).enumerate() {
                let margins = [&row[..44], &row[width - 44..]];
                let is_empty = margins.into_iter().flatten().all(|pixel| *pixel == ground);
                assert!(is_empty, "{path}: something is in the margin in row {y}");
                assert!(
                    y < 596 || row.iter().all(|pixel| *pixel == ground),
                    "{path}: text in row {y}"
                );
            }
        }
    }

    #[test]
    fn the_cards_of_two_codes_differ() {
        let studio = card::Studio::new().expect("the fonts");
        let of = |code: u16| {
            let code = facts::StatusCode::new(code).expect("a code");
            studio.code(catalog::find(code).expect("an entry")).expect("a card")
        };
        assert_ne!(of(407), of(401));
        assert_eq!(of(407), of(407), "the same facts give the same bytes");
    }
}
