//! Bounds on what foreign input can make the program do. Each says why it has its value.

/// The largest file that is read, in bytes: a book, or a year of a small wire in one file.
/// Spans are 32 bits wide, and a text decoded from Windows-1256 can grow threefold.
pub const ARTICLE_BYTES_MAX: usize = 256 << 20;

/// The most words, numbers and marks of one article that are read; what follows is named as not checked.
/// The longest of 31,030 real articles has a twentieth of them, a long novel has as many; what is kept
/// of each takes some 150 bytes of memory.
pub const ARTICLE_TOKENS_MAX: usize = 200_000;

/// The most figures and dates of one article that are compared, each different from the others; what
/// follows is named as not checked. The pairs of one article grow with their square.
pub const ARTICLE_QUANTITIES_MAX: usize = 2_000;

/// The longest word or number, in bytes: a longer one is no language but data, and counts as a mark.
pub const WORD_BYTES_MAX: usize = 512;

/// The longest sentence, in tokens: longer ones are cut, so that a file without a full stop
/// cannot make a window quadratic. The longest sentence of 31,030 real articles has fewer.
pub const SENTENCE_TOKENS_MAX: usize = 1_000;

/// The most of a sentence that is shown before a finding, and after it, in characters: a sentence of
/// a text without full stops would fill a cell of a spreadsheet, which holds 32,767.
pub const CONTEXT_CHARS_MAX: usize = 2_000;
