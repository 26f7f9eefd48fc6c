//! Baseline: the findings that were there when a newsroom began to check, so that only new ones count.
//!
//! A finding is known by its id, which is made of what disagrees, not of where it stands; an entry
//! covers as many findings of that id as were there. What is new beyond that counts, so that a second
//! disagreement of the same two values is never swallowed by the first.

use std::{collections::BTreeMap, fmt::Write};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::value::Datetime;

use crate::{
    gate::{Notice, Report, SetAside, Witness},
    judge::Finding,
    ruleset::{RuleError, files::parse_toml},
};

/// The version of the file.
const VERSION: u32 = 1;

const HEAD: &str = "\
# Findings that were there before; only new ones count. Written by `isnad baseline write`.
# An entry may have a reason = \"…\" and an expires = 2026-12-31, the first day on which it counts again.
";

/// A baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<String, Entry>,
}

/// The findings of one id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The id: `F-7K2M…`.
    pub id: String,
    /// The check, for people.
    pub rule: String,
    /// What disagrees, for people.
    #[serde(default)]
    pub what: String,
    /// How many findings of this id there were.
    #[serde(default = "one")]
    pub count: usize,
    /// Why they are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The first day on which they count again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Datetime>,
}

fn one() -> usize {
    1
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(default)]
    finding: Vec<toml::Spanned<Entry>>,
}

impl Entry {
    fn of(finding: &Finding) -> Entry {
        let side = |side: &crate::judge::Side| format!("{}: {}", side.source, side.value);
        let what = match &finding.b {
            Some(b) => format!("{} / {}", side(&finding.a), side(b)),
            None => side(&finding.a),
        };
        Entry {
            id: finding.id.clone(),
            rule: finding.rule.to_owned(),
            what,
            count: 0,
            reason: None,
            expires: None,
        }
    }

    fn has_expired(&self, today: Date) -> bool {
        day(self.expires).is_some_and(|expires| expires <= today)
    }
}

fn day(datetime: Option<Datetime>) -> Option<Date> {
    let date = datetime?.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

/// What became of a baseline when it was laid over findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// What is doubtful: entries that no longer occur, and such that have expired.
    pub notices: Vec<Notice>,
    /// How many findings it set aside.
    pub n_set_aside: usize,
}

/// A baseline after findings were entered into it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// The entries that were not there before, or cover more than before.
    pub new: Vec<Entry>,
    /// The entries that no longer occur, or cover fewer than before.
    pub gone: Vec<Entry>,
}

impl Baseline {
    /// Reads the text of a baseline file.
    ///
    /// # Errors
    /// Where it is none; the error names the line and what would be right.
    pub fn parse(path: &str, text: &str) -> Result<Baseline, RuleError> {
        let file: File = parse_toml(path, text)?;
        if file.version != VERSION {
            let message = format!("version {} is not read; version = {VERSION} would be right", file.version);
            return Err(RuleError::at(path, text, 0..0, message));
        }
        let mut baseline = Baseline::default();
        for entry in file.finding {
            let at = entry.span();
            let entry = entry.into_inner();
            if entry.expires.is_some() && day(entry.expires).is_none() {
                let message = "expires is no day; expires = 2026-12-31 would be right";
                return Err(RuleError::at(path, text, at, message));
            }
            let id = entry.id.clone();
            if baseline.entries.insert(id.clone(), entry).is_some() {
                let message = format!("{id} stands there twice; one entry with a count would be right");
                return Err(RuleError::at(path, text, at, message));
            }
        }
        Ok(baseline)
    }

    /// The text of the file: entries in order of their checks and ids.
    pub fn to_toml(&self) -> String {
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        entries.sort_by_key(|entry| (&entry.rule, &entry.id));
        let mut text = format!("{HEAD}version = {VERSION}\n");
        for entry in entries {
            let written = toml::to_string(entry).unwrap_or_default();
            let _ = write!(text, "\n[[finding]]\n{written}");
        }
        text
    }

    /// How many findings it covers.
    pub fn n_findings(&self) -> usize {
        self.entries.values().map(|entry| entry.count).sum()
    }

    /// Sets aside the findings that the baseline covers. `path` is its file, for those who read why.
    pub fn apply(&self, report: &mut Report, path: &str, today: Date) -> Applied {
        let mut applied = Applied::default();
        let mut left: BTreeMap<&str, usize> =
            self.entries.values().map(|entry| (entry.id.as_str(), entry.count)).collect();
        let mut expired: BTreeMap<&str, &Entry> = BTreeMap::new();
        let open: Vec<(usize, String)> =
            report.open_at().map(|(idx, finding)| (idx, finding.id.clone())).collect();
        for (idx, id) in open {
            let Some(entry) = self.entries.get(&id) else { continue };
            if let Some(left) = left.get_mut(entry.id.as_str()).filter(|left| **left > 0) {
                *left -= 1;
                if entry.has_expired(today) {
                    expired.insert(&entry.id, entry);
                    continue;
                }
                let reason = entry.reason.clone().unwrap_or_default();
                report.set_aside(idx, SetAside { by: Witness::Baseline, reason, place: path.to_owned() });
                applied.n_set_aside += 1;
            }
        }
        let notice = |key, arguments| Notice { path: path.to_owned(), line: 0, key, arguments };
        for entry in expired.into_values() {
            let day = day(entry.expires).map(|day| day.to_string()).unwrap_or_default();
            applied.notices.push(notice("baseline-expired", vec![("id", entry.id.clone()), ("day", day)]));
        }
        for entry in self.entries.values() {
            if left.get(entry.id.as_str()).is_some_and(|left| *left > 0) {
                let arguments = vec![("id", entry.id.clone()), ("what", entry.what.clone())];
                applied.notices.push(notice("baseline-gone", arguments));
            }
        }
        applied
    }

    /// Enters findings that count before the baseline is laid over them. Entries keep their reasons;
    /// those that no longer occur stay until they are pruned.
    pub fn enter<'f>(&mut self, findings: impl Iterator<Item = &'f Finding>) -> Entered {
        let mut seen: BTreeMap<&str, Entry> = BTreeMap::new();
        for finding in findings {
            seen.entry(&finding.id).or_insert_with(|| Entry::of(finding)).count += 1;
        }
        let mut entered = Entered::default();
        for (id, now) in &seen {
            let before = self.entries.get(*id).map_or(0, |entry| entry.count);
            if now.count > before {
                entered.new.push(Entry { count: now.count - before, ..now.clone() });
                self.entries.entry((*id).to_owned()).or_insert_with(|| now.clone()).count = now.count;
            }
        }
        for entry in self.entries.values() {
            let n_now = seen.get(entry.id.as_str()).map_or(0, |now| now.count);
            if n_now < entry.count {
                entered.gone.push(Entry { count: entry.count - n_now, ..entry.clone() });
            }
        }
        entered
    }

    /// Drops what no longer occurs, as [`Baseline::enter`] found it.
    pub fn prune(&mut self, gone: &[Entry]) {
        for dropped in gone {
            if let Some(entry) = self.entries.get_mut(&dropped.id) {
                entry.count = entry.count.saturating_sub(dropped.count);
            }
        }
        self.entries.retain(|_, entry| entry.count > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn judged(ids: &[&str]) -> Report {
        let (_, report) = sample::quake();
        let finding = report.findings[0].clone();
        Report {
            findings: ids.iter().map(|id| Finding { id: (*id).to_owned(), ..finding.clone() }).collect(),
            ..Report::default()
        }
    }

    fn today() -> Date {
        jiff::civil::date(2026, 6, 1)
    }

    fn baseline(ids: &[&str]) -> Baseline {
        let mut baseline = Baseline::default();
        baseline.enter(judged(ids).findings.iter());
        baseline
    }

    #[test]
    fn only_what_is_new_counts_also_of_one_id() {
        let baseline = baseline(&["F-A", "F-B", "F-B"]);
        let mut now = judged(&["F-B", "F-A", "F-C", "F-B", "F-B"]);
        let applied = baseline.apply(&mut now, "b.toml", today());
        let open: Vec<usize> = now.open_at().map(|(idx, _)| idx).collect();
        assert_eq!((open, applied.n_set_aside), (vec![2, 4], 3));
        assert_eq!(applied.notices, []);
    }

    #[test]
    fn what_no_longer_occurs_is_named_and_can_be_pruned() {
        let mut known = baseline(&["F-A", "F-B", "F-B"]);
        let mut now = judged(&["F-B"]);
        let keys: Vec<&str> =
            known.apply(&mut now, "b.toml", today()).notices.iter().map(|notice| notice.key).collect();
        assert_eq!(keys, ["baseline-gone", "baseline-gone"]);
        let gone = known.enter(judged(&["F-B"]).findings.iter()).gone;
        known.prune(&gone);
        assert_eq!(known, baseline(&["F-B"]));
    }

    #[test]
    fn an_expired_entry_counts_again_and_says_so() {
        let text = baseline(&["F-A"]).to_toml() + "reason = \"agreed\"\nexpires = 2026-06-01\n";
        let known = Baseline::parse("b.toml", &text).unwrap();
        assert_eq!(Baseline::parse("b.toml", &known.to_toml()).unwrap(), known);
        let mut now = judged(&["F-A"]);
        let notices = known.apply(&mut now, "b.toml", today()).notices;
        assert_eq!((now.open_at().count(), notices[0].key), (1, "baseline-expired"));
        let mut now = judged(&["F-A"]);
        known.apply(&mut now, "b.toml", jiff::civil::date(2026, 5, 31));
        assert_eq!(now.open_at().count(), 0);
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_place() {
        for (text, told) in [
            ("version = 2\n", "b.toml:1:1: version 2 is not read; version = 1 would be right"),
            (
                "version = 1\n[[finding]]\nid = \"F-A\"\nrule = \"x\"\nreasn = \"y\"\n",
                "did you mean \"reason\"?",
            ),
        ] {
            let error = Baseline::parse("b.toml", text).unwrap_err().to_string();
            assert!(error.ends_with(told), "{error}");
        }
    }
}
