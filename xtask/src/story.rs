//! Stories: two articles about one event, and what one of them says when a figure is changed.

use std::{fs, path::Path};

use isnad::{
    align::{Measure, Quantity, quantities, value_text},
    base::{Span, id::ArticleId},
    ingest::{Article, parse_article},
    judge::Finding,
    read_article,
    ruleset::Ruleset,
};

use crate::Result;

/// What stands between the two articles of a file.
const BETWEEN: &str = "\n=====\n";

/// Words for a scale, and the one that a slip writes instead.
const SCALES: [(&str, &str); 2] = [("مليار", "مليون"), ("million", "billion")];

/// Two articles about one event that agree in all that both say.
pub(crate) struct Story {
    pub(crate) name: String,
    pub(crate) articles: [Article; 2],
}

/// How a figure was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slip {
    /// Two digits stand in the other order.
    Swap,
    /// The first digit is another.
    Digit,
    /// A million for a billion.
    Scale,
}

/// A story whose second article says something else.
pub(crate) struct Changed {
    pub(crate) slip: Slip,
    pub(crate) from: String,
    pub(crate) to: String,
    /// Where it stands in the second article.
    pub(crate) span: Span,
    pub(crate) articles: [Article; 2],
}

/// The stories of a folder, in the order of their names.
pub(crate) fn read_stories(folder: &str) -> Result<Vec<Story>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| read_story(path)).collect()
}

fn read_story(path: &Path) -> Result<Story> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(path)?;
    let (first, second) = text.split_once(BETWEEN).ok_or(format!("{name}: no line of ===== in it"))?;
    let article = |file: &str, text: &str| {
        parse_article(file, format!("{}\n", text.trim()).as_bytes())
            .map(|(article, _)| article)
            .map_err(|_| format!("{name}: {file} is no article"))
    };
    Ok(Story { articles: [article("a.txt", first)?, article("b.txt", second)?], name })
}

impl Story {
    /// The story with each figure that both articles give changed in turn.
    pub(crate) fn changed(&self, ruleset: &Ruleset) -> Vec<Changed> {
        let [first, second] = &self.articles;
        let said = |article: &Article| {
            quantities(ruleset, article, ArticleId::new(0), &read_article(ruleset, article))
        };
        let known: Vec<String> = said(first).iter().map(|quantity| value_text(ruleset, quantity)).collect();
        let shared = |quantity: &Quantity| {
            let value = value_text(ruleset, quantity);
            known.contains(&value) && is_telling(quantity, &value)
        };
        let figures = said(second).into_iter().filter(shared);
        figures.flat_map(|quantity| changes(&self.articles, quantity.core)).collect()
    }
}

/// A figure of one digit without a unit, and a bare year, are equal by chance.
fn is_telling(quantity: &Quantity, value: &str) -> bool {
    match &quantity.measure {
        Measure::Figure { .. } => value.trim_end_matches('0').len() > 1,
        Measure::Date(_) => value.len() > "2024".len(),
    }
}

fn changes([first, second]: &[Article; 2], span: Span) -> Vec<Changed> {
    let from = span.text(&second.text);
    let slips = [Slip::Swap, Slip::Digit, Slip::Scale];
    let changed = slips.iter().filter_map(|slip| Some((*slip, slip.applied(from)?)));
    let made = changed.map(|(slip, to)| {
        let mut text = second.text.clone();
        text.replace_range(span.start()..span.end(), &to);
        let end = second.body.end() + to.len() - from.len();
        let body = Span::new(second.body.start(), end);
        let article = Article { text, body, ..second.clone() };
        let span = Span::new(span.start(), span.start() + to.len());
        Changed { slip, from: from.to_owned(), to, span, articles: [first.clone(), article] }
    });
    made.collect()
}

impl Changed {
    /// Whether the finding is about the changed figure.
    pub(crate) fn is_told_by(&self, finding: &Finding) -> bool {
        let mut sides = [Some(&finding.a), finding.b.as_ref()].into_iter().flatten();
        sides.any(|side| {
            side.article.idx() == 1
                && side.span.start() < self.span.end()
                && self.span.start() < side.span.end()
        })
    }
}

impl Slip {
    /// `figure` with the slip, where it can be made.
    fn applied(self, figure: &str) -> Option<String> {
        match self {
            Slip::Swap => swapped(figure),
            Slip::Digit => {
                let at = figure.find(|c: char| c.is_ascii_digit())?;
                let digit = figure[at..].chars().next()?.to_digit(10)?;
                let other = if digit == 9 { 4 } else { digit + 1 };
                Some(format!("{}{other}{}", &figure[..at], &figure[at + 1..]))
            }
            Slip::Scale => {
                let (from, to) = SCALES
                    .iter()
                    .find(|(word, _)| figure.split_whitespace().any(|written| written == *word))?;
                Some(figure.replacen(from, to, 1))
            }
        }
    }
}

/// The first two neighbouring digits that differ in the other order; no number begins with a zero then.
fn swapped(figure: &str) -> Option<String> {
    let mut chars: Vec<char> = figure.chars().collect();
    let is_first = |at: usize| !chars[..at].iter().any(|c| c.is_numeric());
    let at = (1..chars.len()).find(|at| {
        let (one, next) = (chars[at - 1], chars[*at]);
        let digits = one.is_numeric() && next.is_numeric() && one != next;
        digits && !(is_first(at - 1) && matches!(next, '0' | '٠'))
    })?;
    chars.swap(at - 1, at);
    Some(chars.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_changed_as_slips_change_them() {
        assert_eq!(Slip::Swap.applied("2,300 people").as_deref(), Some("2,030 people"));
        assert_eq!(Slip::Swap.applied("٤٠٥").as_deref(), Some("٤٥٠"));
        assert_eq!(Slip::Swap.applied("11"), None);
        assert_eq!(Slip::Digit.applied("$95m").as_deref(), Some("$45m"));
        assert_eq!(Slip::Scale.applied("$48 million").as_deref(), Some("$48 billion"));
        assert_eq!(Slip::Scale.applied("ملياري ريال"), None);
    }
}
