//! Figures as a sample labels them, and when a prediction agrees with one.
//!
//! A figure is right in full where it overlaps the labelled one and has its exact value, kind and unit: after
//! conversion within a dimension (0.002 kilogram is 2 gram); of a word that several currencies share, a set
//! or a subset of it is right.

use serde::Deserialize;

use super::rational::Rational;

/// One case of a sample.
#[derive(Debug, Deserialize)]
pub(super) struct Case {
    pub(super) id: String,
    #[serde(default)]
    pub(super) lang: Option<String>,
    pub(super) text: String,
    #[serde(default)]
    pub(super) date: Option<String>,
    #[serde(default)]
    pub(super) source: String,
    pub(super) figures: Vec<Labelled>,
    /// The kinds that are labelled; all where it is not said.
    #[serde(default)]
    pub(super) scope: Option<Vec<String>>,
    /// Spans in which nothing counts.
    #[serde(default)]
    pub(super) ignore: Vec<(usize, usize)>,
}

/// A figure, labelled or predicted.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Labelled {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: String,
    pub(super) value: Value,
    #[serde(default)]
    pub(super) unit: Unit,
    #[serde(default)]
    pub(super) modifier: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Value {
    One(String),
    Range(Option<String>, Option<String>),
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(untagged)]
pub(super) enum Unit {
    #[default]
    None,
    One(String),
    Set(Vec<String>),
}

/// What agrees between a labelled figure and a predicted one that overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Agreement {
    pub(super) strict: bool,
    pub(super) full: bool,
    pub(super) value: bool,
    pub(super) exact: bool,
}

/// Units within a dimension: so many of the base.
const UNITS: [(&str, &str, &str); 21] = [
    ("kilometre", "metre", "1000"),
    ("centimetre", "metre", "1/100"),
    ("millimetre", "metre", "1/1000"),
    ("decimetre", "metre", "1/10"),
    ("kilogram", "gram", "1000"),
    ("milligram", "gram", "1/1000"),
    ("microgram", "gram", "1/1000000"),
    ("tonne", "gram", "1000000"),
    ("foot", "inch", "12"),
    ("yard", "inch", "36"),
    ("mile", "inch", "63360"),
    ("millilitre", "litre", "1/1000"),
    ("hectolitre", "litre", "100"),
    ("percentage_point", "basis_point", "100"),
    ("minute", "second", "60"),
    ("hour", "second", "3600"),
    ("day", "second", "86400"),
    ("week", "second", "604800"),
    ("year", "month", "12"),
    ("%", "%", "1"),
    ("basis_point", "basis_point", "1"),
];

impl Labelled {
    /// The kind that it is scored as.
    pub(super) fn kind(&self) -> &str {
        if matches!(self.value, Value::Range(..)) { "range" } else { &self.kind }
    }

    pub(super) fn overlaps(&self, start: usize, end: usize) -> bool {
        self.start < end && start < self.end
    }

    /// How many characters both have.
    pub(super) fn shared(&self, other: &Labelled) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// What agrees with `predicted`; `None` where the spans are apart.
    pub(super) fn agreement(&self, predicted: &Labelled, scope: Option<&[String]>) -> Option<Agreement> {
        if !self.overlaps(predicted.start, predicted.end) {
            return None;
        }
        let (kind, other) = (self.kind(), predicted.kind());
        let loose = kind == "number"
            && matches!(other, "number" | "money" | "percent" | "quantity")
            && scope.is_some_and(|scope| !scope.iter().any(|kind| kind == other));
        let scale = scale(&self.unit, &predicted.unit);
        let bare = self.unit == Unit::None;
        let unit = match kind {
            "date" => self.unit == predicted.unit,
            "range" if scope.is_some() && bare => true,
            _ => scale.is_some() || (loose && bare),
        };
        let scale = scale.or_else(|| Rational::new(1, 1))?;
        let value = match (&self.value, &predicted.value) {
            (Value::One(gold), Value::One(read)) => same(Some(gold), Some(read), scale),
            (Value::Range(low, high), Value::Range(read_low, read_high)) => {
                same(low.as_deref(), read_low.as_deref(), scale)
                    && same(high.as_deref(), read_high.as_deref(), scale)
            }
            _ => false,
        };
        let exact = (self.start, self.end) == (predicted.start, predicted.end);
        let full = value && unit && (kind == other || loose);
        Some(Agreement { strict: full && exact, full, value, exact })
    }
}

/// Whether `gold` is `read` times `scale`: within a part in 10⁹ where a fraction cannot be written out.
fn same(gold: Option<&str>, read: Option<&str>, scale: Rational) -> bool {
    let (Some(gold), Some(read)) = (gold, read) else {
        return gold == read;
    };
    let (Some(a), Some(b)) = (Rational::parse(gold), Rational::parse(read)) else {
        return gold == read;
    };
    let Some(b) = b.times(scale) else {
        return false;
    };
    let long = gold.contains('.') && gold.replace('.', "").trim_start_matches(['0', '-']).len() >= 10;
    a == b || ((gold.contains('/') || read.contains('/') || long) && a.is_near(b))
}

/// The factor from the predicted unit to the labelled one; `None` where they differ.
fn scale(gold: &Unit, read: &Unit) -> Option<Rational> {
    let one = Rational::new(1, 1);
    let among = |set: &[String], subset: &[String]| subset.iter().all(|unit| set.contains(unit));
    match (gold, read) {
        (Unit::None, Unit::None) => one,
        (Unit::One(gold), Unit::One(read)) if gold == read => one,
        (Unit::One(gold), Unit::One(read)) => {
            let ((base, times), (read_base, read_times)) = (base_of(gold)?, base_of(read)?);
            if base == read_base { read_times.over(times) } else { None }
        }
        (Unit::Set(set), Unit::One(unit)) => set.contains(unit).then_some(one).flatten(),
        (Unit::Set(set), Unit::Set(read)) if among(set, read) || among(read, set) => one,
        _ => None,
    }
}

fn base_of(unit: &str) -> Option<(&str, Rational)> {
    match UNITS.iter().find(|(name, ..)| *name == unit) {
        Some((_, base, times)) => Some((base, Rational::parse(times)?)),
        None => Some((unit, Rational::new(1, 1)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: &str, unit: &str) -> Labelled {
        let json = format!(r#"{{"start":0,"end":4,"kind":"quantity","value":{value},"unit":{unit}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    fn check(gold: (&str, &str), read: (&str, &str), full: bool) {
        let agreement = figure(gold.0, gold.1).agreement(&figure(read.0, read.1), None);
        assert_eq!(agreement.map(|agreement| agreement.full), Some(full), "{gold:?} {read:?}");
    }

    #[test]
    fn units_convert_and_a_subset_of_currencies_is_right() {
        check((r#""2""#, r#""gram""#), (r#""0.002""#, r#""kilogram""#), true);
        check((r#""2""#, r#""gram""#), (r#""2""#, r#""kilogram""#), false);
        check((r#""5""#, r#"["CAD","USD"]"#), (r#""5""#, r#""USD""#), true);
        check((r#""5""#, r#""USD""#), (r#""5""#, r#"["CAD","USD"]"#), false);
        check((r#"["1","2"]"#, "null"), (r#"["1","2"]"#, "null"), true);
        check((r#"["1",null]"#, "null"), (r#"["1","2"]"#, "null"), false);
        check((r#""1/3""#, "null"), (r#""0.3333333333""#, "null"), true);
    }
}
