"""A language nobody speaks: every text accented and 40 % longer, to see what stayed English."""

import re
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from scripts.texts import collect

LANGUAGE: Final = "eo"
_LETTERS: Final = str.maketrans("aeiouycnszAEIOUYCNSZ", "àéîõüýçñšžÀÉÎÕÜÝÇÑŠŽ")
#: Left as they are: placeholders, tags, commands, entities.
_FIXED: Final = re.compile(r"(\{\w*\}|<[^>]*>|/[a-z]+|&\w+;)")


def accented(text: str) -> str:
    """Return a text in the language that nobody speaks."""
    parts = _FIXED.split(text)
    said = "".join(part if n % 2 else part.translate(_LETTERS) for n, part in enumerate(parts))
    letters = len(re.sub(_FIXED, "", text))
    return said + " " + "·" * max(1, round(letters * 0.4) - 1)


def write_pseudo_locale(folder: Path) -> None:
    """Write the whole interface in that language below a content folder."""
    catalogue = Catalog(locale=LANGUAGE)
    for message in collect():
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            said = tuple(accented(form) for form in forms)
            catalogue.add(message.id, said if len(said) > 1 else said[0])
    target = folder / "locales" / LANGUAGE / "bot.po"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalogue)
