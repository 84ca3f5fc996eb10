//! What a person says comes back from the file as it was said: every word, every answer, the extremes, and nothing at all.

use chrono::NaiveDate;
use nightcramp::{
    Acknowledgement, Answer, Condition, ConditionKind, CrampDetails, CrampDuration, DatedProfile, EntryKey, Evening,
    Exercise, Factor, FactorAnswer, Journal, JournalError, Medicine, MedicineClass, Morning, Muscle, Profile, Relief,
    ReminderAction, ReminderClock, ReminderKind, ReminderPreferences, ReminderRecord, Response, Side, Sign, SignReport,
    Soreness, StretchKind, Supplement, TapSource, UsualFrequency, Weekday, Word, reminder_defaults,
};
use nightcramp_tests::{TempJournal, id, moment, night, tap};

const ANSWERS: [Answer; 3] = [Answer::Yes, Answer::No, Answer::Unknown];
const NOTES: [&str; 8] = [
    "",
    " ",
    "line one\nline two\r\n\ttabbed",
    "; \" ' , =1+1 %s \\ --",
    "🌙🦵🏽👩‍👩‍👧",
    "עברית ثم عربى \u{202e}and back\u{202c}",
    "before\0after",
    "\u{feff}e\u{301} İ ẞ \u{10ffff}",
];

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

/// Sets one field that holds an [`Answer`].
type SetAnswer<T> = fn(&mut T, Answer);

fn words<T: Word>() -> impl Iterator<Item = Option<T>> {
    assert!(!T::ALL.is_empty());
    T::ALL.iter().copied().map(Some).chain([None])
}

/// No list, an empty one, each word alone, all of them, and all of them backwards.
fn lists<T: Word>() -> impl Iterator<Item = Option<Vec<T>>> {
    let backwards = T::ALL.iter().rev().copied().collect();
    [None, Some(vec![]), Some(T::ALL.to_vec()), Some(backwards)]
        .into_iter()
        .chain(T::ALL.iter().map(|word| Some(vec![*word])))
}

fn notes() -> impl Iterator<Item = Option<String>> {
    let long = ["x".repeat(10_000), "🌙".repeat(10_000)];
    [None].into_iter().chain(NOTES.map(str::to_owned).into_iter().chain(long).map(Some))
}

/// One journal in which each case replaces the one before.
struct Cramps {
    journal: TempJournal,
    id: String,
}

impl Cramps {
    fn new() -> Self {
        let journal = TempJournal::new();
        let id = journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap().cramp_id;
        Self { journal, id }
    }

    #[track_caller]
    fn keep(&self, details: CrampDetails) {
        let kept = self.journal.describe(self.id.clone(), details.clone()).unwrap();
        assert_eq!(kept.details, details, "what the call gives back");
        assert_eq!(self.journal.night(night("2026-11-23")).unwrap().cramps[0].details, details, "on the page");
    }
}

#[test]
fn every_word_about_a_cramp_comes_back() {
    let cramps = Cramps::new();
    let nothing = CrampDetails::default;
    words::<Side>().for_each(|side| cramps.keep(CrampDetails { side, ..nothing() }));
    words::<Muscle>().for_each(|muscle| cramps.keep(CrampDetails { muscle, ..nothing() }));
    words::<Soreness>().for_each(|soreness_lasted| cramps.keep(CrampDetails { soreness_lasted, ..nothing() }));
    lists::<Relief>().for_each(|what_helped| cramps.keep(CrampDetails { what_helped, ..nothing() }));
    lists::<Sign>().for_each(|different| cramps.keep(CrampDetails { different, ..nothing() }));
    notes().for_each(|note| cramps.keep(CrampDetails { note, ..nothing() }));
    (0..=10).map(Some).chain([None]).for_each(|pain| cramps.keep(CrampDetails { pain, ..nothing() }));
    let recalled = [
        CrampDuration::UnderOneMinute,
        CrampDuration::OneToFiveMinutes,
        CrampDuration::FiveToTenMinutes,
        CrampDuration::OverTenMinutes,
    ];
    let timed = [0, 1, 59, 86_400].map(|seconds| CrampDuration::Timed { seconds });
    for duration in recalled.into_iter().chain(timed).map(Some).chain([None]) {
        cramps.keep(CrampDetails { duration, ..nothing() });
    }
}

#[test]
fn every_answer_about_a_cramp_comes_back_under_its_own_name() {
    let fields: [SetAnswer<CrampDetails>; 9] = [
        |details, answer| details.hard_knot = answer,
        |details, answer| details.eased_by_stretching = answer,
        |details, answer| details.woke_me = answer,
        |details, answer| details.got_out_of_bed = answer,
        |details, answer| details.near_fall = answer,
        |details, answer| details.fall = answer,
        |details, answer| details.soreness_after = answer,
        |details, answer| details.urge_to_move = answer,
        |details, answer| details.eased_by_walking = answer,
    ];
    let cramps = Cramps::new();
    for set in fields {
        for answer in ANSWERS {
            let mut details = CrampDetails::default();
            set(&mut details, answer);
            cramps.keep(details);
        }
    }
}

#[test]
fn a_cramp_told_in_full_is_the_same_after_the_app_was_gone() {
    let mut cramps = Cramps::new();
    let full = CrampDetails {
        side: Some(Side::Both),
        muscle: Some(Muscle::BackOfThigh),
        pain: Some(10),
        duration: Some(CrampDuration::Timed { seconds: 75 }),
        hard_knot: Answer::Yes,
        eased_by_stretching: Answer::No,
        woke_me: Answer::Yes,
        got_out_of_bed: Answer::No,
        near_fall: Answer::Yes,
        fall: Answer::No,
        soreness_after: Answer::Yes,
        soreness_lasted: Some(Soreness::OverThreeDays),
        urge_to_move: Answer::No,
        eased_by_walking: Answer::Yes,
        what_helped: Some(Relief::ALL.to_vec()),
        different: Some(Sign::ALL.to_vec()),
        note: Some(NOTES.concat()),
    };
    cramps.keep(full.clone());
    let before = cramps.journal.cramp(cramps.id.clone()).unwrap();
    cramps.journal.reopen();
    assert_eq!(cramps.journal.cramp(cramps.id.clone()).unwrap(), before);
    cramps.keep(CrampDetails::default());
}

#[test]
fn every_source_of_a_tap_comes_back() {
    let journal = TempJournal::new();
    for (source, hour) in TapSource::ALL.iter().zip(0..) {
        let mut tap = tap(&format!("2026-11-23T{hour:02}:10:00.007+05:45"));
        tap.source = *source;
        journal.tap(tap.clone()).unwrap();
        assert_eq!(journal.cramp(tap.id.clone()).unwrap().taps, [tap]);
    }
}

#[track_caller]
fn keep_evening(journal: &Journal, evening: Evening) {
    let page = journal.save_evening(evening.clone()).unwrap();
    assert_eq!(page.evening, Some(evening.clone()), "what the call gives back");
    assert_eq!(journal.night(evening.night).unwrap().evening, Some(evening), "on the page");
}

#[test]
fn everything_about_an_evening_comes_back() {
    let journal = TempJournal::new();
    let nothing = || Evening::unanswered(night("2026-11-23"));
    let keep = |evening| keep_evening(&journal, evening);
    words::<StretchKind>().for_each(|stretch_kind| keep(Evening { stretch_kind, ..nothing() }));
    words::<Exercise>().for_each(|exercise| keep(Evening { exercise, ..nothing() }));
    lists::<Supplement>().for_each(|supplements| keep(Evening { supplements, ..nothing() }));
    notes().for_each(|note| keep(Evening { note, ..nothing() }));
    [None, Some(0), Some(240)].into_iter().for_each(|stretch_minutes| keep(Evening { stretch_minutes, ..nothing() }));
    for count in [None, Some(0), Some(50)] {
        keep(Evening { water_glasses: count, ..nothing() });
        keep(Evening { alcohol_drinks: count, ..nothing() });
        keep(Evening { caffeine_drinks: count, ..nothing() });
    }
    for at in ["2026-11-22T22:30:00.123+05:45", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"] {
        keep(Evening { stretched_at: Some(moment(at)), ..nothing() });
    }
    let fields: [SetAnswer<Evening>; 8] = [
        |evening, answer| evening.stretched = answer,
        |evening, answer| evening.long_sitting = answer,
        |evening, answer| evening.long_standing = answer,
        |evening, answer| evening.sweating = answer,
        |evening, answer| evening.heat = answer,
        |evening, answer| evening.fever = answer,
        |evening, answer| evening.heavy_blanket = answer,
        |evening, answer| evening.warm_soak = answer,
    ];
    for set in fields {
        for answer in ANSWERS {
            let mut evening = nothing();
            set(&mut evening, answer);
            keep(evening);
        }
    }
}

#[test]
fn own_factors_are_answered_evening_by_evening() {
    let journal = TempJournal::new();
    let factor = |name: &str| Factor { id: id(), name: name.into(), retired: false };
    let factors = ["new shoes", "גינון 🌱", &"x".repeat(100)].map(factor);
    factors.iter().for_each(|factor| journal.save_factor(factor.clone()).unwrap());
    assert_eq!(journal.factors().unwrap(), factors);
    let said = |answers: [Answer; 2]| {
        let list = factors.iter().zip(answers).map(|(it, answer)| FactorAnswer { factor_id: it.id.clone(), answer });
        Evening { factors: list.collect(), ..Evening::unanswered(night("2026-11-23")) }
    };
    keep_evening(&journal, said([Answer::Yes, Answer::No]));
    keep_evening(&journal, said([Answer::No, Answer::Yes]));
    let unknown = journal.save_evening(said([Answer::Unknown, Answer::Yes])).unwrap().evening.unwrap();
    assert_eq!(unknown.factors, said([Answer::Unknown, Answer::Yes]).factors[1..], "unknown is missing");

    let retired = Factor { retired: true, name: "old shoes".into(), ..factors[1].clone() };
    journal.save_factor(retired.clone()).unwrap();
    assert_eq!(journal.factors().unwrap()[1], retired, "still in the list");
    assert_eq!(journal.night(night("2026-11-23")).unwrap().evening, Some(unknown), "what was answered stays");
    keep_evening(&journal, said([Answer::Yes, Answer::No]));
}

#[test]
fn everything_about_a_morning_comes_back() {
    let journal = TempJournal::new();
    let nothing = || Morning::unanswered(night("2026-11-23"));
    let keep = |morning: Morning| {
        assert_eq!(journal.save_morning(morning.clone()).unwrap().morning, Some(morning.clone()));
        assert_eq!(journal.night(morning.night).unwrap().morning, Some(morning));
    };
    [None, Some(0), Some(1), Some(50)].into_iter().for_each(|cramps| keep(Morning { cramps, ..nothing() }));
    [None, Some(0), Some(10)]
        .into_iter()
        .for_each(|sleep_disturbance| keep(Morning { sleep_disturbance, ..nothing() }));
    [None, Some(0), Some(50)].into_iter().for_each(|toilet_visits| keep(Morning { toilet_visits, ..nothing() }));
    ANSWERS.into_iter().for_each(|soreness| keep(Morning { soreness, ..nothing() }));
    ANSWERS.into_iter().for_each(|tiredness| keep(Morning { tiredness, ..nothing() }));
    notes().for_each(|note| keep(Morning { note, ..nothing() }));
}

#[test]
fn everything_about_the_person_comes_back() {
    let journal = TempJournal::new();
    let since: NaiveDate = "2026-11-23".parse().unwrap();
    let keep = |profile: Profile| {
        journal.save_profile(profile.clone(), since).unwrap();
        assert_eq!(journal.profile().unwrap(), profile);
    };
    let nothing = Profile::unanswered;
    [None, Some(1900), Some(2100)].into_iter().for_each(|birth_year| keep(Profile { birth_year, ..nothing() }));
    words::<UsualFrequency>().for_each(|usual_frequency| keep(Profile { usual_frequency, ..nothing() }));
    for bedtime in ["00:00:00", "09:05:00", "22:30:00", "23:59:00"].map(|time| Some(time.parse().unwrap())) {
        keep(Profile { bedtime_weekday: bedtime, ..nothing() });
        keep(Profile { bedtime_weekend: bedtime, ..nothing() });
    }
    let fields: [SetAnswer<Profile>; 4] = [
        |profile, answer| profile.pregnant = answer,
        |profile, answer| profile.breastfeeding = answer,
        |profile, answer| profile.medicines_complete = answer,
        |profile, answer| profile.drives = answer,
    ];
    for (set, answer) in fields.into_iter().flat_map(|set| ANSWERS.map(|answer| (set, answer))) {
        let mut profile = nothing();
        set(&mut profile, answer);
        keep(profile);
    }
    for date in [None, day("1900-01-01"), day("9999-12-31")] {
        keep(Profile { due: date, ..nothing() });
        keep(Profile { gave_birth: date, ..nothing() });
        keep(Profile { last_check_up: date, ..nothing() });
        keep(Profile { cramps_began: date, ..nothing() });
    }
    [None, Some(0), Some(5)].into_iter().for_each(|kidney_stage| keep(Profile { kidney_stage, ..nothing() }));
    [None, Some(1), Some(200)].into_iter().for_each(|egfr| keep(Profile { egfr, ..nothing() }));
    [None, Some(0), Some(1000)].into_iter().for_each(|vitamin_b6_mg| keep(Profile { vitamin_b6_mg, ..nothing() }));
    [None, Some("DE".into()), Some("ZZ".into())].into_iter().for_each(|country| keep(Profile { country, ..nothing() }));
}

#[test]
fn every_condition_and_medicine_comes_back_with_its_dates() {
    let journal = TempJournal::new();
    let (since, until) = (day("2020-02-29"), day("2026-11-23"));
    let of_kind = |(kind, answer)| Condition { id: id(), kind, answer, since, until };
    let conditions: Vec<_> = ConditionKind::ALL.iter().copied().zip(ANSWERS.into_iter().cycle()).map(of_kind).collect();
    conditions.iter().for_each(|condition| journal.save_condition(condition.clone()).unwrap());
    assert_eq!(journal.conditions().unwrap(), conditions);
    let of_class = |class: &MedicineClass| Medicine {
        id: id(),
        class: *class,
        name: Some(NOTES.concat()),
        started: since,
        changed: day("2025-01-01"),
        stopped: until,
    };
    let medicines: Vec<_> = MedicineClass::ALL.iter().map(of_class).collect();
    medicines.iter().for_each(|medicine| journal.save_medicine(medicine.clone()).unwrap());
    assert_eq!(journal.medicines().unwrap(), medicines);

    let bare = Condition { since: None, until: None, answer: Answer::Unknown, ..conditions[0].clone() };
    journal.save_condition(bare.clone()).unwrap();
    assert_eq!(journal.conditions().unwrap()[0], bare, "replaced, dates and all");
    let bare = Medicine { name: None, started: None, changed: None, stopped: None, ..medicines[0].clone() };
    journal.save_medicine(bare.clone()).unwrap();
    assert_eq!(journal.medicines().unwrap()[0], bare);
    journal.delete(EntryKey::Condition { id: bare.id.clone() }).unwrap_err();
    assert_eq!(journal.conditions().unwrap().len(), ConditionKind::ALL.len());
}

#[test]
fn every_profile_comes_back_with_its_day() {
    let journal = TempJournal::new();
    assert_eq!(journal.profiles().unwrap(), []);
    let born = |year| Profile { birth_year: Some(year), ..Profile::unanswered() };
    let dated = |(since, year): (&str, u16)| DatedProfile { since: since.parse().unwrap(), profile: born(year) };
    let newer = [("2026-03-01", 1952), ("2025-11-23", 1951), ("2025-11-24", 1950)].map(dated);
    newer.iter().for_each(|it| journal.save_profile(it.profile.clone(), it.since).unwrap());
    assert_eq!(journal.profiles().unwrap(), [newer[1].clone(), newer[2].clone(), newer[0].clone()]);
}

#[test]
fn every_report_of_a_sign_comes_back_in_the_night_of_its_moment() {
    let journal = TempJournal::new();
    let report = |(n, sign): (usize, &Sign)| SignReport {
        id: id(),
        sign: *sign,
        answer: ANSWERS[n % 2],
        at: moment(&format!("2026-11-23T03:{:02}:{:02}.007+05:45", n / 60, n % 60)),
        since: [None, day("1900-01-01"), day("2026-11-23")][n % 3],
    };
    let reports: Vec<_> = Sign::ALL.iter().enumerate().map(report).collect();
    reports.iter().rev().for_each(|report| journal.report_sign(report.clone()).unwrap());
    let of = |first, last| journal.sign_reports(night(first), night(last)).unwrap();
    assert_eq!(of("2026-11-23", "2026-11-23"), reports);
    assert_eq!(of("2026-11-01", "2026-12-01"), reports);
    assert_eq!(of("2026-11-20", "2026-11-22"), []);
    journal.set_cut_hour(3).unwrap();
    assert_eq!(of("2026-11-22", "2026-11-22"), [], "counted by the cut-off in force");
    assert_eq!(of("2026-11-23", "2026-11-23"), reports);
    journal.set_cut_hour(4).unwrap();
    assert_eq!(of("2026-11-22", "2026-11-22"), reports);

    let first = reports[0].clone();
    journal.report_sign(first.clone()).unwrap();
    assert_eq!(of("2026-11-22", "2026-11-22").len(), reports.len(), "the same again is no news");
    let other = journal.report_sign(SignReport { answer: Answer::No, ..first.clone() }).unwrap_err();
    assert_eq!(other, JournalError::IdTaken { id: first.id.clone() });
    let key = EntryKey::Sign { id: first.id.clone() };
    journal.delete(key.clone()).unwrap();
    assert_eq!(of("2026-11-22", "2026-11-22"), reports[1..]);
    journal.report_sign(first.clone()).unwrap();
    assert_eq!(of("2026-11-22", "2026-11-22"), reports[1..], "sent again it stays deleted");
    journal.restore(key).unwrap();
    assert_eq!(of("2026-11-22", "2026-11-22"), reports);
    journal.sign_reports(night("2026-11-22"), night("2026-11-21")).unwrap_err();
    assert_eq!(journal.delete(EntryKey::Sign { id: id() }).unwrap_err().to_string().find("there is no entry"), Some(0));
}

#[test]
fn every_answer_to_a_finding_comes_back() {
    let journal = TempJournal::new();
    let answer = |rule_id: &str, at: &str, response| Acknowledgement {
        id: id(),
        rule_id: rule_id.into(),
        response,
        at: moment(at),
    };
    let on = |date: &str| Response::Appointment { on: date.parse().unwrap() };
    let answers = [
        answer("R2", "1970-01-01T00:00:00Z", Response::SeenFine),
        answer("R21", "2026-11-23T08:00:00.123+05:45", on("1900-01-01")),
        answer("E12345678"[..8].into(), "9999-12-31T23:59:59.999Z", on("9999-12-31")),
    ];
    answers.iter().rev().for_each(|answer| journal.acknowledge(answer.clone()).unwrap());
    assert_eq!(journal.acknowledgements().unwrap(), answers);
    journal.acknowledge(answers[0].clone()).unwrap();
    let other = Acknowledgement { response: on("2026-12-01"), ..answers[0].clone() };
    assert_eq!(journal.acknowledge(other).unwrap_err(), JournalError::IdTaken { id: answers[0].id.clone() });
    journal.delete(EntryKey::Acknowledgement { id: answers[0].id.clone() }).unwrap();
    assert_eq!(journal.acknowledgements().unwrap(), answers[1..]);
    journal.restore(EntryKey::Acknowledgement { id: answers[0].id.clone() }).unwrap();
    assert_eq!(journal.acknowledgements().unwrap(), answers);
}

#[test]
fn every_wish_comes_back() {
    let mut journal = TempJournal::new();
    assert_eq!(journal.reminder_preferences().unwrap(), reminder_defaults());
    let first = reminder_defaults;
    let home = |zone: &str| ReminderClock::Home { zone: zone.into() };
    let days = lists::<Weekday>().flatten().map(|days| ReminderPreferences {
        weekend_evenings: days.clone(),
        break_days: days,
        ..first()
    });
    let on = words::<Weekday>().map(|review_on| ReminderPreferences { review_on, ..first() });
    let clocks = ["A", "Antarctica/DumontDUrville", &"z".repeat(64)].map(home);
    let clocks = clocks.map(|clock| ReminderPreferences { clock, second_call: true, ..first() });
    for wishes in days.chain(on).chain(clocks).chain([first()]) {
        journal.save_reminder_preferences(wishes.clone()).unwrap();
        let mut sorted = wishes;
        [&mut sorted.weekend_evenings, &mut sorted.break_days].into_iter().for_each(|days| days.sort());
        assert_eq!(journal.reminder_preferences().unwrap(), sorted, "days in one order");
    }
    let wishes = ReminderPreferences { lead_min: 180, waking: "23:59:00".parse().ok(), ..first() };
    journal.save_reminder_preferences(wishes.clone()).unwrap();
    journal.reopen();
    assert_eq!(journal.reminder_preferences().unwrap(), wishes);
}

#[test]
fn every_report_of_a_reminder_comes_back_in_the_night_of_its_id() {
    let journal = TempJournal::new();
    let record = |reminder: String, action, at| ReminderRecord { reminder, action, at: moment(at) };
    let longest = "0".repeat(36);
    for kind in ReminderKind::ALL {
        let (first, second) =
            (format!("{}:{longest}:1900-01-01", kind.word()), format!("{}:x:9999-12-31:2", kind.word()));
        for action in ReminderAction::ALL.iter().filter(|action| **action != ReminderAction::InBed) {
            journal.record_reminder(record(first.clone(), *action, "1970-01-01T00:00:00Z")).unwrap();
            journal.record_reminder(record(second.clone(), *action, "9999-12-31T23:59:59.999Z")).unwrap();
        }
    }
    let of = |date| journal.reminder_ledger(night(date), night(date)).unwrap();
    for (date, at) in [("1900-01-01", "1970-01-01T00:00:00Z"), ("9999-12-31", "9999-12-31T23:59:59.999Z")] {
        let lines = of(date);
        assert_eq!(lines.len(), ReminderKind::ALL.len());
        assert!(lines.iter().all(|line| line.delivered == Some(moment(at)) && line.planned.is_none()), "{lines:?}");
    }
    assert_eq!(of("2026-11-23"), [], "no wrong clock moves a report to another night");
    journal.already_in_bed(moment("2026-11-23T01:30:00+01:00")).unwrap();
    let line = of("2026-11-23").pop().unwrap();
    assert_eq!((line.reminder.as_str(), line.action), ("bedtime:call:2026-11-23", Some(ReminderAction::InBed)));
}
