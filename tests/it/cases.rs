//! The cases of `tests/cases/*.md`: articles, and every finding that they must give.
//!
//! A heading is a sentence, an `article` fence an article, the `findings` fence all that is found, in
//! any order; agreements are listed only where the fence says `agreements`. A case that the program
//! does not get right yet says so, `<!-- not yet: why -->`, and fails once it does. `SNAPSHOTS=overwrite`
//! writes what was found into the fences of all other cases, and takes away a mark that is no longer
//! true; the diff is reviewed like code.

use std::{env, fmt::Write, fs, path::Path};

use isnad::{
    Options, check,
    ingest::Article,
    judge::{Finding, Side},
    ruleset::Ruleset,
};

/// One case, with the lines of its file that tell its findings.
#[derive(Default)]
struct Case {
    title: String,
    articles: Vec<Article>,
    agreements: bool,
    /// The line that says that the program does not get the case right yet.
    not_yet: Option<usize>,
    expected: Vec<String>,
    findings_from: usize,
    findings_to: usize,
}

#[test]
fn cases_find_what_they_list() {
    let ruleset = Ruleset::builtin().expect("the built-in rules are right");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let overwrite = env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let (mut told, mut n_cases, mut n_not_yet) = (String::new(), 0, 0);
    for path in files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let text = fs::read_to_string(path).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let name = path.file_name().unwrap().to_string_lossy();
        // From the last to the first, so that line numbers stay true while fences are rewritten.
        for case in parse(&text).into_iter().rev() {
            n_cases += 1;
            n_not_yet += usize::from(case.not_yet.is_some());
            let found = found(&ruleset, &case);
            let right = found == case.expected;
            match case.not_yet {
                None if right => {}
                None if overwrite => drop(lines.splice(case.findings_from..case.findings_to, found)),
                None => {
                    let (line, diff) = (case.findings_from, diff(&case.expected, &found));
                    write!(told, "{name}:{line}: {}\n{diff}", case.title).unwrap();
                }
                Some(line) if right && overwrite => drop(lines.remove(line)),
                Some(_) if right => {
                    writeln!(told, "{name}: {}: is right now; take its «not yet» away", case.title).unwrap();
                }
                Some(_) => {}
            }
        }
        if overwrite {
            fs::write(path, lines.join("\n") + "\n").unwrap();
        }
    }
    assert!(n_cases > 0, "no cases under {}", folder.display());
    assert!(told.is_empty(), "{n_cases} cases, {n_not_yet} of them not yet right:\n{told}");
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_owned(), ..Case::default() });
        }
        let Some(case) = cases.last_mut() else { continue };
        if line.starts_with("<!-- not yet: ") {
            case.not_yet = Some(at);
        }
        let Some(fence) = line.strip_prefix("```") else { continue };
        let (kind, rest) = fence.split_once(' ').unwrap_or((fence, ""));
        let body: Vec<(usize, &str)> = lines.by_ref().take_while(|(_, line)| *line != "```").collect();
        let texts = || body.iter().map(|(_, line)| *line);
        match kind {
            "article" => case.articles.push(article(rest, texts().collect::<Vec<_>>().join("\n") + "\n")),
            "findings" => {
                case.agreements = rest == "agreements";
                case.expected = texts().map(str::to_owned).collect();
                case.expected.sort();
                (case.findings_from, case.findings_to) = (at + 1, at + 1 + body.len());
            }
            other => panic!("{}: a fence of kind {other:?}; article and findings are known", case.title),
        }
    }
    for case in &cases {
        assert!(case.findings_from > 0, "{}: no findings fence", case.title);
    }
    cases
}

fn article(attributes: &str, text: String) -> Article {
    let mut article = Article::from_text("article.txt", text);
    for attribute in attributes.split_whitespace() {
        let (key, value) = attribute.split_once('=').expect("attributes are key=value");
        let value = value.to_owned();
        match key {
            "name" => article.path = value,
            "publisher" => article.publisher = Some(value),
            "country" => article.country = Some(value),
            "language" => article.language = Some(value),
            "date" => article.date = Some(value.parse().expect("a date is YYYY-MM-DD")),
            other => {
                panic!("an article has no {other:?}; name, publisher, country, language and date are known")
            }
        }
    }
    article
}

fn found(ruleset: &Ruleset, case: &Case) -> Vec<String> {
    let report =
        check(ruleset, &case.articles, &Options { agreements: case.agreements, ..Options::default() });
    let mut found: Vec<String> =
        report.findings.iter().map(|finding| told(&case.articles, finding)).collect();
    found.sort();
    found
}

/// `figure-conflict «120» (reuters) ≠ «210» (anadolu)`.
fn told(articles: &[Article], finding: &Finding) -> String {
    let side = |side: &Side| {
        let text = articles.get(side.article.idx()).map_or("", |article| side.span.text(&article.text));
        format!("«{text}» ({})", side.source)
    };
    let sign = match finding.rule {
        "agreement" => "=",
        "figure-update" => "→",
        _ => "≠",
    };
    let mut told = format!("{} {}", finding.rule, side(&finding.a));
    if let Some(b) = &finding.b {
        write!(told, " {sign} {}", side(b)).unwrap();
    }
    told
}

fn diff(expected: &[String], found: &[String]) -> String {
    let mut diff = String::new();
    for line in expected.iter().filter(|line| !found.contains(line)) {
        writeln!(diff, "  missing {line}").unwrap();
    }
    for line in found.iter().filter(|line| !expected.contains(line)) {
        writeln!(diff, "  extra   {line}").unwrap();
    }
    diff
}
