"""How a reminder begins: warm, in other words each day, and never a demand."""

from typing import Final

from bot.domain.rhythm import Slot
from bot.texts import N_

#: Brief 6.3: chosen at random, never the same two days in a row. {card} is a card's title.
OPENINGS: Final = {
    Slot.MORNING: (
        N_("Good morning. A small idea is here if today has room for it."),
        N_("Good morning. One idea for today: {card}. Or some of it, or none of it."),
        N_("A new day. {card} is on the list, whenever it suits."),
        N_("Morning. The card is here. A slow start is fine, too."),
    ),
    Slot.AFTERNOON: (
        N_("Home soon. A snack comes first, and that is plenty."),
        N_("There is an idea for this afternoon: {card}. It can be short."),
        N_("A quiet moment may come. {card} is on the list if your day has one."),
    ),
    Slot.BEDTIME: (
        N_("Evening. Here is tonight's card, or a lamp and nothing else."),
        N_("The day is winding down. Two steps are enough on a long day."),
        N_("Evening. Was there any of it today? Every answer is fine."),
        N_("Nearly night. You can close this message and be done."),
    ),
}
