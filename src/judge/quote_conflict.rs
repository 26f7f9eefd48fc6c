//! `quote-conflict`: one statement of one speaker, quoted with another meaning.

use crate::{
    align::name::are_near,
    attribution::Certainty,
    base::id::ArticleId,
    event::Event,
    judge::{
        Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side,
        draft::event_name,
        quote_across,
        quote_words::{Parted, QuotedWord, SideBySide, is_one_name, share_letters},
        quoted::{Quoted, quotes_of},
    },
};

/// The name of the check.
pub(super) const RULE: &str = "quote-conflict";
/// Of two quotations of one statement so many thousandths of the words are the same …
const KEPT_MIN: usize = 750;
/// … and no fewer words than this: with fewer likeness is chance.
const SAME_WORDS_MIN: usize = 3;
/// Two quotations of one statement differ in length by no more than this factor, in tenths.
const LENGTH_RATIO_MAX: usize = 17;

/// The quotations of an event that say the opposite of each other, or another number.
pub(super) fn judge(run: &Run<'_>, event: &Event) -> Vec<Finding> {
    let quoting =
        |article: &&ArticleId| run.read.get(article.idx()).is_some_and(|read| !read.claims.quotes.is_empty());
    if event.articles.iter().filter(quoting).count() < event.articles.len().min(2) {
        return Vec::new();
    }
    let of = |article: &ArticleId| run.memo.quotes.of(*article, || quotes_of(run, *article));
    let quotes: Vec<&[Quoted]> = event.articles.iter().map(of).collect();
    let mut findings = Vec::new();
    for (at, a) in quotes.iter().enumerate() {
        if quotes.len() == 1 {
            for (idx, one) in a.iter().enumerate() {
                findings.extend(a.iter().skip(idx + 1).filter_map(|other| compare(run, one, other)));
            }
        }
        for b in quotes.iter().skip(at + 1) {
            findings.extend(a.iter().flat_map(|one| b.iter().filter_map(|other| compare(run, one, other))));
        }
    }
    findings
}

/// Whether both are told of one person or office in the same words, or one in fewer of them.
fn told_alike(a: &Quoted, b: &Quoted) -> bool {
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    a.told.len().min(b.told.len()) >= TOLD_WORDS_MIN && (within(&a.told, &b.told) || within(&b.told, &a.told))
        || tells_of(&a.frame, &b.telling)
        || tells_of(&b.frame, &a.telling)
}

/// Whether both are told of somebody without a name, in words of which none is the other's: «زعيم المعارضة», «رئيسة حزب الخضر».
fn are_of_two_offices(a: &Quoted, b: &Quoted) -> bool {
    let is_office = |quoted: &Quoted| quoted.speaker.is_empty() && quoted.telling.len() >= TOLD_WORDS_MIN;
    // An article or a conjunction may stand before either.
    let is_same =
        |one: &String, other: &String| one.ends_with(other.as_str()) || other.ends_with(one.as_str());
    let share = a.telling.iter().any(|one| b.telling.iter().any(|other| is_same(one, other)));
    is_office(a) && is_office(b) && !share
}

/// Whether the words around a quotation name a speaker, however they tell that it is theirs: «كلام نسبته القناة إلى
/// قائد البعثة».
fn tells_of(frame: &[String], telling: &[String]) -> bool {
    telling.len() >= TOLD_WORDS_MIN && telling.iter().all(|word| frame.contains(word))
}

/// Whether one voice tells both: what it tells twice of one speaker in two sentences may be of two sources that are
/// not known by name.
fn is_of_one_voice(a: &Quoted, b: &Quoted) -> bool {
    let in_one = a.frame_tokens.first() == b.frame_tokens.first();
    a.article == b.article && a.source == b.source && (in_one || !told_alike(a, b))
}

/// Fewer words name nobody: «المتحدث».
const TOLD_WORDS_MIN: usize = 2;

fn compare(run: &Run<'_>, a: &Quoted, b: &Quoted) -> Option<Finding> {
    if is_of_one_voice(a, b) {
        return None;
    }
    if !is_of_one_language(run, a, b) {
        let (message, likeness) = quote_across::contradiction(run, a, b)?;
        return Some(finding(run, a, b, message, likeness));
    }
    let (short, long) = (a.words.len().min(b.words.len()), a.words.len().max(b.words.len()));
    // Aligning words takes time; two quotations of one statement share a word that says something.
    let are_apart = long * 10 > short * LENGTH_RATIO_MAX || !a.bag.meets(&b.bag);
    if are_apart || are_of_two_offices(a, b) || are_of_two_people(run, a, b) {
        return None;
    }
    let aligned = SideBySide::new(&a.words, &b.words);
    if aligned.kept() < KEPT_MIN || aligned.same.len() < SAME_WORDS_MIN {
        return None;
    }
    // «لن نرفع سعر الخبز», «سنرفع سعر غاز الطهي»
    let of_one_thing = !aligned.parted.iter().any(is_other_thing);
    let few_parted =
        of_one_thing && (short <= SHORT_QUOTE_WORDS || aligned.n_parted() <= 1 + short / PARTED_PART);
    let naming_min = if told_alike(a, b) { NAMING_WORDS_ONE_SPEAKER_MIN } else { NAMING_WORDS_MIN };
    let both_said = is_said(a) && is_said(b) || told_alike(a, b);
    let message = match a.negated != b.negated {
        true if few_parted && (denies(a, b, &aligned) || denies(b, a, &aligned.turned())) => "negation",
        true => return None,
        // «لا نريد متحفا بل بيتا», «نريد متحفا لا بيتا»
        false if few_parted && negates_elsewhere(a, b, &aligned) => "negation",
        false if aligned.parted.iter().any(is_other_number) && !is_of_another_time(run, &aligned) => "number",
        false
            if short >= naming_min
                && both_said
                && matches!(aligned.parted.as_slice(), [parted] if is_other_name(parted)) =>
        {
            "name"
        }
        false if short >= NAMING_WORDS_ONE_SPEAKER_MIN && both_said && says_opposite(run, &aligned) => {
            "opposite"
        }
        false => return None,
    };
    Some(finding(run, a, b, message, aligned.kept()))
}

/// Whether both speakers are named, and no word of one name is one of the other, nor another spelling of one.
fn are_of_two_people(run: &Run<'_>, a: &Quoted, b: &Quoted) -> bool {
    let language = run.read.get(a.article.idx()).map_or("", |read| &read.text.language);
    let is_one = |one: &String, other: &String| {
        one == other || are_near(run.ruleset, &run.memo.spellings, (one, other), language)
    };
    !a.speaker.is_empty()
        && !b.speaker.is_empty()
        && !a.speaker.iter().any(|one| b.speaker.iter().any(|other| is_one(one, other)))
}

fn is_of_one_language(run: &Run<'_>, a: &Quoted, b: &Quoted) -> bool {
    let language = |quoted: &Quoted| run.read.get(quoted.article.idx()).map(|read| &read.text.language);
    language(a) == language(b)
}

/// A quotation of no more words than this is short.
const SHORT_QUOTE_WORDS: usize = 14;
/// Of a longer one that is denied, no more than one word and one in so many may be told otherwise.
const PARTED_PART: usize = 15;
/// Two negations so many words apart negate two things.
const NEGATIONS_APART_MIN: usize = 3;
/// A shorter quotation is the name of a thing rather than something said.
const NAMING_WORDS_MIN: usize = 7;
/// Where both are told of one person in the same words, a shorter one is enough.
const NAMING_WORDS_ONE_SPEAKER_MIN: usize = 5;

/// Whether all is the same but for one word, and the other has its opposite there: «رفعنا», «خفضنا».
fn says_opposite(run: &Run<'_>, aligned: &SideBySide<'_>) -> bool {
    let opposite = |a: &QuotedWord, b: &QuotedWord| run.ruleset.negations.are_opposites(&a.folded, &b.folded);
    match aligned.parted.as_slice() {
        // Two words that look alike were taken for one: «نرفض», «نرفع».
        [] => aligned.same.iter().filter(|(a, b)| a.folded != b.folded && opposite(a, b)).count() == 1,
        // «وافقنا على», «رفضنا»: with the preposition that one of them takes.
        [parted] => sole(&parted.a).zip(sole(&parted.b)).is_some_and(|(a, b)| opposite(a, b)),
        _ => false,
    }
}

/// The only word, or the only one that says something.
fn sole<'w>(words: &[&'w QuotedWord]) -> Option<&'w QuotedWord> {
    let mut said = words.iter().copied().filter(|word| words.len() == 1 || word.key != 0);
    said.next().filter(|_| said.next().is_none())
}

/// Whether the two tell two things, each with its number: «6 في المئة في العام الماضي», «4 في المئة في العام المقبل».
fn is_of_another_time(run: &Run<'_>, aligned: &SideBySide<'_>) -> bool {
    let opposite = |a: &QuotedWord, b: &QuotedWord| run.ruleset.negations.are_opposites(&a.folded, &b.folded);
    let has_opposite = |parted: &Parted<'_>| parted.a.iter().any(|a| parted.b.iter().any(|b| opposite(a, b)));
    // Two words that look alike were taken for one: «الماضي», «المقبل».
    aligned.parted.iter().any(has_opposite) || aligned.same.iter().any(|(a, b)| opposite(a, b))
}

/// Whether each of the two names something, and neither the other's.
fn is_other_thing(parted: &Parted<'_>) -> bool {
    let says = |words: &[&QuotedWord]| words.iter().any(|word| word.key != 0);
    let alike = |a: &QuotedWord| parted.b.iter().any(|b| share_letters(&a.folded, &b.folded));
    says(&parted.a) && says(&parted.b) && !parted.a.iter().any(|word| alike(word))
}

/// Whether somebody is told to have said it.
fn is_said(quoted: &Quoted) -> bool {
    !quoted.told.is_empty() || quoted.certainty == Certainty::Explicit
}

/// Whether a number stands where the other has another one: not the same in other digits, and not written
/// backwards, «3.1» for «1.3».
fn is_other_number(parted: &Parted<'_>) -> bool {
    let number = |words: &[&QuotedWord]| match words {
        [word] => word.value.clone(),
        _ => None,
    };
    // «مرتين», «أربع مرات»
    if let ([number], []) | ([], [number]) = (parted.a.as_slice(), parted.b.as_slice()) {
        return number.is_number && parted.before_other_form;
    }
    let digits = |value: &str| {
        let mut digits: Vec<u8> =
            value.bytes().filter(u8::is_ascii_digit).filter(|digit| *digit != b'0').collect();
        digits.sort_unstable();
        digits
    };
    let is_told = parted.a.iter().chain(&parted.b).any(|word| word.is_number);
    // «210» for «120» is a slip, and another number.
    let is_whole = |value: &str| value.starts_with("One") && !value.contains('.');
    let differ = |a: &str, b: &str| digits(a) != digits(b) || a != b && is_whole(a) && is_whole(b);
    is_told && number(&parted.a).zip(number(&parted.b)).is_some_and(|(a, b)| differ(&a, &b))
}

/// Whether a name stands where the other has another one, not the same in another spelling. One of the two is
/// known for a name; of the other it is enough that nothing else is known of its words, or of one of them.
fn is_other_name(parted: &Parted<'_>) -> bool {
    let named = |words: &[&QuotedWord]| !words.is_empty() && words.iter().all(|word| word.is_name);
    let may_be = |words: &[&QuotedWord]| words.iter().any(|word| word.is_name || word.may_be_name);
    let alike = |a: &QuotedWord| parted.b.iter().any(|b| is_one_name(a, b));
    let (a, b) = (parted.a.as_slice(), parted.b.as_slice());
    let known = match (named(a), named(b)) {
        (true, true) => true,
        (true, false) => a.len() == b.len() && may_be(b),
        (false, true) => a.len() == b.len() && may_be(a),
        (false, false) => false,
    };
    known && !parted.a.iter().any(|word| alike(word))
}

/// Whether each negates what the other says, in two places: «لا نريد متحفا بل بيتا», «نريد متحفا لا بيتا»; not «أمر ليس سيئا» and
/// «ليس أمرا سيئا».
fn negates_elsewhere(a: &Quoted, b: &Quoted, aligned: &SideBySide<'_>) -> bool {
    let at = |quoted: &Quoted| quoted.words.iter().position(|word| word.negates);
    let are_apart = at(a).zip(at(b)).is_some_and(|(one, other)| one.abs_diff(other) >= NEGATIONS_APART_MIN);
    are_apart && denies(a, b, aligned) && denies(b, a, &aligned.turned())
}

/// Whether `a` negates a word that stands in `b` without a negation; the verb may take another form: «لم نتلق»,
/// «تلقينا».
fn denies(a: &Quoted, b: &Quoted, aligned: &SideBySide<'_>) -> bool {
    // «لن نوقع إلا بعد الانسحاب» is no denial of «سنوقع بعد الانسحاب».
    if a.words.iter().any(|word| word.excepts) && !b.words.iter().any(|word| word.excepts) {
        return false;
    }
    let negated = a.words.iter().zip(a.words.iter().skip(1)).filter(|(word, _)| word.negates);
    negated.map(|(_, next)| next).any(|denied| {
        aligned.counterpart(denied).is_some_and(|said| {
            let at = b.words.iter().position(|word| std::ptr::eq(word, said)).unwrap_or(0);
            let before = at.checked_sub(1).and_then(|before| b.words.get(before));
            let glued = said.denied.as_ref().is_some_and(|word| *word == denied.folded);
            !glued && !before.is_some_and(|before| before.negates || before.may_negate)
        })
    })
}

fn finding(run: &Run<'_>, a: &Quoted, b: &Quoted, message: &'static str, kept: usize) -> Finding {
    let (a, b) = if (a.article, a.span) <= (b.article, b.span) { (a, b) } else { (b, a) };
    let (one, other) = (quote_side(run, a), quote_side(run, b));
    let mut values = [one.value.as_str(), other.value.as_str()];
    values.sort_unstable();
    let text = |quoted: &Quoted| {
        run.articles
            .get(quoted.article.idx())
            .map_or("", |article| quoted.span.text(&article.text))
            .to_owned()
    };
    Finding {
        id: Finding::id_of(RULE, &values),
        rule: RULE,
        severity: Severity::Warning,
        confidence: Confidence(800),
        event: event_name(run, a.article),
        subject: one.source.clone(),
        arguments: vec![
            ("a", text(a)),
            ("b", text(b)),
            ("source_a", one.source.clone()),
            ("source_b", other.source.clone()),
        ],
        a: one,
        b: Some(other),
        suggestion: None,
        message,
        evidence: vec![Evidence {
            name: "likeness",
            value: EvidenceValue::Number(i64::try_from(kept).unwrap_or(0)),
            weight: None,
        }],
    }
}

fn quote_side(run: &Run<'_>, quoted: &Quoted) -> Side {
    let article = run.articles.get(quoted.article.idx());
    let text = article.map_or("", |article| article.text.as_str());
    let sentence = run.read.get(quoted.article.idx()).and_then(|read| {
        let id = read.text.sentence_at(quoted.span.start())?;
        read.text.sentences.get(id.idx())
    });
    Side {
        article: quoted.article,
        span: quoted.span,
        context: sentence.map_or(quoted.span, |sentence| sentence.span.cover(quoted.span)),
        source: quoted.source.clone(),
        certainty: quoted.certainty,
        value: crate::base::fold::fold(quoted.span.text(text)),
    }
}
