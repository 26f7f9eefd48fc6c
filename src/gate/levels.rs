//! Levels: how much a finding matters here, and how sure it must be, by check and by path.

use crate::{
    config::{Config, Level},
    gate::Report,
    ingest::Article,
    judge::Finding,
};

/// Gives every finding the severity that the configuration has for it, and leaves out those that are
/// switched off or not sure enough. Of two articles with different settings the stricter has the word.
pub fn apply_levels(config: &Config, report: &mut Report, articles: &[Article]) {
    let path = |idx: usize| articles.get(idx).map_or("", |article| article.path.as_str());
    for finding in &mut report.findings {
        let paths = paths_of(finding).map(|idx| idx.map(path));
        let own = Level::At(finding.severity);
        let levels = paths.iter().flatten().map(|path| config.level(finding.rule, path).unwrap_or(own));
        if let Some(Level::At(severity)) = levels.max() {
            finding.severity = severity;
        }
    }
    report.retain(|finding| {
        let paths = paths_of(finding).map(|idx| idx.map(path));
        let mut paths = paths.iter().flatten();
        paths.any(|path| {
            config.level(finding.rule, path) != Some(Level::Off)
                && finding.confidence.0 >= config.confidence_min(path)
        })
    });
}

fn paths_of(finding: &Finding) -> [Option<usize>; 2] {
    [Some(finding.a.article.idx()), finding.b.as_ref().map(|b| b.article.idx())]
}
