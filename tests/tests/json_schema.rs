//! The schema of the JSON journal says what the Rust types say: every field, every word, every limit.

use std::collections::BTreeSet;

use nightcramp::json::Document;
use nightcramp::{
    ConditionKind, Exercise, MedicineClass, Muscle, Relief, ReminderAction, Side, Sign, Soreness, StretchKind,
    Supplement, TapSource, UsualFrequency, Weekday, Word,
};
use nightcramp_tests::root;
use serde_json::{Map, Value, json};

fn read(path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

struct Schema(Value);

impl Schema {
    fn read() -> Self {
        Self(read("core/docs/journal.schema.json"))
    }

    /// A schema with what it refers to.
    fn whole(&self, schema: &Value) -> Map<String, Value> {
        let mut whole = match schema.get("$ref") {
            Some(name) => {
                self.whole(self.0.pointer(&name.as_str().unwrap()[1..]).unwrap_or_else(|| panic!("no {name}")))
            }
            None => Map::new(),
        };
        whole.extend(schema.as_object().unwrap().clone());
        whole
    }

    /// What is wrong with a value, as far as this schema uses the language of schemas.
    fn faults(&self, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        let schema = self.whole(schema);
        let mut faults = Vec::new();
        let mut must = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{at}: {what}"))
            }
        };
        let is_type = match schema.get("type").and_then(Value::as_str) {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("integer") => value.is_i64(),
            Some("boolean") => value.is_boolean(),
            None => true,
            Some(other) => panic!("this check knows no type {other}"),
        };
        must(is_type, "is of another type");
        must(schema.get("enum").is_none_or(|words| words.as_array().unwrap().contains(value)), "is no such word");
        must(schema.get("const").is_none_or(|only| only == value), "is another value");
        let (least, most) = (schema.get("minimum"), schema.get("maximum"));
        must(least.is_none_or(|least| value.as_i64() >= least.as_i64()), "is too small");
        must(most.is_none_or(|most| value.as_i64() <= most.as_i64()), "is too large");
        let length = value.as_str().map(|text| text.chars().count() as u64);
        must(schema.get("maxLength").is_none_or(|most| length <= most.as_u64()), "is too long");
        if let Some(choices) = schema.get("oneOf") {
            let fits = choices.as_array().unwrap().iter().filter(|one| self.faults(one, value, at).is_empty());
            must(fits.count() == 1, "fits none or several");
        }
        let object = value.as_object();
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            must(object.is_none_or(|object| object.contains_key(name.as_str().unwrap())), "lacks a field");
        }
        let fields = schema.get("properties");
        for (name, value) in object.into_iter().flatten().filter(|_| fields.is_some()) {
            match fields.and_then(|fields| fields.get(name)) {
                Some(field) => faults.extend(self.faults(field, value, &format!("{at}.{name}"))),
                None => faults.push(format!("{at}.{name}: is no field")),
            }
        }
        for (index, value) in value.as_array().into_iter().flatten().enumerate() {
            faults.extend(self.faults(&schema["items"], value, &format!("{at}[{index}]")));
        }
        faults
    }

    /// Every schema of an object, by the place where it stands.
    fn objects(&self) -> Vec<Map<String, Value>> {
        fn collect(value: &Value, found: &mut Vec<Map<String, Value>>) {
            if let Some(object) = value.as_object() {
                if object.get("type").is_some_and(|kind| kind == "object") {
                    found.push(object.clone());
                }
                object.values().for_each(|value| collect(value, found));
            }
            value.as_array().into_iter().flatten().for_each(|value| collect(value, found));
        }
        let mut found = Vec::new();
        collect(&self.0, &mut found);
        found
    }
}

const EXAMPLES: [&str; 2] = ["core/examples/every_field.json", "core/examples/seed_case.json"];

#[test]
fn the_examples_and_vectors_are_as_the_schema_says() {
    let schema = Schema::read();
    let examples = EXAMPLES.map(|path| (path.to_owned(), read(path)));
    let vectors = read("tests/vectors/vignettes.json")["cases"].as_array().unwrap().clone();
    let vectors = vectors.into_iter().map(|case| (case["name"].to_string(), case["journal"].clone()));
    for (name, example) in examples.into_iter().chain(vectors) {
        assert_eq!(schema.faults(&schema.0, &example, "$"), Vec::<String>::new(), "{name}");
        let document = Document::parse(&example.to_string()).unwrap();
        let written: Value = serde_json::from_str(&document.to_json().unwrap()).unwrap();
        assert_eq!(schema.faults(&schema.0, &written, "$"), Vec::<String>::new(), "{name}, written by Rust");
    }
}

#[test]
fn every_word_is_in_the_schema_and_no_other() {
    #[track_caller]
    fn case<T: Word>(at: &str) {
        let schema = Schema::read();
        let words: Vec<Value> = T::ALL.iter().map(|value| value.word().into()).collect();
        assert_eq!(schema.0.pointer(&format!("/$defs/{at}/enum")).unwrap(), &Value::Array(words), "{at}");
    }
    case::<TapSource>("tap/properties/source");
    case::<Side>("details/properties/side");
    case::<Muscle>("details/properties/muscle");
    case::<Soreness>("details/properties/soreness-lasted");
    case::<Relief>("details/properties/what-helped/items");
    case::<Sign>("sign");
    case::<StretchKind>("evening/properties/stretch-kind");
    case::<Exercise>("evening/properties/exercise");
    case::<Supplement>("evening/properties/supplements/items");
    case::<UsualFrequency>("profile/properties/usual-frequency");
    case::<ConditionKind>("condition/properties/kind");
    case::<MedicineClass>("medicine/properties/class");
    case::<Weekday>("weekday");
    case::<ReminderAction>("reminder-record/properties/action");
}

#[test]
fn every_field_is_described_and_nothing_else_is_taken() {
    for object in Schema::read().objects() {
        assert_eq!(object["additionalProperties"], false, "{object:?}");
        for (name, field) in object["properties"].as_object().unwrap() {
            let is_described = field.get("description").is_some() || field.get("$ref").is_some();
            assert!(is_described, "{name} has no description");
        }
    }
}

/// What the schema says of one place in the example.
struct Place {
    way: String,
    schema: Map<String, Value>,
}

/// Every value of the example with its schema, and the fields of the schema that the example lacks.
fn places(schema: &Schema, of: &Value, value: &Value, way: &str, found: &mut Vec<Place>, seen: &mut BTreeSet<String>) {
    let of = schema.whole(of);
    if let Some(choices) = of.get("oneOf") {
        let fits = choices.as_array().unwrap().iter().find(|one| schema.faults(one, value, "").is_empty()).unwrap();
        places(schema, fits, value, way, found, seen);
    }
    for (name, field) in value.as_object().into_iter().flatten().filter(|_| of.contains_key("properties")) {
        seen.insert(field_of(&of, name));
        places(schema, &of["properties"][name], field, &format!("{way}/{name}"), found, seen);
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        places(schema, &of["items"], item, &format!("{way}/{index}"), found, seen);
    }
    found.push(Place { way: way.to_owned(), schema: of });
}

/// A field by its name and those beside it: a description can differ from place to place.
fn field_of(object: &Map<String, Value>, name: &str) -> String {
    let beside: Vec<&str> = object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    format!("{name} of {}", beside.join(", "))
}

/// The example with one value changed; a missing value takes the field away.
fn changed(example: &Value, way: &str, value: Option<Value>) -> String {
    let mut example = example.clone();
    let (holder, name) = way.rsplit_once('/').unwrap();
    match value {
        Some(value) => *example.pointer_mut(way).unwrap() = value,
        None => drop(example.pointer_mut(holder).unwrap().as_object_mut().unwrap().remove(name).unwrap()),
    }
    example.to_string()
}

/// Fields that hold together with others: the rules between them have tests of their own.
const BOUND: [&str; 5] = ["at", "night", "taps", "clock", "factors"];

#[test]
fn rust_refuses_what_the_schema_refuses_and_takes_what_it_takes() {
    let (schema, example) = (Schema::read(), read(EXAMPLES[0]));
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    places(&schema, &schema.0, &example, "", &mut found, &mut seen);
    let all = schema.objects().into_iter().flat_map(|object| {
        let fields: Vec<String> = object["properties"].as_object().unwrap().keys().cloned().collect();
        fields.into_iter().map(move |name| field_of(&object, &name))
    });
    assert_eq!(all.filter(|field| !seen.contains(field)).collect::<Vec<_>>(), Vec::<String>::new(), "in no example");

    let (mut tried, mut wrong) = (0, Vec::new());
    let mut try_out = |text: String, is_fine: bool, what: String| {
        tried += 1;
        let read = Document::parse(&text);
        if read.is_ok() != is_fine {
            wrong.push(format!("{what}: {}", read.map_or_else(|error| error.to_string(), |_| "was taken".to_owned())));
        }
    };
    for Place { way, schema } in &found {
        let whole = |value: Value| changed(&example, way, Some(value));
        let name = way.rsplit('/').next().unwrap();
        if !way.is_empty() {
            try_out(whole(Value::Null), false, format!("null at {way}"));
        }
        for (limit, step) in [("minimum", -1), ("maximum", 1)] {
            if let Some(limit) = schema.get(limit).and_then(Value::as_i64) {
                try_out(whole(limit.into()), true, format!("{limit} at {way}"));
                try_out(whole((limit + step).into()), false, format!("{} at {way}", limit + step));
            }
        }
        if let Some(most) = schema.get("maxLength").and_then(Value::as_u64) {
            try_out(whole("x".repeat(most as usize).into()), true, format!("{most} characters at {way}"));
            try_out(whole("x".repeat(most as usize + 1).into()), false, format!("more than {most} at {way}"));
        }
        for word in schema.get("enum").and_then(Value::as_array).into_iter().flatten().filter(|_| name != "clock") {
            try_out(whole(word.clone()), true, format!("{word} at {way}"));
        }
        if schema.contains_key("enum") || schema.contains_key("pattern") {
            try_out(whole("no such".into()), false, format!("a wrong word at {way}"));
        }
        for (field, _) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let field_way = format!("{way}/{field}");
            let is_required = schema.get("required").is_some_and(|all| all.as_array().unwrap().contains(&json!(field)));
            if example.pointer(&field_way).is_some() && (is_required || !BOUND.contains(&field.as_str())) {
                try_out(changed(&example, &field_way, None), !is_required, format!("without {field_way}"));
            }
        }
        if schema.contains_key("properties") {
            let mut more = example.pointer(way).unwrap().clone();
            more.as_object_mut().unwrap().insert("no-such-field".into(), 1.into());
            let text = if way.is_empty() { more.to_string() } else { whole(more) };
            try_out(text, false, format!("a field too many at {way}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(tried > 500, "only {tried} changes were tried: is the test blind?");
}
