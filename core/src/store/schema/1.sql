-- Booleans are 0, 1 or NULL for "nobody said". Dates are ISO texts. `changed_ms` decides which of two edits wins.
-- Tables without rowid have one tree less to write on the path of a tap.

-- One press. Appended, and never changed but for `cramp`, which a split sets to the press's own id.
CREATE TABLE tap (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    cramp TEXT NOT NULL CHECK (length(cramp) = 36),
    utc_ms INTEGER NOT NULL CHECK (utc_ms BETWEEN 0 AND 253402300799999),
    offset_s INTEGER NOT NULL CHECK (offset_s BETWEEN -64800 AND 64800),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
    source TEXT NOT NULL CHECK (source IN ('app', 'tile', 'notification', 'control', 'widget', 'watch', 'voice'))
) STRICT, WITHOUT ROWID;
CREATE INDEX tap_by_time ON tap (utc_ms);
CREATE INDEX tap_joined ON tap (cramp) WHERE cramp <> id;

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
    CHECK ((removed IS 'said-none') = (said_none IS NOT NULL)),
    CHECK ((utc_ms IS NULL) = (offset_s IS NULL) AND (utc_ms IS NULL) = (zone IS NULL)),
    CHECK (utc_ms IS NULL OR night IS NULL),
    CHECK ((duration IS 'timed') = (duration_s IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX cramp_by_time ON cramp (utc_ms) WHERE utc_ms IS NOT NULL;
CREATE INDEX cramp_by_night ON cramp (night) WHERE night IS NOT NULL;
CREATE INDEX cramp_said_none ON cramp (said_none) WHERE said_none IS NOT NULL;
CREATE INDEX cramp_suspect ON cramp (id) WHERE clock = 'suspect';

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
    CHECK ((stretched_ms IS NULL) = (stretched_offset_s IS NULL) AND (stretched_ms IS NULL) = (stretched_zone IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE factor (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE evening_factor (
    night TEXT NOT NULL REFERENCES evening (night),
    factor TEXT NOT NULL REFERENCES factor (id),
    answer INTEGER NOT NULL CHECK (answer IN (0, 1)),
    PRIMARY KEY (night, factor)
) STRICT, WITHOUT ROWID;

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
    note TEXT
) STRICT, WITHOUT ROWID;

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
    country TEXT CHECK (country GLOB '[A-Z][A-Z]')
) STRICT, WITHOUT ROWID;

-- The words of `kind` and `class` grow with the rules; the code checks them when it reads.
CREATE TABLE condition (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind NOT GLOB '*[^a-z-]*'),
    answer INTEGER CHECK (answer IN (0, 1)),
    since TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;

CREATE TABLE medicine (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    changed_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    class TEXT NOT NULL CHECK (class NOT GLOB '*[^a-z-]*'),
    name TEXT,
    started TEXT CHECK (started GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    changed TEXT CHECK (changed GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    stopped TEXT CHECK (stopped GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    changed_ms INTEGER NOT NULL,
    cut_hour INTEGER NOT NULL CHECK (cut_hour BETWEEN 0 AND 23)
) STRICT;
INSERT INTO preference (id, changed_ms, cut_hour) VALUES (1, 0, 12);
