//! Wording: the words of a sentence in their order, with what each may be.

use std::{ops::Range, sync::Arc};

use crate::{
    align::{
        dated::{CALENDAR, DURATION},
        quantity::Place,
    },
    base::{
        Span,
        fold::fold,
        hash::fnv1a,
        id::{SentenceId, UnitId},
        lex::LexKind,
    },
    event::TokenFeature,
    extract::FigureKind,
    ruleset::{
        AspectKind, WordClasses,
        calendar::{Calendar, Role},
        concepts::stem_key,
    },
    text::Token,
};

/// What a word of a sentence may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordClass {
    /// A name, or a word that is in no list.
    Name,
    /// A noun, by its article.
    Noun,
    /// A country.
    Country,
    /// A date but for a year, a month, a day of the week, a length of time, or a number in a row.
    Time,
    /// A month alone.
    Month,
    /// A year.
    Year,
    /// A part of a year: a quarter, a half.
    YearPart,
    /// A side of something that has several: before and after, men and women.
    Side,
    /// How long something took.
    Duration,
    /// Any other figure.
    Figure,
    /// Any other word.
    Other,
}

impl WordClass {
    pub(super) fn is_time(self) -> bool {
        matches!(self, WordClass::Time | WordClass::Month | WordClass::Year | WordClass::YearPart)
    }

    pub(super) fn is_content(self) -> bool {
        matches!(self, WordClass::Name | WordClass::Noun)
    }
}

/// A word in the order of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedWord {
    /// A stable key of the stem, the concept or the value.
    pub key: u32,
    /// What it may be.
    pub class: WordClass,
}

/// The words of a sentence that say what is said, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// The words; a figure or date is one.
    pub words: Box<[PlacedWord]>,
}

impl Place<'_> {
    /// The words of a sentence in their order, and which of them stands at the tokens `own`.
    pub(super) fn wording(&self, sentence: SentenceId, own: &Range<usize>) -> (Arc<Wording>, usize) {
        let (Some(cell), Some(of)) =
            (self.wordings.get(sentence.idx()), self.read.text.sentences.get(sentence.idx()))
        else {
            return (Arc::default(), 0);
        };
        let (wording, starts) = cell.get_or_init(|| self.wording_of(of.tokens.clone()));
        (Arc::clone(wording), starts.partition_point(|start| *start < own.start))
    }

    fn wording_of(&self, tokens: Range<usize>) -> (Arc<Wording>, Vec<usize>) {
        let (mut words, mut starts) = (Vec::new(), Vec::new());
        let mut at = tokens.start;
        while at < tokens.end {
            let (word, n_tokens) = self.placed_word(at);
            if let Some((key, class)) = word {
                words.push(PlacedWord { key: short_key(key), class });
                starts.push(at);
            }
            at += n_tokens.max(1);
        }
        (Arc::new(Wording { words: words.into() }), starts)
    }

    /// The word that begins at the token, and how many tokens it has. Marks, and who is cited, are none.
    fn placed_word(&self, at: usize) -> (Option<(u64, WordClass)>, usize) {
        let Some(token) = self.read.text.tokens.get(at) else { return (None, 1) };
        if let Some((key, class, span)) = self.date_under(token).or_else(|| self.figure_under(token)) {
            let n_tokens = crate::event::tokens_under(&self.read.text, span).end.saturating_sub(at);
            return (Some((key, class)), n_tokens);
        }
        if self.is_weekday_of_date(token) {
            return (None, 1);
        }
        match self.aspect_at(at) {
            Some((key, class, n_tokens)) => (Some((key, class)), n_tokens),
            None => (self.plain_word(token, at), 1),
        }
    }

    /// The date that a token is of, by what is written of it.
    fn date_under(&self, token: &Token) -> Option<(u64, WordClass, Span)> {
        let dates = &self.read.claims.dates;
        let idx = dates.partition_point(|date| date.span.end() <= token.span.start());
        // What is said from the article's day («في مايو», «أمس») is told apart by its words.
        let date = dates.get(idx).filter(|date| date.span.overlaps(token.span) && !date.relative)?;
        if let (Some(month), None, None, None) =
            (date.value.month, date.value.day, date.value.year, date.until)
        {
            return Some((month_key(date.calendar, month), WordClass::Month, date.span));
        }
        let is_year = date.value.month.is_none() && date.until.is_none();
        let class = if is_year { WordClass::Year } else { WordClass::Time };
        let written = date.value.iso().unwrap_or_else(|| fold(date.span.text(&self.article.text)));
        Some((fnv1a(written.as_bytes()), class, date.span))
    }

    /// Whether a token is the day of the week that stands beside a date: it is told of by the date.
    fn is_weekday_of_date(&self, token: &Token) -> bool {
        let dates = &self.read.claims.dates;
        let next = dates.partition_point(|date| date.span.end() <= token.span.start());
        let beside = dates.iter().skip(next.saturating_sub(1)).take(2);
        let is_own = |(_, span): (_, Span)| span.overlaps(token.span);
        beside.filter(|date| date.value.day.is_some()).any(|date| date.weekday.is_some_and(is_own))
    }

    /// The figure that a token is of; any figure may stand where another does.
    fn figure_under(&self, token: &Token) -> Option<(u64, WordClass, Span)> {
        let figures = &self.read.claims.figures;
        let idx = figures.partition_point(|figure| figure.span.end() <= token.span.start());
        let figure = figures.get(idx).filter(|figure| figure.span.overlaps(token.span))?;
        let is_long = |unit: &UnitId| [DURATION, CALENDAR].contains(&self.ruleset.unit_dimension(*unit));
        let class = match figure.units.first() {
            _ if figure.kind == FigureKind::Ordinal => WordClass::Time,
            Some(unit) if is_long(unit) => WordClass::Duration,
            _ => WordClass::Figure,
        };
        let value = self.values.get(idx).copied().flatten().filter(|_| class != WordClass::Figure);
        Some((value.unwrap_or(0), class, figure.span))
    }

    fn plain_word(&self, token: &Token, at: usize) -> Option<(u64, WordClass)> {
        let LexKind::Word(script) = token.kind else { return None };
        let feature = self.read.features.get(at).copied().unwrap_or_default();
        if feature.attributive {
            return None;
        }
        let folded = self.read.text.folded_of(token);
        let class = self.class_of(token, feature, at);
        let sound = match class {
            WordClass::Name if feature.sound == 0 || self.has_article(token, at) => self.sound_of(token),
            WordClass::Name => feature.sound,
            _ => 0,
        };
        let key = match () {
            () if sound != 0 => sound,
            () if self.is(feature, |concept| concept.has_kinds) => {
                stem_key(self.ruleset.stems.stem(folded, script))
            }
            () if feature.key == 0 => fnv1a(folded.as_bytes()),
            () => feature.key,
        };
        Some((key, class))
    }

    /// A key of the consonants of a name, which its spellings share; 0 where they are too few.
    fn sound_of(&self, token: &Token) -> u64 {
        let LexKind::Word(script) = token.kind else { return 0 };
        let text = &self.read.text;
        let folded = text.folded_of(token);
        let bare = self.ruleset.names.without_article(folded, &text.language);
        crate::event::sound_key(self.ruleset, bare.unwrap_or(folded), script)
    }

    fn class_of(&self, token: &Token, feature: TokenFeature, at: usize) -> WordClass {
        let names = &self.ruleset.names;
        let classes = token.reading.map_or(WordClasses::NONE, |reading| names.classes(reading.word));
        if names.is_country_key(feature.key) {
            WordClass::Country
        } else if classes.any(WordClasses::STOP) {
            WordClass::Other
        } else if self.is_in_name(token.span)
            || feature.is_unlisted()
            || classes.any(WordClasses::NAMES)
            || self.opens_title(at)
        {
            WordClass::Name
        } else if self.has_article(token, at) {
            WordClass::Noun
        } else {
            WordClass::Other
        }
    }

    /// A month, a day of the week, a length of time or a side of something: its key, what it is, and its tokens.
    fn aspect_at(&self, at: usize) -> Option<(u64, WordClass, usize)> {
        let ruleset = self.ruleset;
        let rest = self.read.text.tokens.get(at..)?;
        let readings = || rest.iter().map(|token| token.reading);
        if let Some(found) = ruleset.dates.months.longest(&ruleset.vocabulary, readings()) {
            let key = month_key(found.value.calendar, found.value.month);
            let is_month = !found.value.is_word || self.leads_to_month(at);
            return is_month.then_some((key, WordClass::Month, found.n_tokens));
        }
        let reading = rest.first()?.reading?;
        let weekday = ruleset.dates.get(reading.word).map_or(0, |word| word.weekday);
        if weekday != 0 {
            return Some((fnv1a(format!("weekday {weekday}").as_bytes()), WordClass::Time, 1));
        }
        let found = ruleset.qualifiers.aspects().longest(&ruleset.vocabulary, readings())?;
        let key = fnv1a(format!("aspect {}", found.value.number).as_bytes());
        let class = match found.value.kind {
            AspectKind::Time => WordClass::Time,
            AspectKind::PartOfYear => WordClass::YearPart,
            AspectKind::Side => WordClass::Side,
        };
        Some((key, class, found.n_tokens))
    }

    /// Whether a word stands before the token behind which the name of a month is one: «في مارس», `in May`.
    fn leads_to_month(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.read.text.tokens.get(before)?.reading);
        let word = before.and_then(|reading| self.ruleset.dates.get(reading.word));
        word.is_some_and(|word| word.roles.has_any(&[Role::In, Role::Month, Role::Since]))
    }

    /// Whether a name in quotation marks begins with the token: «شركة «سهم»».
    fn opens_title(&self, at: usize) -> bool {
        let mark =
            |at: usize| self.read.text.tokens.get(at).map_or("", |token| token.span.text(&self.article.text));
        let closes = |at: usize| matches!(mark(at), "»" | "”" | "\"");
        at.checked_sub(1).is_some_and(|before| matches!(mark(before), "«" | "“" | "\""))
            && (at + 1..=at + TITLE_TOKENS_MAX).any(closes)
    }

    fn is_in_name(&self, span: Span) -> bool {
        let mentions = &self.read.claims.mentions;
        let at = mentions.partition_point(|mention| mention.span.end() <= span.start());
        mentions.get(at).is_some_and(|mention| mention.span.overlaps(span))
    }

    /// Whether the article is written onto a word, or stands before it.
    fn has_article(&self, token: &Token, at: usize) -> bool {
        let (text, ruleset) = (&self.read.text, self.ruleset);
        let is_onto = ruleset.names.without_article(text.folded_of(token), &text.language).is_some();
        let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
        is_onto
            || before
                .is_some_and(|before| ruleset.qualifiers.is_article(text.folded_of(before), &text.language))
    }
}

/// What stands in quotation marks and has no more tokens is a name.
const TITLE_TOKENS_MAX: usize = 4;

/// The key of a month, the same in every language.
fn month_key(calendar: Calendar, month: i8) -> u64 {
    fnv1a(format!("month {calendar:?} {month}").as_bytes())
}

/// A key in half the space.
pub(super) fn short_key(key: u64) -> u32 {
    u32::try_from((key ^ (key >> 32)) & u64::from(u32::MAX)).unwrap_or(0)
}
