"""How many examples the property tests try: many with HYPOTHESIS_PROFILE=thorough, else few."""

import os

from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def examples(usual: int, *, thorough: int | None = None) -> settings:
    """Return hypothesis settings: `usual` examples, or many more when asked to be thorough."""
    return settings(
        max_examples=(thorough or usual * 20) if THOROUGH else usual,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
