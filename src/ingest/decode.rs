//! Decoding: bytes become text without loss, or are refused.
//!
//! A byte order mark decides; without one, what is valid UTF-8 is UTF-8; the rest is guessed by
//! chardetng and taken only if every byte of it has a meaning. Nothing is ever replaced in silence.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::ingest::Reason;

/// The top-level domain that tells chardetng that Arabic is likely among the old encodings.
/// Its hint is a domain, not a language: `ar` would be Argentina.
const HINT: &[u8] = b"sa";

/// How much of a text without NUL may be control characters before it is taken for no text, as one
/// in so many bytes. Old wire text has a few (STX, ETX), programs and pictures have one in ten.
const CONTROL_SHARE: usize = 100;

/// How many bytes the guess looks at: more of the same text does not change it, and 50 MB of it
/// would take seconds.
const GUESS_BYTES: usize = 1 << 20;

/// The text of a file, without its byte order mark, and the name of its encoding.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, &'static str), Reason> {
    if let Some(format) = document(bytes) {
        return Err(Reason::Document(format));
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(Reason::BrokenEncoding("UTF-16"));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return decode_as(rest, encoding).map_err(|_| {
            if encoding == UTF_8 { broken_utf8(rest) } else { Reason::BrokenEncoding(encoding.name()) }
        });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if is_text(bytes) => Ok((text.to_owned(), UTF_8.name())),
        Ok(_) => Err(Reason::Binary),
        Err(_) if !is_text(bytes) => Err(Reason::Binary),
        Err(_) if is_mostly_utf8(bytes) => Err(broken_utf8(bytes)),
        Err(_) => guess(bytes),
    }
}

fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Result<(String, &'static str), Reason> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if is_text(text.as_bytes()) => Ok((text.into_owned(), encoding.name())),
        Some(_) => Err(Reason::Binary),
        None => Err(Reason::UnknownEncoding),
    }
}

fn guess(bytes: &[u8]) -> Result<(String, &'static str), Reason> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..GUESS_BYTES).unwrap_or(bytes), true);
    let encoding = detector.guess(Some(HINT), Utf8Detection::Deny);
    let (text, name) = decode_as(bytes, encoding)?;
    // Old one-byte encodings give a character to every byte; controls of the C1 block are where
    // they have none.
    if text.chars().any(|c| matches!(c, '\u{80}'..='\u{9F}')) {
        return Err(Reason::UnknownEncoding);
    }
    Ok((text, name))
}

fn is_text(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0C');
    let mut n_controls = 0;
    for byte in bytes {
        if *byte == 0 {
            return false;
        }
        n_controls += usize::from(is_control(*byte));
    }
    n_controls * CONTROL_SHARE <= bytes.len()
}

/// Whether most of what is not ASCII is valid UTF-8: then the file is UTF-8 with a damaged place,
/// and any other encoding would turn all of it into other letters.
pub(crate) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut n_valid, mut n_broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_valid >= n_broken * 2
}

fn broken_utf8(bytes: &[u8]) -> Reason {
    Reason::BrokenUtf8 { line: broken_line(bytes) }
}

/// The line, from 1, in which `bytes` cease to be UTF-8.
pub(crate) fn broken_line(bytes: &[u8]) -> usize {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let before = bytes.get(..valid).unwrap_or(bytes);
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The format of a file whose first bytes give it away, and that people are likely to pass.
fn document(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 4] = [
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "ZIP, DOCX, XLSX"),
        (b"\xD0\xCF\x11\xE0", "DOC, XLS"),
        (b"{\\rtf", "RTF"),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, format)| *format)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1256};

    use super::*;

    /// UTF-16 in one of its two orders, as the byte order mark says.
    fn utf_16(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        if encoding == UTF_16BE {
            units.flat_map(u16::to_be_bytes).collect()
        } else {
            assert_eq!(encoding, UTF_16LE);
            units.flat_map(u16::to_le_bytes).collect()
        }
    }

    const TEXT: &str = "قالت الوزارة إن ثلاثة جسور أغلقت صباح أمس، وإن العمل فيها بدأ.\n";

    #[test]
    fn every_encoding_of_a_newsroom_gives_the_same_text() {
        let with_bom = format!("\u{FEFF}{TEXT}");
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (with_bom.into_bytes(), "UTF-8"),
            (utf_16(TEXT, UTF_16LE), "UTF-16LE"),
            (utf_16(TEXT, UTF_16BE), "UTF-16BE"),
            (WINDOWS_1256.encode(TEXT).0.into_owned(), "windows-1256"),
        ] {
            assert_eq!(decode(&bytes), Ok((TEXT.to_owned(), encoding)));
        }
        let curly = b"The minister said \x93no\x94 \x96 twice.";
        assert_eq!(decode(curly), Ok(("The minister said “no” – twice.".to_owned(), "windows-1256")));
    }

    fn check(bytes: &[u8], expected: &Reason) {
        assert_eq!(decode(bytes).as_ref(), Err(expected));
    }

    #[test]
    fn what_cannot_be_decoded_without_loss_is_refused() {
        check(b"\x7FELF\x02\x01\0\0", &Reason::Binary);
        check(b"\x01\x02\x03\x04ab", &Reason::Binary);
        check(b"%PDF-1.7\n%\xE2\xE3", &Reason::Document("PDF"));
        let mut broken = TEXT.repeat(2).into_bytes();
        broken[TEXT.len() + 1] = b'x';
        check(&broken, &Reason::BrokenUtf8 { line: 2 });
        let cut = &TEXT.as_bytes()[..5];
        check(cut, &Reason::BrokenUtf8 { line: 1 });
        let mut odd = utf_16(TEXT, UTF_16LE);
        odd.pop();
        check(&odd, &Reason::BrokenEncoding("UTF-16LE"));
    }
}
