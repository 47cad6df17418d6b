"""Who may use which service: one row for each, played on a real database."""
