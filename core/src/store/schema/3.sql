-- What the rules ask for: more about a cramp, an evening and the person, and two tables for what a person reports of
-- themselves and how they answered a finding. A damaged row was set aside before: a new sum must not vouch for it.

DROP VIEW sound_cramp;
DROP VIEW sound_evening;
DROP VIEW sound_profile;
ALTER TABLE cramp RENAME TO old_cramp;
ALTER TABLE evening RENAME TO old_evening;
ALTER TABLE profile RENAME TO old_profile;

-- What the person said about a cramp. One that was only tapped has no row here.
-- A time here replaces the tap's; a night here says that the time is not known.
-- `said_none` is the night of which the person said 'no cramp', which took this one back.
CREATE TABLE cramp (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    removed TEXT CHECK (removed IN ('taken-back', 'deleted', 'said-none')),
    said_none TEXT CHECK (said_none GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    clock TEXT CHECK (clock IN ('suspect', 'confirmed')),
    utc_ms INTEGER CHECK (utc_ms BETWEEN 0 AND 253402300799999),
    offset_s INTEGER CHECK (offset_s BETWEEN -64800 AND 64800),
    zone TEXT CHECK (length(zone) BETWEEN 1 AND 64),
    night TEXT CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    side TEXT CHECK (side IN ('left', 'right', 'both')),
    muscle TEXT CHECK (muscle IN ('calf', 'foot', 'toes', 'front-of-thigh', 'back-of-thigh', 'hand', 'arm',
        'trunk', 'face', 'other')),
    pain INTEGER CHECK (pain BETWEEN 0 AND 10),
    duration TEXT CHECK (duration IN ('under-1', '1-to-5', '5-to-10', 'over-10', 'timed')),
    duration_s INTEGER CHECK (duration_s BETWEEN 0 AND 86400),
    hard_knot INTEGER CHECK (hard_knot IN (0, 1)),
    eased_by_stretching INTEGER CHECK (eased_by_stretching IN (0, 1)),
    woke_me INTEGER CHECK (woke_me IN (0, 1)),
    got_out_of_bed INTEGER CHECK (got_out_of_bed IN (0, 1)),
    near_fall INTEGER CHECK (near_fall IN (0, 1)),
    fall INTEGER CHECK (fall IN (0, 1)),
    soreness_after INTEGER CHECK (soreness_after IN (0, 1)),
    soreness_lasted TEXT CHECK (soreness_lasted IN ('up-to-a-day', 'one-to-three-days', 'over-three-days')),
    urge_to_move INTEGER CHECK (urge_to_move IN (0, 1)),
    eased_by_walking INTEGER CHECK (eased_by_walking IN (0, 1)),
    what_helped TEXT CHECK (what_helped NOT GLOB '*[^a-z ,-]*'),
    different TEXT CHECK (different NOT GLOB '*[^a-z ,-]*'),
    note TEXT,
    sum INTEGER NOT NULL AS (row_sum('cramp', id, changed_ms, removed, said_none, clock, utc_ms, offset_s, zone, night,
        side, muscle, pain, duration, duration_s, hard_knot, eased_by_stretching, woke_me, got_out_of_bed, near_fall,
        fall, soreness_after, soreness_lasted, urge_to_move, eased_by_walking, what_helped, different, note)) STORED,
    CHECK ((removed IS 'said-none') = (said_none IS NOT NULL)),
    CHECK ((utc_ms IS NULL) = (offset_s IS NULL) AND (utc_ms IS NULL) = (zone IS NULL)),
    CHECK (utc_ms IS NULL OR night IS NULL),
    CHECK ((duration IS 'timed') = (duration_s IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_cramp AS SELECT * FROM cramp WHERE is_sound(sum, 'cramp', id, changed_ms, removed, said_none, clock,
    utc_ms, offset_s, zone, night, side, muscle, pain, duration, duration_s, hard_knot, eased_by_stretching, woke_me,
    got_out_of_bed, near_fall, fall, soreness_after, soreness_lasted, urge_to_move, eased_by_walking, what_helped,
    different, note);
INSERT INTO cramp (id, changed_ms, removed, said_none, clock, utc_ms, offset_s, zone, night, side, muscle, pain,
    duration, duration_s, hard_knot, eased_by_stretching, woke_me, got_out_of_bed, near_fall, fall, soreness_after,
    what_helped, different, note)
    SELECT id, changed_ms, removed, said_none, clock, utc_ms, offset_s, zone, night, side, muscle, pain, duration,
        duration_s, hard_knot, eased_by_stretching, woke_me, got_out_of_bed, near_fall, fall, soreness_after,
        what_helped, different, note FROM old_cramp;

CREATE TABLE evening (
    night TEXT NOT NULL PRIMARY KEY CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    changed_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    stretched INTEGER CHECK (stretched IN (0, 1)),
    stretch_kind TEXT CHECK (stretch_kind IN ('standing', 'seated', 'in-bed')),
    stretch_minutes INTEGER CHECK (stretch_minutes BETWEEN 0 AND 240),
    stretched_ms INTEGER CHECK (stretched_ms BETWEEN 0 AND 253402300799999),
    stretched_offset_s INTEGER CHECK (stretched_offset_s BETWEEN -64800 AND 64800),
    stretched_zone TEXT CHECK (length(stretched_zone) BETWEEN 1 AND 64),
    water_glasses INTEGER CHECK (water_glasses BETWEEN 0 AND 50),
    alcohol_drinks INTEGER CHECK (alcohol_drinks BETWEEN 0 AND 50),
    caffeine_drinks INTEGER CHECK (caffeine_drinks BETWEEN 0 AND 50),
    exercise TEXT CHECK (exercise IN ('rest', 'light', 'moderate', 'hard')),
    long_sitting INTEGER CHECK (long_sitting IN (0, 1)),
    long_standing INTEGER CHECK (long_standing IN (0, 1)),
    sweating INTEGER CHECK (sweating IN (0, 1)),
    heat INTEGER CHECK (heat IN (0, 1)),
    fever INTEGER CHECK (fever IN (0, 1)),
    heavy_blanket INTEGER CHECK (heavy_blanket IN (0, 1)),
    warm_soak INTEGER CHECK (warm_soak IN (0, 1)),
    supplements TEXT CHECK (supplements NOT GLOB '*[^a-z ,-]*'),
    note TEXT,
    sum INTEGER NOT NULL AS (row_sum('evening', night, changed_ms, removed, stretched, stretch_kind, stretch_minutes,
        stretched_ms, stretched_offset_s, stretched_zone, water_glasses, alcohol_drinks, caffeine_drinks, exercise,
        long_sitting, long_standing, sweating, heat, fever, heavy_blanket, warm_soak, supplements, note)) STORED,
    CHECK ((stretched_ms IS NULL) = (stretched_offset_s IS NULL) AND (stretched_ms IS NULL) = (stretched_zone IS NULL))
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_evening AS SELECT * FROM evening WHERE is_sound(sum, 'evening', night, changed_ms, removed,
    stretched, stretch_kind, stretch_minutes, stretched_ms, stretched_offset_s, stretched_zone, water_glasses,
    alcohol_drinks, caffeine_drinks, exercise, long_sitting, long_standing, sweating, heat, fever, heavy_blanket,
    warm_soak, supplements, note);
INSERT INTO evening (night, changed_ms, removed, stretched, stretch_kind, stretch_minutes, stretched_ms,
    stretched_offset_s, stretched_zone, water_glasses, alcohol_drinks, caffeine_drinks, exercise, long_sitting,
    long_standing, sweating, fever, heavy_blanket, warm_soak, supplements, note)
    SELECT night, changed_ms, removed, stretched, stretch_kind, stretch_minutes, stretched_ms, stretched_offset_s,
        stretched_zone, water_glasses, alcohol_drinks, caffeine_drinks, exercise, long_sitting, long_standing,
        sweating, fever, heavy_blanket, warm_soak, supplements, note FROM old_evening;

-- What the person said of themselves, from a day on.
CREATE TABLE profile (
    since TEXT NOT NULL PRIMARY KEY CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    changed_ms INTEGER NOT NULL,
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2100),
    usual_frequency TEXT CHECK (usual_frequency IN ('rarely', 'monthly', 'weekly', 'several-a-week', 'nightly')),
    bedtime_weekday TEXT CHECK (bedtime_weekday GLOB '[0-2][0-9]:[0-5][0-9]'),
    bedtime_weekend TEXT CHECK (bedtime_weekend GLOB '[0-2][0-9]:[0-5][0-9]'),
    pregnant INTEGER CHECK (pregnant IN (0, 1)),
    due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    gave_birth TEXT CHECK (gave_birth GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    breastfeeding INTEGER CHECK (breastfeeding IN (0, 1)),
    kidney_stage INTEGER CHECK (kidney_stage BETWEEN 0 AND 5),
    egfr INTEGER CHECK (egfr BETWEEN 1 AND 200),
    last_check_up TEXT CHECK (last_check_up GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    cramps_began TEXT CHECK (cramps_began GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    medicines_complete INTEGER CHECK (medicines_complete IN (0, 1)),
    vitamin_b6_mg INTEGER CHECK (vitamin_b6_mg BETWEEN 0 AND 1000),
    drives INTEGER CHECK (drives IN (0, 1)),
    country TEXT CHECK (country GLOB '[A-Z][A-Z]'),
    sum INTEGER NOT NULL AS (row_sum('profile', since, changed_ms, birth_year, usual_frequency, bedtime_weekday,
        bedtime_weekend, pregnant, due, gave_birth, breastfeeding, kidney_stage, egfr, last_check_up, cramps_began,
        medicines_complete, vitamin_b6_mg, drives, country)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_profile AS SELECT * FROM profile WHERE is_sound(sum, 'profile', since, changed_ms, birth_year,
    usual_frequency, bedtime_weekday, bedtime_weekend, pregnant, due, gave_birth, breastfeeding, kidney_stage, egfr,
    last_check_up, cramps_began, medicines_complete, vitamin_b6_mg, drives, country);
INSERT INTO profile (since, changed_ms, birth_year, usual_frequency, bedtime_weekday, bedtime_weekend, pregnant, due,
    country)
    SELECT since, changed_ms, birth_year, usual_frequency, bedtime_weekday, bedtime_weekend, pregnant, due, country
        FROM old_profile;

DROP TABLE old_cramp;
DROP TABLE old_evening;
DROP TABLE old_profile;

CREATE INDEX cramp_by_time ON cramp (utc_ms) WHERE utc_ms IS NOT NULL;
CREATE INDEX cramp_by_night ON cramp (night) WHERE night IS NOT NULL;
CREATE INDEX cramp_said_none ON cramp (said_none) WHERE said_none IS NOT NULL;
CREATE INDEX cramp_suspect ON cramp (id) WHERE clock = 'suspect';

-- What the person said of one sign at one moment. The words of `sign` grow with the rules; the code checks them when it
-- reads.
CREATE TABLE sign_report (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    sign TEXT NOT NULL CHECK (sign NOT GLOB '*[^a-z-]*'),
    answer INTEGER NOT NULL CHECK (answer IN (0, 1)),
    utc_ms INTEGER NOT NULL CHECK (utc_ms BETWEEN 0 AND 253402300799999),
    offset_s INTEGER NOT NULL CHECK (offset_s BETWEEN -64800 AND 64800),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
    since TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    sum INTEGER NOT NULL AS (row_sum('sign_report', id, changed_ms, removed, sign, answer, utc_ms, offset_s, zone,
        since)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_sign_report AS SELECT * FROM sign_report WHERE is_sound(sum, 'sign_report', id, changed_ms, removed,
    sign, answer, utc_ms, offset_s, zone, since);
CREATE INDEX sign_report_by_time ON sign_report (utc_ms);

-- How the person answered the finding of a rule; `visit_on` is the day of an appointment.
CREATE TABLE acknowledgement (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    rule TEXT NOT NULL CHECK (length(rule) BETWEEN 2 AND 8 AND rule NOT GLOB '*[^A-Za-z0-9]*'),
    response TEXT NOT NULL CHECK (response IN ('appointment', 'seen-fine')),
    visit_on TEXT CHECK (visit_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    utc_ms INTEGER NOT NULL CHECK (utc_ms BETWEEN 0 AND 253402300799999),
    offset_s INTEGER NOT NULL CHECK (offset_s BETWEEN -64800 AND 64800),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
    sum INTEGER NOT NULL AS (row_sum('acknowledgement', id, changed_ms, removed, rule, response, visit_on, utc_ms,
        offset_s, zone)) STORED,
    CHECK ((response = 'appointment') = (visit_on IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_acknowledgement AS SELECT * FROM acknowledgement WHERE is_sound(sum, 'acknowledgement', id,
    changed_ms, removed, rule, response, visit_on, utc_ms, offset_s, zone);
