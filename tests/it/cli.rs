//! The command line: what it says, and what it tells scripts.

use crate::program::{Desk, RIGHT, WRONG};

/// A screen: what a newcomer's help has to fit.
const LINES_MAX: usize = 50;
const COLUMNS_MAX: usize = 100;

#[test]
fn exit_codes_tell_scripts_how_it_went() {
    let desk =
        Desk::new(&[("right.txt", RIGHT.as_bytes()), ("wrong.txt", WRONG.as_bytes()), ("empty.txt", b"")]);
    desk.run(&["check", "right.txt"]).ends(0, "no disagreement found in 1 article");
    desk.run(&["check", "wrong.txt"]).ends(1, "1 warning in 1 article");
    desk.run(&["check", "wrong.txt", "--fail-on", "error"]).ends(0, "1 warning in 1 article");
    desk.run(&["check", "wrong.txt", "empty.txt"]).ends(3, "not checked: empty.txt: the file is empty");
    desk.run(&["check", "right.txt", "empty.txt"]).ends(3, "1 input could not be read; the rest was checked");
    desk.run(&["check", "empty.txt"]).ends(4, "nothing was checked");
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_would_be_right() {
    let desk = Desk::new(&[("a.txt", RIGHT.as_bytes())]);
    desk.write("rules/checks/weekday-mismatch.toml", b"\nseverty = \"error\"\n");
    for (args, told) in [
        (&["check"][..], "<PATH>..."),
        (&["chekc", "a.txt"], "'check'"),
        (&["check", "a.txt", "--fail-on", "wrong"], "[possible values: info, note, warning, error]"),
        (&["check", "a.txt", "--csv-delimiter", "ab"], "one ASCII sign such as , or ;"),
        (
            &["check", "a.txt", "--report", "a.pdf"],
            "--report a.pdf: its name means no format; one that ends in .csv",
        ),
        (&["check", "a.txt", "-j", "0"], "0 is not in 1..=1024"),
        (&["check", "a.txt", "--lang", "fr"], "one of ar, en would be right"),
        (&["check", "a.txt", "--rules", "nosuch"], "nosuch: cannot read the rules"),
        (
            &["check", "a.txt", "--rules", "rules"],
            "rules/checks/weekday-mismatch.toml:2:1: unknown key \"severty\"; did you mean \"severity\"?",
        ),
        (&["explain", "F-7K2M0000"], "isnad explain F-7K2M0000 --report findings.csv would be right"),
        (&["explain", "weekday-mismach"], "did you mean \"weekday-mismatch\"?"),
    ] {
        desk.run(args).ends(2, told);
    }
    assert_eq!(desk.names(), ["a.txt", "rules"]);
}

/// The commands that the help of a command names, each with those below it.
fn commands(desk: &Desk, command: &[String]) -> Vec<Vec<String>> {
    let mut args: Vec<&str> = command.iter().map(String::as_str).collect();
    args.push("--help");
    let help = desk.run(&args).stdout;
    let below =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = below.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let mut all = vec![command.to_vec()];
    for name in names {
        all.extend(commands(desk, &[command, &[name.to_owned()]].concat()));
    }
    all
}

#[test]
fn help_fits_a_screen_and_has_examples() {
    let desk = Desk::new(&[]);
    let commands = commands(&desk, &[]);
    assert!(commands.len() >= 24, "{commands:?}");
    for command in commands {
        let args: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let ran = desk.run(&args);
        ran.ends(0, "");
        let n_lines = ran.stdout.lines().count();
        assert!(n_lines <= LINES_MAX, "{command:?}: {n_lines} lines");
        let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(COLUMNS_MAX), "{command:?}: {widest:?} columns\n{}", ran.stdout);
        assert!(ran.stdout.contains("Examples:\n  isnad "), "{command:?}");
    }
    for args in [&["--help"][..], &["check", "--help"]] {
        let help = desk.run(args).stdout;
        for line in [
            "  0  nothing",
            "  1  findings",
            "  2  wrong usage",
            "  3  some input",
            "  4  nothing was checked",
        ] {
            assert!(help.contains(line), "{args:?}: {line}");
        }
    }
}

#[test]
fn every_check_is_explained_in_both_languages() {
    let desk = Desk::new(&[]);
    let list = desk.run(&["rules", "list"]).stdout;
    let checks: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(checks.contains(&"figure-conflict"), "{list}");
    for check in checks {
        for (language, found, left_alone) in
            [("en", "Found here:", "Left alone:"), ("ar", "يُنبَّه إليه هنا:", "ولا يُنبَّه إليه هنا:")]
        {
            let told = desk.run(&["explain", check, "--lang", language]).stdout;
            assert!(told.contains(found) && told.contains(left_alone), "{check} {language}: {told}");
        }
    }
}

#[test]
fn findings_go_to_standard_output_and_the_rest_to_standard_error() {
    let desk = Desk::new(&[("wrong.txt", WRONG.as_bytes())]);
    let ran = desk.run(&["check", "wrong.txt"]);
    assert!(ran.stdout.starts_with("wrong.txt:1:24: warning[weekday-mismatch] F-"), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), 1);
    assert!(!ran.stdout.contains('\u{1B}') && !ran.stderr.contains('\u{1B}'), "colours in a pipe");
    let quiet = desk.run(&["check", "wrong.txt", "--quiet"]);
    assert_eq!((quiet.code, quiet.stdout, quiet.stderr.as_str()), (1, ran.stdout, ""));
    let csv = desk.run(&["check", "wrong.txt", "--report", "-"]);
    assert!(csv.stdout.starts_with("id,rule,severity,"), "{}", csv.stdout);
    csv.ends(1, "1 warning in 1 article");
}

#[test]
fn messages_are_told_in_arabic_too() {
    let desk = Desk::new(&[("wrong.txt", WRONG.as_bytes())]);
    let ran = desk.run(&["check", "wrong.txt", "nosuch", "--lang", "ar"]);
    ran.ends(3, "تنبيه واحد في مقال واحد").ends(3, "لم يُفحص: nosuch: لا ملف ولا مجلد بهذا الاسم");
    assert!(ran.stdout.contains("يوافق الثلاثاء لا الجمعة"), "{}", ran.stdout);
    let english = desk.run(&["check", "wrong.txt"]).stdout;
    assert!(
        english.contains('\u{2068}'),
        "an Arabic quotation in an English sentence is isolated: {english}"
    );
    let plain = desk.run(&["check", "wrong.txt", "--no-bidi-isolates"]).stdout;
    assert!(!plain.contains(['\u{2068}', '\u{2069}']), "{plain}");
}

#[test]
fn an_overlay_changes_what_a_check_weighs() {
    let desk = Desk::new(&[("wrong.txt", WRONG.as_bytes())]);
    desk.write("house/checks/weekday-mismatch.toml", b"severity = \"note\"\n");
    desk.run(&["check", "wrong.txt", "--rules", "house"]).ends(0, "1 note in 1 article");
}

#[test]
fn doubtful_front_matter_is_named_and_the_article_still_read() {
    let text = format!("---\npublsher: x\ndate: 6/2/2024\n---\n{WRONG}");
    let desk = Desk::new(&[("a.md", text.as_bytes())]);
    desk.run(&["check", "."])
        .ends(1, "warning: ./a.md:2: unknown key «publsher» in the front matter; did you mean «publisher»?")
        .ends(1, "warning: ./a.md:3: date «6/2/2024» is no day");
}

#[test]
fn pairs_are_compared_in_the_language_of_their_script() {
    let pairs = r#"{"id": "1", "a": "غوردييف", "b": "جوردييف"}
{"id": "2", "a": "Gordeyev", "b": "Gordeev"}
{"id": "3", "a": "غوردييف", "b": "جوردييف", "lang": "en"}
"#;
    let desk = Desk::new(&[("pairs.jsonl", pairs.as_bytes()), ("bad.jsonl", b"{\"id\": \"1\"}\n")]);
    for lang in ["en", "ar"] {
        let ran = desk.run(&["compare", "--jsonl", "pairs.jsonl", "--lang", lang]);
        let same: Vec<bool> = ran.stdout.lines().map(|line| line.contains("\"same\":true")).collect();
        assert_eq!(same, [true, true, false], "{lang}: {}", ran.stdout);
    }
    desk.run(&["compare", "غوردييف", "جوردييف"]).ends(0, "");
    assert!(desk.run(&["compare", "غوردييف", "جوردييف"]).stdout.starts_with("same 0."));
    assert!(desk.run(&["compare", "غوردييف", "جوردييف", "--lang", "ar"]).stdout.starts_with("اسم واحد"));
    desk.run(&["compare", "--jsonl", "bad.jsonl"]).ends(3, "bad.jsonl:1: no pair: missing field `a`");
    desk.run(&["compare", "--jsonl", "nosuch.jsonl"]).ends(3, "nosuch.jsonl: ");
}

#[test]
fn the_log_tells_on_standard_error_what_each_stage_did() {
    let desk = Desk::new(&[("wrong.txt", WRONG.as_bytes()), ("isnad.toml", b"fail-on = \"note\"\n")]);
    let plain = desk.run(&["check", "wrong.txt"]);
    let info = desk.run(&["check", "wrong.txt", "--log", "info", "--report", "out.csv"]);
    assert_eq!(info.stdout, plain.stdout, "findings go where they always go");
    let told = [
        "INFO configuration read path=isnad.toml",
        "INFO rules compiled files=",
        "INFO files read articles=1 skipped=0",
        "INFO segmented, attributed, extracted articles=1",
        "INFO grouped events=",
        "INFO aligned and judged findings=1",
        "INFO gated findings=1 open=1",
        "INFO writing format=\"csv\" path=\"out.csv\"",
    ];
    let mut rest = info.stderr.as_str();
    for line in told {
        rest = rest.split_once(line).unwrap_or_else(|| panic!("{line}: {}", info.stderr)).1;
    }
    assert!(!info.stderr.contains("DEBUG") && !info.stderr.contains('\u{1B}'), "{}", info.stderr);
    let debug = desk.run(&["check", "wrong.txt", "--log", "debug"]).stderr;
    assert!(debug.contains("DEBUG read path=\"wrong.txt\" tokens="), "{debug}");
    let trace = desk.run(&["check", "wrong.txt", "--log", "trace"]).stderr;
    assert!(
        trace.contains("TRACE finding id=\"F-") && trace.contains("rule=\"weekday-mismatch\""),
        "{trace}"
    );
    desk.run(&["check", "wrong.txt", "--log", "loud"]).ends(2, "--log");
}
