//! Reads the rules once, when the program is built: `rules/**/*.toml` is the source, and what it says is
//! compiled in packed, so that no run reads TOML for them. `src/ruleset/packed` reads it back.

#[path = "src/ruleset/packed/tag.rs"]
mod tag;
#[path = "src/ruleset/packed/write.rs"]
mod write;

use std::{
    env,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/ruleset/packed");
    let (Some(root), Some(out)) = (env::var_os("CARGO_MANIFEST_DIR"), env::var_os("OUT_DIR")) else {
        return Err(io::Error::other("cargo runs this"));
    };
    let out = Path::new(&out);
    let (mut tables, mut lists) = (String::new(), String::new());
    for (idx, (name, path)) in files_below(&Path::new(&root).join("rules"))?.into_iter().enumerate() {
        if name.ends_with(".fst") {
            writeln!(lists, "({name:?}, include_bytes!({path:?})),").map_err(io::Error::other)?;
        } else if name.ends_with(".toml") {
            // A file that cannot be packed is refused by the program, with the place.
            let packed = write::pack(&fs::read_to_string(&path)?).unwrap_or_default();
            let packed_path = out.join(format!("{idx}.packed"));
            fs::write(&packed_path, packed)?;
            writeln!(tables, "({name:?}, include_str!({path:?}), include_bytes!({packed_path:?})),")
                .map_err(io::Error::other)?;
        }
    }
    let source = format!(
        "/// Name, text and packed form of each rule file, in order of the names.\n\
         static TABLES: &[(&str, &str, &[u8])] = &[\n{tables}];\n\
         /// Name and bytes of each word list, in order of the names.\n\
         static LISTS: &[(&str, &[u8])] = &[\n{lists}];\n"
    );
    fs::write(out.join("rules.rs"), source)
}

/// The files below `folder`, in order of their names, which have `/` between folders.
///
/// # Errors
/// Where a folder cannot be read.
fn files_below(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), folder.to_owned())];
    while let Some((below, folder)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((format!("{name}/"), entry.path()));
            } else {
                files.push((name, entry.path()));
            }
        }
    }
    files.sort();
    Ok(files)
}
