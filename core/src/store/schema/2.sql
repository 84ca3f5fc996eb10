-- Every row gets a sum of its own, in a last column that SQLite keeps up itself, and a view that lets only sound rows
-- through: what is read for a person is read from `sound_…`. A generated column cannot be added to a table, so each is
-- made anew. Rows stand alone from here on, without foreign keys: each must be of use when another one is lost.

ALTER TABLE tap RENAME TO old_tap;
ALTER TABLE cramp RENAME TO old_cramp;
ALTER TABLE evening RENAME TO old_evening;
ALTER TABLE factor RENAME TO old_factor;
ALTER TABLE evening_factor RENAME TO old_evening_factor;
ALTER TABLE morning RENAME TO old_morning;
ALTER TABLE profile RENAME TO old_profile;
ALTER TABLE condition RENAME TO old_condition;
ALTER TABLE medicine RENAME TO old_medicine;
ALTER TABLE preference RENAME TO old_preference;

-- One press. Appended, and never changed but for `cramp`, which a split sets to the press's own id.
CREATE TABLE tap (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    cramp TEXT NOT NULL CHECK (length(cramp) = 36),
    utc_ms INTEGER NOT NULL CHECK (utc_ms BETWEEN 0 AND 253402300799999),
    offset_s INTEGER NOT NULL CHECK (offset_s BETWEEN -64800 AND 64800),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
    source TEXT NOT NULL CHECK (source IN ('app', 'tile', 'notification', 'control', 'widget', 'watch', 'voice')),
    sum INTEGER NOT NULL AS (row_sum('tap', id, cramp, utc_ms, offset_s, zone, source)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_tap AS SELECT * FROM tap WHERE is_sound(sum, 'tap', id, cramp, utc_ms, offset_s, zone, source);
INSERT INTO tap (id, cramp, utc_ms, offset_s, zone, source)
    SELECT id, cramp, utc_ms, offset_s, zone, source FROM old_tap;

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
    muscle TEXT CHECK (muscle IN ('calf', 'foot', 'toes', 'front-of-thigh', 'back-of-thigh', 'other')),
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
    what_helped TEXT CHECK (what_helped NOT GLOB '*[^a-z ,-]*'),
    different TEXT CHECK (different NOT GLOB '*[^a-z ,-]*'),
    note TEXT,
    sum INTEGER NOT NULL AS (row_sum('cramp', id, changed_ms, removed, said_none, clock, utc_ms, offset_s, zone,
        night, side, muscle, pain, duration, duration_s, hard_knot, eased_by_stretching, woke_me, got_out_of_bed,
        near_fall, fall, soreness_after, what_helped, different, note)) STORED,
    CHECK ((removed IS 'said-none') = (said_none IS NOT NULL)),
    CHECK ((utc_ms IS NULL) = (offset_s IS NULL) AND (utc_ms IS NULL) = (zone IS NULL)),
    CHECK (utc_ms IS NULL OR night IS NULL),
    CHECK ((duration IS 'timed') = (duration_s IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_cramp AS SELECT * FROM cramp WHERE is_sound(sum, 'cramp', id, changed_ms, removed, said_none, clock,
    utc_ms, offset_s, zone, night, side, muscle, pain, duration, duration_s, hard_knot, eased_by_stretching, woke_me,
    got_out_of_bed, near_fall, fall, soreness_after, what_helped, different, note);
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
    fever INTEGER CHECK (fever IN (0, 1)),
    heavy_blanket INTEGER CHECK (heavy_blanket IN (0, 1)),
    warm_soak INTEGER CHECK (warm_soak IN (0, 1)),
    supplements TEXT CHECK (supplements NOT GLOB '*[^a-z ,-]*'),
    note TEXT,
    sum INTEGER NOT NULL AS (row_sum('evening', night, changed_ms, removed, stretched, stretch_kind, stretch_minutes,
        stretched_ms, stretched_offset_s, stretched_zone, water_glasses, alcohol_drinks, caffeine_drinks, exercise,
        long_sitting, long_standing, sweating, fever, heavy_blanket, warm_soak, supplements, note)) STORED,
    CHECK ((stretched_ms IS NULL) = (stretched_offset_s IS NULL) AND (stretched_ms IS NULL) = (stretched_zone IS NULL))
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_evening AS SELECT * FROM evening WHERE is_sound(sum, 'evening', night, changed_ms, removed,
    stretched, stretch_kind, stretch_minutes, stretched_ms, stretched_offset_s, stretched_zone, water_glasses,
    alcohol_drinks, caffeine_drinks, exercise, long_sitting, long_standing, sweating, fever, heavy_blanket, warm_soak,
    supplements, note);
INSERT INTO evening (night, changed_ms, removed, stretched, stretch_kind, stretch_minutes, stretched_ms,
    stretched_offset_s, stretched_zone, water_glasses, alcohol_drinks, caffeine_drinks, exercise, long_sitting,
    long_standing, sweating, fever, heavy_blanket, warm_soak, supplements, note)
    SELECT night, changed_ms, removed, stretched, stretch_kind, stretch_minutes, stretched_ms, stretched_offset_s,
        stretched_zone, water_glasses, alcohol_drinks, caffeine_drinks, exercise, long_sitting, long_standing,
        sweating, fever, heavy_blanket, warm_soak, supplements, note FROM old_evening;

CREATE TABLE factor (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    sum INTEGER NOT NULL AS (row_sum('factor', id, changed_ms, name, retired)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_factor AS SELECT * FROM factor WHERE is_sound(sum, 'factor', id, changed_ms, name, retired);
INSERT INTO factor (id, changed_ms, name, retired)
    SELECT id, changed_ms, name, retired FROM old_factor;

CREATE TABLE evening_factor (
    night TEXT NOT NULL CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    factor TEXT NOT NULL CHECK (length(factor) = 36),
    answer INTEGER NOT NULL CHECK (answer IN (0, 1)),
    sum INTEGER NOT NULL AS (row_sum('evening_factor', night, factor, answer)) STORED,
    PRIMARY KEY (night, factor)
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_evening_factor AS SELECT * FROM evening_factor WHERE is_sound(sum, 'evening_factor', night, factor,
    answer);
INSERT INTO evening_factor (night, factor, answer)
    SELECT night, factor, answer FROM old_evening_factor;

-- `cramps_before` is what the morning had said when 'no cramp' replaced it, for the undo.
CREATE TABLE morning (
    night TEXT NOT NULL PRIMARY KEY CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    changed_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    cramps INTEGER CHECK (cramps BETWEEN 0 AND 50),
    cramps_before INTEGER CHECK (cramps_before BETWEEN 0 AND 50),
    sleep_disturbance INTEGER CHECK (sleep_disturbance BETWEEN 0 AND 10),
    toilet_visits INTEGER CHECK (toilet_visits BETWEEN 0 AND 50),
    soreness INTEGER CHECK (soreness IN (0, 1)),
    tiredness INTEGER CHECK (tiredness IN (0, 1)),
    note TEXT,
    sum INTEGER NOT NULL AS (row_sum('morning', night, changed_ms, removed, cramps, cramps_before, sleep_disturbance,
        toilet_visits, soreness, tiredness, note)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_morning AS SELECT * FROM morning WHERE is_sound(sum, 'morning', night, changed_ms, removed, cramps,
    cramps_before, sleep_disturbance, toilet_visits, soreness, tiredness, note);
INSERT INTO morning (night, changed_ms, removed, cramps, cramps_before, sleep_disturbance, toilet_visits, soreness,
    tiredness, note)
    SELECT night, changed_ms, removed, cramps, cramps_before, sleep_disturbance, toilet_visits, soreness, tiredness,
        note FROM old_morning;

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
    country TEXT CHECK (country GLOB '[A-Z][A-Z]'),
    sum INTEGER NOT NULL AS (row_sum('profile', since, changed_ms, birth_year, usual_frequency, bedtime_weekday,
        bedtime_weekend, pregnant, due, country)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_profile AS SELECT * FROM profile WHERE is_sound(sum, 'profile', since, changed_ms, birth_year,
    usual_frequency, bedtime_weekday, bedtime_weekend, pregnant, due, country);
INSERT INTO profile (since, changed_ms, birth_year, usual_frequency, bedtime_weekday, bedtime_weekend, pregnant, due,
    country)
    SELECT since, changed_ms, birth_year, usual_frequency, bedtime_weekday, bedtime_weekend, pregnant, due,
        country FROM old_profile;

-- The words of `kind` and `class` grow with the rules; the code checks them when it reads.
CREATE TABLE condition (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind NOT GLOB '*[^a-z-]*'),
    answer INTEGER CHECK (answer IN (0, 1)),
    since TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    sum INTEGER NOT NULL AS (row_sum('condition', id, changed_ms, removed, kind, answer, since, until)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_condition AS SELECT * FROM condition WHERE is_sound(sum, 'condition', id, changed_ms, removed, kind,
    answer, since, until);
INSERT INTO condition (id, changed_ms, removed, kind, answer, since, until)
    SELECT id, changed_ms, removed, kind, answer, since, until FROM old_condition;

CREATE TABLE medicine (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    class TEXT NOT NULL CHECK (class NOT GLOB '*[^a-z-]*'),
    name TEXT,
    started TEXT CHECK (started GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    changed TEXT CHECK (changed GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    stopped TEXT CHECK (stopped GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    sum INTEGER NOT NULL AS (row_sum('medicine', id, changed_ms, removed, class, name, started, changed,
        stopped)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_medicine AS SELECT * FROM medicine WHERE is_sound(sum, 'medicine', id, changed_ms, removed, class,
    name, started, changed, stopped);
INSERT INTO medicine (id, changed_ms, removed, class, name, started, changed, stopped)
    SELECT id, changed_ms, removed, class, name, started, changed, stopped FROM old_medicine;

CREATE TABLE preference (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    changed_ms INTEGER NOT NULL,
    cut_hour INTEGER NOT NULL CHECK (cut_hour BETWEEN 0 AND 23),
    sum INTEGER NOT NULL AS (row_sum('preference', id, changed_ms, cut_hour)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_preference AS SELECT * FROM preference WHERE is_sound(sum, 'preference', id, changed_ms, cut_hour);
INSERT INTO preference (id, changed_ms, cut_hour)
    SELECT id, changed_ms, cut_hour FROM old_preference;

DROP TABLE old_evening_factor;
DROP TABLE old_tap;
DROP TABLE old_cramp;
DROP TABLE old_evening;
DROP TABLE old_factor;
DROP TABLE old_morning;
DROP TABLE old_profile;
DROP TABLE old_condition;
DROP TABLE old_medicine;
DROP TABLE old_preference;

CREATE INDEX tap_by_time ON tap (utc_ms);
CREATE INDEX tap_joined ON tap (cramp) WHERE cramp <> id;
CREATE INDEX cramp_by_time ON cramp (utc_ms) WHERE utc_ms IS NOT NULL;
CREATE INDEX cramp_by_night ON cramp (night) WHERE night IS NOT NULL;
CREATE INDEX cramp_said_none ON cramp (said_none) WHERE said_none IS NOT NULL;
CREATE INDEX cramp_suspect ON cramp (id) WHERE clock = 'suspect';

-- When the whole file was last found sound.
CREATE TABLE upkeep (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    checked_ms INTEGER NOT NULL,
    sum INTEGER NOT NULL AS (row_sum('upkeep', id, checked_ms)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_upkeep AS SELECT * FROM upkeep WHERE is_sound(sum, 'upkeep', id, checked_ms);

-- What came back after damage. `lost` holds the keys that are known to have been there, with blanks between.
CREATE TABLE recovery (
    at_ms INTEGER NOT NULL PRIMARY KEY,
    kept_in TEXT NOT NULL,
    from_file INTEGER NOT NULL,
    from_copy INTEGER NOT NULL,
    lost TEXT NOT NULL,
    sum INTEGER NOT NULL AS (row_sum('recovery', at_ms, kept_in, from_file, from_copy, lost)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_recovery AS SELECT * FROM recovery WHERE is_sound(sum, 'recovery', at_ms, kept_in, from_file,
    from_copy, lost);

-- Rows whose sum was wrong, as SQL literals in the order of their columns. Nothing reads them but a person who helps.
CREATE TABLE set_aside (
    origin TEXT NOT NULL,
    key TEXT NOT NULL,
    found_ms INTEGER NOT NULL,
    row TEXT NOT NULL,
    sum INTEGER NOT NULL AS (row_sum('set_aside', origin, key, found_ms, row)) STORED,
    PRIMARY KEY (origin, key, found_ms)
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_set_aside AS SELECT * FROM set_aside WHERE is_sound(sum, 'set_aside', origin, key, found_ms, row);
