"""The page's own files and nothing else: a path can never leave their folder."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote

from aiohttp import web

PAGE = Path(__file__).resolve().parent / "page"

_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".md": "text/markdown",
}


def page_file(name: str) -> web.StreamResponse:
    """Return one file of the page; `name` is its path below the folder, as it came in the URL."""
    try:
        path = (PAGE / unquote(name)).resolve()
        inside = path.is_relative_to(PAGE) and path.is_file()
    except (ValueError, OSError):
        inside = False
    if not inside:
        return web.Response(status=404, text="There is no such page.")
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    kind = kind or "application/octet-stream"
    if kind.startswith("text/") or kind.endswith(("json", "xml")):
        kind += "; charset=utf-8"
    return web.Response(
        body=path.read_bytes(),
        headers={
            "Content-Type": kind,
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
        },
    )
