//! Files of reports: written whole or not at all.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{}: the report cannot be written: {source}", path.display())]
pub struct WriteError {
    /// The report.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// Writes a file by `write`. It is written beside its place and then moved there, so that whoever
/// reads it finds the old one or the new one whole; a device or a pipe is written to as it is.
/// Folders that are missing are made.
///
/// # Errors
/// Where the file cannot be written; what was there before is untouched.
pub fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), WriteError> {
    write_file(path, write).map_err(|source| WriteError { path: path.to_owned(), source })
}

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Through links, so that a link stays one.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(metadata) if metadata.is_dir() => {
            return Err(io::Error::other("it is a folder; a file name would be right"));
        }
        Ok(metadata) if !metadata.is_file() => {
            let mut out = BufWriter::new(File::options().write(true).open(&target)?);
            write(&mut out)?;
            return out.flush();
        }
        _ => {}
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let file = beside(folder, &target)?;
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(&target)?;
    Ok(())
}

/// A new file that is removed again unless it is moved to its place, with the rights of the file
/// that it replaces, or those of any new file.
fn beside(folder: &Path, target: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".isnad-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Ok(metadata) = fs::metadata(target) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_report_leaves_the_old_one_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/findings.csv");
        write_whole(&path, |out| out.write_all(b"old")).unwrap();
        let error = write_whole(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("full"))
        });
        assert!(error.unwrap_err().to_string().ends_with("findings.csv: the report cannot be written: full"));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_no_report() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_whole(folder.path(), |_| Ok(())).unwrap_err();
        assert!(error.to_string().contains("a file name would be right"));
    }
}
