//! Hashes that packs store: they are part of the pack format and never change within a version.

/// 32-bit FNV-1a over a folded word, then mixed so that every bit can pick a bucket.
pub fn word(folded: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in folded.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    mix(hash)
}

/// Extends the hash of a phrase by one more word; a phrase starts from its first word's hash.
pub fn extend(phrase: u32, word: u32) -> u32 {
    mix(phrase.rotate_left(11).wrapping_mul(0x9e37_79b1) ^ word)
}

/// Spreads the bits of a number over all of it.
pub(crate) fn mix(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_words_matters() {
        let (a, b) = (word("umar"), word("mansoor"));
        assert_ne!(extend(a, b), extend(b, a));
    }

    #[test]
    fn stored_values_stay_what_they_are() {
        // Computed by a second implementation of the two formulas.
        assert_eq!(word("umar"), 0x32b1_6915);
        assert_eq!(word("احرار"), 0xf141_e33f);
        assert_eq!(extend(word("umar"), word("mansoor")), 0xe74a_1ee2);
    }
}
