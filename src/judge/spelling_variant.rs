//! `spelling-variant`: one name, spelt in two ways.
//!
//! What the letters say (`align::name`) cannot tell «بلينكين»/«بلينكن», one man, from
//! «سعد»/«سعيد», two; what stands around both spellings is weighed with it
//! (`rules/world/name_context.toml`).

use crate::{
    align::{
        Reason, Score,
        entity::{NameForm, Occurrence, Source, Surroundings, candidates, name_forms, surroundings},
        name::{SAME_MIN, are_near, compare},
        source_at,
    },
    base::{LineIndex, Span, fold::fold},
    event::Event,
    judge::{Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side, draft::event_name},
    ruleset::{Ruleset, WordClasses, name_context::ContextWeights},
};

/// Of an event with more forms of names only the first are compared.
const FORMS_MAX: usize = 4_000;
/// A form that stands there so often is no slip.
const FREQUENT: usize = 4;
/// A finding shows at most this many occurrences of each spelling.
const OCCURRENCES_MAX: usize = 50;

/// A pair of spellings of one name, before it is told.
struct Variant {
    a: usize,
    b: usize,
    score: Score,
}

/// The names of an event that are spelt in two ways.
pub(super) fn judge(run: &Run<'_>, event: &Event) -> Vec<Finding> {
    let sources: Vec<Source<'_>> = event
        .articles
        .iter()
        .filter_map(|id| Some((*id, run.articles.get(id.idx())?, run.read.get(id.idx())?)))
        .collect();
    judge_names(run, &sources)
}

fn judge_names(run: &Run<'_>, sources: &[Source<'_>]) -> Vec<Finding> {
    let ruleset = run.ruleset;
    let mut forms = name_forms(ruleset, sources);
    forms.truncate(FORMS_MAX);
    let mut variants = Vec::new();
    for (a, b) in candidates(ruleset, &forms) {
        let (Some(form_a), Some(form_b)) = (forms.get(a), forms.get(b)) else {
            continue;
        };
        let apart = sources.len() > 1 && share_article(form_a, form_b);
        if apart || form_a.occurrences.is_empty() || form_b.occurrences.is_empty() {
            // What one article says by itself is found when it is judged alone.
            continue;
        }
        let may_sound_alike = || are_near(ruleset, &form_a.written, &form_b.written, &form_a.language);
        if !is_near(form_a, form_b) || !may_sound_alike() {
            continue;
        }
        let letters = compare(ruleset, &form_a.written, &form_b.written, &form_a.language);
        if letters.score < SAME_MIN / 2 {
            continue;
        }
        let score = weigh(ruleset, sources, form_a, form_b, letters.score);
        if score.probability() >= ruleset.name_context.confidence_min {
            variants.push(Variant { a, b, score });
        }
    }
    let variants = one_a_name(&forms, variants);
    variants.iter().filter_map(|variant| finding(run, sources, &forms, variant)).collect()
}

/// Whether so few letters differ that the context may decide: in running text most far pairs are two
/// names, however well their sounds agree. A form that stands in no name must differ in one letter.
fn is_near(a: &NameForm, b: &NameForm) -> bool {
    let n_chars = a.key.chars().count().min(b.key.chars().count());
    let differing_max = match (a.loose || b.loose, n_chars) {
        (true, _) | (false, ..=5) => 1,
        (false, 6..=7) => 2,
        (false, _) => 3,
    };
    strsim::levenshtein(&a.key, &b.key) <= differing_max
}

fn share_article(a: &NameForm, b: &NameForm) -> bool {
    a.occurrences.iter().any(|one| b.occurrences.iter().any(|other| one.source_idx == other.source_idx))
}

/// What the letters and the words around both say, as one sum.
fn weigh(ruleset: &Ruleset, sources: &[Source<'_>], a: &NameForm, b: &NameForm, letters: u16) -> Score {
    let weights = &ruleset.name_context.weights;
    let mut sum = Sum(Score::default());
    sum.add("letters", i32::from(letters), logit_of(letters));
    sum.add("prior", 1, weights.prior);
    let (around_a, around_b) = (surroundings(ruleset, sources, a), surroundings(ruleset, sources, b));
    weigh_names(ruleset, &around_a, &around_b, (a, b), &mut sum);
    weigh_titles(weights, &around_a, &around_b, &mut sum);
    let persons = |around: &Surroundings| {
        use crate::extract::MentionKind::{Person, Place};
        (around.kinds.contains(&Person), around.kinds.contains(&Place))
    };
    let different_kind = matches!(
        (persons(&around_a), persons(&around_b)),
        ((true, false), (false, true)) | ((false, true), (true, false))
    );
    sum.when("different-kind", different_kind, weights.different_kind);
    let in_one = |same: fn(&Occurrence, &Occurrence) -> bool| {
        a.occurrences.iter().any(|one| b.occurrences.iter().any(|other| same(one, other)))
    };
    let same_name = in_one(|a, b| {
        a.mention_idx.is_some() && (a.source_idx, a.mention_idx) == (b.source_idx, b.mention_idx)
    });
    let same_sentence = in_one(|a, b| (a.source_idx, a.sentence) == (b.source_idx, b.sentence));
    sum.when("same-name", same_name, weights.same_name);
    sum.when("same-sentence", same_sentence && !same_name, weights.same_sentence);
    weigh_forms(weights, a, b, &mut sum);
    let anchored = |around: &Surroundings| !around.before.is_empty() || !around.titles.is_empty();
    let slip = (anchored(&around_a) && is_unseen(b)) || (anchored(&around_b) && is_unseen(a));
    sum.when("unseen-beside-full", slip, weights.unseen_beside_full);
    sum.0
}

fn weigh_names(
    ruleset: &Ruleset,
    around_a: &Surroundings,
    around_b: &Surroundings,
    forms: (&NameForm, &NameForm),
    sum: &mut Sum,
) {
    let weights = &ruleset.name_context.weights;
    let language = &forms.0.language;
    let same = |a: &str, b: &str| {
        a == b || (are_near(ruleset, a, b, language) && compare(ruleset, a, b, language).same)
    };
    let shared = |a: &[String], b: &[String]| a.iter().any(|a| b.iter().any(|b| same(a, b)));
    let before = shared(&around_a.before, &around_b.before);
    let after = shared(&around_a.after, &around_b.after);
    let apart = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty() && !shared(a, b);
    let apart = apart(&around_a.given, &around_b.given) || apart(&around_a.surnames, &around_b.surnames);
    let unseen = is_unseen(forms.0) || is_unseen(forms.1);
    sum.when("same-beside", before || after, weights.same_beside);
    sum.when("different-beside", apart && !unseen, weights.different_beside);
    sum.when("different-beside-unseen", apart && unseen, weights.different_beside_unseen);
}

fn weigh_titles(weights: &ContextWeights, a: &Surroundings, b: &Surroundings, sum: &mut Sum) {
    if a.titles.is_empty() || b.titles.is_empty() {
        return;
    }
    let n_shared = |a: &[String], b: &[String]| a.iter().filter(|word| b.contains(word)).count();
    let same = a.titles.iter().any(|one| {
        b.titles.iter().any(|other| 3 * n_shared(one, other) >= 2 * one.len().min(other.len()).max(1))
    });
    let some = a.titles.iter().any(|one| b.titles.iter().any(|other| n_shared(one, other) > 0));
    sum.when("same-title", same, weights.same_title);
    sum.when("different-title", !some, weights.different_title);
}

fn weigh_forms(weights: &ContextWeights, a: &NameForm, b: &NameForm, sum: &mut Sum) {
    let given = WordClasses::GIVEN;
    let own = |form: &NameForm| form.classes.any(given) || form.definite;
    sum.when("native", own(a) || own(b), weights.native);
    let listed = |form: &NameForm| form.listed.bits() != 0 || form.classes.any(NAMES);
    let known = (a.known && b.known) || (a.classes.any(given) && b.classes.any(given));
    sum.when("both-known", known, weights.both_known);
    sum.when("both-listed", !known && listed(a) && listed(b), weights.both_listed);
    let ordinary = |form: &NameForm| form.ordinary && !form.established && !form.loose;
    sum.when("loose", a.loose || b.loose, weights.loose);
    sum.when("ordinary", ordinary(a) || ordinary(b), weights.ordinary);
    sum.when("unestablished", !a.established && !b.established, weights.unestablished);
    let frequent = a.occurrences.len() >= FREQUENT && b.occurrences.len() >= FREQUENT;
    sum.when("both-frequent", frequent, weights.both_frequent);
}

/// Whether a form is in no list of words or names.
fn is_unseen(form: &NameForm) -> bool {
    form.frequency.is_none()
        && form.listed.bits() == 0
        && form.classes == WordClasses::NONE
        && (form.loose || !form.ordinary)
}

const NAMES: WordClasses = WordClasses::GIVEN.with(WordClasses::GIVEN_FOREIGN).with(WordClasses::SURNAME);

struct Sum(Score);

impl Sum {
    fn add(&mut self, name: &'static str, seen: i32, weight: i32) {
        if weight != 0 {
            self.0.logit = self.0.logit.saturating_add(weight);
            self.0.reasons.push(Reason { name, seen, weight });
        }
    }

    fn when(&mut self, name: &'static str, seen: bool, weight: i32) {
        if seen {
            self.add(name, 1, weight);
        }
    }
}

/// The logit, in thousandths, of a probability in thousandths.
fn logit_of(probability: u16) -> i32 {
    let (mut low, mut high) = (-8_000_i32, 8_000_i32);
    while low < high {
        let middle = (low + high).div_euclid(2);
        if (Score { logit: middle, reasons: Vec::new() }).probability() < probability {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Of pairs that are parts of one pair of names («أنتوني بلينكين», «أنطوني بلينكن») only the last
/// part is told; of three spellings of one name each against the commonest.
fn one_a_name(forms: &[NameForm], variants: Vec<Variant>) -> Vec<Variant> {
    let places = |form: usize| forms.get(form).map_or(&[][..], |form| form.occurrences.as_slice());
    let follows = |one: usize, other: usize| {
        places(one).iter().any(|a| {
            places(other).iter().any(|b| {
                a.mention_idx.is_some()
                    && (a.source_idx, a.mention_idx) == (b.source_idx, b.mention_idx)
                    && a.word_idx < b.word_idx
            })
        })
    };
    let is_first_part = |variant: &Variant| {
        variants.iter().any(|other| {
            (follows(variant.a, other.a) && follows(variant.b, other.b))
                || (follows(variant.a, other.b) && follows(variant.b, other.a))
        })
    };
    let told: Vec<bool> = variants.iter().map(|variant| !is_first_part(variant)).collect();
    variants.into_iter().zip(told).filter(|(_, told)| *told).map(|(variant, _)| variant).collect()
}

fn finding(run: &Run<'_>, sources: &[Source<'_>], forms: &[NameForm], variant: &Variant) -> Option<Finding> {
    let (mut a, mut b) = (forms.get(variant.a)?, forms.get(variant.b)?);
    let place = |form: &NameForm| form.occurrences.first().map(|first| (first.source_idx, first.span));
    if place(b) < place(a) {
        (a, b) = (b, a);
    }
    let (side_a, text_a) = side(run.ruleset, sources, a)?;
    let (side_b, text_b) = side(run.ruleset, sources, b)?;
    let mut parts = [a.key.as_str(), b.key.as_str()];
    parts.sort_unstable();
    let suggestion = suggestion(run.ruleset, a, b);
    let mut evidence: Vec<Evidence> = variant
        .score
        .reasons
        .iter()
        .map(|reason| Evidence {
            name: reason.name,
            value: EvidenceValue::Number(i64::from(reason.seen)),
            weight: Some(reason.weight),
        })
        .collect();
    for (name, form) in [("occurrences-a", a), ("occurrences-b", b)] {
        evidence.push(Evidence {
            name,
            value: EvidenceValue::List(occurrences(sources, form)),
            weight: None,
        });
    }
    let mut arguments = vec![("a", text_a), ("b", text_b)];
    arguments.extend(suggestion.clone().map(|suggestion| ("suggestion", suggestion)));
    Some(Finding {
        id: Finding::id_of("spelling-variant", &parts),
        rule: "spelling-variant",
        severity: Severity::Warning,
        confidence: Confidence(variant.score.probability()),
        event: event_name(run, side_a.article),
        subject: a.written.clone(),
        a: side_a,
        b: Some(side_b),
        message: if suggestion.is_some() { "suggested" } else { "plain" },
        suggestion,
        arguments,
        evidence,
    })
}

/// The side of a form: the whole name where it first stands with another word of the name.
fn side(ruleset: &Ruleset, sources: &[Source<'_>], form: &NameForm) -> Option<(Side, String)> {
    let mention = |occurrence: &Occurrence| {
        let (_, _, read) = sources.get(occurrence.source_idx)?;
        read.claims.mentions.get(occurrence.mention_idx?)
    };
    let full = form.occurrences.iter().find(|occurrence| {
        occurrence.word_idx > 0 && mention(occurrence).is_some_and(|mention| mention.words.len() > 1)
    });
    let occurrence = full.or(form.occurrences.first())?;
    let (id, article, read) = sources.get(occurrence.source_idx)?;
    let span = mention(occurrence).map_or(occurrence.span, |mention| mention.span);
    let context = read
        .text
        .sentence_at(span.start())
        .and_then(|sentence| read.text.sentences.get(sentence.idx()))
        .map_or(span, |sentence| sentence.span);
    let (source, certainty) = source_at(ruleset, article, read, span);
    let text = span.text(&article.text).to_owned();
    let value = fold(&text);
    Some((Side { article: *id, span, context, source, certainty, value }, text))
}

/// The form of the house, else the one that stands there more often.
fn suggestion(ruleset: &Ruleset, a: &NameForm, b: &NameForm) -> Option<String> {
    if let Some(preferred) = ruleset.house.preferred(&a.key, &b.key) {
        return Some(preferred.to_owned());
    }
    match a.occurrences.len().cmp(&b.occurrences.len()) {
        std::cmp::Ordering::Less => Some(b.written.clone()),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(a.written.clone()),
    }
}

/// Where a form stands: `path:line:column form`.
fn occurrences(sources: &[Source<'_>], form: &NameForm) -> Vec<String> {
    let mut lines: Vec<Option<LineIndex>> = sources.iter().map(|_| None).collect();
    let shown = form.occurrences.iter().take(OCCURRENCES_MAX);
    shown
        .filter_map(|occurrence| {
            let (_, article, read) = sources.get(occurrence.source_idx)?;
            let lines = lines.get_mut(occurrence.source_idx)?;
            let lines = lines.get_or_insert_with(|| LineIndex::new(&article.text));
            let span: Span = occurrence.span;
            let position = lines.position(&article.text, span.start());
            // The token as it stands there, with its proclitics.
            let token = read.text.tokens.get(read.text.token_at(span.start()));
            let written = token.map_or(span, |token| token.span).text(&article.text);
            Some(format!("{}:{}:{} {written}", article.path, position.line, position.column))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{Options, check as check_articles, ingest::Article, ruleset::Ruleset};

    /// The two sides of each finding, and what is suggested.
    fn check(texts: &[&str], expected: &[(&str, &str, Option<&str>)]) {
        let ruleset = Ruleset::builtin().unwrap();
        let articles: Vec<Article> = texts
            .iter()
            .enumerate()
            .map(|(idx, text)| Article::from_text(format!("{idx}.txt"), *text))
            .collect();
        let report = check_articles(&ruleset, &articles, &Options::default());
        let text = |side: &crate::judge::Side| side.span.text(texts[side.article.idx()]).to_owned();
        let found: Vec<(String, String, Option<String>)> = report
            .findings
            .iter()
            .filter(|finding| finding.rule == "spelling-variant")
            .map(|finding| {
                let b = finding.b.as_ref().map(&text).unwrap_or_default();
                (text(&finding.a), b, finding.suggestion.clone())
            })
            .collect();
        let expected: Vec<(String, String, Option<String>)> = expected
            .iter()
            .map(|(a, b, suggestion)| ((*a).into(), (*b).into(), suggestion.map(str::to_owned)))
            .collect();
        assert_eq!(found, expected, "{texts:?}");
    }

    #[test]
    fn a_surname_alone_is_held_against_the_full_name() {
        check(
            &[
                "وصل وزير الطاقة النرويجي هنريك فاسبيرغ إلى الدوحة. وأعلن فاسبيرج أن المحادثات ستستمر يومين. وقال فاسبيرغ إن النتائج جيدة.",
            ],
            &[("هنريك فاسبيرغ", "فاسبيرج", Some("فاسبيرغ"))],
        );
    }

    #[test]
    fn a_tie_suggests_nothing_and_all_forms_are_one_finding() {
        check(
            &[
                "قال الوزير هنريك فاسبيرغ إن الاتفاق قريب، وغادر فاسبيرغ القاعة.\nوأكد الوزير هنريك فاسبيرج ذلك، ثم تحدث الصحافيون لفاسبيرج.",
            ],
            &[("هنريك فاسبيرغ", "هنريك فاسبيرج", None)],
        );
    }

    #[test]
    fn both_parts_of_one_name_are_one_finding() {
        check(
            &["التقى الرئيس ديمتري زاخارينكو الوفد. ثم ألقى الرئيس دميتري زاخرينكو كلمة."],
            &[("ديمتري زاخارينكو", "دميتري زاخرينكو", None)],
        );
    }

    #[test]
    fn two_people_of_nearly_one_name_are_two() {
        check(&["حضر سعد الشمري وسعيد الشمري، وألقى سعد كلمة قصيرة ثم تحدث سعيد عن المشروع."], &[]);
        check(&["فاز كارل هانسن على كارلا هانسن، وشكر كارل الجمهور ثم غادرت كارلا."], &[]);
    }

    #[test]
    fn words_and_inflections_of_a_name_are_no_variants() {
        check(&["زار الوزير لبنان، وقال الوزير اللبناني إن اللبنانيين ينتظرون."], &[]);
        check(&["قال الرئيس بوتين إن التين والزيتون في الأسواق وإن المكاتب مكتوبة العناوين."], &[]);
    }

    #[test]
    fn english_names_vary_too() {
        check(
            &["Energy Minister Henrik Vassberg arrived on Monday. Officials said Henrik Vasberg would stay."],
            &[("Henrik Vassberg", "Henrik Vasberg", None)],
        );
        check(&["Peter Hansen met Paul Hanson in Oslo. Hansen left, and Hanson stayed."], &[]);
    }
}
