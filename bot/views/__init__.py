"""Turns data into screens: no I/O, no clock, no Telegram."""
