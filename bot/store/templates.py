"""The practice's own templates of programs, and what was assigned from one in one tap."""

from bot.domain.template import OwnTemplate, Plan, from_text, to_text
from bot.store.database import Row, Tx


def add(tx: Tx, name: str, plan: Plan, by: int, now: int, origin: int) -> int:
    """Keep a template; the same update keeps one."""
    tx.run(
        "INSERT INTO program_templates (name, plan, made_by, made_at, origin) "
        "VALUES (:name, :plan, :by, :now, :origin) ON CONFLICT (origin) DO NOTHING",
        name=name,
        plan=to_text(plan),
        by=by,
        now=now,
        origin=origin,
    )
    return int(tx.value("SELECT id FROM program_templates WHERE origin = :o", o=origin))


def rename(tx: Tx, template_id: int, name: str) -> None:
    """Give a template another name."""
    tx.run("UPDATE program_templates SET name = :name WHERE id = :id", name=name, id=template_id)


def remove(tx: Tx, template_id: int, now: int) -> None:
    """Take a template off the list; programs that began with it go on."""
    tx.run(
        "UPDATE program_templates SET removed_at = :now WHERE id = :id AND removed_at IS NULL",
        now=now,
        id=template_id,
    )


def one(tx: Tx, template_id: int) -> OwnTemplate | None:
    """Return a template that was not removed."""
    row = tx.one(_TEMPLATE + "AND t.id = :id", id=template_id)
    return None if row is None else _template(row)


def every(tx: Tx) -> list[OwnTemplate]:
    """Return the practice's templates by name."""
    return [_template(row) for row in tx.all(_TEMPLATE + "ORDER BY lower(t.name), t.id")]


_TEMPLATE = (
    "SELECT t.id, t.name, t.plan, t.made_by, p.name AS maker FROM program_templates t "
    "JOIN people p ON p.id = t.made_by WHERE t.removed_at IS NULL "
)


def _template(row: Row) -> OwnTemplate:
    return OwnTemplate(row["id"], row["name"], from_text(row["plan"]), row["made_by"], row["maker"])
