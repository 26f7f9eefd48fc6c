//! The words that tell an office, bare, and the countries among them.

use std::ops::Range;

use crate::{
    base::{id::CountryId, lex::LexKind},
    judge::Run,
    ruleset::{names::KnownName, offices::CountryTold},
    text::ArticleText,
};

/// What tokens tell.
pub(super) struct Told<'t> {
    /// Their words without articles and proclitics, countries aside.
    pub(super) words: Vec<&'t str>,
    /// The one country among them.
    pub(super) country: Option<CountryId>,
    /// How it is told.
    pub(super) told: CountryTold,
    /// The one country among them where somebody serves: «سفير … لدى …».
    pub(super) host: Option<CountryId>,
    /// The one town or region among them, without spaces.
    pub(super) place: Option<String>,
}

pub(super) fn words_in<'t>(run: &Run<'_>, text: &'t ArticleText, tokens: Range<usize>) -> Told<'t> {
    let names = &run.ruleset.names;
    let offices = &run.ruleset.offices;
    let mut words: Vec<&str> = Vec::new();
    let (mut countries, mut hosts, mut places) = (Vec::new(), Vec::new(), Vec::new());
    let mut by_adjective = false;
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(rest) = text.tokens.get(at..tokens.end) else { break };
        let readings = rest.iter().map(|token| token.reading);
        let vocabulary = &run.ruleset.vocabulary;
        let nation = names.nationalities().longest(vocabulary, readings.clone());
        let known = names.known().longest(vocabulary, readings.clone());
        let place = known.as_ref().filter(|known| matches!(known.value, KnownName::Place));
        let place = place.and_then(|place| rest.get(..place.n_tokens));
        places.extend(place.map(|place| place.iter().map(|token| text.folded_of(token)).collect::<String>()));
        let is_adjective = nation.is_some();
        let nation = nation.map(|nation| (nation.value, nation.n_tokens));
        let nation = nation.or_else(|| {
            let known = known?;
            match known.value {
                KnownName::Country(country) => Some((country, known.n_tokens)),
                _ => None,
            }
        });
        let Some(token) = rest.first() else { break };
        let word = bare_of(run, &text.language, text.folded_of(token)).word;
        // «المالية» is told of money, and of Mali.
        let is_office = words.last().is_some_and(|last| offices.are_office([*last, word]));
        if let Some((country, n_tokens)) = nation.filter(|_| !is_office && !offices.is_portfolio(word)) {
            let is_host = words.last().is_some_and(|word| offices.is_posted(word));
            if is_host { &mut hosts } else { &mut countries }.push(country);
            by_adjective |= is_adjective && !is_host;
            at += n_tokens;
            continue;
        }
        if matches!(token.kind, LexKind::Word(_)) {
            words.push(word);
        }
        at += 1;
    }
    places.dedup();
    let place = if places.len() == 1 { places.pop() } else { None };
    let one = |mut countries: Vec<CountryId>| {
        countries.dedup();
        if countries.len() == 1 { countries.pop() } else { None }
    };
    let country = one(countries);
    let told = match country {
        None => CountryTold::Not,
        Some(_) if by_adjective => CountryTold::Adjective,
        Some(_) => CountryTold::Name,
    };
    Told { words, country, told, host: one(hosts), place }
}

/// A word without article and proclitics.
pub(super) struct Bare<'t> {
    pub(super) word: &'t str,
    /// Whether a proclitic other than the article stood on it.
    pub(super) is_joined: bool,
}

/// The word of a token as the rules have those of offices.
pub(super) fn bare_at<'t>(run: &Run<'_>, text: &'t ArticleText, at: usize) -> Bare<'t> {
    bare_of(run, &text.language, text.tokens.get(at).map_or("", |token| text.folded_of(token)))
}

/// A folded word of a language as the rules have those of offices.
pub(super) fn bare_of<'t>(run: &Run<'_>, language: &str, word: &'t str) -> Bare<'t> {
    let offices = &run.ruleset.offices;
    if offices.knows(word) {
        return Bare { word, is_joined: false };
    }
    let article = run.ruleset.names.article(language);
    let definite = |word: &'t str| article.and_then(|article| word.strip_prefix(article));
    if let Some(word) = definite(word) {
        return Bare { word, is_joined: false };
    }
    let prefixes = run.ruleset.languages.get(language).map_or(&[][..], |language| &language.prefixes);
    let rests = prefixes.iter().filter_map(|prefix| word.strip_prefix(prefix.form.as_str()));
    let rests = rests.map(|rest| definite(rest).unwrap_or(rest)).filter(|rest| offices.knows(rest));
    let rest = rests.max_by_key(|rest| rest.len());
    Bare { word: rest.unwrap_or(word), is_joined: rest.is_some() }
}
