"""The page that says what each card rests on (docs/evidence.md), made from the library itself.

Run `python -m bot.catalog.evidence > docs/evidence.md` after a change; a test compares the two.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.catalog.catalog import Catalog
from bot.catalog.loader import load

_HEAD = """\
# What the cards rest on

Made from `content/` by `bot/catalog/evidence.py`; a test keeps it true and says how to
make it anew.

Every card names its sources and carries one of three words:

| word | what it says | cards |
|---|---|---|
| green | The *approach* is recommended in a review or a guideline, for at least one relevant \
group. The single card has not been trialled. | {green} |
| yellow | Plausible; the evidence is thin or mixed. The card asks to notice before and after, to \
keep it for two to four weeks if it helps, and to drop it if not. | {yellow} |
| practice | Safety, comfort, adaptation or rights: standard practice that is seldom trialled. \
| {practice} |

Status of a source: **C** is checked against a published abstract or guidance page. **M** is general
clinical knowledge; a clinician should confirm it before release. {reviewed} of {all} cards have
been reviewed by a therapist; the others say "draft".
"""

_TAIL = """\

## Left out on purpose

Weighted vests and blankets; chew necklaces and bracelets; water beads; rubber balloons; home
trampolines, upside-down positions and spinning by adults; skin brushing and joint compressions by
parents; forced exposure to food, touch or noise; holding and restraint; hand-over-hand as the usual
way; drills for eye contact and "quiet hands"; methods in which another person supports the hand or
the board of someone who spells; mouth exercises without speech that are sold as speech help;
listening programs; passive handling for cerebral palsy; overhead arm pulleys and pulling on a weak
arm after a stroke; steady increases for people who are worse after effort; leaving a distressed
child alone to sleep; advice on medicines, supplements, diets or melatonin.

Reward charts, compliance training, planned ignoring and withholding are left out too, although some
reviews rate them well. That is a decision about values, and we say so openly.
"""


def page(catalog: Catalog) -> str:
    """Return the whole page as Markdown."""
    cards = catalog.activities.values()
    lights = Counter(card.evidence.light for card in cards)
    head = _HEAD.format(
        **{light: lights[light] for light in ("green", "yellow", "practice")},
        reviewed=sum(card.review.status == "reviewed" for card in cards),
        all=len(cards),
    )
    return "\n".join([head, *_table(catalog), _TAIL])


def users(catalog: Catalog, code: str) -> list[str]:
    """Return the ids of the cards and learn cards that name a source, in library order."""
    return [
        *(card.id for card in catalog.activities.values() if code in card.evidence.sources),
        *(learn.id for learn in catalog.learn.values() if code in learn.sources),
    ]


def _table(catalog: Catalog) -> Iterator[str]:
    yield "## Sources\n"
    yield "| code | what | status | cards |"
    yield "|---|---|---|---|"
    for code, source in catalog.sources.items():
        what = f"{source.what} *{source.note}*" if source.note else source.what
        named = ", ".join(f"`{card}`" for card in users(catalog, code)) or "-"
        yield f"| {code} | {what} | {source.status} | {named} |"


def main() -> None:
    """Write the page of the folders that are named, or of `content`."""
    folders = [Path(name) for name in sys.argv[1:]] or [Path("content")]
    sys.stdout.write(page(load(folders)))


if __name__ == "__main__":
    main()
