//! The text of saved news pages against the text their publishers state, where the pages are at hand.

use std::{env, fs, path::PathBuf};

use castlist::export::text_of_html;
use serde_json::Value;

#[test]
fn saved_pages_give_their_articles() {
    let folder = env::var_os("CASTLIST_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let folder = folder.join("pages");
    let Ok(bodies) = fs::read_to_string(folder.join("BODIES.json")) else {
        println!("skipped: no {} (set CASTLIST_DATA)", folder.display());
        return;
    };
    let bodies: Value = serde_json::from_str(&bodies).expect("the list of bodies is JSON");
    let (mut all, mut found) = (0, 0);
    for (file, body) in bodies.as_object().expect("one entry a page") {
        let page = fs::read(folder.join(file)).expect("a listed page is there");
        let text = text_of_html(&String::from_utf8_lossy(&page));
        let mut length = 0;
        for paragraph in body["paragraphs"].as_array().expect("paragraphs") {
            let words: Vec<&str> = paragraph.as_str().expect("text").split_whitespace().collect();
            let paragraph = words.join(" ");
            length += paragraph.len();
            all += 1;
            // The beginning alone: some bodies leave out links and marks.
            let beginning: String = paragraph.chars().take(40).collect();
            found += usize::from(text.contains(&beginning));
        }
        assert!(
            text.len() * 2 <= length * 3,
            "{file}: {} bytes for {length}",
            text.len()
        );
    }
    println!("{found} of {all} paragraphs found");
    assert!(found * 100 >= all * 97);
}
