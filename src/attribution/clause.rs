//! Pieces: a sentence, or its clauses where it holds two attributions.

use std::ops::Range;

use crate::{
    attribution::{
        cue::{Carrier, Cue, find_cues},
        medium::Medium,
        opening::{Opening, closing, opening},
        participle::{participle_cue, subject_for},
        view::View,
    },
    ruleset::Role,
};

/// A stretch of one sentence with what its cues name, not yet resolved against the article.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) tokens: Range<usize>,
    pub(super) carrier: Carrier,
    pub(super) chain: Vec<Medium>,
    /// Tokens and proclitic characters of the speaker.
    pub(super) speaker: Option<(Range<usize>, usize)>,
    /// The speaker where it is only a pronoun.
    pub(super) pronoun: Option<Range<usize>>,
    pub(super) leans: bool,
    /// Whether the speaker is one whom the claim of a leaning cue tells of: «وأضاف أن الوزير قال إن».
    pub(super) inner: bool,
    pub(super) cue: Option<Range<usize>>,
    /// A cue that counts only beside a speaker.
    weak: Option<Cue>,
    pub(super) role: PieceRole,
}

/// What a piece is besides text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PieceRole {
    #[default]
    Text,
    /// An agency's name as a heading.
    AgencyHeading,
    /// Text after a dateline.
    Dateline,
    /// A credit, byline or share line.
    Credit,
}

/// Cuts a sentence into pieces.
pub(super) fn pieces(view: &View<'_>, within: Range<usize>, first_of_block: bool, heads: bool) -> Vec<Piece> {
    let mut start = within.start;
    let mut dateline = None;
    let mut cues = Vec::new();
    match opening(view, &within, first_of_block, heads) {
        Opening::None => {}
        Opening::Heading(medium) => {
            let role = PieceRole::AgencyHeading;
            let carrier = Carrier::Medium(medium);
            return vec![Piece { tokens: within, carrier, role, ..Piece::default() }];
        }
        Opening::Credit => {
            return vec![Piece { tokens: within, role: PieceRole::Credit, ..Piece::default() }];
        }
        Opening::Byline(end) => {
            let credit = Piece { tokens: within.start..end, role: PieceRole::Credit, ..Piece::default() };
            let mut all = vec![credit];
            all.extend(pieces(view, end..within.end, false, heads));
            return all;
        }
        Opening::Dateline(medium, end) => {
            start = end;
            dateline = Some(medium);
        }
        Opening::Colon(cue) => {
            start = cue.tokens.end;
            cues.push(cue);
        }
    }
    cues.extend(find_cues(view, start..within.end));
    cues.extend(
        closing(view, &within, heads)
            .filter(|last| !cues.iter().any(|cue| cue.tokens.end > last.tokens.start)),
    );
    if cues.iter().all(Cue::is_empty) {
        cues.extend(participle_cue(view, start..within.end));
    } else if let Some(cue) = cues.first_mut()
        && cue.elided
        && cue.carrier == Carrier::None
        && cue.speaker.is_none()
        && let Some(subject) = subject_for(view, start..within.end, cue.tokens.start)
    {
        (cue.speaker, cue.elided, cue.leans, cue.clause_start) = (Some(subject), false, false, None);
    }
    let mut pieces = cut(view, &within, start, cues);
    if let Some(medium) = dateline
        && let Some(first) = pieces.first_mut()
    {
        first.role = PieceRole::Dateline;
        if first.carrier == Carrier::None || matches!(first.carrier, Carrier::Elided) {
            first.cue.get_or_insert(within.start..start);
            first.carrier = Carrier::Medium(medium);
        } else if let Carrier::Medium(inner) = std::mem::replace(&mut first.carrier, Carrier::Medium(medium))
        {
            first.chain.insert(0, inner);
        }
    }
    pieces
}

fn cut(view: &View<'_>, within: &Range<usize>, start: usize, cues: Vec<Cue>) -> Vec<Piece> {
    let mut pieces = vec![Piece { tokens: within.clone(), ..Piece::default() }];
    let mut stops = semicolons(view, start..within.end).peekable();
    for cue in cues {
        while let Some(stop) = stops.next_if(|stop| *stop <= cue.tokens.start) {
            split(&mut pieces, stop);
        }
        if let (Some(at), Some(piece)) = (cue.clause_start, pieces.last()) {
            let goes_on = piece.cue.is_some() && cue.leans && cue.elided;
            let room = at > piece.tokens.start + usize::from(piece.cue.is_none()) && at < within.end;
            if room && !goes_on && at > start {
                split(&mut pieces, at);
            }
        }
        if let Some(piece) = pieces.last_mut() {
            if cue.weak {
                piece.weak.get_or_insert(cue);
            } else {
                merge(piece, cue);
            }
        }
    }
    for piece in &mut pieces {
        if let Some(cue) = piece.weak.take()
            && (piece.speaker.is_some() || piece.pronoun.is_some())
        {
            merge(piece, cue);
        }
    }
    for stop in stops {
        split(&mut pieces, stop);
    }
    pieces
}

fn split(pieces: &mut Vec<Piece>, at: usize) {
    if let Some(piece) = pieces.last_mut()
        && at > piece.tokens.start
        && at < piece.tokens.end
    {
        let end = std::mem::replace(&mut piece.tokens.end, at);
        pieces.push(Piece { tokens: at..end, ..Piece::default() });
    }
}

fn merge(piece: &mut Piece, cue: Cue) {
    let first = piece.cue.is_none();
    let carries = !matches!(cue.carrier, Carrier::None);
    if first || carries && matches!(piece.carrier, Carrier::None) {
        piece.cue = Some(cue.tokens.clone());
    }
    match (cue.carrier, &piece.carrier) {
        (Carrier::Medium(medium), Carrier::Medium(_)) => piece.chain.push(medium),
        (Carrier::Medium(medium), _) => piece.carrier = Carrier::Medium(medium),
        // "The Treasury said it did not comment": the pronoun is the speaker's.
        (Carrier::Elided, Carrier::None) if first || piece.speaker.is_none() => {
            piece.carrier = Carrier::Elided;
        }
        _ => {}
    }
    piece.chain.extend(cue.chain);
    if let Some(pronoun) = cue.pronoun.filter(|_| first || carries) {
        piece.pronoun.get_or_insert(pronoun);
    }
    if let Some(speaker) = cue.speaker.filter(|_| piece.speaker.is_none()) {
        piece.inner = !first && piece.leans && cue.leads && !carries;
        piece.speaker = Some((speaker, cue.speaker_proclitic_chars));
    }
    piece.leans |= first && cue.leans;
}

/// The positions after semicolons that end an independent clause, outside quotations.
fn semicolons(view: &View<'_>, within: Range<usize>) -> impl Iterator<Item = usize> {
    let mut depth = 0_i32;
    let mut straight = false;
    let mut all = Vec::new();
    let goes_on = |next: usize| {
        view.has(next, Role::That)
            || view.has(next, Role::Participle)
            || view.has(next, Role::WeakConnect) && view.has(next + 1, Role::That)
    };
    for at in within.clone().filter(|at| view.is_mark(*at)) {
        match view.source(at) {
            "«" | "“" => depth += 1,
            "»" | "”" => depth -= 1,
            "\"" => straight = !straight,
            _ => {}
        }
        let next = at + 1;
        if view.is_semicolon(at) && depth <= 0 && !straight && next < within.end && !goes_on(next) {
            all.push(next);
        }
    }
    all.into_iter()
}
