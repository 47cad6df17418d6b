"""What a colleague or a family hears of a change in a client's team, as it stands at sending."""

from bot.domain.people import Person
from bot.services import team_notices
from bot.services.farewell import farewell_for
from bot.services.office import Office
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.texts import Texts
from bot.views import team_notice as view
from bot.views.closing import farewell
from bot.views.screen import Screen


def is_team(delivery: Delivery) -> bool:
    """Say whether a delivery is about a client's team."""
    kind = delivery.subject.partition(":")[0]
    return kind in (team_notices.KIND, team_notices.FAREWELL)


def screen(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person
) -> Screen | None:
    """Return the message, or None when it is not for this person any more."""
    if delivery.subject.startswith(team_notices.FAREWELL):
        page = farewell_for(tx, office, person, delivery.client_id)
        return None if page is None else farewell(texts.say(person.language), page)
    news = team_notices.news_of(tx, office, delivery.subject, delivery.client_id, person)
    return None if news is None else view.news(texts.say(person.language), news)
