//! The example `replay`, run as a person runs it.

use std::process::{Command, Output};

use nightcramp_tests::root;
use serde_json::Value;

const SEED: [&str; 3] = ["core/examples/seed_case.json", "--now", "2026-11-23T07:30:00+08:00"];

fn run(arguments: &[&str]) -> Output {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "-p", "nightcramp", "--example", "replay", "--"]).args(arguments);
    cargo.current_dir(root()).output().unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_seed_case_is_told_on_a_page() {
    let output = run(&SEED);
    let page = text(output.stdout);
    assert!(output.status.success(), "{}", text(output.stderr));
    assert!(page.starts_with("core/examples/seed_case.json on 2026-11-23 07:30, Asia/Taipei, in en\n"), "{page}");
    for line in [
        "  R3  soon: Within two weeks",
        "      Why: Cramps on 14 of the last 14 nights.",
        "      yes Cramps on 7 of the last 7 nights. Rule: 6 nights or more. (8 entries)",
        "      yes No check-up for 5 years. Rule: 2 years or more. (1 entry)",
        "  R24 Weight loss, night sweats or a long fever (soon). Losing weight without meaning to?",
        "  Mon 2026-11-23 22:15  14:15Z bedtime:call:2026-11-24. Three minutes of stretching?",
        "  Wed 2026-11-25 18:00  10:00Z visit:R1:2026-11-26. Is the visit arranged?",
        "  too-late        bedtime:call:2026-11-22, bedtime:call:2026-11-23",
        "  No reminder was due yet.",
    ] {
        assert!(page.lines().any(|told| told == line), "{line}\n{page}");
    }
    assert!(
        page.lines().all(|line| line.chars().count() <= 96 && line.trim_end() == line),
        "a line is too long: {page}"
    );
}

#[test]
fn a_program_gets_every_rule_with_its_facts() {
    let output = run(&[&SEED[..], &["--json"]].concat());
    assert!(output.status.success(), "{}", text(output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rules = told["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap_or_else(|| panic!("{id} is not told"));
    for id in ["R2", "R3", "R4"] {
        assert_eq!((&rule(id)["verdict"], &rule(id)["urgency"]), (&"fired".into(), &"soon".into()), "{id}");
        assert!(rule(id)["facts"].as_array().unwrap().iter().any(|fact| fact["state"] == "fired"), "{id}");
    }
    assert_eq!(rule("R24")["verdict"], "unknown");
    assert_eq!(rule("E6")["verdict"], "not-fired", "dark urine was said not to be");
    assert_eq!(rules.len(), files_of('E') + files_of('R'));
    assert_eq!(told["guards"].as_array().unwrap().len(), files_of('G'));
    assert_eq!(told["questions"].as_array().unwrap().len(), 3);
    assert!(told["guidance"]["tips"].as_array().unwrap().iter().any(|tip| tip["fits"] == true));
    assert_eq!(told["now"]["time"], SEED[2]);
}

#[test]
fn a_program_gets_every_reminder_with_its_instant() {
    let plan = |more: &[&str]| -> Value {
        let output = run(&[&SEED[..], &["--json"], more].concat());
        assert!(output.status.success(), "{}", text(output.stderr));
        let mut told: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told["reliability"]["due"], 0, "a journal says nothing of what a phone was given to ring");
        told["plan"].take()
    };
    let told = plan(&[]);
    let call = &told["items"][0];
    assert_eq!((&call["id"], &call["kind"]), (&"bedtime:call:2026-11-24".into(), &"bedtime".into()));
    assert_eq!(
        (&call["at"]["time"], &call["utc"]),
        (&"2026-11-23T22:15:00+08:00".into(), &"2026-11-23T14:15:00Z".into())
    );
    assert_eq!((&call["adjustment"], &call["locked"]), (&"none".into(), &"Time for your evening routine".into()));
    assert_eq!((&told["refill-by"], &told["notes"]), (&"2026-12-06T10:30:00Z".into(), &Value::Array(vec![])));
    let morning = serde_json::json!({ "id": "morning:check-in:2026-11-23", "reason": "nothing-open" });
    assert!(told["left-out"].as_array().unwrap().contains(&morning));
    // 22:30 at home in Berlin is 05:30 in Taipei.
    let call = &plan(&["--home", "Europe/Berlin"])["items"][0];
    assert_eq!((&call["id"], &call["utc"]), (&"bedtime:call:2026-11-24".into(), &"2026-11-23T21:15:00Z".into()));
    assert_eq!(call["at"]["time"], "2026-11-24T05:15:00+08:00");
}

/// How many files of the rulebook begin with a letter: a rule each.
fn files_of(letter: char) -> usize {
    let files = std::fs::read_dir(root().join("core/rulebook")).unwrap().map(|file| file.unwrap().file_name());
    let is_rule = |name: &str| name.starts_with(letter) && name.ends_with(".toml");
    files.filter(|name| is_rule(name.to_str().unwrap())).count()
}

#[test]
fn whatever_is_wrong_is_told_and_nothing_is_printed() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("journal.json");
    let seed = std::fs::read_to_string(root().join(SEED[0])).unwrap();
    std::fs::write(&file, seed.replacen("\"pain\": 6", "\"pain\": 60", 1)).unwrap();
    let file = file.to_str().unwrap();
    #[track_caller]
    fn case(arguments: &[&str], told: &str) {
        let output = run(arguments);
        assert_eq!((output.status.code(), text(output.stdout).as_str()), (Some(2), ""), "{arguments:?}");
        let error = text(output.stderr);
        assert!(error.starts_with("replay: ") && error.contains(told), "{error}");
    }
    let now = &SEED[1..];
    case(&[&[file], now].concat(), "journal.json: line 18, $.cramps[0].details.pain: must be 0 to 10, not 60");
    case(&[&["no/such.json"], now].concat(), "no/such.json: ");
    case(&[SEED[0]], "--now is missing");
    case(&[SEED[0], "--now", "yesterday"], "--now must be a moment such as");
    case(&[&SEED[..], &["--zone", ""]].concat(), "zone must be the zone's IANA id");
    case(&[&SEED[..], &["--home", ""]].concat(), "zone must be the zone's IANA id");
    case(&[&SEED[..], &["--lang", "tlh"]].concat(), "--lang must be one of en");
    case(&[&SEED[..], &["--plan"]].concat(), "there is no --plan");
    case(&[&SEED[..], &["--lang"]].concat(), "--lang wants a value");
    case(&[&SEED[..], &["other.json"]].concat(), "one journal at a time");
    case(&[], "which journal?");
}
