//! A set of words kept as the text file it is edited in.

/// Sorted words, one a line, searched where they stand: no table is built and nothing is allocated.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon(&'static str);

impl Lexicon {
    /// Takes the words: sorted by byte, one a line, each line ended.
    pub const fn new(lines: &'static str) -> Lexicon {
        Lexicon(lines)
    }

    /// Whether a word is in the set.
    pub fn has(&self, word: &str) -> bool {
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
            match text[start..end].cmp(word.as_bytes()) {
                core::cmp::Ordering::Equal => return true,
                core::cmp::Ordering::Less => low = end + 1,
                core::cmp::Ordering::Greater => high = start,
            }
        }
        false
    }

    /// Whether the words are sorted and none stands twice, as the search needs them.
    pub fn is_sorted(&self) -> bool {
        self.0.ends_with('\n') && self.0.lines().is_sorted_by(|a, b| a < b)
    }
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
    fn order_is_checked() {
        assert!(Lexicon::new("a\nb\n").is_sorted());
        assert!(!Lexicon::new("b\na\n").is_sorted());
        assert!(!Lexicon::new("a\na\n").is_sorted());
    }
}
