//! Measures.
use std::time::Instant;
fn main() {
    let text = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let s = std::str::from_utf8(&text).unwrap();
    for _ in 0..3 {
        use pulldown_cmark::*;
        let start = Instant::now();
        let o = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_MATH
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_STRIKETHROUGH;
        let n = Parser::new_ext(s, o).into_offset_iter().count();
        eprintln!("pulldown {:.0} MB/s, {}", text.len() as f64 / 1e6 / start.elapsed().as_secs_f64(), n);
    }
    for _ in 0..8 {
        let start = Instant::now();
        let d = pincite::read::read("a.md", None, &text).unwrap();
        eprintln!("read {:.0} MB/s {}", text.len() as f64 / 1e6 / start.elapsed().as_secs_f64(), d.marks.len());
    }
}
