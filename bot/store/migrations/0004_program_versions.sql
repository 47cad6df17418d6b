-- What one client's family does in place of the card's own steps: JSON, see domain/own_steps.py.
ALTER TABLE assignments ADD COLUMN own_steps TEXT;
-- Backward chaining: from this step on (as the family counts, from 1) they are the client's own.
ALTER TABLE assignments ADD COLUMN hand_over_from INTEGER CHECK (hand_over_from >= 1);
-- A rest with an end: on this local date it is back.
ALTER TABLE assignments ADD COLUMN paused_until TEXT;
CREATE INDEX assignments_back ON assignments (paused_until)
    WHERE status = 'paused' AND paused_until IS NOT NULL;

-- How an assignment stood in each of its versions: a check-in keeps the version it was about.
CREATE TABLE assignment_versions (
    assignment_id INTEGER NOT NULL REFERENCES assignments (id),
    version INTEGER NOT NULL,
    revision TEXT NOT NULL,
    slot TEXT NOT NULL,
    weekdays INTEGER NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    minutes INTEGER,
    note TEXT,
    own_steps TEXT,
    hand_over_from INTEGER,
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    paused_until TEXT,
    why TEXT,
    changed_by INTEGER REFERENCES people (id), -- nobody: the bot itself
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (assignment_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO assignment_versions (assignment_id, version, revision, slot, weekdays, starts_on,
    ends_on, minutes, note, position, status, why, changed_by, changed_at)
SELECT id, version, revision, slot, weekdays, starts_on, ends_on, minutes, note, position, status,
    COALESCE(ended_why, paused_why), CASE WHEN version = 1 THEN created_by END,
    COALESCE(ended_at, created_at)
FROM assignments;
