//! Bounds on what foreign input can make the program do. Each says why it has its value.

/// The largest file that is read, in bytes: a book, or a year of a small wire in one file.
/// Spans are 32 bits wide, and a text decoded from Windows-1256 can grow threefold.
pub const ARTICLE_BYTES_MAX: usize = 256 << 20;

/// The longest sentence, in tokens: longer ones are cut, so that a file without a full stop
/// cannot make a window quadratic. The longest sentence of 31,030 real articles has fewer.
pub const SENTENCE_TOKENS_MAX: usize = 1_000;

/// The most of a sentence that is shown before a finding, and after it, in characters: a sentence of
/// a text without full stops would fill a cell of a spreadsheet, which holds 32,767.
pub const CONTEXT_CHARS_MAX: usize = 2_000;
