//! Decades: `the 1990s`, `the '80s`.

use crate::{
    extract::date::{
        PartialDate,
        item::{Item, NOTHING},
        tokens::Tokens,
    },
    ruleset::calendar::Role,
};

/// How many years its last one lies behind the first.
const YEARS_LATER: i16 = 9;

/// The first and the last year of the decade whose digits stand at `at`; `'80s` may be of any century.
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<(Item, Item)> {
    let end = end_of_decade(tokens, at)?;
    let first = tokens.digits(at).filter(|run| run.n_digits == 4)?.value;
    let item =
        |year: i16| Item::new(tokens.span(at).start(), at, end, PartialDate { year: Some(year), ..NOTHING });
    Some((item(first), item(first + YEARS_LATER)))
}

/// Where the decade ends whose digits stand at `at`.
pub(super) fn end_of_decade(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let run =
        tokens.digits(at).filter(|run| run.value % 10 == 0 && (run.n_digits == 4 || run.n_digits == 2))?;
    let apostrophe = usize::from(tokens.is_mark(at + 1, "'’"));
    let suffix = tokens.form(at + 1 + apostrophe) == "'s" || tokens.has(at + 1 + apostrophe, Role::Decade);
    let recent = run.n_digits == 2 || (1000..=2100).contains(&run.value);
    let free = !tokens.is_glued(at) || !tokens.is_word(at - 1);
    (suffix && recent && free && tokens.is_glued(at + 1)).then_some(at + 2 + apostrophe)
}
