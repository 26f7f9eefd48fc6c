//! Matching: which claim of one side goes with which of the other.
//!
//! Source: H. W. Kuhn, "The Hungarian Method for the Assignment Problem", Naval Research Logistics
//! Quarterly 2, 1955; J. Munkres 1957.

use pathfinding::prelude::{Matrix, kuhn_munkres};

/// Sides larger than this are matched greedily: the exact method is cubic.
const EXACT_MAX: usize = 48;

/// The pairs of a matching of greatest weight. `candidates` are (row, column, weight over 0), each pair
/// at most once. Equal weights are decided by position: earlier rows and columns first.
pub(super) fn match_pairs(candidates: &[(usize, usize, i32)]) -> Vec<(usize, usize)> {
    let mut rows: Vec<usize> = candidates.iter().map(|(row, _, _)| *row).collect();
    let mut columns: Vec<usize> = candidates.iter().map(|(_, column, _)| *column).collect();
    for side in [&mut rows, &mut columns] {
        side.sort_unstable();
        side.dedup();
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let mut matched = if rows.len().max(columns.len()) > EXACT_MAX {
        greedy(candidates)
    } else {
        exact(candidates, &rows, &columns)
    };
    matched.sort_unstable();
    matched
}

fn greedy(candidates: &[(usize, usize, i32)]) -> Vec<(usize, usize)> {
    let mut ranked = candidates.to_vec();
    ranked.sort_by_key(|(row, column, weight)| (-i64::from(*weight), *row, *column));
    let mut matched: Vec<(usize, usize)> = Vec::new();
    for (row, column, _) in ranked {
        if !matched.iter().any(|(other_row, other_column)| *other_row == row || *other_column == column) {
            matched.push((row, column));
        }
    }
    matched
}

fn exact(candidates: &[(usize, usize, i32)], rows: &[usize], columns: &[usize]) -> Vec<(usize, usize)> {
    let transposed = rows.len() > columns.len();
    let (short, long) = if transposed { (columns, rows) } else { (rows, columns) };
    let mut weights = Matrix::new(short.len(), long.len(), 0_i64);
    for (row, column, weight) in candidates {
        let (one, other) = if transposed { (column, row) } else { (row, column) };
        if let (Ok(i), Ok(j)) = (short.binary_search(one), long.binary_search(other))
            && let Some(cell) = weights.get_mut((i, j))
        {
            let tie = i64::try_from(i + j).unwrap_or(0);
            *cell = i64::from((*weight).max(1)) * 1_024 - tie;
        }
    }
    let (_, assignment) = kuhn_munkres(&weights);
    let chosen = assignment
        .into_iter()
        .enumerate()
        .filter(|(i, j)| weights.get((*i, *j)).is_some_and(|weight| *weight > 0));
    chosen
        .filter_map(|(i, j)| {
            let (one, other) = (*short.get(i)?, *long.get(j)?);
            Some(if transposed { (other, one) } else { (one, other) })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weight_of(candidates: &[(usize, usize, i32)], pairs: &[(usize, usize)]) -> i32 {
        let weight = |pair: &(usize, usize)| {
            candidates.iter().find(|(row, column, _)| (*row, *column) == *pair).unwrap().2
        };
        pairs.iter().map(weight).sum()
    }

    /// The best weight over all matchings of the candidates from `at` on.
    fn best(candidates: &[(usize, usize, i32)], at: usize, used: &mut Vec<(usize, usize)>) -> i32 {
        let Some((row, column, weight)) = candidates.get(at).copied() else { return 0 };
        let without = best(candidates, at + 1, used);
        if used.iter().any(|(other_row, other_column)| *other_row == row || *other_column == column) {
            return without;
        }
        used.push((row, column));
        let with = weight + best(candidates, at + 1, used);
        used.pop();
        with.max(without)
    }

    #[test]
    fn the_sum_counts_and_not_the_single_best_pair() {
        let candidates = [(0, 0, 10), (0, 1, 9), (1, 0, 9)];
        assert_eq!(match_pairs(&candidates), [(0, 1), (1, 0)]);
        assert_eq!(match_pairs(&[]), []);
    }

    proptest! {
        #[test]
        fn no_matching_is_heavier(cells in prop::collection::btree_map((0_usize..5, 0_usize..4), 1_i32..1_000, 0..12)) {
            let candidates: Vec<(usize, usize, i32)> = cells.into_iter().map(|((row, column), weight)| (row, column, weight)).collect();
            let found = weight_of(&candidates, &match_pairs(&candidates));
            prop_assert_eq!(found, best(&candidates, 0, &mut Vec::new()));
        }
    }
}
