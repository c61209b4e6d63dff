//! What a source may say, and what its makers are told when it does not.

use castlist::pack::{self, Pack, Problem};

const HEADER: &str = r#"{"pack":"Test","licence":"CC0-1.0","built":"2026","publisher":"The Paper"}"#;

/// The problems of a source whose second line is `line`.
fn problems(line: &str) -> Vec<String> {
    listed(pack::check(&[("a.jsonl", &format!("{HEADER}\n{line}\n"))]))
}

fn listed(problems: Vec<Problem>) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

fn entity(fields: &str) -> String {
    format!(r#"{{"id":"x","kind":"person","names":[{{"name":"Jane Roe"}}]{fields}}}"#)
}

fn fact(fields: &str) -> String {
    entity(&format!(r#","facts":[{{{fields}}}]"#))
}

const CITED: &str = r#""source":{"publisher":"P","url":"https://p.org/","retrieved":"2026-01-01"}"#;

#[test]
fn a_good_line_has_no_problems() {
    assert_eq!(problems(&entity("")), [""; 0]);
    assert_eq!(
        problems(&fact(&format!(r#""relation":"role","object":"a judge",{CITED}"#))),
        [""; 0]
    );
    let all = entity(&format!(
        r#","description":{{"en":"a judge"}},{CITED},"links":{{"wikidata":"Q1"}},"prior":1,"context":["court"],"mark":true,"comment":"ask again in May""#
    ));
    assert_eq!(problems(&all), [""; 0]);
}

#[test]
fn every_mistake_is_named_with_its_line() {
    for (line, expected) in [
        ("{", "not JSON at column 1: EOF while parsing an object"),
        ("[]", "must be an object, not a list"),
        (
            r#"{"kind":"person","names":[{"name":"Jane Roe"}]}"#,
            r#"field "id" is missing"#,
        ),
        (
            &entity(r#","desciption":{"en":"a judge"}"#),
            r#"x: unknown field "desciption"; known are id, kind,"#,
        ),
        (
            &entity(r#","prior":0.1,"prior":0.2"#),
            r#"x: field "prior" is given more than once"#,
        ),
        (
            &entity(r#","prior":"high""#),
            r#"x: "prior" must be a number above 0, at most 1"#,
        ),
        (
            &entity(r#","prior":1.5"#),
            r#"x: "prior" must be a number above 0, at most 1"#,
        ),
        (
            &entity(r#","mark":"no""#),
            r#"x: "mark" must be true or false, not a text"#,
        ),
        (
            &entity(r#","context":"court""#),
            r#"x: "context" must be a list, not a text"#,
        ),
        (
            &entity(r#","description":"a judge""#),
            "x: description: must be an object, not a text",
        ),
        (
            &entity(r#","description":{"English":"a judge"}"#),
            r#"x: description: "English" is not a language tag"#,
        ),
        (
            &entity(r#","description":{"en":" a judge"}"#),
            r#"x: description: "en" begins or ends with a blank"#,
        ),
        (
            &entity(r#","description":{"en":"a\njudge"}"#),
            r#"x: description: "en" has a control character"#,
        ),
        (
            &entity(r#","description":{"en":"a \u202ejudge"}"#),
            r#"x: description: "en" has a control character"#,
        ),
        (
            &entity(r#","source":{"url":"https://a.org"}"#),
            r#"x: source: field "publisher" is missing"#,
        ),
        (
            &entity(r#","source":{"publisher":"P","url":"javascript:alert(1)"}"#),
            r#"x: source: "url" is "javascript:alert(1)": a web address begins with https:// or http://"#,
        ),
        // Marks that show nothing make one address look like another.
        (
            &entity(r#","source":{"publisher":"P","url":"https://a\u200b.org"}"#),
            "x: source: \"url\" is \"https://a\\u{200b}.org\": a web address begins with https:// or http://",
        ),
        (
            &entity(r#","source":{"publisher":"P","retrieved":"2026-02-30"}"#),
            r#"x: source: "retrieved" is "2026-02-30": not a date"#,
        ),
        (
            r#"{"id":"x","kind":"place","names":[{"name":"Jane"}]}"#,
            r#"x: "kind" is "place"; it can be person, group, other"#,
        ),
        (
            r#"{"id":"x y","kind":"person","names":[{"name":"Jane"}]}"#,
            "x y: an id is at most 200 bytes and has no blanks",
        ),
        (
            r#"{"id":"x","kind":"person"}"#,
            r#"x: an entity needs at least one name in "names""#,
        ),
        (
            r#"{"id":"x","kind":"person","names":[]}"#,
            r#"x: an entity needs at least one name in "names""#,
        ),
        (
            r#"{"id":"x","kind":"person","names":["Jane"]}"#,
            "x: name 1: must be an object, not a text",
        ),
        (
            r#"{"id":"x","kind":"person","names":[{"name":""}]}"#,
            r#"x: name 1: "name" is empty; leave it out instead"#,
        ),
        (
            r#"{"id":"x","kind":"person","names":[{"name":"—"}]}"#,
            r#"x: the name "—" has no letters or digits"#,
        ),
        (
            r#"{"id":"x","kind":"person","names":[{"name":"a b c d e f g h i j k l m n o p q"}]}"#,
            r#"x: the name "a b c d e f g h i j k l m n o p q" has 17 words; the most is 16"#,
        ),
        (
            r#"{"id":"x","kind":"person","names":[{"name":"Jane","strength":"strange"}]}"#,
            r#"x: name 1: "strength" is "strange"; it can be strong, weak, former"#,
        ),
        (
            r#"{"id":"x","kind":"person","names":[{"name":"Jane","from":"2020","to":"2019-05"}]}"#,
            "x: name 1: ends (2019-05) before it begins (2020)",
        ),
        (
            &fact(r#""relation":"role","object":"a judge""#),
            r#"x: fact 1: a fact needs a "source" with a "publisher""#,
        ),
        (
            &fact(&format!(r#""relation":"leads","object":"y",{CITED}"#)),
            r#"x: fact 1: unknown relation "leads"; known are leader_of, former_leader_of"#,
        ),
        (
            &fact(&format!(r#""relation":"leader_of",{CITED}"#)),
            r#"x: fact 1: field "object" is missing"#,
        ),
        (
            &fact(&format!(r#""relation":"leader_of","object":"x",{CITED}"#)),
            "x: fact 1: an entity can't be its own object",
        ),
        (
            &fact(&format!(
                r#""relation":"role","object":"a judge","status":"sure",{CITED}"#
            )),
            r#"x: fact 1: "status" is "sure"; it can be stated, reported, disputed, denied"#,
        ),
        (
            &entity(r#","links":{"wiki data":"Q1"}"#),
            r#"x: links: "wiki data" is not the name of a scheme"#,
        ),
    ] {
        let found = problems(line);
        let wanted = format!("a.jsonl:2: error: {expected}");
        assert!(
            found.iter().any(|problem| problem.starts_with(&wanted)),
            "{line}\n wanted {wanted}\n found {found:#?}"
        );
        let built = pack::build(&[("a.jsonl", &format!("{HEADER}\n{line}\n"))]);
        let errors = listed(built.expect_err(line));
        assert!(
            errors.iter().any(|problem| problem.starts_with(&wanted)),
            "{line}: {errors:?}"
        );
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let source = format!(
        "{HEADER}\n{{\n{}\n{}",
        entity(r#","prior":2,"foo":1"#),
        r#"{"id":"y","kind":"x","names":[]}"#
    );
    let lines: Vec<u32> = pack::check(&[("a.jsonl", &source)])
        .iter()
        .map(|problem| problem.place.line)
        .collect();
    assert_eq!(lines, [2, 3, 3, 4, 4]);
}

#[test]
fn an_id_taken_twice_names_both_lines() {
    let (one, two) = (format!("{HEADER}\n{}\n", entity("")), format!("\n\n{}\n", entity("")));
    let errors = listed(pack::build(&[("one.jsonl", &one), ("two.jsonl", &two)]).unwrap_err());
    assert_eq!(
        errors,
        ["two.jsonl:3: error: x: this id is already taken at one.jsonl:2"]
    );
}

#[test]
fn a_pack_needs_a_name() {
    let errors = listed(pack::build(&[("a.jsonl", &entity(""))]).unwrap_err());
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].starts_with("error: no line says what the pack is"),
        "{errors:?}"
    );
    let two = format!("{HEADER}\n{}\n{}\n", r#"{"pack":"Other"}"#, entity(""));
    let told = listed(pack::check(&[("a.jsonl", &two)]));
    assert_eq!(
        told,
        ["a.jsonl:2: warning: another header than at a.jsonl:1, which is the one that counts"]
    );
    let built = Pack::open(pack::build(&[("a.jsonl", &two)]).unwrap()).unwrap();
    assert_eq!(built.name(), "Test");
}

#[test]
fn what_only_its_makers_can_judge_is_a_warning() {
    let unsourced = r#""relation":"leader_of","object":"nobody-here","source":{"publisher":"P"}"#;
    for (lines, expected) in [
        (
            r#"{"id":"a","kind":"group","names":[{"name":"Jamaat-ul-Ahrar"}]}
{"id":"b","kind":"group","names":[{"name":"JAMAAT UL AHRAR"}]}"#,
            r#"a.jsonl:3: warning: b: the name "JAMAAT UL AHRAR" is also "Jamaat-ul-Ahrar" of a (a.jsonl:2)"#,
        ),
        (
            r#"{"id":"a","kind":"group","names":[{"name":"PP","type":"acronym"}]}
{"id":"b","kind":"group","names":[{"name":"PP","type":"acronym"}]}"#,
            r#"a.jsonl:3: warning: b: the acronym "PP" is also "PP" of a"#,
        ),
        (
            r#"{"id":"a","kind":"person","names":[{"name":"Ann Lee"},{"name":"A","strength":"weak"}]}"#,
            r#"a.jsonl:2: warning: a: the name "A" is a single letter"#,
        ),
        (
            r#"{"id":"a","kind":"person","names":[{"name":"Lee","strength":"weak"}]}"#,
            "a.jsonl:2: warning: a: all names are weak",
        ),
        (
            r#"{"id":"a","kind":"person","names":[{"name":"Ann Lee"}],"description":{"en":"Ann Lee is a judge"}}"#,
            r#"a.jsonl:2: warning: a: the description (en) repeats the name "Ann Lee""#,
        ),
        (
            &fact(unsourced),
            r#"a.jsonl:2: warning: x: fact 1: "nobody-here" looks like an id"#,
        ),
        (
            &fact(unsourced),
            r#"a.jsonl:2: warning: x: fact 1: its source has no date in "retrieved""#,
        ),
        (
            &fact(unsourced),
            r#"a.jsonl:2: warning: x: fact 1: its source has no "url""#,
        ),
        (
            r#"{"id":"a","kind":"person","names":[{"name":"Ann Lee"},{"name":"Ann Lee"}]}"#,
            r#"a.jsonl:2: warning: a: the name "Ann Lee" is given twice"#,
        ),
    ] {
        let found = problems(lines);
        assert!(
            found.iter().any(|problem| problem.starts_with(expected)),
            "wanted {expected}\n found {found:#?}"
        );
        assert!(found.iter().all(|problem| !problem.contains(": error: ")), "{found:#?}");
    }
    let long = entity(&format!(r#","description":{{"en":"{}"}}"#, "very ".repeat(60) + "long"));
    assert!(problems(&long)[0].contains("the description (en) has 304 characters"));
}

#[test]
fn weak_names_may_be_shared_without_a_word() {
    let lines = r#"{"id":"a","kind":"person","names":[{"name":"Ann Lee"},{"name":"Lee","strength":"weak"}]}
{"id":"b","kind":"person","names":[{"name":"Bo Lee"},{"name":"Lee","strength":"weak"}]}"#;
    assert_eq!(problems(lines), [""; 0]);
}

#[test]
fn a_pack_file_is_checked_too() {
    let good = pack::build(&[("a.jsonl", &format!("{HEADER}\n{}\n", entity("")))]).unwrap();
    assert_eq!(pack::check_pack("a.castpack", &good), []);
    let told = listed(pack::check_pack("a.castpack", b"<!doctype html>"));
    assert_eq!(told, ["a.castpack: error: This is not a knowledge pack."]);
    let mut changed = good.clone();
    // A changed name that the indexes know nothing of.
    let at = changed.windows(8).position(|bytes| bytes == b"Jane Roe").unwrap();
    changed[at..at + 8].copy_from_slice(b"Jane Doe");
    castlist::pack::format::seal(&mut changed);
    let told = listed(pack::check_pack("a.castpack", &changed));
    assert!(told[0].contains("its own dump builds another pack"), "{told:?}");
}

#[test]
fn formats_are_chosen_by_name() {
    for format in pack::import::FORMATS {
        assert_eq!(pack::import::Format::named(format.name).unwrap().about, format.about);
    }
    assert!(pack::import::Format::named("excel").is_none());
    let castlist = pack::import::Format::named("castlist").unwrap();
    let source = format!("{HEADER}\n{}\n", entity(""));
    let document = pack::import::Source {
        name: "a.jsonl",
        scope: String::new(),
        text: &source,
    };
    let parsed = castlist.read(&[document], &Default::default());
    assert_eq!(
        pack::build_parsed(vec![parsed]).unwrap(),
        pack::build(&[("a.jsonl", &source)]).unwrap()
    );
}

#[test]
fn blank_lines_carriage_returns_and_a_byte_order_mark_do_not_matter() {
    let plain = format!("{HEADER}\n{}\n", entity(""));
    let windows = format!("\u{FEFF}{}\r\n\r\n", plain.replace('\n', "\r\n"));
    assert_eq!(
        pack::build(&[("a", &plain)]).unwrap(),
        pack::build(&[("b", &windows)]).unwrap()
    );
}

#[test]
fn json_nested_without_end_is_refused() {
    let deep = "[".repeat(100_000);
    assert!(problems(&deep)[0].contains("not JSON"));
    let deep = format!(r#"{{"id":{}"#, r#"{"a":"#.repeat(100_000));
    assert!(problems(&deep)[0].contains("not JSON"));
}

#[test]
fn acronyms_are_derived_where_they_are_nobody_elses() {
    let group = |id: &str, names: &str| format!("{{\"id\":\"{id}\",\"kind\":\"group\",\"names\":[{names}]}}\n");
    let name = |text: &str| format!("{{\"name\":\"{text}\"}}");
    let source = format!("{HEADER}\n")
        + &group("nra", &name("Northern Rivers Authority"))
        + &group("sdp", &name("Social Democratic Party"))
        + &group("sdp2", &name("Southern Development Party"))
        + &group("wfp", &name("World Food Programme"))
        + &group("tarn", &format!("{},{}", name("Tarn Water Club"), name("TWC")))
        + &group("jua", &name("Jamaat-ul-Ahrar"))
        + &group("two", &name("River Board"))
        + "{\"id\":\"wfp2\",\"kind\":\"other\",\"names\":[{\"name\":\"WFP\"}]}\n"
        + "{\"id\":\"ann\",\"kind\":\"person\",\"names\":[{\"name\":\"Ann Bea Lee\"}]}\n";
    let mut parsed = pack::source::read("a.jsonl", &source);
    pack::derive_acronyms(&mut parsed);
    let given: Vec<(&str, &str)> = parsed
        .entries
        .iter()
        .flat_map(|entry| {
            entry
                .names
                .iter()
                .skip(1)
                .map(|name| (entry.id.as_str(), name.text.as_str()))
        })
        .collect();
    assert_eq!(given, [("nra", "NRA"), ("tarn", "TWC")]);
    let nra = &parsed.entries[0].names[1];
    assert!(nra.acronym && nra.strength == pack::Strength::Weak);
    let mut told = listed(parsed.problems.clone());
    told.sort();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(
        told[0],
        "a.jsonl:3: warning: sdp: \"SDP\" could be short for \"Social Democratic Party\", but also for \"Southern Development Party\" of sdp2 (a.jsonl:4); it is left out"
    );
    assert!(told[2].contains("wfp: \"WFP\" could be short for \"World Food Programme\", but also for \"WFP\" of wfp2"));
    // Once given, nothing more is.
    let mut again = parsed.clone();
    pack::derive_acronyms(&mut again);
    assert_eq!(again.entries, parsed.entries);
}

#[test]
fn names_spelt_like_anothers_stand_only_as_they_are() {
    let line =
        |id: &str, name: &str| format!("{{\"id\":\"{id}\",\"kind\":\"person\",\"names\":[{{\"name\":\"{name}\"}}]}}\n");
    let source =
        format!("{HEADER}\n") + &line("a", "Umar Khurasani") + &line("b", "Omar Khorasani") + &line("c", "Ann Lee");
    let told = listed(pack::check(&[("a.jsonl", &source)]));
    assert_eq!(
        told,
        [
            "a.jsonl:2: warning: a: the name \"Umar Khurasani\" is spelt like \"Omar Khorasani\" of b (a.jsonl:3); it is not looked for in other spellings",
            "a.jsonl:3: warning: b: the name \"Omar Khorasani\" is spelt like \"Umar Khurasani\" of a (a.jsonl:2); it is not looked for in other spellings",
        ]
    );
    let pack = Pack::open(pack::build(&[("a.jsonl", &source)]).unwrap()).unwrap();
    let free = |id| pack.entity_by_id(id).unwrap().names().all(|name| name.has_spellings());
    assert!(!free("a") && !free("b") && free("c"));
}
