//! JUnit: a suite an article, a failed test a finding; an article without findings is a passed test.
//!
//! No schema is everybody's. This is what both of the common ones take: that of Ant
//! (windyroad/JUnit-Schema) and that of Jenkins (`junit-10.xsd`), the former being the stricter.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{
    report::{Document, Row, document::told, xml::Elements},
    ruleset::Severity,
};

/// The schema of Ant asks for a time. A report does not change from run to run, so it is none of ours.
const TIMESTAMP: &str = "1970-01-01T00:00:00";

/// Writes the report.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut by_path: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
    for row in document.open() {
        by_path.entry(row.a.path).or_default().push(row);
    }
    let mut xml = Elements::new(out)?;
    xml.open("testsuites", &[])?;
    let mut idx = 0_usize;
    for (path, rows) in &by_path {
        suite(document, &mut xml, idx, path, rows)?;
        idx += 1;
    }
    unread(document, &mut xml, &mut idx)?;
    if idx == 0 {
        passed(document, &mut xml)?;
    }
    xml.close("testsuites")?;
    xml.finish()
}

/// What every suite says of itself. The schema of Ant wants each of these, in this order or another.
fn attributes(
    idx: usize,
    name: &str,
    n_tests: usize,
    n_failures: usize,
    n_errors: usize,
) -> Vec<(&'static str, String)> {
    vec![
        ("id", idx.to_string()),
        ("package", "isnad".to_owned()),
        ("name", name.to_owned()),
        ("timestamp", TIMESTAMP.to_owned()),
        ("hostname", "localhost".to_owned()),
        ("tests", n_tests.to_string()),
        ("failures", n_failures.to_string()),
        ("errors", n_errors.to_string()),
        ("time", "0".to_owned()),
    ]
}

fn end_suite(xml: &mut Elements<'_>) -> io::Result<()> {
    xml.text("system-out", &[], "")?;
    xml.text("system-err", &[], "")?;
    xml.close("testsuite")
}

fn case(name: String) -> [(&'static str, String); 3] {
    [("name", name), ("classname", "isnad".to_owned()), ("time", "0".to_owned())]
}

fn suite(
    document: &Document<'_>,
    xml: &mut Elements<'_>,
    idx: usize,
    path: &str,
    rows: &[&Row<'_>],
) -> io::Result<()> {
    // Notes are told and fail nothing.
    let n_failures = rows.iter().filter(|row| row.finding.severity >= Severity::Warning).count();
    xml.open("testsuite", &attributes(idx, document.path(path), rows.len(), n_failures, 0))?;
    xml.empty("properties", &[])?;
    for row in rows {
        let finding = row.finding;
        let name =
            format!("{} {} {}:{}", finding.rule, finding.id, row.a.position.line, row.a.position.column);
        if finding.severity < Severity::Warning {
            xml.empty("testcase", &case(name))?;
            continue;
        }
        xml.open("testcase", &case(name))?;
        let attributes = [("message", row.message.clone()), ("type", finding.severity.as_str().to_owned())];
        xml.text("failure", &attributes, &told(row, &document.voice))?;
        xml.close("testcase")?;
    }
    end_suite(xml)
}

/// What could not be read is an error, never a pass.
fn unread(document: &Document<'_>, xml: &mut Elements<'_>, idx: &mut usize) -> io::Result<()> {
    for skipped in document.skipped {
        xml.open("testsuite", &attributes(*idx, document.path(&skipped.path), 1, 0, 1))?;
        xml.empty("properties", &[])?;
        xml.open("testcase", &case("reading".to_owned()))?;
        let told = skipped.reason.told(&document.voice);
        xml.text("error", &[("message", told.clone()), ("type", "not-checked".to_owned())], &told)?;
        xml.close("testcase")?;
        end_suite(xml)?;
        *idx += 1;
    }
    Ok(())
}

fn passed(document: &Document<'_>, xml: &mut Elements<'_>) -> io::Result<()> {
    let summary = crate::report::summary(document.report, &document.voice);
    xml.open("testsuite", &attributes(0, "isnad", 1, 0, 0))?;
    xml.empty("properties", &[])?;
    xml.empty("testcase", &case(summary))?;
    end_suite(xml)
}
