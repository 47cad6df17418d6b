"""Pure rules and frozen data: no I/O, no clock, no Telegram."""
