//! Claims as JSON: everything that was understood of an article, for anyone to look at.
//!
//! One object an article. Offsets count Unicode scalar values of the article's text, end exclusive.

use serde::Serialize;

use crate::{
    ReadArticle,
    attribution::Attribution,
    base::{Span, id::AgencyId, id::UnitId},
    extract::{
        Date, Figure, FigureKind, FigureValue, Mention, MentionKind, Modifier, Quote, date::Calendar,
        figure::as_written,
    },
    ingest::Article,
    ruleset::Ruleset,
};

/// The claims of one article.
#[derive(Debug, Serialize)]
pub struct ClaimsJson {
    id: String,
    figures: Vec<FigureJson>,
    attributions: Vec<AttributionJson>,
    mentions: Vec<MentionJson>,
    dates: Vec<FigureJson>,
    quotes: Vec<QuoteJson>,
}

#[derive(Debug, Clone, Serialize)]
struct FigureJson {
    start: usize,
    end: usize,
    text: String,
    kind: &'static str,
    value: ValueJson,
    unit: Option<UnitJson>,
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carrier: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum ValueJson {
    One(String),
    Range([Option<String>; 2]),
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum UnitJson {
    One(String),
    Set(Vec<String>),
}

#[derive(Debug, Serialize)]
struct AttributionJson {
    start: usize,
    end: usize,
    carrier: Option<String>,
    speaker: Option<String>,
    kind: &'static str,
    section: Option<String>,
    cue: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chain: Vec<String>,
}

#[derive(Debug, Serialize)]
struct MentionJson {
    start: usize,
    end: usize,
    text: String,
    kind: &'static str,
    title: Option<String>,
}

#[derive(Debug, Serialize)]
struct QuoteJson {
    start: usize,
    end: usize,
    text: String,
}

/// Offsets in scalar values, found by walking the text once.
struct Offsets<'t> {
    text: &'t str,
    /// The scalar offset of every 64th byte, or of the character border before it.
    every_64: Vec<usize>,
}

impl<'t> Offsets<'t> {
    fn new(text: &'t str) -> Offsets<'t> {
        let mut every_64 = Vec::with_capacity(text.len() / 64 + 1);
        for (n_chars, (at, _)) in text.char_indices().enumerate() {
            while every_64.len() * 64 <= at {
                every_64.push(n_chars);
            }
        }
        Offsets { text, every_64 }
    }

    fn of(&self, byte: usize) -> usize {
        let mut from = byte / 64 * 64;
        let mut n_chars = self.every_64.get(byte / 64).copied().unwrap_or(0);
        if self.every_64.get(byte / 64).is_none() {
            (from, n_chars) = (0, 0);
        }
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        n_chars + self.text.get(from..byte).map_or(0, |part| part.chars().count())
    }
}

struct Writer<'a> {
    ruleset: &'a Ruleset,
    article: &'a Article,
    read: &'a ReadArticle,
    offsets: Offsets<'a>,
}

/// The claims of `article` as they were read, ready to be written as JSON.
pub fn claims_json(ruleset: &Ruleset, article: &Article, read: &ReadArticle) -> ClaimsJson {
    let writer = Writer { ruleset, article, read, offsets: Offsets::new(&article.text) };
    let claims = &read.claims;
    let dates: Vec<FigureJson> = claims.dates.iter().filter_map(|date| writer.date(date)).collect();
    let written = as_written(&claims.figures);
    let mut figures: Vec<FigureJson> = written.iter().map(|figure| writer.figure(figure)).collect();
    figures.extend(dates.iter().cloned());
    figures.sort_by_key(|figure| (figure.start, figure.end));
    ClaimsJson {
        id: article.id.clone().unwrap_or_else(|| article.path.clone()),
        figures,
        attributions: read.attributions.iter().map(|attribution| writer.attribution(attribution)).collect(),
        mentions: claims.mentions.iter().map(|mention| writer.mention(mention)).collect(),
        dates,
        quotes: claims.quotes.iter().map(|quote| writer.quote(quote)).collect(),
    }
}

impl Writer<'_> {
    fn place(&self, span: Span) -> (usize, usize, String) {
        let text = span.text(&self.article.text).to_owned();
        (self.offsets.of(span.start()), self.offsets.of(span.end()), text)
    }

    fn agency(&self, agency: Option<AgencyId>) -> Option<String> {
        self.ruleset.agencies.get(agency?).map(|agency| agency.id.clone())
    }

    fn carrier_at(&self, span: Span) -> Option<String> {
        let holds = |attribution: &&Attribution| attribution.span.overlaps(span);
        let attribution = self.read.attributions.iter().find(holds)?;
        self.agency(attribution.carrier.or(attribution.section))
    }

    fn figure(&self, figure: &Figure) -> FigureJson {
        let (start, end, text) = self.place(figure.span);
        let value = match figure.value {
            FigureValue::One(number) => ValueJson::One(number.to_string()),
            FigureValue::Range(low, high) => {
                ValueJson::Range([low.map(|low| low.to_string()), high.map(|high| high.to_string())])
            }
        };
        let kind = match (figure.value, figure.kind) {
            (FigureValue::Range(..), _) => "range",
            (_, FigureKind::Number) => "number",
            (_, FigureKind::Ordinal) => "ordinal",
            (_, FigureKind::Percent) => "percent",
            (_, FigureKind::Money) => "money",
            (_, FigureKind::Quantity) => "quantity",
        };
        FigureJson {
            start,
            end,
            text,
            kind,
            value,
            unit: self.units(&figure.units, figure.per),
            modifier: figure.modifier.map(modifier_sign),
            counted: figure.counted.map(|counted| counted.text(&self.article.text).to_owned()),
            carrier: self.carrier_at(figure.span),
        }
    }

    fn units(&self, units: &[UnitId], per: Option<UnitId>) -> Option<UnitJson> {
        let code = |unit: &UnitId| self.ruleset.unit_code(*unit).to_owned();
        let per = per.map_or_else(String::new, |per| format!("/{}", code(&per)));
        match units {
            [] => None,
            [one] => Some(UnitJson::One(code(one) + &per)),
            several => Some(UnitJson::Set(several.iter().map(code).collect())),
        }
    }

    fn date(&self, date: &Date) -> Option<FigureJson> {
        let written = date.value.iso()?;
        let (start, end, text) = self.place(date.span);
        let (kind, value, unit) = match &date.until {
            Some(until) => ("range", ValueJson::Range([Some(written), until.iso()]), Some("date")),
            None if date.calendar == Calendar::Hijri => ("date", ValueJson::One(written), Some("hijri")),
            None => ("date", ValueJson::One(written), None),
        };
        let unit = unit.map(|unit| UnitJson::One(unit.to_owned()));
        let carrier = self.carrier_at(date.span);
        Some(FigureJson { start, end, text, kind, value, unit, modifier: None, counted: None, carrier })
    }

    fn attribution(&self, attribution: &Attribution) -> AttributionJson {
        let text = &self.article.text;
        AttributionJson {
            start: self.offsets.of(attribution.span.start()),
            end: self.offsets.of(attribution.span.end()),
            carrier: self.agency(attribution.carrier),
            speaker: attribution.speaker.map(|speaker| speaker.text(text).to_owned()),
            kind: attribution.kind(),
            section: self.agency(attribution.section),
            cue: attribution.cue.map(|cue| cue.text(text).to_owned()),
            chain: attribution.chain.iter().filter_map(|agency| self.agency(Some(*agency))).collect(),
        }
    }

    fn mention(&self, mention: &Mention) -> MentionJson {
        let (start, end, text) = self.place(mention.span);
        let kind = match mention.kind {
            MentionKind::Person => "person",
            MentionKind::Place => "place",
            MentionKind::Organisation => "organisation",
            MentionKind::Agency => "agency",
            MentionKind::Unknown => "unknown",
        };
        let title = mention.title.map(|title| title.text(&self.article.text).to_owned());
        MentionJson { start, end, text, kind, title }
    }

    fn quote(&self, quote: &Quote) -> QuoteJson {
        let (start, end, text) = self.place(quote.span);
        QuoteJson { start, end, text }
    }
}

/// The sign that stands for a modifier.
pub fn modifier_sign(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::About => "~",
        Modifier::MoreThan => ">",
        Modifier::AtLeast => ">=",
        Modifier::LessThan => "<",
        Modifier::AtMost => "<=",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters() {
        let text = "أب ت".repeat(40);
        let offsets = Offsets::new(&text);
        for (n_chars, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.of(at), n_chars);
        }
        assert_eq!(offsets.of(text.len()), text.chars().count());
    }
}
