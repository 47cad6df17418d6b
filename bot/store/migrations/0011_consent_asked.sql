-- The local date on which somebody was asked to read a newer consent and left it for later.
ALTER TABLE consents ADD COLUMN asked_on TEXT;
