//! Links of a terminal: OSC 8, as <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>
//! describes them.

use std::fmt::Write;

/// `shown` as a link to the file `path`, which begins at `folder` unless it says where it begins.
pub(super) fn to_file(folder: &str, path: &str, shown: &str) -> String {
    let path = path.replace('\\', "/");
    if path == "-" {
        return shown.to_owned();
    }
    let has_root = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
    let whole = if has_root { path } else { format!("{folder}{}", path.trim_start_matches("./")) };
    let slash = if whole.starts_with('/') { "" } else { "/" };
    let mut uri = format!("file://{slash}");
    for byte in whole.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => _ = write!(uri, "%{byte:02X}"),
        }
    }
    format!("\u{1B}]8;;{uri}\u{1B}\\{shown}\u{1B}]8;;\u{1B}\\")
}

#[cfg(test)]
mod tests {
    use super::to_file;

    fn check(folder: &str, path: &str, uri: &str) {
        let link = to_file(folder, path, "x:1:2");
        assert_eq!(link, format!("\u{1B}]8;;{uri}\u{1B}\\x:1:2\u{1B}]8;;\u{1B}\\"));
        assert_eq!(anstream::adapter::strip_str(&link).to_string(), "x:1:2");
    }

    #[test]
    fn a_link_names_the_whole_path_in_ascii() {
        check("/news room/", "./a/b.md", "file:///news%20room/a/b.md");
        check("/d/", "أ\u{1B}.md", "file:///d/%D8%A3%1B.md");
        check("/d/", "/tmp/a.md", "file:///tmp/a.md");
        check("C:/d/", "a\\b.md", "file:///C:/d/a/b.md");
    }

    #[test]
    fn standard_input_is_no_file() {
        assert_eq!(to_file("/d/", "-", "-:1:2"), "-:1:2");
    }
}
