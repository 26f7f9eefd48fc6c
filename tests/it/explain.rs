//! `isnad explain`: a finding is told from every report that holds its reasons.

use crate::program::{Desk, WRONG};

const FIRST: &str = "قالت وكالة رويترز إن انهيار الجسر في مدينة الكوت أدى إلى مقتل 14 عاملا.\n";
const SECOND: &str = "أفادت وكالة فرانس برس بأن انهيار الجسر في مدينة الكوت أدى إلى مقتل 41 عاملا.\n";

#[test]
fn explain_tells_a_finding_from_every_report_alike() {
    let desk = Desk::new(&[("my drafts/a.txt", FIRST.as_bytes()), ("my drafts/b.txt", SECOND.as_bytes())]);
    let names = ["r.csv", "r.xlsx", "r.json", "r.jsonl"];
    let mut args = vec!["check", "my drafts", "--explain"];
    args.extend(names.iter().flat_map(|name| ["--report", name]));
    let run = desk.run(&args);
    run.ends(1, "1 error");
    let id: String = run.stdout.split("F-").nth(1).unwrap().chars().take(8).collect();
    let id = format!("F-{id}");
    for part in [
        "Who says it, and how that is known",
        "how we know: it is named there",
        "Why these two are about one thing",
        "one slip of the pen would explain the difference",
        "in all",
        "as sure as this one",
    ] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
    for name in names {
        let told = desk.run(&["explain", &id, "--report", name]);
        told.ends(0, "");
        assert_eq!(told.stdout.trim(), run.stdout.trim(), "{name}");
    }
    let arabic = desk.run(&["explain", &id[..6], "--report", "r.csv", "--lang", "ar"]).stdout;
    for part in ["من قال، وكيف عُرف", "لماذا هما عن شيء واحد", "المجموع", "ما مدى الثقة"]
    {
        assert!(arabic.contains(part), "{part}: {arabic}");
    }
    desk.run(&["explain", "F-ZZZZZZZZ", "--report", "r.csv"])
        .ends(2, &format!("there is no finding F-ZZZZZZZZ in r.csv; nearest are {id}"));
}

#[test]
fn explain_says_why_a_file_tells_nothing() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes()), ("list.csv", b"a,b\n1,2\n")]);
    desk.run(&["check", "a.txt", "--report", "r.sarif", "--report", "r.csv"]).ends(1, "1 warning");
    let explain = |report: &str| desk.run(&["explain", "F-00000000", "--report", report]);
    explain("r.sarif").ends(2, "r.sarif does not hold the reasons of its findings");
    explain("list.csv").ends(2, "list.csv: no row names the columns id and decision");
    explain("nosuch.csv").ends(2, "nosuch.csv: ");
    let id = String::from_utf8(desk.read("r.csv")).unwrap().split("F-").nth(1).unwrap()[..8].to_owned();
    let told = desk.run(&["explain", &format!("f-{id}"), "--report", "r.csv"]).stdout;
    assert!(told.contains("nothing is weighed here"), "{told}");
}
