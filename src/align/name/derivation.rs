//! Whether one word is made of the other: with a clitic, an inflection, as its adjective.

use crate::{base::fold::fold, ruleset::Orthography};

/// The derivations, by index, by which one word is made of the other; in order, each once.
pub(super) fn derived(orthography: &Orthography, a: &str, b: &str) -> Vec<usize> {
    let (folded_a, folded_b) = (fold(a), fold(b));
    // A final ى may be the ي of an adjective, or an alef: where the alef makes the words equal, it is one.
    let with_alef = |word: &str| word.strip_suffix('ى').map(|stem| fold(&format!("{stem}ا")));
    let is_alef = with_alef(a).is_some_and(|a| a == folded_b) || with_alef(b).is_some_and(|b| b == folded_a);
    if folded_a == folded_b || is_alef {
        return Vec::new();
    }
    let (a, b) = (folded_a.as_str(), folded_b.as_str());
    let mut found: Vec<usize> = [(a, b), (b, a)]
        .into_iter()
        .flat_map(|(stem, word)| {
            let all = orthography.derivations.iter().enumerate();
            all.filter(move |(_, derivation)| derivation.makes(stem, word)).map(|(idx, _)| idx)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

impl crate::ruleset::orthography::Derivation {
    /// Whether this makes `word` of `base`.
    fn makes(&self, base: &str, word: &str) -> bool {
        let no_affix = [String::new()];
        let prefixes = if self.prefixes.is_empty() { &no_affix[..] } else { &self.prefixes };
        let endings = if self.endings.is_empty() { &no_affix[..] } else { &self.endings };
        self.stems(base).any(|stem| {
            let changes =
                |prefix: &str| !self.affixes_differ || !prefix.is_empty() || !base.starts_with(stem);
            prefixes
                .iter()
                .filter(|prefix| changes(prefix))
                .filter_map(|prefix| word.strip_prefix(&**prefix))
                .any(|rest| {
                    rest.strip_prefix(stem).is_some_and(|ending| endings.iter().any(|known| known == ending))
                })
        })
    }

    /// What `base` may be reduced to before something is put onto it.
    fn stems<'b>(&'b self, base: &'b str) -> impl Iterator<Item = &'b str> {
        let bare = self.drops.iter().filter_map(|drop| base.strip_prefix(&**drop));
        let starts = std::iter::once(base).chain(bare);
        let all = starts.flat_map(|start| {
            let shorter = self.loses.iter().filter_map(move |lost| start.strip_suffix(&**lost));
            std::iter::once(start).chain(shorter)
        });
        all.filter(|stem| stem.chars().count() >= self.stem_chars_min)
    }
}
