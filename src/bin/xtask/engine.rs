//! The engine: the library as WebAssembly, with the glue that JavaScript calls.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::{Result, process, project, slim};

/// What the compiler emits by default and every supported browser has.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
];

/// Compiles, binds and optimises: fills `www/generated/castlist.{js,d.ts}`
/// and `www/dist/castlist.wasm`.
pub fn build() -> Result<()> {
    let target = project::target()?;
    process::run(
        project::cargo()
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags())
            .args([
                "rustc",
                "--quiet",
                "--lib",
                "--crate-type=cdylib",
                "--target=wasm32-unknown-unknown",
                "--profile=wasm",
            ]),
    )?;
    let linked = fs::read(target.join("wasm32-unknown-unknown/wasm/castlist.wasm"))?;
    let bound = bind(slim::slim(&linked)?, &target.join("bindgen"))?;
    optimise(&bound)
}

/// No path of the machine that built the engine shall ship in it, and `slim` asks who uses what.
fn flags() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME").or(std::env::var_os("USERPROFILE"))?).join(".cargo")));
    let crates = home.unwrap_or_default().join("registry").join("src");
    format!(
        "--remap-path-prefix={}=crates -Clink-arg=--emit-relocs",
        crates.display()
    )
}

/// Writes the glue and returns where the bound module is.
fn bind(module: Vec<u8>, work: &Path) -> Result<PathBuf> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("castlist", module)
        .web(true)?
        .typescript(true)
        // The caller says where the module is: bundlers that see a path in
        // the glue copy the file a second time.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    let mut glue = output.js().to_owned();
    // The names by which glue and module know each other end in numbers that nothing compresses.
    for (number, import) in output.wasm_mut().imports.iter_mut().enumerate() {
        let short = format!("_{number}");
        glue = glue.replace(&import.name, &short);
        import.name = short;
    }
    output.emit(work)?;
    let generated = project::path("www/generated");
    fs::create_dir_all(&generated)?;
    write_if_changed(&generated.join("castlist.js"), glue.as_bytes())?;
    write_if_changed(&generated.join("castlist.d.ts"), &fs::read(work.join("castlist.d.ts"))?)?;
    Ok(work.join("castlist_bg.wasm"))
}

/// The pinned optimiser from npm. Distributions carry older ones whose output
/// passes their own validator and yet starts in no browser.
fn optimise(bound: &Path) -> Result<()> {
    let tool = project::npm_tool("wasm-opt");
    if !tool.exists() {
        return Err("www/package.json does not bring wasm-opt (npm package `binaryen`)".into());
    }
    let out = project::dist().join("castlist.wasm");
    // The optimiser is the slowest step and its answer depends on its input
    // alone, so the last input is kept to see whether there is anything to do.
    let (bytes, last) = (fs::read(bound)?, bound.with_extension("last"));
    if out.exists() && fs::read(&last).is_ok_and(|last| last == bytes) && newer(&out, &tool) {
        return Ok(());
    }
    let mut command = Command::new(tool);
    command
        .arg("-O3")
        .args(FEATURES)
        .args(["--strip-debug", "--strip-producers", "-o"])
        .arg(&out)
        .arg(bound);
    process::run(&mut command)?;
    Ok(fs::write(last, bytes)?)
}

/// Whether a file was written after another.
fn newer(file: &std::path::Path, other: &Path) -> bool {
    let written = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    matches!((written(file), written(other)), (Ok(file), Ok(other)) if file > other)
}

/// Leaves the file's date alone when there is nothing new, so that watchers
/// and incremental compilers stay asleep.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    Ok(fs::write(path, bytes)?)
}
