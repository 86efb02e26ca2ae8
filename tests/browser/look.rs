//! How a page is looked at.

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub width: u32,
    pub is_dark: bool,
    pub is_print: bool,
    pub is_calm: bool,
    pub has_forced_colors: bool,
}

impl Look {
    pub const fn new(width: u32) -> Self {
        Self {
            width,
            is_dark: false,
            is_print: false,
            is_calm: false,
            has_forced_colors: false,
        }
    }

    pub const fn dark(self) -> Self {
        Self {
            is_dark: true,
            ..self
        }
    }

    pub const fn print(self) -> Self {
        Self {
            is_print: true,
            ..self
        }
    }
}
