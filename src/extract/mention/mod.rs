//! Mentions: names of people, places, organisations and agencies.
//!
//! Takes the segmented text of an article and gives its names in text order, none inside another.
//! Where a script has capitals, a name is a run of capitalised words; where it has none, a name is
//! found by what stands before it (a title, a verb of speech, «بلدة»), by a given name, by the lists,
//! or because it inflects as no word of the language does.

mod cased; // names in scripts with capitals
mod facts; // what rules and lists say of a form
mod known; // agencies, countries, places and bodies of the rules
mod speaker; // people whom only the attribution names
mod uncased; // names in scripts without
mod word; // what is known of each token

pub use facts::{WordFacts, WordMemo};
pub(crate) use word::without;

use rustc_hash::FxHashSet;

use crate::{
    base::{Span, id::FormId},
    ingest::Article,
    ruleset::{Ruleset, WordClasses},
    text::ArticleText,
};

/// A surname that stands alone and could be a word has at least this many letters.
const SURNAME_CHARS_MIN: usize = 4;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// A person.
    Person,
    /// A country, city or region.
    Place,
    /// A body, company, party or team.
    Organisation,
    /// A medium.
    Agency,
    /// A name of which it is not known what it names.
    Unknown,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name without title and proclitics.
    pub span: Span,
    /// What it names.
    pub kind: MentionKind,
    /// The office or title that stands beside it.
    pub title: Option<Span>,
    /// The words of the name, as positions of tokens, each with the span of its stem.
    pub words: Vec<Span>,
}

/// Reads the names of an article, in text order; `forms` are those of its words, `speakers` the words by which the
/// attribution names people.
pub fn read(
    ruleset: &Ruleset,
    (memo, forms): (&WordMemo, &[Option<FormId>]),
    article: &Article,
    text: &ArticleText,
    speakers: impl Iterator<Item = Span>,
) -> Vec<Mention> {
    let words = word::words(ruleset, (memo, forms), article, text);
    let mut scanner = Scanner { ruleset, article, text, words: &words, mentions: Vec::new() };
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let n_tokens = scanner.step(at, sentence.tokens.end);
            at += n_tokens.max(1);
        }
    }
    let mut mentions = scanner.mentions;
    settle_unknown(article, &mut mentions);
    speaker::add(ruleset, (text, &words), speakers, &mut mentions);
    add_surnames(article, text, &words, &mut mentions);
    mentions
}

/// One pass over the tokens of a sentence.
struct Scanner<'a> {
    ruleset: &'a Ruleset,
    article: &'a Article,
    text: &'a ArticleText,
    words: &'a [word::Word],
    mentions: Vec<Mention>,
}

impl Scanner<'_> {
    /// Reads what begins at the token `at`; gives how many tokens it covers, 0 where nothing does.
    fn step(&mut self, at: usize, end: usize) -> usize {
        let n_known = known::read(self, at, end);
        if n_known > 0 {
            return n_known;
        }
        match self.text.tokens.get(at).map(|token| token.kind) {
            Some(crate::base::lex::LexKind::Word(crate::base::lex::Script::Latin)) => {
                cased::read(self, at, end)
            }
            Some(crate::base::lex::LexKind::Word(_)) => uncased::read(self, at, end),
            _ => 0,
        }
    }

    fn word(&self, at: usize) -> Option<&word::Word> {
        self.words.get(at)
    }

    /// What phrases of the rules the token may begin.
    fn starts(&self, at: usize) -> facts::Starts {
        self.words.get(at).map_or(facts::Starts::MAYBE, |word| word.starts)
    }

    fn push(&mut self, kind: MentionKind, title: Option<Span>, tokens: std::ops::Range<usize>) {
        let words: Vec<Span> = self.words.get(tokens).unwrap_or(&[]).iter().map(|word| word.stem).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let span = first.cover(*last);
        self.mentions.push(Mention { span, kind, title, words });
    }
}

/// A name of which it was not seen what it names is a person's where a person of the article has it.
fn settle_unknown(article: &Article, mentions: &mut [Mention]) {
    let known = surnames(article, mentions);
    for mention in mentions.iter_mut().filter(|mention| mention.kind == MentionKind::Unknown) {
        if let [word] = mention.words.as_slice()
            && known.contains(word.text(&article.text))
        {
            mention.kind = MentionKind::Person;
        }
    }
}

/// Adds surnames that stand alone and could be words, where the full name stands elsewhere.
fn add_surnames(article: &Article, text: &ArticleText, words: &[word::Word], mentions: &mut Vec<Mention>) {
    let known = surnames(article, mentions);
    if known.is_empty() {
        return;
    }
    let never = WordClasses::STOP
        .with(WordClasses::NATIONALITY)
        .with(WordClasses::PLACE_HEAD)
        .with(WordClasses::BODY_HEAD)
        .with(WordClasses::GIVEN)
        .with(WordClasses::JOIN);
    let mut added = Vec::new();
    let mut taken = mentions.iter().map(|mention| mention.span).peekable();
    for (token, word) in text.tokens.iter().zip(words) {
        while taken.next_if(|span| span.end <= token.span.start).is_some() {}
        let is_taken = taken.peek().is_some_and(|span| span.overlaps(token.span));
        let may_be =
            !is_taken && !word.listed && word.n_chars >= SURNAME_CHARS_MIN && !word.classes.any(never);
        if may_be && known.contains(word.stem.text(&article.text)) {
            let (span, words) = (word.stem, vec![word.stem]);
            added.push(Mention { span, kind: MentionKind::Person, title: None, words });
        }
    }
    mentions.extend(added);
    mentions.sort_by_key(|mention| mention.span);
}

/// The last words of full names of people, and of names with a title.
fn surnames<'a>(article: &'a Article, mentions: &[Mention]) -> FxHashSet<&'a str> {
    let persons = mentions.iter().filter(|mention| mention.kind == MentionKind::Person);
    let full = persons.filter(|mention| mention.words.len() > 1 || mention.title.is_some());
    full.filter_map(|mention| mention.words.last()).map(|word| word.text(&article.text)).collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::{attribution::attribute, ruleset::RuleFiles, text::segment};

    fn mentions_of(ruleset: &Ruleset, text: &str) -> Vec<(MentionKind, Option<String>, String)> {
        let article = Article::from_text("a.txt", text);
        let segmented = segment(ruleset, &article);
        let attributions = attribute(ruleset, &article, &segmented);
        let speakers = attributions.iter().filter_map(|attribution| attribution.speaker);
        let mut memo = WordMemo::default();
        let forms = memo.forms(ruleset, &segmented);
        let mentions = read(ruleset, (&memo, &forms), &article, &segmented, speakers);
        let show = |span: Span| span.text(text).to_owned();
        mentions.iter().map(|mention| (mention.kind, mention.title.map(show), show(mention.span))).collect()
    }

    /// Each name as `kind: name`, or `kind: title | name`.
    fn check(text: &str, expected: &[&str]) {
        let ruleset = Ruleset::builtin().unwrap();
        let found: Vec<String> = mentions_of(&ruleset, text)
            .into_iter()
            .map(|(kind, title, name)| {
                let title = title.map_or_else(String::new, |title| format!("{title} | "));
                format!("{kind:?}: {title}{name}")
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_title_takes_its_office_and_leads_to_the_name() {
        check(
            "قال وزير الخارجية الكندي، غرانت ماكليود، إن الوفد سيصل غدا.",
            &["Person: وزير الخارجية الكندي | غرانت ماكليود"],
        );
        check("أعلن وزير الزراعة عن خطة جديدة للري.", &[]);
    }

    #[test]
    fn an_office_may_begin_as_a_proclitic_and_a_function_word_do() {
        check("قال رئيس البلدية سيرغي كولداييف إن الطريق سالك.", &["Person: رئيس البلدية | سيرغي كولداييف"]);
    }

    #[test]
    fn behind_the_word_for_a_place_a_name_may_look_like_a_word_that_nobody_has_seen() {
        check("شن الجيش عملية في وادي تيراه.", &["Place: تيراه"]);
        check("احتفل أهالي المنطقة وزائروها.", &[]);
    }

    #[test]
    fn an_office_ends_before_a_verb_and_before_whom_it_is_told_to() {
        check("وزير الداخلية قام الفريق عثمان المحرج بزيارة.", &["Person: الفريق | عثمان المحرج"]);
        check("قال وزير الداخلية الكويتي للأمير فيصل بن ناصر.", &["Person: للأمير | فيصل بن ناصر"]);
        check(
            "وزير الموارد المائية والري المصري هاني سويلم يتفقد القناة.",
            &["Person: وزير الموارد المائية والري المصري | هاني سويلم"],
        );
    }

    #[test]
    fn behind_an_office_with_its_country_a_rare_word_begins_a_name() {
        check(
            "زارت وزيرة الصحة السويدية ليلو أهوكاسبرغ مستشفى.",
            &["Person: وزيرة الصحة السويدية | ليلو أهوكاسبرغ"],
        );
        check("وزير الصحة المصري يعزي أحمد سالم.", &["Person: أحمد سالم"]);
    }

    #[test]
    fn a_name_is_told_from_a_function_word_by_its_spelling() {
        check("قال وزير النقل العراقي حامد علي كاظم.", &["Person: وزير النقل العراقي | حامد علي كاظم"]);
        check("شدد وزير النقل العراقي على النقل.", &[]);
    }

    #[test]
    fn a_name_that_could_be_a_letter_with_proclitics_is_a_name() {
        check("قال سالم راشد إن الميناء مغلق.", &["Person: سالم راشد"]);
    }

    #[test]
    fn behind_a_given_name_of_two_words_stands_a_family() {
        check("قال عبد الرحمن الفقيه.", &["Person: عبد الرحمن الفقيه"]);
    }

    #[test]
    fn proclitics_are_no_part_of_a_name() {
        check("وصل الوفد لباريس وبلندن محطة أخرى.", &["Place: باريس", "Place: لندن"]);
    }

    #[test]
    fn a_surname_alone_is_the_person_of_the_full_name() {
        check(
            "التقت هيلين ماكفيرسون العمال. وشكرت ماكفيرسون الجميع.",
            &["Person: هيلين ماكفيرسون", "Person: ماكفيرسون"],
        );
    }

    #[test]
    fn a_speaker_whom_no_office_of_the_rules_leads_to_is_a_person() {
        check("وقالت المهندسة المشرفة على الأعمال هيام الكيالي إن القباب جاهزة.", &["Person: هيام الكيالي"]);
        check("وقالت المهندسة المشرفة على الأعمال إن القباب جاهزة.", &[]);
    }

    #[test]
    fn ambiguous_names_of_agencies_need_a_sign() {
        check("ذكرت قناة العربية أن اللغة العربية صعبة.", &["Agency: العربية"]);
    }

    #[test]
    fn capitals_at_the_beginning_of_a_sentence_are_no_names() {
        check(
            "Officials in Geneva met Dr. Samer Khatib. Delays followed.",
            &["Place: Geneva", "Person: Dr. | Samer Khatib"],
        );
    }

    #[derive(Deserialize)]
    struct Examples {
        example: Vec<Example>,
    }

    #[derive(Deserialize)]
    struct Example {
        text: String,
        title: Option<String>,
        name: Option<String>,
        names: Option<Vec<String>>,
        place: Option<String>,
        #[serde(default)]
        none: bool,
    }

    fn run_examples(file: &str, hold: impl Fn(&Example, &[(MentionKind, Option<String>, String)]) -> bool) {
        let ruleset = Ruleset::builtin().unwrap();
        let files = RuleFiles::builtin();
        for (language, parsed) in files.parse_per_language::<Examples>(file).unwrap() {
            for example in parsed.value.example {
                let found = mentions_of(&ruleset, &example.text);
                assert!(hold(&example, &found), "{language}/{file}: {}: {found:?}", example.text);
            }
        }
    }

    #[test]
    fn the_examples_of_the_titles_hold() {
        run_examples("titles.toml", |example, found| {
            let titled: Vec<_> = found.iter().filter(|(_, title, _)| title.is_some()).collect();
            match titled.as_slice() {
                [] => example.none,
                [(_, title, name)] => *title == example.title && Some(name) == example.name.as_ref(),
                _ => false,
            }
        });
    }

    #[test]
    fn the_examples_of_the_names_hold() {
        run_examples("names.toml", |example, found| {
            let people = found.iter().filter(|(kind, ..)| *kind == MentionKind::Person);
            let names: Vec<String> = people.map(|(.., name)| name.clone()).collect();
            Some(names) == example.names
        });
    }

    #[test]
    fn the_examples_of_the_places_hold() {
        run_examples("places.toml", |example, found| {
            let place = found.iter().find(|(kind, ..)| *kind == MentionKind::Place);
            place.map(|(.., name)| name.clone()) == example.place && example.none == place.is_none()
        });
    }
}
