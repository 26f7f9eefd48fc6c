//! The summary: how much was read and compared, and what came of it.

use crate::{
    report::Report,
    ruleset::{Severity, Voice},
};

/// One line: `1 error, 2 notes in 12 articles about 3 events (41 claims compared)`. Only findings that count
/// are counted.
pub fn summary(report: &Report, voice: &Voice<'_>) -> String {
    let separator = voice.tell("list-separator", &[]);
    let found: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, count(report, severity)))
        .filter(|(_, n)| *n > 0)
        .map(|(severity, n)| voice.count(&format!("{}s", severity.as_str()), n))
        .collect();
    let claims = voice.count("claims", report.n_claims);
    let agreements = voice.count("agreements", report.n_agreements);
    let compared = if report.n_agreements == 0 {
        voice.tell("compared", &[("claims", &claims)])
    } else {
        voice.tell("compared-and-agreed", &[("claims", &claims), ("agreements", &agreements)])
    };
    // The parts are in the language of the sentence: they need no isolates.
    let mut plain = *voice;
    plain.isolation.on = false;
    let articles = voice.count("in-articles", report.n_articles);
    let events = voice.count("about-events", report.n_events);
    let place = match report.n_events {
        0 => articles,
        _ => plain.tell("articles-about-events", &[("articles", &articles), ("events", &events)]),
    };
    // What was set aside, or is only where sources agree, is no disagreement that counts.
    let is_none = report.findings.iter().all(|finding| finding.severity == Severity::Info);
    let key = match (found.is_empty(), is_none) {
        (false, _) => "summary-found",
        (true, true) => "summary-none",
        (true, false) => "summary-none-counts",
    };
    let arguments = [("findings", found.join(&separator)), ("where", place), ("compared", compared)];
    plain.tell(key, &arguments.each_ref().map(|(name, words)| (*name, words.as_str())))
}

fn count(report: &Report, severity: Severity) -> usize {
    report.open().filter(|finding| finding.severity == severity).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gate::{SetAside, Witness},
        report::sample,
        ruleset::Ruleset,
    };

    fn check(language: &str, report: &Report, expected: &str) {
        let ruleset = Ruleset::builtin().unwrap();
        let voice = ruleset.messages.voice(language, true).unwrap();
        assert_eq!(summary(report, &voice), expected);
    }

    #[test]
    fn the_summary_says_how_much_was_compared() {
        let (_, found) = sample::quake();
        check("en", &found, "1 error, 2 warnings in 2 articles about 1 event (5 claims compared)");
        check("ar", &found, "خطأ واحد وتنبيهان في مقالين عن حدث واحد (الأقوال التي قورنت: 5)");
        let mut known = found;
        for idx in 0..known.findings.len() {
            let (reason, place) = ("known".to_owned(), "isnad-baseline.toml".to_owned());
            known.set_aside(idx, SetAside { by: Witness::Baseline, reason, place });
        }
        check("en", &known, "no disagreement that counts in 2 articles about 1 event (5 claims compared)");
        check("ar", &known, "لا خلاف يُحتسب في مقالين عن حدث واحد (الأقوال التي قورنت: 5)");
        let none = Report { n_articles: 12, n_events: 3, n_claims: 41, n_agreements: 8, ..Report::default() };
        check(
            "en",
            &none,
            "no disagreement found in 12 articles about 3 events (41 claims compared, 8 agreements)",
        );
        check("ar", &none, "لم يوجد خلاف في 12 مقالا عن 3 أحداث (الأقوال التي قورنت: 41، والتوافقات: 8)");
    }
}
