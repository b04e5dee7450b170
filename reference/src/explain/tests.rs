use super::*;

#[test]
fn smoke() {
    println!("{:#?}", explain(include_str!("../../tests/explain/corpus/fenced.txt")));
}
