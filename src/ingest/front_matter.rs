//! Front matter: what an article says about itself between two lines `---`.
//!
//! The part of YAML that people write there: `key: value`, quoted or not, with comments, and blocks
//! (`>` and `|`) for long titles. Keys of other programs are let be.

use jiff::civil::Date;

use crate::{
    base::{Span, fold::fold},
    ingest::{Article, Ignore, Warning, WarningKind},
};

/// How many lines may stand between the two: a `---` further down is a rule of the text.
const LINES_MAX: usize = 200;

const KEYS: [&str; 7] = ["title", "date", "publisher", "country", "language", "id", "url"];

/// Reads the front matter of `article`, if it has one, and shortens its body to what follows.
pub(crate) fn read(article: &mut Article) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |line: usize, kind| warnings.push(Warning { path: article.path.clone(), line, kind });
    let Some(lines) = lines(&article.text) else {
        return warnings;
    };
    let Some(end) = lines.end else {
        if lines.inner.first().is_some_and(|(_, line)| key_value(line).is_some()) {
            warn(1, WarningKind::NotClosed);
        }
        return warnings;
    };
    let mut values: Vec<(usize, &'static str, String)> = Vec::new();
    let mut ignores: Vec<(usize, String)> = Vec::new();
    let mut rest = lines.inner.iter().peekable();
    while let Some((line, text)) = rest.next() {
        let Some((key, value)) = key_value(text) else {
            continue;
        };
        if key == IGNORE {
            ignores.extend((!value.is_empty()).then(|| (*line, scalar(value))));
            while let Some((line, text)) = rest.next_if(|(_, text)| text.trim_start().starts_with("- ")) {
                ignores.push((*line, scalar(text.trim_start().trim_start_matches("- ").trim())));
            }
            continue;
        }
        let value = if matches!(value.trim_end_matches(['-', '+']), ">" | "|") {
            let mut block = Vec::new();
            while let Some((_, text)) = rest.next_if(|(_, text)| text.starts_with([' ', '\t'])) {
                block.push(text.trim());
            }
            block.join(" ")
        } else {
            scalar(value)
        };
        match known(key) {
            Ok(key) => values.push((*line, key, value)),
            Err(Some(meant)) => warn(*line, WarningKind::UnknownKey { given: key.to_owned(), meant }),
            Err(None) => {}
        }
    }
    article.body = Span::new(end, article.text.len());
    for (line, key, value) in values {
        if !value.is_empty() && !set(article, key, &value) {
            let kind = WarningKind::BadValue { key, value };
            warnings.push(Warning { path: article.path.clone(), line, kind });
        }
    }
    let starts = line_starts(&article.text);
    article.ignores.extend(ignores.into_iter().map(|(line, text)| {
        let at = starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Ignore { at: Span::new(at, at), scope: article.body, text }
    }));
    warnings.sort_by_key(|warning| warning.line);
    warnings
}

/// The key that lets findings be: `isnad-ignore: RULE -- reason`, or a list of such.
const IGNORE: &str = "isnad-ignore";

fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.match_indices('\n').take(LINES_MAX).map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

/// The lines after the opening `---`, with their numbers, and where the text after the closing one
/// begins.
struct Lines<'t> {
    inner: Vec<(usize, &'t str)>,
    end: Option<usize>,
}

fn lines(text: &str) -> Option<Lines<'_>> {
    let mut at = 0;
    let mut inner = Vec::new();
    for (idx, line) in text.split_inclusive('\n').take(LINES_MAX).enumerate() {
        at += line.len();
        let line = line.trim_end();
        match (idx, line) {
            (0, "---") => {}
            (0, _) => return None,
            (_, "---" | "...") => return Some(Lines { inner, end: Some(at) }),
            _ => inner.push((idx + 1, line)),
        }
    }
    (!inner.is_empty()).then_some(Lines { inner, end: None })
}

/// The key and value of a line that has both; lines that belong to a list or a block have none.
fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_alphabetic()) && !key.contains(char::is_whitespace);
    let is_spaced = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_spaced).then_some((key, value.trim()))
}

/// The key of ours, or else the one that was meant.
fn known(key: &str) -> Result<&'static str, Option<&'static str>> {
    let key = key.to_ascii_lowercase();
    if key == "lang" {
        return Ok("language");
    }
    if let Some(known) = KEYS.into_iter().find(|known| *known == key) {
        return Ok(known);
    }
    let meant = KEYS
        .into_iter()
        .find(|known| known.len() > 4 && key.len() > 4 && strsim::damerau_levenshtein(known, &key) <= 2);
    Err(meant)
}

/// A value without its quotation marks, or without its comment.
fn scalar(value: &str) -> String {
    if let Some(inner) = value.strip_prefix('"')
        && let Some((inner, _)) = inner.rsplit_once('"')
    {
        return inner.replace("\\\"", "\"").replace("\\\\", "\\");
    }
    if let Some(inner) = value.strip_prefix('\'')
        && let Some((inner, _)) = inner.rsplit_once('\'')
    {
        return inner.replace("''", "'");
    }
    if value.starts_with('#') {
        return String::new();
    }
    value.split_once(" #").map_or(value, |(value, _)| value).trim().to_owned()
}

/// Sets what `key` says; false where the value is none of this key.
fn set(article: &mut Article, key: &str, value: &str) -> bool {
    match key {
        "date" => article.date = date(value),
        "country" => article.country = code(value).map(|code| code.to_ascii_uppercase()),
        "language" => article.language = code(primary(value)),
        "title" => article.title = Some(value.to_owned()),
        "publisher" => article.publisher = Some(value.to_owned()),
        "id" => article.id = Some(value.to_owned()),
        _ => article.url = Some(value.to_owned()),
    }
    match key {
        "date" => article.date.is_some(),
        "country" => article.country.is_some(),
        "language" => article.language.is_some(),
        _ => true,
    }
}

/// A day: ISO 8601, also with a time after it, with digits of any kind.
pub(crate) fn date(value: &str) -> Option<Date> {
    let value = fold(value);
    let day = value.split(['T', 't', ' ']).next()?;
    day.parse().ok()
}

/// `ar` of `ar-EG`.
fn primary(value: &str) -> &str {
    value.split(['-', '_']).next().unwrap_or(value)
}

/// A code of two letters, in lower case.
fn code(value: &str) -> Option<String> {
    let is_code = value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| value.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Article, Vec<Warning>) {
        let mut article = Article::from_text("a.md", text);
        let warnings = read(&mut article);
        (article, warnings)
    }

    #[test]
    fn the_seven_keys_are_read_and_others_let_be() {
        let text = "---\ntitle: \"قال \\\"نعم\\\": عاجل\" \ndate: ٢٠٢٤-٠٢-٠٦T10:00:00Z # مساء\npublisher: 'L''Orient'\n\
                    country: lb\nlang: ar-LB\nid: 7\nurl: https://example.org/a#b\ntags:\n  - x\n---\nنص";
        let (article, warnings) = parse(text);
        assert_eq!(article.title.as_deref(), Some("قال \"نعم\": عاجل"));
        assert_eq!(article.date, Some(jiff::civil::date(2024, 2, 6)));
        assert_eq!(article.publisher.as_deref(), Some("L'Orient"));
        assert_eq!(article.country.as_deref(), Some("LB"));
        assert_eq!(article.language.as_deref(), Some("ar"));
        assert_eq!(article.id.as_deref(), Some("7"));
        assert_eq!(article.url.as_deref(), Some("https://example.org/a#b"));
        assert_eq!(article.body.text(&article.text), "نص");
        assert_eq!(warnings, []);
    }

    #[test]
    fn findings_may_be_let_be() {
        let (article, warnings) = parse("---\nisnad-ignore: figure-conflict -- x\nid: 3\n---\nx");
        assert_eq!((article.ignores[0].text.as_str(), warnings.len()), ("figure-conflict -- x", 0));
        let (article, _) = parse("---\nisnad-ignore:\n  - F-A -- x\n  - \"F-B -- y\"\nid: 3\n---\nx");
        let texts: Vec<&str> = article.ignores.iter().map(|ignore| ignore.text.as_str()).collect();
        assert_eq!((texts, article.id.as_deref()), (vec!["F-A -- x", "F-B -- y"], Some("3")));
    }

    #[test]
    fn a_long_title_may_stand_in_a_block() {
        assert_eq!(parse("---\ntitle: >-\n  one\n  two\nid: 3\n---\nx").0.title.as_deref(), Some("one two"));
    }

    fn check(text: &str, expected: &[(usize, WarningKind)]) {
        let (_, warnings) = parse(text);
        let warnings: Vec<_> = warnings.into_iter().map(|warning| (warning.line, warning.kind)).collect();
        assert_eq!(warnings, expected);
    }

    #[test]
    fn what_is_doubtful_is_named_with_its_line() {
        let bad = |key, value: &str| WarningKind::BadValue { key, value: value.to_owned() };
        check("---\nid: 1\ndate: 6/2/2024\n---\nx", &[(3, bad("date", "6/2/2024"))]);
        check("---\ndate: 2024-02-30\n---\nx", &[(2, bad("date", "2024-02-30"))]);
        check("---\ncountry: Lebanon\n---\nx", &[(2, bad("country", "Lebanon"))]);
        check("---\nlanguage: Arabic\n---\nx", &[(2, bad("language", "Arabic"))]);
        check("---\ntitle: x\n\ntext", &[(1, WarningKind::NotClosed)]);
        let unknown = WarningKind::UnknownKey { given: "publsher".to_owned(), meant: "publisher" };
        check("---\npublsher: x\n---\nx", &[(2, unknown)]);
    }

    #[test]
    fn a_rule_of_the_text_is_no_front_matter() {
        for text in ["---\n\nنص\n", "نص\n---\nنص", "--- x\na: b\n---\n"] {
            let (article, warnings) = parse(text);
            assert_eq!(article.body.text(&article.text), text);
            assert_eq!(warnings, []);
        }
    }
}
