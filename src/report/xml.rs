//! What the writers of XML share.

use std::io::{self, Write};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// `text` as XML 1.0 can hold it: characters that it forbids are shown as `\u{1b}`.
///
/// Source: W3C, XML 1.0 (Fifth Edition), production 2, `Char`.
pub(super) fn legal(text: &str) -> String {
    let mut legal = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => {
                legal.push(c)
            }
            _ => legal.extend(c.escape_unicode()),
        }
    }
    legal
}

/// The same on one line: what an attribute keeps as it is when it is read back.
pub(super) fn attribute(text: &str) -> String {
    legal(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A writer of elements, two blanks deeper for each level.
pub(super) struct Elements<'o>(Writer<&'o mut dyn Write>);

impl<'o> Elements<'o> {
    /// Writes the declaration.
    pub(super) fn new(out: &'o mut dyn Write) -> io::Result<Elements<'o>> {
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Elements(writer))
    }

    fn start<'n>(name: &'n str, attributes: &[(&str, String)]) -> BytesStart<'n> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, attribute(value).as_str()));
        }
        start
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, String)]) -> io::Result<()> {
        self.0.write_event(Event::Start(Elements::start(name, attributes)))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, String)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(Elements::start(name, attributes)))
    }

    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, String)], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(&legal(text))))?;
        self.close(name)
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Ends the file with a line break.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.0.get_mut().write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_shown() {
        assert_eq!(legal("a\u{1B}[31m\u{0}\u{FFFE}ب\u{202E}"), "a\\u{1b}[31m\\u{0}\\u{fffe}ب\u{202E}");
        assert_eq!(attribute(" a\r\n\tb "), "a b");
    }
}
