-- How heavy a week's plan was for a caregiver: one answer for each evening asked (local date).
CREATE TABLE load_answers (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    client_id INTEGER NOT NULL REFERENCES clients (id),
    on_date TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value IN ('light', 'okay', 'heavy', 'too_much')),
    at INTEGER NOT NULL,
    UNIQUE (person_id, client_id, on_date)
) STRICT;
CREATE INDEX load_answers_of_client ON load_answers (client_id, on_date);

-- Monday 0 to Sunday 6: the evening of the load question; 7 never asks. Nobody chose: Sunday.
ALTER TABLE people ADD COLUMN load_day INTEGER CHECK (load_day BETWEEN 0 AND 7);
-- Thanks without praise; nobody chose: as the client is (low-demand: 1).
ALTER TABLE people ADD COLUMN plain_thanks INTEGER CHECK (plain_thanks IN (0, 1));

-- One caregiver's thanks to another for a card of a local date; the message tells of several.
CREATE TABLE thanks (
    id INTEGER PRIMARY KEY,
    from_person INTEGER NOT NULL REFERENCES people (id),
    to_person INTEGER NOT NULL REFERENCES people (id),
    assignment_id INTEGER NOT NULL REFERENCES assignments (id),
    on_date TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (to_person, assignment_id, on_date, from_person)
) STRICT;

-- A family made its plan lighter by half, at once; `undone_at` when it took that back.
CREATE TABLE halvings (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    at INTEGER NOT NULL,
    undone_at INTEGER,
    origin INTEGER UNIQUE
) STRICT;
CREATE INDEX halvings_of_client ON halvings (client_id, at);
CREATE TABLE halved_assignments (
    halving_id INTEGER NOT NULL REFERENCES halvings (id),
    assignment_id INTEGER NOT NULL REFERENCES assignments (id),
    version INTEGER NOT NULL, -- the one that rests: a later one is somebody else's decision
    PRIMARY KEY (halving_id, assignment_id)
) STRICT, WITHOUT ROWID;
