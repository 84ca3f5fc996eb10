//! Nothing that was said is out of reach: undo, split, delete, restore, "no cramp", and the same call made twice.

use std::path::Path;

use nightcramp::{
    Answer, AnyCramp, Condition, ConditionKind, Cramp, CrampDetails, EntryKey, Evening, Exercise, Factor, FactorAnswer,
    InboxTap, Journal, JournalError, Medicine, MedicineClass, Morning, NightPage, NightState, Profile, Tap, TapOutcome,
};
use nightcramp_tests::{TempJournal, id, moment, night, rows, tap, told};

const NIGHT: &str = "2026-11-23";

fn page(journal: &Journal) -> NightPage {
    journal.night(night(NIGHT)).unwrap()
}

fn cramp_key(id: &str) -> EntryKey {
    EntryKey::Cramp { id: id.into() }
}

/// A tap so many milliseconds after ten past three.
fn tap_after(ms: i64) -> Tap {
    let mut tap = tap("2026-11-23T03:10:00+01:00");
    tap.at.at += chrono::TimeDelta::milliseconds(ms);
    tap
}

fn morning(cramps: Option<u8>) -> Morning {
    Morning {
        cramps,
        soreness: Answer::Yes,
        note: Some("slept badly".into()),
        ..nightcramp::unanswered_morning(night(NIGHT)).unwrap()
    }
}

#[test]
fn taps_up_to_ten_seconds_apart_are_one_cramp() {
    #[track_caller]
    fn case(apart_ms: i64, outcome: TapOutcome) {
        for apart_ms in [apart_ms, -apart_ms] {
            let journal = TempJournal::new();
            let first = journal.tap(tap_after(0)).unwrap();
            let second = journal.tap(tap_after(apart_ms)).unwrap();
            assert_eq!(second.outcome, outcome);
            assert_eq!(second.cramp_id == first.cramp_id, outcome == TapOutcome::Joined);
            assert_eq!(page(&journal).mark.cramps, 1 + u32::from(outcome == TapOutcome::Saved));
        }
    }
    case(0, TapOutcome::Joined);
    case(10_000, TapOutcome::Joined);
    case(10_001, TapOutcome::Saved);
    case(480_000, TapOutcome::Saved);
}

#[test]
fn a_tap_between_two_cramps_joins_the_nearer() {
    let journal = TempJournal::new();
    let (early, late) = (tap_after(0), tap_after(15_000));
    journal.tap(late.clone()).unwrap();
    journal.tap(early.clone()).unwrap();
    assert_eq!(journal.tap(tap_after(8_000)).unwrap().cramp_id, late.id);
    assert_eq!(journal.tap(tap_after(3_000)).unwrap().cramp_id, early.id);
    assert_eq!(page(&journal).mark.cramps, 2);
}

#[test]
fn taps_that_arrive_late_and_out_of_order_join_as_if_they_had_not() {
    let journal = TempJournal::new();
    let inbox = journal.dir.path().join("inbox");
    let taps = [9_000, 0, 4_000, 600_000].map(tap_after);
    for tap in &taps {
        InboxTap::new(tap.clone()).unwrap().write(&inbox).unwrap();
        assert_eq!(journal.ingest(inbox.to_str().unwrap().into()).unwrap().kept, 1);
    }
    let cramps = page(&journal).cramps;
    let presses = |cramp: &Cramp| cramp.taps.iter().map(|tap| tap.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        cramps.iter().map(presses).collect::<Vec<_>>(),
        [vec![taps[1].id.clone(), taps[2].id.clone(), taps[0].id.clone()], vec![taps[3].id.clone()],]
    );
}

#[test]
fn undoing_any_press_takes_its_whole_cramp() {
    let journal = TempJournal::new();
    let (first, second) = (tap_after(0), tap_after(4_000));
    journal.tap(first.clone()).unwrap();
    journal.tap(second.clone()).unwrap();
    let tonight = journal.tonight(moment("2026-11-23T03:11:00+01:00")).unwrap();
    assert_eq!(tonight.undo_tap_id, Some(second.id.clone()), "the newest press is offered");
    let undone = journal.undo(second.id.clone()).unwrap();
    assert_eq!((undone.id.as_str(), undone.removed, undone.taps.len()), (first.id.as_str(), true, 2));
    assert_eq!(page(&journal).mark.state, NightState::Unknown);

    let again = journal.tap(second.clone()).unwrap();
    assert_eq!((again.outcome, again.cramp_id), (TapOutcome::Repeated, first.id.clone()));
    assert_eq!(page(&journal).mark.state, NightState::Unknown, "a press sent again is no new one");
    assert_eq!(journal.tap(tap_after(6_000)).unwrap().outcome, TapOutcome::Saved, "a new press is");
    journal.restore(cramp_key(&first.id)).unwrap();
    assert_eq!(page(&journal).mark.cramps, 2);
}

#[test]
fn a_split_press_stands_on_its_own() {
    let journal = TempJournal::new();
    let (first, second) = (tap_after(0), tap_after(4_000));
    journal.tap(first.clone()).unwrap();
    journal.tap(second.clone()).unwrap();
    let details = CrampDetails { pain: Some(7), ..Default::default() };
    journal.describe(first.id.clone(), details.clone()).unwrap();
    let split = journal.split(second.id.clone()).unwrap();
    assert_eq!((split.at, split.details), (Some(second.at.clone()), CrampDetails::default()));
    assert_eq!(journal.cramp(first.id.clone()).unwrap().details, details, "what was said stays with the first");

    journal.undo(first.id.clone()).unwrap();
    assert_eq!(page(&journal).cramps.iter().map(|cramp| &cramp.id).collect::<Vec<_>>(), [&second.id]);
    journal.restore(cramp_key(&first.id)).unwrap();
    journal.undo(second.id.clone()).unwrap();
    assert_eq!(page(&journal).cramps.iter().map(|cramp| &cramp.id).collect::<Vec<_>>(), [&first.id]);
    assert_eq!(journal.split(first.id.clone()).unwrap().id, first.id, "the press that made its cramp");
    assert_eq!(page(&journal).mark.cramps, 1);
}

#[test]
fn a_press_split_from_a_cramp_that_was_taken_back_counts() {
    let journal = TempJournal::new();
    let (first, second) = (tap_after(0), tap_after(4_000));
    journal.tap(first.clone()).unwrap();
    journal.tap(second.clone()).unwrap();
    journal.undo(first.id.clone()).unwrap();
    assert!(!journal.split(second.id.clone()).unwrap().removed);
    assert_eq!((page(&journal).mark.cramps, page(&journal).cramps[0].id.clone()), (1, second.id));
}

#[test]
fn every_entry_can_be_deleted_and_brought_back() {
    let journal = TempJournal::new();
    let tapped = journal.tap(tap_after(0)).unwrap().cramp_id;
    let told_id = journal.add_cramp(told(&id(), NIGHT, Some("04:00:00"))).unwrap().id;
    let factor = Factor { id: id(), name: "gardening".into(), retired: false };
    journal.save_factor(factor.clone()).unwrap();
    let factors = vec![FactorAnswer { factor_id: factor.id, answer: Answer::Yes }];
    let evening = Evening { factors, ..nightcramp::unanswered_evening(night(NIGHT)).unwrap() };
    journal.save_evening(evening).unwrap();
    journal.save_morning(morning(Some(2))).unwrap();
    let (condition, medicine) = (condition(), medicine());
    journal.save_condition(condition.clone()).unwrap();
    journal.save_medicine(medicine.clone()).unwrap();
    let everything = || (page(&journal), journal.conditions().unwrap(), journal.medicines().unwrap());
    let before = everything();
    for key in [
        cramp_key(&tapped),
        cramp_key(&told_id),
        EntryKey::Evening { night: night(NIGHT) },
        EntryKey::Morning { night: night(NIGHT) },
        EntryKey::Condition { id: condition.id.to_uppercase() },
        EntryKey::Medicine { id: medicine.id },
    ] {
        journal.delete(key.clone()).unwrap();
        let without = everything();
        assert_ne!(without, before, "{key:?}");
        journal.delete(key.clone()).unwrap();
        assert_eq!(everything(), without, "{key:?} deleted twice");
        journal.restore(key.clone()).unwrap();
        journal.restore(key.clone()).unwrap();
        assert_eq!(everything(), before, "{key:?} brought back");
    }
}

#[test]
fn what_does_not_exist_is_not_found() {
    let journal = TempJournal::new();
    let (unknown, free) = (id(), night(NIGHT));
    let not_found = |what: String| JournalError::NotFound { id: what };
    for key in [
        cramp_key(&unknown),
        EntryKey::Condition { id: unknown.clone() },
        EntryKey::Medicine { id: unknown.clone() },
        EntryKey::Evening { night: free },
        EntryKey::Morning { night: free },
    ] {
        let name =
            if matches!(key, EntryKey::Evening { .. } | EntryKey::Morning { .. }) { NIGHT } else { unknown.as_str() };
        assert_eq!(journal.delete(key.clone()), Err(not_found(name.into())), "{key:?}");
        assert_eq!(journal.restore(key.clone()), Err(not_found(name.into())), "{key:?}");
    }
    let missing = || not_found(unknown.clone());
    assert_eq!(journal.undo(unknown.clone()), Err(missing()));
    assert_eq!(journal.split(unknown.clone()), Err(missing()));
    assert_eq!(journal.cramp(unknown.clone()), Err(missing()));
    assert_eq!(journal.confirm(unknown.clone()), Err(missing()));
    assert_eq!(journal.describe(unknown.clone(), CrampDetails::default()), Err(missing()));
    assert_eq!(journal.move_cramp(told(&unknown, NIGHT, None)), Err(missing()));
    assert_eq!(rows(journal.dir.path()), ["preference 1,12"], "nothing was written on the way");
}

#[test]
fn a_saved_entry_comes_back_from_its_deletion() {
    let journal = TempJournal::new();
    journal.save_morning(morning(Some(2))).unwrap();
    journal.delete(EntryKey::Morning { night: night(NIGHT) }).unwrap();
    let fresh = journal.answer_any_cramp(night(NIGHT), AnyCramp::NoCramp, id()).unwrap().morning.unwrap();
    let zero = Morning { cramps: Some(0), ..nightcramp::unanswered_morning(night(NIGHT)).unwrap() };
    assert_eq!(fresh, zero, "what was deleted does not come back with one answer");
    journal.delete(EntryKey::Morning { night: night(NIGHT) }).unwrap();
    assert_eq!(journal.save_morning(morning(Some(1))).unwrap().morning, Some(morning(Some(1))));
}

#[test]
fn each_answer_about_last_night_says_how_many() {
    #[track_caller]
    fn case(answer: AnyCramp, before: Option<Morning>, state: NightState, cramps: u32, listed: usize) {
        let journal = TempJournal::new();
        if let Some(morning) = before.clone() {
            journal.save_morning(morning).unwrap();
        }
        let new = id();
        let said = journal.answer_any_cramp(night(NIGHT), answer, new.clone()).unwrap();
        assert_eq!((said.mark.state, said.mark.cramps, said.cramps.len()), (state, cramps, listed));
        assert!(said.cramps.iter().all(|cramp| cramp.id == new && cramp.at.is_none()));
        let note = said.morning.clone().unwrap().note;
        assert_eq!(note, before.and_then(|morning| morning.note), "the rest of the morning stays");
        assert_eq!(journal.answer_any_cramp(night(NIGHT), answer, new).unwrap(), said, "answered twice");
    }
    for before in [None, Some(morning(None)), Some(morning(Some(0))), Some(morning(Some(2)))] {
        case(AnyCramp::NoCramp, before.clone(), NightState::NoCramp, 0, 0);
        case(AnyCramp::One, before.clone(), NightState::Cramp, 1, 1);
        case(AnyCramp::TwoOrMore, before, NightState::Cramp, 2, 1);
    }
}

#[test]
fn no_cramp_is_undone_to_what_was_said_before() {
    #[track_caller]
    fn case(remembered: Option<u8>, times: usize, left: Option<u8>) {
        let journal = TempJournal::new();
        journal.tap(tap_after(0)).unwrap();
        journal.add_cramp(told(&id(), NIGHT, None)).unwrap();
        let deleted = journal.tap(tap_after(600_000)).unwrap().cramp_id;
        journal.delete(cramp_key(&deleted)).unwrap();
        journal.save_morning(morning(remembered)).unwrap();
        let before = page(&journal);
        for _ in 0..times {
            let none = journal.answer_any_cramp(night(NIGHT), AnyCramp::NoCramp, id()).unwrap();
            assert_eq!((none.mark.state, none.cramps.len()), (NightState::NoCramp, 0));
        }
        let after = journal.undo_no_cramp(night(NIGHT)).unwrap();
        assert_eq!(after.cramps, before.cramps, "a cramp deleted before stays deleted");
        assert_eq!(after.morning, Some(morning(left)));
        assert_eq!(journal.undo_no_cramp(night(NIGHT)).unwrap(), after, "undone twice");
    }
    case(Some(2), 1, Some(2));
    case(Some(2), 2, Some(2));
    case(None, 1, None);
    case(None, 3, None);
    case(Some(0), 1, None); // "none" is taken back, whoever said it
}

#[test]
fn no_cramp_leaves_the_cramp_of_the_afternoon_alone() {
    let journal = TempJournal::new();
    let afternoon = journal.tap(tap("2026-11-22T14:00:00+01:00")).unwrap().cramp_id;
    let none = journal.answer_any_cramp(night(NIGHT), AnyCramp::NoCramp, id()).unwrap();
    assert_eq!(none.mark.state, NightState::NoCramp);
    assert_eq!(none.cramps.iter().map(|cramp| &cramp.id).collect::<Vec<_>>(), [&afternoon]);
}

#[test]
fn another_answer_settles_what_no_cramp_took_back() {
    let journal = TempJournal::new();
    let tapped = journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap().cramp_id;
    let told = id();
    journal.answer_any_cramp(night(NIGHT), AnyCramp::NoCramp, id()).unwrap();
    journal.answer_any_cramp(night(NIGHT), AnyCramp::One, told.clone()).unwrap();
    let page = journal.undo_no_cramp(night(NIGHT)).unwrap();
    assert_eq!(page.cramps.iter().map(|cramp| &cramp.id).collect::<Vec<_>>(), [&told], "no undo is left");
    journal.restore(cramp_key(&tapped)).unwrap();
    assert_eq!(journal.night(night(NIGHT)).unwrap().mark.cramps, 2, "but nothing is lost");
}

#[test]
fn undoing_no_cramp_leaves_no_empty_morning() {
    let journal = TempJournal::new();
    journal.answer_any_cramp(night(NIGHT), AnyCramp::NoCramp, id()).unwrap();
    assert_eq!(journal.undo_no_cramp(night(NIGHT)).unwrap().morning, None);
    assert!(journal.pages(night(NIGHT), night(NIGHT)).unwrap().is_empty());
}

#[test]
fn undoing_a_no_that_nobody_said_changes_nothing() {
    let journal = TempJournal::new();
    let tapped = journal.tap(tap_after(0)).unwrap().cramp_id;
    journal.undo(tapped.clone()).unwrap();
    journal.save_morning(morning(Some(2))).unwrap();
    let before = rows(journal.dir.path());
    let same = journal.undo_no_cramp(night(NIGHT)).unwrap();
    assert_eq!((same.mark.cramps, same.cramps.len()), (2, 0));
    assert_eq!(rows(journal.dir.path()), before, "a cramp that was taken back otherwise stays so");
    assert_eq!(journal.undo_no_cramp(night("2026-11-24")).unwrap().mark.state, NightState::Unknown);
    assert_eq!(rows(journal.dir.path()), before);
}

fn condition() -> Condition {
    Condition { id: id(), kind: ConditionKind::Diabetes, answer: Answer::No, since: None, until: None }
}

fn medicine() -> Medicine {
    Medicine { id: id(), class: MedicineClass::Statin, name: None, started: None, changed: None, stopped: None }
}

/// One call, given the journal and its inbox.
type Call = Box<dyn Fn(&Journal, &Path)>;

/// Every call that writes, once, with the same arguments each time.
fn calls() -> Vec<(&'static str, Call)> {
    let (first, joined, late) = (tap_after(0), tap_after(3_000), InboxTap::new(tap_after(60_000)).unwrap());
    let (first_id, joined_id, told_id, said_id) = (first.id.clone(), joined.id.clone(), id(), id());
    let (moved_id, undone_id, confirmed_id) = (told_id.clone(), joined_id.clone(), first_id.clone());
    let (condition, medicine, factor) =
        (condition(), medicine(), Factor { id: id(), name: "new shoes".into(), retired: false });
    let answers = vec![FactorAnswer { factor_id: factor.id.clone(), answer: Answer::No }];
    let evening = Evening {
        factors: answers,
        exercise: Some(Exercise::Hard),
        ..nightcramp::unanswered_evening(night(NIGHT)).unwrap()
    };
    let (details, now) = (CrampDetails { pain: Some(3), ..Default::default() }, moment("2026-01-02T00:00:00Z"));
    vec![
        ("tap", Box::new(move |it, _| drop(it.tap(first.clone()).unwrap()))),
        ("tap that joins", Box::new(move |it, _| drop(it.tap(joined.clone()).unwrap()))),
        ("split", Box::new(move |it, _| drop(it.split(joined_id.clone()).unwrap()))),
        ("describe", Box::new(move |it, _| drop(it.describe(first_id.clone(), details.clone()).unwrap()))),
        ("add_cramp", Box::new(move |it, _| drop(it.add_cramp(told(&told_id, NIGHT, Some("05:00:00"))).unwrap()))),
        ("move_cramp", Box::new(move |it, _| drop(it.move_cramp(told(&moved_id, NIGHT, None)).unwrap()))),
        ("undo", Box::new(move |it, _| drop(it.undo(undone_id.clone()).unwrap()))),
        ("tonight that suspects", Box::new(move |it, _| drop(it.tonight(now.clone()).unwrap()))),
        ("confirm", Box::new(move |it, _| drop(it.confirm(confirmed_id.clone()).unwrap()))),
        ("one", said(AnyCramp::One, &said_id)),
        ("two or more", said(AnyCramp::TwoOrMore, &said_id)),
        ("no cramp", said(AnyCramp::NoCramp, &said_id)),
        ("undo_no_cramp", Box::new(|it, _| drop(it.undo_no_cramp(night(NIGHT)).unwrap()))),
        ("save_factor", Box::new(move |it, _| it.save_factor(factor.clone()).unwrap())),
        ("save_evening", Box::new(move |it, _| drop(it.save_evening(evening.clone()).unwrap()))),
        ("save_morning", Box::new(|it, _| drop(it.save_morning(morning(Some(1))).unwrap()))),
        ("delete", Box::new(|it, _| it.delete(EntryKey::Morning { night: night(NIGHT) }).unwrap())),
        ("restore", Box::new(|it, _| it.restore(EntryKey::Morning { night: night(NIGHT) }).unwrap())),
        ("save_condition", Box::new(move |it, _| it.save_condition(condition.clone()).unwrap())),
        ("save_medicine", Box::new(move |it, _| it.save_medicine(medicine.clone()).unwrap())),
        ("save_profile", Box::new(|it, _| it.save_profile(Profile::unanswered(), night(NIGHT).ends_on()).unwrap())),
        ("set_cut_hour", Box::new(|it, _| it.set_cut_hour(13).unwrap())),
        (
            "ingest",
            Box::new(move |it, inbox| {
                late.write(inbox).unwrap();
                assert!(it.ingest(inbox.to_str().unwrap().into()).is_ok());
            }),
        ),
    ]
}

fn said(answer: AnyCramp, id: &str) -> Call {
    let id = id.to_owned();
    Box::new(move |it, _| drop(it.answer_any_cramp(night(NIGHT), answer, id.clone()).unwrap()))
}

#[test]
fn every_call_made_twice_leaves_the_same_rows() {
    let journal = TempJournal::new();
    let inbox = journal.dir.path().join("inbox");
    let mut before = rows(journal.dir.path());
    for (name, call) in calls() {
        call(&journal, &inbox);
        let once = rows(journal.dir.path());
        assert_ne!(once, before, "{name} wrote nothing");
        call(&journal, &inbox);
        assert_eq!(rows(journal.dir.path()), once, "{name} twice");
        before = once;
    }
}
