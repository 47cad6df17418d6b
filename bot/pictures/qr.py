"""The way from the fridge to the chat: a QR code as a drawing that stays sharp on paper."""

from functools import lru_cache
from typing import Final

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

#: Any of the eight patterns can be read; choosing the prettiest would take five times as long.
_MASK: Final = 2
#: Longer links make squares too small for a phone's camera at arm's length.
LONGEST_LINK: Final = 300


@lru_cache(maxsize=64)
def qr_svg(link: str) -> str:
    """Return a QR code of the link as SVG, without the white edge that the page gives it.

    Raises:
        ValueError: the link is longer than 300 characters.
    """
    if len(link) > LONGEST_LINK:
        raise ValueError(f"a link of {len(link)} characters; a QR code holds {LONGEST_LINK}")
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(link)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(
        f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#000" d="{path}"/></svg>'
    )
