//! Ingest: files become articles.
//!
//! Takes paths, standard input or strings and gives [`Article`]s and [`Skipped`]s. Reading never
//! gives up: what cannot be read is named, and the rest is still read. Articles come in order of
//! their paths, whatever the order of the arguments.

pub mod article;
mod comments;
pub(crate) mod decode;
mod front_matter;
mod jsonl;
mod skipped;
mod walk;

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{base::limits::ARTICLE_BYTES_MAX, config::Select, ingest::walk::Source};

pub use article::{Article, Format, Ignore};
pub use jsonl::{parse_jsonl, read_jsonl};
pub use skipped::{Reason, Skipped, Warning, WarningKind};

/// What was read, and what was not.
#[derive(Debug, Default)]
pub struct Input {
    /// The articles, in order of their paths.
    pub articles: Vec<Article>,
    /// What could not be read, and why.
    pub skipped: Vec<Skipped>,
    /// What is doubtful about articles that were read.
    pub warnings: Vec<Warning>,
}

/// How paths are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// Whether `.gitignore` and hidden files are taken no heed of inside folders.
    pub all_files: bool,
    /// Which files inside folders are articles; by their names where nothing is said.
    pub select: Option<&'a Select>,
}

impl ReadOptions<'_> {
    /// Whether a file inside a folder is an article.
    pub fn is_article(&self, path: &Path) -> bool {
        let by_name = walk::is_article(path);
        self.select.map_or(by_name, |select| select.is_article(path, by_name))
    }
}

/// Reads files, folders and, for `-`, standard input. Files are read in parallel on the current
/// thread pool.
pub fn read_paths<P: AsRef<Path>>(paths: &[P], options: ReadOptions<'_>) -> Input {
    let (sources, skipped) = walk::sources(paths, options);
    let read: Vec<Result<Read1, Skipped>> = sources.into_par_iter().map(read_source).collect();
    let mut input = Input { skipped, ..Input::default() };
    for one in read {
        match one {
            Ok(Read1 { article, warnings }) => {
                input.articles.push(article);
                input.warnings.extend(warnings);
            }
            Err(skipped) => input.skipped.push(skipped),
        }
    }
    input.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    input
}

/// The files that `paths` stand for, in order; standard input is none of them.
pub fn list_files<P: AsRef<Path>>(paths: &[P], options: ReadOptions<'_>) -> Vec<PathBuf> {
    walk::sources(paths, options).0.into_iter().filter_map(|source| source.path).collect()
}

/// An article that was read from one source.
struct Read1 {
    article: Article,
    warnings: Vec<Warning>,
}

fn read_source(source: Source) -> Result<Read1, Skipped> {
    let skip = |reason| Skipped { path: source.name.clone(), line: None, reason };
    let bytes = read_bytes(&source).map_err(skip)?;
    parse_article(&source.name, &bytes).map_err(skip).map(|(article, warnings)| Read1 { article, warnings })
}

/// The bytes of a file or of standard input, of which no more is read than the limit.
fn read_bytes(source: &Source) -> Result<Vec<u8>, Reason> {
    let limit = ARTICLE_BYTES_MAX as u64;
    // One byte more than is told, so that the end is found without making room for more.
    let read = |mut from: io::Take<Box<dyn Read>>, length: u64| {
        let mut bytes = Vec::with_capacity(usize::try_from(length).map_or(0, |length| length + 1));
        from.read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = match &source.path {
        None => read((Box::new(io::stdin()) as Box<dyn Read>).take(limit + 1), 0),
        Some(path) => {
            let file = File::open(path).map_err(|error| Reason::of_io(&error))?;
            let length = file.metadata().map_or(0, |metadata| metadata.len());
            if length > limit {
                return Err(Reason::TooLarge { bytes_max: ARTICLE_BYTES_MAX });
            }
            read((Box::new(file) as Box<dyn Read>).take(limit + 1), length)
        }
    };
    let bytes = bytes.map_err(|error| Reason::of_io(&error))?;
    if bytes.len() > ARTICLE_BYTES_MAX {
        return Err(Reason::TooLarge { bytes_max: ARTICLE_BYTES_MAX });
    }
    Ok(bytes)
}

/// Makes an article of the bytes of a file: decodes them and reads the front matter.
///
/// # Errors
/// Where the bytes are no text, hold nothing, or cannot be decoded without loss.
pub fn parse_article(path: &str, bytes: &[u8]) -> Result<(Article, Vec<Warning>), Reason> {
    let (text, encoding) = decode::decode(bytes)?;
    let mut article = Article::from_text(path, text);
    article.encoding = encoding;
    article.format = match walk::extension(path) {
        Some("md" | "markdown") => Format::Markdown,
        _ => Format::Plain,
    };
    let warnings = front_matter::read(&mut article);
    comments::read(&mut article);
    if !article.body.text(&article.text).contains(char::is_alphanumeric) {
        return Err(if article.body.start == 0 { Reason::Empty } else { Reason::NoBody });
    }
    Ok((article, warnings))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_article_keeps_its_text_and_its_body_follows_the_front_matter() {
        let bytes = "\u{FEFF}---\r\npublisher: الشروق\r\n---\r\nقال.".as_bytes();
        let (article, warnings) = parse_article("x/a.md", bytes).unwrap();
        assert_eq!(article.format, Format::Markdown);
        assert_eq!(article.publisher.as_deref(), Some("الشروق"));
        assert_eq!(article.body.text(&article.text), "قال.");
        assert!(warnings.is_empty());
    }

    #[test]
    fn nothing_is_no_article() {
        assert_eq!(parse_article("a.txt", b"").unwrap_err(), Reason::Empty);
        assert_eq!(parse_article("a.txt", " \n\u{FEFF}".as_bytes()).unwrap_err(), Reason::Empty);
        assert_eq!(parse_article("a.txt", b"---\ntitle: x\n---\n\n").unwrap_err(), Reason::NoBody);
    }
    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = parse_article("a.txt", &bytes);
        }

        #[test]
        fn any_front_matter_is_read(lines in prop::collection::vec("[-:>|#'\"a-zدت \u{FEFF}]{0,12}", 0..8)) {
            let text = format!("---\n{}\n---\nx", lines.join("\n"));
            let (article, _) = parse_article("a.txt", text.as_bytes()).unwrap();
            prop_assert!(article.body.end() == article.text.len());
        }
    }
}
