//! Gate: which findings count.
//!
//! Takes findings and what people have said of them: levels by check and path, suppressions in the
//! articles and in `isnad.toml`, a baseline, the lines that a change touches. Sets findings aside or
//! leaves them out, and tells what of all that did nothing. Nothing is set aside without a trace: see
//! [`SetAside`].

pub mod baseline;
pub mod changed;
pub mod diff;
mod levels;
mod status;
mod suppress;

pub use levels::apply_levels;
pub use status::{Notice, SetAside, Status, Witness};
pub use suppress::suppress;

use crate::{ingest::Skipped, judge::Finding};

/// What a run found, and how much it looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found.
    pub findings: Vec<Finding>,
    /// Which of them count, in the same order; all that are not named do.
    pub statuses: Vec<Status>,
    /// How many articles were read.
    pub n_articles: usize,
    /// How many events several articles tell of.
    pub n_events: usize,
    /// How many figures and dates were compared.
    pub n_claims: usize,
    /// How many claims two independent origins agree on.
    pub n_agreements: usize,
    /// What of the articles was not compared, as they are longer than an article may be.
    pub unread: Vec<Skipped>,
}

impl Report {
    /// Whether the finding at this position counts.
    pub fn status(&self, idx: usize) -> &Status {
        self.statuses.get(idx).unwrap_or(&Status::Open)
    }

    /// Sets a finding aside. What was set aside before stays as it was.
    pub fn set_aside(&mut self, idx: usize, why: SetAside) {
        if self.statuses.len() < self.findings.len() {
            self.statuses.resize(self.findings.len(), Status::Open);
        }
        if let Some(status @ Status::Open) = self.statuses.get_mut(idx) {
            *status = Status::SetAside(why);
        }
    }

    /// The findings that count.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.open_at().map(|(_, finding)| finding)
    }

    /// The findings that count, with their positions.
    pub fn open_at(&self) -> impl Iterator<Item = (usize, &Finding)> {
        self.findings.iter().enumerate().filter(|(idx, _)| self.status(*idx).is_open())
    }

    /// Keeps the findings for which `keep` says so.
    pub fn retain(&mut self, mut keep: impl FnMut(&Finding) -> bool) {
        self.statuses.resize(self.findings.len(), Status::Open);
        let kept: Vec<bool> = self.findings.iter().map(&mut keep).collect();
        let mut at = kept.iter();
        self.findings.retain(|_| at.next().copied().unwrap_or(true));
        let mut at = kept.iter();
        self.statuses.retain(|_| at.next().copied().unwrap_or(true));
    }
}
