//! What a person can report about themselves, besides the cramp: a sign, with its day.

use chrono::NaiveDate;

use crate::answer::Answer;
use crate::invalid::{Invalid, canonical_id};
use crate::night::{Moment, check_day};
use crate::word::vocabulary;

vocabulary! {
    /// Something that was different, or that the person notices about themselves. What follows from it is for the rules
    /// to say. The first eleven are the rows of the night screen, most urgent first.
    Sign {
        /// Chest pain, or suddenly short of breath.
        ChestPainOrBreathless = "chest-pain-or-breathless",
        /// Sudden weakness of one side, a drooping face, trouble speaking.
        FaceArmOrSpeech = "face-arm-or-speech",
        /// Heart racing, faint, or confused: one of them, ticked at night without saying which.
        HeartRacingFaintOrConfused = "heart-racing-faint-or-confused",
        /// The leg cold, and pale or blue.
        LegColdAndPale = "leg-cold-and-pale",
        /// The leg numb, so that it cannot be moved.
        LegNumbOrWeak = "leg-numb-or-weak",
        /// One leg swollen or warm, ticked at night without saying which.
        SwollenOrWarm = "swollen-or-warm",
        /// A pop or snap, or cannot push off with the foot.
        PopOrCannotPushOff = "pop-or-cannot-push-off",
        /// Urine dark as cola or tea.
        DarkUrine = "dark-urine",
        /// A fall at the cramp.
        Fell = "fell",
        /// The cramp will not stop.
        WillNotStop = "will-not-stop",
        /// Something else, in the person's own view.
        SomethingElse = "something-else",
        /// Coughing up blood.
        CoughingBlood = "coughing-blood",
        /// The heart races or stumbles.
        HeartRacing = "heart-racing",
        /// Fainted or collapsed.
        Fainted = "fainted",
        /// Confused, or hard to wake.
        Confused = "confused",
        /// Numb between the legs, or new loss of control over bladder or bowel.
        SaddleNumbOrBladder = "saddle-numb-or-bladder",
        /// Marked weakness that came suddenly.
        SuddenWeakness = "sudden-weakness",
        /// The leg suddenly numb.
        SuddenlyNumb = "suddenly-numb",
        /// The leg hurts at rest, without a cramp.
        PainAtRest = "pain-at-rest",
        /// One leg newly and clearly swollen, or 3 cm bigger round than the other.
        OneLegSwollen = "one-leg-swollen",
        /// One leg warm or red for more than 24 hours.
        WarmOrRedOverADay = "warm-or-red-over-a-day",
        /// One leg hurts all the time for more than 24 hours.
        ConstantPainOverADay = "constant-pain-over-a-day",
        /// The same calf hurts on three days running, more each day, also when it does not cramp.
        CalfPainGrowing = "calf-pain-growing",
        /// Constant, severe pain in the muscle.
        ConstantSeverePain = "constant-severe-pain",
        /// The muscle tight and swollen.
        TightSwollenMuscle = "tight-swollen-muscle",
        /// Stretching the muscle makes it worse.
        WorseOnStretch = "worse-on-stretch",
        /// Cannot stand on tiptoe since the cramp.
        CannotStandOnTiptoe = "cannot-stand-on-tiptoe",
        /// Muscles hurt or are weak, more than a cramp explains.
        MusclePainOrWeakness = "muscle-pain-or-weakness",
        /// Hit the head in a fall.
        HitHead = "hit-head",
        /// Cannot put weight on the leg since a fall.
        CannotBearWeight = "cannot-bear-weight",
        /// The hip hurts since a fall.
        HipPain = "hip-pain",
        /// A bruise where the cramp was.
        Bruise = "bruise",
        /// A limp more than 24 hours after the cramp.
        LimpOverADay = "limp-over-a-day",
        /// An injury of the leg, or a new plaster cast.
        Injury = "injury",
        /// Lay for hours without being able to get up.
        LongLie = "long-lie",
        /// A dirty wound in the last three weeks.
        DirtyWound = "dirty-wound",
        /// Contact with lead or mercury.
        LeadOrMercury = "lead-or-mercury",
        /// A stiff jaw or neck.
        JawOrNeckStiff = "jaw-or-neck-stiff",
        /// The hands cramp or draw together.
        HandSpasms = "hand-spasms",
        /// Tingling round the mouth or in the fingers.
        TinglingMouthOrFingers = "tingling-mouth-or-fingers",
        /// A severe headache.
        SevereHeadache = "severe-headache",
        /// A change in vision.
        VisionChange = "vision-change",
        /// New trouble with hearing, or ringing ears.
        HearingChange = "hearing-change",
        /// Pain just below the ribs.
        PainUnderRibs = "pain-under-ribs",
        /// Vomiting.
        Vomiting = "vomiting",
        /// Sudden swelling of face or hands.
        SuddenSwellingFaceOrHands = "sudden-swelling-face-or-hands",
        /// Vomiting or diarrhoea for 24 hours or more.
        VomitingOrDiarrhoeaOverADay = "vomiting-or-diarrhoea-over-a-day",
        /// Cannot keep fluids down for 24 hours.
        CannotKeepFluids = "cannot-keep-fluids",
        /// A dialysis session missed.
        DialysisMissed = "dialysis-missed",
        /// Black stool, or vomiting blood.
        BlackStoolOrVomitingBlood = "black-stool-or-vomiting-blood",
        /// A swollen belly.
        SwollenBelly = "swollen-belly",
        /// Bruises, bleeding or purple spots without a cause.
        BruisingOrBleeding = "bruising-or-bleeding",
        /// Blood in urine or stool.
        BloodInUrineOrStool = "blood-in-urine-or-stool",
        /// Fever of 38 °C or more.
        Fever = "fever",
        /// Fever with shaking chills.
        FeverChills = "fever-chills",
        /// Stopped sweating in the heat.
        StoppedSweating = "stopped-sweating",
        /// Thirstier than usual.
        Thirst = "thirst",
        /// Losing weight without meaning to.
        WeightLoss = "weight-loss",
        /// Swollen ankles.
        AnkleSwelling = "ankle-swelling",
        /// Foamy urine.
        FoamyUrine = "foamy-urine",
        /// Itching all over.
        Itch = "itch",
        /// Tired or sleepy by day.
        Tired = "tired",
        /// Calf, thigh or buttock hurts after the same walking distance and eases within 10 minutes of rest.
        WalkingPain = "walking-pain",
        /// Pain in foot, toes or leg at night that eases when the leg hangs down or in sitting up.
        RestPainEasedByHanging = "rest-pain-eased-by-hanging",
        /// A wound on a foot.
        FootWound = "foot-wound",
        /// Weakness that grows over weeks, a foot that drops, a muscle that gets thinner, tripping.
        GrowingWeakness = "growing-weakness",
        /// Twitching muscles.
        Twitching = "twitching",
        /// Feet numb, burning or tingling.
        NumbOrBurningFeet = "numb-or-burning-feet",
        /// Pain or weakness in both thighs or both shoulders.
        BothThighsOrShoulders = "both-thighs-or-shoulders",
        /// Feeling colder than others do.
        FeelingCold = "feeling-cold",
        /// Gaining weight without meaning to.
        WeightGain = "weight-gain",
        /// Constipation.
        Constipation = "constipation",
        /// Slowed down in body or mind.
        SlowedDown = "slowed-down",
        /// Pain in the back or buttock.
        BackOrButtockPain = "back-or-buttock-pain",
        /// Night sweats that soak the sheets.
        NightSweats = "night-sweats",
        /// A limp.
        Limp = "limp",
        /// Stiff joints in the morning.
        MorningStiffness = "morning-stiffness",
        /// A child who will not stand.
        WillNotStand = "will-not-stand",
        /// An operation in the last 12 weeks.
        Surgery = "surgery",
        /// Three days or more in bed.
        BedRest = "bed-rest",
        /// A leg in a plaster cast or splint.
        PlasterCast = "plaster-cast",
        /// A journey of more than four hours in the last four weeks.
        LongJourney = "long-journey",
        /// Alcohol on most days.
        DrinksMostDays = "drinks-most-days",
        /// Tonic water on most days.
        TonicWater = "tonic-water",
    }
}

/// How many signs, from the first, the night screen lists.
pub(crate) const NIGHT_SIGNS: usize = 11;

/// What the person said of one sign at one moment. The newest report of a sign is the one that holds, until it grows old;
/// "no" after "yes" says that it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SignReport {
    /// A UUID made by the caller, so that sending it again records it once.
    pub id: String,
    /// Which sign.
    pub sign: Sign,
    /// Whether it is there. Unknown cannot be reported.
    pub answer: Answer,
    /// When it was said.
    pub at: Moment,
    /// The day since which it has been so, if the person knows it.
    pub since: Option<NaiveDate>,
}

impl SignReport {
    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        self.id = canonical_id("id", &self.id)?;
        self.at.check()?;
        if self.answer == Answer::Unknown {
            return Err(Invalid::new("answer", "must be yes or no; report nothing where nothing is known"));
        }
        if let Some(since) = self.since {
            check_day("since", since)?;
            if since > self.at.local().date() {
                return Err(Invalid::new("since", "must not be after the day of the report"));
            }
        }
        Ok(self)
    }
}

/// How the person answered a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Response {
    /// A visit is arranged for this day.
    Appointment {
        /// The day of the visit.
        on: NaiveDate,
    },
    /// It was looked at, and all is well.
    SeenFine,
}

/// "I have an appointment", or "seen, fine": quiets the finding of a rule until its facts grow, and never an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Acknowledgement {
    /// A UUID made by the caller.
    pub id: String,
    /// The rule, such as `R2`.
    pub rule_id: String,
    /// What the person answered.
    pub response: Response,
    /// When they answered.
    pub at: Moment,
}

/// The longest id of a rule; a newer version may know rules that this one does not.
const MOST_RULE_ID: usize = 8;

impl Acknowledgement {
    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        self.id = canonical_id("id", &self.id)?;
        self.at.check()?;
        let fine = (2..=MOST_RULE_ID).contains(&self.rule_id.len())
            && self.rule_id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !fine {
            return Err(Invalid::new("rule_id", "must be the id of a rule such as R2"));
        }
        if let Response::Appointment { on } = self.response {
            check_day("response", on)?;
        }
        Ok(self)
    }
}
