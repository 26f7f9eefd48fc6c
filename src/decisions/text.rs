//! The text of a table, whatever a spreadsheet saved it as.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1256};

use crate::{
    decisions::Unreadable,
    ingest::decode::{broken_line, is_mostly_utf8},
};

/// Decodes by the byte order mark, else as UTF-16 where every other byte is zero, else as UTF-8, else
/// as windows-1256, in which a spreadsheet on an Arabic Windows saves CSV. It is not guessed further:
/// ids are ASCII, and the rest is what a reviewer typed.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    let (encoding, rest) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => (UTF_16BE, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => return utf8(rest),
        [first, 0, ..] if *first != 0 => (UTF_16LE, bytes),
        [0, second, ..] if *second != 0 => (UTF_16BE, bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => return Ok(text.to_owned()),
            // One broken byte in a file of valid UTF-8 is damage; all of it in another encoding is not.
            Err(_) if is_mostly_utf8(bytes) => return utf8(bytes),
            Err(_) => (WINDOWS_1256, bytes),
        },
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
    text.map(std::borrow::Cow::into_owned).ok_or(Unreadable::Encoding(1))
}

fn utf8(bytes: &[u8]) -> Result<String, Unreadable> {
    std::str::from_utf8(bytes)
        .map(str::to_owned)
        .map_err(|_| Unreadable::Encoding(u32::try_from(broken_line(bytes)).unwrap_or(u32::MAX)))
}
