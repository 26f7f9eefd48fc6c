//! JSON lines: one article a line, `{"id", "text", …}` with the keys of the front matter.

use std::path::Path;

use serde::Deserialize;

use crate::ingest::{Article, Input, Reason, Skipped, decode, front_matter, read_bytes, walk::Source};

#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(alias = "language")]
    lang: Option<String>,
    date: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    country: Option<String>,
    url: Option<String>,
}

/// Reads the articles of a file of JSON lines, or of standard input for `-`, in order of the lines.
pub fn read_jsonl(path: &Path) -> Input {
    let name = path.display().to_string();
    let source = Source { path: (name != "-").then(|| path.to_owned()), name };
    let text = read_bytes(&source).and_then(|bytes| decode::decode(&bytes));
    match text {
        Ok((text, _)) => parse_jsonl(&source.name, &text),
        Err(reason) => {
            let skipped = vec![Skipped { path: source.name, line: None, reason }];
            Input { skipped, ..Input::default() }
        }
    }
}

/// Reads articles from JSON lines; `name` is what errors call the file.
pub fn parse_jsonl(name: &str, text: &str) -> Input {
    let mut input = Input::default();
    for (idx, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match parse_line(line) {
            Ok(article) => input.articles.push(article),
            Err(error) => {
                let reason = Reason::BadLine(error);
                input.skipped.push(Skipped { path: name.to_owned(), line: Some(idx + 1), reason });
            }
        }
    }
    if input.articles.is_empty() && input.skipped.is_empty() {
        input.skipped.push(Skipped { path: name.to_owned(), line: None, reason: Reason::Empty });
    }
    input
}

fn parse_line(line: &str) -> Result<Article, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let date = match line.date {
        None => None,
        Some(date) => match front_matter::date(&date) {
            Some(date) => Some(date),
            None => return Err(format!("date \"{date}\" is no day; 2024-02-06 would be right")),
        },
    };
    let mut article = Article::from_text(line.id.clone(), line.text);
    article.id = Some(line.id);
    article.language = line.lang;
    article.date = date;
    article.title = line.title;
    article.publisher = line.publisher;
    article.country = line.country;
    article.url = line.url;
    article.encoding = "UTF-8";
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named_and_the_others_are_read() {
        let text = "{\"id\":\"1\",\"text\":\"a\",\"lang\":\"ar\",\"date\":\"2024-02-06\",\"more\":1}\n\nno\n{\"id\":\"2\",\"text\":\"b\"}\n";
        let input = parse_jsonl("x.jsonl", text);
        let ids: Vec<&str> = input.articles.iter().map(|article| article.path.as_str()).collect();
        assert_eq!(ids, ["1", "2"]);
        assert_eq!(input.articles[0].date, Some(jiff::civil::date(2024, 2, 6)));
        assert_eq!(input.skipped[0].line, Some(3));
    }
}
