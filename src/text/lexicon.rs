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
        let (text, mut low, mut high) = (self.0.as_bytes(), 0, self.0.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = text[low..middle]
                .iter()
                .rposition(|&b| b == b'\n')
                .map_or(low, |n| low + n + 1);
            let end = text[middle..high]
                .iter()
                .position(|&b| b == b'\n')
                .map_or(high, |n| middle + n);
            let (entry, said) = parts(self.0.get(start..end)?);
            match entry.cmp(word) {
                core::cmp::Ordering::Equal => return Some(said),
                core::cmp::Ordering::Less => low = end + 1,
                core::cmp::Ordering::Greater => high = start,
            }
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
        for absent in ["", "a", "b", "bin\nde", "d", "zz", "va", "vans", "von"] {
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
