//! Suppression: findings that a person has looked at and lets be, with a reason.
//!
//! In an article it is a comment `<!-- isnad-ignore: RULE -- reason -->` (Markdown), for the paragraph
//! that it stands in or before, or a key `isnad-ignore:` of the front matter, for the article; in
//! `isnad.toml` an `[[ignore]]`, for what cannot be edited.

use jiff::civil::Date;

use crate::{
    base::LineIndex,
    config::Config,
    gate::{Notice, Report, SetAside, Witness},
    ingest::{Article, Ignore},
    judge::{Finding, Side},
    ruleset::{Ruleset, error::did_you_mean},
};

/// Sets aside what the articles and the configuration say, and tells of each suppression that has no
/// reason, names no check, or suppresses nothing.
pub fn suppress(
    ruleset: &Ruleset,
    config: &Config,
    articles: &[Article],
    report: &mut Report,
    today: Date,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (idx, article) in articles.iter().enumerate() {
        for ignore in &article.ignores {
            notices.extend(suppress_in(ruleset, idx, article, ignore, report));
        }
    }
    notices.extend(suppress_by_config(config, articles, report, today));
    notices
}

fn suppress_in(
    ruleset: &Ruleset,
    article_idx: usize,
    article: &Article,
    ignore: &Ignore,
    report: &mut Report,
) -> Option<Notice> {
    let line = LineIndex::new(&article.text).position(&article.text, ignore.at.start()).line;
    let notice = |key, arguments| Some(Notice { path: article.path.clone(), line, key, arguments });
    let (targets, reason) = parse(&ignore.text);
    for target in &targets {
        let known = || ruleset.checks.all().map(|check| check.id.as_str()).chain(["all"]);
        if !target.starts_with("F-") && !known().any(|known| known == target) {
            let meant = did_you_mean(target, known());
            return notice("suppression-unknown", vec![("target", target.clone()), ("meant", meant)]);
        }
    }
    if targets.is_empty() || reason.is_empty() {
        return notice("suppression-without-reason", vec![("text", ignore.text.clone())]);
    }
    let is_there = |side: &Side| side.article.idx() == article_idx && side.span.overlaps(ignore.scope);
    let is_meant = |finding: &Finding| {
        let named =
            targets.iter().any(|target| target == "all" || target == finding.rule || *target == finding.id);
        named && (is_there(&finding.a) || finding.b.as_ref().is_some_and(is_there))
    };
    let why = SetAside { by: Witness::Article, reason, place: format!("{}:{line}", article.path) };
    match set_aside(report, is_meant, &why) {
        0 => notice("suppression-unused", vec![("text", ignore.text.clone())]),
        _ => None,
    }
}

/// `RULE, F-ID -- reason`.
fn parse(text: &str) -> (Vec<String>, String) {
    let (targets, reason) = ["--", "—", "–"]
        .iter()
        .filter_map(|dash| text.split_once(dash))
        .min_by_key(|(targets, _)| targets.len())
        .unwrap_or((text, ""));
    let targets =
        targets.split([',', '،', ' ', '\n', '\t']).map(str::trim).filter(|target| !target.is_empty());
    (targets.map(str::to_owned).collect(), reason.trim().to_owned())
}

fn suppress_by_config(
    config: &Config,
    articles: &[Article],
    report: &mut Report,
    today: Date,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    for ignore in config.ignores() {
        let notice =
            |key, arguments| Notice { path: config.path().to_owned(), line: ignore.line, key, arguments };
        let is_meant = |finding: &Finding| {
            let is_there = |side: &Side| {
                articles.get(side.article.idx()).is_some_and(|article| ignore.is_about(config, &article.path))
            };
            ignore.rule.as_ref().is_none_or(|rule| rule == finding.rule)
                && ignore.id.as_ref().is_none_or(|id| *id == finding.id)
                && (is_there(&finding.a) || finding.b.as_ref().is_some_and(is_there))
        };
        if let Some(expires) = ignore.expires.filter(|expires| *expires <= today) {
            if report.open_at().any(|(_, finding)| is_meant(finding)) {
                notices.push(notice("suppression-expired", vec![("day", expires.to_string())]));
            }
            continue;
        }
        let place = format!("{}:{}", config.path(), ignore.line);
        let why = SetAside { by: Witness::Config, reason: ignore.reason.clone(), place };
        if set_aside(report, is_meant, &why) == 0 {
            let text =
                ignore.id.clone().or_else(|| ignore.rule.clone()).unwrap_or_else(|| "[[ignore]]".to_owned());
            notices.push(notice("suppression-unused", vec![("text", text)]));
        }
    }
    notices
}

/// Sets aside what is meant, and says how many that are, also such as were set aside before.
fn set_aside(report: &mut Report, is_meant: impl Fn(&Finding) -> bool, why: &SetAside) -> usize {
    let meant = report.findings.iter().enumerate().filter(|(_, finding)| is_meant(finding));
    let meant: Vec<usize> = meant.map(|(idx, _)| idx).collect();
    for idx in &meant {
        report.set_aside(*idx, why.clone());
    }
    meant.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_reason_are_told_apart() {
        let check = |text: &str, targets: &[&str], reason: &str| {
            assert_eq!(parse(text), (targets.iter().map(|t| (*t).to_owned()).collect(), reason.to_owned()));
        };
        check(
            "figure-conflict -- the agency -- corrected it",
            &["figure-conflict"],
            "the agency -- corrected it",
        );
        check("figure-conflict، F-AB — صححته الوكالة", &["figure-conflict", "F-AB"], "صححته الوكالة");
        check("figure-conflict", &["figure-conflict"], "");
    }
}
