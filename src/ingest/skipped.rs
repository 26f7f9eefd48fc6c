//! What could not be read, or only doubtfully, in words for people.

use std::io;

use crate::{base::limits::ARTICLE_TOKENS_MAX, ruleset::Voice};

/// Something that was named as input and could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The path as it was given or found, with `/`; `-` for standard input.
    pub path: String,
    /// The line, from 1, where only a line could not be read.
    pub line: Option<usize>,
    /// Why.
    pub reason: Reason,
}

/// Why something could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// There is nothing of this name.
    #[error("no such file or folder")]
    Missing,
    /// The system does not let us read it.
    #[error("permission denied")]
    Denied,
    /// The system could not read it.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// It holds no letter and no digit.
    #[error("the file is empty")]
    Empty,
    /// There is front matter and nothing after it.
    #[error("nothing stands after the front matter")]
    NoBody,
    /// It is longer than what is read.
    #[error("larger than {bytes_max} bytes")]
    TooLarge {
        /// The most that is read.
        bytes_max: usize,
    },
    /// It is no text.
    #[error("not a text file")]
    Binary,
    /// It is a document of a format that is not read.
    #[error("{0} is not read")]
    Document(&'static str),
    /// It is UTF-8 but for a few places.
    #[error("not valid UTF-8 in line {line}")]
    BrokenUtf8 {
        /// The first line with such a place, from 1.
        line: usize,
    },
    /// It begins with the mark of this encoding and does not follow it.
    #[error("not valid {0}")]
    BrokenEncoding(&'static str),
    /// No encoding fits it.
    #[error("the encoding is unknown")]
    UnknownEncoding,
    /// A folder without articles.
    #[error("no .txt or .md file in it")]
    NoArticles {
        /// How many files of other kinds lie in it.
        n_others: usize,
        /// How many articles lie in it that `.gitignore` leaves out.
        n_ignored: usize,
    },
    /// The rest of an article that is longer than what is read of one.
    #[error("only the first {bytes_read} of {bytes_all} bytes were compared")]
    Rest {
        /// How much of it was read.
        bytes_read: usize,
        /// How long it is.
        bytes_all: usize,
    },
    /// The rest of the figures of an article that has more than are compared.
    #[error("only the first {quantities_max} figures and dates were compared")]
    Figures {
        /// How many were compared.
        quantities_max: usize,
    },
    /// A line that is no article.
    #[error("not an article: {0}")]
    BadLine(String),
}

impl Reason {
    /// Why the system did not read a file.
    pub(crate) fn of_io(error: &io::Error) -> Reason {
        match error.kind() {
            io::ErrorKind::NotFound => Reason::Missing,
            io::ErrorKind::PermissionDenied => Reason::Denied,
            _ => Reason::Unreadable(error.to_string()),
        }
    }

    /// What is wrong and what would be right.
    pub fn told(&self, voice: &Voice<'_>) -> String {
        let tell = |key: &str, arguments: &[(&str, &str)]| voice.tell(key, arguments);
        match self {
            Reason::Missing => tell("skipped-missing", &[]),
            Reason::Denied => tell("skipped-denied", &[]),
            Reason::Unreadable(error) => tell("skipped-unreadable", &[("error", error)]),
            Reason::Empty => tell("skipped-empty", &[]),
            Reason::NoBody => tell("skipped-no-body", &[]),
            Reason::TooLarge { bytes_max } => {
                tell("skipped-too-large", &[("megabytes", &(bytes_max >> 20).to_string())])
            }
            Reason::Binary => tell("skipped-binary", &[]),
            Reason::Document(format) => tell("skipped-document", &[("format", format)]),
            Reason::BrokenUtf8 { line } => tell("skipped-broken-utf8", &[("line", &line.to_string())]),
            Reason::BrokenEncoding(encoding) => tell("skipped-broken-encoding", &[("encoding", encoding)]),
            Reason::UnknownEncoding => tell("skipped-unknown-encoding", &[]),
            Reason::NoArticles { n_others: 0, n_ignored: 0 } => tell("skipped-no-files", &[]),
            Reason::NoArticles { n_ignored: 0, n_others } => {
                tell("skipped-no-articles", &[("files", &voice.count("other-files", *n_others))])
            }
            Reason::NoArticles { n_ignored, .. } => {
                tell("skipped-ignored", &[("files", &voice.count("ignored-files", *n_ignored))])
            }
            Reason::Rest { bytes_read, bytes_all } => {
                let (read, all) = (megabytes(*bytes_read), megabytes(*bytes_all));
                let n = ARTICLE_TOKENS_MAX.to_string();
                tell("skipped-rest", &[("read", &read), ("all", &all), ("n", &n)])
            }
            Reason::Figures { quantities_max } => {
                tell("skipped-figures", &[("n", &quantities_max.to_string())])
            }
            Reason::BadLine(error) => tell("skipped-bad-line", &[("error", error)]),
        }
    }
}

/// Millions of bytes with one decimal, for people.
fn megabytes(n_bytes: usize) -> String {
    let tenths = n_bytes / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Something doubtful about an article that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The path of the article.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is doubtful.
    pub kind: WarningKind,
}

/// What is doubtful about an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarningKind {
    /// The front matter is opened and never closed; the whole file was taken for the article.
    NotClosed,
    /// A value of the front matter is not one of its key; it was taken for not given.
    BadValue {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
    },
    /// The file is in an encoding that was guessed.
    Decoded {
        /// The encoding.
        encoding: &'static str,
    },
    /// A key that looks like a misspelt one; it was taken no heed of.
    UnknownKey {
        /// The key as it stands.
        given: String,
        /// The key that it looks like.
        meant: &'static str,
    },
}

impl WarningKind {
    /// What is doubtful and what would be right.
    pub fn told(&self, voice: &Voice<'_>) -> String {
        match self {
            WarningKind::NotClosed => voice.tell("front-matter-not-closed", &[]),
            WarningKind::BadValue { key, value } => {
                voice.tell(&format!("front-matter-bad-{key}"), &[("value", value)])
            }
            WarningKind::Decoded { encoding } => voice.tell("decoded", &[("encoding", encoding)]),
            WarningKind::UnknownKey { given, meant } => {
                voice.tell("front-matter-unknown-key", &[("given", given), ("meant", meant)])
            }
        }
    }
}
