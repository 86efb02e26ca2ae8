//! What a scalar's text means under a key of a known type.

use jiff::civil::Date;

use crate::tree::is_device_name;

/// The longest id, in characters.
pub(super) const ID_LENGTH: usize = 40;

/// Why a text is no id; `None` where it is one.
pub fn bad_id(text: &str) -> Option<&'static str> {
    let mut bytes = text.bytes();
    match bytes.next() {
        None => return Some("an id is not empty"),
        Some(first) if !first.is_ascii_alphanumeric() => {
            return Some("an id begins with a letter from A to Z or a digit");
        }
        Some(_) => {}
    }
    if bytes.any(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))) {
        Some("an id holds only letters from A to Z, digits, `.`, `_` and `-`")
    } else if text.len() > ID_LENGTH {
        Some("an id has at most 40 characters")
    } else if text.ends_with('.') {
        Some("an id does not end in a dot")
    } else if is_device_name(text) {
        Some("this is the name of a device on Windows")
    } else {
        None
    }
}

/// A text with the characters replaced that keep it from being an id, if that gives one.
pub(super) fn similar_id(text: &str) -> Option<String> {
    let replaced: String = text
        .chars()
        .take(2 * ID_LENGTH)
        .map(|c| match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '.' | '_' => c,
            _ => '-',
        })
        .collect();
    let trimmed = replaced
        .trim_start_matches(['.', '_', '-'])
        .trim_end_matches(['.', '-']);
    let has_letter_kept = trimmed.bytes().any(|b| b.is_ascii_alphanumeric());
    (has_letter_kept && bad_id(trimmed).is_none()).then(|| trimmed.to_owned())
}

/// Whether a text has the form `2026-07-01`, whatever the calendar says.
pub(super) fn is_iso_form(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
}

pub(super) fn iso_date(text: &str) -> Option<Date> {
    if !is_iso_form(text) {
        return None;
    }
    Date::new(
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    )
    .ok()
}

/// The date that a way of writing means beyond doubt: `2026-07-01`, `01.07.2026`, `2026/7/1`, a date
/// with a time. `7/1/2026` is none.
pub fn meant_date(text: &str) -> Option<Date> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return iso_date(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]));
    }
    let separator = ['-', '/', '.'].into_iter().find(|c| day.contains(*c))?;
    let parts: Vec<&str> = day.split(separator).collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| -> Option<i16> {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if digits { part.parse().ok() } else { None }
    };
    let (first, middle, last) = (number(a)?, number(b)?, number(c)?);
    let (year, month, day) = if a.len() == 4 {
        (first, middle, last)
    } else if c.len() != 4 {
        return None;
    } else if separator == '.' || first > 12 || first == middle {
        (last, middle, first)
    } else if middle > 12 {
        (last, first, middle)
    } else {
        // 7/1/2026 is January to some and July to others.
        return None;
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

pub(super) fn count(text: &str) -> Option<u32> {
    is_digits(text).then(|| text.parse().ok()).flatten()
}

pub(super) fn millionths(text: &str) -> Option<u64> {
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) if is_digits(decimals) => (whole, decimals),
        Some(_) => return None,
        None => (text, ""),
    };
    if !is_digits(whole) || decimals.len() > 6 {
        return None;
    }
    let parts: u64 = format!("{decimals:0<6}").parse().ok()?;
    whole
        .parse::<u64>()
        .ok()?
        .checked_mul(1_000_000)?
        .checked_add(parts)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for good in ["1", "2a", "RM.1", "a_b-c", &"x".repeat(40)] {
            assert_eq!(bad_id(good), None, "{good}");
        }
        for bad in [
            "",
            ".a",
            "-a",
            "a b",
            "a/b",
            "ä",
            "aä",
            "a.",
            "con",
            "NUL.txt",
            "com1",
            &"x".repeat(41),
        ] {
            assert!(bad_id(bad).is_some(), "{bad}");
        }
        assert_eq!(similar_id("Req mgmt.").as_deref(), Some("Req-mgmt"));
        assert_eq!(similar_id("ä"), None);
        assert_eq!(similar_id("con"), None);
    }

    #[test]
    fn dates() {
        let date = |text| iso_date(text).map(|d| d.to_string());
        assert_eq!(date("2026-07-01").as_deref(), Some("2026-07-01"));
        for bad in [
            "2026-7-1",
            "2026-02-30",
            "+2026-07-1",
            "2026-07-01T10:00",
            "",
            "2026-07-0ä",
        ] {
            assert_eq!(date(bad), None, "{bad}");
        }
        let meant = |text| meant_date(text).map(|d| d.to_string());
        for text in [
            "01.07.2026",
            "1.7.2026",
            "2026/7/1",
            "2026-7-1",
            "2026.07.01",
            "20260701",
            "2026-07-01T10:00",
            "2026-07-01 10:00",
        ] {
            assert_eq!(meant(text).as_deref(), Some("2026-07-01"), "{text}");
        }
        assert_eq!(meant("7/31/2026").as_deref(), Some("2026-07-31"));
        assert_eq!(meant("31/7/2026").as_deref(), Some("2026-07-31"));
        for unknown in [
            "7/1/2026",
            "30.02.2026",
            "July 2026",
            "1.7.26",
            "2026-07",
            "9999-9999-9999",
            "ääää-7-1",
        ] {
            assert_eq!(meant(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(count("365"), Some(365));
        assert_eq!(count("010"), Some(10));
        for bad in ["", "-1", "+1", "1.0", "1e3", "4294967296", "٣", " 1"] {
            assert_eq!(count(bad), None, "{bad}");
        }
        assert_eq!(millionths("0.75"), Some(750_000));
        assert_eq!(millionths("1"), Some(1_000_000));
        assert_eq!(millionths("0.000001"), Some(1));
        assert_eq!(millionths("18446744073709.551615"), Some(u64::MAX));
        for bad in [
            "",
            ".5",
            "5.",
            "0.0000001",
            "-1",
            "+1",
            "1e3",
            "0,5",
            "80%",
            "1.2.3",
            "18446744073709.551616",
            "nan",
            "inf",
        ] {
            assert_eq!(millionths(bad), None, "{bad}");
        }
    }
}
