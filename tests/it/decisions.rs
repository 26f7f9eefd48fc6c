//! What reviewers write into a report, through the program and through LibreOffice.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::program::{Desk, RIGHT, WRONG};

const WORDS: [&str; 4] = ["accept", "مرفوض", "fixed", "لاحقا"];

/// The report with something written into its rows: `fill(row, column)` gives the cell, if it changes.
fn filled(bytes: &[u8], fill: impl Fn(usize, &str) -> Option<String>) -> Vec<u8> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().unwrap().clone();
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for (nth, record) in reader.records().enumerate() {
        let record = record.unwrap();
        let cells = record.iter().zip(header.iter().map(Some).chain(std::iter::repeat(None)));
        let cells = cells.map(|(cell, column)| {
            column.and_then(|column| fill(nth, column)).unwrap_or_else(|| cell.to_owned())
        });
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

fn decide(desk: &Desk, name: &str, decision: &str, note: &str) {
    let bytes = filled(&desk.read(name), |_, column| match column {
        "decision" => Some(decision.to_owned()),
        "note" => Some(note.to_owned()),
        _ => None,
    });
    desk.write(name, &bytes);
}

#[test]
fn a_rejected_finding_no_longer_fails_the_run_and_keeps_its_note() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes())]);
    desk.run(&["check", "a.txt", "--report", "r.csv"]).ends(1, "");
    decide(&desk, "r.csv", "مرفوض", "اليوم صحيح، راجعت الأصل");
    let ran = desk.run(&["check", "a.txt", "--report", "r.csv"]);
    ran.ends(0, "1 finding was rejected by reviewers");
    assert_eq!(ran.stdout, "");
    let again = desk.read("r.csv");
    assert!(
        String::from_utf8_lossy(&again).contains("مرفوض,\"اليوم صحيح، راجعت الأصل\"")
            || String::from_utf8_lossy(&again).contains("مرفوض,اليوم صحيح، راجعت الأصل")
    );
    desk.run(&["check", "a.txt", "--report", "r.csv"]).ends(0, "");
    assert_eq!(desk.read("r.csv"), again, "the same bytes every run");
    // Moved and edited around what disagrees, it is the same finding.
    desk.write("a.txt", format!("خبر عاجل\n\nكلام آخر. {WRONG}").as_bytes());
    desk.run(&["check", "a.txt", "--report", "new.csv", "--decisions", "r.csv"]).ends(0, "rejected");
    decide(&desk, "r.csv", "accept", "");
    desk.run(&["check", "a.txt", "--report", "r.csv"]).ends(1, "");
}

#[test]
fn a_decision_whose_finding_is_gone_is_kept_until_pruned() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes())]);
    desk.run(&["check", "a.txt", "--report", "r.csv"]).ends(1, "");
    decide(&desk, "r.csv", "fixed", "n");
    desk.write("a.txt", RIGHT.as_bytes());
    for _ in 0..2 {
        desk.run(&["check", "a.txt", "--report", "r.csv"])
            .ends(0, "1 decision kept of findings that are gone");
        assert!(String::from_utf8(desk.read("r.csv")).unwrap().contains(",weekday-mismatch,resolved,"));
    }
    desk.run(&["decisions", "prune", "r.csv"]).ends(0, "1 decision dropped from r.csv");
    assert_eq!(String::from_utf8(desk.read("r.csv")).unwrap().lines().count(), 1);
}

#[test]
fn what_is_not_understood_is_named_and_kept_and_no_other_file_is_written_over() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes()), ("salaries.csv", b"name,salary\nx,3\n")]);
    desk.run(&["check", "a.txt", "--report", "r.csv"]).ends(1, "");
    decide(&desk, "r.csv", "perhaps", "");
    let mut bytes = desk.read("r.csv");
    bytes.extend_from_slice(b"Total,1\n");
    desk.write("r.csv", &bytes);
    for _ in 0..2 {
        desk.run(&["check", "a.txt", "--report", "r.csv"])
            .ends(1, "r.csv:2: «perhaps» is no decision that is known")
            .ends(1, "r.csv:3: no cell of this row is the id of a finding");
        let text = String::from_utf8(desk.read("r.csv")).unwrap();
        assert!(text.contains(",perhaps,") && text.ends_with("Total,1\r\n"), "{text}");
    }
    desk.run(&["check", "a.txt", "--report", "salaries.csv"])
        .ends(2, "it is no report of isnad; name another");
    assert_eq!(desk.read("salaries.csv"), b"name,salary\nx,3\n");
    desk.run(&["check", "a.txt", "--decisions", "nosuch.csv"]).ends(2, "nosuch.csv");
}

#[test]
fn two_reviewers_are_merged_and_the_log_is_added_to() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes())]);
    desk.run(&["check", "a.txt", "--report", "a.csv", "--report", "b.csv"]).ends(1, "");
    decide(&desk, "a.csv", "reject", "");
    decide(&desk, "b.csv", "مقبول", "");
    desk.run(&["decisions", "merge", "a.csv", "b.csv", "-o", "c.csv"])
        .ends(1, "is decided in two ways: «reject» and here «")
        .ends(1, "1 contradiction");
    desk.run(&["check", "a.txt", "--decisions", "c.csv"]).ends(1, "");
    decide(&desk, "b.csv", "", "see the wire");
    desk.run(&["decisions", "merge", "a.csv", "b.csv", "-o", "c.csv"]).ends(0, "1 decision merged");
    let when = "2026-11-23T08:00:00Z";
    for added in ["1 decision added", "0 decisions added"] {
        desk.run(&["decisions", "record", "c.csv", "--who", "Mona", "--when", when]).ends(0, added);
    }
    let log = String::from_utf8(desk.read("isnad-decisions.jsonl")).unwrap();
    let expected = "\"verdict\":\"reject\",\"note\":\"see the wire\",\"who\":\"Mona\",\"when\":\"2026-11-23T08:00:00Z\"}\n";
    assert!(log.ends_with(expected), "{log}");
    // The log of the folder is read without being asked for.
    desk.run(&["check", "a.txt"]).ends(0, "1 finding was rejected by reviewers");
}

#[test]
fn the_page_and_the_workbook_are_the_same_every_run_and_the_workbook_keeps_decisions() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes())]);
    let args = ["check", "a.txt", "--lang", "ar", "--report"];
    for name in ["1.html", "2.html", "1.xlsx", "2.xlsx"] {
        desk.run(&[&args[..], &[name]].concat()).ends(1, "");
    }
    assert!(desk.read("1.html") == desk.read("2.html") && desk.read("1.xlsx") == desk.read("2.xlsx"));
    desk.run(&["check", "a.txt", "--report", "r.csv"]).ends(1, "");
    decide(&desk, "r.csv", "reject", "=1+1");
    desk.run(&["check", "a.txt", "--report", "1.xlsx", "--decisions", "r.csv"]).ends(0, "");
    for _ in 0..2 {
        desk.run(&["check", "a.txt", "--report", "1.xlsx"]).ends(0, "rejected");
    }
    assert!(desk.run(&["decisions", "show", "1.xlsx"]).stdout.contains(" reject =1+1"));
}

/// Whether LibreOffice is there.
fn has_office() -> bool {
    let there = Command::new("soffice").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    there.is_ok_and(|status| status.success())
}

/// Converts a file in a folder by LibreOffice, with a profile of its own.
fn convert(desk: &Desk, name: &str, read_as: Option<&str>, to: &str, as_name: &str) {
    let out = desk.path().join("converted");
    let profile = format!("-env:UserInstallation=file://{}/profile", desk.path().display());
    let mut office = Command::new("soffice");
    office.args([&profile, "--headless", "--convert-to", to, "--outdir"]).arg(&out);
    if let Some(filter) = read_as {
        office.arg(format!("--infilter={filter}"));
    }
    office.arg(desk.path().join(name)).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(office.status().unwrap().success(), "{name} to {to}");
    let made = fs::read_dir(&out).unwrap().next().unwrap().unwrap().path();
    fs::rename(made, desk.path().join(as_name)).unwrap();
}

/// Id, verdict and note of every row, as the program understands them.
fn said(desk: &Desk, name: &str) -> Vec<String> {
    let ran = desk.run(&["decisions", "show", name]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}");
    let rows = ran.stdout.lines().map(|line| line.split_once(": ").unwrap().1.to_owned());
    let mut rows: Vec<String> = rows.collect();
    rows.sort();
    rows
}

/// A folder of articles in which so many findings are.
fn articles(folder: &Path, n_findings: usize) {
    let days = ["الأحد", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة"];
    fs::create_dir_all(folder).unwrap();
    for nth in 0..n_findings.div_ceil(days.len()) {
        let sentences: Vec<String> = days
            .iter()
            .map(|day| format!("وصل الوفد إلى مدينة مسقط يوم {day} 5 فبراير 2024 لبدء المحادثات.\n"))
            .collect();
        let text = format!("---\npublisher: صحيفة رقم {nth}\n---\n{}", sentences.join("\n"));
        fs::write(folder.join(format!("{nth}.txt")), text).unwrap();
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that was skipped says so")]
fn decisions_survive_libreoffice() {
    if !has_office() {
        println!("skipped: LibreOffice (soffice) is not installed");
        return;
    }
    let desk = Desk::new(&[]);
    articles(&desk.path().join("many"), 10_000);
    desk.run(&["check", "many", "--report", "r.csv", "--quiet"]).ends(1, "");
    let notes = ["", "من الأصل، «لا خلاف»؛ انتهى", "1/2", "'=1+1", "two\nlines", "12,5", "F-AAAA0000", "٣٫٥"];
    let bytes = filled(&desk.read("r.csv"), |nth, column| match column {
        "decision" if nth % 5 != 4 => Some(WORDS[nth % 5].to_owned()),
        "note" if nth % 5 != 4 => Some(notes[nth % notes.len()].to_owned()),
        _ => None,
    });
    desk.write("r.csv", &bytes);
    let expected = said(&desk, "r.csv");
    assert!(expected.len() >= 7_000, "{} decisions", expected.len());
    let utf8 = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,false";
    convert(&desk, "r.csv", Some(utf8), "xlsx", "r.xlsx");
    let same = |name: &str| {
        let found = said(&desk, name);
        let differs = found.iter().zip(&expected).find(|(found, expected)| found != expected);
        assert!(found == expected, "{name}: {} rows, {differs:?}", found.len());
    };
    same("r.xlsx");
    let text = "Text - txt - csv (StarCalc)";
    // Delimiter, quotation mark, character set: UTF-8 is 76, UTF-16 is 65535, windows-1256 is 38.
    for (name, options) in
        [("semicolon.csv", "59,34,76,1"), ("unicode.txt", "9,34,65535,1"), ("arabic.csv", "59,34,38,1")]
    {
        convert(&desk, "r.xlsx", None, &format!("csv:{text}:{options}"), name);
        if name == "arabic.csv" {
            // Arabic digits are not in it.
            assert_eq!(said(&desk, name).len(), expected.len());
        } else {
            same(name);
        }
    }
    // And back into a report.
    fs::copy(desk.path().join("semicolon.csv"), desk.path().join("again.csv")).unwrap();
    desk.run(&["check", "many", "--report", "again.csv", "--quiet"]).ends(1, "");
    same("again.csv");
    desk.run(&["check", "many", "--report", "again.xlsx", "--decisions", "unicode.txt", "--quiet"])
        .ends(1, "");
    same("again.xlsx");
}
