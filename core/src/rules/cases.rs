//! Reads the cases of the rule files and of `tests/vignettes`: the small language of `rulebook/README.md`.

#[path = "../../build/node.rs"]
#[allow(dead_code, unreachable_pub, reason = "the compiler of the rulebook uses the rest")]
mod node;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, NaiveDate, TimeDelta};

use self::node::{Checked, Node};
use super::case::{CASE_NIGHTS, Case, LegTally};
use crate::answer::Answer;
use crate::entries::{
    Acknowledgement, ClockMark, Cramp, CrampDetails, CrampDuration, Evening, Morning, Response, Side, Sign, SignReport,
    Supplement, is_daytime,
};
use crate::night::{CutHour, Moment, Night};
use crate::profile::{Condition, ConditionKind, DatedProfile, Medicine, MedicineClass, Profile};
use crate::word::Word;

/// The morning on which a case is asked about, unless it says otherwise.
const NOW: &str = "2026-11-23T07:30:00+01:00";

/// A case with what is expected of it.
pub(crate) struct Told {
    /// Where it stands, for a failure that points at its line.
    pub(crate) name: String,
    pub(crate) case: Case,
    pub(crate) expect: Vec<(String, String)>,
    /// No other rule may fire.
    pub(crate) only: bool,
    /// The row of the evidence that a vignette stands for.
    pub(crate) row: String,
    node: Node,
}

impl Told {
    /// A failure that names file and line.
    pub(crate) fn fault(&self, reason: String) -> String {
        self.node.fault::<()>(reason).unwrap_err().to_string()
    }
}

/// The cases in the rulebook's own files; each expects something of its own rule alone.
pub(crate) fn of_rulebook() -> Vec<Told> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("rulebook");
    super::RULES.iter().flat_map(|rule| read(&dir, &format!("{}.toml", rule.id), Some(rule.id))).collect()
}

/// The vignettes.
pub(crate) fn vignettes() -> Vec<Told> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vignettes");
    let mut names: Vec<PathBuf> = std::fs::read_dir(&dir).unwrap().map(|file| file.unwrap().path()).collect();
    names.sort();
    let file_name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    names
        .iter()
        .map(file_name)
        .filter(|name| name.ends_with(".toml"))
        .flat_map(|name| read(&dir, &name, None))
        .collect()
}

fn read(dir: &Path, name: &str, rule: Option<&str>) -> Vec<Told> {
    let file = Node::read(dir, name).unwrap_or_else(|fault| panic!("{fault}"));
    let cases = file.get("case").and_then(|cases| cases.list()).unwrap_or_else(|fault| panic!("{fault}"));
    cases.iter().map(|case| told(case, rule).unwrap_or_else(|fault| panic!("{fault}"))).collect()
}

/// Reads one case from a text: for tests that make their own.
pub(crate) fn parse(text: &str) -> Case {
    let file = Node::parse("a test", text).unwrap_or_else(|fault| panic!("{fault}"));
    case_of(&file).unwrap_or_else(|fault| panic!("{fault}"))
}

fn told(node: &Node, rule: Option<&str>) -> Checked<Told> {
    let expect = node.get("expect")?;
    let expect = match rule {
        Some(rule) => vec![(rule.to_owned(), expect.text()?.to_owned())],
        None => expect
            .entries()?
            .iter()
            .map(|(rule, verdict)| Ok((rule.clone(), verdict.text()?.to_owned())))
            .collect::<Checked<_>>()?,
    };
    Ok(Told {
        name: node.get("name")?.text()?.to_owned(),
        case: case_of(node)?,
        expect,
        only: node.find("only").map_or(Ok(false), Node::flag)?,
        row: node.find("row").map_or(Ok(""), Node::text)?.to_owned(),
        node: node.clone(),
    })
}

/// What a case is made of while it is read.
struct Maker {
    now: Moment,
    newest: Night,
    ids: u32,
    case: Case,
}

fn case_of(node: &Node) -> Checked<Case> {
    node.only(&[
        "name",
        "row",
        "expect",
        "only",
        "now",
        "nights",
        "toilet",
        "disturbance",
        "tired",
        "stretched",
        "alcohol",
        "fever",
        "heat",
        "vitamin-b",
        "signs",
        "cramps",
        "profile",
        "conditions",
        "medicines",
        "seen",
    ])?;
    let now = node.find("now").map_or(Ok(NOW), Node::text)?;
    let Ok(at) = DateTime::parse_from_rfc3339(now) else { return node.fault("now must be RFC 3339") };
    let now = Moment { at: at.to_utc(), offset_s: at.offset().local_minus_utc(), zone: "Europe/Berlin".into() };
    let newest = super::Facts::newest_night(&now, &Case::empty(now.clone(), CutHour::NOON));
    let mut maker = Maker { newest, ids: 0, case: Case::empty(now.clone(), CutHour::NOON), now };
    maker.check_ins(node)?;
    maker.cramps(node)?;
    maker.signs(node)?;
    maker.person(node)?;
    Ok(maker.finished())
}

/// `"?*20 X*7"`: one character a night, the last is the newest; so many times where a count follows.
fn strip(node: &Node) -> Checked<Vec<char>> {
    let mut nights = Vec::new();
    for part in node.text()?.split_whitespace() {
        let mut letters = part.chars().peekable();
        while let Some(letter) = letters.next() {
            let mut count = String::new();
            if letters.peek() == Some(&'*') {
                letters.next();
                while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                    count.push(digit);
                }
            }
            nights.extend(std::iter::repeat_n(letter, count.parse().unwrap_or(1)));
        }
    }
    nights.reverse();
    if nights.len() > CASE_NIGHTS as usize {
        return node.fault(format!("must be at most {CASE_NIGHTS} nights"));
    }
    Ok(nights)
}

fn digit(node: &Node, letter: char) -> Checked<u8> {
    match letter {
        'X' => Ok(1),
        '.' => Ok(0),
        'A' => Ok(10),
        _ => match letter.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
            Some(digit) => Ok(digit),
            None => node.fault(format!("{letter:?} means nothing here")),
        },
    }
}

fn yes_no(node: &Node, letter: char) -> Checked<Answer> {
    match letter {
        'y' => Ok(Answer::Yes),
        'n' => Ok(Answer::No),
        _ => node.fault(format!("{letter:?} must be y, n or ?")),
    }
}

fn answer(node: &Node) -> Checked<Answer> {
    match node.text()? {
        "yes" => Ok(Answer::Yes),
        "no" => Ok(Answer::No),
        "unknown" => Ok(Answer::Unknown),
        other => node.fault(format!("{other:?} must be yes or no")),
    }
}

fn word<T: Word>(node: &Node) -> Checked<T> {
    match T::from_word(node.text()?) {
        Some(value) => Ok(value),
        None => node.fault(format!("{:?} is no word of this list", node.text()?)),
    }
}

impl Maker {
    fn id(&mut self) -> String {
        self.ids += 1;
        format!("0199f0c2-7b1e-7cc3-9a52-{:012x}", self.ids)
    }

    fn night(&self, ago: usize) -> Night {
        self.newest.plus(-(ago as i64))
    }

    /// 3 o'clock of the night so many nights ago, in the zone of `now`; by day 15 o'clock of the day after it.
    fn moment(&self, night: Night, by_day: bool) -> Moment {
        let hour = if by_day { 15 } else { 3 };
        // A cramp by day has the key of the night that follows it.
        let date = if by_day { night.begins_on(self.case.cut) } else { night.ends_on() };
        let local = date.and_hms_opt(hour, 0, 0).unwrap().and_utc();
        let at = (local - TimeDelta::seconds(self.now.offset_s.into())).min(self.now.at);
        Moment { at, ..self.now.clone() }
    }

    /// The same time of day so many days before now.
    fn days_ago(&self, days: f64) -> Moment {
        Moment { at: self.now.at - TimeDelta::seconds((days * 86_400.0) as i64), ..self.now.clone() }
    }

    fn day(&self, node: &Node) -> Checked<NaiveDate> {
        let days = node.number()? as i64;
        Ok(self.now.local().date() - TimeDelta::days(days))
    }

    fn check_ins(&mut self, node: &Node) -> Checked<()> {
        for key in ["toilet", "disturbance", "tired"] {
            let Some(list) = node.find(key) else { continue };
            for (ago, letter) in strip(list)?.into_iter().enumerate().filter(|(_, letter)| *letter != '?') {
                let number = if key == "tired" { 0 } else { digit(list, letter)? };
                let tired = if key == "tired" { yes_no(list, letter)? } else { Answer::Unknown };
                let morning = self.morning(ago);
                match key {
                    "toilet" => morning.toilet_visits = Some(number),
                    "disturbance" => morning.sleep_disturbance = Some(number),
                    _ => morning.tiredness = tired,
                }
            }
        }
        for key in ["stretched", "alcohol", "fever", "heat", "vitamin-b"] {
            let Some(list) = node.find(key) else { continue };
            for (ago, letter) in strip(list)?.into_iter().enumerate().filter(|(_, letter)| *letter != '?') {
                let drinks = if key == "alcohol" { digit(list, letter)? } else { 0 };
                let said = if key == "alcohol" { Answer::Unknown } else { yes_no(list, letter)? };
                let evening = self.evening(ago);
                match key {
                    "stretched" => evening.stretched = said,
                    "alcohol" => evening.alcohol_drinks = Some(drinks),
                    "fever" => evening.fever = said,
                    "heat" => evening.heat = said,
                    _ => {
                        let taken = (said == Answer::Yes).then_some(Supplement::VitaminB);
                        evening.supplements = Some(taken.into_iter().collect());
                    }
                }
            }
        }
        Ok(())
    }

    fn morning(&mut self, ago: usize) -> &mut Morning {
        let night = self.night(ago);
        let found = self.case.mornings.iter().position(|morning| morning.night == night);
        let at = found.unwrap_or_else(|| {
            self.case.mornings.push(Morning::unanswered(night));
            self.case.mornings.len() - 1
        });
        &mut self.case.mornings[at]
    }

    fn evening(&mut self, ago: usize) -> &mut Evening {
        let night = self.night(ago);
        let found = self.case.evenings.iter().position(|evening| evening.night == night);
        let at = found.unwrap_or_else(|| {
            self.case.evenings.push(Evening::unanswered(night));
            self.case.evenings.len() - 1
        });
        &mut self.case.evenings[at]
    }

    fn cramps(&mut self, node: &Node) -> Checked<()> {
        let listed = node.find("cramps").map_or(Ok(&[] as &[Node]), Node::list)?;
        let of_nights = listed.iter().find(|cramp| cramp.find("of").is_some());
        let usual = of_nights.map_or(Ok(CrampDetails::default()), details)?;
        if let Some(nights) = node.find("nights") {
            for (ago, letter) in strip(nights)?.into_iter().enumerate().filter(|(_, letter)| *letter != '?') {
                let count = digit(nights, letter)?;
                if count == 0 {
                    self.morning(ago).cramps = Some(0);
                }
                for _ in 0..count {
                    self.cramp(ago, false, usual.clone());
                }
            }
        }
        for cramp in listed.iter().filter(|cramp| cramp.find("of").is_none()) {
            let times = cramp.find("times").map_or(Ok(1), Node::whole)? as usize;
            let every = cramp.find("every").map_or(Ok(1), Node::whole)? as usize;
            let ago = cramp.find("ago").map_or(Ok(0), Node::whole)? as usize;
            let by_day = cramp.find("day").map_or(Ok(false), Node::flag)?;
            for time in 0..times {
                self.cramp(ago + time * every, by_day, details(cramp)?);
            }
        }
        Ok(())
    }

    fn cramp(&mut self, ago: usize, by_day: bool, details: CrampDetails) {
        let (night, id) = (self.night(ago), self.id());
        let at = self.moment(night, by_day);
        let daytime = is_daytime(Some(&at), &details, self.case.cut);
        let (night, clock) = (Night::of(&at, self.case.cut), ClockMark::Plausible);
        self.case.cramps.push(Cramp { id, night, at: Some(at), taps: vec![], daytime, clock, removed: false, details });
    }

    fn signs(&mut self, node: &Node) -> Checked<()> {
        for sign in node.find("signs").map_or(Ok(&[] as &[Node]), Node::list)? {
            let id = self.id();
            if sign.is_text() {
                // Ticked in the night that has just ended, so that an earlier "no" lies before it.
                let (sign, at) = (word(sign)?, self.days_ago(0.0));
                self.case.reports.push(SignReport { id, sign, answer: Answer::Yes, at, since: None });
                continue;
            }
            sign.only(&["sign", "ago", "since", "answer"])?;
            let at = self.days_ago(sign.find("ago").map_or(Ok(0.0), Node::number)?);
            let since = sign.find("since").map(|since| self.day(since)).transpose()?;
            let said = sign.find("answer").map_or(Ok(Answer::Yes), answer)?;
            self.case.reports.push(SignReport { id, sign: word::<Sign>(sign.get("sign")?)?, answer: said, at, since });
        }
        Ok(())
    }

    fn person(&mut self, node: &Node) -> Checked<()> {
        if let Some(profile) = node.find("profile") {
            let dated = self.profile(profile)?;
            self.case.profiles.push(dated);
        }
        for condition in node.find("conditions").map_or(Ok(&[] as &[Node]), Node::list)? {
            let id = self.id();
            let (kind, said) = if condition.is_text() {
                (word::<ConditionKind>(condition)?, Answer::Yes)
            } else {
                condition.only(&["kind", "answer", "since", "until"])?;
                (word(condition.get("kind")?)?, condition.find("answer").map_or(Ok(Answer::Yes), answer)?)
            };
            let since = condition.find("since").map(|day| self.day(day)).transpose()?;
            let until = condition.find("until").map(|day| self.day(day)).transpose()?;
            self.case.conditions.push(Condition { id, kind, answer: said, since, until });
        }
        for medicine in node.find("medicines").map_or(Ok(&[] as &[Node]), Node::list)? {
            let id = self.id();
            let class = if medicine.is_text() { medicine } else { medicine.get("class")? };
            let class = word::<MedicineClass>(class)?;
            let day = |key: &str| medicine.find(key).map(|day| self.day(day)).transpose();
            let (started, changed, stopped) = (day("started")?, day("changed")?, day("stopped")?);
            let name = medicine.find("name").map(Node::text).transpose()?.map(str::to_owned);
            self.case.medicines.push(Medicine { id, class, name, started, changed, stopped });
        }
        for seen in node.find("seen").map_or(Ok(&[] as &[Node]), Node::list)? {
            seen.only(&["rule", "ago", "visit"])?;
            let (id, at) = (self.id(), self.days_ago(seen.get("ago")?.number()?));
            let response = match seen.find("visit") {
                Some(day) => Response::Appointment { on: self.day(day)? },
                None => Response::SeenFine,
            };
            let rule_id = seen.get("rule")?.text()?.to_owned();
            self.case.acknowledgements.push(Acknowledgement { id, rule_id, response, at });
        }
        Ok(())
    }

    fn profile(&self, node: &Node) -> Checked<DatedProfile> {
        node.only(&[
            "answered",
            "born",
            "usual",
            "pregnant",
            "week",
            "born-child",
            "breastfeeding",
            "stage",
            "egfr",
            "check-up",
            "began",
            "medicines-complete",
            "b6",
            "drives",
            "country",
        ])?;
        let day = |key: &str| node.find(key).map(|day| self.day(day)).transpose();
        let said = |key: &str| node.find(key).map_or(Ok(Answer::Unknown), answer);
        let whole = |key: &str| node.find(key).map(Node::whole).transpose();
        let today = self.now.local().date();
        let due = whole("week")?.map(|week| today + Days::new(280 - u64::from(week) * 7));
        let answered = node.find("answered").map_or(Ok(10.0), Node::number)? as i64;
        let profile = Profile {
            birth_year: whole("born")?.map(|year| u16::try_from(year).unwrap()),
            usual_frequency: node.find("usual").map(word).transpose()?,
            pregnant: said("pregnant")?,
            due,
            gave_birth: day("born-child")?,
            breastfeeding: said("breastfeeding")?,
            kidney_stage: whole("stage")?.map(|stage| u8::try_from(stage).unwrap()),
            egfr: whole("egfr")?.map(|egfr| u8::try_from(egfr).unwrap()),
            last_check_up: day("check-up")?,
            cramps_began: day("began")?,
            medicines_complete: said("medicines-complete")?,
            vitamin_b6_mg: whole("b6")?.map(|mg| u16::try_from(mg).unwrap()),
            drives: said("drives")?,
            country: node.find("country").map(Node::text).transpose()?.map(str::to_owned),
            ..Profile::unanswered()
        };
        Ok(DatedProfile { since: today - TimeDelta::days(answered), profile })
    }

    fn finished(mut self) -> Case {
        let legs = self.case.cramps.iter().filter_map(|cramp| cramp.details.side);
        self.case.legs = legs.fold(LegTally::default(), |mut legs, side| {
            match side {
                Side::Left => legs.left += 1,
                Side::Right => legs.right += 1,
                Side::Both => legs.both += 1,
            }
            legs
        });
        self.case
    }
}

fn details(node: &Node) -> Checked<CrampDetails> {
    node.only(&[
        "of",
        "ago",
        "times",
        "every",
        "day",
        "side",
        "muscle",
        "pain",
        "timed",
        "recalled",
        "eased",
        "knot",
        "woke",
        "up",
        "near-fall",
        "fall",
        "sore",
        "urge",
        "walking-eases",
        "different",
    ])?;
    let said = |key: &str| node.find(key).map_or(Ok(Answer::Unknown), answer);
    let timed = node.find("timed").map(Node::number).transpose()?;
    let recalled = node.find("recalled").map(Node::text).transpose()?.map(|recalled| match recalled {
        "under-1" => CrampDuration::UnderOneMinute,
        "1-to-5" => CrampDuration::OneToFiveMinutes,
        "5-to-10" => CrampDuration::FiveToTenMinutes,
        _ => CrampDuration::OverTenMinutes,
    });
    let soreness_lasted = node.find("sore").filter(|sore| sore.text().ok() != Some("no")).map(word).transpose()?;
    let different = node.find("different").map(Node::list).transpose()?;
    Ok(CrampDetails {
        side: node.find("side").map(word).transpose()?,
        muscle: node.find("muscle").map(word).transpose()?,
        pain: node.find("pain").map(Node::whole).transpose()?.map(|pain| u8::try_from(pain).unwrap()),
        duration: timed.map(|minutes| CrampDuration::Timed { seconds: (minutes * 60.0).round() as u32 }).or(recalled),
        hard_knot: said("knot")?,
        eased_by_stretching: said("eased")?,
        woke_me: said("woke")?,
        got_out_of_bed: said("up")?,
        near_fall: said("near-fall")?,
        fall: said("fall")?,
        soreness_after: match node.find("sore").map(Node::text).transpose()? {
            Some("no") => Answer::No,
            Some(_) => Answer::Yes,
            None => Answer::Unknown,
        },
        soreness_lasted,
        urge_to_move: said("urge")?,
        eased_by_walking: said("walking-eases")?,
        different: different.map(|list| list.iter().map(word).collect::<Checked<_>>()).transpose()?,
        ..CrampDetails::default()
    })
}
