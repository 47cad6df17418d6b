"""What stops a command and can be mended by the person who reads about it."""


class PersonCanMendError(Exception):
    """Printed as it is, a line for each thing to mend; the command ends with status 1."""
