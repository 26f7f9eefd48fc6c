//! The longest common subsequence of two lists, by the plain table.
//!
//! Source: R. Wagner and M. Fischer, "The String-to-String Correction Problem", Journal of the ACM 21, 1974.

/// The positions of a longest common subsequence, in order; of several the one whose elements of `b` come first.
pub fn longest_common<A, B>(a: &[A], b: &[B], is_same: impl Fn(&A, &B) -> bool) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // How long it is of what begins at each pair of positions.
    let mut longest = vec![0_usize; (a.len() + 1) * width];
    for (i, one) in a.iter().enumerate().rev() {
        for (j, other) in b.iter().enumerate().rev() {
            longest[i * width + j] = if is_same(one, other) {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        if is_same(one, other) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: &str) {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let pairs = longest_common(&a, &b, |one, other| one == other);
        assert!(pairs.iter().all(|(i, j)| a[*i] == b[*j]));
        assert_eq!(pairs.iter().map(|(i, _)| a[*i]).collect::<String>(), expected);
    }

    #[test]
    fn what_both_have_in_order_is_found() {
        check("abcde", "xbydz", "bd");
        check("abc", "", "");
        check("ab", "ba", "b");
    }
}
