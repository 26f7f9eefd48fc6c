//! Explanations: all that a report says of one finding, so that its reasoning can be told.
//!
//! Takes a row of a run or the bytes of a report that lies on disk, be it a CSV or a workbook that was
//! through a spreadsheet, and gives one [`Explained`]. The cells go by the names of the CSV's columns.

use std::{cmp::Reverse, collections::BTreeMap};

use serde_json::{Map, Value};

use crate::{
    config::thousandths,
    decisions,
    judge::Confidence,
    report::{
        Row,
        csv::{COLUMNS, cells},
        source_name,
    },
    ruleset::{Ruleset, Voice},
};

/// All that a report says of a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explained {
    cells: BTreeMap<String, String>,
    /// The evidence, the weightiest for it first, what weighs nothing last.
    pub evidence: Vec<Piece>,
}

/// A piece of evidence as a report holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its name.
    pub name: String,
    /// What was seen.
    pub seen: Vec<String>,
    /// What it adds to the logit of the confidence, in thousandths.
    pub weight: Option<i64>,
}

/// Why a finding is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// The report cannot be read, and why.
    Unreadable(String),
    /// The report is of a kind that does not hold the evidence.
    Kind,
    /// It holds no findings.
    Empty,
    /// It holds others, of which these are nearest.
    Unknown(Vec<String>),
}

/// How many ids are offered where one is unknown.
const NEAREST_MAX: usize = 3;
/// What is seen of these is a likeness, in thousandths.
const LIKENESSES: [&str; 7] = ["local", "local-low", "wide", "topic", "event", "letters", "likeness"];

impl Explained {
    /// What is told of a row of a run.
    pub fn of_row(row: &Row<'_>) -> Explained {
        Explained::of_cells(COLUMNS.iter().map(|name| (*name).to_owned()).zip(cells(row)).collect())
    }

    fn of_cells(cells: BTreeMap<String, String>) -> Explained {
        let evidence = cells.get("evidence").and_then(|cell| serde_json::from_str(cell).ok());
        let mut explained = Explained { cells, evidence: Vec::new() };
        let Some(Value::Object(evidence)) = evidence else { return explained };
        for (name, value) in evidence {
            match name.strip_prefix("attribution_") {
                Some(_) => _ = explained.cells.insert(name, words(&value).concat()),
                None => explained.evidence.push(piece(name, &value)),
            }
        }
        explained.evidence.sort_by(|a, b| (Reverse(a.weight), &a.name).cmp(&(Reverse(b.weight), &b.name)));
        explained
    }

    /// An object of JSON or of a line of JSON Lines.
    fn of_json(finding: &Map<String, Value>) -> Explained {
        let mut cells = BTreeMap::new();
        for name in ["id", "rule", "severity", "event", "subject", "suggestion", "message"] {
            cells.insert(name.to_owned(), finding.get(name).map(words).unwrap_or_default().concat());
        }
        let confidence = finding.get("confidence").and_then(Value::as_f64).unwrap_or_default();
        cells.insert("confidence".to_owned(), Confidence(thousandths(confidence)).two_decimals());
        for side in ["a", "b"] {
            let Some(Value::Object(told)) = finding.get(side) else { continue };
            for (name, column) in [
                ("source", "source"),
                ("path", "article"),
                ("line", "line"),
                ("column", "column"),
                ("text", "text"),
                ("value", "value"),
                ("context", "context"),
                ("certainty", "attribution"),
            ] {
                let cell = told.get(name).map(words).unwrap_or_default().concat();
                cells.insert(format!("{column}_{side}"), cell);
            }
        }
        let mut evidence = Map::new();
        for piece in finding.get("evidence").and_then(Value::as_array).into_iter().flatten() {
            if let Some(name) = piece.get("name").and_then(Value::as_str) {
                evidence.insert(name.to_owned(), piece.clone());
            }
        }
        cells.insert("evidence".to_owned(), Value::Object(evidence).to_string());
        Explained::of_cells(cells)
    }

    /// The cell of a column; empty where the report has none.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// A piece of evidence.
    pub fn piece(&self, name: &str) -> Option<&Piece> {
        self.evidence.iter().find(|piece| piece.name == name)
    }

    /// The sum of what weighs, in thousandths; none where nothing does.
    pub fn sum(&self) -> Option<i64> {
        let mut weights = self.evidence.iter().filter_map(|piece| piece.weight).peekable();
        weights.peek()?;
        Some(weights.fold(0, i64::saturating_add))
    }

    fn goes_by(&self, id: &str) -> bool {
        let joined = self.piece("also-ids").is_some_and(|piece| piece.seen.iter().any(|known| known == id));
        self.cell("id") == id || joined
    }
}

fn piece(name: String, value: &Value) -> Piece {
    let weight = value.get("weight").and_then(Value::as_i64);
    Piece { name, seen: words(value.get("value").unwrap_or(value)), weight }
}

fn words(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(words).collect(),
        other => vec![other.to_string()],
    }
}

/// Looks a finding up in a report, of which `path` is only told; the beginning of an id will do where no other
/// id begins so.
///
/// # Errors
/// Where there is none, and why.
pub fn find(ruleset: &Ruleset, path: &str, bytes: &[u8], id: &str) -> Result<Explained, NotFound> {
    let id = id.trim().to_ascii_uppercase();
    let findings = findings(ruleset, path, bytes)?;
    if let Some(found) = findings.iter().find(|finding| finding.goes_by(&id)) {
        return Ok(found.clone());
    }
    let mut beginning = findings.iter().filter(|finding| finding.cell("id").starts_with(&id));
    if let (Some(found), None) = (beginning.next(), beginning.next()) {
        return Ok(found.clone());
    }
    let mut nearest: Vec<(usize, &str)> = findings
        .iter()
        .map(|finding| (strsim::damerau_levenshtein(&id, finding.cell("id")), finding.cell("id")))
        .collect();
    nearest.sort_unstable();
    nearest.dedup();
    let nearest: Vec<String> = nearest.iter().take(NEAREST_MAX).map(|(_, id)| (*id).to_owned()).collect();
    Err(if nearest.is_empty() { NotFound::Empty } else { NotFound::Unknown(nearest) })
}

/// The findings that a report holds.
fn findings(ruleset: &Ruleset, path: &str, bytes: &[u8]) -> Result<Vec<Explained>, NotFound> {
    let text = std::str::from_utf8(bytes).unwrap_or_default().trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with(['{', '[', '<']) {
        return of_json(text).ok_or(NotFound::Kind);
    }
    let unreadable = |error: decisions::Unreadable| NotFound::Unreadable(error.to_string());
    let reviewed = decisions::read(ruleset, path, bytes).map_err(unreadable)?;
    let rows = reviewed.rows.into_values();
    Ok(rows.map(|row| Explained::of_cells(row.cells.into_iter().collect())).collect())
}

/// Reads JSON, or JSON Lines; none where it is another's.
fn of_json(text: &str) -> Option<Vec<Explained>> {
    let told = |finding: &Value| finding.as_object().map(Explained::of_json);
    if let Ok(report) = serde_json::from_str::<Value>(text)
        && report.get("type").is_none()
    {
        return Some(report.get("findings")?.as_array()?.iter().filter_map(told).collect());
    }
    let lines: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let of_type = |line: &&Value, wanted: &str| line.get("type").and_then(Value::as_str) == Some(wanted);
    lines.iter().find(|line| of_type(line, "run"))?;
    Some(lines.iter().filter(|line| of_type(line, "finding")).filter_map(told).collect())
}

/// The words for a piece of evidence; its name where there are none.
pub(super) fn phrase(voice: &Voice<'_>, name: &str) -> String {
    voice.words_for(&format!("evidence-{name}")).unwrap_or_else(|| name.to_owned())
}

/// What was seen, as it is told: likenesses from 0 to 1, codes in words, agencies by their names.
pub(super) fn seen(ruleset: &Ruleset, voice: &Voice<'_>, name: &str, words: &[String]) -> Vec<String> {
    let told = |word: &String| match name {
        name if LIKENESSES.contains(&name) => match word.parse::<u32>() {
            Ok(thousandths) => format!("{}.{:02}", thousandths / 1_000, thousandths % 1_000 / 10),
            Err(_) => word.clone(),
        },
        "chain_a" | "chain_b" => source_name(ruleset, word, voice),
        "considered" => match considered(word) {
            Some((share, why, place)) => format!("{share} · {} · {place}", phrase(voice, why)),
            None => word.clone(),
        },
        _ => voice.words_for(&format!("word-{word}")).unwrap_or_else(|| word.clone()),
    };
    words.iter().map(told).collect()
}

/// `path:line:column words` as the place and the words; a path may hold blanks.
pub(super) fn place_and_words(entry: &str) -> (&str, &str) {
    let ends_in_number = |at: &str| {
        let digits = at.rsplit_once(':').map_or("", |(_, digits)| digits);
        !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let mut splits = entry.match_indices(' ').map(|(at, _)| entry.split_at(at));
    let found = splits.find(|(place, _)| ends_in_number(place));
    found.map_or((entry, ""), |(place, words)| (place, words.trim_start()))
}

/// What else was looked at: how likely it was, what spoke against it, and where it stands.
pub(super) fn considered(entry: &str) -> Option<(&str, &str, &str)> {
    let (share, rest) = entry.split_once(' ')?;
    let (why, place) = rest.split_once(' ')?;
    Some((share, why, place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Options,
        decisions::merge::Kept,
        examine,
        ingest::Article,
        report::{csv, rows},
    };

    fn report(ruleset: &Ruleset) -> (String, Vec<u8>, Explained) {
        let text = |carrier: &str, toll: u32| {
            format!("قالت وكالة {carrier} إن انهيار الجسر في مدينة الكوت أدى إلى مقتل {toll} عاملا.")
        };
        let articles = [
            Article::from_text("a.txt", text("رويترز", 14)),
            Article::from_text("b.txt", text("الأناضول", 41)),
        ];
        let examined = examine(ruleset, &articles, &Options::default());
        let rows = rows(ruleset, &articles, &examined.report, &ruleset.messages.fallback());
        let mut table = Vec::new();
        csv::write_csv(&rows, &Kept::default(), csv::CsvOptions::default(), &mut table).unwrap();
        (rows[0].finding.id.clone(), table, Explained::of_row(&rows[0]))
    }

    #[test]
    fn a_report_on_disk_tells_what_the_run_did() {
        let ruleset = Ruleset::builtin().unwrap();
        let (id, table, of_run) = report(&ruleset);
        let find = |id: &str| find(&ruleset, "r.csv", &table, id);
        let of_report = find(&id).unwrap();
        assert_eq!(of_report, of_run);
        assert!(of_report.sum().unwrap() > 0, "{of_report:#?}");
        assert_eq!(find(&id.to_lowercase()), Ok(of_run.clone()));
        assert_eq!(find(id.get(..5).unwrap()), Ok(of_run));
        assert_eq!(find("F-00000000"), Err(NotFound::Unknown(vec![id])));
    }

    #[test]
    fn a_path_may_hold_blanks() {
        assert_eq!(
            place_and_words("my drafts/a 1.txt:3:14 600 مليون"),
            ("my drafts/a 1.txt:3:14", "600 مليون")
        );
        assert_eq!(place_and_words("a copy.txt"), ("a copy.txt", ""));
    }

    #[test]
    fn what_is_no_report_is_named() {
        let ruleset = Ruleset::builtin().unwrap();
        let check = |text: &str, expected: NotFound| {
            assert_eq!(find(&ruleset, "r", text.as_bytes(), "F-0"), Err(expected), "{text}");
        };
        check("{\"runs\":[]}", NotFound::Kind);
        check("<html></html>", NotFound::Kind);
        check("{\"version\":1,\"findings\":[]}", NotFound::Empty);
        check("{\"type\":\"run\",\"version\":1}\n{\"type\":\"summary\"}\n", NotFound::Empty);
        assert!(matches!(find(&ruleset, "r", b"a,b\n1,2\n", "F-0"), Err(NotFound::Unreadable(_))));
    }

    #[test]
    fn evidence_of_every_weight_has_words_in_every_language() {
        let ruleset = Ruleset::builtin().unwrap();
        let tables = ["../../rules/world/alignment.toml", "../../rules/world/name_context.toml"];
        let texts = [
            include_str!("../../rules/world/alignment.toml"),
            include_str!("../../rules/world/name_context.toml"),
        ];
        for language in ruleset.messages.languages() {
            let voice = ruleset.messages.voice(language, false).unwrap();
            for (path, text) in tables.iter().zip(texts) {
                let table: toml::Table = text.parse().unwrap();
                for name in table["weights"].as_table().unwrap().keys() {
                    let key = format!("evidence-{name}");
                    assert!(
                        voice.words_for(&key).is_some(),
                        "{path}: {name} has no words under {key} in {language}"
                    );
                }
            }
        }
    }
}
