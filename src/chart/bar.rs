use super::svg::{Path, Svg};

/// A bar on a scale of steps, such as a dimension's level among the model's levels.
pub struct Bar {
    pub value: f64,
    pub of: f64,
    /// Draws the steps of the scale as thin lines.
    pub steps: usize,
}

/// The bar as a small picture; the number itself must stand in words beside it.
pub fn bar(input: &Bar) -> String {
    const WIDTH: f64 = 120.0;
    const HEIGHT: f64 = 10.0;
    let mut svg = Svg::decorative("bar", (WIDTH, HEIGHT));
    svg.rect("bar-all", 0.0, 0.0, WIDTH, HEIGHT);
    let share = if input.of > 0.0 {
        (input.value / input.of).clamp(0.0, 1.0)
    } else {
        0.0
    };
    if share > 0.0 {
        svg.rect("bar-fill", 0.0, 0.0, WIDTH * share, HEIGHT);
    }
    if input.steps > 1 {
        let mut steps = Path::default();
        for i in 1..input.steps {
            steps
                .to(WIDTH * i as f64 / input.steps as f64, 0.0)
                .v(HEIGHT);
        }
        svg.path("axis", &steps);
    }
    svg.close()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(
            bar(&Bar {
                value: 2.0,
                of: 4.0,
                steps: 2
            }),
            "<svg class=\"chart bar\" viewBox=\"0 0 120 10\" aria-hidden=\"true\">\
             <rect class=\"bar-all\" x=\"0\" y=\"0\" width=\"120\" height=\"10\"/>\
             <rect class=\"bar-fill\" x=\"0\" y=\"0\" width=\"60\" height=\"10\"/>\
             <path class=\"axis\" d=\"M60 0v10\"/></svg>"
        );
        assert!(
            !bar(&Bar {
                value: 0.0,
                of: 0.0,
                steps: 0
            })
            .contains("bar-fill")
        );
    }
}
