"""What a therapist looked at before an activity was assigned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One thing that somebody confirmed.

    Attributes:
        flag: its id; "card" for the card's own question, "age" for its floor age.
        answer: `yes`, `unknown` or `card`.
        words: what the therapist read.
        by: their name.
        at: UTC epoch milliseconds.
    """

    flag: str
    answer: str
    words: str
    by: str
    at: int
