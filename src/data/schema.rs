use serde_json::{Map, Value, json};

use super::scalar::ID_LENGTH;
use super::{Shape, Type};

/// The JSON Schema (draft-07) of a shape, for editors that complete and check front matter.
/// Scalars are read as their text, so a text may come as a string, a number or a flag. A shape
/// that contains itself becomes a reference; its key stands under `definitions`.
pub fn json_schema(title: &str, shape: &'static Shape) -> Value {
    let mut writer = Writer {
        open: Vec::new(),
        definitions: Map::new(),
    };
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".to_owned(), json!(title));
    let Value::Object(record) = writer.record(shape) else {
        return Value::Object(schema);
    };
    schema.extend(record);
    if !writer.definitions.is_empty() {
        schema.insert("definitions".to_owned(), Value::Object(writer.definitions));
    }
    Value::Object(schema)
}

struct Writer {
    /// The shapes around the place that is being written.
    open: Vec<&'static Shape>,
    definitions: Map<String, Value>,
}

impl Writer {
    fn record(&mut self, shape: &'static Shape) -> Value {
        let name = shape.name.replace(' ', "-");
        if self.open.iter().any(|open| std::ptr::eq(*open, shape)) {
            self.definitions.entry(name.clone()).or_insert(Value::Null);
            return json!({ "$ref": format!("#/definitions/{name}") });
        }
        self.open.push(shape);
        let mut properties = Map::new();
        for key in shape.keys {
            let mut value = self.value(&key.value);
            if let Value::Object(object) = &mut value
                && !key.doc.is_empty()
                && !object.contains_key("$ref")
            {
                object.insert("description".to_owned(), json!(key.doc));
            }
            properties.insert(key.name.to_owned(), value);
        }
        self.open.pop();
        let required: Vec<&str> = shape
            .keys
            .iter()
            .filter(|key| key.required)
            .map(|key| key.name)
            .collect();
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        if self.definitions.get(&name) == Some(&Value::Null) {
            self.definitions.insert(name.clone(), schema);
            return json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] });
        }
        schema
    }

    fn value(&mut self, value: &'static Type) -> Value {
        match value {
            Type::Text => json!({ "type": ["string", "number", "boolean"] }),
            Type::Id => json!({
                "type": ["string", "integer"],
                "pattern": format!("^[A-Za-z0-9]([A-Za-z0-9._-]{{0,{}}}[A-Za-z0-9_-])?$", ID_LENGTH - 2),
            }),
            Type::Number => json!({
                "type": ["number", "string"],
                "minimum": 0,
                "pattern": "^[0-9]+(\\.[0-9]{1,6})?$",
            }),
            Type::Count => json!({
                "type": ["integer", "string"],
                "minimum": 0,
                "maximum": u32::MAX,
                "pattern": "^[0-9]+$",
            }),
            Type::Flag => json!({ "enum": [true, false, "true", "false", "yes", "no"] }),
            Type::Date => json!({
                "type": "string",
                "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            }),
            Type::OneOf(words) => one_of(words),
            Type::List { of, single } => {
                let items = self.value(of);
                let list = json!({ "type": "array", "items": items });
                if *single {
                    json!({ "anyOf": [items, list] })
                } else {
                    list
                }
            }
            Type::MapOf(of) => {
                json!({ "type": "object", "additionalProperties": self.value(of) })
            }
            Type::Record(shape) => self.record(shape),
            Type::Either(forms) => {
                let forms: Vec<Value> = forms.iter().map(|form| self.value(form)).collect();
                json!({ "anyOf": forms })
            }
        }
    }
}

/// A word such as `no` or `1` may also reach the editor as a flag or a number.
fn one_of(words: &[&str]) -> Value {
    let mut values: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    for word in words {
        match *word {
            "true" | "yes" if !values.contains(&json!(true)) => values.push(json!(true)),
            "false" | "no" if !values.contains(&json!(false)) => values.push(json!(false)),
            _ => {
                if let Ok(number) = word.parse::<u32>() {
                    values.push(json!(number));
                }
            }
        }
    }
    json!({ "enum": values })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Key;

    const INNER: Shape = Shape {
        name: "an item",
        keys: &[Key::required("id", Type::Id, "The id.")],
    };
    static OUTER: Shape = Shape {
        name: "a thing",
        keys: &[
            Key::required("date", Type::Date, "When."),
            Key::optional(
                "items",
                Type::List {
                    of: &Type::Either(&[Type::Text, Type::Record(&INNER)]),
                    single: true,
                },
                "What.",
            ),
            Key::optional("size", Type::OneOf(&["S", "no", "1"]), ""),
            Key::optional("cells", Type::MapOf(&Type::Text), "By dimension."),
        ],
    };
    static LOOP: Shape = Shape {
        name: "a node",
        keys: &[Key::optional(
            "children",
            Type::List {
                of: &Type::Record(&LOOP),
                single: false,
            },
            "Below it.",
        )],
    };

    /// Every `$ref` leads somewhere, every `type` is known, every `required` key is a property.
    fn check(schema: &Value, root: &Value) {
        match schema {
            Value::Object(object) => {
                if let Some(Value::String(target)) = object.get("$ref") {
                    let pointer = target.strip_prefix('#').unwrap();
                    assert!(
                        root.pointer(pointer).is_some_and(Value::is_object),
                        "{target}"
                    );
                }
                if let Some(Value::Array(required)) = object.get("required") {
                    for key in required {
                        assert!(object["properties"].get(key.as_str().unwrap()).is_some());
                    }
                }
                object.values().for_each(|value| check(value, root));
            }
            Value::Array(values) => values.iter().for_each(|value| check(value, root)),
            _ => {}
        }
    }

    #[test]
    fn a_shape_becomes_an_object() {
        let schema = json_schema("Thing", &OUTER);
        check(&schema, &schema);
        assert_eq!(schema["title"], "Thing");
        assert_eq!(schema["additionalProperties"], false);
        assert_eq!(schema["required"], json!(["date"]));
        assert_eq!(schema["properties"]["date"]["description"], "When.");
        let items = &schema["properties"]["items"]["anyOf"];
        assert_eq!(items[1]["type"], "array");
        assert_eq!(items[0], items[1]["items"]);
        assert_eq!(items[0]["anyOf"][1]["required"], json!(["id"]));
        assert_eq!(
            schema["properties"]["size"]["enum"],
            json!(["S", "no", "1", false, 1])
        );
        assert_eq!(schema.to_string(), json_schema("Thing", &OUTER).to_string());
    }

    #[test]
    fn a_shape_may_contain_itself() {
        let schema = json_schema("Node", &LOOP);
        check(&schema, &schema);
        let items = &schema["definitions"]["a-node"]["properties"]["children"]["items"];
        assert_eq!(items["$ref"], "#/definitions/a-node");
    }
}
