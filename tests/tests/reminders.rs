//! Reminders over some nights, as a phone lives with them: planned, held, rung, answered, settled, and read again.

use std::collections::BTreeSet;

use nightcramp::{
    Answer, Capabilities, Pending, Plan, ReminderAction, ReminderOutcome, ReminderPreferences, ReminderRecord, Weekday,
    Word, languages, plan_diff, reminder_defaults,
};
use nightcramp_tests::{PHONE, TempJournal, moment, night, reminder_zones, root};

use ReminderAction::{Delivered, Done, Later, NotTonight};
use ReminderOutcome::{Came, Late, Missed, MissedWhileOff};

const BERLIN: &str = "Europe/Berlin";

/// A phone in Berlin with what it holds.
struct Phone {
    journal: TempJournal,
    held: Vec<Pending>,
    able: Capabilities,
}

impl Phone {
    /// Only the bedtime stretch, at 21:45.
    fn new() -> Self {
        let journal = TempJournal::new();
        let preferences = ReminderPreferences { morning_check_in: false, ..reminder_defaults() };
        journal.save_reminder_preferences(preferences).unwrap();
        Self { journal, held: Vec::new(), able: PHONE }
    }

    /// Plans, and makes what the phone holds equal to the plan, by the difference alone.
    fn plan(&mut self, now: &str) -> Plan {
        let now = moment(now).at;
        let plan = self.journal.plan(now, reminder_zones(BERLIN, now), self.able.clone(), "en".into()).unwrap();
        let wanted: Vec<Pending> = plan.items.iter().map(|it| Pending { id: it.id.clone(), hash: it.hash }).collect();
        let diff = plan_diff(self.held.clone(), wanted.clone());
        self.held.retain(|it| !diff.cancel.contains(&it.id) && !diff.set.contains(&it.id));
        self.held.extend(wanted.iter().filter(|it| diff.set.contains(&it.id)).cloned());
        let ids = |list: &[Pending]| list.iter().map(|it| (it.id.clone(), it.hash)).collect::<BTreeSet<_>>();
        assert_eq!(ids(&self.held), ids(&wanted));
        plan
    }

    fn record(&self, night: &str, action: ReminderAction, at: &str) {
        let at = nightcramp::Moment { zone: BERLIN.into(), ..moment(at) };
        let record = ReminderRecord { reminder: format!("bedtime:call:{night}"), action, at };
        self.journal.record_reminder(record.clone()).unwrap();
        self.journal.record_reminder(record).unwrap();
    }
}

#[test]
fn five_nights_with_a_phone() {
    let mut phone = Phone::new();
    assert_eq!(phone.plan("2026-11-23T18:00:00+01:00").items[0].id, "bedtime:call:2026-11-24");

    // Monday: it rings, and the stretch is done.
    phone.record("2026-11-24", Delivered, "2026-11-23T21:45:02+01:00");
    assert_eq!(phone.plan("2026-11-23T21:45:03+01:00").items[0].id, "bedtime:call:2026-11-25");
    phone.record("2026-11-24", Done, "2026-11-23T21:50:00+01:00");
    let evening = phone.journal.night(night("2026-11-24")).unwrap().evening.unwrap();
    assert_eq!((evening.stretched, evening.stretched_at.unwrap().at), (Answer::Yes, moment("2026-11-23T20:50:00Z").at));

    // Tuesday: later, and then not tonight. The journal is shut and opened between.
    phone.record("2026-11-25", Delivered, "2026-11-24T21:45:00+01:00");
    phone.record("2026-11-25", Later, "2026-11-24T21:46:00+01:00");
    phone.journal.reopen();
    let again = phone.plan("2026-11-24T21:46:01+01:00");
    assert_eq!(
        (&*again.items[0].id, again.items[0].at.at),
        ("bedtime:call:2026-11-25", moment("2026-11-24T20:56:00Z").at)
    );
    phone.record("2026-11-25", Delivered, "2026-11-24T21:56:00+01:00");
    phone.record("2026-11-25", NotTonight, "2026-11-24T21:57:00+01:00");
    assert_eq!(phone.plan("2026-11-24T21:57:01+01:00").items[0].id, "bedtime:call:2026-11-26");

    // Wednesday: the phone sleeps until 22:30 and rings then. Thursday: the system lets nothing through.
    assert_eq!(phone.plan("2026-11-25T22:29:10+01:00").items[0].at.at, moment("2026-11-25T21:30:00Z").at);
    phone.record("2026-11-26", Delivered, "2026-11-25T22:30:00+01:00");
    phone.plan("2026-11-27T09:00:00+01:00");

    // Friday: switched off in the afternoon, on again in the morning.
    phone.able.up_since = Some(moment("2026-11-28T07:00:00+01:00").at);
    assert_eq!(phone.plan("2026-11-28T07:01:00+01:00").items[0].id, "bedtime:call:2026-11-29");

    let lines = phone.journal.reminder_ledger(night("2026-11-24"), night("2026-11-29")).unwrap();
    let told: Vec<_> = lines.iter().map(|it| (it.outcome, it.action, it.delivered.is_some())).collect();
    let expected = [
        (Some(Came), Some(Done), true),
        (Some(Came), Some(NotTonight), true),
        (Some(Late), None, true),
        (Some(Missed), None, false),
        (Some(MissedWhileOff), None, false),
        (None, None, false),
    ];
    assert_eq!(told, expected, "{lines:?}");
    let found = phone.journal.reliability(moment("2026-11-28T07:02:00+01:00"), "en".into()).unwrap();
    assert_eq!((found.due, found.came, found.late, found.missed, found.missed_while_off), (5, 3, 1, 1, 1));
    assert_eq!((&*found.text, found.held_back), ("3 of the last 5 reminders came.", false));
    assert_eq!(found.last_came.unwrap().at, moment("2026-11-25T21:30:00Z").at);
}

/// What may lie on a lock screen, or in storage that is open before the first unlock, says nothing of health in any language.
#[test]
fn nothing_before_the_first_unlock_tells_of_health() {
    let journal = TempJournal::new();
    let preferences = ReminderPreferences {
        second_call: true,
        last_water: true,
        warm_soak: true,
        break_days: Weekday::ALL.to_vec(),
        review_on: Some(Weekday::Tuesday),
        ..reminder_defaults()
    };
    journal.save_reminder_preferences(preferences).unwrap();
    let now = moment("2026-11-23T12:00:00+01:00").at;
    for language in languages() {
        let able = Capabilities { runs_at_delivery: false, ..PHONE };
        let plan = journal.plan(now, reminder_zones(BERLIN, now), able, language.clone()).unwrap();
        let kinds: BTreeSet<&str> = plan.items.iter().map(|item| item.kind.word()).collect();
        assert_eq!(kinds.len(), 7, "{kinds:?}");
        let words = health_words(&language);
        let locked = plan.items.iter().map(|item| &item.text.locked);
        let boot = plan.boot_slice.iter().flat_map(|item| [&item.id, &item.locked]);
        let said = locked.chain(plan.actions.iter().map(|action| &action.locked)).chain(boot);
        for text in said.chain(plan.items.iter().map(|item| &item.id)) {
            let found = words.iter().find(|word| text.to_lowercase().contains(word.as_str()));
            assert_eq!(found, None, "{language}: {text}");
        }
        let open = plan.items.iter().map(|item| format!("{} {}", item.text.title, item.text.body).to_lowercase());
        let telling = open.filter(|text| words.iter().any(|word| text.contains(word))).count();
        assert!(telling >= 10, "{language} has no words for what {telling} of the reminders say unlocked");
    }
}

/// The parts of words that tell of health, from the language's list.
fn health_words(language: &str) -> Vec<String> {
    let path = root().join(format!("tests/wording/{language}.toml"));
    let text = std::fs::read_to_string(path).unwrap();
    let file = toml::de::DeTable::parse(&text).unwrap();
    let words = file.get_ref()["health"].get_ref().as_array().unwrap().iter();
    words.map(|word| word.get_ref().as_str().unwrap().to_owned()).collect()
}
