"""A working day of many families at high clock speed: what grows that should not?"""
