//! What it costs, natively and in the shipped engine.

use std::process::Command;

use crate::{Result, build, process, project};

pub fn bench() -> Result<()> {
    println!("native, optimised");
    process::run(project::cargo().args(["bench", "--quiet", "--bench", "annotate", "--bench", "pack"]))?;
    build::make()?;
    println!("\nthe engine as shipped");
    process::run(
        Command::new("node")
            .arg("tests/bench/engine.mjs")
            .current_dir(project::path("")),
    )
}
