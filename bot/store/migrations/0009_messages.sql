-- Messages between a client's therapists and caregivers. The first table was never written to.
DROP TABLE messages;

-- One part of what somebody sent at once: `head_id` is the first of its parts, or of its album.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    from_person INTEGER NOT NULL REFERENCES people (id),
    from_practice INTEGER NOT NULL,
    head_id INTEGER REFERENCES messages (id),
    kind TEXT NOT NULL CHECK (kind IN ('text', 'photo', 'voice', 'document')),
    body TEXT NOT NULL,
    file_id TEXT,
    album TEXT,
    source_id INTEGER, -- the number of the message in the writer's own chat
    part INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    edited_at INTEGER,
    origin INTEGER NOT NULL,
    UNIQUE (origin, part)
) STRICT;
CREATE INDEX messages_of_client ON messages (client_id, id);
CREATE INDEX messages_of_head ON messages (head_id) WHERE head_id IS NOT NULL;
CREATE INDEX messages_of_writer ON messages (from_person, created_at);

-- Whom each part is for, and what became of it.
CREATE TABLE message_copies (
    message_id INTEGER NOT NULL REFERENCES messages (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    delivered_at INTEGER,
    lost_at INTEGER,
    seen_at INTEGER,
    PRIMARY KEY (message_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_copies_unseen ON message_copies (person_id) WHERE seen_at IS NULL;
