"""What people, phones and pranksters type: likely words, and words that break careless programs."""

from typing import Final

LIKELY: Final = (
    "Sunny", "Pip", "socks", "on", "wall", "pushes", "dress-socks-on", "morning", "bedtime",
    "daily", "mon", "4w", "-3w", "400w", "note:", "7:30", "25:99", "7", "Berlin", "/start",
    "i-x", "<b>", "&", "</b>", "{name}", "%s", "'", '"', ";", "--", "0", "-1",
    "99999999999999999999", "yes", "no", "done", "help", "child", "adult", "112", "555-0100",
    "breathing", "fell", "hurts",
)  # fmt: skip
ODD: Final = (
    "",
    " ",
    "\x00",
    "\ud800 lone",
    "\udc00\ud83d",
    "a" * 4096,
    "🙂" * 2000,
    "👩‍👩‍👧‍👦" * 300,
    "\u202eright to left\u202c",
    "שלום עולם مرحبا",
    "<script>alert(1)</script>",
    "&lt;b&gt; <b>open",
    "<b>" * 300,
    "\n\n\n",
    "/",
    "//",
    "/ today",
    "/today@other_bot",
    "/today@home_program_bot x",
    "/assign " + "x " * 500,
    "word " * 800,
    "٣٤٥ ²³ ⅷ",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳",
    "\u200b\u2060\ufeff",
    "ㅤ",
)
#: Values that some button of ours carries somewhere, and some that none does.
VALUES: Final = (
    "family", "self", "therapist", "school", "en", "de", "xx", "Europe", "-", "Europe/Berlin",
    "Mars/Base", "client", "area", "activity", "slot", "days", "days_so_far", "weeks", "note",
    "ask_note", "no_note", "1", "31", "127", "128", "dressing", "dress-socks-on", "morning",
    "stage", "child", "pace", "low", "nickname", "language", "consent", "relation", "parent",
    "zone", "420", "none", "yes", "no", "learn-backward-chaining", "RF-SEIZ", "RF-PAIN", "",
    "²", "\ud800",
)  # fmt: skip
#: What a damaged update may hold in a field's place.
WRONG: Final[tuple[object, ...]] = (
    None,
    "",
    0,
    -1,
    2**70,
    1.5,
    [],
    {},
    [{}],
    True,
    "x" * 100,
    "\ud800",
    "1003",
)
