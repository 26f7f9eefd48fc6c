//! Changes as a unified diff, which `patch` and `git apply` take.

use std::fmt::Write;

/// How many lines are shown around a change.
const CONTEXT: usize = 3;

/// The diff of two texts with the same number of lines; nothing where they are the same.
pub fn unified(path: &str, old: &str, new: &str) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let changed: Vec<usize> = (0..old.len()).filter(|at| old.get(*at) != new.get(*at)).collect();
    let mut diff = String::new();
    if !changed.is_empty() {
        let _ = write!(diff, "--- a/{path}\n+++ b/{path}\n");
    }
    let mut rest = changed.as_slice();
    while let [first, ..] = rest {
        let n_near = 1 + rest.windows(2).take_while(|pair| pair[1] - pair[0] <= 2 * CONTEXT).count();
        let (hunk, left) = rest.split_at(n_near);
        let last = hunk.last().unwrap_or(first);
        let (start, end) = (first.saturating_sub(CONTEXT), (last + CONTEXT + 1).min(old.len()));
        let _ = writeln!(diff, "@@ -{0},{1} +{0},{1} @@", start + 1, end - start);
        let mut at = start;
        while at < end {
            // Lines that changed together are taken out together.
            let n_changed = (at..end).take_while(|at| hunk.contains(at)).count();
            if n_changed == 0 {
                line(&mut diff, ' ', old.get(at));
                at += 1;
                continue;
            }
            (at..at + n_changed).for_each(|at| line(&mut diff, '-', old.get(at)));
            (at..at + n_changed).for_each(|at| line(&mut diff, '+', new.get(at)));
            at += n_changed;
        }
        rest = left;
    }
    diff
}

fn line(diff: &mut String, sign: char, text: Option<&&str>) {
    let Some(text) = text else { return };
    diff.push(sign);
    diff.push_str(text);
    if !text.ends_with('\n') {
        diff.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_shown_with_those_around() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl";
        let new = "a\nB\nc\nd\ne\nf\ng\nh\ni\nj\nk\nL";
        let expected = "--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n@@ -9,4 +9,4 @@\n i\n j\n k\n-l\n\\ No \
                        newline at end of file\n+L\n\\ No newline at end of file\n";
        assert_eq!(unified("x", old, new), expected);
        assert_eq!(unified("x", old, old), "");
    }
}
