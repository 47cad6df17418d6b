"""Parses what people do, calls one service, shows one view; a screenful each."""
