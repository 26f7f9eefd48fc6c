//! What changed: the lines that a change touches, as `git diff` tells them.

use std::{collections::BTreeMap, ops::RangeInclusive};

use crate::{
    base::LineIndex,
    gate::Report,
    ingest::Article,
    judge::{EvidenceValue, Finding, Side},
};

/// The changed lines of each file, by its path from the root of the repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed(BTreeMap<String, Lines>);

/// Which lines of a file are changed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lines {
    All,
    Some(Vec<RangeInclusive<u32>>),
}

impl Changed {
    /// Reads what `git diff --unified=0` prints.
    pub fn parse_diff(diff: &str) -> Changed {
        let mut changed = Changed::default();
        let mut path: Option<String> = None;
        // Lines of a hunk are counted off, so that a removed line «-- a/x» is taken for no header.
        let mut n_left = 0_u32;
        for line in diff.lines() {
            if n_left > 0 && line.starts_with(['+', '-', '\\']) {
                n_left -= u32::from(!line.starts_with('\\'));
                continue;
            }
            if let Some(name) = line.strip_prefix("+++ ") {
                path = file_name(name);
                if let Some(path) = &path {
                    changed.0.entry(path.clone()).or_insert_with(|| Lines::Some(Vec::new()));
                }
            } else if let Some((removed, added)) = hunk(line) {
                n_left = removed.1.saturating_add(added.1);
                let lines = path.as_ref().and_then(|path| changed.0.get_mut(path));
                if let Some(Lines::Some(lines)) = lines
                    && added.1 > 0
                {
                    lines.push(added.0..=added.0.saturating_add(added.1 - 1));
                }
            }
        }
        changed
    }

    /// Adds a file of which every line is new.
    pub fn add_file(&mut self, path: &str) {
        self.0.insert(path.to_owned(), Lines::All);
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn holds(&self, path: &str, first: u32, last: u32) -> bool {
        match self.0.get(path) {
            None => false,
            Some(Lines::All) => true,
            Some(Lines::Some(ranges)) => {
                ranges.iter().any(|range| *range.start() <= last && first <= *range.end())
            }
        }
    }
}

/// `b/a.md` of a header, which git quotes where it holds odd characters; none for a file that is gone.
fn file_name(name: &str) -> Option<String> {
    let name = match name.strip_prefix('"').and_then(|name| name.trim_end().strip_suffix('"')) {
        Some(quoted) => unquoted(quoted),
        None => name.trim_end_matches('\t').to_owned(),
    };
    name.strip_prefix("b/").map(str::to_owned)
}

/// A name as git quotes it, in the manner of C.
fn unquoted(quoted: &str) -> String {
    let mut bytes = Vec::with_capacity(quoted.len());
    let mut rest = quoted.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(digit @ b'0'..=b'3') => {
                let mut value = u32::from(digit - b'0');
                for digit in rest.by_ref().take(2) {
                    value = value * 8 + u32::from(digit.wrapping_sub(b'0') & 7);
                }
                bytes.push(u8::try_from(value).unwrap_or(b'?'));
            }
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The first line and the number of lines on both sides of `@@ -3 +4,2 @@`.
fn hunk(line: &str) -> Option<((u32, u32), (u32, u32))> {
    let (removed, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (added, _) = rest.split_once(" @@")?;
    let range = |text: &str| match text.split_once(',') {
        Some((first, n)) => Some((first.parse().ok()?, n.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    };
    Some((range(removed)?, range(added)?))
}

/// Leaves out the findings of which no side stands on a changed line. `in_repository` gives the path of
/// an article from the root of the repository.
pub fn only_changed(
    report: &mut Report,
    articles: &[Article],
    changed: &Changed,
    in_repository: impl Fn(&str) -> Option<String>,
) {
    let paths: Vec<Option<String>> = articles.iter().map(|article| in_repository(&article.path)).collect();
    let mut indexes: BTreeMap<usize, LineIndex> = BTreeMap::new();
    let mut is_changed = |side: &Side| {
        let idx = side.article.idx();
        let (Some(article), Some(Some(path))) = (articles.get(idx), paths.get(idx)) else { return false };
        let index = indexes.entry(idx).or_insert_with(|| LineIndex::new(&article.text));
        let line = |at: usize| index.position(&article.text, at).line;
        changed.holds(path, line(side.span.start()), line(side.span.end()))
    };
    report.retain(|finding| {
        let sides = [Some(&finding.a), finding.b.as_ref()];
        sides.into_iter().flatten().any(&mut is_changed)
            || listed_places(finding).any(|(path, line)| {
                let known = articles.iter().position(|article| article.path == path);
                let path = known.and_then(|idx| paths.get(idx)?.as_deref());
                path.is_some_and(|path| changed.holds(path, line, line))
            })
    });
}

/// The further places that a finding lists, as `path:line:column text`.
fn listed_places(finding: &Finding) -> impl Iterator<Item = (&str, u32)> {
    let lists = finding
        .evidence
        .iter()
        .filter(|piece| matches!(piece.name, "also" | "occurrences-a" | "occurrences-b"));
    lists
        .filter_map(|piece| match &piece.value {
            EvidenceValue::List(places) => Some(places),
            _ => None,
        })
        .flatten()
        .filter_map(|place| place_of(place))
}

/// The path and the line of `path:line:column text`.
fn place_of(place: &str) -> Option<(&str, u32)> {
    place.match_indices(':').find_map(|(at, _)| {
        let (path, rest) = (place.get(..at)?, place.get(at + 1..)?);
        let (line, rest) = rest.split_once(':')?;
        let (column, _) = rest.split_once(' ')?;
        column.parse::<u32>().ok()?;
        Some((path, line.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_diff_gives_the_lines_of_the_new_side() {
        let diff = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -3,0 +4,2 @@ x\n+one\n+two\n@@ -9 +11 @@\n\
                    --- b/old\n+++ b/new\n\
                    diff --git a/gone.md b/gone.md\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
                    --- \"a/\\330\\243.md\"\n+++ \"b/\\330\\243.md\"\n@@ -5,2 +4,0 @@\n-x\n-y\n";
        let changed = Changed::parse_diff(diff);
        assert!(changed.holds("a.md", 5, 5) && changed.holds("a.md", 1, 4) && changed.holds("a.md", 11, 11));
        assert!(
            !changed.holds("a.md", 6, 10) && !changed.holds("gone.md", 1, 1) && !changed.holds("new", 1, 9)
        );
        assert!(changed.0.contains_key("أ.md") && !changed.holds("أ.md", 1, 9));
    }

    #[test]
    fn a_listed_place_is_read_back() {
        assert_eq!(place_of("a:b.md:12:3 قال 5:3 x"), Some(("a:b.md", 12)));
        assert_eq!(place_of("a.md"), None);
    }

    proptest! {
        #[test]
        fn any_diff_is_read(diff in "([@+ -]{0,4}[-+0-9,ab/\"\\\\]{0,6}\n){0,8}") {
            let _ = Changed::parse_diff(&diff);
        }
    }
}
