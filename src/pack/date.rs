//! Dates as precise as they are known: a year, a month, a day.

use core::fmt;
use core::str::FromStr;

/// A date of the Gregorian calendar: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12, where it is known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// 1 to 31, where it is known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Whether every day this date can mean lies before every day `other` can.
    pub fn is_before(self, other: Date) -> bool {
        let last = (self.year, or(self.month, 12), or(self.day, 31));
        let first = (other.year, or(other.month, 1), or(other.day, 1));
        last < first
    }

    fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            0 => 0,
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let real = (1..=9999).contains(&year) && month <= 12 && day <= days;
        real.then_some(Date { year, month, day })
    }

    pub(crate) fn decode(value: u32) -> Option<Date> {
        let year = u16::try_from(value >> 9).ok()?;
        Date::new(year, (value >> 5 & 15) as u8, (value & 31) as u8)
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn encode(date: Option<Date>) -> u32 {
        date.map_or(0, |d| {
            u32::from(d.year) << 9 | u32::from(d.month) << 5 | u32::from(d.day)
        })
    }
}

fn or(part: u8, default: u8) -> u8 {
    if part == 0 { default } else { part }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Date, NotADate> {
        let number = |part: &str, digits: usize| -> Result<u16, NotADate> {
            let fits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            fits.then(|| part.parse().ok())
                .flatten()
                .filter(|n| *n > 0)
                .ok_or(NotADate)
        };
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or(""), 4)?;
        let month = parts.next().map_or(Ok(0), |part| number(part, 2))?;
        let day = parts.next().map_or(Ok(0), |part| number(part, 2))?;
        if parts.next().is_some() {
            return Err(NotADate);
        }
        // Two digits fit a byte.
        Date::new(year, month as u8, day as u8).ok_or(NotADate)
    }
}

/// The text is no date, or no such day exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    }
}

impl core::error::Error for NotADate {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_dates_survive() {
        for text in [
            "0001",
            "2014",
            "2014-08",
            "2014-08-26",
            "2024-02-29",
            "2000-02-29",
            "9999-12-31",
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(Date::decode(Date::encode(Some(date))), Some(date));
        }
        assert_eq!(Date::decode(Date::encode(None)), None);
    }

    #[test]
    fn unreal_dates_are_refused() {
        for text in [
            "",
            "0000",
            "14",
            "20145",
            "2014-",
            "2014-8",
            "2014-13",
            "2014-00",
            "2014-02-30",
            "2023-02-29",
            "1900-02-29",
            "2014-04-31",
            "2014-08-00",
            "2014-08-26-1",
            "2014-08-26T",
            "+201",
            "２０１４",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
        for value in [
            1,
            0xFFFF_FFFF,
            2014 << 9 | 13 << 5,
            2014 << 9 | 2 << 5 | 30,
            2014 << 9 | 5,
            10_000 << 9,
        ] {
            assert_eq!(Date::decode(value), None, "{value:#x}");
        }
    }

    #[test]
    fn order_respects_what_is_not_known() {
        let before = |a: &str, b: &str| a.parse::<Date>().unwrap().is_before(b.parse().unwrap());
        assert!(before("2014", "2015-01-01"));
        assert!(before("2014-07", "2014-08-01"));
        assert!(!before("2014", "2014-03"));
        assert!(!before("2014-03", "2014"));
        assert!(!before("2015", "2014"));
    }
}
