//! Cues: the wordings of one sentence that attribute, with who they name.

use std::ops::Range;

use crate::{
    attribution::{
        medium::{Medium, has_no_editorials},
        view::View,
    },
    ruleset::cues::SubjectSide,
};

/// Who a cue names as the medium.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Carrier {
    /// Nobody.
    #[default]
    None,
    /// A medium of the text.
    Medium(Medium),
    /// The one before, by a pronoun or a verb ending: "It quoted", «ونقلت عن».
    Elided,
}

/// A wording that attributes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cue {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The token at which a clause of its own begins, if it opens one.
    pub(super) clause_start: Option<usize>,
    pub(super) carrier: Carrier,
    /// Media that the carrier cites.
    pub(super) chain: Vec<Medium>,
    /// The noun phrase that names the speaker.
    pub(super) speaker: Option<Range<usize>>,
    /// How many characters of proclitics stand on its first word.
    pub(super) speaker_proclitic_chars: usize,
    /// The pronoun that stands for who said it.
    pub(super) pronoun: Option<Range<usize>>,
    /// Whether it leans on the sentence before: «وأضاف», "he said".
    pub(super) leans: bool,
    /// Whether the speaker is only a pronoun or a verb ending.
    pub(super) elided: bool,
    /// Whether it counts only beside a speaker: "on CNN".
    pub(super) weak: bool,
    /// Whether it stands before its claim.
    pub(super) leads: bool,
}

impl Cue {
    /// «أدانت رويترز اعتقال مصورها», "AP condemned": makes a wire or channel that is the subject the speaker.
    pub(super) fn speaks_for_itself(&mut self, view: &View<'_>) {
        self.make_speaker(view, |medium| has_no_editorials(view, medium));
    }

    /// «قالت الصحيفة في بيان إن», "Reuters said its photographer": what a medium says of itself.
    pub(super) fn speaks_of_itself(&mut self, view: &View<'_>) {
        self.make_speaker(view, |_| true);
    }

    fn make_speaker(&mut self, view: &View<'_>, does: impl Fn(&Medium) -> bool) {
        if let Carrier::Medium(medium) = &self.carrier
            && self.speaker.is_none()
            && view.cues.the.contains(medium.proclitics)
            && does(medium)
        {
            self.speaker = Some(medium.tokens.clone());
            self.carrier = Carrier::None;
        }
    }

    /// Whether somebody is the subject of its verb: a speaker, or a medium that is not only told.
    pub(super) fn has_subject(&self, view: &View<'_>) -> bool {
        let told = |at: usize| view.told(at) || at.checked_sub(1).is_some_and(|to| view.is_to(to));
        match &self.carrier {
            Carrier::Medium(medium) => self.speaker.is_some() || !told(medium.tokens.start),
            Carrier::None | Carrier::Elided => self.speaker.is_some(),
        }
    }

    /// Whether it names nobody and leans on nobody.
    pub(super) fn is_empty(&self) -> bool {
        self.carrier == Carrier::None && self.speaker.is_none() && !self.leans
    }
}

/// The cues of the tokens `within`, one sentence, in order.
pub(super) fn find_cues(view: &View<'_>, within: Range<usize>) -> Vec<Cue> {
    match view.cues.subject {
        SubjectSide::After => super::after::find_cues(view, within),
        SubjectSide::Before => super::before::find_cues(view, within),
    }
}
