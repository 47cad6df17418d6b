-- The step that a person has reached on a card of one local date, so that it can go on later.
ALTER TABLE cards_read ADD COLUMN step INTEGER;
ALTER TABLE cards_read ADD COLUMN step_on TEXT;

-- What the next card of this activity is wished to be.
ALTER TABLE check_ins ADD COLUMN wish TEXT CHECK (wish IN ('smaller'));
-- "They asked for the help they wanted": a skill of its own.
ALTER TABLE check_ins ADD COLUMN asked_help TEXT CHECK (asked_help IN ('asked'));
-- The message that brought the note, so that a correction in the chat corrects the note.
ALTER TABLE check_ins ADD COLUMN note_message INTEGER;
CREATE INDEX check_ins_of_note ON check_ins (note_message) WHERE note_message IS NOT NULL;
