//! HTTP-date (RFC 9110 §5.6.7), strictly. `httpdate` reads the three formats too, but neither says which
//! one it was nor notices a day of the week that the date does not have.

/// What a date field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Date {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    Fixed,
    /// One of the two old formats.
    Obsolete,
    /// The form is right, the day of the week is not that of the date.
    WrongWeekday,
    /// No date.
    Bad,
}

const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What kind of date `text` is.
pub(super) fn read(text: &str) -> Date {
    let kind = fixed(text).map(|right| if right { Date::Fixed } else { Date::WrongWeekday });
    kind.or_else(|| (rfc850(text).is_some() || asctime(text).is_some()).then_some(Date::Obsolete))
        .unwrap_or(Date::Bad)
}

/// Year, month, day and time of a date in the format of today, so that two can be compared.
pub(super) fn moment(text: &str) -> Option<(u32, usize, u32, &str)> {
    fixed(text)?;
    let [day, month, year, time, _] = words(text.split_once(", ")?.1)?;
    Some((number(year, 4)?, month_of(month)?, number(day, 2)?, time))
}

/// Whether the weekday is right, where the form is.
fn fixed(text: &str) -> Option<bool> {
    let (weekday, rest) = text.split_once(", ")?;
    let [day, month, year, time, "GMT"] = words(rest)? else { return None };
    let weekday = WEEKDAYS.iter().position(|name| name[..3] == *weekday)?;
    let date = valid(number(day, 2)?, month_of(month)?, number(year, 4)?)?;
    clock(time)?;
    Some(weekday == date)
}

/// `Sunday, 06-Nov-94 08:49:37 GMT`. The century is not in it, so the weekday cannot be checked.
fn rfc850(text: &str) -> Option<()> {
    let (weekday, rest) = text.split_once(", ")?;
    let (date, rest) = rest.split_once(' ')?;
    let time = rest.strip_suffix(" GMT")?;
    let mut parts = date.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    WEEKDAYS.contains(&weekday).then_some(())?;
    number(year, 2)?;
    // A leap year, so that 29-Feb is not refused.
    valid(number(day, 2)?, month_of(month)?, 2000)?;
    parts.next().is_none().then_some(())?;
    clock(time)
}

/// `Sun Nov  6 08:49:37 1994`.
fn asctime(text: &str) -> Option<()> {
    if text.len() != 24 || !text.is_ascii() {
        return None;
    }
    let weekday = WEEKDAYS.iter().any(|name| name[..3] == text[..3]);
    let day = text[8..10].trim_start();
    let spaces = [3, 7, 10, 19].iter().all(|at| text.as_bytes()[*at] == b' ');
    (weekday && spaces).then_some(())?;
    valid(number(day, day.len())?, month_of(&text[4..7])?, number(&text[20..], 4)?)?;
    clock(&text[11..19])
}

fn words(text: &str) -> Option<[&str; 5]> {
    let mut words = text.split(' ');
    let five = [words.next()?, words.next()?, words.next()?, words.next()?, words.next()?];
    words.next().is_none().then_some(five)
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let all = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

fn month_of(name: &str) -> Option<usize> {
    MONTHS.iter().position(|month| *month == name)
}

/// Hours, minutes and seconds, a leap second included.
fn clock(text: &str) -> Option<()> {
    let mut parts = text.split(':');
    let mut part = |most| parts.next().and_then(|p| number(p, 2)).filter(|n| *n <= most);
    part(23)?;
    part(59)?;
    part(60)?;
    parts.next().is_none().then_some(())
}

/// The weekday of a date of the Gregorian calendar, counted from Sunday; `None` where there is no such
/// day. `month` is counted from 0.
fn valid(day: u32, month: usize, year: u32) -> Option<usize> {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        1 => 28 + u32::from(leap),
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    };
    if !(1..=days).contains(&day) {
        return None;
    }
    // Sakamoto's method: January and February count to the year before.
    const OFFSETS: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 2 { year.checked_sub(1)? } else { year };
    Some(((year + year / 4 - year / 100 + year / 400 + OFFSETS[month] + day) % 7) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_formats_are_told_apart() {
        // RFC 9110 §5.6.7.
        assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Date::Fixed);
        assert_eq!(read("Sunday, 06-Nov-94 08:49:37 GMT"), Date::Obsolete);
        assert_eq!(read("Sun Nov  6 08:49:37 1994"), Date::Obsolete);
        assert_eq!(read("Thu, 29 Feb 2024 23:59:60 GMT"), Date::Fixed);
        assert_eq!(read("Mon, 06 Nov 1994 08:49:37 GMT"), Date::WrongWeekday);
    }

    #[test]
    fn the_later_of_two_dates_is_told() {
        let [first, later] = ["Tue, 31 Oct 2023 23:59:59 GMT", "Wed, 01 Nov 2023 00:00:00 GMT"];
        assert!(moment(first) < moment(later));
        assert_eq!(moment("Sun Nov  6 08:49:37 1994"), None);
    }

    #[test]
    fn what_is_near_a_date_is_none() {
        for bad in [
            "",
            "0",
            "-1",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49:37 +0000",
            "sun, 06 nov 1994 08:49:37 gmt",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Wed, 30 Feb 2022 00:00:00 GMT",
            "1994-11-06T08:49:37Z",
            "Sun,06 Nov 1994 08:49:37 GMT",
            "Sun, 06-Nov-1994 08:49:37 GMT",
            "784111777",
        ] {
            assert_eq!(read(bad), Date::Bad, "{bad}");
        }
    }
}
