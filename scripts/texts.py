"""Collects every sentence of the interface and brings each language's bot.po up to date.

python scripts/texts.py            writes content/locales/*/bot.po anew
python scripts/texts.py add de     begins a new language
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).parents[1]
LOCALES: Final = ROOT / "content" / "locales"
#: How the code says a sentence: say("x"), say.plain("x"), say.many("one", "more", n), N_("x").
KEYWORDS: Final = {"say": None, "plain": None, "N_": None, "many": (1, 2)}


def collect() -> Catalog:
    """Return every sentence that the code says, with the places that say it."""
    catalogue = Catalog(project="Home Program Bot", charset="utf-8")
    found = extract_from_dir(
        str(ROOT / "bot"), [("**.py", "python")], keywords=KEYWORDS, comment_tags=["Translators:"]
    )
    for file, _, message, comments, context in found:
        # Places without line numbers: a moved line is no change for translators.
        catalogue.add(
            message, locations=[(f"bot/{file}", 0)], auto_comments=comments, context=context
        )
    for message in _about_worries():
        catalogue.add(message, locations=[("content/worries.yaml", 0)])
    return catalogue


def _about_worries() -> Iterator[str]:
    """Yield what is said when something worried somebody: it stands in a file of its own."""
    file: Any = yaml.safe_load((ROOT / "content" / "worries.yaml").read_text(encoding="utf-8"))
    for entry in (*file["choices"].values(), *file["codes"].values()):
        labels = (entry.get("label"), entry.get("own_label"))
        texts = (*labels, *entry.get("text", ()), *(entry.get("own") or ()))
        yield from (text.strip() for text in texts if text)


def update(language: str) -> None:
    """Write one language's catalogue anew: what is gone goes, what is new waits untranslated."""
    file = LOCALES / language / "bot.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as source:
            catalogue = read_po(source, locale=language)
    catalogue.update(collect(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with file.open("wb") as target:
        write_po(
            target, catalogue, width=100, include_lineno=False, sort_output=True, omit_header=False
        )


def main(arguments: list[str]) -> None:
    """Update the languages there are, or begin the named one."""
    languages = arguments[1:] if arguments[:1] == ["add"] else []
    for language in languages or sorted(f.parent.name for f in LOCALES.glob("*/bot.po")):
        update(language)


if __name__ == "__main__":
    main(sys.argv[1:])
