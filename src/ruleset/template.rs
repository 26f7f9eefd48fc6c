//! Templates: sentences with named gaps, as rules hold them: `«{text_a}» and «{text_b}»`.

use crate::base::bidi;

/// A sentence with named gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Gap(String),
}

/// How the words in the gaps are kept apart from a sentence that runs the other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Isolation {
    /// Whether isolates are written at all; some old terminals show them as boxes.
    pub on: bool,
    /// Whether the sentence runs from right to left.
    pub rtl: bool,
}

impl Isolation {
    /// `text` as it may stand in a sentence of this direction: its bidi controls taken out, between
    /// isolates where it holds letters or digits of the other direction.
    pub fn apply(self, text: &str) -> String {
        if self.on && self.is_foreign(text) {
            return bidi::isolate(text);
        }
        text.chars().filter(|c| !bidi::is_control(*c)).collect()
    }

    /// Whether `text` would be torn or turned in the sentence: from left to right, all that has a
    /// letter of the other direction; from right to left, also numbers that stand alone, since a
    /// date such as 2024-02-06 is turned round after an Arabic letter (UAX #9, rules W2 and W4).
    pub fn is_foreign(self, text: &str) -> bool {
        let has_rtl = text.chars().any(bidi::is_rtl);
        let has_ltr = || text.chars().any(|c| c.is_alphabetic() && !bidi::is_rtl(c));
        if self.rtl { has_ltr() || (!has_rtl && text.contains(char::is_numeric)) } else { has_rtl }
    }
}

impl Template {
    /// Reads a sentence.
    ///
    /// # Errors
    /// Where a brace is not closed or holds no name; the message says what would be right.
    pub fn parse(sentence: &str) -> Result<Template, String> {
        let mut parts = Vec::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err("a brace is not closed; {name} would be right".to_owned());
            };
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
                return Err(format!("{{{name}}} names no gap; small letters and _ would be right"));
            }
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Gap(name.to_owned()));
            rest = after;
        }
        if rest.contains('}') {
            return Err("a brace is not opened; {name} would be right".to_owned());
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Template(parts))
    }

    /// The names of the gaps, in order.
    pub fn gaps(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Gap(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The sentence with its gaps filled. A gap that `fill` knows nothing of stays as it is written,
    /// so that it is seen.
    pub fn render(&self, isolation: Isolation, fill: impl Fn(&str) -> Option<String>) -> String {
        let mut sentence = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => sentence.push_str(text),
                Part::Gap(name) => match fill(name) {
                    Some(words) => sentence.push_str(&isolation.apply(&words)),
                    None => sentence.extend(["{", name, "}"]),
                },
            }
        }
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, rtl: bool, expected: &str) {
        let fill = |name: &str| match name {
            "ar" => Some("١٢٠ قتيلا".to_owned()),
            "en" => Some("120 dead".to_owned()),
            "wild" => Some("a\u{202E}b".to_owned()),
            _ => None,
        };
        let isolation = Isolation { on: true, rtl };
        assert_eq!(Template::parse(sentence).unwrap().render(isolation, fill), expected);
    }

    #[test]
    fn only_words_of_the_other_direction_are_isolated() {
        check("«{ar}», {en}.", false, "«\u{2068}١٢٠ قتيلا\u{2069}», 120 dead.");
        check("قال {en}", true, "قال \u{2068}120 dead\u{2069}");
        check("{wild} {unknown}", false, "ab {unknown}");
    }

    #[test]
    fn what_is_no_template_is_refused() {
        assert!(Template::parse("{a").unwrap_err().contains("not closed"));
        assert!(Template::parse("a}").unwrap_err().contains("not opened"));
        assert!(Template::parse("{A b}").unwrap_err().contains("names no gap"));
    }
}
