//! What is wrong with a rule file, where, and what would be right.

use std::{ops::Range, path::PathBuf};

use crate::base::LineIndex;

/// Why rules could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// A file or folder of rules could not be read.
    #[error("{}: cannot read the rules: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A folder of rules without a rule file.
    #[error("{}: no .toml file in it; rules lie in folders such as ar/, world/ and checks/", path.display())]
    NoRules {
        /// The folder.
        path: PathBuf,
    },
    /// A file that no stage would read.
    #[error("{}: there is no rule file of this name; {nearest}", path.display())]
    UnknownFile {
        /// The file.
        path: PathBuf,
        /// Which names there are.
        nearest: String,
    },
    /// A file says something that is not a rule.
    #[error("{path}:{line}:{column}: {message}")]
    Invalid {
        /// The file, as it was named.
        path: String,
        /// The line, from 1.
        line: u32,
        /// The column, from 1, in characters.
        column: u32,
        /// What is wrong and what would be right.
        message: String,
    },
}

impl RuleError {
    /// The error `message` at the bytes `at` of `text`, the text of the file `path`.
    pub fn at(path: &str, text: &str, at: Range<usize>, message: impl Into<String>) -> RuleError {
        let position = LineIndex::new(text).position(text, at.start);
        RuleError::Invalid {
            path: path.to_owned(),
            line: position.line,
            column: position.column,
            message: message.into(),
        }
    }
}

/// The words " did you mean «x»?" where `given` is close to one of `known`, else what is known.
pub fn did_you_mean<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let nearest = known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(given, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= 2.max(name.chars().count() / 3));
    match nearest {
        Some((_, name)) => format!("did you mean \"{name}\"?"),
        None => format!("one of {} would be right", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_line_and_the_column() {
        let text = "a = 1\nوحدة = 2\n";
        let at = text.find('2').unwrap();
        let error = RuleError::at("rules/x.toml", text, at..at + 1, "no");
        assert_eq!(error.to_string(), "rules/x.toml:2:8: no");
    }

    #[test]
    fn a_near_name_is_offered_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("mony", ["money", "length"]), "did you mean \"money\"?");
        assert_eq!(did_you_mean("colour", ["money", "length"]), "one of money, length would be right");
    }
}
