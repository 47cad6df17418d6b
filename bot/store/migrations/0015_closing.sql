-- The therapist's own words on the last page of a client's program.
ALTER TABLE clients ADD COLUMN farewell TEXT;
