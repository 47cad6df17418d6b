"""What each command does. A module is imported when its command is asked for, and no sooner."""
