//! What a token looks like to the model: each feature is a number, and the model knows a weight for it or not.
//!
//! Trainer and decoder call the same functions, so that a feature can't mean two things. The functions come
//! in two sorts. A *form* is a word as written; what it says of itself and its neighbours by its own looks is
//! asked once an article for each place around it. Only what joins two tokens is asked for every token.

use super::scene::{Form, LISTS, Scene, Word};
use crate::text::hash::mix;

/// The sorts of features, so that a trainer can leave one out and measure what it earns. The numbers are part
/// of the model format: that of a family that was given up is not used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Family {
    /// The folded words around.
    Word = 1,
    /// Two neighbouring words.
    WordPair,
    /// Beginning and end of the word itself.
    Affix,
    /// How the words around are written.
    Shape = 5,
    /// How two or three neighbours are written.
    ShapePair,
    /// The first word of a sentence.
    Start,
    /// What company the words keep in running text: their classes.
    Class,
    /// The classes of two neighbours.
    ClassPair,
    /// Class and writing of one word.
    ClassShape,
    /// The name lists.
    List,
    /// Two facts from the name lists at once.
    ListPair,
    /// How the word is written elsewhere in the article.
    Elsewhere,
    /// What a knowledge pack says.
    Pack,
    /// Second look: the first look's own opinion.
    Own,
    /// Second look: its opinion of the same word elsewhere.
    Same,
    /// Second look: the word is part of a longer name.
    Part,
    /// Second look: the word is the acronym of a longer name.
    Acronym,
    /// Second look: the word is a name in another spelling.
    Spelling,
    /// Second look: the words are a name found elsewhere.
    Phrase,
    /// Only for relabelling a corpus: what its own marks say.
    #[cfg(not(target_arch = "wasm32"))]
    Mark,
}

#[cfg(not(target_arch = "wasm32"))]
impl Family {
    /// All of them, those of the first look first.
    pub const ALL: [Family; 20] = {
        use Family::*;
        [
            Word, WordPair, Affix, Shape, ShapePair, Start, Class, ClassPair, ClassShape, List, ListPair, Elsewhere,
            Pack, Own, Same, Part, Acronym, Spelling, Phrase, Mark,
        ]
    };

    /// Its name, as a command takes it.
    pub fn name(self) -> &'static str {
        use Family::*;
        match self {
            Word => "word",
            WordPair => "word-pair",
            Affix => "affix",
            Shape => "shape",
            ShapePair => "shape-pair",
            Start => "start",
            Class => "class",
            ClassPair => "class-pair",
            ClassShape => "class-shape",
            List => "list",
            ListPair => "list-pair",
            Elsewhere => "elsewhere",
            Pack => "pack",
            Own => "own",
            Same => "same",
            Part => "part",
            Acronym => "acronym",
            Spelling => "spelling",
            Phrase => "phrase",
            Mark => "mark",
        }
    }
}

/// The places around a token whose form has a say in its label.
pub(super) const PLACES: [i32; 5] = [-2, -1, 0, 1, 2];

/// Takes features as they are found.
pub(super) trait Sink {
    fn take(&mut self, family: Family, feature: u32);
}

impl<F: FnMut(Family, u32)> Sink for F {
    fn take(&mut self, family: Family, feature: u32) {
        self(family, feature);
    }
}

/// One feature: its family, which of its slots, and a value.
pub(super) fn feature(family: Family, slot: u32, value: u32) -> u32 {
    mix((value ^ ((family as u32) << 8 | slot).wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca77))
}

fn pair(a: u32, b: u32) -> u32 {
    mix(a.rotate_left(13).wrapping_mul(0xc2b2_ae3d) ^ b)
}

/// What a form says of the token `place` words before it (after it, where negative).
pub(super) fn of_form(form: &Form, word: &Word, place: i32, sink: &mut impl Sink) {
    use Family::*;
    let slot = (place + 2) as u32;
    sink.take(Word, feature(Word, slot, word.hash));
    sink.take(Shape, feature(Shape, slot, form.shape));
    for (level, class) in word.classes.iter().enumerate() {
        sink.take(Class, feature(Class, slot * 4 + level as u32, u32::from(*class)));
    }
    if place.abs() <= 1 {
        let both = pair(form.shape, u32::from(word.classes[1]));
        sink.take(ClassShape, feature(ClassShape, slot, both));
    }
    if place == 0 {
        for (n, affix) in word.affixes.iter().enumerate().filter(|(_, a)| **a != 0) {
            sink.take(Affix, feature(Affix, n as u32, *affix));
        }
        sink.take(
            ClassShape,
            feature(ClassShape, 8, pair(form.shape, u32::from(word.classes[2]))),
        );
    }
}

/// What a token's surroundings say that no single form can.
pub(super) fn of_token(scene: &Scene, at: usize, sink: &mut impl Sink) {
    use Family::*;
    let [before, here, after] = [-1, 0, 1].map(|d| scene.form_at(at, d));
    let [w0, w1, w2] = [before, here, after].map(|f| scene.word(f));
    sink.take(WordPair, feature(WordPair, 0, pair(w0.hash, w1.hash)));
    sink.take(WordPair, feature(WordPair, 1, pair(w1.hash, w2.hash)));

    let [s0, s1, s2] = [before, here, after].map(|f| f.shape);
    sink.take(ShapePair, feature(ShapePair, 0, pair(s0, s1)));
    sink.take(ShapePair, feature(ShapePair, 1, pair(s1, s2)));
    sink.take(ShapePair, feature(ShapePair, 2, pair(pair(s0, s1), s2)));

    let class = |w: &super::scene::Word, level: usize| u32::from(w.classes[level]);
    sink.take(ClassPair, feature(ClassPair, 0, pair(class(w0, 2), class(w1, 2))));
    sink.take(ClassPair, feature(ClassPair, 1, pair(class(w1, 2), class(w2, 2))));
    sink.take(
        ClassPair,
        feature(ClassPair, 2, pair(pair(class(w0, 3), class(w1, 3)), class(w2, 3))),
    );

    if scene.opens(at) {
        sink.take(Start, feature(Start, 0, w1.hash));
        sink.take(Start, feature(Start, 1, s1));
    }
    if scene.shouts(at) {
        sink.take(Start, feature(Start, 2, 0));
    }
    sink.take(Elsewhere, feature(Elsewhere, 0, scene.elsewhere(at)));

    for place in PLACES {
        let lists = scene.lists_at(at, place);
        if lists != 0 {
            for list in 0..LISTS as u32 {
                let part = (lists >> (list * 4)) as u32 & 7;
                if part != 0 {
                    sink.take(List, feature(List, (place + 2) as u32, list * 8 + part));
                }
            }
        }
    }
    let [l0, l1, l2] = [-1, 0, 1].map(|d| fold(scene.lists_at(at, d)));
    sink.take(ListPair, feature(ListPair, 0, l1));
    sink.take(ListPair, feature(ListPair, 1, pair(l1, s1)));
    if l1 != 0 || l0 != 0 {
        sink.take(ListPair, feature(ListPair, 2, pair(l0, l1)));
    }
    if l1 != 0 || l2 != 0 {
        sink.take(ListPair, feature(ListPair, 3, pair(l1, l2)));
    }
    for place in [-1, 0, 1] {
        let said = scene.pack_at(at, place);
        if said != 0 {
            sink.take(Pack, feature(Pack, (place + 2) as u32, said));
        }
    }
}

fn fold(lists: u64) -> u32 {
    pair(lists as u32, (lists >> 32) as u32)
}
