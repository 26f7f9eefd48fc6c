//! Wording at the start of a paragraph that turns to another subject.

use serde::Deserialize;

use crate::ruleset::{PhraseSet, RuleError, RuleFiles, Vocabulary};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnFile {
    forms: Vec<String>,
}

pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<PhraseSet<()>, RuleError> {
    let mut turns = PhraseSet::default();
    for (_, parsed) in files.parse_per_language::<TurnFile>("turns.toml")? {
        for form in &parsed.value.forms {
            turns.insert(&vocabulary.intern_phrase(form), ());
        }
    }
    Ok(turns)
}
