//! Years in words: «عام ألف وتسعمئة وسبعة وستين».

use crate::{
    base::Number,
    extract::{
        date::{Calendar, PartialDate, item::Item, item::NOTHING, tokens::Tokens},
        figure,
    },
    ruleset::calendar::Role,
};

/// Earlier years in words may be of either calendar.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2100;

/// The year in words behind the word for a year at `at`.
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    if !tokens.has(at, Role::Year) || !tokens.is_word(at + 1) {
        return None;
    }
    let (value, start, end) = tokens.number_in_words(at + 1)?;
    let Number::Decimal(value) = value else {
        return None;
    };
    let year = i16::try_from(value.is_integer().then(|| value.normalize().mantissa())?).ok()?;
    // «يصل كل عام ألفا مهاجر»: a round number may count what follows.
    let free = !tokens.is_word(end) || tokens.has(end, Role::Follow) || year % 100 != 0;
    let counted = tokens.has(end, Role::Counted);
    if !YEARS.contains(&year) || counted || !free {
        return None;
    }
    let value = PartialDate { year: Some(year), ..NOTHING };
    Some(Item { calendar: Calendar::Gregorian, ..Item::new(start, at + 1, end, value) })
}

impl Tokens<'_> {
    /// The number in words that begins at the token, the byte where it begins and the position after it.
    fn number_in_words(&self, at: usize) -> Option<(Number, usize, usize)> {
        figure::number_in_words(self.ruleset, self.source, self.article_text(), self.rest(at)?)
            .map(|(value, start, n_tokens)| (value, start, at + n_tokens))
    }
}
