//! Simulated years: people whose phones are switched off, carried round the world, set wrong and asked for "later", from one
//! seed each. A year that fails prints its seed and the least that must happen for it.

mod draw;
mod judge;
mod phone;

use chrono::{DateTime, TimeDelta, Utc};

use self::draw::{Event, Life};
use self::judge::{Fault, check_nights};
use self::phone::Phone;
use super::plan::Planning;
use super::planned::Adjustment;
use super::testing::Person;
use crate::night::Night;

/// People in CI; `NIGHTCRAMP_PEOPLE` asks for another number.
const PEOPLE: u64 = 500;
const FIRST_SEED: u64 = 20_261_128;
/// Lives for each planner that must fail.
const CONTROLS: u64 = 12;

type PlannerFn = fn(&Person, DateTime<Utc>) -> Planning;

/// What years came to.
#[derive(Clone, Copy, Default)]
struct Sum {
    events: usize,
    plans: usize,
    rings: usize,
    /// Evenings that had to ring, and did.
    evenings: usize,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.events += other.events;
        self.plans += other.plans;
        self.rings += other.rings;
        self.evenings += other.evenings;
    }
}

fn live(life: &Life, planner: PlannerFn) -> Result<Sum, Fault> {
    let mut phone = Phone::new(life, planner);
    phone.live(life)?;
    let evenings = check_nights(&phone, life.end)?;
    Ok(Sum { events: life.events.len(), plans: phone.plans.len(), rings: phone.rings.len(), evenings })
}

/// Leaves out whatever the same kind of fault does without: halves first, then quarters, down to single events.
fn shrunk(life: &Life, fault: &Fault, planner: PlannerFn) -> (Life, Fault) {
    let (mut life, mut fault) = (life.clone(), fault.clone());
    let mut chunk = life.events.len().div_ceil(2);
    loop {
        let mut from = 0;
        while from < life.events.len() {
            let kept = |(index, event): (usize, &Event)| (index < from || index >= from + chunk).then_some(*event);
            let events = life.events.iter().enumerate().filter_map(kept).collect();
            let shorter = Life { events, ..life.clone() };
            match live(&shorter, planner) {
                Err(same) if same.kind == fault.kind => (life, fault) = (shorter, same),
                _ => from += chunk,
            }
        }
        if chunk == 1 {
            return (life, fault);
        }
        chunk = chunk.div_ceil(2);
    }
}

/// Lives of many, on all processors; the faults with the lives that had them.
fn live_all(people: u64, planner: PlannerFn) -> (Sum, Vec<(Life, Fault)>) {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    let share = |first: u64| {
        let (mut sum, mut faults) = (Sum::default(), Vec::new());
        for seed in (first..people).step_by(threads as usize).map(|person| FIRST_SEED + person) {
            let life = Life::drawn(seed);
            match live(&life, planner) {
                Ok(year) => sum.add(year),
                Err(fault) => faults.push((life, fault)),
            }
        }
        (sum, faults)
    };
    let (mut sum, mut faults) = (Sum::default(), Vec::new());
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
        for worker in workers {
            let (years, failed) = worker.join().unwrap();
            sum.add(years);
            faults.extend(failed);
        }
    });
    (sum, faults)
}

fn print(life: &Life, fault: &Fault) {
    println!(
        "{}: {}\n  seed {}, {}, {}, bedtime {}, lead {} min, from {}",
        fault.kind,
        fault.text,
        life.seed,
        if life.ios { "iOS" } else { "Android" },
        life.zone,
        super::zones::bedtime(life.bedtime),
        life.lead_min,
        life.start,
    );
    life.events.iter().for_each(|event| println!("  {} {:?}", event.at, event.what));
}

#[test]
fn nobody_is_called_twice_and_no_night_is_lost() {
    let people = std::env::var("NIGHTCRAMP_PEOPLE").ok().and_then(|people| people.parse().ok()).unwrap_or(PEOPLE);
    let (sum, faults) = live_all(people, Person::look);
    let mut kinds = Vec::new();
    for (life, fault) in &faults {
        if !kinds.contains(&fault.kind) {
            kinds.push(fault.kind);
            let (life, fault) = shrunk(life, fault, Person::look);
            print(&life, &fault);
        }
    }
    println!(
        "{people} years: {} events, {} plans, {} rings, {} evenings that had to ring",
        sum.events, sum.plans, sum.rings, sum.evenings
    );
    println!("figure reminder_years {people} years promise >= {PEOPLE}");
    println!("figure reminder_years_failed {} years promise <= 0", faults.len());
    assert!(faults.is_empty(), "{} of {people} years fail", faults.len());
}

/// What the checks are worth: planners with the mistakes of other apps must not pass.
#[test]
fn years_of_a_planner_that_is_wrong_are_found_out() {
    #[track_caller]
    fn case(name: &str, kinds: &[&str], planner: PlannerFn) {
        let (_, faults) = live_all(CONTROLS, planner);
        let found = faults.iter().filter(|(_, fault)| kinds.contains(&fault.kind)).count();
        println!("control: {name}: {} of {CONTROLS} years fail, {found} of them with {kinds:?}", faults.len());
        assert!(found > 0, "{name} passed: {:?}", faults.first().map(|(_, fault)| fault));
    }
    case("adds 24 hours", &["time"], |person, now| {
        let mut planning = person.look(now);
        let calls = planning.plan.items.iter_mut().filter(|item| item.rule == "call");
        let mut before = None;
        for item in calls.filter(|item| item.adjustment == Adjustment::None) {
            item.at.at = before.map_or(item.at.at, |before| before + TimeDelta::days(1));
            before = Some(item.at.at);
        }
        planning
    });
    case("knows a call by its time", &["double"], |person, now| {
        let mut forgetful = person.clone();
        let is_call = |at: DateTime<Utc>| person.state.waiting.iter().any(|waiting| waiting.at.at == at);
        forgetful.state.records.retain(|record| is_call(record.at.at));
        forgetful.look(now)
    });
    case("knows no journey", &["travel", "lost", "double"], |person, now| {
        let mut settled = person.clone();
        settled.state.records.iter_mut().for_each(|record| record.at.zone = person.zone.clone());
        settled.look(now)
    });
    case("rings at any hour", &["too late"], |person, now| {
        let mut eager = person.clone();
        eager.state.preferences.too_late_min = 720;
        eager.look(now)
    });
    case("takes any stretch for tonight's", &["lost"], |person, now| {
        let mut hasty = person.clone();
        let tonight = Night::of(&person.moment_at(now), person.state.cut);
        let mut evenings = hasty.state.evenings.iter_mut();
        if let Some(evening) = evenings.rfind(|evening| evening.night < tonight) {
            evening.night = tonight;
        }
        hasty.look(now)
    });
}
