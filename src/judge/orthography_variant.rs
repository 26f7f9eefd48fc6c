//! `orthography-variant`: an article that spells one word in two ways.
//!
//! By explicit rules alone (`rules/*/orthography_words.toml`): most words one letter apart are two
//! words. One finding a lexeme, whatever its inflections, and one a family of slips.

use crate::{
    ReadArticle,
    align::source_at,
    base::{LineIndex, Span, id::ArticleId},
    extract::mention::without,
    ingest::Article,
    judge::{Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side, draft::event_name},
    ruleset::{
        Ruleset,
        lexicon::bare,
        orthography_words::{Spelling, SpellingGroup},
    },
};

/// A rule that was written out for a word leaves little doubt.
const CONFIDENCE: Confidence = Confidence(950);
/// Under proclitics a slip of a shorter word is not told from another word.
const STEM_CHARS_MIN: usize = 3;
/// A finding shows at most this many occurrences of each spelling.
const OCCURRENCES_MAX: usize = 20;

/// Where a word with several spellings stands.
struct Seen<'r> {
    spelling: &'r Spelling,
    token: usize,
    stem: Span,
}

/// The words that an article spells in two ways.
pub(super) fn judge(run: &Run<'_>, id: ArticleId) -> Vec<Finding> {
    let (Some(article), Some(read)) = (run.articles.get(id.idx()), run.read.get(id.idx())) else {
        return Vec::new();
    };
    let words = &run.ruleset.orthography_words;
    let mut by_group: Vec<Vec<Seen<'_>>> = words.groups().iter().map(|_| Vec::new()).collect();
    for token in 0..read.text.tokens.len() {
        see(run.ruleset, article, read, token, &mut by_group);
    }
    by_group.iter().enumerate().filter_map(|(group, seen)| finding(run, id, group, seen)).collect()
}

/// Puts the spellings that the token follows to those of their lexemes and families.
fn see<'r>(
    ruleset: &'r Ruleset,
    article: &Article,
    read: &ReadArticle,
    token: usize,
    by_group: &mut [Vec<Seen<'r>>],
) {
    let Some(at) = read.text.tokens.get(token) else {
        return;
    };
    for (n_others, reading) in ruleset.vocabulary.readings(at.reading).enumerate() {
        let spellings = ruleset.orthography_words.spellings(reading.word);
        if spellings.is_empty() {
            continue;
        }
        let n_letters = read.text.folded_of(at).chars().count();
        let n_stem = ruleset.vocabulary.form(reading.word).chars().count();
        let stem = without(&article.text, at.span, n_letters.saturating_sub(n_stem));
        let written = bare(stem.text(&article.text));
        // «كان» is not «ك» and a slip for «أن», nor «اللازمة» one for «للأزمة».
        let doubtful = n_stem < n_letters
            && (n_others > 0
                || n_stem < STEM_CHARS_MIN
                || ruleset.inflected.contains(read.text.folded_of(at), &read.text.language));
        for spelling in spellings.iter().filter(|spelling| spelling.form == written) {
            let slip =
                ruleset.orthography_words.groups().get(spelling.group).is_some_and(|group| group.is_family)
                    && spelling.custom > 0;
            if slip && doubtful {
                continue;
            }
            if let Some(group) = by_group.get_mut(spelling.group) {
                group.push(Seen { spelling, token, stem });
            }
        }
    }
}

fn finding(run: &Run<'_>, id: ArticleId, group_idx: usize, seen: &[Seen<'_>]) -> Option<Finding> {
    let (article, read) = (run.articles.get(id.idx())?, run.read.get(id.idx())?);
    let group = run.ruleset.orthography_words.groups().get(group_idx)?;
    let (first, other) = seen.iter().find_map(|first| {
        let other = seen.iter().find(|other| {
            other.token > first.token
                && other.spelling.word == first.spelling.word
                && other.spelling.custom != first.spelling.custom
        })?;
        Some((first, other))
    })?;
    let shown = |seen: &Seen<'_>| {
        group.shown.get(seen.spelling.word).and_then(|forms| forms.get(seen.spelling.custom)).cloned()
    };
    let count =
        |one: &Seen<'_>| seen.iter().filter(|seen| seen.spelling.custom == one.spelling.custom).count();
    let suggestion = if group.is_family {
        group.shown.get(first.spelling.word).and_then(|forms| forms.first()).cloned()
    } else {
        match count(first).cmp(&count(other)) {
            std::cmp::Ordering::Less => shown(other),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => shown(first),
        }
    };
    let text = |seen: &Seen<'_>| {
        read.text.tokens.get(seen.token).map_or("", |token| token.span.text(&article.text)).to_owned()
    };
    let mut arguments = vec![("a", text(first)), ("b", text(other))];
    arguments.extend(suggestion.clone().map(|suggestion| ("suggestion", suggestion)));
    let mut evidence =
        vec![Evidence { name: "lexeme", value: EvidenceValue::Text(group.id.clone()), weight: None }];
    let lines = LineIndex::new(&article.text);
    for (name, one) in [("occurrences-a", first), ("occurrences-b", other)] {
        let same = seen.iter().filter(|seen| seen.spelling.custom == one.spelling.custom);
        let listed =
            same.take(OCCURRENCES_MAX).map(|seen| place(article, read, &lines, seen.token)).collect();
        evidence.push(Evidence { name, value: EvidenceValue::List(listed), weight: None });
    }
    Some(Finding {
        id: Finding::id_of("orthography-variant", &id_parts(group, article, [first, other])),
        rule: "orthography-variant",
        severity: Severity::Note,
        confidence: CONFIDENCE,
        event: event_name(run, id),
        subject: shown(first).unwrap_or_default(),
        a: side(run.ruleset, (id, article, read), first),
        b: Some(side(run.ruleset, (id, article, read), other)),
        message: match (group.is_family, suggestion.is_some()) {
            (true, _) => "family",
            (false, true) => "suggested",
            (false, false) => "plain",
        },
        suggestion,
        arguments,
        evidence,
    })
}

/// The lexeme, the two spellings in one order, and the article by what it says of itself: a file that
/// is renamed keeps its findings.
fn id_parts<'a>(group: &'a SpellingGroup, article: &'a Article, pair: [&Seen<'_>; 2]) -> Vec<&'a str> {
    let form = |seen: &Seen<'_>| {
        let forms = group.shown.get(seen.spelling.word);
        forms.and_then(|forms| forms.get(seen.spelling.custom)).map_or("", String::as_str)
    };
    let mut forms = pair.map(form);
    forms.sort_unstable();
    let own = article.id.as_deref().or(article.publisher.as_deref()).unwrap_or("");
    vec![&group.id, forms[0], forms[1], own]
}

fn place(article: &Article, read: &ReadArticle, lines: &LineIndex, token: usize) -> String {
    let span = read.text.tokens.get(token).map(|token| token.span).unwrap_or_default();
    let position = lines.position(&article.text, span.start());
    format!("{}:{}:{} {}", article.path, position.line, position.column, span.text(&article.text))
}

fn side(
    ruleset: &Ruleset,
    (id, article, read): (ArticleId, &Article, &ReadArticle),
    seen: &Seen<'_>,
) -> Side {
    let span = read.text.tokens.get(seen.token).map_or(seen.stem, |token| token.span);
    let context = read
        .text
        .sentence_at(span.start())
        .and_then(|sentence| read.text.sentences.get(sentence.idx()))
        .map_or(span, |sentence| sentence.span);
    let (source, certainty) = source_at(ruleset, article, read, span);
    let value = bare(seen.stem.text(&article.text));
    Side { article: id, span, context, source, certainty, value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, check as check_articles, ruleset::RuleFiles};

    fn groups_of(ruleset: &Ruleset, text: &str) -> Vec<String> {
        let articles = [Article::from_text("a.txt", text)];
        let report = check_articles(ruleset, &articles, &Options::default());
        let mut groups: Vec<String> = report
            .findings
            .iter()
            .filter(|finding| finding.rule == "orthography-variant")
            .filter_map(|finding| match finding.evidence.first().map(|evidence| &evidence.value) {
                Some(EvidenceValue::Text(group)) => Some(group.clone()),
                _ => None,
            })
            .collect();
        groups.sort();
        groups
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(groups_of(&Ruleset::builtin().unwrap(), text), expected, "{text}");
    }

    #[derive(serde::Deserialize)]
    struct Examples {
        example: Vec<Example>,
    }

    #[derive(serde::Deserialize)]
    struct Example {
        text: String,
        lexemes: Vec<String>,
    }

    #[test]
    fn the_examples_of_the_rules_hold() {
        let ruleset = Ruleset::builtin().unwrap();
        let files = RuleFiles::builtin();
        for (_, parsed) in files.parse_per_language::<Examples>("orthography_words.toml").unwrap() {
            for example in parsed.value.example {
                assert_eq!(groups_of(&ruleset, &example.text), example.lexemes, "{}", example.text);
            }
        }
    }

    #[test]
    fn inflections_of_one_lexeme_are_one_finding() {
        check("شئون البلاد وشؤونها. وللشئون لجنة، وبشؤوننا أخرى.", &["affairs"]);
        check("حضر مئة شخص ومائتا طالب وخمسمائة معلم.", &["hundred"]);
    }

    #[test]
    fn a_slip_of_a_family_is_told_once_and_only_where_one_word_is_mixed() {
        check("قال إن الوفد وصل إلى القصر. وعاد الى المطار. وأكد ان الرحلة انتهت.", &["dropped-hamza"]);
        check("وصل الوفد الى القصر وأكد المتحدث ذلك.", &[]);
    }

    #[test]
    fn a_word_of_its_own_is_no_slip_under_proclitics() {
        check("بحث الوفد أسباب الأزمة واتخذ التدابير اللازمة للحل.", &[]);
        check("بحث الوفد أزمة المياه ثم عاد فبحث ازمة الكهرباء.", &["dropped-hamza"]);
    }

    #[test]
    fn words_one_letter_apart_are_two_words() {
        check("كان على الوزير علي أن يسأل عن السؤال والمسألة.", &[]);
    }
}
