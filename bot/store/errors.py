"""What can be wrong with the database file, each in one line that a person can act on."""


class StoreError(Exception):
    """The database cannot be used; the text says what to do."""
