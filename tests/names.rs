//! How well names are told apart, measured on development data where it is at hand.
//!
//! `CASTLIST_DATA` names the data's folder; without it the measurements are skipped.

use castlist::names::acronym::{self, Reading};
use castlist::names::spelling::{same_key, same_word};
use std::{env, fs, path::PathBuf};

/// The rows of a tab-separated file below its header, or none with a message.
fn rows(file: &str) -> Option<Vec<Vec<String>>> {
    let folder = env::var_os("CASTLIST_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let path = folder.join("names").join(file);
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: no {} (set CASTLIST_DATA)", path.display());
        return None;
    };
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
    assert!(share("word, same", &same, true, same_word) >= 0.95);
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
    assert!(share("word, attested in 2+", &often, true, same_word) >= 0.54);
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
        assert!(found >= 0.95);
        rate("not initials", &others, &|i| own_others[i].clone(), worst);
        let wrong = rate("shuffled", &capitals, &|i| capitals[order[i]][3].clone(), worst);
        assert!(wrong <= if worst == Reading::Initials { 0.006 } else { 0.02 });
    }
    for row in initials
        .iter()
        .filter(|row| acronym::stands_for(&row[2], &row[3]).is_none())
        .take(40)
    {
        println!("missed: {} {}", row[2], row[3]);
    }
}
