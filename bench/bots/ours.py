"""Our whole bot as it runs in a practice, on a database that knows the 64 families.

`prepare FOLDER` makes the database and prints the chats; `run FOLDER URL` starts the bot against
the API server's URL, where it runs until it is stopped.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Final

from bench.bots.families import settle_in
from bench.pin import pin
from bench.tap.race import TOKEN
from bot.commands import telegram
from bot.logs import configure
from bot.settings import Settings

_CONTENT: Final = Path(__file__).parents[2] / "content"


def _database(folder: Path) -> Path:
    return folder / "data" / "bot.sqlite3"


def _run(folder: Path, url: str) -> None:
    settings = Settings.model_validate(
        {
            "bot_token": TOKEN,
            "bot_api_url": url,
            "database_url": f"sqlite:///{_database(folder)}",
            "content_dir": str(_CONTENT),
        }
    )
    sys.exit(telegram.run(settings))


def main() -> None:
    verb, folder, *url = sys.argv[1:]
    if verb == "prepare":
        print(json.dumps(asyncio.run(settle_in(_database(Path(folder)), _CONTENT))))
    else:
        pin(-1)
        configure("WARNING", [TOKEN])
        _run(Path(folder), *url)


if __name__ == "__main__":
    main()
