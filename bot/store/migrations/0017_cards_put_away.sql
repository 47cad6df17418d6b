-- Cards of an hour ago and more: which were sent for a date, and which were not, and why.
-- `deliveries` keeps what is owed, the last hour's cards, and notices. What it holds of older
-- cards is put away bit by bit after the start, by the running bot.
CREATE TABLE cards_put_away (
    client_id INTEGER NOT NULL REFERENCES clients (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    local_date TEXT NOT NULL,
    slot TEXT NOT NULL CHECK (slot IN ('morning', 'afternoon', 'bedtime')),
    message_id INTEGER,
    skipped_why TEXT, -- nobody got it
    PRIMARY KEY (client_id, person_id, local_date, slot)
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_to_put_away ON deliveries (due_at)
    WHERE slot <> 'notice' AND subject = '' AND state IN ('sent', 'skipped');
