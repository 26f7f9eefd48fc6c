//! `spelling-variant`: one name, spelt in two ways.
//!
//! What the letters say (`align::name`) cannot tell «بلينكين»/«بلينكن», one man, from
//! «سعد»/«سعيد», two; what stands around both spellings is weighed with it
//! (`rules/world/name_context.toml`).

use std::collections::BTreeSet;

use crate::{
    align::{
        entity::{NameForm, NamePair, Occurrence, Source, is_unseen, name_pairs},
        source_at,
    },
    base::{LineIndex, Span, fold::fold},
    event::Event,
    judge::{Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side, draft::event_name},
    ruleset::Ruleset,
};

/// A finding shows at most this many occurrences of each spelling.
const OCCURRENCES_MAX: usize = 50;

/// The names of an event that are spelt in two ways.
pub(super) fn judge(run: &Run<'_>, event: &Event) -> Vec<Finding> {
    let sources: Vec<Source<'_>> = event
        .articles
        .iter()
        .filter_map(|id| Some((*id, run.articles.get(id.idx())?, run.read.get(id.idx())?)))
        .collect();
    let pairs = name_pairs(run.ruleset, &run.memo.spellings, &sources);
    pairs.iter().filter_map(|pair| finding(run, &sources, pair)).collect()
}

fn finding(run: &Run<'_>, sources: &[Source<'_>], pair: &NamePair<'_>) -> Option<Finding> {
    let (mut a, mut b) = (&pair.a, &pair.b);
    let place =
        |form: &NameForm<'_>| form.occurrences.first().map(|first| (first.source_idx, first.place.span));
    if place(b) < place(a) {
        (a, b) = (b, a);
    }
    let (side_a, text_a) = side(run.ruleset, sources, a)?;
    let (side_b, text_b) = side(run.ruleset, sources, b)?;
    let mut parts = [a.key, b.key];
    parts.sort_unstable();
    let are_customs = are_customs(run.ruleset, sources, a, b);
    let is_doubtful = pair.score.probability() < run.ruleset.name_context.sure_min;
    let suggestion = suggestion(run.ruleset, a, b).filter(|_| !are_customs && !is_doubtful);
    let mut evidence: Vec<Evidence> = pair
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
    let message = match () {
        () if are_customs => "between-publishers",
        () if is_doubtful => "doubtful",
        () if differs_in_signs(a, b) => "signs",
        () if suggestion.is_some() => "suggested",
        () => "plain",
    };
    let check = run.ruleset.checks.get("spelling-variant");
    Some(Finding {
        id: Finding::id_of("spelling-variant", &parts),
        rule: "spelling-variant",
        severity: check.map_or(Severity::Warning, |check| check.severity_of(message)),
        confidence: Confidence(pair.score.probability()),
        event: event_name(run, side_a.article),
        subject: a.written.to_owned(),
        a: side_a,
        b: Some(side_b),
        message,
        suggestion,
        arguments,
        evidence,
    })
}

/// Whether each spelling is the custom of publishers of its own, and the house prefers neither: then it is
/// a slip of nobody's. Of an article that does not say who prints it nothing is known.
fn are_customs(ruleset: &Ruleset, sources: &[Source<'_>], a: &NameForm<'_>, b: &NameForm<'_>) -> bool {
    let publishers = |form: &NameForm<'_>| -> Option<BTreeSet<&str>> {
        let publisher = |occurrence: &Occurrence| {
            sources.get(occurrence.source_idx).and_then(|(_, article, _)| article.publisher.as_deref())
        };
        form.occurrences.iter().map(publisher).collect()
    };
    let are_apart = publishers(a).zip(publishers(b)).is_some_and(|(a, b)| a.is_disjoint(&b));
    are_apart && ruleset.house.preferred(a.key, b.key).is_none()
}

/// Whether the spellings differ in a hamza or dots alone.
fn differs_in_signs(a: &NameForm<'_>, b: &NameForm<'_>) -> bool {
    a.key == b.key
}

/// The side of a form: the whole name where it first stands with another word of the name.
fn side(ruleset: &Ruleset, sources: &[Source<'_>], form: &NameForm<'_>) -> Option<(Side, String)> {
    let mention = |occurrence: &Occurrence| {
        let (_, _, read) = sources.get(occurrence.source_idx)?;
        read.claims.mentions.get(occurrence.place.mention_idx? as usize)
    };
    // Of «اوغلو» and «أوغلو» in one article the one is shown that is told.
    let is_spelt = |occurrence: &&Occurrence| {
        let article = sources.get(occurrence.source_idx).map(|(_, article, _)| *article);
        article.is_some_and(|article| occurrence.place.span.text(&article.text).ends_with(form.written))
    };
    let full = form.occurrences.iter().filter(is_spelt).find(|occurrence| {
        occurrence.place.word_idx > 0 && mention(occurrence).is_some_and(|mention| mention.words.len() > 1)
    });
    let spelt = full.or(form.occurrences.iter().find(is_spelt));
    let occurrence = spelt.or(form.occurrences.first())?;
    let (id, article, read) = sources.get(occurrence.source_idx)?;
    let span = mention(occurrence).map_or(occurrence.place.span, |mention| mention.span);
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

/// The form of the house, else the one that stands there more often, else the one that lists know.
fn suggestion(ruleset: &Ruleset, a: &NameForm<'_>, b: &NameForm<'_>) -> Option<String> {
    if let Some(preferred) = ruleset.house.preferred(a.key, b.key) {
        return Some(preferred.to_owned());
    }
    let whole = |form: &NameForm<'_>| {
        let article = ruleset.names.article(form.language).filter(|_| form.signs.definite);
        format!("{}{}", article.unwrap_or_default(), form.written)
    };
    match a.occurrences.len().cmp(&b.occurrences.len()) {
        std::cmp::Ordering::Less => Some(whole(b)),
        std::cmp::Ordering::Equal => match (is_unseen(a), is_unseen(b)) {
            (true, false) => Some(whole(b)),
            (false, true) => Some(whole(a)),
            _ => None,
        },
        std::cmp::Ordering::Greater => Some(whole(a)),
    }
}

/// Where a form stands: `path:line:column form`.
fn occurrences(sources: &[Source<'_>], form: &NameForm<'_>) -> Vec<String> {
    let mut lines: Vec<Option<LineIndex>> = sources.iter().map(|_| None).collect();
    let shown = form.occurrences.iter().take(OCCURRENCES_MAX);
    shown
        .filter_map(|occurrence| {
            let (_, article, read) = sources.get(occurrence.source_idx)?;
            let lines = lines.get_mut(occurrence.source_idx)?;
            let lines = lines.get_or_insert_with(|| LineIndex::new(&article.text));
            let span: Span = occurrence.place.span;
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
    use crate::{Options, check as check_articles, ingest::Article, judge::Severity, ruleset::Ruleset};

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
    fn a_name_in_another_orthography_is_one_unless_all_of_the_article_is_in_it() {
        let right =
            "قال المدير التنفيذي فيصل العجمي إن المصنع يعمل، وأضاف العجمي أن العمال باقون في مواقعهم.";
        check(
            &[right, "وقال فيصل العجمى، المدير التنفيذي، إن المصنع يعمل وإن العمال باقون في مواقعهم."],
            &[("فيصل العجمي", "فيصل العجمى", Some("العجمي"))],
        );
        check(
            &[right, "وقال فيصل العجمى، المدير التنفيذى، إن المصنع يعمل وإن العمال باقون فى مواقعهم."],
            &[],
        );
        // Nor where the word has its article.
        let right = "تعاقد النادي مع اللاعب أدريانو لوبيرتي لموسمين، وقال المدرب إن الصفقة مهمة للفريق.";
        check(
            &[
                right,
                "تعاقد النادي الألماني مع اللاعب ادريانو لوبيرتي لموسمين، وقال المدرب إن الصفقة مهمة للفريق.",
            ],
            &[("أدريانو لوبيرتي", "ادريانو لوبيرتي", None)],
        );
        check(
            &[
                right,
                "تعاقد النادي الالماني مع اللاعب ادريانو لوبيرتي لموسمين، وقال المدرب ان الصفقة مهمة للفريق.",
            ],
            &[],
        );
    }

    #[test]
    fn names_of_a_country_or_town_vary_but_two_countries_are_two() {
        check(
            &["أعلنت نيجيريا حالة الطوارئ بعد الفيضانات. وانتشرت فرق الإنقاذ في شمال نايجيريا مساء أمس."],
            &[("نيجيريا", "نايجيريا", Some("نيجيريا"))],
        );
        check(&["وصل وفد من غينيا إلى الدوحة. وكان وفد من كينيا قد سبقه إليها."], &[]);
    }

    #[test]
    fn a_word_that_sounds_like_a_name_of_the_article_is_held_against_it() {
        check(
            &["وصل الوفد إلى طوكيو مساء الخميس. ثم غادر توكيو صباح السبت عائدا إلى بلاده."],
            &[("طوكيو", "توكيو", None)],
        );
        check(&["وصل الوزير سالم الحارثي إلى مسقط. وكانت العودة سالمة رغم الضباب."], &[]);
    }

    #[test]
    fn the_same_word_for_a_place_or_body_before_both_says_that_they_are_one() {
        let told =
            "قتل ستة عمال في انهيار منجم تملكه شركة كيلدوراخ، وقالت الشرطة إن البحث عن عشرة آخرين مستمر.";
        check(
            &[told, "ما زال البحث عن عشرة عمال مستمرا بعد انهيار منجم شركة كيلدوراك ومقتل ستة، بحسب الشرطة."],
            &[("كيلدوراخ", "كيلدوراك", None)],
        );
        // «غوما» looks like a word with an ending.
        check(
            &[
                "قتل ستة عمال في انهيار منجم قرب مدينة غوما، وقالت الشرطة إن البحث عن عشرة آخرين مستمر.",
                "ما زال البحث عن عشرة عمال مستمرا بعد انهيار منجم في مدينة جوما ومقتل ستة، بحسب الشرطة.",
            ],
            &[("غوما", "جوما", Some("غوما"))],
        );
        // With its article the word leads to no name.
        check(
            &[
                "احتفل أهالي المنطقة وزائروها بافتتاح الحديقة. وعرضت الفرق رقصاتها أمام أهالي المنطقة وزائريها.",
            ],
            &[],
        );
        check(
            &["وصل الناس لقضاء إجازتهم في الجبل. ويفضل آخرون قضاء إجازاتهم قرب البحر في بيوت أقاربهم."],
            &[],
        );
    }

    #[test]
    fn names_far_apart_are_one_behind_the_same_title_and_given_name() {
        let told = "قالت المتحدثة باسم الحكومة أولغا جورماسيلي إن التصويت على القرض سيجري مساء الأربعاء.";
        check(
            &[told, "التصويت على القرض سيجري مساء الأربعاء، بحسب المتحدثة باسم الحكومة أولغا يروماسيلي."],
            &[("أولغا جورماسيلي", "أولغا يروماسيلي", None)],
        );
        check(&[told, "التصويت على القرض سيجري مساء الأربعاء، بحسب النائب تيم يروماسيلي من حزب الخضر."], &[]);
    }

    #[test]
    fn who_names_two_things_in_one_sentence_knows_both() {
        check(&["تفقد الوزير بلدة بوسكورا ثم بلدة بوسكيرا المجاورة لها، وعاد إلى العاصمة مساء."], &[]);
        check(
            &["تفقد الوزير بلدة بوسكورا وعاد إلى العاصمة مساء. وكانت بلدة بوسكيرا قد تضررت من الزلزال."],
            &[("بوسكورا", "بوسكيرا", None)],
        );
    }

    #[test]
    fn a_word_beside_both_that_was_read_as_no_part_of_the_name_is_of_it() {
        check(
            &["حضر كيلدان سينار المباراة مساء السبت. وكان كيلدان سينر قد وصل إلى المدينة قبل يومين."],
            &[("سينار", "كيلدان سينر", None)],
        );
    }

    #[test]
    fn a_long_word_that_nobody_has_seen_is_a_name() {
        check(
            &["تصدر بوداتوكي السباق في الجولة الأولى. وكان بوداثوكي قد غاب عن السباق في العام الماضي."],
            &[("بوداتوكي", "بوداثوكي", None)],
        );
        check(&["كان الجيران ينادونني باسم جدي. وكانت زميلاتي في المدرسة ينادينني باسم أمي."], &[]);
    }

    #[test]
    fn two_articles_that_are_all_one_cue_are_of_one_event() {
        check(
            &["تعهدت الرئيسة كلارا شينديرلي مواصلة الإصلاحات.", "تعهدت الرئيسة كلارا شيندرلي مواصلة الإصلاحات."],
            &[("كلارا شينديرلي", "كلارا شيندرلي", None)],
        );
    }

    #[test]
    fn adjectives_with_two_spellings_are_words() {
        check(
            &[
                "أقلعت الطائرة من الولايات المتحدة الأميركية صباحا.",
                "أقلعت الطائرة من الولايات المتحدة الأمريكية صباحا.",
            ],
            &[],
        );
    }

    #[test]
    fn inflections_of_a_word_are_no_variants() {
        check(&["يتداول الباحثون نظرية جديدة، وتتداولها الأوساط العلمية وتداولتها الصحف."], &[]);
    }

    #[test]
    fn english_names_vary_too() {
        check(
            &["Energy Minister Henrik Vassberg arrived on Monday. Officials said Henrik Vasberg would stay."],
            &[("Henrik Vassberg", "Henrik Vasberg", None)],
        );
        check(&["Peter Hansen met Paul Hanson in Oslo. Hansen left, and Hanson stayed."], &[]);
    }

    /// The severity of the one finding in articles of these publishers, all of one story.
    fn severity_between(publishers: [Option<&str>; 3], spellings: [&str; 3]) -> Option<Severity> {
        let ruleset = Ruleset::builtin().unwrap();
        let text = |name| {
            format!(
                "وصل وزير الطاقة النرويجي هنريك {name} إلى الدوحة لبحث خط الأنابيب. وأعلن {name} أن المحادثات ستستمر يومين."
            )
        };
        let article = |idx: usize| {
            let mut article = Article::from_text(format!("{idx}.txt"), text(spellings[idx]));
            article.publisher = publishers[idx].map(str::to_owned);
            article
        };
        let report = check_articles(&ruleset, &[0, 1, 2].map(article), &Options::default());
        let found: Vec<_> =
            report.findings.iter().filter(|finding| finding.rule == "spelling-variant").collect();
        assert!(found.len() <= 1, "one finding for a pair of spellings");
        found.first().map(|finding| finding.severity)
    }

    #[test]
    fn what_two_publishers_each_spell_in_their_own_way_is_a_note() {
        let (one, other) = ("فاسبيرغ", "فاسبيرج");
        let severity =
            severity_between([Some("النداء"), Some("البيان"), Some("البيان")], [one, other, other]);
        assert_eq!(severity, Some(Severity::Note));
        let severity = severity_between([Some("النداء"), Some("البيان"), Some("البيان")], [one, other, one]);
        assert_eq!(severity, Some(Severity::Warning), "one of them has both");
        let severity = severity_between([Some("النداء"), None, None], [one, other, other]);
        assert_eq!(severity, Some(Severity::Warning), "nobody says who prints them");
        assert_eq!(severity_between([Some("النداء"), Some("البيان"), None], [one, one, one]), None);
    }
}
