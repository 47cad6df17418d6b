"""A bot process at the local chat's server: who taps, what arrives, when it is killed."""
