//! How wide the characters of a badge are. A badge is drawn for pages that we do not see, so nobody
//! can measure there.

/// First character and advance widths, in hundredths of a pixel, of DejaVu Sans at 11 px, the face
/// that a badge names behind Verdana, which it was drawn after. Measured by `measureText` on a canvas
/// in Chromium at 1100 px, where no hinting rounds. The soft hyphen has no width.
#[rustfmt::skip]
const ADVANCES: &[(u32, &[u16])] = &[
    // ASCII
    (
        0x20,
        &[
            350, 441, 506, 922, 700, 1045, 858, 302, 429, 429, 550, 922, 350, 397, 350, 371, 700,
            700, 700, 700, 700, 700, 700, 700, 700, 700, 371, 371, 922, 922, 922, 584, 1100, 752,
            755, 768, 847, 695, 633, 852, 827, 324, 324, 721, 613, 949, 823, 866, 663, 866, 764,
            698, 672, 805, 752, 1088, 754, 672, 754, 429, 371, 429, 922, 550, 550, 674, 698, 605,
            698, 677, 387, 698, 697, 306, 306, 637, 306, 1072, 697, 673, 698, 698, 452, 573, 431,
            697, 651, 900, 651, 651, 577, 700, 371, 700, 922,
        ],
    ),
    // Latin-1 and Latin Extended-A
    (
        0xa0,
        &[
            350, 441, 700, 700, 700, 700, 371, 550, 550, 1100, 518, 673, 922, 0, 1100, 550, 550,
            922, 441, 441, 550, 700, 700, 350, 550, 441, 518, 673, 1066, 1066, 1066, 584, 752, 752,
            752, 752, 752, 752, 1072, 768, 695, 695, 695, 695, 324, 324, 324, 324, 852, 823, 866,
            866, 866, 866, 866, 922, 866, 805, 805, 805, 805, 672, 665, 693, 674, 674, 674, 674,
            674, 674, 1080, 605, 677, 677, 677, 677, 306, 306, 306, 306, 673, 697, 673, 673, 673,
            673, 673, 922, 673, 697, 697, 697, 697, 651, 698, 651, 752, 674, 752, 674, 752, 674,
            768, 605, 768, 605, 768, 605, 768, 605, 847, 698, 852, 698, 695, 677, 695, 677, 695,
            677, 695, 677, 695, 677, 852, 698, 852, 698, 852, 698, 852, 698, 827, 697, 1008, 764,
            324, 306, 324, 306, 324, 306, 324, 306, 324, 306, 649, 611, 324, 306, 721, 637, 637,
            613, 306, 613, 306, 613, 413, 613, 376, 618, 313, 823, 697, 823, 697, 823, 697, 895,
            823, 697, 866, 673, 866, 673, 866, 673, 1177, 1125, 764, 452, 764, 452, 764, 452, 698,
            573, 698, 573, 698, 573, 698, 573, 672, 431, 672, 431, 672, 431, 805, 697, 805, 697,
            805, 697, 805, 697, 805, 697, 805, 697, 1088, 900, 672, 651, 672, 754, 577, 754, 577,
            754, 577, 387,
        ],
    ),
    // dashes, quotation marks, dots
    (
        0x2010,
        &[
            397, 397, 700, 550, 1100, 1100, 550, 550, 350, 350, 350, 350, 570, 570, 570, 570, 550,
            550, 649, 649, 368, 734, 1100, 350,
        ],
    ),
    // per mille, primes, angle quotes
    (
        0x2030,
        &[1476, 1909, 250, 411, 572, 250, 411, 572, 373, 440, 440],
    ),
    (0x20ac, &[700]),  // euro
    (0x2122, &[1100]), // trade mark
    (0x2212, &[922]),  // minus
];

/// The width of a text in a badge, in pixels. Kerning is left out: it is below one percent in
/// most words, and `textLength` spreads the difference.
pub(super) fn width(text: &str) -> f64 {
    let hundredths: u32 = text.chars().map(advance).sum();
    f64::from(hundredths) / 100.0
}

/// In hundredths of a pixel.
fn advance(c: char) -> u32 {
    let code = u32::from(c);
    let listed = ADVANCES.iter().find_map(|(first, widths)| {
        let place = code.checked_sub(*first)?;
        widths.get(place as usize)
    });
    match listed {
        Some(width) => u32::from(*width),
        None => class(code),
    }
}

/// What is not in the table, by script: the mean of its letters in the same face.
fn class(code: u32) -> u32 {
    match code {
        0..0x20 | 0x7f..0xa0 => 0,
        // Combining marks, joiners, marks of direction, variation selectors.
        0x300..0x370 | 0x483..0x48a | 0x591..0x5be | 0x610..0x61b | 0x64b..0x660 => 0,
        0x1ab0..0x1b00 | 0x1dc0..0x1e00 | 0x200b..0x2010 | 0x2028..0x202f | 0x2060..0x2070 => 0,
        0x20d0..0x2100 | 0xfe00..0xfe10 | 0xfe20..0xfe30 | 0xfeff | 0xe0100..0xe01f0 => 0,
        0x370..0x400 => 689,
        0x400..0x530 => 787,
        0x590..0x600 => 610,
        0x600..0x780 => 744,
        // Hangul letters, Chinese, Japanese, full width forms: as wide as high.
        0x1100..0x1200 | 0x2e80..0xa4d0 | 0xac00..0xd7a4 | 0xf900..0xfb00 => 1100,
        0xff01..0xff61 | 0xffe0..0xffe7 | 0x20000..0x31350 => 1100,
        // Pictures.
        0x1f000..0x20000 => 1300,
        _ => 722,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Measured by `measureText` in Chromium, in pixels at 11 px: without and with kerning.
    const MEASURED: &[(&str, f64, f64)] = &[
        ("cmm level", 57.132, 57.132),
        ("2 Repeatable", 73.256, 72.762),
        ("2b Monitoring: Response times", 170.908, 170.414),
        ("not rated", 50.837, 50.837),
        ("2 (provisional)", 79.165, 78.923),
        ("1 Initial, stale", 74.535, 74.535),
        ("Reife der Führung", 99.091, 97.996),
        ("niveau de maturité", 105.161, 105.161),
        ("žluťoučký kůň", 76.554, 75.824),
        ("“To” – well…", 70.216, 67.955),
        ("WAVE Type AVATAR", 111.311, 105.177),
        ("成熟度", 33.0, 33.0),
        ("Łódź", 25.668, 25.668),
        ("€ 5 ™", 31.990, 31.990),
        ("WWWiii", 41.798, 41.556),
    ];

    #[test]
    fn texts_are_as_wide_as_in_a_browser() {
        for (text, apart, kerned) in MEASURED {
            let own = width(text);
            assert!((own - apart).abs() < 0.1, "{text}: {own} is not {apart}");
            let fitted = own >= kerned - 0.1 && own < kerned * 1.06;
            assert!(fitted, "{text}: {own} for {kerned}");
        }
    }

    #[test]
    fn the_table_has_a_width_for_each_of_its_characters() {
        for (range, count) in [(0x20, 95), (0xa0, 224), (0x2010, 24), (0x2030, 11)] {
            let listed = ADVANCES.iter().find(|(first, _)| *first == range);
            assert_eq!(listed.map(|(_, widths)| widths.len()), Some(count));
        }
    }

    #[test]
    fn marks_have_no_width_and_chinese_is_wide() {
        assert_eq!(width("e\u{301}"), width("e"));
        assert_eq!(width("a\u{200d}\u{fe0f}"), width("a"));
        assert_eq!(width("漢字"), 22.0);
        assert!(width("😀") > 11.0);
    }
}
