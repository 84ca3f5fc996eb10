//! Nights, cut-offs, wrong clocks and cramps told afterwards: the rules of the journal beyond the first night's story.

use chrono::TimeDelta;
use nightcramp::{
    Answer, ClockMark, CrampDetails, Face, JournalError, Morning, NewCramp, NightState, Profile, QuestionKind,
    UsualFrequency,
};
use nightcramp_tests::{TempJournal, fixed_zone, id, moment, night, rows, tap, told, zone_around};

const NIGHT: &str = "2026-11-23";

fn raw_taps(journal: &TempJournal) -> Vec<String> {
    rows(journal.dir.path()).into_iter().filter(|row| row.starts_with("tap ")).collect()
}

#[track_caller]
fn mark(journal: &TempJournal, date: &str, state: NightState, cramps: u32) {
    let page = journal.night(night(date)).unwrap().mark;
    assert_eq!((page.state, page.cramps), (state, cramps));
    assert_eq!(journal.nights(night(date), night(date)).unwrap(), [page], "the calendar and the page differ");
}

fn wake(answer: Answer) -> CrampDetails {
    CrampDetails { woke_me: answer, ..Default::default() }
}

#[test]
fn a_night_counts_what_was_logged_or_remembered_whichever_is_more() {
    #[track_caller]
    fn case(logged: usize, remembered: Option<u8>, state: NightState, cramps: u32) {
        let journal = TempJournal::new();
        for hour in 0..logged {
            journal.tap(tap(&format!("{NIGHT}T0{hour}:10:00+01:00"))).unwrap();
        }
        if let Some(count) = remembered {
            let morning = Morning { cramps: Some(count), ..nightcramp::unanswered_morning(night(NIGHT)).unwrap() };
            journal.save_morning(morning).unwrap();
        }
        mark(&journal, NIGHT, state, cramps);
    }
    case(0, None, NightState::Unknown, 0);
    case(0, Some(0), NightState::NoCramp, 0);
    case(0, Some(3), NightState::Cramp, 3);
    case(1, Some(0), NightState::Cramp, 1);
    case(2, Some(1), NightState::Cramp, 2);
    case(1, Some(2), NightState::Cramp, 2);
    case(2, None, NightState::Cramp, 2);
}

#[test]
fn a_morning_that_says_nothing_of_cramps_leaves_the_night_unknown() {
    let journal = TempJournal::new();
    let morning = Morning { soreness: Answer::No, ..nightcramp::unanswered_morning(night(NIGHT)).unwrap() };
    journal.save_morning(morning).unwrap();
    mark(&journal, NIGHT, NightState::Unknown, 0);
    let tonight = journal.tonight(moment("2026-11-23T07:30:00+01:00")).unwrap();
    assert_eq!(tonight.questions[0].kind, QuestionKind::AnyCramp);
}

#[test]
fn a_cramp_by_day_counts_only_if_it_woke_the_person() {
    let journal = TempJournal::new();
    let noon = journal.tap(tap("2026-05-02T12:01:00+09:00")).unwrap().cramp_id;
    let before = journal.tap(tap("2026-05-02T11:59:00+09:00")).unwrap().cramp_id;
    assert_eq!(journal.cramp(before).unwrap().night, night("2026-05-02"));
    mark(&journal, "2026-05-02", NightState::Cramp, 1);
    assert!(journal.cramp(noon.clone()).unwrap().daytime);
    mark(&journal, "2026-05-03", NightState::Unknown, 0);
    assert_eq!(journal.night(night("2026-05-03")).unwrap().cramps.len(), 1, "shown, not counted");
    for (answer, state, cramps) in [
        (Answer::Yes, NightState::Cramp, 1),
        (Answer::No, NightState::Unknown, 0),
        (Answer::Unknown, NightState::Unknown, 0),
    ] {
        journal.describe(noon.clone(), wake(answer)).unwrap();
        mark(&journal, "2026-05-03", state, cramps);
    }
}

#[test]
fn an_entry_from_the_future_is_kept_and_counts_only_when_the_person_stands_for_it() {
    let journal = TempJournal::new();
    let wrong = journal.tap(tap("2027-01-01T00:00:00Z")).unwrap().cramp_id;
    let now = || journal.tonight(moment("2026-05-02T12:00:00Z")).unwrap();
    assert_eq!(now().suspects.iter().map(|cramp| &cramp.id).collect::<Vec<_>>(), [&wrong]);
    assert_eq!(now().suspects[0].taps.len(), 1);
    mark(&journal, "2027-01-01", NightState::Unknown, 0);
    let got_there = journal.tonight(moment("2027-01-01T07:30:00Z")).unwrap();
    assert_eq!(got_there.suspects.len(), 1, "the calendar cannot vouch for it");
    assert_eq!((got_there.current.state, got_there.tally.cramp), (NightState::Unknown, 0));
    assert_eq!(got_there.questions[0].kind, QuestionKind::AnyCramp, "what is suspect answers no question");

    let confirmed = journal.confirm(wrong.clone()).unwrap();
    assert_eq!((confirmed.clock, confirmed.night), (ClockMark::Confirmed, night("2027-01-01")));
    mark(&journal, "2027-01-01", NightState::Cramp, 1);
    assert!(now().suspects.is_empty(), "said once, it is not asked again");
}

#[test]
fn a_suspect_entry_can_be_moved_to_where_it_belongs() {
    let journal = TempJournal::new();
    let wrong = tap("2027-01-01T00:00:00Z");
    journal.tap(wrong.clone()).unwrap();
    let now = || journal.tonight(moment("2026-05-02T12:00:00Z")).unwrap();
    assert_eq!(now().suspects.len(), 1);
    let moved = journal.move_cramp(told(&wrong.id, "2026-05-02", Some("03:10:00"))).unwrap();
    assert_eq!((moved.clock, moved.at.unwrap().at), (ClockMark::Confirmed, moment("2026-05-02T02:10:00Z").at));
    assert_eq!(moved.taps, [wrong], "the press stays as it was");
    mark(&journal, "2026-05-02", NightState::Cramp, 1);
    mark(&journal, "2027-01-01", NightState::Unknown, 0);
    assert!(now().suspects.is_empty());
}

#[test]
fn twelve_hours_ahead_is_still_plausible() {
    let journal = TempJournal::new();
    journal.tap(tap("2026-11-23T03:00:00Z")).unwrap();
    assert!(journal.tonight(moment("2026-11-22T15:00:00Z")).unwrap().suspects.is_empty());
    assert_eq!(journal.tonight(moment("2026-11-22T14:59:59.999Z")).unwrap().suspects.len(), 1);
}

#[test]
fn a_phone_that_woke_with_an_empty_clock_makes_no_entry_suspect() {
    let journal = TempJournal::new();
    journal.tap(tap("2026-11-23T03:00:00Z")).unwrap();
    for empty in ["1970-01-01T00:01:00Z", "2010-01-01T00:00:00Z", "2025-12-31T23:59:59Z"] {
        assert!(journal.tonight(moment(empty)).unwrap().suspects.is_empty(), "{empty}");
    }
    mark(&journal, NIGHT, NightState::Cramp, 1);
}

#[test]
fn a_clock_set_back_by_a_year_does_not_put_the_journal_in_doubt() {
    let suspects_among = |nights: u32| {
        let journal = TempJournal::new();
        (1..=nights).for_each(|day| drop(journal.tap(tap(&format!("2027-11-{day:02}T03:00:00Z"))).unwrap()));
        journal.tonight(moment("2026-11-30T12:00:00Z")).unwrap().suspects.len()
    };
    assert_eq!(suspects_among(10), 10, "a few entries ahead: their clock was wrong");
    assert_eq!(suspects_among(11), 0, "many: the present clock is");
}

#[test]
fn a_new_cut_off_counts_anew_and_rewrites_nothing() {
    let journal = TempJournal::new();
    for at in ["2026-05-01T23:50:00+09:00", "2026-05-02T02:00:00+09:00", "2026-05-02T12:01:00+09:00"] {
        journal.tap(tap(at)).unwrap();
    }
    let pages = || journal.pages(night("2026-04-01"), night("2026-06-01")).unwrap();
    let keys = || pages().iter().map(|page| (page.mark.night.to_string(), page.cramps.len())).collect::<Vec<_>>();
    let (before, raw, first) = (rows(journal.dir.path()), raw_taps(&journal), pages());
    assert_eq!(keys(), [("2026-05-02".to_owned(), 2), ("2026-05-03".to_owned(), 1)]);
    journal.set_cut_hour(15).unwrap();
    assert_eq!(keys(), [("2026-05-02".to_owned(), 3)]);
    assert_eq!(raw_taps(&journal), raw);
    journal.set_cut_hour(12).unwrap();
    assert_eq!(rows(journal.dir.path()), before, "not a byte of any row");
    assert_eq!(pages(), first);
}

#[test]
fn a_flight_moves_no_entry_and_one_night_may_have_two_sleeps() {
    let journal = TempJournal::new();
    journal.tap(tap("2026-05-02T02:00:00+09:00")).unwrap();
    let in_los_angeles = journal.tonight(moment("2026-05-02T07:30:00-07:00")).unwrap();
    let tokyo = &in_los_angeles.asked.cramps[0];
    assert_eq!(
        (tokyo.night, tokyo.at.as_ref().unwrap().local().to_string().as_str()),
        (night("2026-05-02"), "2026-05-02 02:00:00")
    );
    for at in ["2026-05-02T22:30:00+09:00", "2026-05-02T22:30:00-07:00"] {
        journal.tap(tap(at)).unwrap();
    }
    let page = journal.night(night("2026-05-03")).unwrap();
    let instants: Vec<_> = page.cramps.iter().map(|cramp| cramp.at.as_ref().unwrap().at).collect();
    assert_eq!(instants[1] - instants[0], TimeDelta::hours(16));
    mark(&journal, "2026-05-03", NightState::Cramp, 2);
}

#[test]
fn the_hour_that_comes_twice_keeps_its_order() {
    let journal = TempJournal::new();
    journal.tap(tap("2026-10-25T02:15:00+01:00")).unwrap();
    journal.tap(tap("2026-10-25T02:45:00+02:00")).unwrap();
    let page = journal.night(night("2026-10-25")).unwrap();
    let clocks: Vec<_> = page.cramps.iter().map(|it| it.at.as_ref().unwrap().local().time().to_string()).collect();
    assert_eq!(clocks, ["02:45:00", "02:15:00"], "by the instant, not by the clock");
    let at = |n: usize| page.cramps[n].at.as_ref().unwrap().at;
    assert_eq!(at(1) - at(0), TimeDelta::minutes(30));
}

#[test]
fn a_week_with_a_change_of_clocks_has_as_many_nights_as_days() {
    let journal = TempJournal::new();
    for (first, last) in [("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")] {
        let marks = journal.nights(night(first), night(last)).unwrap();
        assert_eq!(marks.len(), 4);
        assert!(marks.windows(2).all(|pair| pair[0].night.plus(1) == pair[1].night));
    }
}

#[test]
fn a_cramp_told_afterwards_comes_at_its_wall_time() {
    #[track_caller]
    fn case(zone: &str, date: &str, time: &str, at: &str) {
        let journal = TempJournal::new();
        let new =
            NewCramp { id: id(), night: night(date), time: Some(time.parse().unwrap()), zone: zone_around(zone, date) };
        let cramp = journal.add_cramp(new.clone()).unwrap();
        let found = cramp.at.clone().unwrap();
        assert_eq!((found.at, found.offset_s), (moment(at).at, moment(at).offset_s));
        assert_eq!((cramp.night, found.zone.as_str()), (night(date), zone));
        assert_eq!(journal.add_cramp(new).unwrap(), cramp, "told twice is told once");
        mark(&journal, date, NightState::Cramp, 1);
    }
    case("Europe/Berlin", "2026-10-25", "02:30:00", "2026-10-25T02:30:00+02:00"); // twice: the first
    case("Europe/Berlin", "2026-03-29", "02:30:00", "2026-03-29T03:30:00+02:00"); // never: an hour later
    case("Europe/Berlin", "2026-03-29", "23:30:00", "2026-03-28T23:30:00+01:00");
    case("Australia/Lord_Howe", "2026-10-04", "02:15:00", "2026-10-04T02:45:00+11:00");
    case("Africa/Cairo", "2026-04-24", "00:15:00", "2026-04-24T01:15:00+03:00");
    case("Asia/Kathmandu", "2026-11-23", "04:00:00", "2026-11-23T04:00:00+05:45");
    case("Pacific/Kiritimati", "2026-11-23", "04:00:59.999", "2026-11-23T04:00:00+14:00"); // to the minute
}

#[test]
fn a_night_that_the_calendar_left_out_takes_the_cramp_to_the_next() {
    let journal = TempJournal::new();
    let zone = zone_around("Pacific/Apia", "2011-12-30");
    let new = NewCramp { id: id(), night: night("2011-12-30"), time: Some("03:00:00".parse().unwrap()), zone };
    assert_eq!(journal.add_cramp(new).unwrap().night, night("2011-12-31"));
}

#[test]
fn a_cramp_of_unknown_time_stays_in_its_night_whatever_the_cut_off() {
    let journal = TempJournal::new();
    let new = told(&id(), NIGHT, None);
    let cramp = journal.add_cramp(new.clone()).unwrap();
    assert_eq!((cramp.at.clone(), cramp.daytime, cramp.taps.len()), (None, false, 0));
    journal.tap(tap("2026-11-23T03:00:00+01:00")).unwrap();
    assert_eq!(journal.add_cramp(new).unwrap(), cramp);
    assert_eq!(journal.night(night(NIGHT)).unwrap().cramps[1], cramp, "after those with a time");
    for hour in 0..24 {
        journal.set_cut_hour(hour).unwrap();
        assert_eq!(journal.cramp(cramp.id.clone()).unwrap().night, night(NIGHT), "cut-off {hour}");
    }
}

#[test]
fn a_cramp_can_be_moved_back_and_forth() {
    let journal = TempJournal::new();
    let first = tap("2026-11-23T03:10:00+01:00");
    journal.tap(first.clone()).unwrap();
    journal.describe(first.id.clone(), wake(Answer::Yes)).unwrap();
    let to = |date, time| journal.move_cramp(told(&first.id, date, time)).unwrap();
    assert_eq!(to("2026-11-22", None).night, night("2026-11-22"));
    mark(&journal, NIGHT, NightState::Unknown, 0);
    mark(&journal, "2026-11-22", NightState::Cramp, 1);
    let near = journal.tap(tap("2026-11-23T03:10:05+01:00")).unwrap();
    assert_ne!(near.cramp_id, first.id, "a press joins no cramp that was moved away");
    let back = to(NIGHT, Some("03:10:00"));
    assert_eq!(back.at, Some(first.at.clone()));
    assert_eq!((back.taps.as_slice(), back.details), ([first.clone()].as_slice(), wake(Answer::Yes)));
    mark(&journal, NIGHT, NightState::Cramp, 2);
    mark(&journal, "2026-11-22", NightState::Unknown, 0);
    let unknown = journal.move_cramp(told(&id(), NIGHT, None));
    assert!(matches!(unknown, Err(JournalError::NotFound { .. })), "{unknown:?}");
}

#[test]
fn the_profile_of_a_day_is_the_last_one_said_before_it() {
    let journal = TempJournal::new();
    let profile = |frequency| Profile { usual_frequency: frequency, ..Profile::unanswered() };
    let (weekly, nightly) = (profile(Some(UsualFrequency::Weekly)), profile(Some(UsualFrequency::Nightly)));
    let day = |text: &str| text.parse().unwrap();
    journal.save_profile(nightly.clone(), day("2026-06-01")).unwrap();
    journal.save_profile(weekly.clone(), day("2026-01-01")).unwrap();
    for (on, expected) in [
        ("2025-12-31", &Profile::unanswered()),
        ("2026-01-01", &weekly),
        ("2026-05-31", &weekly),
        ("2026-06-01", &nightly),
        ("2030-01-01", &nightly),
    ] {
        assert_eq!(&journal.profile_on(day(on)).unwrap(), expected, "{on}");
    }
    assert_eq!(journal.profile().unwrap(), nightly, "by its day, not by when it was written");
    journal.save_profile(weekly.clone(), day("2026-06-01")).unwrap();
    assert_eq!(journal.profile().unwrap(), weekly, "the same day again replaces it");
}

#[test]
fn the_strip_of_fourteen_nights_ends_with_the_night_asked_about() {
    let journal = TempJournal::new();
    for (now, face, current, last) in [
        ("2026-11-23T03:10:00+01:00", Face::Night, "2026-11-23", "2026-11-22"),
        ("2026-11-23T07:30:00+01:00", Face::Day, "2026-11-23", "2026-11-23"),
        ("2026-11-23T12:00:00+01:00", Face::Day, "2026-11-24", "2026-11-23"),
        ("2026-11-23T22:30:00+01:00", Face::Night, "2026-11-24", "2026-11-23"),
    ] {
        let tonight = journal.tonight(moment(now)).unwrap();
        assert_eq!((tonight.face, tonight.current.night), (face, night(current)), "{now}");
        assert_eq!(tonight.asked.mark.night, night(last), "{now}");
        assert_eq!(tonight.nights.len(), 14, "{now}");
        assert_eq!((tonight.nights[0].night, tonight.nights[13].night), (night(last).plus(-13), night(last)), "{now}");
        assert_eq!(tonight.tally.unknown, 14, "{now}");
    }
}

#[test]
fn only_nights_of_which_something_was_said_are_listed() {
    let journal = TempJournal::new();
    journal.tap(tap("2026-11-20T03:10:00+01:00")).unwrap();
    journal.save_evening(nightcramp::unanswered_evening(night("2026-11-22")).unwrap()).unwrap();
    let pages = journal.pages(night("2026-11-01"), night("2026-11-30")).unwrap();
    let listed: Vec<_> = pages.iter().map(|page| page.mark.night).collect();
    assert_eq!(listed, [night("2026-11-20"), night("2026-11-22")], "oldest first");
    assert_eq!(pages[0], journal.night(night("2026-11-20")).unwrap());
    assert_eq!(pages[0].begins_on.to_string(), "2026-11-19");
}

#[test]
fn the_zone_that_a_cramp_was_told_in_must_hold_its_night() {
    let journal = TempJournal::new();
    let far = NewCramp { zone: fixed_zone(night("2026-01-01"), 0), ..told(&id(), NIGHT, Some("03:00:00")) };
    let refused = journal.add_cramp(far).unwrap_err();
    assert!(matches!(&refused, JournalError::InvalidInput { field, .. } if field == "zone"), "{refused}");
    assert_eq!(raw_taps(&journal).len(), 0);
    mark(&journal, NIGHT, NightState::Unknown, 0);
}
