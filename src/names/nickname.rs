//! Everyday forms of given names that are no mere beginnings of them.

/// `(short, full)`, folded. Sorted.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("abe", "abraham"),
    ("andy", "andrew"),
    ("bernie", "bernard"),
    ("beth", "elizabeth"),
    ("betty", "elizabeth"),
    ("bill", "william"),
    ("billy", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("chuck", "charles"),
    ("dave", "david"),
    ("dick", "richard"),
    ("ed", "edward"),
    ("gene", "eugene"),
    ("greg", "gregory"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("jack", "john"),
    ("jake", "jacob"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("jon", "jonathan"),
    ("kate", "katherine"),
    ("larry", "lawrence"),
    ("liz", "elizabeth"),
    ("maggie", "margaret"),
    ("meg", "margaret"),
    ("mike", "michael"),
    ("mitt", "milton"),
    ("nick", "nicholas"),
    ("peggy", "margaret"),
    ("pepe", "jose"),
    ("rick", "richard"),
    ("ron", "ronald"),
    ("sasha", "alexander"),
    ("steve", "steven"),
    ("steve", "stephen"),
    ("sue", "susan"),
    ("ted", "edward"),
    ("ted", "theodore"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("volodya", "vladimir"),
    ("will", "william"),
];

/// Whether one folded given name is an everyday form of the other.
pub fn is_short_form(a: &str, b: &str) -> bool {
    let listed = |short, full| SHORT_FORMS.contains(&(short, full));
    listed(a, b) || listed(b, a)
}
