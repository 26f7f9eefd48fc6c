//! Every format against its schema: of the samples as the program writes them, and of findings whose
//! text is as hostile as text can be.
//!
//! The schema of SARIF is the one that the crate `serde-sarif` ships; those of our own reports are made
//! from the types; that of rdjson is written from reviewdog's documentation (`tests/schemas/`). There is
//! no XSD validator to take for JUnit and Checkstyle: order, number, attributes and types of their elements
//! are held against what the schemas of Ant and of Jenkins ask, rule by rule.

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

use isnad::{
    Examined,
    attribution::Certainty,
    base::{Span, id::ArticleId},
    decisions::merge::Kept,
    ingest::{Article, Reason, Skipped},
    judge::{Confidence, Evidence, EvidenceValue, Finding, Severity, Side},
    report::{
        Document, Format, Notice, Report, SetAside, Witness, csv::CsvOptions, line_schema, report_schema,
        rows,
    },
    ruleset::Ruleset,
};
use serde_json::Value;

/// Text that breaks writers: quotes of every kind, markup, commands, controls, bidi marks, a lone
/// surrogate's neighbours, line breaks.
const HOSTILE: &str = "«120» \"x\" 'y' <b>&amp;</b> ]]> | `z` \\ %0A ::error:: \u{0}\u{1B}[31m\u{7}\u{FFFE} \
                       \u{202E}قال\u{2068} بلينكن\u{200F}\t😀\u{D7FF}\u{E000} =1+1";

/// A report of `n` findings, whose words are hostile, and what else a report can hold.
struct Hostile {
    ruleset: Ruleset,
    articles: Vec<Article>,
    report: Report,
    skipped: Vec<Skipped>,
    notices: Vec<Notice>,
}

fn side(article: usize, text: &str) -> Side {
    Side {
        article: ArticleId::new(article),
        span: Span::new(0, text.len()),
        context: Span::new(0, text.len()),
        source: HOSTILE.to_owned(),
        certainty: Certainty::Carried,
        value: HOSTILE.to_owned(),
    }
}

fn finding(idx: usize) -> Finding {
    let rules =
        ["figure-conflict", "spelling-variant", "weekday-mismatch", "orthography-variant", "agreement"];
    let severities = [Severity::Error, Severity::Warning, Severity::Warning, Severity::Note, Severity::Info];
    let alone = idx % 5 == 2;
    Finding {
        id: Finding::id_of("test", &[&(idx / 2).to_string()]),
        rule: rules[idx % 5],
        severity: severities[idx % 5],
        confidence: Confidence(u16::try_from(idx % 1_001).unwrap()),
        event: HOSTILE.to_owned(),
        subject: HOSTILE.to_owned(),
        a: side(0, HOSTILE),
        b: (!alone).then(|| side(1, HOSTILE)),
        suggestion: Some("بلينكين".to_owned()),
        message: "no-such-message",
        arguments: vec![("a", HOSTILE.to_owned())],
        evidence: vec![
            Evidence { name: "seen", value: EvidenceValue::Text(HOSTILE.to_owned()), weight: None },
            Evidence { name: "list", value: EvidenceValue::List(vec![HOSTILE.to_owned()]), weight: Some(-3) },
            Evidence { name: "number", value: EvidenceValue::Number(-1), weight: Some(7) },
        ],
    }
}

fn hostile(n_findings: usize) -> Hostile {
    let articles = ["./a|b,c:d%\u{202E}.md", "أخبار/b c.txt"].map(|path| Article::from_text(path, HOSTILE));
    let mut report =
        Report { findings: (0..n_findings).map(finding).collect(), n_articles: 2, ..Report::default() };
    for (idx, by) in [Witness::Baseline, Witness::Article, Witness::Config].into_iter().enumerate() {
        if idx < n_findings {
            report.set_aside(idx, SetAside { by, reason: HOSTILE.to_owned(), place: HOSTILE.to_owned() });
        }
    }
    let unread = |line, reason| Skipped { path: "c.pdf".to_owned(), line, reason };
    let skipped = vec![unread(None, Reason::Binary), unread(Some(3), Reason::BadLine(HOSTILE.to_owned()))];
    let notices = vec![Notice {
        path: "isnad.toml".to_owned(),
        line: 0,
        key: "skipped-bad-line",
        arguments: vec![("error", HOSTILE.to_owned())],
    }];
    Hostile { ruleset: Ruleset::builtin().unwrap(), articles: articles.into(), report, skipped, notices }
}

impl Hostile {
    fn written(&self, format: Format) -> Vec<u8> {
        self.written_in(format, "en")
    }

    fn written_in(&self, format: Format, language: &str) -> Vec<u8> {
        let voice = self.ruleset.messages.voice(language, true).unwrap();
        let rows = rows(&self.ruleset, &self.articles, &self.report, &voice);
        let (examined, kept) = (Examined::default(), Kept::default());
        let document = Document {
            ruleset: &self.ruleset,
            articles: &self.articles,
            examined: &examined,
            kept: &kept,
            report: &self.report,
            rows: &rows,
            skipped: &self.skipped,
            notices: &self.notices,
            voice,
            csv: CsvOptions::default(),
            columns: 88,
            explain: false,
            has_links: false,
            n_left_out: 0,
            folder: "",
        };
        let mut out = Vec::new();
        format.write(&document, &mut out).unwrap();
        out
    }
}

/// The reports that every format has to get right: none, a few, ten thousand findings.
fn all_sizes(format: Format) -> Vec<Vec<u8>> {
    [0, 1, 40, 10_000].map(|n| hostile(n).written(format)).into()
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

fn validate(schema: &Value, reports: &[Value]) {
    let validator = jsonschema::validator_for(schema).unwrap();
    for report in reports {
        let wrong: Vec<String> =
            validator.iter_errors(report).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

/// The platform that this is built for, as rustc calls it.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// The schema of SARIF as `serde-sarif` ships it, found where cargo keeps the crate. What is built on other
/// platforms alone need not have been downloaded.
fn sarif_schema() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", &host()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata = json(&output.stdout);
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let mut schema = json(&fs::read(manifest.with_file_name("src").join("schema.json")).unwrap());
    // The pattern of a language tag is no regular expression: a bracket is closed that was never opened.
    for object in ["run", "toolComponent"] {
        schema["definitions"][object]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    schema
}

#[test]
fn formats_sarif_follows_its_schema() {
    let reports: Vec<Value> = all_sizes(Format::Sarif).iter().map(|bytes| json(bytes)).collect();
    validate(&sarif_schema(), &reports);
    let run = &reports[2]["runs"][0];
    // The types of serde-sarif refuse what the schema lets through.
    serde_json::from_value::<serde_sarif::sarif::Sarif>(reports[2].clone()).unwrap();
    assert_eq!(run["results"].as_array().unwrap().len(), 40);
    let suppressed =
        run["results"].as_array().unwrap().iter().filter(|result| result["suppressions"][0].is_object());
    assert_eq!(suppressed.count(), 3, "what was set aside stays visible");
    assert!(run["tool"]["driver"]["rules"][0]["help"]["markdown"].as_str().unwrap().contains("\n> "));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn formats_json_follows_our_schema() {
    let schema = serde_json::to_value(report_schema()).unwrap();
    let reports: Vec<Value> = all_sizes(Format::Json).iter().map(|bytes| json(bytes)).collect();
    validate(&schema, &reports);
    assert_eq!(reports[2]["summary"]["set_aside"], 3);
    let line = serde_json::to_value(line_schema()).unwrap();
    for bytes in all_sizes(Format::Jsonl) {
        let lines: Vec<Value> =
            bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()).map(json).collect();
        validate(&line, &lines);
        let kinds: Vec<&str> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
        assert_eq!((kinds[0], kinds[kinds.len() - 1]), ("run", "summary"));
    }
}

#[test]
fn formats_schemas_are_published() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let schemas = [
        ("report-1.json", report_schema()),
        ("report-line-1.json", line_schema()),
        ("isnad-toml.json", isnad::config::schema()),
    ];
    for (name, schema) in schemas {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
        let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if overwrite {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &made).unwrap();
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(published == made, "{name} is not what the types say; SNAPSHOTS=overwrite rewrites it");
    }
}

#[test]
fn formats_rdjson_follows_its_schema() {
    let schema = json(include_bytes!("../schemas/rdjson.json"));
    let reports: Vec<Value> = all_sizes(Format::Rdjson).iter().map(|bytes| json(bytes)).collect();
    validate(&schema, &reports);
    let mut of_lines = schema.clone();
    of_lines["$ref"] = "#/$defs/diagnostic".into();
    for bytes in all_sizes(Format::Rdjsonl) {
        let lines: Vec<Value> =
            bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()).map(json).collect();
        validate(&of_lines, &lines);
    }
}

#[test]
fn formats_gitlab_has_what_gitlab_reads() {
    for bytes in all_sizes(Format::Gitlab) {
        let report = json(&bytes);
        let mut fingerprints: Vec<&str> = Vec::new();
        for entry in report.as_array().unwrap() {
            assert!(!entry["description"].as_str().unwrap().is_empty());
            assert!(
                ["info", "minor", "major", "critical", "blocker"]
                    .contains(&entry["severity"].as_str().unwrap())
            );
            assert!(!entry["location"]["path"].as_str().unwrap().starts_with(['.', '/']));
            assert!(entry["location"]["lines"]["begin"].as_u64().unwrap() > 0);
            fingerprints.push(entry["fingerprint"].as_str().unwrap());
        }
        let n_entries = fingerprints.len();
        fingerprints.sort_unstable();
        fingerprints.dedup();
        assert_eq!(fingerprints.len(), n_entries, "GitLab shows one entry a fingerprint");
    }
}

/// Which elements stand in which, and which attributes each has, by name; the text of attributes.
fn elements(bytes: &[u8]) -> Vec<(Vec<String>, BTreeMap<String, String>)> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut open, mut found) = (Vec::new(), Vec::new());
    loop {
        use quick_xml::events::Event;
        let event = reader.read_event().unwrap();
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => {
                open.push(start.name().into_inner().to_owned());
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    (attribute.key.into_inner().to_owned(), attribute.value.into_owned())
                });
                found.push((open.clone(), attributes.collect()));
                if is_empty {
                    open.pop();
                }
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn has(attributes: &BTreeMap<String, String>, names: &[&str]) -> bool {
    let mut names = names.to_vec();
    names.sort_unstable();
    attributes.keys().map(String::as_str).collect::<Vec<_>>() == names
}

/// What the schemas of Ant and of Jenkins both ask of a suite, of which `below` are the elements inside:
/// which come in which order, how many tests there are, and which of them fail.
fn holds_suite(attributes: &BTreeMap<String, String>, below: &[(Vec<String>, BTreeMap<String, String>)]) {
    let names = ["id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors", "time"];
    assert!(has(attributes, &names), "{attributes:?}");
    // xs:token with a letter at least; xs:int; xs:decimal; ISO8601_DATETIME_PATTERN.
    let tokens = ["package", "name", "hostname"].map(|name| attributes[name].as_str());
    assert!(tokens.iter().all(|token| !token.trim().is_empty()), "{attributes:?}");
    let number = |name: &str| attributes[name].parse::<usize>().unwrap();
    assert!(attributes["time"].parse::<f64>().is_ok_and(|time| time >= 0.0));
    let shape: String =
        attributes["timestamp"].chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(shape, "0000-00-00T00:00:00");
    let inside = |depth: usize| {
        let here = below.iter().filter(move |(path, _)| path.len() == depth);
        here.map(move |(path, attributes)| (path[depth - 1].as_str(), attributes))
    };
    let order: Vec<&str> = inside(3).map(|(name, _)| name).collect();
    let n_tests = number("tests");
    let expected = [&["properties"][..], &vec!["testcase"; n_tests], &["system-out", "system-err"]].concat();
    assert_eq!(order, expected);
    for (name, attributes) in inside(3) {
        let known: &[&str] = if name == "testcase" { &["name", "classname", "time"] } else { &[] };
        assert!(has(attributes, known), "{name} {attributes:?}");
    }
    for (name, attributes) in inside(4) {
        assert!(matches!(name, "failure" | "error") && has(attributes, &["message", "type"]), "{name}");
    }
    let n_inside = |wanted: &str| inside(4).filter(|(name, _)| *name == wanted).count();
    assert_eq!((number("failures"), number("errors")), (n_inside("failure"), n_inside("error")));
    assert!(below.iter().all(|(path, _)| path.len() <= 4));
}

#[test]
fn formats_junit_is_what_both_schemas_take() {
    for bytes in all_sizes(Format::Junit) {
        assert!(!bytes.iter().any(|byte| *byte < 9), "a control character that XML 1.0 forbids");
        let elements = elements(&bytes);
        let (root, suites) = elements.split_first().unwrap();
        assert!(root.0 == ["testsuites"] && root.1.is_empty(), "{root:?}");
        let mut n_suites = 0;
        for suite in suites.chunk_by(|_, (path, _)| path.len() > 2) {
            let (suite, below) = suite.split_first().unwrap();
            assert_eq!(suite.0, ["testsuites", "testsuite"]);
            // Ant's suites are numbered from 0.
            assert_eq!(suite.1["id"], n_suites.to_string());
            holds_suite(&suite.1, below);
            n_suites += 1;
        }
        assert!(n_suites > 0, "a file without a suite is taken for a broken build");
    }
}

#[test]
fn formats_checkstyle_has_files_with_errors() {
    for bytes in all_sizes(Format::Checkstyle) {
        for (path, attributes) in elements(&bytes) {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            let right = match path.as_slice() {
                ["checkstyle"] => has(&attributes, &["version"]),
                ["checkstyle", "file"] => has(&attributes, &["name"]) && !attributes["name"].is_empty(),
                ["checkstyle", "file", "error"] => {
                    let known = ["line", "column", "severity", "message", "source"];
                    let number = |name: &str| attributes[name].parse::<u32>().is_ok_and(|n| n > 0);
                    ["error", "warning", "info", "ignore"].contains(&attributes["severity"].as_str())
                        && attributes.keys().all(|name| known.contains(&name.as_str()))
                        && ["message", "source"].iter().all(|name| !attributes[*name].is_empty())
                        && number("line")
                        && (!attributes.contains_key("column") || number("column"))
                }
                _ => false,
            };
            assert!(right, "{path:?} {attributes:?}");
        }
    }
}

#[test]
fn formats_github_shows_ten_of_a_level_and_says_what_was_cut() {
    for bytes in all_sizes(Format::Github) {
        let text = String::from_utf8(bytes).unwrap();
        let n_of = |level: &str| text.lines().filter(|line| line.starts_with(&format!("::{level} "))).count();
        for level in ["error", "warning", "notice"] {
            assert!(n_of(level) <= 10, "{level}");
        }
        for line in
            text.lines().filter(|line| line.starts_with("::") && !line.starts_with("::error title=isnad"))
        {
            let command =
                line.get(2..).and_then(|line| line.split_once("::")).map_or(line, |(command, _)| command);
            let (name, properties) = command.split_once(' ').unwrap_or((command, ""));
            assert!(["error", "warning", "notice", "group", "endgroup"].contains(&name), "{line}");
            let known = ["file", "line", "endLine", "col", "endColumn", "title"];
            let keys = properties
                .split(',')
                .filter(|pair| !pair.is_empty())
                .map(|pair| pair.split('=').next().unwrap());
            assert!(name == "group" || keys.clone().all(|key| known.contains(&key)), "{line}");
        }
        if text.lines().count() > 40 {
            assert!(text.contains("::warning title=isnad::") && text.contains(" more; the host shows ten"));
        }
    }
}

#[test]
fn formats_lines_are_one_a_finding() {
    for n in [0, 40, 10_000] {
        let hostile = hostile(n);
        let text = String::from_utf8(hostile.written(Format::Lines)).unwrap();
        assert_eq!(text.lines().count(), hostile.report.open().count());
        assert!(!text.contains('\u{1B}') && !text.contains('\r'));
    }
}

#[test]
fn formats_are_the_same_every_time_and_told_in_arabic_too() {
    for (format, name, _) in Format::ALL {
        let hostile = hostile(40);
        assert_eq!(hostile.written(format), hostile.written(format), "{name}");
        assert!(!hostile.written_in(format, "ar").is_empty(), "{name}");
    }
}
