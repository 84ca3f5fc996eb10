//! The planner on the shared cases, through the same front door as Kotlin and Swift.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use nightcramp::json::{Document, load};
use nightcramp::{
    Adjustment, Capabilities, JournalError, LeftOutReason, Moment, Pending, Plan, PlanNoteKind, Planned, ReminderKind,
    ReminderRecord, ReminderZones, Transition, Word, ZoneWindow, plan_diff,
};
use nightcramp_tests::{TempJournal, figure, night, vectors};
use serde_json::{Value, json};

#[test]
fn every_case_is_planned_as_the_vectors_say() {
    let vectors = vectors("plan.json");
    let cases = vectors["cases"].as_array().unwrap();
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for case in cases {
        let mut run = Run::new(case["name"].as_str().unwrap(), &vectors["zones"]);
        for step in case["steps"].as_array().unwrap() {
            run.step(step);
        }
        seen.append(&mut run.seen);
        wrong.append(&mut run.wrong);
    }
    assert!(wrong.is_empty(), "found, then expected:\n{}", wrong.join("\n"));
    // No experiment can be planned yet.
    let kinds = ReminderKind::ALL.iter().filter(|it| **it != ReminderKind::ExperimentSwitch).map(|it| it.word());
    let all = kinds
        .chain(Adjustment::ALL.iter().map(|it| it.word()))
        .chain(LeftOutReason::ALL.iter().map(|it| it.word()))
        .chain(PlanNoteKind::ALL.iter().map(|it| it.word()));
    let unseen: Vec<&str> = all.filter(|word| !seen.contains(*word)).collect();
    assert!(unseen.is_empty(), "no case for {unseen:?}");
    figure("plan_vectors_rust", cases.len(), "cases", ">= 40");
}

/// One case on a journal of its own.
struct Run<'v> {
    name: &'v str,
    zones: &'v Value,
    journal: TempJournal,
    /// What the phone holds by the plan before.
    held: Vec<Pending>,
    /// The words of all kinds, adjustments, reasons and notes that came out.
    seen: BTreeSet<String>,
    /// What came out otherwise.
    wrong: Vec<String>,
}

impl<'v> Run<'v> {
    fn new(name: &'v str, zones: &'v Value) -> Self {
        Self { name, zones, journal: TempJournal::new(), held: Vec::new(), seen: BTreeSet::new(), wrong: Vec::new() }
    }

    fn step(&mut self, step: &Value) {
        let (kind, value) = step.as_object().unwrap().iter().next().unwrap();
        match kind.as_str() {
            "journal" => {
                let document = Document::parse(&value.to_string()).unwrap_or_else(|it| panic!("{}: {it}", self.name));
                load(&self.journal, &document).unwrap();
            }
            "record" => {
                let record: ReminderRecord = serde_json::from_value(value.clone()).unwrap();
                self.journal.record_reminder(record).unwrap();
            }
            "in-bed" => {
                let at: Moment = serde_json::from_value(value.clone()).unwrap();
                self.journal.already_in_bed(at).unwrap();
            }
            "trust" => self.journal.trust_reminder(value.as_str().unwrap().into()).unwrap(),
            "ledger" => {
                let nights = [&value["first"], &value["last"]].map(|it| night(it.as_str().unwrap()));
                let lines = self.journal.reminder_ledger(nights[0], nights[1]).unwrap();
                let settled = lines.iter().filter_map(|it| Some((it.reminder.clone(), it.outcome?.word())));
                self.check(&value["first"], json!(settled.collect::<BTreeMap<_, _>>()), &value["expect"]);
            }
            "plan" => self.plan(value),
            other => panic!("{}: no such step: {other}", self.name),
        }
    }

    fn plan(&mut self, step: &Value) {
        let (now, expect) = (&step["now"], &step["expect"]);
        let found = self.planned(step);
        if let Some(field) = expect["error"].as_str() {
            let is_it = matches!(&found, Err(JournalError::InvalidInput { field: found, .. }) if found == field);
            return self.check(now, json!(is_it), &json!(true));
        }
        let plan = found.unwrap();
        assert_eq!(self.planned(step).unwrap(), plan, "{} at {now}: asked twice", self.name);
        self.look(&plan);
        let items = expect["items"].as_array().map_or(&[][..], Vec::as_slice);
        for (index, expected) in items.iter().enumerate() {
            self.check(now, json!(plan.items.get(index).map(|item| told(item, expected))), expected);
        }
        for expected in expect["also"].as_array().into_iter().flatten() {
            let item = plan.items.iter().find(|item| item.id == expected["id"]);
            self.check(now, json!(item.map(|item| told(item, expected))), expected);
        }
        let left_out: BTreeMap<&str, &str> =
            plan.left_out.iter().map(|it| (it.id.as_str(), it.reason.word())).collect();
        for (id, reason) in expect["left-out-among"].as_object().into_iter().flatten() {
            self.check(&json!(id), json!(left_out.get(id.as_str())), reason);
        }
        let pending: Vec<Pending> = plan.items.iter().map(|it| Pending { id: it.id.clone(), hash: it.hash }).collect();
        let diff = plan_diff(std::mem::replace(&mut self.held, pending.clone()), pending);
        for (field, found) in [
            ("count", json!(plan.items.len())),
            ("notes", plan.notes.iter().map(note).collect()),
            ("boot", plan.boot_slice.iter().map(|it| it.id.clone()).collect()),
            ("left-out", json!(left_out)),
            ("refill-by", utc(plan.refill_by)),
            ("diff", json!({ "cancel": diff.cancel, "set": diff.set })),
        ] {
            expect.get(field).into_iter().for_each(|expected| self.check(now, found.clone(), expected));
        }
    }

    fn check(&mut self, of: &Value, found: Value, expected: &Value) {
        if found != *expected {
            self.wrong.push(format!("{}, {of}:\n  {found}\n  {expected}", self.name));
        }
    }

    fn planned(&self, step: &Value) -> Result<Plan, JournalError> {
        let phone = window(self.zones, &step["phone"]);
        let home = step.get("home").map(|name| window(self.zones, name));
        let zones = ReminderZones { phone, home };
        self.journal.plan(instant(&step["now"]), zones, capabilities(&step["capabilities"]), "en".into())
    }

    /// What holds of every plan.
    fn look(&mut self, plan: &Plan) {
        for item in &plan.items {
            let parts: Vec<&str> = item.id.split(':').collect();
            let told = (item.kind.word(), item.rule.as_str(), item.night.to_string());
            assert_eq!(told, (parts[0], parts[1], parts[2].to_owned()), "{}", self.name);
            assert!(item.too_late > item.at.at, "{}: {}", self.name, item.id);
        }
        let is_sorted = plan.items.windows(2).all(|pair| pair[0].at.at < pair[1].at.at);
        assert!(is_sorted, "{}: {:?}", self.name, plan.items);
        let (items, notes) = (plan.items.iter(), plan.notes.iter().map(|it| it.kind.word()));
        let words = items.flat_map(|it| [it.kind.word(), it.adjustment.word()]).chain(notes);
        self.seen.extend(words.chain(plan.left_out.iter().map(|it| it.reason.word())).map(str::to_owned));
    }
}

/// An item as the vectors tell it: what is as usual is left out, and what the case does not ask about.
fn told(item: &Planned, expected: &Value) -> Value {
    let at = item.at.at.with_timezone(&chrono::FixedOffset::east_opt(item.at.offset_s).unwrap());
    let mut told = json!({ "id": item.id, "at": at.to_rfc3339() });
    let answers: Vec<&str> = item.answers.iter().map(|it| it.word()).collect();
    for (field, value, is_told) in [
        ("adjustment", json!(item.adjustment.word()), item.adjustment != Adjustment::None),
        ("window-s", json!(item.window_s), item.window_s != 0),
        ("shown-twice", json!(item.shown_twice), item.shown_twice),
        ("answers", json!(answers), false),
        ("unless-answered", json!(item.unless_answered), false),
        ("too-late", utc(item.too_late), false),
        ("button-from", json!(item.button_from.map(utc)), false),
        ("button-until", json!(item.button_until.map(utc)), false),
    ] {
        if is_told || expected.get(field).is_some() {
            told[field] = value;
        }
    }
    told
}

fn note(note: &nightcramp::PlanNote) -> String {
    note.about.as_ref().map_or(note.kind.word().to_owned(), |about| format!("{} {about}", note.kind.word()))
}

fn utc(at: DateTime<Utc>) -> Value {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true).into()
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

fn number(value: &Value) -> i32 {
    value.as_i64().unwrap().try_into().unwrap()
}

fn window(zones: &Value, name: &Value) -> ZoneWindow {
    let window = &zones[name.as_str().unwrap()];
    let transition = |it: &Value| Transition { at: instant(&it["at"]), offset_s: number(&it["offset-s"]) };
    ZoneWindow {
        zone: window["zone"].as_str().unwrap().into(),
        start: instant(&window["start"]),
        end: instant(&window["end"]),
        offset_s: number(&window["offset-s"]),
        transitions: window["transitions"].as_array().unwrap().iter().map(transition).collect(),
    }
}

/// A phone that can do everything, but for what the case says.
fn capabilities(value: &Value) -> Capabilities {
    let is = |field: &str| value[field].as_bool().unwrap_or(true);
    Capabilities {
        most_pending: value["most-pending"].as_u64().unwrap_or(60).try_into().unwrap(),
        notifications: is("notifications"),
        exact: is("exact"),
        window_s: value["window-s"].as_u64().unwrap_or(600).try_into().unwrap(),
        runs_at_delivery: is("runs-at-delivery"),
        up_since: value.get("up-since").map(instant),
    }
}
