use super::Severity::{self, Error, Warning};

/// Declares the codes: variant, id, default severity, and the text of `--explain`.
macro_rules! codes {
    ($($variant:ident $id:literal $severity:ident $text:literal)*) => {
        /// What kind of problem a diagnostic is. The id is stable: scripts and habits depend on it.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $($variant),* }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The stable name, as in `error[unknown-rating]`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => $id),* }
            }

            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => $severity),* }
            }

            /// A paragraph or two: what it means and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => $text),* }
            }
        }
    };
}

impl Code {
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id() == id)
    }
}

codes! {
    // Files
    SymlinkRefused "symlink-refused" Error
        "A symbolic link lies in the book. Levelbook does not follow links, because a link could publish a file from outside the book. Replace it by the file itself."
    FileTooLarge "file-too-large" Error
        "A file is larger than Levelbook reads: 1 MiB for a text, 64 MiB for any other file. Split the text, or keep the file elsewhere and link to it."
    NotAFile "not-a-file" Error
        "Something in the book is neither a file nor a folder, such as a socket or a pipe. Remove it."
    BadFileName "bad-file-name" Error
        "The name of a file cannot become part of an address: it is not UTF-8, or holds a backslash or a control character. Rename it."
    NotUtf8 "not-utf8" Error
        "A text file is not encoded in UTF-8. Open it in an editor and save it as UTF-8."

    // Front matter and YAML
    MissingFrontMatter "missing-front-matter" Error
        "A file that needs front matter, such as a model or an assessment, does not begin with `---` on its first line."
    UnclosedFrontMatter "unclosed-front-matter" Error
        "The front matter begins with `---` but no later line is exactly `---`, so its end is unknown. Add the closing line below the last key."
    FrontMatterTooLarge "front-matter-too-large" Error
        "The front matter is longer than 256 KiB. Move long texts into the Markdown below it."
    YamlSyntax "yaml-syntax" Error
        "The front matter is not valid YAML. The message names the first place that could not be read; the mistake is often one line above it: a missing colon, a wrong indent, an unclosed quote."
    YamlFeature "yaml-feature" Error
        "Anchors (`&a`), aliases (`*a`), tags (`!x`) and merge keys (`<<`) are not read, because they can hide what an answer says. Write the value out; put a text that begins with `&`, `*` or `!` in quotes."
    YamlLostText "yaml-lost-text" Error
        "YAML would drop or split a part of this text without a word: a ` #` begins a comment, a comma ends a text inside `{ }` or `[ ]`, and a colon followed by a blank makes a new key. Put the text in double quotes. A comment that is meant as one begins with `# ` and stands on its own line or two blanks behind the text."
    DuplicateKey "duplicate-key" Error
        "The same key stands twice in one map, so one of the two values would be lost. Remove or rename one."
    TooDeep "too-deep" Error
        "Values are nested more than 16 levels deep. No key of Levelbook needs that; the brackets or the indent are probably wrong."
    UnknownKey "unknown-key" Error
        "The key is not one that Levelbook knows at this place. Unknown keys are errors, because a misspelt key would otherwise be ignored in silence. `levelbook schema` lists all keys."
    CsvTable "csv-table" Error
        "`levelbook import csv` does not understand the table: a quote is open, there is only one column, no column or row names goals or KPAs, or no column says whose answers they are. The manual's page about migration shows the forms that it reads."
    MissingKey "missing-key" Error
        "A key that is needed at this place is missing."
    WrongType "wrong-type" Error
        "The value has the wrong form: a list where a text belongs, a text where a map belongs, and so on."
    BadValue "bad-value" Error
        "The value is not one of those that the key allows, or lies outside of its range."
    BadDate "bad-date" Error
        "A date must be written as year-month-day, for example 2026-07-01, and must exist in the calendar."
    BadId "bad-id" Error
        "An id begins with a letter or digit, goes on with letters, digits, `.`, `_` or `-`, has at most 40 characters, does not end in a dot and is no device name of Windows (such as `con`)."

    // book.toml
    TomlSyntax "toml-syntax" Error
        "book.toml or theme.toml is not valid TOML. The message names the first place that could not be read."
    NoBook "no-book" Error
        "The folder holds no book.toml, so it is no book. `levelbook init` makes one."

    // Models
    DuplicateId "duplicate-id" Error
        "Two elements of a model have the same id. Ids of levels, sub-levels, dimensions, stages, KPAs and goals are unique in the model over all kinds together, and differ in more than case."
    DuplicateModel "duplicate-model" Error
        "Two files describe the same model in the same version. Give one of them another `version` or `id`."
    UnknownLevel "unknown-level" Error
        "The model has no level or sub-level with this id."
    UnknownDimension "unknown-dimension" Error
        "The model has no dimension with this id."
    UnknownStage "unknown-stage" Error
        "The model has no life-cycle stage with this id."
    UnknownKpa "unknown-kpa" Error
        "The model has no key process area (KPA) with this id. Ids are compared exactly, upper and lower case included."
    UnknownProfile "unknown-profile" Error
        "The model has no profile with this id."
    KpaOnParentLevel "kpa-on-parent-level" Error
        "A KPA belongs to a level that has sub-levels. Give it one of the sub-levels."
    KpaOnBaseLevel "kpa-on-base-level" Error
        "A KPA belongs to the base level. Everybody has the base level, so it holds no KPAs."
    EmptyLevel "empty-level" Error
        "A level or sub-level above the base level holds no KPA, so nothing could decide it."
    EmptyKpa "empty-kpa" Error
        "A KPA has no goals, so nothing could decide whether it is satisfied."
    DependencyCycle "dependency-cycle" Error
        "KPAs depend on each other in a circle, so no order of work exists."
    DependencyLater "dependency-later" Error
        "A KPA depends on a KPA of a later level. A dependency points to the same or a lower level."
    BadScale "bad-scale" Error
        "A rating scale has 2 to 11 steps with different values from 0 to 1; the highest is 1 and the lowest 0, and no id is `n/a`, `na` or `unknown`."
    UnboundSection "unbound-section" Warning
        "A heading carries an explicit id that is neither a level, dimension, stage nor KPA of the model, so the section is shown with the general text."

    // Teams and assessments
    DuplicateTeam "duplicate-team" Error
        "`teams/NAME.md` and the folder `teams/NAME/` both exist. A team is one or the other: move the file into the folder as `index.md`, or as an assessment."
    MissingTeam "missing-team" Error
        "A file in `teams/` says neither who the team is (`team:`) nor how it was assessed (`model:`, `date:`, `answers:`)."
    UnknownModel "unknown-model" Error
        "The book has no model with this id, or not in this version. Built in are `cmm`, `omm` and `ppmm`; others lie in `content/models/`."
    UnknownAnswer "unknown-answer" Error
        "The model has no KPA and no goal with this id, so the answer counts for nothing. Ids are compared exactly, upper and lower case included."
    OldId "old-id" Warning
        "An older assessment names, in its answers, plan or target, an id that the model no longer has. What stands there is left out. If the id was renamed, give the new element `formerly: [OLD-ID]`."
    UnknownRating "unknown-rating" Error
        "The rating is not a step of the model's scale, nor `n/a` or `unknown`. The answer counts as not given."
    DuplicateAnswer "duplicate-answer" Error
        "The same KPA or goal is answered twice in one file. Keep one of the answers."
    NotApplicableNotAllowed "na-not-allowed" Error
        "`n/a` is accepted only for KPAs for which the model, or the book in `[maturity.models.ID] not-applicable`, allows it (R5). The goal counts as not rated."
    NotApplicableWithoutNote "na-without-note" Error
        "`n/a` is accepted only with a `note` that says why the question does not apply (R5). The goal counts as not rated."
    FutureDate "future-date" Error
        "The assessment is dated more than one day after today. Correct the date."
    LaterLeftOut "later-left-out" Warning
        "The run was given a date, and assessments after that date do not exist yet on it: they are left out."
    DateMismatch "date-mismatch" Warning
        "The file's name holds another date than its front matter. The front matter decides; rename the file, or correct the date."
    SameDate "same-date" Error
        "Two assessments of one team have the same model and the same date, so it is unknown which one counts."
    AnswerAfterAssessment "answer-after-assessment" Error
        "An answer's `on` is later than the date of its assessment (R16). Correct one of the two dates."
    MissingEvidence "missing-evidence" Error
        "An evidence names a file that does not exist in the book. Paths are relative to the Markdown file; a leading `/` means the content folder."
    EvidenceNotPublished "evidence-not-published" Warning
        "The file that is named as evidence exists, but its type is not one that is published, so the report names it without a link."
    UnknownTarget "unknown-target" Error
        "The target is not a level of the model."

    // Pages and links
    BrokenLink "broken-link" Error
        "A link leads to a file that is not in the book."
    BrokenAnchor "broken-anchor" Error
        "A link leads to a part of a page that does not exist: no heading of that page has this id."
    DuplicateAnchor "duplicate-anchor" Error
        "Two headings of one page carry the same explicit id, or one that the page already uses for a chapter, level, KPA or goal."
    UnsafeLink "unsafe-link" Warning
        "The address begins with a scheme other than http, https, mailto or tel. It is shown as text, because such links can run programs."
    RawHtml "raw-html" Warning
        "The Markdown holds raw HTML. It is shown as text, because content is not trusted to bring its own markup. With `raw-html = \"sanitize\"` in book.toml harmless elements are kept, and the warning names what is left out."
    HeadingAttribute "heading-attribute" Warning
        "A heading carries an attribute other than an id or a class. It is left out, because attributes can run scripts."
    DuplicateAddress "duplicate-address" Error
        "Two sources would be published at the same address (compared without regard to case). Rename one of them, or give a team another `slug`."
    BadSlug "bad-slug" Error
        "An address part may hold `a-z`, `0-9` and `-`, has at most 80 characters and is no device name of Windows. Give the team a `slug`, or rename the file."
    AssetNotAllowed "asset-not-allowed" Warning
        "Files of this type are not published, because a browser could run them or people could be misled by them. It is left out of the site."
    ActiveSvg "active-svg" Warning
        "An SVG picture holds a script, an event handler, a foreign object or a reference to another place. It is left out of the site."

    // Pages as they came out
    PageRootedAddress "page-rooted-address" Error
        "A page holds an address that begins with `/`, which counts from the root of the host: it works on one machine and leads nowhere when the site lies below a path, as on GitHub Pages, or is opened from the disk. Templates begin addresses with `{{ page.root }}`."
    PageBrokenLink "page-broken-link" Error
        "A page links to a file that the site does not have. Links of content are checked before, so a template has written this one."
    PageBrokenAnchor "page-broken-anchor" Error
        "A page links to a part of a page, and no element there has this id."
    PageMissingAnchor "page-missing-anchor" Warning
        "A template leaves out ids that links from other pages and from content aim at, such as `kpa-ID`. Such links then lead to the top of the page."
    PageOtherHost "page-other-host" Error
        "A page would fetch a script, a style sheet, a picture or a font from another host. Its Content-Security-Policy forbids that, and readers would be made known there. Links to other hosts are fine."
    PagePolicy "page-policy" Warning
        "A page holds what its Content-Security-Policy forbids, such as a script or a style in the page itself, so browsers pass it over; or it has no policy, which is what holds back scripts in content if all else fails."
    PageMarkup "page-markup" Warning
        "The HTML of a page lacks what readers and their programs need: document type, language, title, one first heading, unique ids, closed elements, descriptions of images."
    SiteSize "site-size" Warning
        "The site, or one of its files, has 80 percent or more of what the host allows: for GitHub Pages 1 GB for a site and 100 MB for a file. `size-limit` in book.toml says what another host allows; a file may have a tenth of it."

    // Theme
    ThemeNotFound "theme-not-found" Error
        "The theme that book.toml names is not a folder in `themes/`."
    ThemeSyntax "theme-syntax" Error
        "A template, or theme.toml, cannot be read. The message is that of the template language; its syntax is that of Tera."
    ThemeVersion "theme-version" Error
        "theme.toml asks for another version of the view than this Levelbook offers. See the theme chapter of the manual for what changed."
    ThemeUnknownFile "theme-unknown-file" Warning
        "A theme holds a template that nothing uses: it has the name of no template of the default theme, and no other template includes it."
    ThemeField "theme-field" Error
        "A template uses a name that the view does not have."
    ThemeLanguage "theme-language" Error
        "A message of a language file (`languages/LANGUAGE.ftl` of a theme) cannot be said: its syntax, which is that of Fluent, is wrong, or it refers to something that there is not. The default theme's message takes its place. A message that nothing uses is a warning."
    ThemeRender "theme-render" Error
        "A template failed while a page was rendered."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_explained() {
        let mut ids: Vec<_> = Code::ALL.iter().map(|c| c.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(Code::from_id(code.id()), Some(*code));
            assert!(code.explanation().len() > 30, "{}", code.id());
        }
    }
}
