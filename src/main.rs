//! The browser's entry.

fn main() {
    site::browser::start();
}
