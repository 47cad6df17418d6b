"""No text gets in that cannot be stored or sent."""


def tidy(text: str) -> str:
    """Return a text without NUL and without halves of characters, which no UTF-8 can hold."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()
