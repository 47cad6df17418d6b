-- What the practice decides, one row each. A phone number that nobody has confirmed is a
-- suggestion: it is shown to administrators alone.
CREATE TABLE practice_settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    set_by INTEGER NOT NULL REFERENCES people (id),
    set_at INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES people (id),
    confirmed_at INTEGER
) STRICT, WITHOUT ROWID;

ALTER TABLE worries ADD COLUMN about TEXT NOT NULL DEFAULT 'client'
    CHECK (about IN ('client', 'writer'));
-- The bot's own words that were shown; never the person's.
ALTER TABLE worries ADD COLUMN shown TEXT NOT NULL DEFAULT '';
ALTER TABLE worries ADD COLUMN answer TEXT CHECK (answer IN ('yes', 'no', 'halved', 'paused'));
ALTER TABLE worries ADD COLUMN call_card INTEGER NOT NULL DEFAULT 0;
ALTER TABLE worries ADD COLUMN late_told_at INTEGER;
ALTER TABLE worries ADD COLUMN left_at INTEGER;
CREATE INDEX worries_unseen ON worries (created_at) WHERE seen_at IS NULL;

-- Who of the practice was told of a worry, as what, and when the message went out.
CREATE TABLE worry_tellings (
    worry_id INTEGER NOT NULL REFERENCES worries (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    reader TEXT NOT NULL
        CHECK (reader IN ('therapist', 'urgent', 'safeguarding', 'speech', 'late')),
    told_at INTEGER NOT NULL,
    sent_at INTEGER,
    PRIMARY KEY (worry_id, person_id, reader)
) STRICT, WITHOUT ROWID;
CREATE INDEX worry_tellings_of_person ON worry_tellings (person_id);

-- Which assignments a worry rests, until a therapist lets each come back.
CREATE TABLE worry_rests (
    worry_id INTEGER NOT NULL REFERENCES worries (id),
    assignment_id INTEGER NOT NULL REFERENCES assignments (id),
    back_at INTEGER,
    back_by INTEGER REFERENCES people (id),
    PRIMARY KEY (worry_id, assignment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX worry_rests_of_assignment ON worry_rests (assignment_id) WHERE back_at IS NULL;
