//! One article: its text as it was decoded, and what is known about it.

use jiff::civil::Date;

use crate::{
    base::{LineIndex, Span},
    ingest::{Reason, Skipped},
};

/// How an article is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Plain text: a line is a paragraph or a heading.
    #[default]
    Plain,
    /// CommonMark.
    Markdown,
}

/// One article.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// The path as it was given, with `/`; `-` for standard input; an id for a line of JSON.
    pub path: String,
    /// The whole text, decoded; lines and columns are counted in it.
    pub text: String,
    /// The part of `text` that is the article: all but the front matter.
    pub body: Span,
    /// How it is marked up.
    pub format: Format,
    /// Who prints it, as the front matter says.
    pub publisher: Option<String>,
    /// The day it was printed.
    pub date: Option<Date>,
    /// The country of the publisher, ISO 3166-1 alpha-2, upper case.
    pub country: Option<String>,
    /// The language, ISO 639-1; worked out from the text where the front matter says nothing.
    pub language: Option<String>,
    /// The headline, where the front matter has it rather than the text.
    pub title: Option<String>,
    /// The id that the front matter or the input line gives it.
    pub id: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// What it says of findings that a person has looked at and lets be.
    pub ignores: Vec<Ignore>,
    /// The encoding that the file was read in, where it was a file: `UTF-8`, `windows-1256`.
    pub encoding: &'static str,
}

/// A remark of an article that findings are to be let be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// Where the remark stands.
    pub at: Span,
    /// What it is about.
    pub scope: Span,
    /// Which findings, and why: `figure-conflict -- corrected by the agency`.
    pub text: String,
}

impl Article {
    /// Whether the encoding of the file was guessed rather than said by the file.
    pub fn is_guessed(&self) -> bool {
        !self.encoding.is_empty() && !self.encoding.starts_with("UTF-")
    }

    /// What it is called: its title, else its first line.
    pub fn headline(&self) -> String {
        if let Some(title) = &self.title {
            return title.clone();
        }
        let mut lines = self.body.text(&self.text).lines().map(str::trim);
        lines.find(|line| !line.is_empty()).unwrap_or("").trim_start_matches('#').trim().to_owned()
    }

    /// What says that the text from the byte `at` on was not read.
    pub fn rest(&self, at: usize) -> Skipped {
        self.skipped(at, Reason::Rest { bytes_read: at, bytes_all: self.text.len() })
    }

    /// What says that something of the article was left out from the byte `at` on.
    pub fn skipped(&self, at: usize, reason: Reason) -> Skipped {
        let line = LineIndex::new(&self.text).position(&self.text, at).line as usize;
        Skipped { path: self.path.clone(), line: Some(line), reason }
    }

    /// An article of which only the text is known.
    pub fn from_text(path: impl Into<String>, text: impl Into<String>) -> Article {
        let text = text.into();
        Article { path: path.into(), body: Span::new(0, text.len()), text, ..Article::default() }
    }
}
