//! Directions: Arabic and Latin text side by side.
//!
//! Source: Unicode Standard Annex #9, "Unicode Bidirectional Algorithm", isolates (section 2.4).

/// U+2068 FIRST STRONG ISOLATE.
pub const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// U+2069 POP DIRECTIONAL ISOLATE.
pub const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// Whether `c` is an invisible mark or control of the bidirectional algorithm.
pub fn is_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether `c` is an invisible mark that stands for a letter running from right to left.
pub fn is_rtl_mark(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200F}')
}

/// Whether `c` is a letter that runs from right to left.
pub fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
        && !matches!(c, '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}')
}

/// `text` between isolates, so that it keeps its own direction in a line of the other.
/// Bidi controls within are taken out: an unbalanced one would reach past the isolate.
pub fn isolate(text: &str) -> String {
    let mut isolated = String::with_capacity(text.len() + 6);
    isolated.push(FIRST_STRONG_ISOLATE);
    isolated.extend(text.chars().filter(|c| !is_control(*c)));
    isolated.push(POP_DIRECTIONAL_ISOLATE);
    isolated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unbalanced_override_cannot_leave_the_isolate() {
        assert_eq!(isolate("ab\u{202E}cd"), "\u{2068}abcd\u{2069}");
        assert!(is_rtl('ب') && !is_rtl('٣') && !is_rtl('b'));
    }
}
