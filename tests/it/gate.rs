//! A newsroom's repository through its life: baseline, edits, renames, changes, suppressions, expiry;
//! the exit code at each step.

use std::process::Command;

use crate::program::{Desk, Ran};

/// Two agencies that disagree on a toll and on a currency, as two articles print them.
const ONE: &str = "---\npublisher: صحيفة النهار الجديد\ndate: 2025-03-11\n---\n\
    غرق قارب قبالة الساحل\n\n\
    قالت وكالة رويترز إن عدد القتلى في غرق القارب قبالة ساحل مدينة زوارة بلغ 45 قتيلا.\n\n\
    وأضافت أن قيمة التعويضات لأسر ضحايا القارب تبلغ 3 ملايين دولار.\n";
const OTHER: &str = "---\npublisher: صحيفة الميناء\ndate: 2025-03-11\n---\n\
    حصيلة غرق القارب\n\n\
    ذكرت وكالة فرانس برس أن عدد القتلى في غرق القارب قبالة ساحل مدينة زوارة بلغ 54 قتيلا.\n";

struct Newsroom(Desk);

impl Newsroom {
    fn new() -> Newsroom {
        let newsroom = Newsroom(Desk::new(&[("a/one.md", ONE.as_bytes()), ("a/other.md", OTHER.as_bytes())]));
        newsroom.git(&["init", "-q", "-b", "main"]);
        newsroom.commit();
        newsroom
    }

    fn git(&self, args: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"])
            .args(args)
            .current_dir(self.0.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "x", "--allow-empty"]);
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.0.read(name)).unwrap()
    }

    /// Changes the text of an article.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name}: {from}");
        self.0.write(name, text.replacen(from, to, 1).as_bytes());
    }

    fn check(&self, args: &[&str]) -> Ran {
        self.0.run(&[&["check", "a"], args].concat())
    }
}

/// The ids of the findings that are shown.
fn ids(ran: &Ran) -> Vec<String> {
    let words = ran.stdout.split_whitespace();
    words.filter(|word| word.starts_with("F-") && word.len() == 10).map(str::to_owned).collect()
}

#[test]
fn gate_only_new_findings_count_and_a_baseline_survives_edits() {
    let newsroom = Newsroom::new();
    let before = newsroom.check(&[]);
    before.ends(1, "1 error");
    let id = ids(&before).remove(0);
    newsroom.check(&["--baseline", "nosuch.toml"]).ends(2, "nosuch.toml: the baseline cannot be read");
    newsroom.0.run(&["baseline", "write", "a"]).ends(0, "isnad-baseline.toml: 1 finding");
    let based = &["--baseline", "isnad-baseline.toml"];
    newsroom.check(based).ends(0, "no disagreement that counts in 2 articles");
    newsroom.check(based).ends(0, "of these by the baseline: 1");

    // Text moves, wording that does not matter changes, files are renamed and change their order.
    newsroom.edit("a/one.md", "غرق قارب قبالة الساحل\n", "غرق قارب قبالة الساحل\n\nخرجت فرق الإنقاذ فجرا.\n");
    newsroom.check(based).ends(0, "of these by the baseline: 1");
    newsroom.edit("a/other.md", "ذكرت وكالة فرانس برس أن", "وبحسب ما ذكرت وكالة فرانس برس فإن");
    newsroom.check(based).ends(0, "of these by the baseline: 1");
    newsroom.git(&["mv", "-f", "a/one.md", "a/z.md"]);
    newsroom.git(&["mv", "-f", "a/other.md", "a/0.md"]);
    newsroom.check(based).ends(0, "of these by the baseline: 1");

    // What disagrees changes: the entry falls, and is named.
    newsroom.edit("a/0.md", "54", "64");
    let changed = newsroom.check(based);
    changed.ends(1, &format!("{id} no longer occurs"));
    assert_ne!(ids(&changed).first(), Some(&id));
    newsroom.0.run(&["baseline", "write", "a"]).ends(1, "it was not entered: --add would do that");
    newsroom.check(based).ends(1, "");
    newsroom.0.run(&["baseline", "write", "a", "--add"]).ends(0, "entered: [figure-conflict]");
    newsroom.check(based).ends(0, "no longer occurs");
    newsroom.0.run(&["baseline", "prune", "a"]).ends(0, "dropped: [figure-conflict]");
    let pruned = newsroom.check(based);
    pruned.ends(0, "");
    assert!(!pruned.stderr.contains("no longer occurs"), "{}", pruned.stderr);
}

#[test]
fn gate_a_baseline_entry_has_a_reason_and_expires() {
    let newsroom = Newsroom::new();
    newsroom.0.run(&["baseline", "write", "a"]).ends(0, "1 finding");
    let text =
        newsroom.text("isnad-baseline.toml") + "reason = \"both wires stand by it\"\nexpires = 2026-01-01\n";
    newsroom.0.write("isnad-baseline.toml", text.as_bytes());
    let on = |seconds: &str| {
        let mut command = newsroom.0.command(&["check", "a", "--baseline", "isnad-baseline.toml"]);
        Ran::of(command.env("SOURCE_DATE_EPOCH", seconds).output().unwrap())
    };
    // The thirty-first of December, and the first of January.
    on("1767139200").ends(0, "of these by the baseline: 1");
    on("1767225600").ends(1, "its entry expired on 2026-01-01, so it counts again");
    // Writing again keeps what people have written.
    newsroom.0.run(&["baseline", "write", "a"]).ends(0, "");
    assert!(newsroom.text("isnad-baseline.toml").contains("both wires stand by it"));
}

#[test]
fn gate_only_what_changed_is_reported_but_compared_with_all() {
    let newsroom = Newsroom::new();
    newsroom.git(&["checkout", "-q", "-b", "branch"]);
    newsroom.check(&["--changed-since", "main"]).ends(0, "on lines that did not change: 1");
    newsroom.edit("a/one.md", "غرق قارب قبالة الساحل\n", "غرق قارب أمام الساحل\n");
    newsroom.check(&["--changed-since", "main"]).ends(0, "on lines that did not change: 1");
    // One side is on a changed line, the other in an article that nobody touched.
    newsroom.edit("a/one.md", "بلغ 45 قتيلا", "بلغ 47 قتيلا");
    newsroom.check(&["--changed-since", "main"]).ends(1, "1 error");
    newsroom.check(&["--staged"]).ends(0, "on lines that did not change: 1");
    newsroom.git(&["add", "-A"]);
    newsroom.check(&["--staged"]).ends(1, "1 error");
    // Not the text in the folder is checked, but the staged one.
    newsroom.edit("a/one.md", "47", "54");
    newsroom.check(&["--staged"]).ends(1, "1 error");
    newsroom.check(&["--changed-since", "main"]).ends(0, "");
    newsroom.git(&["checkout", "-q", "a/one.md"]);
    newsroom.commit();
    newsroom.check(&["--staged"]).ends(0, "on lines that did not change: 1");
    newsroom.check(&["--changed-since", "main"]).ends(1, "1 error");
    newsroom.check(&["--changed-since", "nosuch"]).ends(2, "git knows no such revision");
    // A new file counts whole, also before git knows it; a renamed one does not count.
    newsroom.git(&["mv", "a/one.md", "a/renamed.md"]);
    newsroom.check(&["--changed-since", "HEAD"]).ends(0, "on lines that did not change: 1");
    newsroom.0.write("a/new.md", OTHER.replace("فرانس برس", "بلومبرغ").replace("54", "58").as_bytes());
    newsroom.check(&["--changed-since", "HEAD"]).ends(1, "");
}

#[test]
fn gate_without_git_the_run_says_so() {
    let newsroom = Newsroom::new();
    let mut command = newsroom.0.command(&["check", "a", "--staged"]);
    Ran::of(command.env("PATH", "/nosuch").output().unwrap())
        .ends(2, "git is not installed, or not on the PATH");
    let desk = Desk::new(&[("a/one.md", ONE.as_bytes())]);
    let mut command = desk.command(&["check", "a", "--staged"]);
    Ran::of(command.env("GIT_CEILING_DIRECTORIES", desk.path().parent().unwrap()).output().unwrap())
        .ends(2, "--changed-since and --staged need git: not a git repository");
}

#[test]
fn gate_suppressions_need_reasons_and_unused_ones_are_told() {
    let newsroom = Newsroom::new();
    let line = "قالت وكالة رويترز";
    let with = |comment: &str| format!("<!-- {comment} -->\n{line}");
    newsroom.edit("a/one.md", line, &with("isnad-ignore: figure-conflict"));
    newsroom.check(&[]).ends(1, "a/one.md:7: «figure-conflict» has no reason, so it suppresses nothing");
    newsroom.edit("a/one.md", "figure-conflict -->", "figure-conflct -- why -->");
    newsroom.check(&[]).ends(1, "did you mean \"figure-conflict\"?");
    newsroom.edit("a/one.md", "figure-conflct", "figure-conflict");
    newsroom.check(&[]).ends(0, "set aside with a reason or by the baseline: 1");
    // What is set aside stays visible where programs read.
    let json = newsroom.check(&["--format", "json"]).stdout;
    assert!(
        json.contains("\"set_aside\":{\"by\":\"article\",\"reason\":\"why\",\"place\":\"a/one.md:7\"}"),
        "{json}"
    );
    let sarif = newsroom.check(&["--format", "sarif"]).stdout;
    assert!(
        sarif.contains("\"kind\":\"inSource\"") && sarif.contains("\"justification\":\"why\""),
        "{sarif}"
    );
    newsroom.edit("a/one.md", "45", "54");
    newsroom.check(&[]).ends(0, "«figure-conflict -- why» suppresses nothing; take it out");

    // The front matter is for the whole article.
    let newsroom = Newsroom::new();
    newsroom.edit("a/one.md", "date:", "isnad-ignore: figure-conflict -- agreed\ndate:");
    newsroom.check(&[]).ends(0, "set aside with a reason or by the baseline: 1");

    // What cannot be edited is let be by the configuration.
    let newsroom = Newsroom::new();
    let config = "[[ignore]]\nrule = \"figure-conflict\"\npaths = [\"a/one.md\"]\nreason = \"a wire\"\nexpires = 2026-01-01\n";
    newsroom.0.write("isnad.toml", config.as_bytes());
    let on = |seconds: &str| {
        let mut command = newsroom.0.command(&["check", "a"]);
        Ran::of(command.env("SOURCE_DATE_EPOCH", seconds).output().unwrap())
    };
    on("1767139200").ends(0, "set aside with a reason or by the baseline: 1");
    on("1767225600").ends(1, "isnad.toml:1: it expired on 2026-01-01");
    newsroom.0.write("isnad.toml", config.replace("reason", "# reason").as_bytes());
    newsroom.check(&[]).ends(2, "isnad.toml:1:1: an [[ignore]] needs a reason");
}

#[test]
fn gate_the_file_comes_before_the_environment_and_that_before_options() {
    let newsroom = Newsroom::new();
    newsroom.0.run(&["init"]).ends(0, "");
    newsroom.check(&[]).ends(1, "1 error");
    newsroom.0.run(&["init"]).ends(2, "there is one already; it was left as it is");
    newsroom.0.write("isnad.toml", b"[checks]\nfigure-conflict = \"note\"\n");
    newsroom.check(&[]).ends(0, "1 note");
    newsroom.check(&["--fail-on", "note"]).ends(1, "1 note");
    let run = |args: &[&str], level: &str| {
        let mut command = newsroom.0.command(args);
        Ran::of(command.env("ISNAD_FAIL_ON", level).output().unwrap())
    };
    newsroom.0.write("isnad.toml", b"fail-on = \"error\"\n[checks]\nfigure-conflict = \"warning\"\n");
    newsroom.check(&[]).ends(0, "1 warning");
    run(&["check", "a"], "warning").ends(1, "");
    run(&["check", "a", "--fail-on", "error"], "warning").ends(0, "");
    newsroom.check(&["--isolated"]).ends(1, "1 error");
    let shown = newsroom.0.run(&["config", "show", "a"]).stdout;
    let line = shown.lines().find(|line| line.starts_with("fail-on")).unwrap();
    assert!(line.ends_with("# isnad.toml:1") && line.starts_with("fail-on = \"error\""), "{shown}");
    let shown = run(&["config", "show", "a"], "note").stdout;
    assert!(
        shown.lines().any(|line| line.starts_with("fail-on = note") && line.ends_with("# ISNAD_FAIL_ON"))
    );
    newsroom.0.write("isnad.toml", b"[checks]\nfigure-conflict = \"off\"\n");
    newsroom.check(&[]).ends(0, "no disagreement found in 2 articles");
    newsroom.0.write(
        "isnad.toml",
        b"[[override]]\npaths = [\"a/one.md\"]\nchecks = { figure-conflict = \"info\" }\n",
    );
    newsroom.check(&[]).ends(1, "1 error");
    newsroom.0.write("isnad.toml", b"fial-on = \"error\"\n");
    newsroom.check(&[]).ends(2, "isnad.toml:1:1: unknown key \"fial-on\"; did you mean \"fail-on\"?");
    newsroom.0.write("isnad.toml", b"exclude = [\"a/other.md\"]\n");
    newsroom.check(&[]).ends(0, "in 1 article");
    newsroom.0.write("isnad.toml", b"");
    newsroom.0.write("a/.isnadignore", b"other.md\n");
    newsroom.check(&[]).ends(0, "in 1 article");
}

#[test]
fn gate_two_reports_in_one_run_and_their_difference() {
    let newsroom = Newsroom::new();
    newsroom
        .check(&["--report", "old.sarif", "--report", "old.csv", "--format", "json=old.json"])
        .ends(1, "");
    newsroom.edit("a/one.md", "45", "46");
    newsroom.check(&["--report", "new.json", "--report", "new.csv", "--report", "new.jsonl"]).ends(1, "");
    for (old, new) in [("old.json", "new.json"), ("old.sarif", "new.jsonl"), ("old.csv", "new.csv")] {
        newsroom.0.run(&["diff", old, new]).ends(1, "1 new, 1 fixed, 0 kept");
        newsroom.0.run(&["diff", old, old]).ends(0, "0 new, 0 fixed, 1 kept");
    }
    newsroom.0.run(&["diff", "old.csv", "a/one.md"]).ends(2, "a/one.md: this is no report of isnad");
    newsroom.check(&["--format", "sarif", "--format", "json"]).ends(2, "would both go to standard output");
    newsroom.check(&["--report", "x.xml"]).ends(2, "--format junit=x.xml or checkstyle=x.xml would be right");
    newsroom.check(&["--format", "sarfi"]).ends(2, "did you mean \"sarif\"?");
}

#[test]
fn gate_flags_change_what_counts_and_what_is_shown() {
    let newsroom = Newsroom::new();
    newsroom.check(&["--exit-zero"]).ends(0, "1 error");
    newsroom.check(&["--exit-zero", "nosuch"]).ends(3, "1 error");
    newsroom.check(&["--max-findings", "0"]).ends(1, "1 more are not shown here");
    newsroom.check(&["--statistics"]).ends(1, "     1  error    figure-conflict");
    newsroom.check(&["--min-confidence", "1"]).ends(0, "less sure than asked for: 1");
    newsroom.check(&["--min-confidence", "1.5"]).ends(2, "a number from 0 to 1 would be right");
    newsroom.0.write("list", "a/one.md\na/other.md\n".as_bytes());
    newsroom.0.run(&["check", "--file-list", "list"]).ends(1, "in 2 articles");
    newsroom.0.write("list", "a/one.md\0a/other.md\0".as_bytes());
    newsroom.0.run(&["check", "--file-list", "list"]).ends(1, "in 2 articles");
    newsroom.0.run(&["check", "--file-list", "nosuch"]).ends(2, "--file-list nosuch: it cannot be read");
    let colours = newsroom.check(&["--color", "always"]);
    assert!(colours.stderr.is_ascii() || !colours.stderr.is_empty());
    let mut arabic = newsroom.0.command(&["check", "a"]);
    Ran::of(arabic.env("LC_ALL", "ar_EG.UTF-8").output().unwrap()).ends(1, "خطأ واحد");
}

#[test]
fn gate_a_closed_pipe_ends_quietly() {
    use std::process::Stdio;
    let desk = Desk::new(&[("a/one.md", ONE.as_bytes()), ("a/other.md", OTHER.as_bytes())]);
    for format in ["lines", "json", "sarif", "junit", "csv", "markdown", "github"] {
        let mut child = desk
            .command(&["check", "a", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        Ran::of(child.wait_with_output().unwrap()).ends(1, "1 error");
    }
    let mut child =
        desk.command(&["completions", "bash"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    Ran::of(child.wait_with_output().unwrap()).ends(0, "");
}

#[test]
fn gate_pages_are_made_from_the_help() {
    let desk = Desk::new(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(desk.run(&["completions", shell]).stdout.contains("changed-since"), "{shell}");
    }
    assert!(desk.run(&["man"]).stdout.contains(".TH isnad 1"));
    desk.run(&["man", "--dir", "man"]).ends(0, "");
    assert!(String::from_utf8(desk.read("man/isnad-check.1")).unwrap().contains("changed"));
    let schema: serde_json::Value = serde_json::from_str(&desk.run(&["config", "schema"]).stdout).unwrap();
    assert_eq!(schema["additionalProperties"], false);
}

#[test]
fn gate_agencies_and_spellings_of_the_house_come_from_the_configuration() {
    let newsroom = Newsroom::new();
    newsroom.edit("a/one.md", "وكالة رويترز", "وكالة أنباء الشمال");
    newsroom.edit("a/one.md", "وأضافت", "وقال وزير النقل أليكسي غوردييف إن التحقيق بدأ.\n\nوأضافت");
    newsroom.edit("a/other.md", "\nذكرت", "\nقال وزير النقل أليكسي جوردييف إن التحقيق بدأ.\n\nذكرت");
    let before = newsroom.check(&[]).stdout;
    assert!(
        !before.contains("North Wire")
            && before.contains("in two spellings, each the custom of its publisher")
    );
    let settings = "[[spelling]]\npreferred = \"جوردييف\"\ninstead_of = [\"غوردييف\"]\n\n[[agency]]\n\
        id = \"north-wire\"\nkind = \"wire\"\nnames = { ar = [\"وكالة أنباء الشمال\"], en = [\"North Wire\"] }\n";
    newsroom.0.write("isnad.toml", settings.as_bytes());
    let after = newsroom.check(&["--no-bidi-isolates"]).ends(1, "").stdout.clone();
    assert!(after.contains("North Wire has «45 قتيلا» where AFP has «54 قتيلا»"), "{after}");
    assert!(after.contains("«جوردييف» is suggested"), "{after}");
    newsroom.0.run(&["fix", "a", "--write"]).ends(0, "");
    assert!(newsroom.text("a/one.md").contains("أليكسي جوردييف"), "{}", newsroom.text("a/one.md"));
    for (from, to, told) in [
        ("names =", "nmaes =", "isnad.toml:8:1: unknown key \"nmaes\"; did you mean \"names\"?"),
        ("\"wire\"", "\"wier\"", "isnad.toml:7:8: unknown value \"wier\"; did you mean \"wire\"?"),
        (
            "instead_of",
            "instaed_of",
            "isnad.toml:3:1: unknown key \"instaed_of\"; did you mean \"instead_of\"?",
        ),
    ] {
        newsroom.0.write("isnad.toml", settings.replacen(from, to, 1).as_bytes());
        newsroom.check(&[]).ends(2, told);
    }
}
