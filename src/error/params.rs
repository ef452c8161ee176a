//! What an error is about, as data: a page words it in the language of its reader.

/// A parameter of an error.
#[derive(Clone, Debug, PartialEq)]
pub enum Param {
    /// A number, which each language writes in its own way.
    Number(f64),
    /// A name, or what something else said.
    Text(String),
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Param {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl From<$number> for Param {
            fn from(number: $number) -> Self {
                Self::Number(number as f64)
            }
        })+
    };
}

numbers!(i64, u32, u64, usize);

/// The parameters of an error, by their names. `reason` tells errors of one code apart: their text stands in the
/// catalogue under `error.<code>.<reason>`, and that of a conflict under `conflict.<reason>`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params(Vec<(&'static str, Param)>);

impl Params {
    /// Only which of the errors with this code it is.
    pub(super) fn reason(reason: &'static str) -> Self {
        Self::default().with("reason", reason)
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// Each with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Param)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}
