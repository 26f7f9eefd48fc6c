//! Which files inside folders are articles.

use std::path::{Path, PathBuf};

use globset::GlobSet;

/// Which files inside folders are articles.
#[derive(Debug, Clone, Default)]
pub struct Select {
    pub(super) folder: PathBuf,
    pub(super) include: Option<GlobSet>,
    pub(super) exclude: Option<GlobSet>,
}

impl Select {
    /// Whether the file is an article; `by_name` says so where the configuration does not.
    pub fn is_article(&self, path: &Path, by_name: bool) -> bool {
        if self.include.is_none() && self.exclude.is_none() {
            return by_name;
        }
        let below = below(&self.folder, path);
        let included = self.include.as_ref().map_or(by_name, |include| include.is_match(&below));
        included && !self.exclude.as_ref().is_some_and(|exclude| exclude.is_match(&below))
    }
}

/// A path from a folder, as patterns know it: without `.` and `..`.
pub(super) fn below(folder: &Path, path: &Path) -> PathBuf {
    let plain = |path: &Path| {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let mut plain = PathBuf::new();
        for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
            match part {
                std::path::Component::ParentDir => {
                    plain.pop();
                }
                part => plain.push(part),
            }
        }
        plain
    };
    let (folder, path) = (plain(folder), plain(path));
    path.strip_prefix(&folder).map(Path::to_owned).unwrap_or(path)
}
