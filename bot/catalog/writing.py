"""A card as the YAML that the library reads: what is written here reads back the very same."""

from typing import Final

import yaml

from bot.catalog.models import Activity

_TEXT: Final = "tag:yaml.org,2002:str"


class _Dumper(yaml.SafeDumper):
    """Writes signs that cannot be seen as escapes: some of them would end a line in YAML."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    plain = all(sign.isprintable() for sign in text)
    return dumper.represent_scalar(_TEXT, text, style=None if plain else '"')


_Dumper.add_representer(str, _text)


def as_yaml(activity: Activity) -> str:
    """Return a card as a file of the library, in the order of its fields.

    What a card does not use is left out, so that the file is as short as one by hand.
    """
    data = activity.model_dump(mode="json", exclude_defaults=True)
    return str(
        yaml.dump(
            data,
            Dumper=_Dumper,
            allow_unicode=True,
            default_flow_style=False,
            sort_keys=False,
            width=100,
        )
    )
