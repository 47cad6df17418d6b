"""What a therapist looked at before a card was assigned: who confirmed what, and when."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.looked_at import LookedAt
from bot.texts import Say
from bot.views.screen import bullets, lines

_FOLDED: Final = Markup("<blockquote expandable>{}</blockquote>")


def looked_at(say: Say, checks: Sequence[LookedAt], zone: str) -> Markup | None:
    """Return what was confirmed, folded; None when nothing was asked."""
    if not checks:
        return None
    found = [
        say.plain(
            "{words} ({name}, {when})",
            words=one.words.rstrip("."),
            name=one.by,
            when=say.moment(from_epoch_ms(one.at), zone),
        )
        for one in checks
    ]
    return _FOLDED.format(lines(say("<b>Looked at before assigning</b>"), bullets(found)))
