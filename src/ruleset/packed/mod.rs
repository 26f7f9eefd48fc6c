//! The built-in rule files as the build read them.
//!
//! TOML is the source, and reading it takes most of the time that a check of one short article has. So
//! `build.rs` reads it, and packs what it says with the span of every key and value (`write`); this
//! module gives that to serde. A string that stands in the file as it is lies only there. What comes out
//! is what [`toml::from_str`] gives for the text, spans and order of keys included; a test holds it for
//! every file.

mod tag;
#[cfg(test)]
mod write;

use std::{iter, ops::Range};

use serde::{
    Deserialize,
    de::{
        self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{BorrowedStrDeserializer, Error, MapAccessDeserializer, MapDeserializer},
    },
};
use serde_spanned::de::{SpannedDeserializer, is_spanned};

/// What the file `text`, packed as `bytes`, says; none where it is not packed, or is no file of this kind:
/// then the text tells why.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str, bytes: &'de [u8]) -> Option<T> {
    T::deserialize(&mut Reader { text, rest: bytes }).ok()
}

/// What is left of a packed file.
struct Reader<'de> {
    text: &'de str,
    rest: &'de [u8],
}

enum Value<'de> {
    String(&'de str),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    Date(&'de str),
    /// So many values follow.
    Array(usize),
    /// So many pairs of key and value follow.
    Table(usize),
}

fn cut_short() -> Error {
    de::Error::custom("not packed as the program packs")
}

impl<'de> Reader<'de> {
    fn byte(&mut self) -> Result<u8, Error> {
        let (byte, rest) = self.rest.split_first().ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(*byte)
    }

    fn number(&mut self) -> Result<u64, Error> {
        let mut number = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(cut_short())
    }

    fn length(&mut self) -> Result<usize, Error> {
        usize::try_from(self.number()?).map_err(|_| cut_short())
    }

    fn written_out(&mut self) -> Result<&'de str, Error> {
        let n_bytes = self.length()?;
        let (bytes, rest) = self.rest.split_at_checked(n_bytes).ok_or_else(cut_short)?;
        self.rest = rest;
        str::from_utf8(bytes).map_err(|_| cut_short())
    }

    /// The tag and the span that a value begins with.
    fn head(&mut self) -> Result<(u8, Range<usize>), Error> {
        let tag = self.byte()?;
        let (start, n_bytes) = (self.length()?, self.length()?);
        Ok((tag, start..start.saturating_add(n_bytes)))
    }

    fn value(&mut self) -> Result<Value<'de>, Error> {
        let (tag, span) = self.head()?;
        let quoted = |span: Range<usize>| span.start + 1..span.end.saturating_sub(1);
        Ok(match tag {
            tag::BARE => Value::String(self.text.get(span).ok_or_else(cut_short)?),
            tag::QUOTED => Value::String(self.text.get(quoted(span)).ok_or_else(cut_short)?),
            tag::STRING => Value::String(self.written_out()?),
            tag::INTEGER => {
                let number = self.number()?;
                Value::Integer((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
            }
            tag::FLOAT => {
                let (bytes, rest) = self.rest.split_first_chunk().ok_or_else(cut_short)?;
                self.rest = rest;
                Value::Float(f64::from_le_bytes(*bytes))
            }
            tag::BOOLEAN => Value::Boolean(self.byte()? != 0),
            tag::DATE => Value::Date(self.written_out()?),
            tag::ARRAY => Value::Array(self.length()?),
            tag::TABLE => Value::Table(self.length()?),
            _ => return Err(cut_short()),
        })
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value()? {
            Value::String(string) => visitor.visit_borrowed_str(string),
            Value::Integer(number) => visitor.visit_i64(number),
            Value::Float(number) => visitor.visit_f64(number),
            Value::Boolean(truth) => visitor.visit_bool(truth),
            Value::Date(_) => Err(de::Error::custom("a date where none is looked for")),
            Value::Array(n_left) => visitor.visit_seq(Values { reader: self, n_left }),
            Value::Table(n_left) => visitor.visit_map(Values { reader: self, n_left }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// A value with its span and a date come as structs of one name each.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_spanned(name) {
            let mut ahead = Reader { text: self.text, rest: self.rest };
            let (_, span) = ahead.head()?;
            return visitor.visit_map(SpannedDeserializer::new(self, span));
        }
        if let ([field], [tag::DATE, ..]) = (fields, self.rest)
            && let Value::Date(date) = self.value()?
        {
            return visitor.visit_map(MapDeserializer::new(iter::once((*field, date))));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value()? {
            Value::String(string) => visitor.visit_enum(BorrowedStrDeserializer::new(string)),
            Value::Table(n_left) => {
                visitor.visit_enum(MapAccessDeserializer::new(Values { reader: self, n_left }))
            }
            _ => Err(de::Error::custom("no name of a choice")),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for &mut Reader<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The values of an array, or the entries of a table, that are left.
struct Values<'r, 'de> {
    reader: &'r mut Reader<'de>,
    n_left: usize,
}

impl<'de> SeqAccess<'de> for Values<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(n_left) = self.n_left.checked_sub(1) else {
            return Ok(None);
        };
        self.n_left = n_left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.n_left)
    }
}

impl<'de> MapAccess<'de> for Values<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.n_left)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fmt};

    use serde::Deserialize;
    use toml::{Spanned, value::Datetime};

    use super::{read, write::pack};
    use crate::ruleset::RuleFiles;

    /// A file with every span and in the order in which it is read.
    #[derive(Debug, PartialEq)]
    enum Tree {
        Leaf(String),
        Array(Vec<Spanned<Tree>>),
        Table(Vec<(Spanned<String>, Spanned<Tree>)>),
    }

    impl<'de> Deserialize<'de> for Tree {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Tree, D::Error> {
            struct Visitor;
            impl<'de> serde::de::Visitor<'de> for Visitor {
                type Value = Tree;

                fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str("a value")
                }

                fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
                    Ok(Tree::Leaf(format!("{value}")))
                }

                fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
                    Ok(Tree::Leaf(format!("{value}")))
                }

                fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
                    Ok(Tree::Leaf(format!("{value:?}")))
                }

                fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
                    Ok(Tree::Leaf(format!("{value:?}")))
                }

                fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut array: A) -> Result<Tree, A::Error> {
                    let mut values = Vec::new();
                    while let Some(value) = array.next_element()? {
                        values.push(value);
                    }
                    Ok(Tree::Array(values))
                }

                fn visit_map<A: serde::de::MapAccess<'de>>(self, mut table: A) -> Result<Tree, A::Error> {
                    let mut entries = Vec::new();
                    while let Some(entry) = table.next_entry()? {
                        entries.push(entry);
                    }
                    Ok(Tree::Table(entries))
                }
            }
            deserializer.deserialize_any(Visitor)
        }
    }

    fn check<T: for<'de> Deserialize<'de> + PartialEq + fmt::Debug>(text: &str) {
        let packed = pack(text).unwrap();
        assert_eq!(read::<T>(text, &packed), toml::from_str(text).ok());
        for n_bytes in 0..packed.len() {
            assert!(read::<T>(text, &packed[..n_bytes]).is_none(), "cut to {n_bytes} bytes");
        }
    }

    #[test]
    fn what_is_packed_is_what_the_toml_says_spans_included() {
        check::<Spanned<Tree>>(
            "z = 'b'\n'واحد' = [\"اثنان\", \"a\\tb\", \"\"\"\nlong\"\"\", ''' ' ''']\nn = [-3, 0x1F, 9_000]\n\
             f = 2.5\nt = true\n[a.\"b c\"]\nx = { y = [] }\n[[c]]\n[[c]]\nk = false\n",
        );
    }

    #[test]
    fn dates_choices_and_what_may_be_missing_are_read() {
        #[derive(Debug, PartialEq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Choice {
            OneWord,
            Number(u8),
        }
        #[derive(Debug, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            day: Datetime,
            choice: Vec<Choice>,
            missing: Option<String>,
            there: Option<Spanned<i16>>,
            names: BTreeMap<Spanned<String>, char>,
        }
        check::<File>(
            "day = 2024-02-06\nchoice = [\"one-word\", { number = 7 }]\nthere = -7\n[names]\nb = 'x'\na = 'y'\n",
        );
        let unknown = "day = 2024-02-06\nchoice = []\nother = 1\n[names]\n";
        assert!(read::<File>(unknown, &pack(unknown).unwrap()).is_none());
    }

    #[test]
    fn every_rule_file_says_packed_what_it_says_as_toml() {
        for file in RuleFiles::builtin().all() {
            let has_dates = file.name.starts_with("checks/");
            assert!(Some(file.packed) == pack(file.text()).as_deref(), "{} is packed anew", file.name);
            if !has_dates {
                let (read, parsed) =
                    (read::<Spanned<Tree>>(file.text(), file.packed), toml::from_str(file.text()).ok());
                assert!(read.is_some() && read == parsed, "{}", file.name);
            }
        }
    }

    #[test]
    fn what_is_no_toml_is_not_packed() {
        assert_eq!(pack("a = "), None);
        assert_eq!(pack("a = 99999999999999999999"), None);
    }
}
