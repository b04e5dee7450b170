//! How long a query takes in the browser, at ours and at more records: `cargo xtask bench search` compiles it as
//! the site is compiled and runs it in Chromium.
#![cfg(target_arch = "wasm32")]

use reference::{growth::grow, quality, search::with_site};
use std::hint::black_box;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const QUERIES: &str = include_str!("../reference/tests/search/tune.tsv");
/// A browser's clock is coarse: a query is asked again until so many milliseconds are over.
const ENOUGH: f64 = 4.0;

#[wasm_bindgen_test]
fn queries_take() {
    let queries: Vec<String> =
        quality::read(QUERIES).unwrap_or_default().into_iter().map(|judged| judged.query).collect();
    let performance = web_sys::window().and_then(|window| window.performance());
    let Some(performance) = performance else { panic!("a browser has a clock") };
    let measure = |records: &str, search: &dyn Fn(&str) -> usize| {
        let mut times: Vec<f64> = Vec::new();
        for query in &queries {
            let (start, mut rounds, mut took) = (performance.now(), 0u32, 0.0);
            while took < ENOUGH {
                black_box(search(black_box(query)));
                rounds += 1;
                took = performance.now() - start;
            }
            times.push(took * 1000.0 / f64::from(rounds));
        }
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        console_log!("{records}: a query takes {:.0} us (median), {:.0} us (95 %)", at(50), at(95));
    };
    measure("the site's records", &|query| with_site(|site| site.search(query).hits.len()));
    for records in reference::growth::SIZES {
        let grown = grow(records);
        measure(&format!("{records} records"), &|query| grown.searcher.search(query).hits.len());
    }
}
