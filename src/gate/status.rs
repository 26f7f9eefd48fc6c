//! Whether a finding counts, and who said that it does not.

/// Whether a finding counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Status {
    /// It counts.
    #[default]
    Open,
    /// It was set aside: it stays visible where programs read, and no longer fails a run.
    SetAside(SetAside),
}

impl Status {
    /// Whether the finding counts.
    pub fn is_open(&self) -> bool {
        matches!(self, Status::Open)
    }
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// What set it aside.
    pub by: Witness,
    /// The reason that was given; empty where a baseline has none.
    pub reason: String,
    /// Where that stands: `isnad.toml:12`, `a.md:3`.
    pub place: String,
}

/// What can set a finding aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Witness {
    /// It was there when the baseline was written.
    Baseline,
    /// The article says so.
    Article,
    /// `isnad.toml` says so.
    Config,
}

impl Witness {
    /// The word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Witness::Baseline => "baseline",
            Witness::Article => "article",
            Witness::Config => "config",
        }
    }
}

/// Something doubtful about how the run was set up: a suppression that suppresses nothing, an entry of
/// a baseline that has expired.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// The file.
    pub path: String,
    /// The line, from 1; 0 where the notice is about the whole file.
    pub line: u32,
    /// Which sentence of the messages tells it.
    pub key: &'static str,
    /// The words in its gaps.
    pub arguments: Vec<(&'static str, String)>,
}

impl Notice {
    /// What is doubtful and what would be right.
    pub fn told(&self, voice: &crate::ruleset::Voice<'_>) -> String {
        let arguments: Vec<(&str, &str)> =
            self.arguments.iter().map(|(name, words)| (*name, words.as_str())).collect();
        voice.tell(self.key, &arguments)
    }
}
