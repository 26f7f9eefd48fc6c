//! Intervals: the values that a written figure can stand for.

use crate::base::Number;

/// The values that a figure can stand for. An end that is `None` is open to infinity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Bound>,
    /// The upper end.
    pub high: Option<Bound>,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The value at the end.
    pub value: Number,
    /// Whether the value itself belongs to the interval.
    pub closed: bool,
}

impl Interval {
    /// The interval of the one value.
    pub fn exactly(value: Number) -> Interval {
        Interval::closed(value, value)
    }

    /// The interval with both its ends.
    pub fn closed(low: Number, high: Number) -> Interval {
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        Interval {
            low: Some(Bound { value: low, closed: true }),
            high: Some(Bound { value: high, closed: true }),
        }
    }

    /// Whether some value lies in both: the two figures can both be right.
    pub fn meets(&self, other: &Interval) -> bool {
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }
}

/// Whether a lower end lies at or below an upper end.
fn reaches(low: Option<Bound>, high: Option<Bound>) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => {
            low.value < high.value || (low.value == high.value && low.closed && high.closed)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn above(value: i64) -> Interval {
        Interval { low: Some(Bound { value: Number::from(value), closed: false }), high: None }
    }

    #[test]
    fn an_open_end_does_not_hold_its_value() {
        assert!(!above(100).meets(&Interval::exactly(Number::from(100))));
        assert!(above(100).meets(&Interval::exactly(Number::from(101))));
        assert!(above(100).meets(&above(5_000)));
    }

    #[test]
    fn closed_intervals_meet_at_an_end() {
        let a = Interval::closed(Number::from(1), Number::from(3));
        let b = Interval::closed(Number::from(5), Number::from(3));
        assert!(a.meets(&b));
        assert!(!a.meets(&Interval::exactly(Number::from(4))));
    }
}
