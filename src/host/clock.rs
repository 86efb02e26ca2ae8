//! The only place that asks what day it is.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Today's date in UTC by the system's clock.
pub fn today_utc() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}

/// How long it is until the next day begins in UTC, and a moment more.
pub fn until_tomorrow_utc() -> Duration {
    const DAY: u64 = 24 * 60 * 60;
    let seconds = Timestamp::now().as_second().rem_euclid(DAY as i64);
    Duration::from_secs(DAY - seconds.unsigned_abs() + 1)
}

/// The UTC date of a `SOURCE_DATE_EPOCH`: whole seconds since 1970, as reproducible-builds.org
/// defines it. `None` where the value is no such number, or beyond the calendar.
pub fn source_date_epoch(value: &str) -> Option<Date> {
    if value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let time = Timestamp::from_second(value.parse().ok()?).ok()?;
    Some(Offset::UTC.to_datetime(time).date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn source_date_epoch_is_read_in_utc() {
        assert_eq!(source_date_epoch("0"), Some(date(1970, 1, 1)));
        assert_eq!(source_date_epoch("86399"), Some(date(1970, 1, 1)));
        assert_eq!(source_date_epoch("1782864000"), Some(date(2026, 7, 1)));
        for bad in ["", "-1", "+1", " 1", "2026-07-01", "99999999999999999999"] {
            assert_eq!(source_date_epoch(bad), None, "{bad}");
        }
        assert_eq!(source_date_epoch("999999999999999"), None);
    }

    #[test]
    fn today_is_a_date_of_this_program() {
        assert!(today_utc() >= date(2026, 1, 1));
    }
}
