-- Activities that a practice's therapists made in the chat. A private one (shared_at is null) is
-- its author's alone; a retired one is begun nowhere anew.
CREATE TABLE own_activities (
    activity_id TEXT PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES people (id),
    number INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    shared_at INTEGER,
    retired_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX own_activities_of_author ON own_activities (author_id);

-- Each text that one of them had; `number` is the one that holds now.
CREATE TABLE own_texts (
    activity_id TEXT NOT NULL REFERENCES own_activities (activity_id),
    number INTEGER NOT NULL,
    revision TEXT NOT NULL,
    body TEXT NOT NULL,
    written_by INTEGER NOT NULL REFERENCES people (id),
    written_at INTEGER NOT NULL,
    origin INTEGER UNIQUE,
    PRIMARY KEY (activity_id, number)
) STRICT, WITHOUT ROWID;

-- The therapist's photos of the steps of one revision, for everybody who is given it.
CREATE TABLE own_photos (
    activity_id TEXT NOT NULL REFERENCES own_activities (activity_id),
    revision TEXT NOT NULL,
    step INTEGER NOT NULL,
    file_id TEXT NOT NULL,
    PRIMARY KEY (activity_id, revision, step)
) STRICT, WITHOUT ROWID;
