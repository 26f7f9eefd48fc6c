//! What is printed: findings on standard output, the rest on standard error.

use std::{
    fmt::Display,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use anstyle::{AnsiColor, Style};
use isnad::{
    decisions::Problem,
    ingest::{Skipped, Warning},
    report::{Notice, sanitize::one_line, terminal},
    ruleset::Voice,
};

use crate::cli::exit::Exit;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const WIDTH_DEFAULT: usize = 88;
/// So many texts with copies are named, and so many copies of each; reports name all.
const COPIES_SHOWN: usize = 4;

/// Tells people how a run goes, in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printer<'m> {
    /// The language.
    pub(crate) voice: Voice<'m>,
}

impl<'m> Printer<'m> {
    pub(crate) fn new(voice: Voice<'m>) -> Printer<'m> {
        Printer { voice }
    }

    /// The voice for a screen: without isolates where the terminal is known to show them as boxes.
    pub(crate) fn screen_voice(&self) -> Voice<'m> {
        let mut voice = self.voice;
        voice.isolation.on &= shows_isolates();
        voice
    }

    /// Tells of what could not be read and of what is doubtful.
    pub(crate) fn unread(&self, skipped: &[Skipped], warnings: &[Warning]) {
        let voice = self.screen_voice();
        let not_checked = voice.tell("not-checked", &[]);
        for Skipped { path, line, reason } in skipped {
            let at = line.map_or_else(String::new, |line| format!(":{line}"));
            self.note(ERROR, &not_checked, &format!("{}{at}: {}", one_line(path), reason.told(&voice)));
        }
        let doubtful = voice.tell("warning", &[]);
        for Warning { path, line, kind } in warnings {
            self.note(WARNING, &doubtful, &format!("{}:{line}: {}", one_line(path), kind.told(&voice)));
        }
    }

    /// Names the articles that print one text.
    pub(crate) fn copies(&self, copies: &[Vec<&str>]) {
        let voice = self.screen_voice();
        for paths in copies.iter().take(COPIES_SHOWN) {
            let Some((first, others)) = paths.split_first() else { continue };
            let n_others = others.len();
            let mut named: Vec<String> =
                others.iter().take(COPIES_SHOWN).map(|path| one_line(path)).collect();
            if n_others > COPIES_SHOWN {
                named.push("…".to_owned());
            }
            let named = named.join(&voice.tell("list-comma", &[]));
            let arguments = [("first", one_line(first)), ("others", named)];
            let told =
                voice.tell("copies", &arguments.each_ref().map(|(name, words)| (*name, words.as_str())));
            self.line(&told);
        }
        if copies.len() > COPIES_SHOWN {
            let n = (copies.len() - COPIES_SHOWN).to_string();
            self.line(&voice.tell("copies-more", &[("n", &n)]));
        }
    }

    /// Tells of rows of reviewers that were not understood, and of contradictions.
    pub(crate) fn problems(&self, problems: &[Problem]) {
        let voice = self.screen_voice();
        let doubtful = voice.tell("warning", &[]);
        for problem in problems {
            let at = one_line(&problem.path);
            self.note(WARNING, &doubtful, &format!("{at}:{}: {}", problem.line, problem.told(&voice)));
        }
    }

    /// Tells of what is doubtful about the setting of the run.
    pub(crate) fn notices(&self, notices: &[Notice]) {
        let voice = self.screen_voice();
        let doubtful = voice.tell("warning", &[]);
        for notice in notices {
            let at = if notice.line > 0 { format!(":{}", notice.line) } else { String::new() };
            self.note(
                WARNING,
                &doubtful,
                &format!("{}{at}: {}", one_line(&notice.path), notice.told(&voice)),
            );
        }
    }

    /// Prints an error.
    pub(crate) fn error(&self, error: &dyn Display) {
        self.note(ERROR, &self.voice.tell("error", &[]), &error.to_string());
    }

    /// Prints a line of its own on standard error.
    pub(crate) fn line(&self, line: &str) {
        // Where standard error is gone there is nobody to tell.
        let _ = writeln!(anstream::stderr().lock(), "{line}");
    }

    fn note(&self, style: Style, label: &str, text: &str) {
        self.line(&format!("{style}{label}{style:#}: {text}"));
    }
}

/// Prints an error before there are words for it, and ends the run.
pub(crate) fn fail(label: &str, error: &dyn Display) -> ExitCode {
    let _ = writeln!(anstream::stderr().lock(), "{ERROR}{label}{ERROR:#}: {error}");
    Exit::Failed.into()
}

/// Writes to standard output by `write`. A reader that has gone away, as `head` does, ends it
/// without a word.
pub(crate) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is left in the buffer would be tried again when it is dropped.
            let _ = out.into_parts();
            Ok(())
        }
        other => other,
    }
}

/// Writes bytes as they are to standard output: for data, which has no colours.
pub(crate) fn print_raw(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            let _ = out.into_parts();
            Ok(())
        }
        other => other,
    }
}

/// Whether people look at standard output.
pub(crate) fn is_screen() -> bool {
    io::stdout().is_terminal()
}

/// Whether somebody waits in front of standard error.
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether the terminal on standard output knows links.
pub(crate) fn shows_links() -> bool {
    is_screen() && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
}

/// The columns of the terminal.
pub(crate) fn width() -> usize {
    let given = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    given.or_else(asked).unwrap_or(WIDTH_DEFAULT).clamp(terminal::COLUMNS_MIN, terminal::COLUMNS_MAX)
}

/// Whether the terminal leaves isolates out of sight: the Linux console does not, nor one whose
/// locale is not UTF-8.
fn shows_isolates() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    if matches!(set("TERM").as_deref(), Some("linux" | "dumb")) {
        return false;
    }
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
