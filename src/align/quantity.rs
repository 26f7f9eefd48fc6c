//! Quantities: figures and dates with what stands around them.

use std::{cell::OnceCell, collections::BTreeSet, ops::Range, sync::Arc};

use jiff::civil;

use crate::{
    ReadArticle,
    align::{
        implied::{close_ends, date_headings, give_currency, renew_replaced},
        labelled::label_ordinal,
        qualifier::qualifiers,
        wording::Wording,
    },
    attribution::{Attribution, Certainty},
    base::{
        Interval, Number, Span,
        fold::fold,
        hash::fnv1a,
        id::{ArticleId, ConceptId, SentenceId, UnitId},
    },
    event::{Bag, TokenFeature},
    extract::{Claims, Date, Figure, FigureKind, FigureValue, MentionKind},
    ingest::Article,
    ruleset::{Proclitics, QualifierClass, QualifierSet, QualifierSide, Ruleset, concepts::Concept},
    text::{ArticleText, Block, BlockKind, Sentence, Token},
};

/// What is measured.
#[derive(Debug, Clone)]
pub enum Measure {
    /// A figure.
    Figure {
        /// What kind of figure.
        kind: FigureKind,
        /// The value as written.
        value: FigureValue,
        /// The values it can stand for, in its unit.
        interval: Interval,
        /// The units it can be in.
        units: Vec<UnitId>,
        /// The unit it is a rate of.
        per: Option<UnitId>,
    },
    /// A date.
    Date(Date),
}

impl Measure {
    /// Whether it is a figure of this kind.
    pub fn is_of(&self, kind: FigureKind) -> bool {
        matches!(self, Measure::Figure { kind: own, .. } if *own == kind)
    }

    /// Whether it is a figure in a unit, rather than a count or a date.
    pub fn has_unit(&self) -> bool {
        matches!(self, Measure::Figure { units, .. } if !units.is_empty())
    }
}

/// A figure or date in its place.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// The article.
    pub article: ArticleId,
    /// The day its article was printed.
    pub printed: Option<civil::Date>,
    /// Its language: names of two languages cannot be told apart by their letters.
    pub language: String,
    /// The whole expression: the figure with the noun that it counts.
    pub span: Span,
    /// The figure or date alone.
    pub core: Span,
    /// The sentence.
    pub sentence: SentenceId,
    /// The sentence's place.
    pub context: Span,
    /// Who is cited: the agency, else the agency of the section, else the publisher.
    pub source: String,
    /// How we know the source.
    pub certainty: Certainty,
    /// Whether it is somebody's word, whoever prints it.
    pub spoken: bool,
    /// What is measured.
    pub measure: Measure,
    /// The unit that is meant, of those it can be in.
    pub unit: Option<UnitId>,
    /// What stands close by, the closer the heavier.
    pub local: Bag,
    /// What stands in the sentence.
    pub wide: Arc<Bag>,
    /// What stands in the paragraph and the headline.
    pub topic: Arc<Bag>,
    /// The words of the sentence in their order, and which of them it is itself.
    pub wording: (Arc<Wording>, usize),
    /// What is counted, as a feature.
    pub counted: Option<TokenFeature>,
    /// A key of the word that is counted, as it is written; 0 where none is.
    pub noun: u64,
    /// The nearest concepts that exclude others: dead, not wounded.
    pub roles: Vec<ConceptId>,
    /// Which of several quantities the wording says it is.
    pub qualifiers: QualifierSet,
    /// The values of the other figures of the sentence, as stable keys, sorted.
    pub neighbours: Vec<u64>,
    /// The dates that the sentence names.
    pub dates: Vec<Date>,
    /// Whether the sentence names a year before the article's.
    pub past: bool,
    /// The places that the sentence names, as stable keys, sorted.
    pub places: Vec<u64>,
    /// The ordinals of the sentence, as stable keys, sorted.
    pub ordinals: Vec<u64>,
    /// The rare words and names close by, as stable keys, sorted.
    pub rare: Vec<u64>,
    /// The words of names in quotation marks close by, as stable keys, sorted.
    pub titles: Vec<u64>,
    /// Whether the sentence tells of what changes by the minute: prices of a market, an index.
    pub volatile: bool,
    /// Whether it names such itself, rather than the article around it.
    pub names_volatile: bool,
    /// Whether what stands close by is new every day at least: shares.
    pub volatile_near: bool,
    /// Whether it tells of what is new every day.
    pub daily: bool,
    /// Whether what it counts is new every day: shares.
    pub daily_counted: bool,
    /// Whether what stands close by goes on for a time of its own: a truce.
    pub lasting: bool,
    /// What stands close by and has a day of its own, as stable keys, sorted: founded, born, signed.
    pub dated: Vec<u64>,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// Whether it stands where the article opens: in its headings and first paragraphs.
    pub is_lead: bool,
    /// Whether its block is an item of a list.
    pub item: bool,
    /// Whether its paragraph turns to another subject: «وفي سياق منفصل».
    pub turned: bool,
    /// The places that the article opens with, as stable keys.
    pub lead: Arc<LeadPlaces>,
    /// How many other figures of its kind its sentence has.
    pub n_listed: usize,
    /// What is written, without blanks and separators: `2464` of «2.464».
    pub digits: String,
    /// The letters and currency signs that are written, folded, as a stable key: of «162 مليون ريال» those of «مليون ريال».
    pub letters: u64,
}

/// The places that an article opens with: where its story happens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadPlaces {
    /// Countries, the same in every language, sorted.
    pub countries: Vec<u64>,
    /// Towns and regions, sorted.
    pub towns: Vec<u64>,
}

/// How many tokens before a figure say what it is about.
const WINDOW_BEFORE_TOKENS: usize = 16;
/// How many tokens after it.
const WINDOW_AFTER_TOKENS: usize = 8;
/// A concept that excludes others is a figure's if it stands within this many tokens …
const ROLE_TOKENS: usize = 7;
/// … or, of people, anywhere before it with no figure between: «عدد قتلى غرق العبّارة … بلغ 120».
const FAR_ROLE_TOKENS: usize = WINDOW_BEFORE_TOKENS;

/// What a date is counted from is told within so many tokens behind it.
const COUNTED_FROM_TOKENS: usize = 4;

/// What stands in quotation marks and has no more tokens is the name of a work …
const TITLE_TOKENS_MAX: usize = 4;
/// … and belongs to a figure within so many tokens.
const TITLE_NEAR_TOKENS: usize = 24;

/// A joining word belongs to a figure that stands within so many tokens behind it.
const JOIN_TOKENS: usize = 4;
/// An article opens with its headings and this many blocks.
const LEAD_BLOCKS: usize = 2;

/// An article is on markets where a quarter of its sentences are, and no fewer than this.
const MARKET_SENTENCES_MIN: usize = 2;
/// It is a report on one session where half of its sentences are, and no fewer than this.
const MARKET_SENTENCES_MANY: usize = 5;
/// An item of a list is no longer than this: an ingredient, a line of a table.
const ITEM_TOKENS_MAX: usize = 9;
/// Behind a mark it may be longer.
const MARKED_TOKENS_MAX: usize = 14;
/// Lines around a line that make a list of it: a headline has fewer under it.
const LINES_MIN: usize = 3;

/// The article that quantities stand in, and what is known of its parts.
pub(super) struct Place<'a> {
    pub(super) ruleset: &'a Ruleset,
    pub(super) article: &'a Article,
    id: ArticleId,
    pub(super) read: &'a ReadArticle,
    /// Whether each token is of a figure or a date that is written out.
    measured: Vec<bool>,
    /// Whether each token is of a time told from the article's day: «اليوم السبت».
    times: Vec<bool>,
    /// Whether each token is a dual, «سفينتان»: a figure that is its own noun.
    duals: Vec<bool>,
    /// Whether each token tells what medium is cited.
    cited: Vec<bool>,
    /// The families of what the article tells of, by words that mean nothing else.
    families: BTreeSet<u64>,
    /// The values of the figures, as stable keys; none of a range.
    pub(super) values: Vec<Option<u64>>,
    /// What stands in each sentence; made when first asked for, as most sentences hold no figure.
    sentences: Vec<OnceCell<Arc<Bag>>>,
    /// The words of each sentence in their order, with the first token of each; made when first asked for.
    pub(super) wordings: Vec<OnceCell<(Arc<Wording>, Vec<usize>)>>,
    /// What stands in each block, likewise.
    blocks: Vec<OnceCell<Arc<Bag>>>,
    /// Whether each sentence tells of what changes by the minute.
    volatile: Vec<bool>,
    names_volatile: Vec<bool>,
    /// Whether each sentence tells of what is new every day.
    daily: Vec<bool>,
    /// Whether each block turns to another subject.
    turned: Vec<bool>,
    /// The places that the article opens with.
    lead: Arc<LeadPlaces>,
    /// The words and proclitics of its language that join clauses.
    joins: &'a [String],
}

/// Whether each token of a text is of one of these.
fn tokens_of(text: &ArticleText, spans: impl Iterator<Item = Span>) -> Vec<bool> {
    let mut marked = vec![false; text.tokens.len()];
    for range in spans.map(|span| crate::event::tokens_under(text, span)) {
        marked.get_mut(range).unwrap_or(&mut []).fill(true);
    }
    marked
}

/// The quantities of an article, in text order.
pub fn quantities(ruleset: &Ruleset, article: &Article, id: ArticleId, read: &ReadArticle) -> Vec<Quantity> {
    let claims = &read.claims;
    let (relative, written): (Vec<&Date>, Vec<&Date>) = claims.dates.iter().partition(|date| date.relative);
    let spans =
        claims.figures.iter().map(|figure| figure.span).chain(written.into_iter().map(|date| date.span));
    let text = &read.text;
    let measured = tokens_of(text, spans);
    let times = tokens_of(text, relative.into_iter().map(|date| date.span));
    let of_duals = claims.figures.iter().filter(|figure| figure.counted == Some(figure.number));
    let duals = tokens_of(text, of_duals.map(|figure| figure.span));
    let cited = cited_tokens(read);
    let told = read.features.iter().filter_map(|feature| ruleset.concepts.get(feature.concept?));
    let families = told.filter(|concept| concept.amid.is_none()).map(|concept| concept.family).collect();
    let values = claims.figures.iter().map(value_key).collect();
    let sentences = vec![OnceCell::new(); text.sentences.len()];
    let wordings = vec![OnceCell::new(); text.sentences.len()];
    let blocks = vec![OnceCell::new(); text.blocks.len()];
    let turned = text.blocks.iter().map(|block| turns(ruleset, (&article.text, text), block)).collect();
    let tells_of = |property: fn(&Concept) -> bool| {
        let holds = |sentence: &Sentence| holds_concept(ruleset, read, (sentence, &cited), property);
        text.sentences.iter().map(holds).collect()
    };
    let mut volatile: Vec<bool> = tells_of(|concept| concept.is_volatile);
    // Of what is made of gold there are many.
    let names_volatile = tells_of(|concept| concept.is_volatile && concept.group.is_none());
    let mut daily: Vec<bool> = tells_of(|concept| concept.is_daily);
    // A report on markets tells of them also where it names sectors and shares alone.
    let n_volatile = volatile.iter().filter(|volatile| **volatile).count();
    if n_volatile >= MARKET_SENTENCES_MIN {
        let mostly = n_volatile >= MARKET_SENTENCES_MANY && n_volatile * 2 >= text.sentences.len();
        volatile.iter_mut().for_each(|volatile| *volatile |= mostly);
        daily.iter_mut().for_each(|daily| *daily |= n_volatile * 4 >= text.sentences.len());
    }
    let lead = Arc::new(lead_places(ruleset, read, &cited));
    let joins = ruleset.qualifiers.joins(&text.language);
    let place = Place {
        ruleset,
        article,
        id,
        read,
        measured,
        times,
        duals,
        cited,
        families,
        values,
        sentences,
        wordings,
        blocks,
        volatile,
        names_volatile,
        daily,
        turned,
        lead,
        joins,
    };
    let values = values_of(claims);
    let mut all = Vec::with_capacity(values.len());
    all.extend(values.into_iter().filter_map(|value| match value {
        Value::Figure(figure) => place.figure(figure),
        Value::Date(date) => place.date(date),
    }));
    close_ends(&mut all);
    date_headings(&mut all);
    give_currency(&mut all);
    renew_replaced(&mut all);
    all
}

/// A figure or a date that is compared.
enum Value<'a> {
    Figure(&'a Figure),
    Date(&'a Date),
}

/// What of an article is compared, in text order.
fn values_of(claims: &Claims) -> Vec<Value<'_>> {
    let figures = claims.figures.iter().filter(|figure| figure.kind != FigureKind::Ordinal);
    let dates = claims.dates.iter().filter(|date| !date.relative);
    let mut values: Vec<Value<'_>> = figures.map(Value::Figure).chain(dates.map(Value::Date)).collect();
    values.sort_by_key(|value| match value {
        Value::Figure(figure) => figure.span,
        Value::Date(date) => date.span,
    });
    values
}

impl Place<'_> {
    fn figure(&self, figure: &Figure) -> Option<Quantity> {
        let measure = Measure::Figure {
            kind: figure.kind,
            value: figure.value,
            interval: figure.interval,
            units: figure.units.clone(),
            per: figure.per,
        };
        let span = figure.counted.map_or(figure.span, |counted| figure.span.cover(counted));
        self.quantity(figure.span, span, figure.counted, measure)
    }

    fn date(&self, date: &Date) -> Option<Quantity> {
        self.quantity(date.span, date.span, None, Measure::Date(date.clone()))
    }

    fn quantity(&self, core: Span, span: Span, counted: Option<Span>, measure: Measure) -> Option<Quantity> {
        let text = &self.read.text;
        let sentence_id = text.sentence_at(core.start())?;
        let sentence = text.sentences.get(sentence_id.idx())?;
        let own = crate::event::tokens_under(text, core);
        if self.is_doubtful(core, &own, &sentence.tokens, &measure) || self.is_misread(core, &own, &measure) {
            return None;
        }
        let counted = counted.filter(|counted| !self.begins_anew(*counted));
        let span = if counted.is_some() { span } else { core };
        let noun = counted.map_or(0, |counted| self.noun_under(counted));
        let counted = counted.and_then(|counted| self.feature_under(counted));
        let window = self.window(&own, &sentence.tokens, &measure);
        let (source, certainty) = source_at(self.ruleset, self.article, self.read, core);
        let said_before = sentence.tokens.start..own.start;
        let is_amount = is_share(&measure) || measure.is_of(FigureKind::Quantity);
        let qualifiers = qualifiers(self, &own, &sentence.tokens, is_amount);
        let is_bare = counted.is_none() && !measure.has_unit();
        let (roles, qualifiers) =
            self.settled((self.roles(counted, &window), qualifiers), is_bare, said_before);
        let heading = text.block_of(sentence).is_some_and(|block| block.kind != BlockKind::Paragraph);
        Some(Quantity {
            article: self.id,
            printed: self.article.date,
            language: text.language.clone(),
            span,
            core,
            sentence: sentence_id,
            context: sentence.span,
            source,
            certainty,
            spoken: attribution_at(self.read, core).is_some_and(|attribution| attribution.speaker.is_some()),
            unit: self.unit_of(&measure),
            measure,
            local: Bag::new(window.iter().flat_map(|(_, feature, near)| feature.weighted(*near)).collect()),
            wide: self.bag(self.sentences.get(sentence_id.idx()), || sentence.tokens.clone()),
            topic: self.bag(self.blocks.get(sentence.block_idx), || {
                text.block_of(sentence).map_or(0..0, |block| tokens_of_block(text, block))
            }),
            wording: self.wording(sentence_id, &own),
            roles,
            counted,
            noun,
            neighbours: self.values_in(sentence.span, core, FigureKind::Number),
            past: self.names_past_year(core, sentence.span),
            dates: self.dates(core, sentence.span),
            places: self.places(sentence.span, core),
            ordinals: self.ordinals(sentence, core),
            rare: rare_keys(&window),
            titles: self.titles(&own, &sentence.tokens),
            qualifiers,
            volatile: self.volatile.get(sentence_id.idx()).copied().unwrap_or(false),
            names_volatile: self.names_volatile.get(sentence_id.idx()).copied().unwrap_or(false),
            volatile_near: window.iter().any(|(_, feature, near)| {
                // What is sold by weight has a price, but none of millions: a haul of gold.
                *near > 1 && self.is(*feature, |concept| concept.is_daily && !concept.is_commodity())
            }),
            daily: self.daily.get(sentence_id.idx()).copied().unwrap_or(false),
            daily_counted: counted.is_none_or(|counted| self.is(counted, |concept| concept.is_daily)),
            lasting: window.iter().any(|(_, feature, _)| self.is(*feature, |concept| concept.is_lasting)),
            dated: self.dated(&window),
            heading,
            is_lead: sentence.block_idx < LEAD_BLOCKS,
            item: self.is_labelled(sentence)
                || self.is_item(sentence)
                    && (!heading || self.is_marked(sentence) || self.is_among_lines(sentence)),
            turned: self.turned.get(sentence.block_idx).copied().unwrap_or(false),
            lead: Arc::clone(&self.lead),
            n_listed: self.n_figures_in(sentence.span).saturating_sub(1),
            digits: digits_of(core.text(&self.article.text)),
            letters: letters_of(core.text(&self.article.text)),
        })
    }

    /// What stands in a sentence or a block of these tokens, which is made once.
    fn bag(&self, made: Option<&OnceCell<Arc<Bag>>>, tokens: impl FnOnce() -> Range<usize>) -> Arc<Bag> {
        let make = || Arc::new(bag_of(self.read, tokens()));
        made.map_or_else(Arc::default, |made| Arc::clone(made.get_or_init(make)))
    }

    /// Whom a figure counts and which of several it is, by what its sentence says before it.
    fn settled(
        &self,
        (mut roles, mut qualifiers): (Vec<ConceptId>, QualifierSet),
        is_bare: bool,
        said_before: Range<usize>,
    ) -> (Vec<ConceptId>, QualifierSet) {
        if is_bare && qualifiers.tell_new() {
            roles.extend(self.toll_before(&roles, said_before.clone()));
        }
        // «بلغ إجمالي الإصابات 458 إصابة بعد تسجيل حالات جديدة»: all of them are no others, nor is what a toll rose to.
        let is_of_all = qualifiers.contains(QualifierClass::Total) || qualifiers.tell_new();
        if is_of_all || self.are_others(&roles, said_before) {
            qualifiers = qualifiers.without(QualifierClass::Additional);
        }
        (roles, qualifiers)
    }

    /// Whether it is doubtful what was written: «(3) آلاف», two figures of a sentence with no more than marks
    /// between them, but for the first of two with units, «3.5 مليار روبية (12.4 مليون دولار)»; «5.0» with a mark of
    /// direction inside, which many a system writes for 0.5; «ألف» behind «يوفر15»; what stands behind the comma of «251،6».
    fn is_doubtful(&self, core: Span, own: &Range<usize>, within: &Range<usize>, measure: &Measure) -> bool {
        let tokens = &self.read.text.tokens;
        let Measure::Figure { .. } = measure else { return false };
        let mark = |idx: usize| tokens.get(idx).map_or("", |token| token.span.text(&self.article.text));
        let skip =
            |idx: usize| matches!(mark(idx), "(" | ")" | "." | "\"" | "“" | "”" | "\u{200f}" | "\u{200e}");
        let after = (own.end..within.end).find(|idx| !skip(*idx)).unwrap_or(own.end);
        let before = (within.start..own.start).rev().find(|idx| !skip(*idx));
        let is_converted = after > own.end && measure.has_unit() && self.is_measured(after);
        let touches = after > own.end && self.is_occupied(after) && !is_converted;
        let touched = before.is_some_and(|before| before + 1 < own.start && self.is_occupied(before));
        let turned_around = core.text(&self.article.text).contains(['\u{200f}', '\u{200e}']);
        let is_glued = |mark: &str| mark.ends_with(char::is_numeric) && mark.contains(char::is_alphabetic);
        let glued = own.start.checked_sub(1).is_some_and(|before| is_glued(mark(before)));
        let mut before_core = self.article.text.get(..core.start()).unwrap_or("").chars().rev();
        let cut =
            matches!(before_core.next(), Some('،' | ',')) && before_core.next().is_some_and(char::is_numeric);
        touches || touched || turned_around || glued || cut
    }

    /// Whether the token is of a figure with a unit.
    fn is_measured(&self, idx: usize) -> bool {
        let Some(token) = self.read.text.tokens.get(idx) else { return false };
        let figures = &self.read.claims.figures;
        let at = figures.partition_point(|figure| figure.span.end() <= token.span.start());
        figures.get(at).is_some_and(|figure| figure.span.overlaps(token.span) && !figure.units.is_empty())
    }

    /// Whether the sentence is headed with which one of a row it is of: «الشوط السادس: …».
    fn is_labelled(&self, sentence: &Sentence) -> bool {
        label_ordinal(self.ruleset, (self.article, self.read), sentence).is_some()
    }

    /// Whether the sentence is an item of a list: a few words behind a mark, or without a full stop on a line
    /// of their own.
    fn is_item(&self, sentence: &Sentence) -> bool {
        let text = &self.article.text;
        let own = sentence.span.text(text).trim_start_matches(['\'', '"', ' ']);
        let before = text.get(..sentence.span.start()).unwrap_or("").trim_end_matches(' ');
        let after = text.get(sentence.span.end()..).unwrap_or("").trim_start_matches(' ');
        let is_line = before.is_empty() || before.ends_with(['\n', '\r']);
        let ends_line = after.is_empty() || after.starts_with(['\n', '\r']);
        let is_alone = is_line && ends_line && !own.ends_with(['.', '؟', '?', '!']);
        let n_tokens = sentence.tokens.len();
        (self.is_marked(sentence) && n_tokens <= MARKED_TOKENS_MAX)
            || (is_alone && n_tokens <= ITEM_TOKENS_MAX)
    }

    /// Whether the mark of a list stands before a sentence; of Markdown it is no part of it.
    fn is_marked(&self, sentence: &Sentence) -> bool {
        let text = &self.article.text;
        let marks = ['-', '–', '•', '*', '·'];
        let own = sentence.span.text(text).trim_start_matches(['\'', '"', ' ']);
        let before = text.get(..sentence.span.start()).unwrap_or("").trim_end_matches(' ');
        own.starts_with(marks) || before.ends_with(marks)
    }

    /// Whether short lines without a full stop stand before or after this one, more than headings do.
    fn is_among_lines(&self, sentence: &Sentence) -> bool {
        let blocks = &self.read.text.blocks;
        let is_line = |idx: usize| blocks.get(idx).is_some_and(|block| block.kind != BlockKind::Paragraph);
        let at = sentence.block_idx;
        let n_before = (0..at).rev().take(LINES_MIN).take_while(|idx| is_line(*idx)).count();
        let n_after = (at + 1..=at + LINES_MIN).take_while(|idx| is_line(*idx)).count();
        n_before + n_after >= LINES_MIN
    }

    /// Whether a noun has a proclitic that begins something else: «اثنين وجرح», «1432 بمدينة».
    fn begins_anew(&self, noun: Span) -> bool {
        let text = &self.read.text;
        let reading = text.tokens.get(text.token_at(noun.start())).and_then(|token| token.reading);
        let article = self.ruleset.names.article(&text.language);
        let article = self
            .ruleset
            .languages
            .get(&text.language)
            .zip(article)
            .and_then(|(language, form)| language.proclitic(form))
            .unwrap_or(Proclitics::NONE);
        reading.is_some_and(|reading| !reading.proclitics.without(article).is_none())
    }

    /// Whether a word joins a clause to the one before it, or carries what does.
    fn joins_clause(&self, idx: usize) -> bool {
        joins_clause(self.ruleset, &self.read.text, self.joins, idx)
    }

    fn n_figures_in(&self, sentence: Span) -> usize {
        within(&self.read.claims.figures, |figure| figure.span, sentence).len()
    }

    /// A bare «ريال» in a Saudi paper is the Saudi one.
    fn unit_of(&self, measure: &Measure) -> Option<UnitId> {
        let Measure::Figure { units, .. } = measure else { return None };
        let names = &self.ruleset.names;
        let country = self.article.country.as_deref().and_then(|code| names.country_by_code(code));
        let local = country
            .and_then(|country| names.country(country))
            .and_then(|country| country.currency.as_deref());
        self.ruleset.units.meant(units, local)
    }

    /// A key of the word that a span begins with, as it is written.
    fn noun_under(&self, span: Span) -> u64 {
        let token = self.read.text.tokens.get(self.read.text.token_at(span.start()));
        token.map_or(0, |token| fnv1a(self.read.text.folded_of(token).as_bytes()))
    }

    fn feature_under(&self, span: Span) -> Option<TokenFeature> {
        let range = crate::event::tokens_under(&self.read.text, span);
        self.read.features.get(range)?.iter().copied().find(|feature| feature.key != 0)
    }

    /// The values of the other figures of the sentence but ordinals, or of its ordinals.
    fn values_in(&self, sentence: Span, core: Span, kind: FigureKind) -> Vec<u64> {
        let figures = &self.read.claims.figures;
        let ordinal = kind == FigureKind::Ordinal;
        let near = nearest(figures, |figure| figure.span, sentence, core);
        let mut keys: Vec<u64> = near
            .filter_map(|idx| Some((figures.get(idx)?, (*self.values.get(idx)?)?)))
            .filter(|(figure, _)| figure.span != core && (figure.kind == FigureKind::Ordinal) == ordinal)
            .map(|(_, key)| key)
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The ordinals of the sentence, that of its label among them.
    fn ordinals(&self, sentence: &Sentence, core: Span) -> Vec<u64> {
        let mut ordinals = self.values_in(sentence.span, core, FigureKind::Ordinal);
        ordinals.extend(label_ordinal(self.ruleset, (self.article, self.read), sentence));
        ordinals.sort_unstable();
        ordinals.dedup();
        ordinals
    }

    pub(super) fn is(&self, feature: TokenFeature, property: impl Fn(&Concept) -> bool) -> bool {
        feature.concept.and_then(|concept| self.ruleset.concepts.get(concept)).is_some_and(property)
    }

    fn dates(&self, core: Span, sentence: Span) -> Vec<Date> {
        let dates = &self.read.claims.dates;
        let near = nearest(dates, |date| date.span, sentence, core).filter_map(|idx| dates.get(idx));
        near.filter(|date| date.span != core).cloned().collect()
    }

    fn names_past_year(&self, core: Span, sentence: Span) -> bool {
        let dates = &self.read.claims.dates;
        let near = nearest(dates, |date| date.span, sentence, core).filter_map(|idx| dates.get(idx));
        let mut named = near.filter(|date| date.span != core).filter_map(|date| date.value.year);
        let this_year = self.article.date.map(|date| date.year());
        this_year.is_some_and(|this_year| named.any(|year| year < this_year))
    }

    fn places(&self, sentence: Span, core: Span) -> Vec<u64> {
        let mentions = &self.read.claims.mentions;
        let near = nearest(mentions, |mention| mention.span, sentence, core);
        let mut keys: Vec<u64> = near
            .filter_map(|idx| mentions.get(idx))
            .filter(|mention| mention.kind == MentionKind::Place)
            .filter_map(|mention| self.feature_under(mention.span))
            .map(|feature| feature.key)
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The words of what stands in quotation marks near the tokens `own` and is short enough for a name.
    fn titles(&self, own: &Range<usize>, sentence: &Range<usize>) -> Vec<u64> {
        let mark = |idx: usize| {
            self.read.text.tokens.get(idx).map_or("", |token| token.span.text(&self.article.text))
        };
        let first = sentence.start.max(own.start.saturating_sub(TITLE_NEAR_TOKENS));
        let last = sentence.end.min(own.end + TITLE_NEAR_TOKENS);
        let mut keys = Vec::new();
        let mut at = first;
        while at < last {
            let closes = |close: &usize| matches!(mark(*close), "»" | "\"" | "”" | "″");
            let opens = matches!(mark(at), "«" | "\"" | "“");
            let close = (at + 2..=(at + 1 + TITLE_TOKENS_MAX).min(last)).find(closes).filter(|_| opens);
            // «صحيفة "الشرق الأوسط"» is no work that is told of.
            let is_cited = self.cited.get(at + 1).is_some_and(|cited| *cited);
            if let Some(close) = close.filter(|_| !is_cited) {
                let features = self.read.features.get(at + 1..close).unwrap_or(&[]);
                keys.extend(features.iter().map(|feature| feature.key).filter(|key| *key != 0));
            }
            at = close.map_or(at, |close| close) + 1;
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Where wording opens behind a date that counts it from another day, else where its sentence ends: «عام 2028، بعد سنة من بدء الإنتاج».
    fn counted_from(&self, own: &Range<usize>, sentence_end: usize) -> usize {
        let text = &self.read.text;
        let words = self.ruleset.qualifiers.counted_from(&text.language);
        let mut behind = own.end..(own.end + COUNTED_FROM_TOKENS).min(sentence_end);
        let folded = |at: usize| text.tokens.get(at).map_or("", |token| text.folded_of(token));
        behind.find(|at| words.iter().any(|word| word == folded(*at))).unwrap_or(sentence_end)
    }

    /// The features around a figure, each with its distance in tokens and how near it is from 1 to 4.
    /// Behind another figure the words are rather about that one.
    fn window(
        &self,
        own: &Range<usize>,
        sentence: &Range<usize>,
        measure: &Measure,
    ) -> Vec<(usize, TokenFeature, u32)> {
        let end = match measure {
            Measure::Date(_) => self.counted_from(own, sentence.end),
            Measure::Figure { .. } => sentence.end,
        };
        let first = sentence.start.max(own.start.saturating_sub(WINDOW_BEFORE_TOKENS));
        let last = end.min(own.end + WINDOW_AFTER_TOKENS);
        let before = (first..own.start).rev();
        let after = own.start..last;
        let mut window = Vec::new();
        self.walk(before, own, &mut window);
        self.walk(after, own, &mut window);
        window
    }

    fn walk(
        &self,
        tokens: impl Iterator<Item = usize>,
        own: &Range<usize>,
        window: &mut Vec<(usize, TokenFeature, u32)>,
    ) {
        let mut penalty = 0_u32;
        for (distance, idx) in tokens.enumerate() {
            let inside = own.contains(&idx);
            if !inside && self.is_quantity(idx) {
                penalty = penalty.max(2);
                continue;
            }
            if self.is_time(idx) {
                continue;
            }
            let Some(token) = self.read.text.tokens.get(idx) else { break };
            let is_next =
                || self.tells_of_next(own, idx) || self.joins_subject(idx) || self.tells_of_part(idx);
            if !inside && idx >= own.end && is_next() {
                penalty = penalty.max(3);
            }
            if matches!(
                token.span.text(&self.article.text),
                "،" | "," | "؛" | ";" | ":" | "(" | ")" | "–" | "—"
            ) {
                penalty += 1;
                continue;
            }
            let near = match distance {
                0..=3 => 4_u32,
                4..=7 => 3,
                _ => 2,
            };
            let near = near.saturating_sub(penalty);
            let feature = self.read.features.get(idx).copied().unwrap_or_default();
            if near > 0 && feature.key != 0 && !feature.attributive {
                window.push((distance, feature, near));
            }
            if idx < own.start && self.follows_other(idx) {
                penalty = penalty.max(3);
            }
        }
    }

    /// Whether the token is of a figure, a date or a time.
    pub(super) fn is_occupied(&self, idx: usize) -> bool {
        self.is_quantity(idx) || self.is_time(idx)
    }

    /// Whether the token is of a figure or a date that is written out.
    fn is_quantity(&self, idx: usize) -> bool {
        self.measured.get(idx).copied().unwrap_or(false)
    }

    /// Whether the token is of a time told from the article's day: «اليوم السبت».
    fn is_time(&self, idx: usize) -> bool {
        self.times.get(idx).copied().unwrap_or(false)
    }

    /// Whether a word behind the figure `own` tells of the next one: «وأصيب 12».
    fn tells_of_next(&self, own: &Range<usize>, idx: usize) -> bool {
        let is_next = |at: usize| self.is_quantity(at) && !self.duals.get(at).copied().unwrap_or(false);
        let before_next = idx > own.end && is_next(idx + 1);
        let is_near = || (idx + 1..=idx + JOIN_TOKENS).any(is_next);
        before_next || ((self.joins_clause(idx) || self.leads_on(idx)) && is_near())
    }

    /// Whether wording begins with a word that says nothing alone, so that it tells of what follows: «إلى إصابة».
    fn leads_on(&self, idx: usize) -> bool {
        let has_concept = self.read.features.get(idx).is_some_and(|feature| feature.concept.is_some());
        let reading = self.read.text.tokens.get(idx).and_then(|token| token.reading);
        has_concept && self.ruleset.concepts.is_stopword(&self.ruleset.vocabulary, reading)
    }

    /// Whether a word joins another subject: «إنفاق 24 مليارا وعجز يتقلص».
    fn joins_subject(&self, idx: usize) -> bool {
        let feature = self.read.features.get(idx).copied().unwrap_or_default();
        self.is(feature, |concept| concept.group.is_some()) && is_joined(self.ruleset, &self.read.text, idx)
    }

    /// Whether a word tells of a part that the next figure gives: «تستهلك 11 مليون طن تستورد منها 8.3 ملايين».
    fn tells_of_part(&self, idx: usize) -> bool {
        let feature = self.read.features.get(idx).copied().unwrap_or_default();
        let is_fate = feature.concept.is_some_and(|concept| self.ruleset.concepts.is_casualty(concept));
        let behind = self.read.text.tokens.get(idx + 1..).unwrap_or(&[]).iter().map(|token| token.reading);
        let is_part = || {
            let found =
                self.ruleset.qualifiers.on(QualifierSide::Before).longest(&self.ruleset.vocabulary, behind);
            found.is_some_and(|found| {
                found.value.contains(QualifierClass::Part) && self.is_occupied(idx + 1 + found.n_tokens)
            })
        };
        !is_fate && self.is(feature, |concept| concept.group.is_some()) && is_part()
    }

    /// Whether a word opens a clause behind another figure, so that what stands before it tells of that one:
    /// «16 people died and 83 were hurt».
    fn follows_other(&self, idx: usize) -> bool {
        let before = idx.saturating_sub(JOIN_TOKENS)..idx;
        self.joins_clause(idx) && before.into_iter().any(|at| self.is_quantity(at))
    }

    /// Whether `before` tells of those with another fate, so that the figure counts no more of its own: «مقتل 5 وإصابة 12
    /// آخرين».
    fn are_others(&self, roles: &[ConceptId], before: Range<usize>) -> bool {
        let concepts = &self.ruleset.concepts;
        let told = self.read.features.get(before).unwrap_or(&[]);
        let mut fates =
            told.iter().filter_map(|feature| feature.concept).filter(|fate| concepts.is_casualty(*fate));
        fates.any(|fate| roles.iter().any(|role| concepts.exclude_each_other(*role, fate)))
    }

    /// Whose toll it is that rose or was lowered, however far before that is told: «The death toll from the sinking of …
    /// rose to 58».
    fn toll_before(&self, roles: &[ConceptId], before: Range<usize>) -> Option<ConceptId> {
        let concepts = &self.ruleset.concepts;
        let told = self.read.features.get(before).unwrap_or(&[]).iter().rev();
        let mut tolls = told.filter_map(|feature| feature.concept).filter(|told| concepts.is_casualty(*told));
        tolls.next().filter(|_| !roles.iter().any(|role| concepts.is_casualty(*role)))
    }

    /// What has a day of its own, by its family, else by itself.
    fn dated(&self, window: &[(usize, TokenFeature, u32)]) -> Vec<u64> {
        let dated = window.iter().filter(|(_, feature, _)| self.is(*feature, |concept| concept.is_dated));
        let mut keys: Vec<u64> = dated
            .map(|(_, feature, _)| if feature.sound == 0 { feature.key } else { feature.sound })
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The concept of each group that stands nearest; what is counted stands nearest of all.
    fn roles(&self, counted: Option<TokenFeature>, window: &[(usize, TokenFeature, u32)]) -> Vec<ConceptId> {
        let concepts = &self.ruleset.concepts;
        // «مقتل سبعة في انهيار مبنى من ستة طوابق»: floors are not killed.
        let counts_things = counted.is_some_and(|counted| self.is(counted, |concept| concept.is_thing));
        // «7620 إصابة توفي من أصحابها 184 شخصا»: cases are not the dead, whom the sentence tells of besides.
        let concept = counted.and_then(|counted| concepts.get(counted.concept?));
        let besides = concept.and_then(|concept| concept.beside.as_ref()).map(|beside| &*beside.told);
        let amid = concept.filter(|concept| self.families.contains(&concept.family));
        let mut near: Vec<(usize, ConceptId)> = window
            .iter()
            .filter(|(distance, feature, nearness)| {
                let people = self.is(*feature, |concept| concept.is_people);
                *distance <= if people { FAR_ROLE_TOKENS } else { ROLE_TOKENS } && *nearness > 1
            })
            .filter_map(|(distance, feature, _)| Some((*distance + 1, feature.concept?)))
            .chain(counted.and_then(|feature| Some((0, feature.concept?))))
            .chain(amid.and_then(|concept| Some((0, concept.amid?))))
            .filter(|(_, concept)| concepts.get(*concept).is_some_and(|concept| concept.group.is_some()))
            .filter(|(_, concept)| !counts_things || !concepts.is_casualty(*concept))
            .filter(|(_, concept)| !besides.is_some_and(|besides| besides.contains(concept)))
            .collect();
        near.sort_unstable();
        let mut roles: Vec<ConceptId> = Vec::new();
        for (_, concept) in near {
            if !roles.iter().any(|role| *role == concept || concepts.exclude_each_other(*role, concept)) {
                roles.push(concept);
            }
        }
        roles
    }
}

/// Whether it is so much of something: a percentage, a half.
fn is_share(measure: &Measure) -> bool {
    let Measure::Figure { kind, value, .. } = measure else { return true };
    let is_below_one = matches!(value, FigureValue::One(value) if *value < Number::from(1));
    *kind == FigureKind::Percent || is_below_one
}

/// Whether a word is one of `joins`, or carries one.
fn joins_clause(ruleset: &Ruleset, text: &ArticleText, joins: &[String], idx: usize) -> bool {
    let Some(token) = text.tokens.get(idx) else { return false };
    let language = ruleset.languages.get(&text.language);
    let carries = |form: &str| {
        let proclitic = language.and_then(|language| language.proclitic(form));
        let carried = token.reading.map(|reading| reading.proclitics);
        proclitic.zip(carried).is_some_and(|(proclitic, carried)| carried.contains(proclitic))
    };
    joins.iter().any(|join| text.folded_of(token) == join.as_str() || carries(join))
}

/// Whether the token joins what follows to what stands before it: «وتونسي», "and". A word that no rule
/// names counts as carrying the proclitic that it begins with.
pub fn is_joined(ruleset: &Ruleset, text: &ArticleText, idx: usize) -> bool {
    let joins = ruleset.qualifiers.joins(&text.language);
    let language = ruleset.languages.get(&text.language);
    let is_proclitic = |join: &String| language.and_then(|language| language.proclitic(join)).is_some();
    let begins = |token: &Token| {
        let folded = text.folded_of(token);
        let rest = |join: &String| {
            folded.strip_prefix(join.as_str()).is_some_and(|rest| rest.len() >= NOUN_BYTES_MIN)
        };
        token.reading.is_none() && joins.iter().filter(|join| is_proclitic(join)).any(rest)
    };
    joins_clause(ruleset, text, joins, idx) || text.tokens.get(idx).is_some_and(begins)
}

/// A noun of so many bytes has three letters in Arabic.
const NOUN_BYTES_MIN: usize = 6;

/// Of what a sentence holds so many before a figure and so many after it stand near: in tables and lists
/// without a full stop there may be hundreds.
const NEAR_MAX: usize = 40;

/// The positions of what stands in the sentence, the nearest to `core`, in text order; `all` is in text
/// order.
fn nearest<T>(
    all: &[T],
    span_of: impl Fn(&T) -> Span,
    sentence: Span,
    core: Span,
) -> impl Iterator<Item = usize> {
    let at = all.partition_point(|one| span_of(one).start < core.start);
    let within = within(all, &span_of, sentence);
    let near = within.start.max(at.saturating_sub(NEAR_MAX))..within.end.min(at + NEAR_MAX);
    let inside: Vec<usize> =
        near.filter(|idx| all.get(*idx).is_some_and(|one| sentence.contains(span_of(one)))).collect();
    inside.into_iter()
}

/// The positions of what begins in the sentence; `all` is in text order.
fn within<T>(all: &[T], span_of: impl Fn(&T) -> Span, sentence: Span) -> Range<usize> {
    let starts_before = |offset| all.partition_point(|one| span_of(one).start < offset);
    starts_before(sentence.start)..starts_before(sentence.end)
}

/// A stable key of a value, odd where the value is rarely another's by chance.
fn value_key(figure: &Figure) -> Option<u64> {
    let FigureValue::One(number) = figure.value else { return None };
    Some(key_of(number, figure.kind, !figure.units.is_empty()))
}

/// The stable key of a number of this kind.
pub(super) fn key_of(number: Number, kind: FigureKind, has_unit: bool) -> u64 {
    let key = fnv1a(format!("{number} {kind:?}").as_bytes());
    let n_digits = number.n_significant();
    let is_measured = has_unit || kind == FigureKind::Percent;
    let telling = n_digits >= TELLING_DIGITS || (is_measured && n_digits + 1 >= TELLING_DIGITS);
    if telling { key | 1 } else { key & !1 }
}

/// Whether a key of a value is of one that is rarely another's by chance.
pub(super) fn is_telling_key(key: u64) -> bool {
    key & 1 == 1
}

/// Values of so many significant digits are rarely equal by chance; with a unit, of one less.
const TELLING_DIGITS: u32 = 3;

/// Whether a sentence tells of such a concept, and not in the name of a medium that it cites: «صحيفة البورصة».
fn holds_concept(
    ruleset: &Ruleset,
    read: &ReadArticle,
    (sentence, cited): (&Sentence, &[bool]),
    property: fn(&Concept) -> bool,
) -> bool {
    let features = read.features.get(sentence.tokens.clone()).unwrap_or(&[]);
    let cited = cited.get(sentence.tokens.clone()).unwrap_or(&[]);
    let told = features.iter().zip(cited).filter(|(_, cited)| !**cited);
    let mut concepts = told.filter_map(|(feature, _)| ruleset.concepts.get(feature.concept?));
    concepts.any(property)
}

/// Whether each token stands in the cue of an attribution to a medium.
fn cited_tokens(read: &ReadArticle) -> Vec<bool> {
    let mut cited = vec![false; read.text.tokens.len()];
    let carried = read.attributions.iter().filter(|attribution| attribution.carrier.is_some());
    for cue in carried.filter_map(|attribution| attribution.cue) {
        cited.get_mut(crate::event::tokens_under(&read.text, cue)).unwrap_or(&mut []).fill(true);
    }
    cited
}

fn lead_places(ruleset: &Ruleset, read: &ReadArticle, cited: &[bool]) -> LeadPlaces {
    let text = &read.text;
    let blocks = text.blocks.get(..LEAD_BLOCKS.min(text.blocks.len())).unwrap_or(&[]);
    let end = blocks.last().map_or(0, |block| tokens_of_block(text, block).end);
    let is_country = |key: &u64| ruleset.names.is_country_key(*key);
    // «وكالة الأنباء الألمانية» tells of anywhere.
    let features = read.features.get(..end).unwrap_or(&[]).iter().zip(cited);
    let mut countries: Vec<u64> = features
        .filter(|(feature, cited)| is_country(&feature.key) && !**cited)
        .map(|(feature, _)| feature.key)
        .collect();
    let places = read.claims.mentions.iter().filter(|mention| mention.kind == MentionKind::Place);
    let mut towns: Vec<u64> = places
        .map(|mention| crate::event::tokens_under(text, mention.span))
        .filter(|tokens| tokens.end <= end)
        .flat_map(|tokens| read.features.get(tokens).unwrap_or(&[]))
        .map(|feature| feature.key)
        .filter(|key| *key != 0 && !is_country(key))
        .collect();
    for keys in [&mut countries, &mut towns] {
        keys.sort_unstable();
        keys.dedup();
    }
    LeadPlaces { countries, towns }
}

fn digits_of(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

fn letters_of(text: &str) -> u64 {
    let is_sign = |char: &char| matches!(char, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}');
    let letters: String = fold(text).chars().filter(|char| char.is_alphabetic() || is_sign(char)).collect();
    if letters.is_empty() { 0 } else { fnv1a(letters.as_bytes()) }
}

fn bag_of(read: &ReadArticle, tokens: Range<usize>) -> Bag {
    let features = read.features.get(tokens).unwrap_or(&[]);
    let said = features.iter().filter(|feature| !feature.attributive);
    Bag::new(said.flat_map(|feature| feature.weighted(1)).collect())
}

/// Whether a block begins with wording that turns to another subject.
fn turns(ruleset: &Ruleset, (article, text): (&str, &ArticleText), block: &Block) -> bool {
    let tokens = text.tokens.get(tokens_of_block(text, block)).unwrap_or(&[]);
    let turn_at = |at: usize| {
        let readings = tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        ruleset.turns.longest(&ruleset.vocabulary, readings)
    };
    // "The town library, meanwhile, will lend tools": between two commas.
    let is_comma =
        |at: &usize| tokens.get(*at).is_some_and(|token| matches!(token.span.text(article), "," | "،"));
    let within = || {
        let comma = (1..TURN_TOKENS_MAX).find(is_comma)?;
        turn_at(comma + 1).filter(|found| is_comma(&(comma + 1 + found.n_tokens)))
    };
    turn_at(0).or_else(within).is_some()
}

/// A turn stands behind a subject of no more tokens.
const TURN_TOKENS_MAX: usize = 8;

fn tokens_of_block(text: &ArticleText, block: &Block) -> Range<usize> {
    let sentences = text.sentences.get(block.sentences.clone()).unwrap_or(&[]);
    match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => first.tokens.start..last.tokens.end,
        _ => 0..0,
    }
}

/// A feature of at least this weight is a name or a rare word.
const RARE_WEIGHT: u16 = 6;

fn rare_keys(window: &[(usize, TokenFeature, u32)]) -> Vec<u64> {
    let rare = window.iter().filter(|(_, feature, _)| feature.weight >= RARE_WEIGHT);
    let mut keys: Vec<u64> =
        rare.flat_map(|(_, feature, _)| [feature.key, feature.sound]).filter(|key| *key != 0).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The attribution that `span` stands in.
fn attribution_at(read: &ReadArticle, span: Span) -> Option<&Attribution> {
    let at = read.attributions.partition_point(|attribution| attribution.span.end <= span.start);
    read.attributions.get(at).filter(|attribution| attribution.span.overlaps(span))
}

/// Who is cited at `span`: the agency, else a medium that no rule lists, as it is named there, else the agency of
/// the section, else the publisher; and how we know it.
pub fn source_at(
    ruleset: &Ruleset,
    article: &Article,
    read: &ReadArticle,
    span: Span,
) -> (String, Certainty) {
    let attribution = attribution_at(read, span);
    let agency = |id| ruleset.agencies.get(id).map(|agency| agency.id.clone());
    let outlet = |attribution: &Attribution| Some(attribution.outlet?.text(&article.text).to_owned());
    if let Some(carrier) = attribution.and_then(|attribution| attribution.carrier).and_then(agency) {
        return (carrier, attribution.map_or(Certainty::Own, |attribution| attribution.certainty));
    }
    if let Some(outlet) = attribution.and_then(outlet) {
        return (outlet, Certainty::Explicit);
    }
    match attribution.and_then(|attribution| attribution.section).and_then(agency) {
        Some(section) => (section, Certainty::Section),
        None => (publisher_of(ruleset, article), Certainty::Own),
    }
}

/// The publisher's id where it is a known agency, else its name.
fn publisher_of(ruleset: &Ruleset, article: &Article) -> String {
    match &article.publisher {
        Some(name) => {
            let known = ruleset.agencies.by_name(name).and_then(|id| ruleset.agencies.get(id));
            known.map_or_else(|| name.clone(), |agency| agency.id.clone())
        }
        None => crate::event::UNNAMED_PUBLISHER.to_owned(),
    }
}

/// The canonical form of a value: `675000000 USD`.
pub fn value_text(ruleset: &Ruleset, quantity: &Quantity) -> String {
    let (value, units, per) = match &quantity.measure {
        Measure::Figure { value, units, per, .. } => (value, units, per),
        Measure::Date(date) => return date.value.iso().unwrap_or_default(),
    };
    let number = match value {
        FigureValue::One(number) => number.to_string(),
        FigureValue::Range(low, high) => {
            let end = |end: &Option<Number>| end.map_or_else(String::new, |end| end.to_string());
            format!("{}..{}", end(low), end(high))
        }
    };
    let meant = quantity.unit.map(|unit| vec![unit]);
    let units: Vec<&str> =
        meant.as_ref().unwrap_or(units).iter().map(|unit| ruleset.unit_code(*unit)).collect();
    let per = per.map_or_else(String::new, |per| format!("/{}", ruleset.unit_code(per)));
    if units.is_empty() { number } else { format!("{number} {}{per}", units.join("|")) }
}
