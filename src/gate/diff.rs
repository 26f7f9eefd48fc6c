//! The difference of two reports: what is new, what is fixed, what is still there.

use std::collections::BTreeMap;

use serde_json::Value;

/// A finding of a written report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// Its check.
    pub rule: String,
    /// Its severity.
    pub severity: String,
    /// The article of its first side.
    pub path: String,
    /// The line there.
    pub line: String,
    /// What it says.
    pub message: String,
}

/// What became of the findings of an older report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Only in the newer.
    pub new: Vec<Known>,
    /// Only in the older.
    pub fixed: Vec<Known>,
    /// In both, as the newer has them.
    pub kept: Vec<Known>,
}

/// Compares two reports by the ids of their findings; of several findings with one id the surplus is
/// new or fixed.
pub fn difference(old: Vec<Known>, new: Vec<Known>) -> Difference {
    let mut by_id: BTreeMap<String, Vec<Known>> = BTreeMap::new();
    for known in old {
        by_id.entry(known.id.clone()).or_default().push(known);
    }
    let mut difference = Difference::default();
    for known in new {
        match by_id.get_mut(&known.id).and_then(Vec::pop) {
            Some(_) => difference.kept.push(known),
            None => difference.new.push(known),
        }
    }
    difference.fixed = by_id.into_values().flatten().collect();
    difference
}

/// Reads a report as JSON, JSON Lines, SARIF or CSV; findings that were set aside are left out.
///
/// # Errors
/// Where the text is none of these; the message says what would be right.
pub fn read_report(text: &str) -> Result<Vec<Known>, String> {
    let text = text.trim_start_matches('\u{FEFF}');
    match text.trim_start().chars().next() {
        Some('{') => read_json(text),
        _ if text.starts_with("id,") || text.starts_with("id;") || text.starts_with("id\t") => read_csv(text),
        _ => Err("this is no report of isnad; one written as .json, .jsonl, .sarif or .csv would be right"
            .to_owned()),
    }
}

fn read_json(text: &str) -> Result<Vec<Known>, String> {
    let first = serde_json::Deserializer::from_str(text).into_iter::<Value>().next();
    let first = first.and_then(Result::ok).ok_or("this is no JSON; a report of isnad would be right")?;
    if let Some(runs) = first.get("runs").and_then(Value::as_array) {
        return Ok(runs
            .iter()
            .filter_map(|run| run["results"].as_array())
            .flatten()
            .filter_map(of_sarif)
            .collect());
    }
    if let Some(findings) = first.get("findings").and_then(Value::as_array) {
        return Ok(findings.iter().filter_map(of_json).collect());
    }
    if first.get("type").is_some() {
        let lines = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        let mut found = Vec::new();
        for line in lines {
            let line = line.map_err(|error| format!("a line is no JSON: {error}"))?;
            found.extend(Some(&line).filter(|line| line["type"] == "finding").and_then(of_json));
        }
        return Ok(found);
    }
    Err("there are no findings in this; a report written by isnad would be right".to_owned())
}

fn text_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| if value.is_null() { String::new() } else { value.to_string() }, str::to_owned)
}

fn of_json(value: &Value) -> Option<Known> {
    value["set_aside"].is_null().then(|| Known {
        id: text_of(&value["id"]),
        rule: text_of(&value["rule"]),
        severity: text_of(&value["severity"]),
        path: text_of(&value["a"]["path"]),
        line: text_of(&value["a"]["line"]),
        message: text_of(&value["message"]),
    })
}

fn of_sarif(value: &Value) -> Option<Known> {
    let place = &value["locations"][0]["physicalLocation"];
    value["suppressions"][0].is_null().then(|| Known {
        id: text_of(&value["partialFingerprints"]["isnadFindingId/v1"]),
        rule: text_of(&value["ruleId"]),
        severity: text_of(&value["level"]),
        path: text_of(&place["artifactLocation"]["uri"]),
        line: text_of(&place["region"]["startLine"]),
        message: text_of(&value["message"]["text"]),
    })
}

fn read_csv(text: &str) -> Result<Vec<Known>, String> {
    let delimiter = text.as_bytes().get(2).copied().unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let cell = |name| column(name).and_then(|idx| record.get(idx)).unwrap_or_default().to_owned();
        found.push(Known {
            id: cell("id"),
            rule: cell("rule"),
            severity: cell("severity"),
            path: cell("article_a"),
            line: cell("line_a"),
            message: cell("message"),
        });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(id: &str) -> Known {
        let [rule, severity, path, line, message] = ["r", "error", "a", "1", "m"].map(str::to_owned);
        Known { id: id.to_owned(), rule, severity, path, line, message }
    }

    #[test]
    fn findings_are_matched_by_id_one_by_one() {
        let found = difference(vec![known("A"), known("B"), known("B")], vec![known("B"), known("C")]);
        let ids = |list: &[Known]| list.iter().map(|known| known.id.clone()).collect::<Vec<_>>();
        assert_eq!(
            (ids(&found.new), ids(&found.fixed), ids(&found.kept)),
            (vec!["C".to_owned()], vec!["A".to_owned(), "B".to_owned()], vec!["B".to_owned()])
        );
    }

    #[test]
    fn what_is_no_report_is_refused() {
        for text in ["", "x", "{}", "[1]", "{\"a\":"] {
            assert!(read_report(text).is_err(), "{text}");
        }
        assert_eq!(read_report("id,rule\r\nF-A,x\r\n").unwrap()[0].id, "F-A");
    }
}
