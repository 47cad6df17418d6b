"""What a person wishes for themselves: quiet hours, the evening of the load question, thanks."""

from bot.store.database import Tx


def set_quiet_hours(tx: Tx, person_id: int, begin: int, end: int) -> None:
    """Set a person's quiet hours, in minutes of the local day."""
    tx.run(
        "UPDATE people SET quiet_from = :begin, quiet_to = :end WHERE id = :id",
        begin=begin,
        end=end,
        id=person_id,
    )


def set_load_day(tx: Tx, person_id: int, day: int) -> None:
    """Set the evening of the load question: Monday 0 to Sunday 6; 7 never asks."""
    tx.run("UPDATE people SET load_day = :day WHERE id = :id", day=day, id=person_id)


def set_plain_thanks(tx: Tx, person_id: int, *, plain: bool) -> None:
    """Thank somebody in plain words, or with a line about the effort."""
    tx.run("UPDATE people SET plain_thanks = :plain WHERE id = :id", plain=int(plain), id=person_id)
