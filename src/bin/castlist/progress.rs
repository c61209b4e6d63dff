//! How far a long piece of work is: a bar, where somebody sits at a terminal.

use castlist::pack::Step;
use indicatif::{ProgressBar, ProgressStyle};

/// Fewer entities than this are done before a bar can be read.
const WORTH_A_BAR: usize = 2_000;

/// The bar of one pack being built, on standard error. Nothing is drawn where that is
/// no terminal.
#[derive(Default)]
pub struct Progress {
    bar: Option<(&'static str, ProgressBar)>,
}

impl Progress {
    /// Shows a step.
    pub fn show(&mut self, step: Step) {
        let (what, done, all) = match step {
            Step::Keyed(done, all) => ("names", done, all),
            Step::Written(done, all) => ("writing", done, all),
        };
        if all < WORTH_A_BAR {
            return;
        }
        let (_, bar) = match self.bar.take() {
            Some((of, bar)) if of == what => self.bar.insert((of, bar)),
            old => {
                old.iter().for_each(|(_, bar)| bar.finish_and_clear());
                let bar = ProgressBar::new(all as u64);
                if let Ok(style) = ProgressStyle::with_template("{msg:8} {bar:40} {pos} of {len}, {eta} left") {
                    bar.set_style(style);
                }
                bar.set_message(what);
                self.bar.insert((what, bar))
            }
        };
        bar.set_position(done as u64);
    }

    /// Takes the bar away.
    pub fn done(self) {
        self.bar.iter().for_each(|(_, bar)| bar.finish_and_clear());
    }
}
