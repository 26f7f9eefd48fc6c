//! What stands before a value in a packed file: of which kind it is. Its span follows, as start and
//! length, then what the kind needs. Numbers are LEB128.

/// A string that stands in the file, letter by letter, where its span is.
pub(crate) const BARE: u8 = 0;
/// A string that stands in the file, letter by letter, between the quotation marks that end its span.
pub(crate) const QUOTED: u8 = 1;
/// A string that is written out here: length, then bytes.
pub(crate) const STRING: u8 = 2;
/// An integer, zigzag.
pub(crate) const INTEGER: u8 = 3;
/// The eight bytes of a float, the lowest first.
pub(crate) const FLOAT: u8 = 4;
/// A truth value: one byte.
pub(crate) const BOOLEAN: u8 = 5;
/// A date or time, written out as a string.
pub(crate) const DATE: u8 = 6;
/// The number of values, then the values.
pub(crate) const ARRAY: u8 = 7;
/// The number of entries, then key, value, key, value, …
pub(crate) const TABLE: u8 = 8;
