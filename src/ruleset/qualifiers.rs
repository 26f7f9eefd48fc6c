//! Qualifiers: wording near a figure that says which of several quantities it is.

use serde::Deserialize;
use toml::Spanned;

use crate::base::{fold::fold, id::WordId};
use crate::ruleset::{PhraseSet, RuleError, RuleFiles, Vocabulary, error::did_you_mean};

/// A class of qualifying wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum QualifierClass {
    /// A part of a total: «بينهم», including.
    Part,
    /// One more: «أخرى», another.
    Additional,
    /// The figure of an earlier time that is compared with: «مقارنة مع», a year earlier.
    Prior,
    /// What is expected: «توقعات», forecast.
    Forecast,
    /// An amount by which something changes: «بزيادة», up 5 %.
    Change,
    /// What is meant to be reached: «يستهدف», aims.
    Target,
    /// What is allowed or possible: «الحد الأقصى», cap.
    Limit,
    /// For each: «للسهم», per share.
    Per,
    /// All together: «إجمالي», total.
    Total,
    /// A quantity that has grown to the figure: «ارتفعت الحصيلة إلى», rose to.
    RoseTo,
    /// A quantity that was revised down to the figure.
    LoweredTo,
    /// A figure that was given before: «في حصيلة سابقة».
    Earlier,
    /// A day.
    Daily,
    /// A month.
    Monthly,
    /// A year.
    Yearly,
    /// On average.
    Average,
    /// The highest ever.
    Record,
    /// The least.
    Minimum,
    /// Where a time begins: «ابتداء من», from.
    Starts,
    /// Where a time ends: «حتى», until.
    Ends,
    /// A figure that another is told instead of: «66 وليس 73», not.
    Replaced,
}

const CLASSES: [(&str, QualifierClass); 21] = [
    ("part", QualifierClass::Part),
    ("additional", QualifierClass::Additional),
    ("prior", QualifierClass::Prior),
    ("forecast", QualifierClass::Forecast),
    ("change", QualifierClass::Change),
    ("target", QualifierClass::Target),
    ("limit", QualifierClass::Limit),
    ("per", QualifierClass::Per),
    ("total", QualifierClass::Total),
    ("rose-to", QualifierClass::RoseTo),
    ("lowered-to", QualifierClass::LoweredTo),
    ("earlier", QualifierClass::Earlier),
    ("daily", QualifierClass::Daily),
    ("monthly", QualifierClass::Monthly),
    ("yearly", QualifierClass::Yearly),
    ("average", QualifierClass::Average),
    ("record", QualifierClass::Record),
    ("minimum", QualifierClass::Minimum),
    ("starts", QualifierClass::Starts),
    ("ends", QualifierClass::Ends),
    ("replaced", QualifierClass::Replaced),
];

/// A set of qualifier classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct QualifierSet(u32);

impl QualifierSet {
    /// No qualifier.
    pub const NONE: QualifierSet = QualifierSet(0);

    /// The set with `class` in it.
    #[must_use]
    pub fn with(self, class: QualifierClass) -> QualifierSet {
        QualifierSet(self.0 | (1 << class as u8))
    }

    /// The set with `class` not in it.
    #[must_use]
    pub fn without(self, class: QualifierClass) -> QualifierSet {
        QualifierSet(self.0 & !(1 << class as u8))
    }

    /// Whether `class` is in it.
    pub fn contains(self, class: QualifierClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// The classes of either set.
    #[must_use]
    pub fn union(self, other: QualifierSet) -> QualifierSet {
        QualifierSet(self.0 | other.0)
    }

    /// Those classes of both sets that only one of them has.
    #[must_use]
    pub fn difference(self, other: QualifierSet) -> QualifierSet {
        QualifierSet(self.0 ^ other.0)
    }

    /// Those classes that make a quantity another one; a new total or a higher toll is still the total
    /// or the toll.
    #[must_use]
    pub fn distinguishing(self) -> QualifierSet {
        use QualifierClass::{Earlier, Ends, LoweredTo, Record, Replaced, RoseTo, Starts, Total};
        let same = [Earlier, Ends, LoweredTo, Record, Replaced, RoseTo, Starts, Total];
        same.into_iter().fold(self, QualifierSet::without)
    }

    /// Whether something rose to the figure, or was lowered to it.
    pub fn tell_new(self) -> bool {
        self.contains(QualifierClass::RoseTo) || self.contains(QualifierClass::LoweredTo)
    }

    /// How many classes of it tell of what is meant to be.
    pub fn n_plans(self) -> usize {
        let plans = [QualifierClass::Target, QualifierClass::Forecast];
        plans.into_iter().filter(|class| self.contains(*class)).count()
    }

    /// The names of the classes, in order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        CLASSES.into_iter().filter(move |(_, class)| self.contains(*class)).map(|(name, _)| name)
    }
}

/// On which side of its figure a wording stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QualifierSide {
    /// Before the figure.
    Before,
    /// After the figure.
    After,
    /// Right behind the figure, of a count or a sum.
    Behind,
    /// Where the sentence opens, of all its figures.
    Opening,
}

/// All qualifying wording.
#[derive(Debug, Default)]
pub struct Qualifiers {
    before: PhraseSet<QualifierSet>,
    after: PhraseSet<QualifierSet>,
    behind: PhraseSet<QualifierSet>,
    opening: PhraseSet<QualifierSet>,
    /// The classes of the frames.
    frames: Vec<QualifierClass>,
    /// The phrases of each of the three, while rules are read.
    frame_words: [Vec<Vec<WordId>>; 3],
    /// How a frame opens, what stands in some, and how it closes, each with the frames that it may belong to.
    frame_first: PhraseSet<FrameSet>,
    frame_middle: PhraseSet<FrameSet>,
    /// The frames in which something has to stand.
    filled: FrameSet,
    frame_last: PhraseSet<FrameSet>,
    /// Words and proclitics that join a clause to the one before, by language.
    joins: Vec<(String, Vec<String>)>,
    counted_from: Vec<(String, Vec<String>)>,
    aspects: PhraseSet<Aspect>,
    n_aspects: u16,
    /// Articles that are words, by language.
    articles: Vec<(String, Vec<String>)>,
}

/// What tells one quantity from another of its kind: a quarter, a month; men, women.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aspect {
    /// The number of its entry; other words for it have the same.
    pub number: u16,
    /// What it is.
    pub kind: AspectKind,
}

/// What an [`Aspect`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AspectKind {
    /// A length of time.
    Time,
    /// A part of a year, of which it says which.
    PartOfYear,
    /// A side of something that has several: before and after, men and women.
    Side,
}

/// A set of frames, by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FrameSet(u64);

impl FrameSet {
    /// The frames of either set.
    #[must_use]
    pub fn union(self, other: FrameSet) -> FrameSet {
        FrameSet(self.0 | other.0)
    }

    /// The frames of both sets.
    #[must_use]
    pub fn both(self, other: FrameSet) -> FrameSet {
        FrameSet(self.0 & other.0)
    }
}

/// More frames than this are refused: a [`FrameSet`] holds no more.
const FRAMES_MAX: usize = 64;

/// The words of one language in a list of languages.
fn words_of<'w>(lists: &'w [(String, Vec<String>)], language: &str) -> &'w [String] {
    lists.iter().find(|(known, _)| known == language).map_or(&[], |(_, words)| words)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QualifierFile {
    #[serde(default)]
    joins: Vec<String>,
    #[serde(default)]
    counted_from: Vec<String>,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default)]
    period: Vec<PeriodEntry>,
    #[serde(default)]
    side: Vec<SideEntry>,
    #[serde(default)]
    qualifier: Vec<QualifierEntry>,
    #[serde(default)]
    frame: Vec<FrameEntry>,
    #[serde(default)]
    example: Vec<ExampleEntry>,
}

/// Words for one length of time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodEntry {
    forms: Vec<String>,
    #[serde(default)]
    part_of_year: bool,
}

/// Words for one side of something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SideEntry {
    forms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QualifierEntry {
    class: Spanned<String>,
    side: QualifierSide,
    forms: Vec<Spanned<String>>,
}

/// Wording in two or three pieces with other words between them: «ارتفعت حصيلة … إلى», «خفضت … حصيلة … إلى».
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameEntry {
    class: Spanned<String>,
    first: Vec<Spanned<String>>,
    #[serde(default)]
    middle: Vec<Spanned<String>>,
    last: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleEntry {
    text: Spanned<String>,
    class: Option<Spanned<String>>,
    none: Option<Spanned<String>>,
}

fn class_named(name: &str) -> Option<QualifierClass> {
    CLASSES.into_iter().find(|(known, _)| *known == name).map(|(_, class)| class)
}

impl Qualifiers {
    pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<Qualifiers, RuleError> {
        let mut qualifiers = Qualifiers::default();
        for (language, parsed) in files.parse_per_language::<QualifierFile>("qualifiers.toml")? {
            let class_of = |name: &Spanned<String>| {
                class_named(name.get_ref()).ok_or_else(|| {
                    let hint = did_you_mean(name.get_ref(), CLASSES.into_iter().map(|(known, _)| known));
                    parsed.file.error(name.span(), format!("unknown class \"{}\"; {hint}", name.get_ref()))
                })
            };
            if !parsed.value.joins.is_empty() {
                let joins = parsed.value.joins.iter().map(|word| fold(word)).collect();
                qualifiers.joins.push((language.clone(), joins));
            }
            let counted_from = parsed.value.counted_from.iter().map(|word| fold(word)).collect();
            qualifiers.counted_from.push((language.clone(), counted_from));
            let articles = parsed.value.articles.iter().map(|word| fold(word)).collect();
            qualifiers.articles.push((language.clone(), articles));
            for entry in &parsed.value.period {
                let kind = if entry.part_of_year { AspectKind::PartOfYear } else { AspectKind::Time };
                qualifiers.add_aspect(kind, &entry.forms, vocabulary);
            }
            for entry in &parsed.value.side {
                qualifiers.add_aspect(AspectKind::Side, &entry.forms, vocabulary);
            }
            for entry in &parsed.value.qualifier {
                let class = class_of(&entry.class)?;
                for form in &entry.forms {
                    let words = vocabulary.intern_phrase(form.get_ref());
                    let phrases = match entry.side {
                        QualifierSide::Before => &mut qualifiers.before,
                        QualifierSide::After => &mut qualifiers.after,
                        QualifierSide::Behind => &mut qualifiers.behind,
                        QualifierSide::Opening => &mut qualifiers.opening,
                    };
                    if let Some(earlier) = phrases.insert(&words, QualifierSet::NONE.with(class)) {
                        phrases.insert(&words, earlier.with(class));
                    }
                }
            }
            for entry in &parsed.value.frame {
                let class = class_of(&entry.class)?;
                if qualifiers.frames.len() == FRAMES_MAX {
                    let message = format!("more than {FRAMES_MAX} frames; join those of one class");
                    return Err(parsed.file.error(entry.class.span(), message));
                }
                qualifiers.add_frame(class, entry, vocabulary);
            }
            for entry in &parsed.value.example {
                let name = match (&entry.class, &entry.none) {
                    (Some(name), None) | (None, Some(name)) => name,
                    _ => {
                        let message = "an example says either class or none, and which class";
                        return Err(parsed.file.error(entry.text.span(), message));
                    }
                };
                class_of(name)?;
            }
        }
        qualifiers.spread_frames();
        Ok(qualifiers)
    }

    /// What opens, fills or closes a frame does so in longer wording of another frame, too: «خفض» in «خفض عدد».
    fn spread_frames(&mut self) {
        for (idx, phrases) in
            [&mut self.frame_first, &mut self.frame_middle, &mut self.frame_last].into_iter().enumerate()
        {
            for words in self.frame_words.get_mut(idx).map(std::mem::take).unwrap_or_default() {
                let shorter = (1..=words.len()).filter_map(|n_words| phrases.find(words.get(..n_words)?));
                let all = shorter.fold(FrameSet::default(), FrameSet::union);
                phrases.insert(&words, all);
            }
        }
    }

    fn add_aspect(&mut self, kind: AspectKind, forms: &[String], vocabulary: &mut Vocabulary) {
        self.n_aspects += 1;
        for form in forms {
            let aspect = Aspect { number: self.n_aspects, kind };
            self.aspects.insert(&vocabulary.intern_phrase(form), aspect);
        }
    }

    fn add_frame(&mut self, class: QualifierClass, entry: &FrameEntry, vocabulary: &mut Vocabulary) {
        let frame = FrameSet(1 << self.frames.len());
        self.frames.push(class);
        if !entry.middle.is_empty() {
            self.filled = self.filled.union(frame);
        }
        let pieces = [
            (&mut self.frame_first, &entry.first),
            (&mut self.frame_middle, &entry.middle),
            (&mut self.frame_last, &entry.last),
        ];
        for ((phrases, forms), known) in pieces.into_iter().zip(&mut self.frame_words) {
            for form in forms {
                let words = vocabulary.intern_phrase(form.get_ref());
                if let Some(earlier) = phrases.insert(&words, frame) {
                    phrases.insert(&words, earlier.union(frame));
                }
                known.push(words);
            }
        }
    }

    /// The words and proclitics that join a clause to the one before: «و», and.
    pub fn joins(&self, language: &str) -> &[String] {
        words_of(&self.joins, language)
    }

    /// The words behind a date that count it from another day: «بعد», before.
    pub fn counted_from(&self, language: &str) -> &[String] {
        words_of(&self.counted_from, language)
    }

    /// What tells one quantity from another of its kind, where two sentences are alike.
    pub fn aspects(&self) -> &PhraseSet<Aspect> {
        &self.aspects
    }

    /// Whether a folded word is an article.
    pub fn is_article(&self, folded: &str, language: &str) -> bool {
        let of_language = self.articles.iter().find(|(known, _)| known == language);
        of_language.is_some_and(|(_, articles)| articles.iter().any(|article| article == folded))
    }

    /// How frames open.
    pub fn frame_first(&self) -> &PhraseSet<FrameSet> {
        &self.frame_first
    }

    /// What stands in frames.
    pub fn frame_middle(&self) -> &PhraseSet<FrameSet> {
        &self.frame_middle
    }

    /// Those of `frames` that are complete with the pieces `middle` inside them.
    pub fn filled(&self, frames: FrameSet, middle: FrameSet) -> FrameSet {
        FrameSet(frames.0 & (middle.0 | !self.filled.0))
    }

    /// How frames close.
    pub fn frame_last(&self) -> &PhraseSet<FrameSet> {
        &self.frame_last
    }

    /// The classes of these frames.
    pub fn classes_of(&self, frames: FrameSet) -> QualifierSet {
        let numbered = self.frames.iter().enumerate();
        let named = numbered.filter(|(number, _)| frames.0 & (1 << number) != 0);
        named.fold(QualifierSet::NONE, |set, (_, class)| set.with(*class))
    }

    /// The wording that stands there.
    pub fn on(&self, side: QualifierSide) -> &PhraseSet<QualifierSet> {
        match side {
            QualifierSide::Before => &self.before,
            QualifierSide::After => &self.after,
            QualifierSide::Behind => &self.behind,
            QualifierSide::Opening => &self.opening,
        }
    }
}
