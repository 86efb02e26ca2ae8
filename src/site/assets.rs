/// What becomes of a file that lies in the content folder and is no Markdown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AssetKind {
    /// A browser shows or saves it and never runs it.
    Passive,
    /// Passive only after a look inside.
    Svg,
    /// Not published.
    Refused,
}

/// By the file's extension, case ignored. What is not on the list is refused: a list of what is
/// dangerous would always be a browser version behind.
pub fn asset_kind(extension: &str) -> AssetKind {
    match extension.to_ascii_lowercase().as_str() {
        "svg" => AssetKind::Svg,
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "ico" | "bmp" => AssetKind::Passive,
        "pdf" | "txt" | "log" | "csv" | "tsv" | "json" | "yaml" | "yml" | "toml" | "diff"
        | "patch" => AssetKind::Passive,
        "odt" | "ods" | "odp" | "docx" | "xlsx" | "pptx" | "zip" | "gz" | "mp4" | "webm"
        | "mp3" | "ogg" => AssetKind::Passive,
        _ => AssetKind::Refused,
    }
}

/// Names by which web hosts know settings of theirs: redirects, headers, functions.
const FOR_HOSTS: [&str; 12] = [
    "_config.yml",
    "_config.yaml",
    "_routes.json",
    "firebase.json",
    "netlify.toml",
    "now.json",
    "render.yaml",
    "staticwebapp.config.json",
    "vercel.json",
    "wrangler.json",
    "wrangler.toml",
    "web.config",
];

/// Whether a file would change how a host serves the whole site.
pub fn is_for_host(file_name: &str) -> bool {
    FOR_HOSTS
        .iter()
        .any(|name| name.eq_ignore_ascii_case(file_name))
}

/// Whether an SVG could run something or reach for another place. The test is coarse on purpose:
/// a harmless picture that it refuses costs its author a minute, a script that it lets through
/// runs on the origin of every other page.
pub fn is_active_svg(text: &str) -> bool {
    let lower = text.to_lowercase();
    // Browsers pass over line ends and the like inside an address, and blanks around a `=`.
    let dense: String = lower
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    WORDS.iter().any(|word| dense.contains(word))
        || elements(&lower).any(|name| ELEMENTS.iter().any(|active| name.starts_with(active)))
        || has_event_handler(&lower)
        || has_external_reference(&dense)
        || has_other_encoding(&dense)
}

const WORDS: [&str; 8] = [
    "<!entity",
    "<!doctype",
    "<?xml-stylesheet",
    "javascript:",
    "@import",
    "image-set(",
    "&#",
    "\\",
];

const ELEMENTS: [&str; 8] = [
    "script",
    "foreignobject",
    "iframe",
    "embed",
    "object",
    "handler",
    "set",
    "animate",
];

/// The names of the elements, without the prefixes of their namespaces.
fn elements(lower: &str) -> impl Iterator<Item = &str> {
    lower.split('<').skip(1).map(|tag| {
        let ends = |c: char| c.is_whitespace() || c.is_control() || "/>".contains(c);
        let name = tag.split(ends).next().unwrap_or_default();
        name.rsplit(':').next().unwrap_or_default()
    })
}

fn has_event_handler(lower: &str) -> bool {
    let begins = |c: char| c.is_whitespace() || c.is_control() || "\"'/".contains(c);
    lower.match_indices("on").any(|(at, _)| {
        // First what is cheap: else a long row of `ononon` would be read again from each of them.
        if !lower[..at].chars().next_back().is_some_and(begins) {
            return false;
        }
        let rest = lower[at + 2..]
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':');
        rest.len() < lower.len() - at - 2 && rest.trim_start().starts_with('=')
    })
}

fn has_external_reference(dense: &str) -> bool {
    let references = ["href=", "src=", "url("];
    references.iter().any(|word| {
        dense.match_indices(word).any(|(at, _)| {
            let value = dense[at + word.len()..].trim_start_matches(['"', '\'']);
            !(value.starts_with('#')
                || value.starts_with("data:image/png")
                || value.starts_with("data:image/jpeg"))
        })
    })
}

/// Another encoding could make words of what reads harmless in UTF-8.
fn has_other_encoding(dense: &str) -> bool {
    let declaration = dense
        .trim_start_matches('\u{feff}')
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split("?>").next());
    declaration
        .and_then(|text| text.split_once("encoding="))
        .is_some_and(|(_, value)| !value.trim_start_matches(['"', '\'']).starts_with("utf-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_types_are_published() {
        assert_eq!(asset_kind("PNG"), AssetKind::Passive);
        assert_eq!(asset_kind("svg"), AssetKind::Svg);
        for kind in ["html", "js", "htm", "xhtml", "xml", "css", "exe", ""] {
            assert_eq!(asset_kind(kind), AssetKind::Refused, "{kind}");
        }
    }

    #[test]
    fn active_pictures_are_seen() {
        for svg in [
            "<svg><script>1</script></svg>",
            "<svg><SCRIPT/></svg>",
            "<svg onload=\"x()\"/>",
            "<svg onload\n = 'x()'/>",
            "<svg/onclick=x>",
            "<svg><a href=\"javascript:x\"/></svg>",
            "<svg><image href=\"https://example.org/x.png\"/></svg>",
            "<svg><rect style=\"fill:url(//example.org/x)\"/></svg>",
            "<svg><foreignObject/></svg>",
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>",
            "<svg\nonload=\"x()\"/>",
            "<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"><x:script>1</x:script></x:svg>",
            "<svg><image href = \"https://example.org/x.png\"/></svg>",
            "<svg><a href=\"java\nscript:x\"/></svg>",
            "<svg><style>rect { fill: u\\72l(//example.org/x) }</style></svg>",
            "<?xml version=\"1.0\" encoding=\"iso-2022-jp\"?><svg/>",
        ] {
            assert!(is_active_svg(svg), "{svg}");
        }
        for svg in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"url(#g)\"/><use href=\"#a\"/></svg>",
            "<svg><title>Online = on</title><text>one</text></svg>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg><text>a settled script</text></svg>",
        ] {
            assert!(!is_active_svg(svg), "{svg}");
        }
    }
}
