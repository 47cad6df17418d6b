"""What a person sees: a text, rows of buttons, perhaps a notice; Telegram comes later."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup

from bot.domain.attachment import Kind
from bot.pictures.specs import Page
from bot.views.routes import Route, encode

Style = Literal["primary", "success", "danger"]

LABEL_LIMIT: Final = 64
SAID_AGAIN: Final = 60


@dataclass(frozen=True, slots=True)
class Button:
    """One tap: a route, a link, or a text to copy."""

    label: str
    route: Route | None = None
    url: str | None = None
    copy: str | None = None
    style: Style | None = None

    @property
    def data(self) -> str | None:
        """The route as callback data."""
        return None if self.route is None else encode(self.route)


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file that Telegram keeps already: the text stands under it (1024 characters).

    Attributes:
        instead: what is said when Telegram does not know the file any more.
    """

    kind: Kind
    file_id: str
    instead: Markup


@dataclass(frozen=True, slots=True)
class Held:
    """A page that changes later: about what, and the message that shows it already, if any."""

    about: int
    shown_in: int | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """One card.

    Attributes:
        notice: a short line shown over the chat when a tap led here.
        picture: what is drawn above the text; the text is then a caption (1024 characters).
        may_stay: the text may stand under the picture that is there already.
        file: a photo, voice note or document above the text.
        held: how far a message has come is shown here: it is edited as that changes.
        is_silent: it comes without a sound.
    """

    text: Markup
    rows: tuple[Row, ...] = ()
    notice: str | None = None
    alert: bool = False
    picture: Page | None = None
    may_stay: bool = False
    file: File | None = None
    held: Held | None = None
    is_silent: bool = False


def button(label: str, route: Route, style: Style | None = None) -> Button:
    """Return a button whose label fits."""
    shown = label if len(label) <= LABEL_LIMIT else label[: LABEL_LIMIT - 1] + "…"
    return Button(shown, route, style=style)


def short(typed: str, most: int = SAID_AGAIN) -> str:
    """Return typed words as a screen says them again: somebody may have typed a whole page."""
    return typed if len(typed) <= most else typed[: most - 1] + "…"


def in_rows(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Lay buttons out in rows of at most `width`."""
    every = tuple(buttons)
    return tuple(every[i : i + width] for i in range(0, len(every), width))


def lines(*parts: Markup | None) -> Markup:
    """Join lines, leaving out what is None."""
    return Markup("\n").join(part for part in parts if part is not None)


def blocks(*parts: Markup | None) -> Markup:
    """Join paragraphs with a blank line, leaving out what is None or empty."""
    return Markup("\n\n").join(part for part in parts if part)


def bullets(items: Iterable[str]) -> Markup:
    """Return a list with a dot before each item."""
    return Markup("\n").join(Markup("• {}").format(item) for item in items)
