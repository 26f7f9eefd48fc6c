//! Formats: what a report can be written as, and which one a file name means.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    str::FromStr,
};

use crate::{
    report::{
        Document, checkstyle, csv,
        explanation::Explained,
        github, gitlab,
        html::{self, Page},
        json, junit, markdown, rdjson, sarif,
        terminal::{self, Screen},
        xlsx::{self, Book},
    },
    ruleset::error::did_you_mean,
};

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for reviewers.
    Csv,
    /// A workbook for reviewers.
    Xlsx,
    /// A page for editors.
    Html,
    /// One object, by our own schema.
    Json,
    /// One object a line, by our own schema.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub workflows.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// JUnit.
    Junit,
    /// Checkstyle.
    Checkstyle,
    /// reviewdog's format.
    Rdjson,
    /// reviewdog's format, one finding a line.
    Rdjsonl,
    /// A summary for the page of a job.
    Markdown,
    /// One line a finding.
    Lines,
    /// A block a finding, for people at a terminal.
    Blocks,
}

impl Format {
    /// All of them, with the name of each and what it is for.
    pub const ALL: [(Format, &'static str, &'static str); 15] = [
        (Format::Csv, "csv", "a table for reviewers"),
        (Format::Xlsx, "xlsx", "a workbook for reviewers"),
        (Format::Html, "html", "a page for editors"),
        (Format::Json, "json", "one object, by the schema of isnad"),
        (Format::Jsonl, "jsonl", "one object a line, by the schema of isnad"),
        (Format::Sarif, "sarif", "SARIF 2.1.0"),
        (Format::Github, "github", "annotations of a GitHub workflow"),
        (Format::Gitlab, "gitlab", "GitLab code quality"),
        (Format::Junit, "junit", "JUnit XML"),
        (Format::Checkstyle, "checkstyle", "Checkstyle XML"),
        (Format::Rdjson, "rdjson", "reviewdog"),
        (Format::Rdjsonl, "rdjsonl", "reviewdog, one finding a line"),
        (Format::Markdown, "markdown", "a summary for the page of a job"),
        (Format::Lines, "lines", "path:line:column: level[rule] id message"),
        (Format::Blocks, "blocks", "both passages of each finding"),
    ];

    /// Its name in options.
    pub fn name(self) -> &'static str {
        Format::ALL.iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// The format that a file name means, by its extension or by a name that tools expect.
    pub fn of_path(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension {
            "csv" | "tsv" => Format::Csv,
            "xlsx" => Format::Xlsx,
            "html" | "htm" => Format::Html,
            "json" if name.contains("codequality") || name.contains("code-quality") => Format::Gitlab,
            "json" if name.ends_with(".sarif.json") => Format::Sarif,
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::Jsonl,
            "sarif" => Format::Sarif,
            "rdjson" => Format::Rdjson,
            "rdjsonl" => Format::Rdjsonl,
            "md" => Format::Markdown,
            "txt" => Format::Lines,
            "xml" if name.contains("junit") => Format::Junit,
            "xml" if name.contains("checkstyle") => Format::Checkstyle,
            _ => return None,
        })
    }

    /// Writes a report.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn write(self, document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Csv => csv::write_csv(&document.for_reviewers(), document.kept, document.csv, out),
            Format::Xlsx => {
                let (rows, matrix) = (&document.for_reviewers(), &document.matrix());
                let (copies, &Document { ruleset, articles, report, kept, voice, .. }) =
                    (&document.copies(), document);
                xlsx::write_xlsx(&Book { ruleset, articles, report, rows, matrix, copies, kept, voice }, out)
            }
            Format::Html => {
                let (rows, matrix) = (&document.for_reviewers(), &document.matrix());
                let &Document { ruleset, articles, report, examined, kept, voice, .. } = document;
                html::write_html(
                    &Page { ruleset, articles, report, examined, rows, matrix, kept, voice },
                    out,
                )
            }
            Format::Json => json::write_json(document, out),
            Format::Jsonl => json::write_lines(document, out),
            Format::Sarif => sarif::write(document, out),
            Format::Github => github::write(document, out),
            Format::Gitlab => gitlab::write(document, out),
            Format::Junit => junit::write(document, out),
            Format::Checkstyle => checkstyle::write(document, out),
            Format::Rdjson => rdjson::write(document, out),
            Format::Rdjsonl => rdjson::write_lines(document, out),
            Format::Markdown => markdown::write(document, out),
            Format::Lines => terminal::write_lines(document.open(), out),
            Format::Blocks if document.explain => document.open().try_for_each(|row| {
                let &Document { ruleset, voice, columns, .. } = document;
                let explained = Explained::of_row(row);
                terminal::write_explanation(ruleset, &explained, &voice, columns, &mut *out)?;
                writeln!(out)
            }),
            Format::Blocks => {
                let links = document.has_links.then_some(document.folder);
                let screen = Screen { voice: document.voice, columns: document.columns, links };
                terminal::write_blocks(document.ruleset, document.open(), screen, out)
            }
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(given: &str) -> Result<Format, String> {
        let found = Format::ALL.iter().find(|(_, name, _)| *name == given);
        found.map(|(format, ..)| *format).ok_or_else(|| {
            let known = did_you_mean(given, Format::ALL.iter().map(|(_, name, _)| *name));
            format!("there is no format \"{given}\"; {known}")
        })
    }
}

/// A format and where it is written: to a file, or to standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The format.
    pub format: Format,
    /// The file; none for standard output.
    pub path: Option<PathBuf>,
}

impl FromStr for Target {
    type Err = String;

    /// `sarif`, or `sarif=out.json`.
    fn from_str(given: &str) -> Result<Target, String> {
        let (name, path) = given.split_once('=').map_or((given, None), |(name, path)| (name, Some(path)));
        if path == Some("") {
            return Err(format!("a file name is missing after {name}=; {name}=FILE would be right"));
        }
        let path = path.filter(|path| *path != "-").map(PathBuf::from);
        Ok(Target { format: name.parse()?, path })
    }
}

/// What is wrong with a file name that means no format.
pub fn wrong_name(path: &Path) -> String {
    let shown = path.display();
    match path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).as_deref() {
        Some("xml") => {
            format!("{shown}: XML of which kind? --format junit={shown} or checkstyle={shown} would be right")
        }
        _ => format!(
            "{shown}: its name means no format; one that ends in .csv, .xlsx, .html, .json, .jsonl, .sarif or .md would be \
             right, or --format NAME={shown}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_means_a_format() {
        for (name, expected) in [
            ("a.csv", Some(Format::Csv)),
            ("out/A.SARIF", Some(Format::Sarif)),
            ("a.sarif.json", Some(Format::Sarif)),
            ("gl-code-quality-report.json", Some(Format::Gitlab)),
            ("a.json", Some(Format::Json)),
            ("junit.xml", Some(Format::Junit)),
            ("a.xml", None),
            ("report", None),
        ] {
            assert_eq!(Format::of_path(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn every_format_has_a_name_that_reads_back() {
        for (format, name, _) in Format::ALL {
            assert_eq!((name.parse(), format.name()), (Ok(format), name));
        }
        assert_eq!(
            "sarfi".parse::<Format>().unwrap_err(),
            "there is no format \"sarfi\"; did you mean \"sarif\"?"
        );
        let target: Target = "junit=out/a.xml".parse().unwrap();
        assert_eq!(target, Target { format: Format::Junit, path: Some("out/a.xml".into()) });
        assert!("junit=".parse::<Target>().is_err());
    }
}
