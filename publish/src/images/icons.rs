//! The icons of browsers and home screens, all of them from `public/icon.svg`.

use super::{Images, raster};
use anyhow::{Context, Result};
use ico::{IconDir, IconDirEntry, IconImage, ResourceType};
use resvg::{tiny_skia::Pixmap, usvg::Options};
use serde_json::{Value, json};
use site::route::base;

/// The drawing: a tile with round corners, 64 units wide.
pub const ICON: &str = include_str!("../../../public/icon.svg");
/// The sizes in `favicon.ico`, for what reads no SVG.
const FAVICON: [u32; 3] = [16, 32, 48];
/// What surrounds the tile, in its units, where a launcher cuts the icon to a shape of its own: the mark
/// then lies within the circle of four fifths that every shape leaves (Web App Manifest, `maskable`).
const AROUND: f32 = 12.0;
/// The same where a home screen only rounds the corners.
const AROUND_SQUARE: f32 = 5.0;

/// Every icon that is not the SVG itself.
pub fn icons() -> Result<Images> {
    let mut icons = Images::new();
    let mut favicon = IconDir::new(ResourceType::Icon);
    for size in FAVICON {
        let pixels = drawn(ICON, size)?;
        let rgba = pixels.pixels().iter().flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        });
        let image = IconImage::from_rgba_data(size, size, rgba.collect());
        favicon.add_entry(IconDirEntry::encode_as_png(&image)?);
    }
    let mut ico = vec![];
    favicon.write(&mut ico)?;
    icons.insert("favicon.ico".to_owned(), ico);
    for size in [192, 512] {
        icons.insert(format!("icon-{size}.png"), drawn(ICON, size)?.encode_png()?);
    }
    // A home screen rounds the corners itself; what is transparent it would make black.
    let square = raster::palette_png(&drawn(&full_bleed(AROUND_SQUARE)?, 180)?)?;
    icons.insert("apple-touch-icon.png".to_owned(), square);
    let maskable = raster::palette_png(&drawn(&full_bleed(AROUND)?, 512)?)?;
    icons.insert("icon-maskable-512.png".to_owned(), maskable);
    Ok(icons)
}

/// The icon without its corners, with so much more of its ground on each side.
fn full_bleed(around: f32) -> Result<String> {
    let (tile, ground) = ("width=\"64\" height=\"64\" rx=\"14\"", "viewBox=\"0 0 64 64\"");
    for part in [tile, ground] {
        ICON.contains(part).then_some(()).with_context(|| {
            format!(
                "public/icon.svg has no `{part}`, from which the icons for home screens are made"
            )
        })?;
    }
    let (at, wide) = (-around, 64.0 + 2.0 * around);
    Ok(ICON
        .replace(ground, &format!("viewBox=\"{at} {at} {wide} {wide}\""))
        .replace(tile, &format!("x=\"{at}\" y=\"{at}\" width=\"{wide}\" height=\"{wide}\"")))
}

fn drawn(svg: &str, size: u32) -> Result<Pixmap> {
    raster::draw(svg, &Options::default(), (size, size))
}

/// What the head of every page says of the icons beside the SVG.
pub fn links() -> String {
    let base = base();
    format!(
        "<link rel=\"icon\" href=\"{base}/favicon.ico\" sizes=\"32x32\">\
         <link rel=\"apple-touch-icon\" href=\"{base}/apple-touch-icon.png\">"
    )
}

/// The icons as the manifest lists them.
pub fn manifest_entries() -> Value {
    let entry = |file: &str, sizes: &str, media_type: &str, purpose: &str| json!({ "src": format!("{}/{file}", base()), "sizes": sizes, "type": media_type, "purpose": purpose });
    json!([
        entry("icon.svg", "any", "image/svg+xml", "any"),
        entry("icon-192.png", "192x192", "image/png", "any"),
        entry("icon-512.png", "512x512", "image/png", "any"),
        entry("icon-maskable-512.png", "512x512", "image/png", "maskable"),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes a PNG to its size and its pixels as RGBA.
    fn decoded(png: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("of a size in memory")];
        let frame = reader.next_frame(&mut pixels).expect("its pixels");
        (frame.width, frame.height, pixels)
    }

    #[test]
    fn every_icon_has_the_size_of_its_name() {
        let icons = icons().expect("the icons");
        for (file, size) in [
            ("apple-touch-icon.png", 180),
            ("icon-192.png", 192),
            ("icon-512.png", 512),
            ("icon-maskable-512.png", 512),
        ] {
            let (width, height, _) = decoded(&icons[file]);
            assert_eq!((width, height), (size, size), "{file}");
        }
        let favicon = IconDir::read(std::io::Cursor::new(&icons["favicon.ico"])).expect("an ICO");
        let sizes: Vec<_> = favicon.entries().iter().map(IconDirEntry::width).collect();
        assert_eq!(sizes, FAVICON);
    }

    #[test]
    fn the_manifest_and_the_head_name_icons_that_are_there() {
        let icons = icons().expect("the icons");
        let entries = manifest_entries();
        let named = entries
            .as_array()
            .expect("a list")
            .iter()
            .map(|entry| entry["src"].as_str().expect("an address").to_owned());
        let links = links();
        let linked = links
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned);
        for address in named.chain(linked) {
            let file =
                address.strip_prefix(base()).expect("below the base").trim_start_matches('/');
            assert!(file == "icon.svg" || icons.contains_key(file), "{address}");
        }
    }

    #[test]
    fn a_launcher_may_cut_the_maskable_icon_to_a_circle() {
        let icons = icons().expect("the icons");
        let (width, _, pixels) = decoded(&icons["icon-maskable-512.png"]);
        let radius = f64::from(width) * 0.4;
        let middle = f64::from(width) / 2.0;
        for (at, pixel) in pixels.chunks(4).enumerate() {
            let (x, y) = ((at % width as usize) as f64, (at / width as usize) as f64);
            assert_eq!(pixel[3], 255, "opaque at {x}, {y}");
            let outside = (x - middle).hypot(y - middle) > radius;
            // The mark is dark, the ground is not.
            assert!(!outside || pixel[0] > 200, "the mark reaches {x}, {y}");
        }
    }
}
