//! Whatever an app hands in, the answer is a typed error or a sensible result, and nothing that was there is lost.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nightcramp::{
    Acknowledgement, Answer, AnyCramp, Condition, ConditionKind, CrampDetails, CrampDuration, EntryKey, Evening,
    Factor, FactorAnswer, InboxReminder, InboxTap, Ingested, JournalError, Medicine, MedicineClass, Moment, Morning,
    NewCramp, Night, Profile, ReminderAction, ReminderClock, ReminderPreferences, ReminderRecord, Response, Sign,
    SignReport, Transition, ZoneWindow, reminder_defaults,
};
use nightcramp_tests::{TempJournal, id, moment, night, rows, tap, told};

const NIGHT: &str = "2026-11-23";

fn report(id: &str) -> SignReport {
    let at = moment("2026-11-23T08:00:00+01:00");
    SignReport { id: id.into(), sign: Sign::Thirst, answer: Answer::Yes, at, since: None }
}

fn seen(id: &str) -> Acknowledgement {
    let at = moment("2026-11-23T08:00:00+01:00");
    Acknowledgement { id: id.into(), rule_id: "R2".into(), response: Response::SeenFine, at }
}

fn delivered() -> ReminderRecord {
    came(moment("2026-11-22T21:45:00+01:00"))
}

fn came(at: Moment) -> ReminderRecord {
    ReminderRecord { reminder: "bedtime:call:2026-11-23".into(), action: ReminderAction::Delivered, at }
}

/// The call is refused for this field, in a sentence, and no row changes.
#[track_caller]
fn refused<T: std::fmt::Debug>(journal: &TempJournal, field: &str, call: impl FnOnce() -> Result<T, JournalError>) {
    let before = rows(journal.dir.path());
    let error = call().unwrap_err();
    match &error {
        JournalError::InvalidInput { field: found, reason } => {
            assert_eq!((found.as_str(), reason.is_empty()), (field, false))
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(rows(journal.dir.path()), before, "something was written");
}

/// The id belongs to something else, and no row changes.
#[track_caller]
fn taken<T: std::fmt::Debug>(journal: &TempJournal, id: &str, call: impl FnOnce() -> Result<T, JournalError>) {
    let before = rows(journal.dir.path());
    assert_eq!(call().unwrap_err(), JournalError::IdTaken { id: id.into() });
    assert_eq!(rows(journal.dir.path()), before, "something was written");
}

#[test]
fn an_impossible_moment_is_refused_wherever_it_comes_in() {
    let journal = TempJournal::new();
    let case = |field: &str, at: Moment| {
        let mut bad = tap("2026-11-23T03:10:00+01:00");
        bad.at = at.clone();
        refused(&journal, field, || journal.tap(bad.clone()));
        refused(&journal, field, || journal.tonight(at.clone()));
        refused(&journal, field, || journal.report_sign(SignReport { at: at.clone(), ..report(&id()) }));
        refused(&journal, field, || journal.acknowledge(Acknowledgement { at: at.clone(), ..seen(&id()) }));
        refused(&journal, field, || journal.record_reminder(ReminderRecord { at: at.clone(), ..delivered() }));
        refused(&journal, field, || journal.already_in_bed(at.clone()));
        refused(&journal, field, || journal.reliability(at.clone(), "en".into()));
        let evening = nightcramp::unanswered_evening(night(NIGHT)).unwrap();
        refused(&journal, field, || journal.save_evening(Evening { stretched_at: Some(at), ..evening }));
        assert_eq!(InboxReminder::new(&bad.id, came(bad.at.clone())).unwrap_err().field, field);
        assert_eq!(InboxTap::new(bad).unwrap_err().field, field);
    };
    let fine = moment("2026-11-23T03:10:00+01:00");
    for at in [DateTime::<Utc>::MIN_UTC, DateTime::UNIX_EPOCH - TimeDelta::milliseconds(1), DateTime::<Utc>::MAX_UTC] {
        case("at", Moment { at, ..fine.clone() });
    }
    for offset_s in [i32::MIN, -64_801, 64_801, i32::MAX] {
        case("offset_s", Moment { offset_s, ..fine.clone() });
    }
    let long = "x".repeat(65);
    for zone in ["", " ", "Europe/Berlin ", "Europe\nBerlin", "Europe/\0Berlin", "Europa/Köln", &long] {
        case("zone", Moment { zone: zone.into(), ..fine.clone() });
    }
}

#[test]
fn a_zone_that_nobody_knows_and_the_edges_of_time_are_kept() {
    let journal = TempJournal::new();
    for at in ["1970-01-01T00:00:00-18:00", "1970-01-01T18:00:00+18:00", "9999-12-31T23:59:59.999Z"] {
        let mut kept = tap(at);
        kept.at.zone = "Mars/Olympus_Mons".into();
        let cramp = journal.cramp(journal.tap(kept.clone()).unwrap().cramp_id).unwrap();
        assert_eq!(cramp.at, Some(kept.at));
        assert!(journal.night(cramp.night).unwrap().cramps.contains(&cramp), "{at}");
    }
    let mut last = tap("9999-12-31T23:59:59.999Z");
    last.at.offset_s = 64_800;
    let night = journal.cramp(journal.tap(last).unwrap().cramp_id).unwrap().night;
    assert_eq!(night.to_string(), "9999-12-31", "a night that a phone can show");
}

#[test]
fn an_impossible_night_or_day_is_refused() {
    for text in ["", "2026-02-30", "2026-13-01", "1899-12-31", "10000-01-01", "-2026-01-01", "morgen", "2026-11-23\0"] {
        assert_eq!(text.parse::<Night>().unwrap_err().field, "night", "{text:?}");
    }
    let journal = TempJournal::new();
    let far: NaiveDate = NaiveDate::MAX;
    refused(&journal, "day", || journal.profile_on(far));
    refused(&journal, "since", || journal.save_profile(Profile::unanswered(), NaiveDate::MIN));
    refused(&journal, "due", || {
        journal.save_profile(Profile { due: Some(far), ..Profile::unanswered() }, night(NIGHT).ends_on())
    });
    let since = night(NIGHT).ends_on();
    let person = Profile::unanswered;
    refused(&journal, "gave_birth", || journal.save_profile(Profile { gave_birth: Some(far), ..person() }, since));
    refused(&journal, "last_check_up", || {
        journal.save_profile(Profile { last_check_up: Some(far), ..person() }, since)
    });
    refused(&journal, "cramps_began", || journal.save_profile(Profile { cramps_began: Some(far), ..person() }, since));
    refused(&journal, "since", || journal.report_sign(SignReport { since: Some(far), ..report(&id()) }));
    let tomorrow = since.succ_opt();
    refused(&journal, "since", || journal.report_sign(SignReport { since: tomorrow, ..report(&id()) }));
    let response = Response::Appointment { on: far };
    refused(&journal, "response", || journal.acknowledge(Acknowledgement { response, ..seen(&id()) }));
    refused(&journal, "to", || journal.sign_reports(night(NIGHT), night("2026-11-22")));
    refused(&journal, "to", || journal.reminder_ledger(night(NIGHT), night("2026-11-22")));
    refused(&journal, "to", || journal.nights(night(NIGHT), night("2026-11-22")));
    refused(&journal, "to", || journal.pages(night(NIGHT), night("2026-11-22")));
    refused(&journal, "to", || journal.nights(night("1926-11-23"), night("2026-11-24")));
    refused(&journal, "to", || journal.pages(night("1900-01-01"), night("9999-12-31")));
    assert_eq!(journal.nights(night("1926-11-23"), night(NIGHT)).unwrap().len(), 36_526, "a hundred years are fine");
    assert_eq!(journal.pages(night("9999-12-31"), night("9999-12-31")).unwrap(), []);
    assert_eq!(journal.nights(night("1900-01-01"), night("1900-01-01")).unwrap().len(), 1);
}

#[test]
fn an_id_that_is_no_uuid_is_refused_wherever_it_comes_in() {
    let journal = TempJournal::new();
    let good = id();
    let (plain, braced, longer) = (good.replace('-', ""), format!("{{{good}}}"), format!("{good}0"));
    for bad in ["", "1", "\0", "' OR 1=1 --", &plain, &braced, &longer, &good.replace('-', "_"), "🌙"] {
        let mut bad_tap = tap("2026-11-23T03:10:00+01:00");
        bad_tap.id = bad.into();
        refused(&journal, "id", || journal.tap(bad_tap));
        refused(&journal, "tap_id", || journal.undo(bad.into()));
        refused(&journal, "tap_id", || journal.split(bad.into()));
        refused(&journal, "cramp_id", || journal.cramp(bad.into()));
        refused(&journal, "cramp_id", || journal.confirm(bad.into()));
        refused(&journal, "cramp_id", || journal.describe(bad.into(), CrampDetails::default()));
        refused(&journal, "id", || journal.add_cramp(told(bad, NIGHT, None)));
        refused(&journal, "id", || journal.move_cramp(told(bad, NIGHT, None)));
        refused(&journal, "id", || journal.answer_any_cramp(night(NIGHT), AnyCramp::One, bad.into()));
        refused(&journal, "id", || journal.delete(EntryKey::Cramp { id: bad.into() }));
        refused(&journal, "id", || journal.restore(EntryKey::Medicine { id: bad.into() }));
        refused(&journal, "id", || journal.delete(EntryKey::Sign { id: bad.into() }));
        refused(&journal, "id", || journal.delete(EntryKey::Acknowledgement { id: bad.into() }));
        refused(&journal, "id", || journal.report_sign(report(bad)));
        refused(&journal, "id", || journal.acknowledge(seen(bad)));
        refused(&journal, "id", || journal.save_factor(Factor { id: bad.into(), name: "x".into(), retired: false }));
    }
}

#[test]
fn an_unsound_zone_window_is_refused() {
    let journal = TempJournal::new();
    let sound = told(&id(), NIGHT, Some("03:00:00"));
    let case = |field: &str, zone: ZoneWindow| {
        let bad = NewCramp { zone, ..sound.clone() };
        refused(&journal, field, || journal.add_cramp(bad.clone()));
        refused(&journal, field, || journal.add_cramp(NewCramp { time: None, ..bad }));
    };
    let zone = &sound.zone;
    case("zone", ZoneWindow { zone: String::new(), ..zone.clone() });
    case("end", ZoneWindow { end: zone.start, ..zone.clone() });
    case("start", ZoneWindow { start: DateTime::<Utc>::MIN_UTC, ..zone.clone() });
    case("end", ZoneWindow { end: DateTime::<Utc>::MAX_UTC, ..zone.clone() });
    case("offset_s", ZoneWindow { offset_s: i32::MAX, ..zone.clone() });
    for at in [zone.start, zone.end, zone.end + TimeDelta::days(1)] {
        case("transitions", ZoneWindow { transitions: vec![Transition { at, offset_s: 0 }], ..zone.clone() });
    }
    let at = zone.start + TimeDelta::days(1);
    case("transitions", ZoneWindow { transitions: vec![Transition { at, offset_s: -64_801 }], ..zone.clone() });
    case("transitions", ZoneWindow { transitions: vec![Transition { at, offset_s: 0 }; 2], ..zone.clone() });
}

#[test]
fn a_number_or_a_note_beyond_its_limit_is_refused_by_name() {
    let journal = TempJournal::new();
    let cramp = journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap().cramp_id;
    let megabyte = || Some("🌙".repeat(1 << 18));
    let cramp_case = |field: &str, details| refused(&journal, field, || journal.describe(cramp.clone(), details));
    for pain in [11, 255] {
        cramp_case("pain", CrampDetails { pain: Some(pain), ..Default::default() });
    }
    for seconds in [86_401, u32::MAX] {
        let duration = Some(CrampDuration::Timed { seconds });
        cramp_case("duration", CrampDetails { duration, ..Default::default() });
    }
    cramp_case("note", CrampDetails { note: megabyte(), ..Default::default() });
    cramp_case("note", CrampDetails { note: Some("x".repeat(10_001)), ..Default::default() });

    let evening = || nightcramp::unanswered_evening(night(NIGHT)).unwrap();
    let evening_case = |field: &str, evening| refused(&journal, field, || journal.save_evening(evening));
    evening_case("stretch_minutes", Evening { stretch_minutes: Some(241), ..evening() });
    evening_case("water_glasses", Evening { water_glasses: Some(51), ..evening() });
    evening_case("alcohol_drinks", Evening { alcohol_drinks: Some(51), ..evening() });
    evening_case("caffeine_drinks", Evening { caffeine_drinks: Some(51), ..evening() });
    evening_case("note", Evening { note: megabyte(), ..evening() });

    let morning = || nightcramp::unanswered_morning(night(NIGHT)).unwrap();
    let morning_case = |field: &str, morning| refused(&journal, field, || journal.save_morning(morning));
    morning_case("cramps", Morning { cramps: Some(51), ..morning() });
    morning_case("sleep_disturbance", Morning { sleep_disturbance: Some(11), ..morning() });
    morning_case("toilet_visits", Morning { toilet_visits: Some(51), ..morning() });
    morning_case("note", Morning { note: megabyte(), ..morning() });
    refused(&journal, "cut_hour", || journal.set_cut_hour(24));
}

#[test]
fn a_profile_that_cannot_be_is_refused_by_name() {
    let journal = TempJournal::new();
    let today = night(NIGHT).ends_on();
    let profile_case = |field: &str, profile| refused(&journal, field, || journal.save_profile(profile, today));
    profile_case("birth_year", Profile { birth_year: Some(1899), ..Profile::unanswered() });
    profile_case("birth_year", Profile { birth_year: Some(2101), ..Profile::unanswered() });
    for country in ["", "D", "de", "DEU", "D1", "ÄÖ", "D\0"] {
        profile_case("country", Profile { country: Some(country.into()), ..Profile::unanswered() });
    }
    let (early, late) = (NaiveDate::from_ymd_opt(2020, 1, 1), NaiveDate::from_ymd_opt(2020, 1, 2));
    let condition = Condition { id: id(), kind: ConditionKind::Other, answer: Answer::Yes, since: late, until: early };
    refused(&journal, "until", || journal.save_condition(condition));
    let medicine =
        Medicine { id: id(), class: MedicineClass::Other, name: None, started: late, changed: None, stopped: early };
    refused(&journal, "stopped", || journal.save_medicine(medicine.clone()));
    refused(&journal, "changed", || {
        journal.save_medicine(Medicine { changed: early, stopped: None, ..medicine.clone() })
    });
    let name = Some("x".repeat(201));
    refused(&journal, "name", || journal.save_medicine(Medicine { name, stopped: None, ..medicine }));
}

#[test]
fn a_factor_needs_a_name_on_one_line_and_an_evening_needs_known_factors() {
    let journal = TempJournal::new();
    let long = "x".repeat(101);
    for name in ["", "   ", "\0", "\0new shoes", "new\nshoes", "new\u{9b}shoes", &long] {
        refused(&journal, "name", || journal.save_factor(Factor { id: id(), name: name.into(), retired: false }));
    }
    let factor = Factor { id: id(), name: "new shoes".into(), retired: false };
    journal.save_factor(factor.clone()).unwrap();
    let evening = |factors: Vec<&str>| Evening {
        factors: factors.iter().map(|id| FactorAnswer { factor_id: (*id).into(), answer: Answer::Yes }).collect(),
        ..nightcramp::unanswered_evening(night(NIGHT)).unwrap()
    };
    journal.save_evening(evening(vec![&factor.id])).unwrap();
    refused(&journal, "factors", || journal.save_evening(evening(vec![&id()])));
    refused(&journal, "factors", || journal.save_evening(evening(vec![&factor.id, &factor.id.to_uppercase()])));
    refused(&journal, "factors", || journal.save_evening(evening(vec!["new shoes"])));
}

#[test]
fn an_id_used_for_something_else_is_taken() {
    let journal = TempJournal::new();
    let (first, joined) = (tap("2026-11-23T03:10:00+01:00"), tap("2026-11-23T03:10:03+01:00"));
    journal.tap(first.clone()).unwrap();
    journal.tap(joined.clone()).unwrap();
    let cramp = journal.add_cramp(told(&id(), NIGHT, Some("05:00:00"))).unwrap();
    for change in [
        |tap: &mut nightcramp::Tap| tap.at.at += TimeDelta::milliseconds(1),
        |tap: &mut nightcramp::Tap| tap.at.offset_s += 60,
        |tap: &mut nightcramp::Tap| tap.at.zone = "Other/Zone".into(),
        |tap: &mut nightcramp::Tap| tap.source = nightcramp::TapSource::Watch,
    ] {
        let mut other = first.clone();
        change(&mut other);
        taken(&journal, &first.id, || journal.tap(other));
    }
    for (id, by) in [(&first.id, "a tap"), (&joined.id, "a tap that joined another")] {
        taken(&journal, id, || journal.add_cramp(told(id, NIGHT, Some("03:10:00"))));
        taken(&journal, id, || journal.add_cramp(told(id, NIGHT, None)));
        taken(&journal, id, || journal.answer_any_cramp(night(NIGHT), AnyCramp::One, id.clone()));
        assert_eq!(journal.night(night(NIGHT)).unwrap().mark.cramps, 2, "used by {by}");
    }
    let mut tap_of_cramp = tap("2026-11-23T05:00:00+01:00");
    tap_of_cramp.id.clone_from(&cramp.id);
    taken(&journal, &cramp.id, || journal.tap(tap_of_cramp));
    taken(&journal, &cramp.id, || journal.add_cramp(told(&cramp.id, NIGHT, Some("05:01:00"))));
    taken(&journal, &cramp.id, || journal.add_cramp(told(&cramp.id, NIGHT, None)));
    journal.describe(first.id.clone(), CrampDetails { pain: Some(1), ..Default::default() }).unwrap();
    assert!(journal.tap(first).is_ok(), "described in between, it is still the same tap");
}

#[test]
fn a_file_of_the_inbox_with_the_id_of_a_cramp_is_set_aside_and_leaves_the_cramp_alone() {
    let journal = TempJournal::new();
    let inbox = journal.dir.path().join("inbox");
    let new = told(&id(), NIGHT, Some("05:00:00"));
    let cramp = journal.add_cramp(new.clone()).unwrap();
    let (mut clash, sound) = (tap("2026-11-23T03:10:00+01:00"), tap("2026-11-23T04:10:00+01:00"));
    clash.id.clone_from(&cramp.id);
    InboxTap::new(clash).unwrap().write(&inbox).unwrap();
    InboxTap::new(sound.clone()).unwrap().write(&inbox).unwrap();
    let taken = journal.ingest(inbox.to_str().unwrap().into()).unwrap();
    assert_eq!(taken, Ingested { kept: 1, set_aside: 1, ..Default::default() });
    assert_eq!(journal.cramp(cramp.id.clone()).unwrap(), cramp);
    assert_eq!(journal.add_cramp(new).unwrap(), cramp, "still the same when told again");
    assert!(journal.cramp(sound.id).is_ok(), "the sound one is taken in all the same");
}

#[test]
fn a_bad_record_of_a_reminder_is_set_aside_and_keeps_no_sound_one_out() {
    let journal = TempJournal::new();
    let inbox = journal.dir.path().join("inbox");
    let (record, tap) = (came(moment("2026-11-23T03:10:00+01:00")), tap("2026-11-23T04:10:00+01:00"));
    let bad_id = |id: &str| InboxReminder::new(id, record.clone()).unwrap_err().field;
    assert_eq!(["", "1", "../0199f0c2-7b1e-7cc3-9a52-3f1d6b0c8a11", "\0"].map(bad_id), ["id"; 4]);
    let no_such = ReminderRecord { reminder: "bedtime:call".into(), ..record.clone() };
    assert_eq!(InboxReminder::new(&id(), no_such).unwrap_err().field, "reminder");
    let of_a_break = ReminderRecord { reminder: "break:4:2026-11-23".into(), ..record.clone() };
    let in_bed = ReminderRecord { action: ReminderAction::InBed, ..of_a_break };
    assert_eq!(InboxReminder::new(&id(), in_bed).unwrap_err().field, "action");

    let file = InboxReminder::new(&id().to_uppercase(), record).unwrap();
    file.write(&inbox).unwrap();
    std::fs::write(inbox.join(format!("{}.evt", id())), file.text()).unwrap();
    InboxTap::new(tap.clone()).unwrap().write(&inbox).unwrap();
    let taken = journal.ingest(inbox.to_str().unwrap().into()).unwrap();
    assert_eq!(taken, Ingested { kept: 2, set_aside: 1, ..Default::default() }, "one lay under the name of another id");
    assert!(journal.cramp(tap.id).is_ok(), "the tap beside it is taken in");
}

#[test]
fn an_inbox_that_is_none_is_empty_or_refused() {
    let journal = TempJournal::new();
    let file = journal.dir.path().join("journal.db");
    let ingest = |path: &str| journal.ingest(path.into());
    refused(&journal, "inbox", || ingest(""));
    refused(&journal, "inbox", || ingest("a\0b"));
    assert!(matches!(ingest(file.to_str().unwrap()), Err(JournalError::StorageUnavailable { .. })));
    assert_eq!(ingest(journal.dir.path().join("none/at/all").to_str().unwrap()), Ok(Ingested::default()));
    let odd = journal.dir.path().join("odd");
    std::fs::create_dir_all(odd.join("folder.evt")).unwrap();
    std::fs::write(odd.join("large.evt"), vec![b'x'; 1 << 20]).unwrap();
    let taken = ingest(odd.to_str().unwrap()).unwrap();
    assert_eq!(taken, Ingested { set_aside: 1, ..Default::default() }, "a folder is not looked at");
    std::fs::write(odd.join("large.evt"), "another bad one").unwrap();
    assert_eq!(ingest(odd.to_str().unwrap()).unwrap().set_aside, 1);
    assert_eq!(std::fs::read_dir(odd.join("bad")).unwrap().count(), 2, "the earlier bad file is still there");
}

#[test]
fn a_report_says_yes_or_no_and_an_answer_names_a_rule() {
    let journal = TempJournal::new();
    refused(&journal, "answer", || journal.report_sign(SignReport { answer: Answer::Unknown, ..report(&id()) }));
    for rule_id in ["", "R", "R 2", "R-2", "R123456789", "Ü2", "R2\0"].map(str::to_owned) {
        refused(&journal, "rule_id", || journal.acknowledge(Acknowledgement { rule_id, ..seen(&id()) }));
    }
    for n in [0, 201] {
        let since = night(NIGHT).ends_on();
        let profile = |egfr| Profile { egfr: Some(egfr), ..Profile::unanswered() };
        refused(&journal, "egfr", || journal.save_profile(profile(n), since));
    }
    let since = night(NIGHT).ends_on();
    let stage = Profile { kidney_stage: Some(6), ..Profile::unanswered() };
    refused(&journal, "kidney_stage", || journal.save_profile(stage, since));
    let much = Profile { vitamin_b6_mg: Some(1001), ..Profile::unanswered() };
    refused(&journal, "vitamin_b6_mg", || journal.save_profile(much, since));
    let (first, other) = (report(&id()), seen(&id()));
    journal.report_sign(first.clone()).unwrap();
    journal.acknowledge(other.clone()).unwrap();
    taken(&journal, &first.id, || journal.report_sign(SignReport { sign: Sign::Itch, ..first.clone() }));
    taken(&journal, &other.id, || journal.acknowledge(Acknowledgement { rule_id: "R3".into(), ..other.clone() }));
}

#[test]
fn a_record_names_a_reminder_and_a_wish_stays_in_its_bounds() {
    let journal = TempJournal::new();
    for reminder in
        ["", "call", "bedtime:call", "bedtime:call:2026-13-01", "BEDTIME:call:2026-11-23", "bedtime:\0:2026-11-23"]
    {
        refused(&journal, "reminder", || {
            journal.record_reminder(ReminderRecord { reminder: reminder.into(), ..delivered() })
        });
    }
    let in_bed = ReminderRecord { reminder: "morning:call:2026-11-23".into(), ..delivered() };
    refused(&journal, "action", || {
        journal.record_reminder(ReminderRecord { action: ReminderAction::InBed, ..in_bed.clone() })
    });
    let unknown = journal.trust_reminder("bedtime:call:2026-11-23".into());
    assert!(matches!(unknown, Err(JournalError::NotFound { .. })), "{unknown:?}");
    let wish = reminder_defaults;
    let cases: [(&str, ReminderPreferences); 8] = [
        ("zone", ReminderPreferences { clock: ReminderClock::Home { zone: String::new() }, ..wish() }),
        ("lead_min", ReminderPreferences { lead_min: 181, ..wish() }),
        ("second_call_after_min", ReminderPreferences { second_call_after_min: 9, ..wish() }),
        ("too_late_min", ReminderPreferences { too_late_min: 361, ..wish() }),
        ("last_water_min", ReminderPreferences { last_water_min: 29, ..wish() }),
        ("warm_soak_min", ReminderPreferences { warm_soak_min: 241, ..wish() }),
        ("break_every_min", ReminderPreferences { break_every_min: 481, ..wish() }),
        ("break_until", ReminderPreferences { break_until: wish().break_from, ..wish() }),
    ];
    for (field, wished) in cases {
        refused(&journal, field, || journal.save_reminder_preferences(wished));
    }
}
