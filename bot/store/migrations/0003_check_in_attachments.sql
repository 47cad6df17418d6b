-- Photos and voice notes that belong to a check-in; Telegram keeps the files, we keep their ids.
CREATE TABLE check_in_attachments (
    id INTEGER PRIMARY KEY,
    check_in_id INTEGER NOT NULL REFERENCES check_ins (id),
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'voice')),
    file_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    origin INTEGER UNIQUE
) STRICT;
CREATE INDEX check_in_attachments_of ON check_in_attachments (check_in_id);
