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

/// Whether an SVG could run something or reach for another place. The test is coarse on purpose:
/// a harmless picture that it refuses costs its author a minute, a script that it lets through
/// runs on the origin of every other page.
pub fn is_active_svg(text: &str) -> bool {
    let lower: String = text
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(char::to_lowercase)
        .collect();
    const WORDS: [&str; 16] = [
        "<script",
        "<foreignobject",
        "<iframe",
        "<embed",
        "<object",
        "<!entity",
        "<!doctype",
        "<handler",
        "<set",
        "<animate",
        "javascript:",
        "@import",
        "<?xml-stylesheet",
        "<a ",
        "xlink:href=\"data:text",
        "&#",
    ];
    if WORDS.iter().any(|word| lower.contains(word)) {
        return true;
    }
    has_event_handler(&lower) || has_external_reference(&lower)
}

fn has_event_handler(lower: &str) -> bool {
    lower.match_indices("on").any(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let rest = lower[at + 2..]
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':');
        before.is_some_and(|c| c.is_whitespace() || c == '"' || c == '\'' || c == '/')
            && rest.len() < lower.len() - at - 2
            && rest.trim_start().starts_with('=')
    })
}

fn has_external_reference(lower: &str) -> bool {
    let references = ["href=", "src=", "url("];
    references.iter().any(|word| {
        lower.match_indices(word).any(|(at, _)| {
            let value = lower[at + word.len()..].trim_start_matches(['"', '\'', ' ']);
            !(value.starts_with('#')
                || value.starts_with("data:image/png")
                || value.starts_with("data:image/jpeg"))
        })
    })
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
        ] {
            assert!(is_active_svg(svg), "{svg}");
        }
        for svg in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"url(#g)\"/><use href=\"#a\"/></svg>",
            "<svg><title>Online = on</title><text>one</text></svg>",
        ] {
            assert!(!is_active_svg(svg), "{svg}");
        }
    }
}
