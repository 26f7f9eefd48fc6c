//! The one way by which text comes into the page.

use std::fmt::{self, Write};

use crate::base::bidi::{self, FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE};

/// Text as it stands in HTML, in an element or between the quotation marks of an attribute. Controls
/// that HTML forbids are left out; bidi controls too, since elements keep directions apart.
pub(super) struct Text<'t>(pub(super) &'t str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(c)?,
                _ if c.is_control() || bidi::is_control(c) => {}
                '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}' => {}
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A sentence whose foreign words stand between isolates, with elements in their place.
pub(super) fn isolated(sentence: &str) -> String {
    let mut html = String::new();
    let mut n_open = 0_usize;
    for part in sentence.split_inclusive([FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE]) {
        let _ = write!(html, "{}", Text(part));
        if part.ends_with(FIRST_STRONG_ISOLATE) {
            html.push_str("<bdi>");
            n_open += 1;
        } else if part.ends_with(POP_DIRECTIONAL_ISOLATE) && n_open > 0 {
            html.push_str("</bdi>");
            n_open -= 1;
        }
    }
    html + &"</bdi>".repeat(n_open)
}

/// JSON as it stands in a script element: no tag can begin or end in it.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let text = "<script>\"a\" & 'b'\u{202E}\u{1B}[31m\u{0}ب";
        assert_eq!(Text(text).to_string(), "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;[31mب");
        assert_eq!(
            isolated("a \u{2068}<ب>\u{2069}, \u{2069}\u{2068}c"),
            "a <bdi>&lt;ب&gt;</bdi>, <bdi>c</bdi>"
        );
        assert_eq!(json(&"</script><!--"), "\"\\u003c/script>\\u003c!--\"");
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text: String) {
            let shown = Text(&text).to_string();
            prop_assert!(!shown.contains(['<', '>', '"', '\'', '\0']));
        }
    }
}
