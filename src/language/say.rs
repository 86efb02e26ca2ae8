use jiff::civil::Date;

use super::message::{Message, Speaker};
use super::tongue::Tongue;
use super::types::{Arg, OwnMessage, Words};

const MONTHS: [&str; 12] = [
    "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8",
    "month_9", "month_10", "month_11", "month_12",
];

impl Words {
    /// The text of a message that is told nothing.
    pub fn text(&self, id: &'static str) -> &str {
        let text = self.messages.get(id).and_then(Message::plain);
        debug_assert!(text.is_some(), "no text `{id}`");
        text.unwrap_or(id)
    }

    /// A message with what it is told.
    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut out = String::new();
        self.write(&mut out, id, args);
        out
    }

    /// Puts a message at the end of a text.
    pub fn write(&self, out: &mut String, id: &str, args: &[(&str, Arg<'_>)]) {
        let message = self.messages.get(id);
        debug_assert!(message.is_some(), "no message `{id}`");
        if let Some(message) = message {
            out.reserve(message.least + 16 * args.len());
            let tongue = &self.tongues[message.tongue];
            Speaker { tongue, args }.speak(out, &message.pieces);
        }
    }

    /// What a message has to be told, in alphabetical order; `None` where there is no such message.
    pub fn asks_for(&self, id: &str) -> Option<&[Box<str>]> {
        self.messages.get(id).map(|message| &*message.asks)
    }

    /// `1 July 2026`.
    pub fn date(&self, date: Date) -> String {
        let month = self.text(MONTHS[date.month().clamp(1, 12) as usize - 1]);
        self.say_date("date", date, month)
    }

    /// The date in figures, for tables: `2026-07-01`.
    pub fn short_date(&self, date: Date) -> String {
        let month = format!("{:02}", date.month());
        self.say_date("date_short", date, &month)
    }

    fn say_date(&self, id: &str, date: Date, month: &str) -> String {
        let day = date.day().unsigned_abs();
        let two_digits = format!("{day:02}");
        // A year is no count, so it has no groups of digits.
        let year = date.year().to_string();
        self.say(
            id,
            &[
                ("day", u64::from(day).into()),
                ("day2", (&two_digits).into()),
                ("month", month.into()),
                ("year", (&year).into()),
            ],
        )
    }

    /// The language that numbers are written in: English where the book's has no words at all.
    fn numbers(&self) -> &Tongue {
        let message = self.messages.get("number_decimal");
        &self.tongues[message.map_or(0, |message| message.tongue)]
    }

    /// `1234`, `12,345`.
    pub fn number(&self, number: u64) -> String {
        let mut out = String::new();
        self.numbers().digits(&mut out, number);
        out
    }

    /// A small number in words, a greater one in digits.
    pub fn count(&self, number: usize) -> String {
        let mut out = String::new();
        self.numbers().count(&mut out, number as u64);
        out
    }

    /// `67%`, for a percentage that is given in whole numbers.
    pub fn percent(&self, percent: u64) -> String {
        let known = usize::try_from(percent)
            .ok()
            .and_then(|percent| self.percents.get(percent));
        match known {
            Some(text) => text.to_string(),
            None => self.say("percent", &[("n", percent.into())]),
        }
    }

    /// A number that is written with a full stop, such as `0.75`, as the language writes it.
    pub fn decimal(&self, number: &str) -> String {
        number.replace('.', self.numbers().decimal())
    }

    /// `A`, `A and B`, `A, B and C`; beyond `most` the rest is counted.
    pub fn list<S: AsRef<str>>(&self, items: &[S], most: usize) -> String {
        // To count a single rest takes as much room as to name it.
        let shown = if items.len() <= most + 1 {
            items.len()
        } else {
            most
        };
        let rest = (items.len() > shown)
            .then(|| self.say("list_rest", &[("n", (items.len() - shown).into())]));
        let mut items: Vec<&str> = items[..shown].iter().map(AsRef::as_ref).collect();
        items.extend(rest.as_deref());
        let Some((last, others)) = items.split_last() else {
            return String::new();
        };
        let Some((first, middle)) = others.split_first() else {
            return (*last).to_owned();
        };
        let mut list = (*first).to_owned();
        for item in middle {
            list = self.say(
                "list_next",
                &[("list", (&list).into()), ("item", (*item).into())],
            );
        }
        // A name with an `and` of its own would run into the next one.
        let and = format!(" {} ", self.text("list_and"));
        let id = if items.iter().any(|item| item.contains(&and)) {
            "list_last_apart"
        } else {
            "list_last"
        };
        self.say(id, &[("list", (&list).into()), ("item", (*last).into())])
    }

    /// The attribute `dir` of HTML: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        self.direction.id()
    }

    /// All messages that are told nothing, with their ids, in the order of the ids.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        let texts = self.messages.iter();
        let mut texts: Vec<(&str, &str)> = texts
            .filter_map(|(id, message)| Some((&**id, message.plain()?)))
            .collect();
        texts.sort_unstable();
        texts
    }

    /// The ids of all messages, in their order.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.messages.keys().map(|id| &**id).collect();
        ids.sort_unstable();
        ids
    }

    /// The messages that only the theme of the book has.
    pub fn own(&self) -> &[OwnMessage] {
        &self.own
    }
}
