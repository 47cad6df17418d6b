-- A colleague's link that begins later: from the local date `begins_on`, which is `begins_at`.
ALTER TABLE care_links ADD COLUMN begins_at INTEGER;
ALTER TABLE care_links ADD COLUMN begins_on TEXT;
-- When a therapist looked first at a client who was new to them.
ALTER TABLE care_links ADD COLUMN opened_at INTEGER;
UPDATE care_links SET opened_at = started_at;

-- Which command menu stands in somebody's chat: "therapist en".
ALTER TABLE people ADD COLUMN menu TEXT;
ALTER TABLE clients ADD COLUMN discharged_by INTEGER REFERENCES people (id);
CREATE INDEX clients_discharged ON clients (discharged_at) WHERE discharged_at IS NOT NULL;

-- A link for one colleague; the secret is stored as a hash alone.
CREATE TABLE staff_invites (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    created_by INTEGER NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by INTEGER REFERENCES people (id),
    used_at INTEGER,
    revoked_at INTEGER,
    origin INTEGER UNIQUE
) STRICT;

-- What the practice says of a card of the library; no row: as the library has it. A review counts
-- for the text it was made of.
CREATE TABLE activity_standings (
    activity_id TEXT PRIMARY KEY,
    is_on INTEGER,
    changed_by INTEGER NOT NULL REFERENCES people (id),
    changed_at INTEGER NOT NULL,
    reviewed_revision TEXT,
    reviewed_by INTEGER REFERENCES people (id),
    reviewed_initials TEXT,
    reviewed_on TEXT
) STRICT, WITHOUT ROWID;
