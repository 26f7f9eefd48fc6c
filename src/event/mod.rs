//! Group: which articles tell of one happening.
//!
//! Takes what was read of all articles and gives [`Event`]s: buckets of articles that share rare
//! words. An event is a bucket, not a connected component: chaining would make unrelated stories
//! meet, and an article may lie in several buckets.

mod bag;
mod bucket;
mod features;
mod index;
mod origin;

pub use bag::Bag;
pub use bucket::{Event, group, n_stories};
pub use features::{FeatureMemo, TokenFeature, token_features};
pub(crate) use features::{sound_key, tokens_under};
pub use origin::{Origins, UNNAMED_PUBLISHER, Voiced, n_independent, origins, sketch};
