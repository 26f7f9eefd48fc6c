//! Changes of a text as changes of the bytes of its file, which stay what they are elsewhere.

use encoding_rs::{Encoding, UTF_8};

use crate::fix::Change;

/// The text with the changes made.
pub fn apply(text: &str, changes: &[Change]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut from = 0;
    for change in changes {
        changed.push_str(text.get(from..change.span.start()).unwrap_or_default());
        changed.push_str(&change.replacement);
        from = change.span.end();
    }
    changed.push_str(text.get(from..).unwrap_or_default());
    changed
}

/// The bytes of a file whose text was `text` and is to be `changed`, in the same encoding and with
/// the same byte order mark; none where the old bytes cannot be got from the old text, or the
/// encoding has no such letter.
pub fn encode(bytes: &[u8], encoding: &str, text: &str, changed: &str) -> Option<Vec<u8>> {
    let encoding = Encoding::for_label(encoding.as_bytes())?;
    let encoded = |text: &str| as_encoded(text, encoding);
    let old = encoded(text)?;
    let mark = bytes.strip_suffix(old.as_slice())?;
    let is_mark = matches!(mark, b"" | b"\xEF\xBB\xBF" | b"\xFF\xFE" | b"\xFE\xFF");
    is_mark.then(|| Some([mark, &encoded(changed)?].concat()))?
}

fn as_encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    match encoding.name() {
        // encoding_rs writes UTF-16 as UTF-8, as the web does.
        "UTF-16LE" => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "UTF-16BE" => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ if encoding == UTF_8 => Some(text.as_bytes().to_vec()),
        _ => {
            let (bytes, _, unmapped) = encoding.encode(text);
            (!unmapped).then(|| bytes.into_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], encoding: &str, texts: [&str; 2], expected: Option<&[u8]>) {
        let [text, changed] = texts;
        assert_eq!(encode(bytes, encoding, text, changed).as_deref(), expected);
    }

    #[test]
    fn encodings_and_marks_are_kept() {
        check(b"\xEF\xBB\xBFa\r\n", "UTF-8", ["a\r\n", "b\r\n"], Some(b"\xEF\xBB\xBFb\r\n"));
        check(b"\xFF\xFEa\0", "UTF-16LE", ["a", "b"], Some(b"\xFF\xFEb\0"));
        check(b"\xC8", "windows-1256", ["ب", "ت"], Some(b"\xCA"));
        check(b"\xC8", "windows-1256", ["ب", "ۆ"], None);
        check(b"x", "UTF-8", ["a", "b"], None);
    }
}
