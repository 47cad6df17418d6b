"""The rows, by topic; a topic of its own is a file with ROWS."""
