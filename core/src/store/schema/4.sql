-- What reminders need: the person's wishes, what was handed to the phone, what the phone reported, and what is in doubt.
-- The night of a reminder stands in its id too; beside it, it keeps the rows of a night together.

-- `home_zone` is NULL where the phone's clock leads. The days are words with commas between.
CREATE TABLE reminder_preference (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    changed_ms INTEGER NOT NULL,
    home_zone TEXT CHECK (length(home_zone) BETWEEN 1 AND 64),
    weekend_evenings TEXT NOT NULL CHECK (weekend_evenings NOT GLOB '*[^a-z,]*'),
    waking TEXT CHECK (waking GLOB '[0-2][0-9]:[0-5][0-9]'),
    bedtime_stretch INTEGER NOT NULL CHECK (bedtime_stretch IN (0, 1)),
    lead_min INTEGER NOT NULL CHECK (lead_min BETWEEN 0 AND 180),
    second_call INTEGER NOT NULL CHECK (second_call IN (0, 1)),
    second_call_after_min INTEGER NOT NULL CHECK (second_call_after_min BETWEEN 10 AND 120),
    too_late_min INTEGER NOT NULL CHECK (too_late_min BETWEEN 0 AND 360),
    follow_habit INTEGER NOT NULL CHECK (follow_habit IN (0, 1)),
    morning_check_in INTEGER NOT NULL CHECK (morning_check_in IN (0, 1)),
    morning_at TEXT NOT NULL CHECK (morning_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    last_water INTEGER NOT NULL CHECK (last_water IN (0, 1)),
    last_water_min INTEGER NOT NULL CHECK (last_water_min BETWEEN 30 AND 360),
    warm_soak INTEGER NOT NULL CHECK (warm_soak IN (0, 1)),
    warm_soak_min INTEGER NOT NULL CHECK (warm_soak_min BETWEEN 15 AND 240),
    break_days TEXT NOT NULL CHECK (break_days NOT GLOB '*[^a-z,]*'),
    break_from TEXT NOT NULL CHECK (break_from GLOB '[0-2][0-9]:[0-5][0-9]'),
    break_until TEXT NOT NULL CHECK (break_until GLOB '[0-2][0-9]:[0-5][0-9]'),
    break_every_min INTEGER NOT NULL CHECK (break_every_min BETWEEN 30 AND 480),
    review_on TEXT CHECK (review_on NOT GLOB '*[^a-z]*'),
    review_at TEXT NOT NULL CHECK (review_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    visit_follow_up INTEGER NOT NULL CHECK (visit_follow_up IN (0, 1)),
    sum INTEGER NOT NULL AS (row_sum('reminder_preference', id, changed_ms, home_zone, weekend_evenings, waking,
        bedtime_stretch, lead_min, second_call, second_call_after_min, too_late_min, follow_habit, morning_check_in,
        morning_at, last_water, last_water_min, warm_soak, warm_soak_min, break_days, break_from, break_until,
        break_every_min, review_on, review_at, visit_follow_up)) STORED
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_reminder_preference AS SELECT * FROM reminder_preference WHERE is_sound(sum, 'reminder_preference',
    id, changed_ms, home_zone, weekend_evenings, waking, bedtime_stretch, lead_min, second_call, second_call_after_min,
    too_late_min, follow_habit, morning_check_in, morning_at, last_water, last_water_min, warm_soak, warm_soak_min,
    break_days, break_from, break_until, break_every_min, review_on, review_at, visit_follow_up);

-- What was handed to the phone, by the moment at which it was to ring. `outcome` is NULL while that is open.
CREATE TABLE reminder (
    night TEXT NOT NULL CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    id TEXT NOT NULL CHECK (length(id) <= 64 AND id NOT GLOB '*[^A-Za-z0-9:-]*' AND instr(id, ':' || night) > 0),
    changed_ms INTEGER NOT NULL,
    utc_ms INTEGER NOT NULL CHECK (utc_ms BETWEEN 0 AND 253402300799999),
    offset_s INTEGER NOT NULL CHECK (offset_s BETWEEN -64800 AND 64800),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
    window_s INTEGER NOT NULL CHECK (window_s BETWEEN 0 AND 3600),
    too_late_ms INTEGER NOT NULL CHECK (too_late_ms BETWEEN 0 AND 253402300799999),
    outcome TEXT CHECK (outcome IN ('came', 'late', 'missed', 'missed-while-off', 'not-seen')),
    sum INTEGER NOT NULL AS (row_sum('reminder', night, id, changed_ms, utc_ms, offset_s, zone, window_s, too_late_ms,
        outcome)) STORED,
    PRIMARY KEY (night, id)
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_reminder AS SELECT * FROM reminder WHERE is_sound(sum, 'reminder', night, id, changed_ms, utc_ms,
    offset_s, zone, window_s, too_late_ms, outcome);
CREATE INDEX reminder_waiting ON reminder (night) WHERE outcome IS NULL;

-- What the phone reported. Rows are added and never changed.
CREATE TABLE reminder_record (
    night TEXT NOT NULL CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reminder TEXT NOT NULL
        CHECK (length(reminder) <= 64 AND reminder NOT GLOB '*[^A-Za-z0-9:-]*' AND instr(reminder, ':' || night) > 0),
    action TEXT NOT NULL CHECK (action IN ('delivered', 'done', 'later', 'not-tonight', 'in-bed')),
    utc_ms INTEGER NOT NULL CHECK (utc_ms BETWEEN 0 AND 253402300799999),
    changed_ms INTEGER NOT NULL,
    offset_s INTEGER NOT NULL CHECK (offset_s BETWEEN -64800 AND 64800),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
    sum INTEGER NOT NULL AS (row_sum('reminder_record', night, reminder, action, utc_ms, changed_ms, offset_s,
        zone)) STORED,
    PRIMARY KEY (night, reminder, action, utc_ms)
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_reminder_record AS SELECT * FROM reminder_record WHERE is_sound(sum, 'reminder_record', night,
    reminder, action, utc_ms, changed_ms, offset_s, zone);
CREATE INDEX reminder_record_by_time ON reminder_record (utc_ms);

-- Records that were made under a wrong clock, or seemed so; `trusted` once the person stands for them.
CREATE TABLE reminder_doubt (
    reminder TEXT NOT NULL CHECK (length(reminder) <= 64 AND reminder NOT GLOB '*[^A-Za-z0-9:-]*'),
    utc_ms INTEGER NOT NULL CHECK (utc_ms BETWEEN 0 AND 253402300799999),
    changed_ms INTEGER NOT NULL,
    trusted INTEGER NOT NULL CHECK (trusted IN (0, 1)),
    sum INTEGER NOT NULL AS (row_sum('reminder_doubt', reminder, utc_ms, changed_ms, trusted)) STORED,
    PRIMARY KEY (reminder, utc_ms)
) STRICT, WITHOUT ROWID;
CREATE VIEW sound_reminder_doubt AS SELECT * FROM reminder_doubt WHERE is_sound(sum, 'reminder_doubt', reminder,
    utc_ms, changed_ms, trusted);
