//! A set of words kept as the text file it is edited in.

/// Sorted words, one a line, perhaps with more behind a colon, searched where they stand: no table is built and nothing is allocated.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon(&'static str);

impl Lexicon {
    /// Takes the words: sorted by byte, one a line, each line ended.
    pub const fn new(lines: &'static str) -> Lexicon {
        Lexicon(lines)
    }

    /// Whether a word is in the set.
    pub fn has(&self, word: &str) -> bool {
        self.of(word).is_some()
    }

    /// What its line says of a word that is in the set: all after `word: `, which may be nothing.
    pub fn of(&self, word: &str) -> Option<&'static str> {
        let (text, word) = (self.0.as_bytes(), word.as_bytes());
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let mut start = low + (high - low) / 2;
            while start > low && text[start - 1] != b'\n' {
                start -= 1;
            }
            // A word's end, as 0, comes before every letter.
            let mut end = start;
            let (mut entry, mut wanted) = (0, 0);
            while let Some(&byte) = text.get(end) {
                entry = if matches!(byte, b'\n' | b':') { 0 } else { byte };
                wanted = word.get(end - start).copied().unwrap_or(0);
                if entry != wanted || entry == 0 {
                    break;
                }
                end += 1;
            }
            if entry > wanted {
                high = start;
                continue;
            }
            let said = end;
            while text.get(end).is_some_and(|&byte| byte != b'\n') {
                end += 1;
            }
            if entry == wanted && said - start == word.len() {
                let said = self.0.get(said..end)?;
                return Some(said.strip_prefix(": ").unwrap_or(said));
            }
            low = end + 1;
        }
        None
    }

    /// Whether the words are sorted and none stands twice, as the search needs them.
    pub fn is_sorted(&self) -> bool {
        self.0.ends_with('\n') && self.0.lines().map(parts).is_sorted_by(|a, b| a.0 < b.0)
    }
}

/// A line's word and what is said of it.
fn parts(line: &str) -> (&str, &str) {
    line.split_once(": ").unwrap_or((line, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_and_no_other() {
        let words = "al\nbin\nde\nvan\nvon der\n";
        let lexicon = Lexicon::new(words);
        assert!(words.lines().all(|w| lexicon.has(w)));
        for absent in ["", "a", "b", "bin\nde", "d", "zz", "va", "vans", "von", "al\0", "al:"] {
            assert!(!lexicon.has(absent), "{absent}");
        }
    }

    #[test]
    fn a_line_may_say_more() {
        let lexicon = Lexicon::new("al\nbin: son of\nde\n");
        assert_eq!(lexicon.of("bin"), Some("son of"));
        assert_eq!(lexicon.of("de"), Some(""));
        assert_eq!(lexicon.of("bin: son of"), None);
        assert!(lexicon.is_sorted() && !Lexicon::new("a: b\na: c\n").is_sorted());
    }

    #[test]
    fn order_is_checked() {
        assert!(Lexicon::new("a\nb\n").is_sorted());
        assert!(!Lexicon::new("b\na\n").is_sorted());
        assert!(!Lexicon::new("a\na\n").is_sorted());
    }
}
