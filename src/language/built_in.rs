use unic_langid::LanguageIdentifier;

use crate::tree::BookPath;

macro_rules! language {
    ($tag:literal) => {
        (
            $tag,
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/themes/default/languages/",
                $tag,
                ".ftl"
            )),
        )
    };
}

/// The languages that the default theme has, with their files.
static FILES: [(&str, &str); 3] = [language!("en"), language!("de"), language!("fr")];

/// The tags of the languages that the default theme has.
pub const LANGUAGES: [&str; 3] = ["en", "de", "fr"];

/// Where the words of last resort stand.
pub(super) const ENGLISH: &str = "en";

pub(super) fn path(tag: &str) -> BookPath {
    BookPath::built_in(&format!("themes/default/languages/{tag}.ftl"))
}

pub(super) fn text(tag: &LanguageIdentifier) -> Option<(&'static str, &'static str)> {
    FILES
        .iter()
        .copied()
        .find(|(name, _)| name.parse().ok().as_ref() == Some(tag))
}
