//! From SVG to pixels to PNG.

use anyhow::{Context, Result};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};
use std::collections::HashMap;

/// Draws an SVG at a size in pixels.
pub fn draw(svg: &str, options: &Options<'_>, (width, height): (u32, u32)) -> Result<Pixmap> {
    let tree = Tree::from_str(svg, options).context("an image of the site is no SVG")?;
    let mut pixmap = Pixmap::new(width, height).context("an image has no size")?;
    let (x, y) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, Transform::from_scale(x, y), &mut pixmap.as_mut());
    Ok(pixmap)
}

/// The pixels as a PNG with a palette: a fraction of what true color takes, and no difference to be seen
/// in flat areas and the edges of letters. For opaque images.
pub fn palette_png(pixmap: &Pixmap) -> Result<Vec<u8>> {
    let pixels: Vec<[u8; 3]> =
        pixmap.pixels().iter().map(|p| [p.red(), p.green(), p.blue()]).collect();
    let (palette, indices) = palette(&pixels);
    let mut png = vec![];
    let mut encoder = Encoder::new(&mut png, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(png)
}

/// At most 256 colors, and for each pixel the place of its color. Where there are more, those that differ
/// least are one: the most frequent of them.
fn palette(pixels: &[[u8; 3]]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    // Neighbors are mostly equal: what is done for each pixel is done for each run of them.
    let runs: Vec<&[[u8; 3]]> = pixels.chunk_by(PartialEq::eq).collect();
    for run in &runs {
        *counts.entry(run[0]).or_default() += run.len();
    }
    // By count, then by color, so that the same image always gives the same bytes.
    let mut colors: Vec<_> = counts.into_iter().collect();
    colors.sort_by_key(|&(color, count)| (std::cmp::Reverse(count), color));
    for dropped_bits in 0..8 {
        let bucket = |color: [u8; 3]| color.map(|channel| channel >> dropped_bits);
        let mut palette: Vec<[u8; 3]> = vec![];
        let mut places: HashMap<[u8; 3], u8> = HashMap::new();
        for &(color, _) in &colors {
            let Ok(next) = u8::try_from(palette.len()) else { break };
            places.entry(bucket(color)).or_insert_with(|| {
                palette.push(color);
                next
            });
        }
        if colors.iter().all(|&(color, _)| places.contains_key(&bucket(color))) {
            let mut indices = Vec::with_capacity(pixels.len());
            for run in runs {
                let place = places.get(&bucket(run[0])).copied().unwrap_or_default();
                indices.resize(indices.len() + run.len(), place);
            }
            return (palette, indices);
        }
    }
    unreachable!("with one bit a channel there are 8 colors")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colors_stay_as_they_are() {
        let pixels = [[1, 2, 3], [9, 9, 9], [1, 2, 3]];
        assert_eq!(palette(&pixels), (vec![[1, 2, 3], [9, 9, 9]], vec![0, 1, 0]));
    }

    #[test]
    fn many_colors_become_256_that_are_near() {
        let pixels: Vec<[u8; 3]> = (0..4096_u32)
            .map(|i| [(i % 16 * 16) as u8, (i / 16 % 16 * 16) as u8, (i / 256 * 16) as u8])
            .collect();
        let (palette, indices) = palette(&pixels);
        assert!(palette.len() <= 256);
        for (pixel, index) in pixels.iter().zip(indices) {
            let near = palette[usize::from(index)];
            assert!(pixel.iter().zip(near).all(|(a, b)| a.abs_diff(b) < 64), "{pixel:?} {near:?}");
        }
    }
}
