"""A burst: many reminders due at once, a server that counts, and people who tap meanwhile."""
