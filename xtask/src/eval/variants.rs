//! `cargo xtask eval variants CORPUS`: how many spelling variants are found in running news, and how
//! many findings there are where nobody put any.
//!
//! Names are taken from the articles as they stand there, so that they are spread as in news: words
//! that follow a title somewhere in the corpus, chosen without the finder of names that is measured.
//! Each article gets at most one variant, made by one operation that newspapers show every day. What
//! is found in the untouched articles is listed for a person to judge.

use std::{collections::BTreeSet, fmt::Write as _, fs};

use isnad::{
    Options,
    base::{fold::fold, lex::LexKind},
    check,
    ingest::{Article, ReadOptions, read_paths},
    judge::Finding,
    read_article,
    ruleset::Ruleset,
};

use crate::{
    Result,
    eval::plant::{Kind, Plant, plants},
};

const REPORT: &str = "reports/accuracy/variants.md";
const README: &str = "README.md";
const START: &str = "<!-- from cargo xtask eval variants -->\n";
const END: &str = "<!-- end -->";
const RULE: &str = "spelling-variant";

/// Measures over the articles of `corpus`; what is found in the untouched ones goes to `list`.
pub(crate) fn eval_variants(
    corpus: &str,
    label: &str,
    wrong: Option<&str>,
    list: Option<&str>,
) -> Result<()> {
    let ruleset = Ruleset::builtin()?;
    let mut articles = read_paths(&[corpus], ReadOptions::default()).articles;
    articles.sort_by(|a, b| a.path.cmp(&b.path));
    let n_words: usize = articles.iter().map(|article| n_words(&ruleset, article)).sum();
    let untouched = findings(&ruleset, &articles);
    if let Some(path) = list {
        fs::write(path, listed(&articles, &untouched))?;
    }
    let plants = plants(&ruleset, &articles);
    let mut planted = articles.clone();
    for plant in &plants {
        let article = &mut planted[plant.article_idx];
        *article = plant.made(article);
    }
    let found = findings(&ruleset, &planted);
    let counted = |kind: Kind| {
        let of_kind: Vec<&Plant> = plants.iter().filter(|plant| plant.kind == kind).collect();
        let n_found = of_kind.iter().filter(|plant| is_found(&planted, &found, plant)).count();
        (n_found, of_kind.len())
    };
    let missed = plants.iter().filter(|plant| !is_found(&planted, &found, plant));
    for plant in missed.take(60) {
        println!("missed: {} {} ({:?})", plant.from, plant.to, plant.kind);
    }
    let known: BTreeSet<&str> = untouched.iter().map(|finding| finding.id.as_str()).collect();
    let is_planted = |finding: &Finding| plants.iter().any(|plant| tells(&planted, finding, plant));
    let n_others =
        found.iter().filter(|finding| !known.contains(&*finding.id) && !is_planted(finding)).count();
    let table = table(&Measured {
        label,
        n_articles: articles.len(),
        n_words,
        n_untouched: untouched.len(),
        n_wrong: wrong.map(str::parse).transpose()?,
        n_others,
        within: counted(Kind::Within),
        across: counted(Kind::Across),
    })?;
    println!("{table}");
    fs::create_dir_all("reports/accuracy")?;
    fs::write(
        REPORT,
        format!("# Spelling variants in running news\n\n`{COMMAND}` writes this table.\n\n{table}"),
    )?;
    into_readme(&table)
}

const COMMAND: &str = "cargo xtask eval variants CORPUS LABEL [WRONG [LIST]]";

struct Measured<'m> {
    label: &'m str,
    n_articles: usize,
    n_words: usize,
    n_untouched: usize,
    /// How many of those in untouched articles a person judged wrong.
    n_wrong: Option<usize>,
    n_others: usize,
    within: (usize, usize),
    across: (usize, usize),
}

fn table(measured: &Measured<'_>) -> Result<String> {
    let per_500 = |n: usize| 500.0 * n as f64 / measured.n_words.max(1) as f64;
    let recall =
        |(n, of): (usize, usize)| format!("{n} of {of}, {:.1} %", 100.0 * n as f64 / of.max(1) as f64);
    let both = (measured.within.0 + measured.across.0, measured.within.1 + measured.across.1);
    let mut table = String::from("| spelling variants in running news | |\n|---|---|\n");
    writeln!(
        table,
        "| articles | {} ({}, {} words) |",
        measured.n_articles, measured.label, measured.n_words
    )?;
    writeln!(table, "| variants put in and found | {} |", recall(both))?;
    writeln!(table, "| … beside the other spelling in one article | {} |", recall(measured.within))?;
    writeln!(table, "| … in another article about the event | {} |", recall(measured.across))?;
    let found = per_500(measured.n_untouched);
    writeln!(
        table,
        "| findings in the untouched articles, per 500 words | {} = {found:.3} |",
        measured.n_untouched
    )?;
    if let Some(n_wrong) = measured.n_wrong {
        writeln!(
            table,
            "| … judged wrong by a reader, per 500 words | {n_wrong} = {:.3} |",
            per_500(n_wrong)
        )?;
    }
    let others = per_500(measured.n_others);
    writeln!(
        table,
        "| other findings that the variants brought about, per 500 words | {} = {others:.3} |",
        measured.n_others
    )?;
    Ok(table)
}

fn into_readme(table: &str) -> Result<()> {
    let readme = fs::read_to_string(README)?;
    if let Some((before, rest)) = readme.split_once(START)
        && let Some((_, after)) = rest.split_once(END)
    {
        fs::write(README, format!("{before}{START}{table}{END}{after}"))?;
    }
    Ok(())
}

fn findings(ruleset: &Ruleset, articles: &[Article]) -> Vec<Finding> {
    let mut findings = check(ruleset, articles, &Options::default()).findings;
    findings.retain(|finding| finding.rule == RULE);
    findings
}

fn n_words(ruleset: &Ruleset, article: &Article) -> usize {
    read_article(ruleset, article)
        .text
        .tokens
        .iter()
        .filter(|token| matches!(token.kind, LexKind::Word(_)))
        .count()
}

fn texts<'a>(articles: &'a [Article], finding: &Finding) -> Vec<&'a str> {
    let sides = [Some(&finding.a), finding.b.as_ref()].into_iter().flatten();
    sides.map(|side| side.span.text(&articles[side.article.idx()].text)).collect()
}

/// Whether the finding holds the variant against the spelling it was made of, or another of that name.
fn tells(articles: &[Article], finding: &Finding, plant: &Plant) -> bool {
    let texts: Vec<String> = texts(articles, finding).into_iter().map(fold).collect();
    let has = |text: &String, form: &str| text.split_whitespace().any(|word| word.ends_with(form));
    let (from, to) = (fold(&plant.from), fold(&plant.to));
    texts.iter().any(|text| has(text, &to) && !has(text, &from))
}

fn is_found(articles: &[Article], findings: &[Finding], plant: &Plant) -> bool {
    findings.iter().any(|finding| tells(articles, finding, plant))
}

fn listed(articles: &[Article], findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let places = [Some(&finding.a), finding.b.as_ref()].into_iter().flatten();
        let places: Vec<&str> = places.map(|side| articles[side.article.idx()].path.as_str()).collect();
        format!("{}\t{}\t{}\n", finding.confidence.0, texts(articles, finding).join("\t"), places.join("\t"))
    };
    findings.iter().map(line).collect()
}
