//! The project's own commands.
use std::path::Path;
fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let mut bad = false;
    for f in &files {
        match facts::load::file_record(Path::new(f)) {
            Ok(_) => println!("{f}: ok"),
            Err(ps) => {
                bad = true;
                for p in ps {
                    println!("{p}");
                }
            }
        }
    }
    if bad {
        std::process::exit(1)
    }
}
