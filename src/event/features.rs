//! Features: what a word says of the subject of its sentence, whatever its inflection or language.

use crate::{
    attribution::Attribution,
    base::{
        Span,
        fold::fold,
        hash::fnv1a,
        id::{ConceptId, FormId},
        lex::{LexKind, Script},
    },
    extract::{Claims, MentionKind},
    ingest::Article,
    ruleset::{
        Ruleset,
        concepts::{HAS_SOUND, OF_ALL_LANGUAGES, stem_key},
        names::KnownName,
    },
    text::{ArticleText, Token},
};

/// What one token says of the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenFeature {
    /// A stable key: of the concept, else of the stem. 0 where the token says nothing.
    pub key: u64,
    /// A key of the consonants of a name, the same in every language, or of the family of a concept; 0 where
    /// there is none.
    pub sound: u64,
    /// How much sharing it says; rarer words say more.
    pub weight: u16,
    /// The concept, where the word is one's.
    pub concept: Option<ConceptId>,
    /// Whether it belongs to who is cited rather than to what is said.
    pub attributive: bool,
}

impl TokenFeature {
    /// The feature, and the sound of a name as a second one, each times `factor`.
    pub fn weighted(&self, factor: u32) -> [(u64, u32); 2] {
        let weight = u32::from(self.weight) * factor;
        // A family says less than the concept.
        let of_sound = if self.concept.is_some() { weight / 2 } else { weight };
        [(self.key, weight), (self.sound, of_sound)]
    }

    /// Whether the word is in no list: a name, or a rare word.
    pub fn is_unlisted(&self) -> bool {
        self.concept.is_none() && self.weight == WEIGHT_UNLISTED
    }
}

/// The weight of a word that is in no list: a name, or a rare word.
const WEIGHT_UNLISTED: u16 = 6;
/// The weights of listed words, from the Zipf frequency, in hundredths, that they reach.
const WEIGHTS_BY_ZIPF: [(u16, u16); 4] = [(580, 1), (500, 2), (420, 3), (350, 4)];
/// The weight of a listed word that is rarer than all of these.
const WEIGHT_RARE: u16 = 5;
/// The weight of a concept: more general than a word.
const WEIGHT_CONCEPT: u16 = 4;
/// The weight of a country: many stories of a day name it.
const WEIGHT_COUNTRY: u16 = 3;
/// Longer wording tells what is said, too: «أعلنت الوزارة إغلاق الميناء يوم الأحد، وفق وكالة …».
const ATTRIBUTIVE_TOKENS_MAX: usize = 10;
/// Words of fewer characters than this say nothing.
const WORD_CHARS_MIN: usize = 2;

/// The features of forms, so that each is worked out once, whichever articles it stands in. What is kept changes no
/// result.
#[derive(Debug, Default)]
pub struct FeatureMemo {
    by_form: Vec<Option<TokenFeature>>,
}

impl FeatureMemo {
    fn of(&mut self, ruleset: &Ruleset, text: &ArticleText, token: &Token, form: FormId) -> TokenFeature {
        if self.by_form.len() <= form.idx() {
            self.by_form.resize(form.idx() + 1, None);
        }
        *self.by_form[form.idx()].get_or_insert_with(|| feature_of(ruleset, text, token))
    }
}

/// One feature for each token of the article, whose form is in `forms`.
pub fn token_features(
    ruleset: &Ruleset,
    (memo, forms): (&mut FeatureMemo, &[Option<FormId>]),
    (article, text): (&Article, &ArticleText),
    attributions: &[Attribution],
    claims: &Claims,
) -> Vec<TokenFeature> {
    let tokens = text.tokens.iter().zip(forms);
    let mut features: Vec<TokenFeature> = tokens
        .map(|(token, form)| match form {
            Some(form) => memo.of(ruleset, text, token, *form),
            None => feature_of(ruleset, text, token),
        })
        .collect();
    mark_phrases(ruleset, text, &mut features);
    mark_countries(ruleset, text, &mut features);
    mark_names(ruleset, article, text, claims, &mut features);
    for date in &claims.dates {
        for idx in tokens_under(text, date.span) {
            features[idx] = TokenFeature::default();
        }
    }
    let mut occupied = vec![false; features.len()];
    for figure in &claims.figures {
        occupied[tokens_under(text, figure.span)].fill(true);
        let span =
            figure.counted.filter(|counted| counted.start >= figure.span.end || figure.span == *counted);
        for idx in tokens_under(text, figure.span) {
            let counted = figure.counted.is_some_and(|counted| counted.overlaps(text.tokens[idx].span));
            if !counted && span != Some(figure.span) {
                features[idx] = TokenFeature::default();
            }
        }
    }
    let mut is_told_of = occupied.clone();
    for counted in claims.figures.iter().filter_map(|figure| figure.counted) {
        is_told_of[tokens_under(text, counted)].fill(true);
    }
    mark_besides(ruleset, text, (&occupied, &is_told_of), &mut features);
    for attribution in attributions {
        let is_long = |span| tokens_under(text, span).len() > ATTRIBUTIVE_TOKENS_MAX;
        if attribution.cue.is_some_and(is_long) {
            continue;
        }
        for span in [attribution.cue, attribution.speaker].into_iter().flatten() {
            // What follows a figure is said, not who says it: «أعلنت الوزارة تسجيل 40 إصابة».
            for idx in tokens_under(text, span).take_while(|idx| !occupied[*idx]) {
                features[idx].attributive = true;
            }
        }
    }
    features
}

fn feature_of(ruleset: &Ruleset, text: &ArticleText, token: &Token) -> TokenFeature {
    let LexKind::Word(script) = token.kind else { return TokenFeature::default() };
    let folded = text.folded_of(token);
    let says_nothing = folded.chars().nth(WORD_CHARS_MIN - 1).is_none()
        || ruleset.concepts.is_stopword(&ruleset.vocabulary, token.reading);
    if says_nothing {
        return TokenFeature::default();
    }
    let language = ruleset.languages.of_script(script, &text.language).map_or("", |language| &language.code);
    word_feature(ruleset, token, (folded, script), language)
}

fn word_feature(
    ruleset: &Ruleset,
    token: &Token,
    (folded, script): (&str, Script),
    language: &str,
) -> TokenFeature {
    let stem = ruleset.stems.stem(folded, script);
    match ruleset.concepts.of_word(&ruleset.vocabulary, token.reading, stem) {
        Some(concept) => concept_feature(ruleset, concept),
        None => {
            let weight = rarity(ruleset.lexicon.frequency(folded, language));
            let sound = if weight == WEIGHT_UNLISTED { sound_key(ruleset, folded, script) } else { 0 };
            let key = stem_key(stem) | if sound == 0 { 0 } else { HAS_SOUND };
            TokenFeature { key, sound, weight, concept: None, attributive: false }
        }
    }
}

/// Shorter runs of consonants are many names'.
const CONSONANTS_MIN: usize = 3;

/// A key of the consonants of a name, which its spellings in every language share; 0 where they are too few.
pub(crate) fn sound_key(ruleset: &Ruleset, folded: &str, script: Script) -> u64 {
    let consonants = ruleset.sounds.consonants(folded, script);
    if consonants.len() < CONSONANTS_MIN {
        0
    } else {
        fnv1a(format!("sound:{consonants}").as_bytes()) | OF_ALL_LANGUAGES
    }
}

fn rarity(zipf: Option<u16>) -> u16 {
    let Some(zipf) = zipf else { return WEIGHT_UNLISTED };
    let weight = WEIGHTS_BY_ZIPF.iter().find(|(reached, _)| zipf >= *reached).map(|(_, weight)| *weight);
    weight.unwrap_or(WEIGHT_RARE)
}

fn concept_feature(ruleset: &Ruleset, id: ConceptId) -> TokenFeature {
    let (key, sound) = ruleset.concepts.get(id).map_or((0, 0), |concept| (concept.key, concept.family));
    TokenFeature { key, sound, weight: WEIGHT_CONCEPT, concept: Some(id), attributive: false }
}

/// Phrases of several words that are one concept count at their first token.
fn mark_phrases(ruleset: &Ruleset, text: &ArticleText, features: &mut [TokenFeature]) {
    let mut idx = 0;
    while idx < text.tokens.len() {
        let readings = text.tokens[idx..].iter().map(|token| token.reading);
        let Some(found) = ruleset.concepts.phrases().longest(&ruleset.vocabulary, readings) else {
            idx += 1;
            continue;
        };
        features[idx..idx + found.n_tokens].fill(TokenFeature::default());
        features[idx] = concept_feature(ruleset, found.value);
        idx += found.n_tokens;
    }
}

/// A name is known without its proclitics, «بطنجة», and in another language by its consonants, also where it is a
/// word of a list: Wisconsin, «ويسكونسن».
fn mark_names(
    ruleset: &Ruleset,
    article: &Article,
    text: &ArticleText,
    claims: &Claims,
    features: &mut [TokenFeature],
) {
    let names = claims.mentions.iter().filter(|mention| mention.kind != MentionKind::Agency);
    for word in names.flat_map(|mention| &mention.words) {
        let idx = text.token_at(word.start());
        let (Some(feature), Some(token)) = (features.get_mut(idx), text.tokens.get(idx)) else { continue };
        let LexKind::Word(script) = token.kind else { continue };
        if feature.key == 0 || feature.concept.is_some() || feature.key & OF_ALL_LANGUAGES != 0 {
            continue;
        }
        if token.span == *word {
            if feature.sound == 0 {
                feature.sound = sound_key(ruleset, text.folded_of(token), script);
            }
            continue;
        }
        let bare = fold(word.text(&article.text));
        feature.key = stem_key(ruleset.stems.stem(&bare, script));
        feature.sound = sound_key(ruleset, &bare, script);
    }
}

/// A figure behind a word may have a word between: «إصابة نحو 118».
const BEHIND_TOKENS: usize = 2;

/// What stands before a figure and means something else beside another concept of its sentence: «مقتل 5 وإصابة
/// 12», but not «5 وفيات و12 إصابة». `figures` are the tokens of figures, and those with what they count.
fn mark_besides(
    ruleset: &Ruleset,
    text: &ArticleText,
    (figures, counted): (&[bool], &[bool]),
    features: &mut [TokenFeature],
) {
    for sentence in &text.sentences {
        for idx in sentence.tokens.clone() {
            let Some(concept) = features[idx].concept.and_then(|id| ruleset.concepts.get(id)) else {
                continue;
            };
            let Some(beside) = &concept.beside else { continue };
            let tells =
                |other: &TokenFeature| other.concept.is_some_and(|other| beside.told.contains(&other));
            let is_told = || features[sentence.tokens.clone()].iter().any(tells);
            // «إصابة 64 شخصا بالكوليرا بعد القصف»
            let is_of_family = |other: &TokenFeature| {
                let other = other.concept.and_then(|id| ruleset.concepts.get(id));
                other.is_some_and(|other| {
                    other.family != 0 && other.family == concept.family && other.amid.is_none()
                })
            };
            let is_amid = || features[sentence.tokens.clone()].iter().any(is_of_family);
            let end = sentence.tokens.end.min(idx + 1 + BEHIND_TOKENS);
            if !counted[idx] && figures[idx + 1..end].contains(&true) && is_told() && !is_amid() {
                features[idx] = concept_feature(ruleset, beside.meant);
            }
        }
    }
}

/// Countries and nationalities are one feature in every language.
fn mark_countries(ruleset: &Ruleset, text: &ArticleText, features: &mut [TokenFeature]) {
    let names = &ruleset.names;
    let mut idx = 0;
    while idx < text.tokens.len() {
        let readings = text.tokens[idx..].iter().map(|token| token.reading);
        let known = names.known().longest(&ruleset.vocabulary, readings.clone());
        let country = match known.map(|known| (known.value, known.n_tokens)) {
            Some((KnownName::Country(country), n_tokens)) => Some((country, n_tokens)),
            _ => names
                .nationalities()
                .longest(&ruleset.vocabulary, readings)
                .map(|found| (found.value, found.n_tokens)),
        };
        let Some((country, n_tokens)) = country else {
            idx += 1;
            continue;
        };
        let key = names.country(country).map_or(0, |country| country.key);
        for (at, feature) in features[idx..idx + n_tokens].iter_mut().enumerate() {
            *feature = TokenFeature::default();
            if at == 0 {
                feature.key = key;
                feature.weight = WEIGHT_COUNTRY;
            }
        }
        idx += n_tokens;
    }
}

/// The positions of the tokens that share a byte with `span`.
pub(crate) fn tokens_under(text: &ArticleText, span: Span) -> std::ops::Range<usize> {
    let start = text.token_at(span.start());
    let end = text.tokens.partition_point(|token| token.span.start() < span.end());
    start..end.max(start)
}
