//! Text of articles on a terminal: nothing in it may move the cursor, colour the screen or turn the
//! direction of what follows.

use crate::base::bidi;

/// `text` on one line: runs of white space become one blank, bidi controls are taken out (the
/// isolates around it are ours), other controls are shown as `\u{1b}`.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut blank = true;
    for c in text.chars() {
        if c.is_whitespace() {
            if !blank {
                line.push(' ');
            }
            blank = true;
        } else if c.is_control() || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}') {
            line.extend(c.escape_unicode());
            blank = false;
        } else if !bidi::is_control(c) && !matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}') {
            line.push(c);
            blank = false;
        }
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_shown_and_blanks_joined() {
        assert_eq!(one_line(" a\u{1B}[31m\tب\r\n\u{202E}ج "), "a\\u{1b}[31m ب ج");
    }
}
