//! Compressing as hosts do. `xtask`, which may not depend on this crate, includes this file.

use std::io::Write;

/// From how many bytes on compressing well takes longer than anybody waits: half a minute for the site as one
/// file, which the service worker fetches.
const LARGE: usize = 1 << 20;

/// The bytes, compressed as well as brotli can; where they are many, as hosts do it while they are asked.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let quality = if bytes.len() < LARGE { 11 } else { 5 };
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 22);
    // Writing to memory does not fail.
    let _ = writer.write_all(bytes);
    writer.into_inner()
}
