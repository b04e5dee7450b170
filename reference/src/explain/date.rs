//! HTTP dates (RFC 9110 §5.6.7).

/// What form a date has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, the one to send.
    Fixed,
    /// `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`, which recipients still read.
    Obsolete,
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG_DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The form of a date; `None` where it is none.
pub fn form(text: &str) -> Option<Form> {
    let parts: Vec<&str> = text.split(' ').filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [day, date, month, year, time, "GMT"] => {
            let is_right = day.strip_suffix(',').is_some_and(|day| DAYS.contains(&day))
                && date.len() == 2
                && is_date(date, month)
                && number(year, 4).is_some()
                && is_time(time);
            is_right.then_some(Form::Fixed)
        }
        [day, date, time, "GMT"] => {
            let mut date = date.split('-');
            let (of_month, month, year) = (date.next()?, date.next()?, date.next()?);
            let is_right = day.strip_suffix(',').is_some_and(|day| LONG_DAYS.contains(&day))
                && is_date(of_month, month)
                && number(year, 2).is_some()
                && is_time(time);
            is_right.then_some(Form::Obsolete)
        }
        [day, month, date, time, year] => {
            let is_right = DAYS.contains(&day)
                && is_date(date, month)
                && is_time(time)
                && number(year, 4).is_some();
            is_right.then_some(Form::Obsolete)
        }
        _ => None,
    }
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

fn is_date(day: &str, month: &str) -> bool {
    let day = number(day, day.len().clamp(1, 2));
    day.is_some_and(|day| (1..=31).contains(&day)) && MONTHS.contains(&month)
}

fn is_time(text: &str) -> bool {
    let parts: Vec<_> = text.split(':').map(|part| number(part, 2)).collect();
    matches!(parts[..], [Some(hour), Some(minute), Some(second)] if hour < 24 && minute < 60 && second < 61)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_of_a_date_are_told_apart() {
        assert_eq!(form("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Form::Fixed));
        assert_eq!(form("Sunday, 06-Nov-94 08:49:37 GMT"), Some(Form::Obsolete));
        assert_eq!(form("Sun Nov  6 08:49:37 1994"), Some(Form::Obsolete));
        for wrong in [
            "",
            "yesterday",
            "2026-11-25T09:30:00Z",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
        ] {
            assert_eq!(form(wrong), None, "{wrong}");
        }
    }
}
