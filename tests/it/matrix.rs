//! `isnad matrix`: who says what, and which articles are copies of which.

use crate::program::Desk;

const REUTERS: &str = "قالت وكالة رويترز إن انهيار الجسر في مدينة الكوت أدى إلى مقتل 14 عاملا مساء الأحد.\n";
const AFP: &str = "أفادت وكالة فرانس برس بأن انهيار الجسر في مدينة الكوت أدى إلى مقتل 41 عاملا مساء الأحد.\n";
const ANADOLU: &str = "ذكرت وكالة الأناضول أن انهيار الجسر في مدينة الكوت أدى إلى مقتل 14 عاملا مساء الأحد.\n";
const TREES: &str = "زرع طلاب المدرسة 350 شجرة زيتون على تلة البلدة القديمة.\n";

fn desk() -> Desk {
    let texts =
        [("a.txt", REUTERS), ("b.txt", AFP), ("c.txt", ANADOLU), ("copy.txt", REUTERS), ("d.txt", TREES)];
    Desk::new(&texts.map(|(name, text)| (name, text.as_bytes())))
}

#[test]
fn matrix_tells_each_value_with_its_independent_origins() {
    let desk = desk();
    let told = desk.run(&["matrix", ".", "--no-bidi-isolates"]);
    told.ends(0, "1 thing: they differ on 1")
        .ends(0, "one text, counted as one source: ./a.txt and ./copy.txt");
    for line in ["  14  2 independent origins", "  41  1 origin", "copy of ./a.txt"] {
        assert!(told.stdout.contains(line), "{line}: {}", told.stdout);
    }
    assert!(!told.stdout.contains("350"), "{}", told.stdout);
    let all = desk.run(&["matrix", ".", "--all", "--no-bidi-isolates"]);
    assert!(all.stdout.contains("one claim  350 شجرة"), "{}", all.stdout);
    let arabic = desk.run(&["matrix", ".", "--lang", "ar", "--no-bidi-isolates"]);
    assert!(arabic.stdout.contains("  14  أصلان مستقلان"), "{}", arabic.stdout);
    arabic.ends(0, "نص واحد يُعد مصدرا واحدا: ./a.txt و./copy.txt");
}

#[test]
fn matrix_is_a_table_for_programs() {
    let desk = desk();
    let table = desk.run(&["matrix", ".", "--format", "csv"]).stdout;
    let records: Vec<csv::StringRecord> =
        csv::Reader::from_reader(table.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 4, "{table}");
    assert!(records.iter().all(|record| &record[2] == "differ"), "{table}");
    assert_eq!(records.iter().filter(|record| &record[14] == "./a.txt").count(), 1, "{table}");
    let lines = desk.run(&["matrix", ".", "--format", "jsonl", "--all"]).stdout;
    let origins: Vec<i64> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["origins"].as_i64().unwrap())
        .collect();
    assert_eq!(origins.first(), Some(&2), "{lines}");
    assert!(origins.len() > 1, "{lines}");
}

#[test]
fn matrix_says_what_could_not_be_read() {
    let desk = Desk::new(&[("a.txt", REUTERS.as_bytes()), ("empty.txt", b"")]);
    desk.run(&["matrix", "a.txt", "empty.txt"]).ends(3, "not checked: empty.txt");
    desk.run(&["matrix", "empty.txt"]).ends(4, "nothing was checked");
}

#[test]
fn reports_for_people_name_the_copies() {
    let desk = desk();
    desk.run(&["check", ".", "--report", "r.html", "--report", "r.json", "--report", "r.csv"])
        .ends(1, "one text, counted as one source: ./a.txt and ./copy.txt");
    let read = |name: &str| String::from_utf8(desk.read(name)).unwrap();
    assert!(read("r.html").contains("copy of <a href=\"#a0\"><bdi dir=\"ltr\">./a.txt</bdi></a>"));
    let json: serde_json::Value = serde_json::from_str(&read("r.json")).unwrap();
    assert_eq!(json["summary"]["copies"], serde_json::json!([["./a.txt", "./copy.txt"]]));
    assert!(read("r.csv").contains("copies_a"), "{}", read("r.csv"));
}
