"""One warm compiler and one loaded library for all picture tests: they are slow to make."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.catalog import Catalog, load
from bot.pictures import Page, Studio
from bot.pictures.keys import photos_in
from bot.pictures.press import Press

CONTENT = Path(__file__).parents[2] / "content"

Draw = Callable[[Page], bytes]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load([CONTENT])


@pytest.fixture(scope="session")
def press() -> Press:
    return Press()


@pytest.fixture(scope="session")
def draw(press: Press) -> Draw:
    return lambda spec: press.draw(spec, photos=photos_in(spec))


@pytest.fixture
async def studio() -> AsyncIterator[Studio]:
    studio = Studio()
    await studio.warm_up()
    yield studio
    await studio.close()
