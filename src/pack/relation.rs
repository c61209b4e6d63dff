//! What a fact says: the relations the design lists, and their numbers on disk.

use core::fmt;

macro_rules! relations {
    ($($number:literal $variant:ident $name:literal $doc:literal,)+) => {
        /// The relation between an entity and the object of a fact. The number
        /// is the one stored in a pack; numbers are never given to another
        /// relation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Relation {
            $(#[doc = $doc] $variant = $number,)+
        }

        impl Relation {
            /// All relations, in the order of their numbers.
            pub const ALL: &[Relation] = &[$(Relation::$variant,)+];

            /// The name the design uses, such as `leader_of`.
            pub fn name(self) -> &'static str {
                match self { $(Relation::$variant => $name,)+ }
            }

            pub(crate) fn from_number(number: u8) -> Option<Relation> {
                match number { $($number => Some(Relation::$variant),)+ _ => None }
            }
        }
    };
}

relations! {
    1 LeaderOf "leader_of" "Leads the object.",
    2 FormerLeaderOf "former_leader_of" "Led the object.",
    3 FounderOf "founder_of" "Founded the object.",
    4 MemberOf "member_of" "Belongs to the object.",
    5 FormerMemberOf "former_member_of" "Belonged to the object.",
    6 CommanderOf "commander_of" "Commands for or in the object.",
    7 SpokespersonOf "spokesperson_of" "Speaks for the object.",
    8 Role "role" "Has the role the object says in words.",
    9 FactionOf "faction_of" "Is a faction of the object.",
    10 SplinterFrom "splinter_from" "Split off from the object.",
    11 PartOf "part_of" "Is part of the object.",
    12 AlliedWith "allied_with" "Is allied with the object.",
    13 PledgedTo "pledged_to" "Pledged allegiance to the object.",
    14 RivalOf "rival_of" "Is a rival of the object.",
    15 Joined "joined" "Joined the object.",
    16 Left "left" "Left the object.",
    17 Rejoined "rejoined" "Joined the object again.",
    18 MergedInto "merged_into" "Became part of the object.",
    19 RenamedFrom "renamed_from" "Bore the object as its name before.",
    20 MetWith "met_with" "Met the object.",
    21 ArrestedBy "arrested_by" "Was arrested by the object.",
    22 BannedBy "banned_by" "Was banned by the object.",
    23 DesignatedBy "designated_by" "Was put on a list by the object.",
    24 Claimed "claimed" "Claimed to have done the object.",
    25 BlamedFor "blamed_for" "Was blamed for the object.",
    26 KilledIn "killed_in" "Was killed in or by the object.",
    27 Died "died" "Died; the object says how or where.",
}

impl Relation {
    /// The relation of this name.
    pub fn from_name(name: &str) -> Option<Relation> {
        Relation::ALL.iter().copied().find(|relation| relation.name() == name)
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_lead_back() {
        for relation in Relation::ALL.iter().copied() {
            assert_eq!(Relation::from_name(relation.name()), Some(relation));
            assert_eq!(Relation::from_number(relation as u8), Some(relation));
        }
        assert_eq!(Relation::from_number(0), None);
        assert_eq!(Relation::from_name("leads"), None);
    }
}
