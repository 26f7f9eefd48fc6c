//! Typed indexes, so that a sentence is never looked up among the articles.

macro_rules! typed_index {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// From a position in a list; positions past `u32::MAX` do not occur.
            pub fn new(idx: usize) -> $name {
                $name(u32::try_from(idx).unwrap_or(u32::MAX))
            }

            /// The position in its list.
            pub fn idx(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

typed_index! {
    /// An article of a run, in the run's order.
    ArticleId,
    /// A word of the ruleset's vocabulary.
    WordId,
    /// A folded form of a language, as a memo of words numbers it.
    FormId,
    /// An agency of the ruleset.
    AgencyId,
    /// A unit or currency of the ruleset.
    UnitId,
    /// A concept of the ruleset.
    ConceptId,
    /// A country of the ruleset.
    CountryId,
    /// A sentence of one article.
    SentenceId,
}
