//! Packs what a TOML file says. `build.rs` compiles this file; in the library it is there for the tests.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::tag;

/// What a TOML file says, packed; none where it is no TOML, or says what cannot be packed: then the
/// program reads the text, and refuses it with the place where it is wrong.
pub(crate) fn pack(text: &str) -> Option<Vec<u8>> {
    let table = DeTable::parse(text).ok()?;
    let mut packer = Packer { text, bytes: Vec::new() };
    packer.table(table.span(), table.get_ref())?;
    Some(packer.bytes)
}

struct Packer<'t> {
    text: &'t str,
    bytes: Vec<u8>,
}

impl Packer<'_> {
    fn table(&mut self, span: Range<usize>, table: &DeTable<'_>) -> Option<()> {
        self.head(tag::TABLE, span);
        self.number(table.len() as u64);
        for (key, value) in table {
            self.string(key.span(), key.get_ref());
            self.value(value)?;
        }
        Some(())
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Option<()> {
        let span = value.span();
        match value.get_ref() {
            DeValue::String(string) => self.string(span, string),
            DeValue::Integer(integer) => {
                let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok()?;
                self.head(tag::INTEGER, span);
                self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
            }
            DeValue::Float(float) => {
                let number: f64 = float.as_str().parse().ok()?;
                self.head(tag::FLOAT, span);
                self.bytes.extend(number.to_le_bytes());
            }
            DeValue::Boolean(truth) => {
                self.head(tag::BOOLEAN, span);
                self.bytes.push(u8::from(*truth));
            }
            DeValue::Datetime(date) => {
                self.head(tag::DATE, span);
                self.written_out(&date.to_string());
            }
            DeValue::Array(values) => {
                self.head(tag::ARRAY, span);
                self.number(values.len() as u64);
                for value in values.iter() {
                    self.value(value)?;
                }
            }
            DeValue::Table(table) => self.table(span, table)?,
        }
        Some(())
    }

    fn string(&mut self, span: Range<usize>, string: &str) {
        let within = span.start + 1..span.end.saturating_sub(1);
        if self.text.get(span.clone()) == Some(string) {
            self.head(tag::BARE, span);
        } else if self.text.get(within) == Some(string) {
            self.head(tag::QUOTED, span);
        } else {
            self.head(tag::STRING, span);
            self.written_out(string);
        }
    }

    fn head(&mut self, tag: u8, span: Range<usize>) {
        self.bytes.push(tag);
        self.number(span.start as u64);
        self.number(span.len() as u64);
    }

    fn written_out(&mut self, string: &str) {
        self.number(string.len() as u64);
        self.bytes.extend(string.as_bytes());
    }

    /// LEB128: seven bits a byte, the lowest first; the eighth says that more follow.
    fn number(&mut self, mut number: u64) {
        loop {
            let low = (number & 0x7f) as u8;
            number >>= 7;
            if number == 0 {
                self.bytes.push(low);
                return;
            }
            self.bytes.push(low | 0x80);
        }
    }
}
