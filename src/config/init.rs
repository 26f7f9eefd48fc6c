//! What `isnad init` writes.

/// A file that says nothing yet, and how to say what can be said.
pub const TEMPLATE: &str = r#"# What isnad checks here, and how. Every key is optional; `isnad config show` prints what is in force.
# Paths and patterns are read from the folder of this file.

# The language of messages: ar or en.
# lang = "ar"

# The least severity that fails a run: info, note, warning or error.
# fail-on = "warning"

# Findings that are less sure than this are left out.
# min-confidence = 0.5

# No more findings than this are shown; all of them count.
# max-findings = 500

# Only findings that are not in this file count; `isnad baseline write` writes it.
# baseline = "isnad-baseline.toml"

# Which files inside folders are articles, and which of them are not. .isnadignore is read too.
# include = ["*.txt", "*.md"]
# exclude = ["archive/"]

# Folders of rules that are laid over the built-in ones.
# rules = ["house-rules"]

# What each check is set to: off, info, note, warning or error.
[checks]
# orthography-variant = "off"

# What is known of articles that do not say it themselves.
[article]
# publisher = "صحيفة الساحل"
# country = "EG"
# language = "ar"

# Settings for some paths; of several that fit, the last has the word.
# [[override]]
# paths = ["wires/"]
# checks = { spelling-variant = "note" }

# Findings that are let be. A reason is required; expires is the first day on which they count again.
# [[ignore]]
# rule = "figure-update"
# paths = ["live/"]
# reason = "live pages keep earlier tolls on purpose"
# expires = 2030-01-31

# The spellings of the house.
# [[spelling]]
# preferred = "بلينكن"
# instead_of = ["بلينكين"]

# Agencies that are not built in.
# [[agency]]
# id = "north-wire"
# kind = "wire"
# names = { ar = ["وكالة أنباء الشمال"], en = ["North Wire"] }
"#;
