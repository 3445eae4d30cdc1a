//! Arithmetic of the calendar: days, ordinals, weeks. Plain numbers; the objects are in the files beside this one.

/// The least year.
pub const MIN_YEAR: i32 = 1;
/// The greatest year.
pub const MAX_YEAR: i32 = 9999;
/// The ordinal of the last day of the last year.
pub const MAX_ORDINAL: i64 = 3_652_059;
/// Microseconds of a day.
pub const DAY_US: i64 = 86_400_000_000;
/// The ordinal of the first of January 1970.
pub const EPOCH: i64 = 719_163;

/// Whether February has 29 days.
pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month.
pub fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 => 28 + i32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the years before a year.
fn days_before_year(year: i32) -> i64 {
    let y = i64::from(year) - 1;
    y * 365 + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400)
}

/// Days of the year before a month.
fn days_before_month(year: i32, month: i32) -> i32 {
    const BEFORE: [i32; 13] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    BEFORE[month as usize] + i32::from(month > 2 && is_leap(year))
}

/// Number of a day, the first of January of year 1 being 1.
pub fn ordinal(year: i32, month: i32, day: i32) -> i64 {
    days_before_year(year) + i64::from(days_before_month(year, month) + day)
}

/// Year, month and day of an ordinal, which is at least 1.
pub fn from_ordinal(ordinal: i64) -> (i32, i32, i32) {
    // Counted from the first of March of year 0, the leap day ends a cycle of 400 years.
    let n = ordinal + 305;
    let (era, day) = (n.div_euclid(146_097), n.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    ((era * 400 + year + i64::from(month <= 2)) as i32, month as i32, day as i32)
}

/// Day of the week, Monday is 0.
pub fn weekday(year: i32, month: i32, day: i32) -> i32 {
    (ordinal(year, month, day) + 6).rem_euclid(7) as i32
}

/// Day of the year from 1.
pub fn day_of_year(year: i32, month: i32, day: i32) -> i32 {
    days_before_month(year, month) + day
}

/// The ordinal of the Monday of the first week of an ISO year.
fn iso_start(year: i32) -> i64 {
    let first = ordinal(year, 1, 1);
    let weekday = (first + 6).rem_euclid(7);
    first - weekday + if weekday > 3 { 7 } else { 0 }
}

/// ISO year, week and day of the week.
pub fn iso_calendar(year: i32, month: i32, day: i32) -> (i32, i32, i32) {
    let today = ordinal(year, month, day);
    let year = if today < iso_start(year) {
        year - 1
    } else if today >= iso_start(year + 1) {
        year + 1
    } else {
        year
    };
    let days = today - iso_start(year);
    (year, (days / 7) as i32 + 1, (days % 7) as i32 + 1)
}

/// What is wrong with an ISO date.
pub enum IsoError {
    /// The year is not between 1 and 9999.
    Year,
    /// The year has no such week.
    Week,
    /// The day is not between 1 and 7.
    Day,
}

/// The ordinal of an ISO date; it may lie beyond the last year.
pub fn from_iso(year: i32, week: i32, day: i32) -> Result<i64, IsoError> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(IsoError::Year);
    }
    // A year has 53 weeks if it begins on a Thursday, or on a Wednesday and is a leap year.
    let first = weekday(year, 1, 1);
    let weeks = if first == 3 || (first == 2 && is_leap(year)) { 53 } else { 52 };
    if !(1..=weeks).contains(&week) {
        return Err(IsoError::Week);
    }
    if !(1..=7).contains(&day) {
        return Err(IsoError::Day);
    }
    Ok(iso_start(year) + i64::from((week - 1) * 7 + day - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_and_dates_are_inverse() {
        let mut expected = 0;
        for year in 1..=9999 {
            for month in 1..=12 {
                expected += 1;
                assert_eq!(ordinal(year, month, 1), expected);
                assert_eq!(from_ordinal(expected), (year, month, 1));
                expected += i64::from(days_in_month(year, month)) - 1;
                assert_eq!(from_ordinal(expected), (year, month, days_in_month(year, month)));
            }
        }
        assert_eq!(expected, MAX_ORDINAL);
    }
}
