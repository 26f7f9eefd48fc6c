//! `cargo xtask eval variants CORPUS`: how many spelling variants are found in running news, and how
//! many findings there are where nobody put any.
//!
//! Names are taken from the articles as they stand there, so that they are spread as in news, and are
//! chosen without the finder of names that is measured: those of a list of names that are in print in
//! several spellings, and words that follow a title or the word for a place or company somewhere in the
//! corpus. Each article gets at most one variant: another spelling of the list, or what newspapers do to
//! any name of that sound. What is found in the untouched articles is listed for a person to judge.

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
    eval::plant::{Kind, Origin, Plant, plants},
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
    let ruleset = Ruleset::load(&["rules"])?;
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
    let is_found: Vec<bool> = plants.iter().map(|plant| is_found(&ruleset, &planted, plant)).collect();
    let counted = |is_of: &dyn Fn(&Plant) -> bool| {
        let of = || plants.iter().zip(&is_found).filter(|(plant, _)| is_of(plant));
        (of().filter(|(_, found)| **found).count(), of().count())
    };
    for (plant, _) in plants.iter().zip(&is_found).filter(|(_, found)| !**found) {
        let path = &articles[plant.article_idx].path;
        println!("missed: {} {} ({:?}, {:?}) {path}", plant.from, plant.to, plant.kind, plant.origin);
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
        all: counted(&|_| true),
        parts: vec![
            ("beside the other spelling in one article", counted(&|plant| plant.kind == Kind::Within)),
            ("in another article about the event", counted(&|plant| plant.kind == Kind::Across)),
            ("names of people, as in print", counted(&|plant| plant.origin == Origin::Listed("person"))),
            ("places", counted(&|plant| plant.origin == Origin::Listed("place"))),
            ("companies", counted(&|plant| plant.origin == Origin::Listed("company"))),
            ("teams", counted(&|plant| plant.origin == Origin::Listed("team"))),
            ("other names, as names of that sound vary", counted(&|plant| plant.origin == Origin::Made)),
        ],
    })?;
    println!("{table}");
    fs::create_dir_all("reports/accuracy")?;
    fs::write(
        REPORT,
        format!("# Spelling variants in running news\n\n`{COMMAND}` writes this table.\n\n{table}"),
    )?;
    into_readme(START, &table)
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
    /// Found, and put in.
    all: (usize, usize),
    parts: Vec<(&'static str, (usize, usize))>,
}

fn table(measured: &Measured<'_>) -> Result<String> {
    let per_500 = |n: usize| 500.0 * n as f64 / measured.n_words.max(1) as f64;
    let recall =
        |(n, of): (usize, usize)| format!("{n} of {of}, {:.1} %", 100.0 * n as f64 / of.max(1) as f64);
    let mut table = String::from("| spelling variants in running news | |\n|---|---|\n");
    writeln!(
        table,
        "| articles | {} ({}, {} words) |",
        measured.n_articles, measured.label, measured.n_words
    )?;
    writeln!(table, "| variants put in and found | {} |", recall(measured.all))?;
    for (part, counts) in &measured.parts {
        writeln!(table, "| … {part} | {} |", recall(*counts))?;
    }
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

/// Puts a table into the README, between `start` and the next end.
pub(super) fn into_readme(start: &str, table: &str) -> Result<()> {
    let readme = fs::read_to_string(README)?;
    if let Some((before, rest)) = readme.split_once(start)
        && let Some((_, after)) = rest.split_once(END)
    {
        fs::write(README, format!("{before}{start}{table}{END}{after}"))?;
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

/// Whether the variant is found in its article, beside those about the event: equal findings of a whole
/// corpus are one, and would be found elsewhere.
fn is_found(ruleset: &Ruleset, articles: &[Article], plant: &Plant) -> bool {
    let event = [plant.article_idx].into_iter().chain(plant.near.iter().copied());
    let event: Vec<Article> = event.map(|idx| articles[idx].clone()).collect();
    findings(ruleset, &event).iter().any(|finding| tells(&event, finding, plant))
}

fn listed(articles: &[Article], findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let places = [Some(&finding.a), finding.b.as_ref()].into_iter().flatten();
        let places: Vec<&str> = places.map(|side| articles[side.article.idx()].path.as_str()).collect();
        format!("{}\t{}\t{}\n", finding.confidence.0, texts(articles, finding).join("\t"), places.join("\t"))
    };
    findings.iter().map(line).collect()
}
