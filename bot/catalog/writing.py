"""A card as the YAML that the library reads: what is written here reads back the very same."""

import yaml

from bot.catalog.models import Activity


def as_yaml(activity: Activity) -> str:
    """Return a card as a file of the library, in the order of its fields.

    What a card does not use is left out, so that the file is as short as one by hand.
    """
    data = activity.model_dump(mode="json", exclude_defaults=True)
    return str(
        yaml.safe_dump(
            data, allow_unicode=True, default_flow_style=False, sort_keys=False, width=100
        )
    )
