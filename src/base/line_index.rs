//! From byte offsets to the lines and columns that people are shown.

use memchr::memchr2_iter;

/// A place in a text, both counted from 1; the column counts Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in Unicode scalar values.
    pub column: u32,
}

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the line breaks of `text`: `\n`, `\r\n` or a lone `\r`.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let breaks = memchr2_iter(b'\n', b'\r', bytes).map(|at| at + 1);
        // Of `\r\n` the second breaks the line.
        let breaks = breaks.filter(|next| bytes.get(next - 1..=*next) != Some(b"\r\n"));
        LineIndex { starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The line of the byte `offset`, from 1: what costs nothing in a text without line breaks.
    pub fn line(&self, offset: usize) -> u32 {
        let n_before = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(n_before.max(1)).unwrap_or(u32::MAX)
    }

    /// The place of the byte `offset` of `text`, the text that the index was made from.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line_idx = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line_idx).copied().unwrap_or(0);
        let before = text.get(start..offset).unwrap_or("");
        let column = before.chars().count() + 1;
        Position {
            line: u32::try_from(line_idx + 1).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }

    /// The number of lines.
    pub fn n_lines(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_every_line_break_counts_once() {
        let text = "أ\r\nبت\rث\nج";
        let index = LineIndex::new(text);
        let at = |needle: &str| index.position(text, text.find(needle).unwrap());
        assert_eq!(at("أ"), Position { line: 1, column: 1 });
        assert_eq!(at("ت"), Position { line: 2, column: 2 });
        assert_eq!(at("ث"), Position { line: 3, column: 1 });
        assert_eq!(at("ج"), Position { line: 4, column: 1 });
        assert_eq!(index.n_lines(), 4);
        assert_eq!(["أ", "ت", "ث", "ج"].map(|needle| index.line(text.find(needle).unwrap())), [1, 2, 3, 4]);
    }
}
