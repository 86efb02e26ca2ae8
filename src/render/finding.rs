use crate::diagnostic::Code;

/// Something in a page that does not work, that its policy forbids, or that readers miss.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub kind: Kind,
    /// Byte offset in the page; 0 for the page as a whole.
    pub at: usize,
    /// The word that is wrong: an address, an id, an attribute.
    pub word: String,
    /// The element that it stands on; empty for the page as a whole.
    pub element: String,
}

/// What is wrong. Equal mistakes of the pages of one template are one problem.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// An address from the root of the host.
    Rooted,
    /// An address that leads to no file of the site.
    NoFile,
    /// An address that leads to a part that its page does not have.
    NoPart,
    /// Something that the browser would fetch from another host.
    OtherHost,
    ScriptAddress,
    InlineScript,
    EventHandler,
    StyleAttribute,
    NoPolicy,
    BeforePolicy,
    NoDoctype,
    NoLanguage,
    NoTitle,
    NoHeading,
    Headings,
    DoubledId,
    Unclosed,
    ClosesNothing,
    NoAlt,
    /// Links aim at an id that the template does not place.
    LeftOut,
}

impl Kind {
    pub fn code(self) -> Code {
        match self {
            Kind::Rooted => Code::PageRootedAddress,
            Kind::NoFile => Code::PageBrokenLink,
            Kind::NoPart => Code::PageBrokenAnchor,
            Kind::OtherHost => Code::PageOtherHost,
            Kind::ScriptAddress
            | Kind::InlineScript
            | Kind::EventHandler
            | Kind::StyleAttribute
            | Kind::NoPolicy
            | Kind::BeforePolicy => Code::PagePolicy,
            Kind::NoDoctype
            | Kind::NoLanguage
            | Kind::NoTitle
            | Kind::NoHeading
            | Kind::Headings
            | Kind::DoubledId
            | Kind::Unclosed
            | Kind::ClosesNothing
            | Kind::NoAlt => Code::PageMarkup,
            Kind::LeftOut => Code::PageMissingAnchor,
        }
    }

    /// What mends it, as one sentence.
    pub fn help(self) -> &'static str {
        match self {
            Kind::Rooted => {
                "begin it with `{{ page.root }}`, so that the site works under any path and from the disk"
            }
            Kind::NoFile => {
                "take addresses from the view, which has them ready, or `theme.assets` for the theme's files"
            }
            Kind::NoPart => {
                "give the part that is meant this id, or remove the `#` and what follows"
            }
            Kind::OtherHost => {
                "put the file into the theme's `assets` and name it by `{{ page.root }}{{ theme.assets[\"NAME\"] }}`"
            }
            Kind::ScriptAddress => "pass addresses that others write through the filter `safe_url`",
            Kind::InlineScript | Kind::EventHandler => {
                "put the script into a file of the theme's `assets`; the policy of the page runs no other"
            }
            Kind::StyleAttribute => {
                "give the element a class, and the class a rule in a style sheet of the theme"
            }
            Kind::NoPolicy => {
                "keep the block `policy` of `base.html`: it holds back what content may have smuggled in"
            }
            Kind::BeforePolicy => "put the policy before everything that loads a file",
            Kind::NoDoctype => "begin the page with `<!doctype html>`, or it is shown as in 1998",
            Kind::NoLanguage => "write `<html lang=\"{{ site.language }}\">`",
            Kind::NoTitle => "write `<title>{{ page.title }}</title>`",
            Kind::NoHeading => "give the page its title as `<h1>{{ page.title }}</h1>`",
            Kind::Headings => "let sections begin with `<h2>`; in Markdown, with `##`",
            Kind::DoubledId => "an id stands once in a page; begin those of a theme with `lb-`",
            Kind::Unclosed => "close what was opened, the innermost first",
            Kind::ClosesNothing => "remove it, or open the element before",
            Kind::NoAlt => "write what the image shows, or `alt=\"\"` where it only decorates",
            Kind::LeftOut => "place it: links from other pages lead there",
        }
    }
}

impl Finding {
    /// One sentence without full stop, naming the page.
    pub fn message(&self, page: &str) -> String {
        let (word, element) = (&self.word, &self.element);
        match self.kind {
            Kind::Rooted => {
                format!("the address `{word}` in `{page}` counts from the root of the host")
            }
            Kind::NoFile => {
                format!("the address `{word}` in `{page}` leads to no file of the site")
            }
            Kind::NoPart => {
                format!("the address `{word}` in `{page}` leads to a part that is not there")
            }
            Kind::OtherHost => format!("`{page}` would fetch `{word}` from another host"),
            Kind::ScriptAddress => format!("`<{element}>` in `{page}` has a script as its address"),
            Kind::InlineScript => format!("a script stands in `{page}` itself"),
            Kind::EventHandler => {
                format!("`<{element}>` in `{page}` has the event handler `{word}`")
            }
            Kind::StyleAttribute => format!("`<{element}>` in `{page}` has a style attribute"),
            Kind::NoPolicy => format!("`{page}` has no Content-Security-Policy"),
            Kind::BeforePolicy => {
                format!("`<{element}>` in `{page}` stands before the Content-Security-Policy")
            }
            Kind::NoDoctype => format!("`{page}` does not begin with its document type"),
            Kind::NoLanguage => format!("`<html>` in `{page}` has no language"),
            Kind::NoTitle => format!("`{page}` has no title"),
            Kind::NoHeading => format!("`{page}` has no first heading `<h1>`"),
            Kind::Headings => format!("`{page}` has {word} first headings `<h1>` instead of one"),
            Kind::DoubledId => format!("the id `{word}` stands more than once in `{page}`"),
            Kind::Unclosed => format!("`<{element}>` in `{page}` is not closed"),
            Kind::ClosesNothing => format!("`</{element}>` in `{page}` closes nothing"),
            Kind::NoAlt => format!("an `<img>` in `{page}` has no `alt`"),
            Kind::LeftOut => {
                format!("no element of `{page}` has the id `{word}` that links aim at")
            }
        }
    }
}
