"""Every sentence for people goes through here: catalogues, plural forms, dates and languages.

English stands in the code as the message id. `say(...)` gives safe HTML: what is put into a
sentence is escaped here and nowhere else; `say.plain(...)` gives plain text for buttons.
"""

import gettext
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, dates
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from markupsafe import Markup

SOURCE_LANGUAGE: Final = "en"
#: Dates go with the 24-hour clock: the day before the month, as most who read English write.
_LOCALES: Final = {"en": "en_GB"}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translated later"
    """Mark a message for translation where it is defined, to be said elsewhere."""
    return message


@dataclass(frozen=True, slots=True)
class Say:
    """One language's voice."""

    language: str
    _catalogue: gettext.NullTranslations

    def __call__(self, message: str, /, **facts: object) -> Markup:
        """Return the sentence as HTML, the facts escaped."""
        return Markup(self._catalogue.gettext(message)).format(**facts)  # noqa: S704 - our own text

    def plain(self, message: str, /, **facts: object) -> str:
        """Return the sentence as plain text (buttons, alerts, menus)."""
        return self._catalogue.gettext(message).format(**facts)

    def many(self, one: str, more: str, n: int, /, **facts: object) -> Markup:
        """Return the plural form that fits `n`, as HTML; `{n}` stands for the number."""
        return Markup(self._catalogue.ngettext(one, more, n)).format(n=n, **facts)  # noqa: S704

    def day(self, day: date) -> str:
        """Return a date as people say it: Mon 23 Nov."""
        return dates.format_skeleton("MMMEd", day, locale=self._locale)

    def moment(self, instant: datetime, zone: str) -> str:
        """Return an instant as local date and time."""
        local = instant.astimezone(ZoneInfo(zone))
        return f"{self.day(local.date())}, {local:%H:%M}"

    def weekday(self, number: int) -> str:
        """Return the short name of a weekday, Monday 0 to Sunday 6."""
        return str(dates.get_day_names("abbreviated", "stand-alone", self._locale)[number])

    @property
    def _locale(self) -> Locale:
        return Locale.parse(_LOCALES.get(self.language, self.language))


@dataclass(frozen=True, slots=True)
class Texts:
    """The languages that the whole interface ships in."""

    voices: Mapping[str, Say]
    default: str

    def say(self, language: str | None) -> Say:
        """Return the voice for a language tag, or the default's."""
        base = (language or "").lower().replace("_", "-").split("-")[0]
        return self.voices.get(base) or self.voices[self.default]

    def knows(self, language: str) -> bool:
        """Say whether the interface ships in that language."""
        return language in self.voices

    @property
    def names(self) -> dict[str, str]:
        """Each language's code and its own name for itself."""
        return {code: _own_name(code) for code in sorted(self.voices)}


def load_texts(content_dirs: Sequence[Path], default: str) -> Texts:
    """Read `locales/<language>/bot.po` below the content folders.

    A later folder's sentence takes the place of an earlier one's; what has none stays English.

    Raises:
        ValueError: the default language has no catalogue, or one cannot be read.
    """
    catalogues = {SOURCE_LANGUAGE: gettext.NullTranslations()}
    for folder in content_dirs:
        for file in sorted(folder.glob("locales/*/bot.po")):
            read = _read(file)
            if file.parent.name in catalogues:
                read.add_fallback(catalogues[file.parent.name])
            catalogues[file.parent.name] = read
    voices = {language: Say(language, catalogue) for language, catalogue in catalogues.items()}
    if default not in voices:
        known = ", ".join(sorted(voices))
        raise ValueError(f'DEFAULT_LANGUAGE: "{default}" has no translation; there are: {known}')
    return Texts(voices, default)


def _read(file: Path) -> gettext.NullTranslations:
    try:
        locale = Locale.parse(file.parent.name)
        with file.open("rb") as source:
            catalogue = read_po(source, locale=locale, abort_invalid=True)
    except (OSError, ValueError, PoFileError, UnknownLocaleError) as error:
        raise ValueError(f"{file}: is no translation that can be read: {error}") from error
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _own_name(code: str) -> str:
    name = Locale.parse(code).get_display_name(code) or code
    return name[0].upper() + name[1:]
