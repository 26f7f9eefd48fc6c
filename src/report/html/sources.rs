//! The colours and letters of sources.

use std::collections::BTreeMap;

use crate::report::{html::Page, source_name};

/// How many colours there are; a ninth source has the colour of the first and a letter of its own.
const N_COLORS: usize = 8;

/// A letter and a colour for each source, in the order of their ids.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    marks: BTreeMap<String, Mark>,
}

#[derive(Debug)]
struct Mark {
    class: String,
    letter: String,
    name: String,
}

impl Sources {
    pub(super) fn of(page: &Page<'_>) -> Sources {
        let claims = page.examined.claims.iter().flatten().map(|claim| claim.source.as_str());
        let sides = page.rows.iter().flat_map(|row| std::iter::once(&row.a).chain(row.b.as_ref()));
        let mut ids: Vec<&str> = claims.chain(sides.map(|place| place.source)).collect();
        ids.sort_unstable();
        ids.dedup();
        let marks = ids.into_iter().enumerate().map(|(idx, id)| {
            let mark = Mark {
                class: format!("s{}", idx % N_COLORS),
                letter: letter(idx),
                name: source_name(page.ruleset, id, &page.voice),
            };
            (id.to_owned(), mark)
        });
        Sources { marks: marks.collect() }
    }

    /// The class of the colour, and the letter.
    pub(super) fn mark(&self, source: &str) -> (&str, &str) {
        self.marks.get(source).map_or(("s0", "?"), |mark| (&mark.class, &mark.letter))
    }

    /// The name, in the language of the page.
    pub(super) fn name(&self, source: &str) -> &str {
        self.marks.get(source).map_or("", |mark| &mark.name)
    }

    /// Ids and names, in the order of the letters.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.marks.iter().map(|(id, mark)| (id.as_str(), mark.name.as_str()))
    }
}

/// A, B, … Z, AA, AB, …
fn letter(idx: usize) -> String {
    let last = char::from(b'A' + u8::try_from(idx % 26).unwrap_or(0)).to_string();
    if idx < 26 { last } else { letter(idx / 26 - 1) + &last }
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 702].map(super::letter), ["A", "Z", "AA", "AZ", "BA", "AAA"]);
    }
}
