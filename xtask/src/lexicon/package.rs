//! Packages from the registries, through their own clients, unpacked into a folder.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::Result;

/// The unpacked wheel of a PyPI package.
pub(super) fn pypi_package(folder: &Path, name: &str, version: &str) -> Result<PathBuf> {
    let target = folder.join(name);
    let download = folder.join(format!("{name}-wheel"));
    let mut pip = Command::new("pip");
    pip.args(["download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest"]).arg(&download);
    run(pip.arg(format!("{name}=={version}")))?;
    let wheel = only_file(&download)?;
    run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel).arg(&target))?;
    Ok(target)
}

/// The folder `package` of an npm package.
pub(super) fn npm_package(folder: &Path, name: &str, version: &str) -> Result<PathBuf> {
    let target = folder.join(name);
    std::fs::create_dir_all(&target)?;
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", "--pack-destination"]).arg(&target).current_dir(folder);
    run(npm.arg(format!("{name}@{version}")))?;
    let archive = only_file(&target)?;
    run(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(&target))?;
    Ok(target.join("package"))
}

fn only_file(folder: &Path) -> Result<PathBuf> {
    let entry = std::fs::read_dir(folder)?.next().ok_or("nothing was downloaded")??;
    Ok(entry.path())
}

/// Runs a command to its end and gives what it printed.
pub(super) fn run(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(output.stdout)
}
