//! The browser's entry.

fn main() {
    site::browser::start();
}

// A kilobyte less to download than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
