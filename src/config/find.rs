//! Where `isnad.toml` is looked for.

use std::path::{Path, PathBuf};

/// The name of the file.
pub const FILE_NAME: &str = "isnad.toml";

/// The file that is in force for something at `path`: in its folder or the nearest above it that has
/// one, up to the root of the repository. Outside of a repository only its own folder is looked at, so
/// that a file that somebody left in `/tmp` or at home changes nothing.
pub fn find(path: &Path) -> Option<PathBuf> {
    let full = std::path::absolute(path).ok()?;
    let folder = if full.is_dir() { full.as_path() } else { full.parent()? };
    let root = folder.ancestors().find(|folder| folder.join(".git").exists());
    let mut folders = folder.ancestors().take_while(|folder| match root {
        Some(root) => folder.starts_with(root),
        None => false,
    });
    let first = [folder].into_iter().filter(|_| root.is_none());
    first.chain(&mut folders).map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_file_up_to_the_root_of_the_repository_is_in_force() {
        let desk = tempfile::tempdir().unwrap();
        let root = desk.path().join("repo");
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(desk.path().join(FILE_NAME), "").unwrap();
        fs::write(root.join("a").join(FILE_NAME), "").unwrap();
        // Outside of a repository nothing above the folder is looked at.
        assert_eq!(find(&root.join("a/b")), None);
        fs::create_dir(root.join(".git")).unwrap();
        assert_eq!(find(&root.join("a/b/x.md")), Some(root.join("a").join(FILE_NAME)));
        assert_eq!(find(&root), None);
        assert_eq!(find(desk.path()), Some(desk.path().join(FILE_NAME)));
    }
}
