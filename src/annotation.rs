//! The result of annotating a text: mentions, entities, facts, each with its source.
//!
//! These types are the published JSON. The same objects reach JavaScript.
//! Offsets are UTF-16 code units of the annotated text, as JavaScript counts
//! them; `end` is exclusive; mentions are sorted and never overlap.

use crate::prelude::*;
use serde::{Deserialize, Serialize};

/// What a mention or an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One human being, real or fictional.
    Person,
    /// A named body of people that can act.
    Group,
}

/// Which finder a mention came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Found {
    /// A loaded pack lists the name.
    Pack,
    /// The recogniser found it without knowing it.
    Recogniser,
    /// It repeats, in whole or in part, a name found elsewhere in the article,
    /// or an editor gave the span.
    Document,
}

/// The annotation of one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Annotation {
    /// Sorted by `start`; spans never overlap.
    pub mentions: Vec<Mention>,
    /// In order of first mention.
    pub entities: Vec<Entity>,
}

/// One name in the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// First UTF-16 code unit.
    pub start: u32,
    /// One past the last UTF-16 code unit.
    pub end: u32,
    /// The marked text itself.
    pub text: String,
    /// Person or group.
    pub kind: Kind,
    /// Index into [`Annotation::entities`].
    pub entity: u32,
    /// 0 to 1, two decimals: how sure that this is a name of this kind.
    pub confidence: f64,
    /// Which finder it came from.
    pub found: Found,
}

/// One person or group of the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entity {
    /// Person or group.
    pub kind: Kind,
    /// The fullest name the text uses.
    pub name: String,
    /// Every form the text uses, in order of first use.
    pub names: Vec<String>,
    /// Indexes into [`Annotation::mentions`], ascending.
    pub mentions: Vec<u32>,
    /// The pack entry this entity is, where that is sure enough to say.
    pub link: Option<Link>,
    /// Who this is: in the article's words where it says so, else the pack's.
    pub description: Option<Description>,
    /// What is said of this entity, each with its source.
    pub facts: Vec<Fact>,
    /// What this entity says, or what is said, in quotation marks.
    pub quotes: Vec<Quote>,
    /// Entities of this text that a hasty reader could take for this one.
    pub similar: Vec<u32>,
}

/// A link to a pack entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The pack's name.
    pub pack: String,
    /// The entry's id in that pack.
    pub id: String,
    /// 0 to 1, two decimals.
    pub confidence: f64,
    /// Reasons, in words a reader understands.
    pub evidence: Vec<String>,
}

/// Who an entity is, in one phrase, with its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Description {
    /// A phrase without the entity's name.
    pub text: String,
    /// Where it stands.
    pub source: Source,
}

/// One statement about an entity. It can't be built without a source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// One of the relation names the design lists, such as `leader_of`.
    pub relation: String,
    /// The other side.
    pub object: Party,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub from: Option<String>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub to: Option<String>,
    /// How the source puts it.
    pub status: Status,
    /// Who says so, where the source reports it as somebody's words.
    pub by: Option<Party>,
    /// Where it stands.
    pub source: Source,
}

/// How a source puts a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The source says so itself.
    Stated,
    /// The source gives it as somebody's words.
    Reported,
    /// Others contradict it.
    Disputed,
    /// It is said not to be so.
    Denied,
}

/// The other side of a fact: an entity of the text, or words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Party {
    /// Index into [`Annotation::entities`].
    Entity(u32),
    /// Words of the text or the pack.
    Text(String),
}

/// Words in quotation marks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// First UTF-16 code unit.
    pub start: u32,
    /// One past the last UTF-16 code unit.
    pub end: u32,
    /// Index into [`Annotation::entities`].
    pub speaker: Option<u32>,
}

/// Where a sentence on a card comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Source {
    /// A place in the annotated text, in UTF-16 code units.
    Article {
        /// The place.
        article: Place,
    },
    /// A pack entry, with who published it and when it was retrieved.
    Pack {
        /// The pack's name.
        pack: String,
        /// Who published it.
        publisher: String,
        /// Where, `https:` or `http:`; empty where there is no page.
        url: String,
        /// `YYYY-MM-DD`; empty where the pack does not say.
        retrieved: String,
    },
}

/// A place in the annotated text, in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
}

/// A confidence in hundredths: more would claim more than is known.
pub fn hundredths(value: f64) -> f64 {
    // Not `round`, which `core` lacks; what is given lies between 0 and 1.
    f64::from((value * 100.0 + 0.5) as u32) / 100.0
}
