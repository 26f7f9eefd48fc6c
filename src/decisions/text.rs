//! The text of a table, whatever a spreadsheet saved it as.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1256};

use crate::decisions::Unreadable;

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
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let n_lines = before.iter().filter(|byte| **byte == b'\n').count();
        Unreadable::Encoding(u32::try_from(n_lines + 1).unwrap_or(u32::MAX))
    })
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut n_valid, mut n_broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_valid >= n_broken * 2
}
