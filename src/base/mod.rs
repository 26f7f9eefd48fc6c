//! The ground: spans, ids, folding, exact numbers, directions. Knows nothing of news.

pub mod bidi;
pub mod fold;
pub mod guard;
pub mod hash;
pub mod id;
pub mod interval;
pub mod lex;
pub mod limits;
pub mod line_index;
pub mod number;
pub mod span;
pub mod subsequence;

pub use interval::Interval;
pub use line_index::{LineIndex, Position};
pub use number::Number;
pub use span::Span;
