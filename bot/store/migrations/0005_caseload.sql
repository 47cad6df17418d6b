-- Who a client is, as far as the family wants it said. Slots are words with a blank between.
ALTER TABLE clients ADD COLUMN picture_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clients ADD COLUMN birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2200);
ALTER TABLE clients ADD COLUMN birth_month INTEGER CHECK (birth_month BETWEEN 1 AND 12);
ALTER TABLE clients ADD COLUMN pronoun TEXT;
ALTER TABLE clients ADD COLUMN words TEXT;
ALTER TABLE clients ADD COLUMN interests TEXT;
ALTER TABLE clients ADD COLUMN slots TEXT NOT NULL DEFAULT 'morning afternoon bedtime';

-- What cards have to respect about a person: an answer that is not there is not known.
CREATE TABLE client_flags (
    client_id INTEGER NOT NULL REFERENCES clients (id),
    flag TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')),
    answered_by INTEGER NOT NULL REFERENCES people (id),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (client_id, flag)
) STRICT, WITHOUT ROWID;

-- A link that ends by itself: after the local date `ends_on`, which is the instant `ends_at`.
ALTER TABLE invites ADD COLUMN ends_on TEXT;
ALTER TABLE care_links ADD COLUMN ends_on TEXT;
ALTER TABLE care_links ADD COLUMN ends_at INTEGER;
CREATE INDEX care_links_ending ON care_links (ends_at) WHERE ended_at IS NULL AND ends_at IS NOT NULL;
