//! A gate in the record: the word that it has everywhere else.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::config::GateId;

impl Serialize for GateId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for GateId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        let mut all = GateId::ALL.into_iter();
        all.find(|gate| gate.word() == word)
            .ok_or_else(|| D::Error::custom("not a gate"))
    }
}

impl JsonSchema for GateId {
    fn schema_name() -> Cow<'static, str> {
        "GateId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What a review may watch, as in `--fail-on`.",
            "type": "string",
            "enum": GateId::ALL.map(GateId::word),
        })
    }
}
