"""The crash campaign: a burst of reminders, taps going on, and SIGKILL at a random moment."""
