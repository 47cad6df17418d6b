"""Only this machine may talk to the server: no other address, no foreign web page.

A page on the internet can make a browser send requests to 127.0.0.1, and can point a name of its
own there (DNS rebinding). So the Host header has to be a loopback name, and a request that a
browser marks with an Origin has to come from our own page.
"""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FOREIGN = frozenset({"cross-site", "same-site"})


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine and nothing else."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """Judges each request by its headers."""

    def __init__(self) -> None:
        self._known_hosts: set[str] = set()

    def refusal(self, request: web.BaseRequest) -> str | None:
        """Return why a request is refused, or None."""
        host = request.headers.get("Host", "")
        if host not in self._known_hosts:
            name = urlsplit(f"//{host}").hostname if _is_plain(host) else None
            if name is None or not is_loopback(name):
                return "The local chat answers on this machine only, under its own address."
            if len(self._known_hosts) < 16:
                self._known_hosts.add(host)
        if request.headers.get("Sec-Fetch-Site") in _FOREIGN and not _is_page(request.raw_path):
            return "Another web page must not use the local chat."
        if request.method not in _SAFE:
            origin = request.headers.get("Origin")
            if origin is not None and origin != f"http://{host}":
                return "Another web page must not use the local chat."
        return None


def _is_page(path: str) -> bool:
    """Tell whether this is the page itself, to which another site may link."""
    return path.partition("?")[0] == "/"


def _is_plain(host: str) -> bool:
    """Tell whether a Host header is a name or address with at most a port."""
    return bool(host) and all(character.isalnum() or character in ".-:[]" for character in host)
