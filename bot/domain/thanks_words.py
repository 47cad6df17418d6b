"""How an answer is thanked for: praise can feel like pressure (brief 6.2)."""

from typing import Final

PLAIN: Final = "plain"
#: With a line about the effort that the card can show.
WARM: Final = "warm"
