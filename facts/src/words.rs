//! The words of a fixed list that a record may say in one place: an enum and its words, declared together.

/// Declares an enum whose variants are single words in the JSON, with its words in one table: reading,
/// writing and showing cannot differ.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in the order of their declaration.
            #[cfg(feature = "schema")]
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word that the JSON has for it.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }
    };
}

pub(crate) use words;
