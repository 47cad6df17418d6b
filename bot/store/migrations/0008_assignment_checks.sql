-- What a therapist looked at before assigning: a flag of the person that speaks about the card
-- (yes, or not known), or the card's own question. Who confirmed what, in which words, and when.
CREATE TABLE assignment_checks (
    assignment_id INTEGER NOT NULL REFERENCES assignments (id),
    flag TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'unknown', 'card')),
    words TEXT NOT NULL,
    confirmed_by INTEGER NOT NULL REFERENCES people (id),
    confirmed_at INTEGER NOT NULL,
    PRIMARY KEY (assignment_id, flag)
) STRICT, WITHOUT ROWID;
