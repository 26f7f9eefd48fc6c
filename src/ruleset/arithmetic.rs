//! Wording between a total and its parts.

use serde::Deserialize;

use crate::{
    base::fold::fold,
    ruleset::{PhraseSet, RuleError, RuleFiles, Vocabulary},
};

/// What stands between a total and what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartsCue {
    /// All parts follow: «هم».
    All,
    /// Something within the total follows: «بينهم».
    Some,
    /// A list that a mark opens: «30: 12 عاملا و18 سائقا».
    Listed,
}

/// What sets three figures in a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationCue {
    /// The whole follows: «من أصل».
    Base,
    /// The same follows in another measure: «أي».
    Equals,
    /// The value before a change follows: «من».
    From,
    /// The value before a change follows: «مقارنة مع».
    Compared,
    /// The value after it follows: «إلى».
    To,
    /// The change follows: «بزيادة».
    Change,
    /// The change stands before: "a 30 percent increase".
    ChangeBehind,
}

/// What those who were there did in a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteCue {
    /// They were there, or voted: of a total.
    Present,
    /// They were for it.
    For,
    /// They were against it.
    Against,
    /// They were neither.
    Abstained,
}

/// Wording between a total and its parts.
#[derive(Debug, Default)]
pub struct Arithmetic {
    /// The wording.
    pub cues: PhraseSet<PartsCue>,
    /// The wording between figures of which two give the third.
    pub relations: PhraseSet<RelationCue>,
    /// The words behind a percentage for the whole that was told: «من الإجمالي».
    pub wholes: PhraseSet<()>,
    /// Words that say of a change how often it comes: «سنويا».
    pub rates: PhraseSet<()>,
    /// Words before where or when a part of a whole was: «في الشوط الأول».
    pub places: PhraseSet<()>,
    /// Words that say where each of several parts is.
    pub placings: PhraseSet<()>,
    /// Words that open a list of parts behind a comma: "with".
    pub openers: PhraseSet<()>,
    /// What is shared out among all who take part: seats, votes.
    pub shared: PhraseSet<()>,
    /// Words before whom a part of a whole went to: "38 went to the Alliance, 26 to Labour".
    pub takers: PhraseSet<()>,
    /// Words right behind a total with its article that say what it is: "The 38 ships were 21 container vessels, …".
    pub equated: PhraseSet<()>,
    /// Verbs that stand before a total of which the parts follow: «تتألف الاحتياطيات البالغة 22 مليارا من».
    pub parting: PhraseSet<()>,
    /// Prepositions of such a verb, behind its total.
    pub parted: PhraseSet<()>,
    /// Words between what a part is and its sum: «ومنحة بقيمة 15 مليون يورو».
    pub amounts: PhraseSet<()>,
    /// Wording before a total that is told behind its parts: "bringing the total to".
    pub summed: PhraseSet<()>,
    /// The articles that are words of their own, folded.
    pub articles: Vec<String>,
    /// Words behind a noun that say that it is one.
    pub ones: PhraseSet<()>,
    /// Words before the last part that say that nothing else is left: «والباقون».
    pub rests: PhraseSet<()>,
    /// Verbs that say how many times a value is the one before: 2 for «تضاعف», 0 where they say no number.
    pub times: PhraseSet<u8>,
    /// What those who were there did in a vote.
    pub votes: PhraseSet<VoteCue>,
    /// The examples of the rule files: language, text, whether the figures do not add up.
    pub examples: Vec<(String, String, bool)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ArithmeticFile {
    all_parts: Vec<String>,
    some_parts: Vec<String>,
    #[serde(default)]
    equated: Vec<String>,
    #[serde(default)]
    parting: Vec<String>,
    #[serde(default)]
    parted: Vec<String>,
    #[serde(default)]
    amount: Vec<String>,
    #[serde(default)]
    summed: Vec<String>,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default)]
    one: Vec<String>,
    #[serde(default)]
    rest: Vec<String>,
    #[serde(default)]
    times: Vec<TimesEntry>,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    rate: Vec<String>,
    #[serde(default)]
    place: Vec<String>,
    #[serde(default)]
    placing: Vec<String>,
    #[serde(default)]
    opener: Vec<String>,
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    taker: Vec<String>,
    #[serde(default)]
    base: Vec<String>,
    #[serde(default)]
    equals: Vec<String>,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    compared: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    change: Vec<String>,
    #[serde(default)]
    change_behind: Vec<String>,
    #[serde(default)]
    votes: VotesEntry,
    #[serde(default)]
    example: Vec<ExampleEntry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct VotesEntry {
    present: Vec<String>,
    #[serde(rename = "for")]
    for_it: Vec<String>,
    against: Vec<String>,
    abstained: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TimesEntry {
    factor: u8,
    forms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleEntry {
    text: String,
    mismatch: bool,
}

impl Arithmetic {
    pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<Arithmetic, RuleError> {
        let mut arithmetic = Arithmetic::default();
        for (language, parsed) in files.parse_per_language::<ArithmeticFile>("arithmetic.toml")? {
            for (forms, cue) in
                [(parsed.value.all_parts, PartsCue::All), (parsed.value.some_parts, PartsCue::Some)]
            {
                for form in forms {
                    arithmetic.cues.insert(&vocabulary.intern_phrase(&form), cue);
                }
            }
            arithmetic.articles.extend(parsed.value.articles.iter().map(|word| fold(word)));
            let plain = [
                (&mut arithmetic.shared, parsed.value.shared),
                (&mut arithmetic.takers, parsed.value.taker),
                (&mut arithmetic.equated, parsed.value.equated),
                (&mut arithmetic.parting, parsed.value.parting),
                (&mut arithmetic.parted, parsed.value.parted),
                (&mut arithmetic.amounts, parsed.value.amount),
                (&mut arithmetic.summed, parsed.value.summed),
                (&mut arithmetic.ones, parsed.value.one),
                (&mut arithmetic.wholes, parsed.value.whole),
                (&mut arithmetic.rates, parsed.value.rate),
                (&mut arithmetic.places, parsed.value.place),
                (&mut arithmetic.placings, parsed.value.placing),
                (&mut arithmetic.openers, parsed.value.opener),
                (&mut arithmetic.rests, parsed.value.rest),
            ];
            for (phrases, forms) in plain {
                for form in forms {
                    phrases.insert(&vocabulary.intern_phrase(&form), ());
                }
            }
            for entry in parsed.value.times {
                for form in entry.forms {
                    arithmetic.times.insert(&vocabulary.intern_phrase(&form), entry.factor);
                }
            }
            let relations = [
                (parsed.value.base, RelationCue::Base),
                (parsed.value.equals, RelationCue::Equals),
                (parsed.value.from, RelationCue::From),
                (parsed.value.compared, RelationCue::Compared),
                (parsed.value.to, RelationCue::To),
                (parsed.value.change, RelationCue::Change),
                (parsed.value.change_behind, RelationCue::ChangeBehind),
            ];
            for (forms, cue) in relations {
                for form in forms {
                    arithmetic.relations.insert(&vocabulary.intern_phrase(&form), cue);
                }
            }
            arithmetic.add_votes(parsed.value.votes, vocabulary);
            let examples = parsed.value.example.into_iter();
            arithmetic
                .examples
                .extend(examples.map(|example| (language.clone(), example.text, example.mismatch)));
        }
        Ok(arithmetic)
    }

    fn add_votes(&mut self, votes: VotesEntry, vocabulary: &mut Vocabulary) {
        let VotesEntry { present, for_it, against, abstained } = votes;
        let votes = [
            (present, VoteCue::Present),
            (for_it, VoteCue::For),
            (against, VoteCue::Against),
            (abstained, VoteCue::Abstained),
        ];
        for (forms, cue) in votes {
            for form in forms {
                self.votes.insert(&vocabulary.intern_phrase(&form), cue);
            }
        }
    }
}
