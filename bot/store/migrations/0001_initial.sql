-- `origin` is the update that made the row: an update processed again makes no second one.
-- Instants are UTC epoch milliseconds, local dates are YYYY-MM-DD text, flags are 0 or 1.

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    telegram_id INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    therapist_since INTEGER,
    suspended_at INTEGER,
    unreachable_at INTEGER,
    unreachable_why TEXT,
    quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_to INTEGER CHECK (quiet_to BETWEEN 0 AND 1439),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE clients (
    id INTEGER PRIMARY KEY,
    nickname TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('child', 'teen', 'adult')),
    low_demand INTEGER NOT NULL DEFAULT 0,
    created_by INTEGER NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    discharged_at INTEGER,
    origin INTEGER UNIQUE
) STRICT;

CREATE TABLE care_links (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (role IN ('therapist', 'family', 'self', 'school')),
    relation TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    paused_until TEXT,
    paused_why TEXT,
    quiet_told_on TEXT,
    UNIQUE (client_id, person_id)
) STRICT;
CREATE INDEX care_links_of_person ON care_links (person_id) WHERE ended_at IS NULL;

CREATE TABLE invites (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    role TEXT NOT NULL CHECK (role IN ('family', 'self', 'school')),
    created_by INTEGER NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by INTEGER REFERENCES people (id),
    used_at INTEGER,
    revoked_at INTEGER,
    origin INTEGER UNIQUE
) STRICT;
CREATE INDEX invites_of_client ON invites (client_id);

CREATE TABLE consents (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    client_id INTEGER NOT NULL REFERENCES clients (id),
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    withdrawn_at INTEGER
) STRICT;
CREATE INDEX consents_of_person ON consents (person_id, client_id);

CREATE TABLE programs (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    goal TEXT,
    status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
    version INTEGER NOT NULL DEFAULT 1,
    created_by INTEGER NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_open_program ON programs (client_id) WHERE ended_at IS NULL;

-- The text an assignment was made from, so that an edited library never rewrites history.
CREATE TABLE activity_revisions (
    activity_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    body TEXT NOT NULL,
    first_used_at INTEGER NOT NULL,
    PRIMARY KEY (activity_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignments (
    id INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL REFERENCES programs (id),
    client_id INTEGER NOT NULL REFERENCES clients (id),
    activity_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    slot TEXT NOT NULL CHECK (slot IN ('morning', 'afternoon', 'bedtime', 'anytime')),
    weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
    minutes INTEGER,
    place TEXT NOT NULL DEFAULT 'home' CHECK (place IN ('home', 'school')),
    note TEXT,
    position INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
    paused_why TEXT,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    created_by INTEGER NOT NULL REFERENCES people (id),
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_why TEXT,
    origin INTEGER,
    FOREIGN KEY (activity_id, revision) REFERENCES activity_revisions (activity_id, revision)
) STRICT;
CREATE INDEX assignments_of_client ON assignments (client_id, status);
CREATE UNIQUE INDEX one_open_assignment ON assignments (client_id, activity_id, slot)
    WHERE status <> 'ended';

CREATE TABLE check_ins (
    id INTEGER PRIMARY KEY,
    assignment_id INTEGER NOT NULL REFERENCES assignments (id),
    assignment_version INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id),
    on_date TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'some', 'not_today')),
    help_level INTEGER CHECK (help_level BETWEEN 0 AND 5),
    note TEXT,
    answered_for TEXT CHECK (answered_for IN ('me', 'client', 'together')),
    before_energy TEXT CHECK (before_energy IN ('low', 'middle', 'high')),
    before_comfort TEXT CHECK (before_comfort IN ('not_ok', 'ok', 'good')),
    after_energy TEXT CHECK (after_energy IN ('low', 'middle', 'high')),
    after_comfort TEXT CHECK (after_comfort IN ('not_ok', 'ok', 'good')),
    enjoyed TEXT CHECK (enjoyed IN ('liked', 'okay', 'not_for_us')),
    reason TEXT CHECK (
        reason IN ('tired', 'busy', 'body', 'said_no', 'other_thing', 'not_for_us', 'private')),
    recalled INTEGER NOT NULL DEFAULT 0,
    answered_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    UNIQUE (assignment_id, on_date, person_id)
) STRICT;

-- Safety is shown whole the first time; after that it is folded, one tap away.
CREATE TABLE cards_read (
    person_id INTEGER NOT NULL REFERENCES people (id),
    assignment_id INTEGER NOT NULL REFERENCES assignments (id),
    revision TEXT NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, assignment_id, revision)
) STRICT, WITHOUT ROWID;

-- A family's own photo in place of a pictogram; seen by the person who gave it alone.
CREATE TABLE step_photos (
    person_id INTEGER NOT NULL REFERENCES people (id),
    activity_id TEXT NOT NULL,
    step INTEGER NOT NULL,
    file_id TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, activity_id, step)
) STRICT, WITHOUT ROWID;

-- Learn cards that a therapist put beside a client's program.
CREATE TABLE attached_learning (
    client_id INTEGER NOT NULL REFERENCES clients (id),
    learn_id TEXT NOT NULL,
    attached_by INTEGER NOT NULL REFERENCES people (id),
    attached_at INTEGER NOT NULL,
    PRIMARY KEY (client_id, learn_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reminders (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    client_id INTEGER NOT NULL REFERENCES clients (id),
    slot TEXT NOT NULL CHECK (slot IN ('morning', 'afternoon', 'bedtime')),
    minute_of_day INTEGER NOT NULL CHECK (minute_of_day BETWEEN 0 AND 1439),
    weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
    is_on INTEGER NOT NULL DEFAULT 1,
    anchor TEXT,
    next_due_at INTEGER,
    next_on TEXT,
    UNIQUE (person_id, client_id, slot)
) STRICT;
CREATE INDEX reminders_due ON reminders (next_due_at) WHERE next_due_at IS NOT NULL;

-- One message that the bot owes one person: a reminder for a slot and local date, or a notice
-- (slot 'notice') about a `subject` such as 'worry:7'.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    client_id INTEGER NOT NULL REFERENCES clients (id),
    slot TEXT NOT NULL,
    local_date TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    due_at INTEGER NOT NULL,
    window_ends_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'skipped')),
    reason TEXT,
    not_before INTEGER NOT NULL,
    lease_until INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    message_id INTEGER,
    sent_at INTEGER,
    refresh_at INTEGER,
    refresh_why TEXT,
    UNIQUE (person_id, client_id, slot, local_date, subject)
) STRICT;
CREATE INDEX deliveries_to_refresh ON deliveries (refresh_at) WHERE refresh_at IS NOT NULL;
CREATE INDEX deliveries_of_subject ON deliveries (subject) WHERE slot = 'notice';
CREATE INDEX deliveries_open ON deliveries (not_before, id) WHERE state IN ('planned', 'sending');

CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL UNIQUE,
    chat_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'claimed', 'done', 'aside')),
    attempts INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER
) STRICT;
CREATE INDEX inbox_open ON inbox (seq) WHERE state IN ('waiting', 'claimed');
CREATE INDEX inbox_done ON inbox (done_at) WHERE state = 'done';

-- AUTOINCREMENT: an id is never used again, so that an old card cannot answer for a new form.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (person_id, kind)
) STRICT;

CREATE TABLE pending_inputs (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    taken_by INTEGER -- the update whose text it was
) STRICT;

CREATE TABLE worries (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    assignment_id INTEGER REFERENCES assignments (id),
    code TEXT NOT NULL,
    tier TEXT NOT NULL CHECK (tier IN ('E', 'U', 'T')),
    note TEXT,
    created_at INTEGER NOT NULL,
    seen_by INTEGER REFERENCES people (id),
    seen_at INTEGER,
    origin INTEGER UNIQUE
) STRICT;
CREATE INDEX worries_of_client ON worries (client_id);

CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    from_person INTEGER NOT NULL REFERENCES people (id),
    to_person INTEGER REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('text', 'photo', 'voice', 'document')),
    body TEXT,
    file_id TEXT,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER,
    seen_at INTEGER
) STRICT;
CREATE INDEX messages_of_client ON messages (client_id, created_at);

-- What the running bot notes about itself: when it was last alive, when it last made a backup.
CREATE TABLE marks (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    person_id INTEGER REFERENCES people (id),
    client_id INTEGER REFERENCES clients (id),
    action TEXT NOT NULL,
    detail TEXT
) STRICT;
CREATE INDEX audit_of_client ON audit_events (client_id, at);
