//! Align: which claims are about one quantity.
//!
//! Takes the articles of one event and gives [`Alignment`]s: pairs of figures or dates of two voices
//! that are about the same thing, with the evidence. Equal values are matched first; only what is
//! left over on both sides can be a conflict.

mod alike;
mod bounded;
mod compare;
mod considered;
mod contrast;
mod dated;
mod doubt;
mod equal;
pub mod entity;
mod facts;
mod implied;
mod labelled;
mod left;
mod matching;
pub mod name;
mod pair;
mod qualifier;
mod quantity;
mod revised;
mod score;
mod series;
pub mod slip;
mod story;
mod strength;
mod sum;
mod swap;
mod weighed;
mod wording;

pub use bounded::bounded;
pub use compare::Relation;
pub use considered::{Considered, considered};
pub use facts::is_toll;
pub(crate) use facts::low_end;

pub use pair::{Alignment, align};
pub use quantity::{Measure, Quantity, is_joined, quantities, source_at, value_text};
pub use score::{Reason, Score};
pub use slip::Slip;
pub use story::Sides;
pub use wording::{PlacedWord, WordClass, Wording};
