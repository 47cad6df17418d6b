-- The local date of the next review of a program, when its therapist has set one.
ALTER TABLE programs ADD COLUMN review_on TEXT;

-- When a therapist last said that they had looked at a client's signs, by their own local date.
CREATE TABLE client_looks (
    client_id INTEGER PRIMARY KEY REFERENCES clients (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    looked_on TEXT NOT NULL,
    looked_at INTEGER NOT NULL
) STRICT;
