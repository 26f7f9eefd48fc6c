//! The units that a figure can be in: nearly always one, which takes no memory of its own.

use std::ops::Deref;

use crate::base::id::UnitId;

/// Units, sorted.
#[derive(Debug, Clone)]
pub(super) enum UnitSet {
    One(UnitId),
    Many(Vec<UnitId>),
}

impl Deref for UnitSet {
    type Target = [UnitId];

    fn deref(&self) -> &[UnitId] {
        match self {
            UnitSet::One(unit) => std::slice::from_ref(unit),
            UnitSet::Many(units) => units,
        }
    }
}

impl PartialEq for UnitSet {
    fn eq(&self, other: &UnitSet) -> bool {
        **self == **other
    }
}

impl From<&[UnitId]> for UnitSet {
    fn from(units: &[UnitId]) -> UnitSet {
        match units {
            [unit] => UnitSet::One(*unit),
            _ => UnitSet::Many(units.to_vec()),
        }
    }
}

impl UnitSet {
    /// The units that are in both.
    pub(super) fn common(units: &[UnitId], others: &[UnitId]) -> UnitSet {
        let mut common = units.iter().filter(|unit| others.contains(unit)).copied();
        match (common.next(), common.next()) {
            (Some(unit), None) => UnitSet::One(unit),
            (first, second) => UnitSet::Many(first.into_iter().chain(second).chain(common).collect()),
        }
    }
}
