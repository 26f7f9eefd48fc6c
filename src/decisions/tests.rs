use encoding_rs::WINDOWS_1256;
use proptest::prelude::*;

use super::*;
use crate::decisions::merge::merge;

fn ruleset() -> &'static Ruleset {
    static RULESET: std::sync::OnceLock<Ruleset> = std::sync::OnceLock::new();
    RULESET.get_or_init(|| Ruleset::builtin().unwrap())
}

/// What a file says, a line a finding: `F-AAAA reject «note»`.
fn said(reviewed: &Reviewed) -> Vec<String> {
    let rows = reviewed.rows.iter().filter(|(_, row)| !row.decision.is_empty());
    rows.map(|(id, row)| {
        format!("{id} {} «{}»", row.decision.verdict.map_or("-", Verdict::as_str), row.decision.note)
    })
    .collect()
}

#[track_caller]
fn check(bytes: &[u8], expected: &[&str]) -> Reviewed {
    let reviewed = read(ruleset(), "r.csv", bytes).unwrap();
    assert_eq!(said(&reviewed), expected, "{:?}", reviewed.problems);
    reviewed
}

const TABLE: &str = "id,confidence,message,evidence,decision,note\r\n\
    F-AAAA0001,0.96,\"one, two\",\"{\"\"a\"\":1,\"\"b\"\":2}\",مرفوض,\"من الأصل، لا \"\"خطأ\"\"\nفيه\"\r\n\
    F-AAAA0002,1.00,three,{},accept,\r\n\
    F-AAAA0003,0.50,four,{},,\r\n";
const SAID: [&str; 2] = ["F-AAAA0001 reject «من الأصل، لا \"خطأ\"\nفيه»", "F-AAAA0002 accept «»"];

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn decisions_survive_what_spreadsheets_save() {
    check(TABLE.as_bytes(), &SAID);
    check(format!("\u{FEFF}{TABLE}").as_bytes(), &SAID);
    check(&WINDOWS_1256.encode(TABLE).0, &SAID);
    check(&utf16(&TABLE.replace(',', "\t").replace("one\t two", "one, two")), &SAID);
    check(TABLE.replace("\r\n", "\n").as_bytes(), &SAID);
    let moved = "note;مسؤول المتابعة;decision;id\n\"x; y\";هالة; REJECTED ;f-aaaa0001\n;;;F-AAAA0002\n";
    let reviewed = check(moved.as_bytes(), &["F-AAAA0001 reject «x; y»"]);
    assert_eq!(reviewed.rows["F-AAAA0001"].cell("مسؤول المتابعة"), "هالة");
    let arabic_digits = "id,decision,note\n\u{200F}F-AAAA٠٠٠١ ,صُحّح,١٢\n";
    check(arabic_digits.as_bytes(), &["F-AAAA0001 fixed «١٢»"]);
}

#[test]
fn decisions_survive_dropped_quotation_marks() {
    let dropped = "id,message,evidence,decision,note\n\
        F-AAAA0001,one, two,{a:1,b:2},reject,see, the wire\n\
        F-AAAA0002,three, four,{a:1,b:2},,\n\
        F-AAAA0003,five\nsix,{},accept,\n";
    let reviewed = check(dropped.as_bytes(), &["F-AAAA0001 reject «see, the wire»", "F-AAAA0003 accept «»"]);
    assert_eq!((reviewed.rows.len(), reviewed.problems), (3, vec![]));
}

#[test]
fn a_row_that_is_not_understood_is_named_with_its_line_and_kept() {
    let text = "id,message,decision,note\nF-AAAA0001,a,perhaps,x\nF-AAAA0002,a,b,perhaps,x\nTotal,2,,\n\
                F-AAAA0001,a,reject,\n";
    let reviewed = check(text.as_bytes(), &["F-AAAA0001 - «x»"]);
    let named: Vec<(u32, &ProblemKind)> =
        reviewed.problems.iter().map(|problem| (problem.line, &problem.kind)).collect();
    let contradiction = ProblemKind::Contradiction {
        id: "F-AAAA0001".to_owned(),
        kept: "perhaps (x)".to_owned(),
        other: "reject".to_owned(),
    };
    assert_eq!(
        named,
        [
            (2, &ProblemKind::UnknownWord("perhaps".to_owned())),
            (3, &ProblemKind::Shape),
            (4, &ProblemKind::NoId),
            (5, &contradiction),
        ]
    );
    assert_eq!(reviewed.unread.len(), 3);
    assert_eq!(reviewed.unread[0], ["F-AAAA0002", "a", "b", "perhaps", "x"]);
}

#[test]
fn what_is_no_report_is_refused() {
    for (bytes, expected) in [
        (&b"name,age\nx,3\n"[..], Unreadable::NoHeader),
        ("id,decision\nقال\u{FEFF}x".as_bytes(), Unreadable::NoHeader),
        (b"PK\x03\x04rest", Unreadable::Workbook(String::new())),
        (b"\xFF\xFEa\x00\x00\xD8", Unreadable::Encoding(1)),
    ] {
        match (read(ruleset(), "r.csv", bytes), expected) {
            (Err(Unreadable::Workbook(_)), Unreadable::Workbook(_)) => {}
            // A header is enough, whatever stands below it.
            (Ok(reviewed), Unreadable::NoHeader) => assert_eq!(reviewed.columns, ["id", "decision"]),
            (found, expected) => assert_eq!(found.map(|_| ()), Err(expected)),
        }
    }
    let mut broken = TABLE.as_bytes().to_vec();
    let at = TABLE.find("من").unwrap();
    broken[at + 1] = b'x';
    assert_eq!(read(ruleset(), "r.csv", &broken), Err(Unreadable::Encoding(2)));
}

#[test]
fn the_latest_entry_of_a_log_holds_whatever_the_order() {
    let lines = [
        r#"{"id":"F-AAAA0001","verdict":"accept","note":"","who":"Mona","when":"2026-11-23T08:00:00Z"}"#,
        "<<<<<<< HEAD",
        r#"{"id":"F-AAAA0001","verdict":"reject","note":"n","who":"Ali","when":"2026-11-24T08:00:00Z"}"#,
        r#"{"id":"F-AAAA0002","verdict":"maybe","when":"2026-11-24T08:00:00Z"}"#,
    ];
    let reviewed = check(lines.join("\n").as_bytes(), &["F-AAAA0001 reject «n»"]);
    assert_eq!(reviewed.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 4]);
    let known = reviewed;
    let table = read(ruleset(), "r.csv", TABLE.as_bytes()).unwrap();
    let added = log::additions(&known, &table, "Mona", "2026-11-25T08:00:00Z");
    let ids: Vec<&str> = added.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["F-AAAA0001", "F-AAAA0002"]);
    assert_eq!(log::additions(&table, &table, "Mona", "2026-11-25T08:00:00Z"), []);
}

#[test]
fn a_contradiction_is_named_and_counts_as_undecided() {
    let file = |name: &str, rows: &str| {
        let bytes = format!("id,message,decision,note\n{rows}");
        (name.to_owned(), read(ruleset(), name, bytes.as_bytes()).unwrap())
    };
    let a = file("a.csv", "F-AAAA0001,m,reject,no\nF-AAAA0002,m,accept,\nF-AAAA0003,m,,\n");
    let b = file("b.csv", "F-AAAA0001,m,مقبول,\nF-AAAA0002,m,مقبول,also\nF-AAAA0003,m,later,\n");
    let (merged, problems) = merge(&[a, b]);
    assert_eq!(
        said(&merged),
        [
            "F-AAAA0001 - «a.csv: reject (no) | b.csv: مقبول»",
            "F-AAAA0002 accept «also»",
            "F-AAAA0003 later «»"
        ]
    );
    assert_eq!(problems.len(), 1);
}

/// A cell as a person or a program may fill it.
fn cell() -> impl Strategy<Value = String> {
    "[a-zء-ي0-9٠-٩ ,;\t\"'=|.\n-]{0,12}".prop_map(|cell| cell.trim_matches(['\n', ' ', '\t']).to_owned())
}

/// A table of a reviewer: an id, a word for a decision, a note, and a column of text.
fn table() -> impl Strategy<Value = Vec<(String, usize, String, String)>> {
    let row = ("F-[0-9A-HJKMNP-TV-Z]{8}", 0..9_usize, cell(), cell());
    prop::collection::vec(row, 0..8).prop_map(|mut rows| {
        rows.sort();
        rows.dedup_by(|a, b| a.0 == b.0);
        rows
    })
}

const WORDS: [&str; 9] = ["", "accept", "مقبول", "Reject", "مرفوض", "fixed", "صُحح", "later", "لاحقا"];

fn written(rows: &[Vec<String>], delimiter: u8, line_end: &[u8], always: bool) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .quote_style(if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
        .terminator(if line_end == b"\r\n" { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = read(ruleset(), "r.csv", &bytes);
        let _ = read(ruleset(), "r.csv", &[b"id,decision\n".as_slice(), &bytes].concat());
    }

    #[test]
    fn any_text_below_a_header_is_kept(text in "([A-Z0-9,;\"\r\n\t-]|F-[A-Z]{4}|accept|مرفوض){0,40}") {
        let reviewed = read(ruleset(), "r.csv", format!("id,text,decision,note\n{text}").as_bytes()).unwrap();
        // What was understood is said again by what would be written.
        let again = read(ruleset(), "r.csv", &written(&reviewed.to_rows(), b',', b"\r\n", false)).unwrap();
        prop_assert_eq!(said(&again), said(&reviewed));
    }

    #[test]
    fn every_decision_survives_every_dialect(
        table in table(),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        crlf: bool,
        always: bool,
        encoding in 0..4_usize,
        order in Just([0, 1, 2, 3]).prop_shuffle(),
    ) {
        let pick = |cells: [&str; 4]| order.iter().map(|at| cells[*at].to_owned()).collect::<Vec<String>>();
        let mut rows = vec![pick(["id", "text", "decision", "note"])];
        rows.extend(table.iter().map(|(id, word, note, text)| {
            let guard = |cell: &str| crate::base::guard::guarded(cell).into_owned();
            pick([id, &guard(text), WORDS[*word], &guard(note)])
        }));
        let line_end: &[u8] = if crlf { b"\r\n" } else { b"\n" };
        let bytes = written(&rows, delimiter, line_end, always);
        let text = String::from_utf8(bytes.clone()).unwrap();
        let bytes = match encoding {
            0 => bytes,
            1 => [b"\xEF\xBB\xBF".to_vec(), bytes].concat(),
            2 => utf16(&text),
            // Not all that is Arabic is in it.
            _ => {
                let known = |c: char| if WINDOWS_1256.encode(&c.to_string()).2 { 'x' } else { c };
                WINDOWS_1256.encode(&text.chars().map(known).collect::<String>()).0.into_owned()
            }
        };
        let reviewed = read(ruleset(), "r.csv", &bytes).unwrap();
        prop_assert_eq!(&reviewed.problems, &vec![]);
        for (id, word, note, _) in &table {
            let decision = &reviewed.rows[id].decision;
            prop_assert_eq!(decision.verdict, ruleset().decision_words.verdict(WORDS[*word]));
            if encoding < 3 {
                prop_assert_eq!(&decision.note, note);
            }
        }
    }

    #[test]
    fn merging_keeps_all_and_needs_no_order(a in table(), b in table()) {
        let file = |name: &str, table: &[(String, usize, String, String)]| {
            let mut rows = vec![["id", "text", "decision", "note"].map(str::to_owned).to_vec()];
            rows.extend(table.iter().map(|(id, word, _, text)| {
                vec![id.clone(), text.clone(), WORDS[*word].to_owned(), String::new()]
            }));
            (name.to_owned(), read(ruleset(), name, &written(&rows, b',', b"\n", false)).unwrap())
        };
        let (a, b) = (file("a", &a), file("b", &b));
        let verdicts = |reviewed: &Reviewed| -> Vec<(String, Option<Verdict>)> {
            reviewed.rows.iter().map(|(id, row)| (id.clone(), row.decision.verdict)).collect()
        };
        let (ab, problems) = merge(&[a.clone(), b.clone()]);
        let (ba, others) = merge(&[b.clone(), a.clone()]);
        prop_assert_eq!(verdicts(&ab), verdicts(&ba));
        prop_assert_eq!(problems.len(), others.len());
        prop_assert_eq!(verdicts(&merge(&[a.clone(), a.clone()]).0), verdicts(&a.1));
        for id in a.1.rows.keys().chain(b.1.rows.keys()) {
            prop_assert!(ab.rows.contains_key(id));
        }
    }
}
