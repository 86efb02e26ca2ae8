use std::fmt::Write;

use super::svg::number;

/// A bar of two parts: what is sure, and what is not.
pub struct Parts {
    pub sure: f64,
    pub unsure: f64,
    /// What the whole width stands for.
    pub of: f64,
    /// The class of the second part's outline.
    pub outline: &'static str,
}

/// The bar as a small picture; the numbers themselves must stand in words beside it.
pub fn parts(input: &Parts) -> String {
    const WIDTH: f64 = 240.0;
    const HEIGHT: f64 = 14.0;
    let share = |value: f64| {
        if input.of > 0.0 {
            WIDTH * (value / input.of).clamp(0.0, 1.0)
        } else {
            0.0
        }
    };
    // It takes any width that its place has.
    let mut svg = format!(
        "<svg class=\"chart parts\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    let (sure, unsure) = (share(input.sure), share(input.unsure));
    if sure > 0.0 {
        let width = number(sure.max(1.0));
        let _ = write!(
            svg,
            "<rect class=\"bar-fill\" width=\"{width}\" height=\"{HEIGHT}\"/>"
        );
    }
    if unsure > 0.0 {
        // The outline's line lies inside the part.
        let width = (unsure - 1.0).min(WIDTH - sure - 1.0).max(1.0);
        let _ = write!(
            svg,
            "<rect class=\"{}\" x=\"{}\" y=\"0.5\" width=\"{}\" height=\"{}\"/>",
            input.outline,
            number(sure + 0.5),
            number(width),
            HEIGHT - 1.0
        );
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_stand_side_by_side() {
        let bar = |sure, unsure, of| {
            let outline = "bar-open";
            parts(&Parts {
                sure,
                unsure,
                of,
                outline,
            })
        };
        assert_eq!(
            bar(2.0, 1.0, 4.0),
            "<svg class=\"chart parts\" viewBox=\"0 0 240 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect class=\"bar-fill\" width=\"120\" height=\"14\"/>\
             <rect class=\"bar-open\" x=\"120.5\" y=\"0.5\" width=\"59\" height=\"13\"/></svg>"
        );
        assert!(!bar(0.0, 0.0, 0.0).contains("rect"));
    }
}
