-- A program that a therapist kept for others: activities, times, weeks. Nothing about a client.
CREATE TABLE program_templates (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    plan TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES people (id),
    made_at INTEGER NOT NULL,
    removed_at INTEGER,
    origin INTEGER UNIQUE
) STRICT;
