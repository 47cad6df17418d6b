-- `origin` is the update whose typed line made the version: processed again, it makes no second one.
ALTER TABLE assignment_versions ADD COLUMN origin INTEGER;
CREATE UNIQUE INDEX assignment_versions_by_origin ON assignment_versions (origin)
    WHERE origin IS NOT NULL;
