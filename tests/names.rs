//! How well names are told apart, measured on development data where it is at hand.
//!
//! `CASTLIST_DATA` names the data's folder; without it the measurements are skipped.

use castlist::names::acronym::{self, Reading};
use castlist::names::spelling::{same_key, same_word};
use castlist::names::{Fit, group, person};
use castlist::text::Phrase;
use std::{env, fs, path::PathBuf};

/// A file of the name data, or none with a message.
fn read(file: &str) -> Option<String> {
    let folder = env::var_os("CASTLIST_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let path = folder.join("names").join(file);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: no {} (set CASTLIST_DATA)", path.display());
    }
    text
}

/// The rows of a tab-separated file below its header.
fn rows(file: &str) -> Option<Vec<Vec<String>>> {
    let text = read(file)?;
    Some(
        text.lines()
            .skip(1)
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect(),
    )
}

/// The share of `pairs` that `test` accepts; prints it with the pairs that came out otherwise.
fn share(name: &str, pairs: &[(&str, &str)], expected: bool, test: impl Fn(&str, &str) -> bool) -> f64 {
    let surprising: Vec<String> = pairs
        .iter()
        .filter(|(a, b)| test(a, b) != expected)
        .map(|(a, b)| format!("{a}/{b}"))
        .collect();
    let wrong = surprising.len() as f64 / pairs.len() as f64;
    let accepted = if expected { 1.0 - wrong } else { wrong };
    println!(
        "{name}: {accepted:.3} of {}; not so: {}",
        pairs.len(),
        surprising[..surprising.len().min(60)].join(" ")
    );
    accepted
}

fn pairs(rows: &[Vec<String>], keep: impl Fn(&[String]) -> bool) -> Vec<(&str, &str)> {
    rows.iter()
        .filter(|row| keep(row))
        .map(|row| (row[0].as_str(), row[1].as_str()))
        .collect()
}

#[test]
fn hand_made_word_pairs() {
    let Some(rows) = rows("word-pairs.tsv") else { return };
    let same = pairs(&rows, |row| row[2] == "1");
    let different = pairs(&rows, |row| row[2] == "0");
    assert!(share("key, same", &same, true, same_key) >= 0.75);
    assert!(share("key, different", &different, false, same_key) == 0.0);
    assert!(share("word, same", &same, true, same_word) >= 0.97);
    assert!(share("word, different", &different, false, same_word) == 0.0);
}

#[test]
fn attested_word_pairs() {
    let Some(rows) = rows("token-variants-dev.tsv") else {
        return;
    };
    let often = pairs(&rows, |row| row[2] != "1");
    let once = pairs(&rows, |row| row[2] == "1");
    assert!(share("key, attested in 2+", &often, true, same_key) >= 0.33);
    assert!(share("word, attested in 2+", &often, true, same_word) >= 0.62);
    share("word, attested once", &once, true, same_word);
}

/// A small, fixed pseudo-random order.
fn shuffled(count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for i in (1..count).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(i, (state % (i as u64 + 1)) as usize);
    }
    order
}

#[test]
fn acronyms_of_parties() {
    let Some(rows) = rows("acronyms-parties.tsv") else {
        return;
    };
    let capitals: Vec<&Vec<String>> = rows.iter().filter(|row| acronym::looks_like(&row[2])).collect();
    let rate = |what: &str, rows: &[&Vec<String>], name: &dyn Fn(usize) -> String, worst: Reading| {
        let read = (0..rows.len())
            .filter(|&i| acronym::stands_for(&rows[i][2], &name(i)).is_some_and(|reading| reading <= worst))
            .count();
        let share = read as f64 / rows.len() as f64;
        println!("acronyms, {what}, {worst:?} or better: {share:.4} of {}", rows.len());
        share
    };
    let initials: Vec<&Vec<String>> = capitals.iter().copied().filter(|row| row[4] == "yes").collect();
    let others: Vec<&Vec<String>> = capitals.iter().copied().filter(|row| row[4] == "no").collect();
    let order = shuffled(capitals.len());
    let own = |rows: &[&Vec<String>]| rows.iter().map(|row| row[3].clone()).collect::<Vec<_>>();
    let (own_initials, own_others) = (own(&initials), own(&others));
    for worst in [Reading::Initials, Reading::Turned, Reading::Loose] {
        let found = rate("initials", &initials, &|i| own_initials[i].clone(), worst);
        assert!(found >= 0.97);
        rate("not initials", &others, &|i| own_others[i].clone(), worst);
        let wrong = rate("shuffled", &capitals, &|i| capitals[order[i]][3].clone(), worst);
        assert!(wrong <= 0.005);
    }
    for row in initials
        .iter()
        .filter(|row| acronym::stands_for(&row[2], &row[3]).is_none())
        .take(40)
    {
        println!("missed: {} {}", row[2], row[3]);
    }
}

/// The fields of one line of comma-separated values.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().expect("there is one from the start").push(c),
        }
    }
    fields
}

#[test]
fn full_names() {
    let Some(text) = read("name_bench-cases.csv") else {
        return;
    };
    for (kind, schemas) in [
        ("persons", &["Person"][..]),
        ("groups", &["Company", "Organization", "LegalEntity"]),
    ] {
        // How many pairs of one bearer and of two bearers are called the same.
        let (mut right, mut wrong, mut all) = (0, 0, 0);
        for row in text
            .lines()
            .skip(1)
            .map(fields)
            .filter(|row| row.len() > 4 && schemas.contains(&row[1].as_str()))
        {
            let (a, b) = (Phrase::of(&row[2]), Phrase::of(&row[3]));
            let (a, b): (Vec<&str>, Vec<&str>) = (a.folded().split(' ').collect(), b.folded().split(' ').collect());
            let fit = if kind == "persons" {
                person::compatible(&a, &b)
            } else {
                group::compatible(&a, &b)
            };
            let one = row[4] == "true";
            all += u32::from(one);
            match (fit, one) {
                (Fit::Same, true) => right += 1,
                (Fit::Same, false) => wrong += 1,
                _ => {}
            }
        }
        let precision = f64::from(right) / f64::from(right + wrong);
        println!("{kind} called the same: {right} of {all} rightly, {wrong} wrongly: precision {precision:.3}");
        assert!(precision >= 0.97, "{kind}");
        assert!(right * 100 >= all * 38, "{kind}");
    }
}
