"""What a delivery says, with the data of the moment of sending.

What was answered, paused or ended since it was planned is left out; nothing left, nothing sent.
"""

from datetime import date, timedelta
from typing import Final

from bot.clock import epoch_ms, from_epoch_ms
from bot.domain.details import NOT_FOR_US
from bot.domain.kindness import GENTLE_AFTER_DAYS, ON_TIME, QUIET, Silence, Tone, quiet_until
from bot.domain.people import CAREGIVER_ROLES, CareLink, Person, Role
from bot.domain.rhythm import Slot, local_date
from bot.schedule import family_notice, message_notice, team_notice, timer_notice, worry_notice
from bot.schedule.found import Ready, Skip, Wait
from bot.services import cards
from bot.services.cards import Day, DayItem
from bot.services.care_end import THANKS
from bot.services.consent import asks_again
from bot.services.office import Office
from bot.services.timing import is_paused
from bot.store import check_ins, clients, deliveries, invites, people, programs, sent_cards
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.texts import Texts
from bot.views import consent as consent_view
from bot.views import day as day_view
from bot.views import notice as notice_view
from bot.views import thanks as thanks_view
from bot.views.screen import Screen

#: So long a notice waits before it is tried again with somebody who cannot be reached.
AWAY_MS: Final = 60 * 60_000


def render(tx: Tx, office: Office, texts: Texts, delivery: Delivery) -> Ready | Skip | Wait:
    """Return the message of a delivery, or why there is none now."""
    person = people.by_id(tx, delivery.person_id)
    link = people.link(tx, person.id, delivery.client_id, office.now_ms())
    now = office.now_ms()
    if now >= delivery.window_ends_at:
        return Skip("late")
    is_notice = delivery.slot == deliveries.NOTICE
    if not person.is_reachable:
        return Wait(now + AWAY_MS) if is_notice else Skip("unreachable")
    if timer_notice.is_timer(delivery) or worry_notice.is_worry(delivery):
        return _at_once(tx, office, texts, delivery, person)
    if link is None and delivery.subject.startswith(THANKS):
        return _thanks(tx, office, texts, delivery, person)
    is_team = team_notice.is_team(delivery)
    if link is None and not is_team:
        return Skip("no longer linked")
    if is_notice or now - delivery.due_at > ON_TIME.total_seconds() * 1000:
        quiet = quiet_until(office.now(), person.zone, person.quiet)
        if quiet is not None:
            ends = epoch_ms(quiet)
            return Wait(ends) if ends < delivery.window_ends_at else Skip("quiet hours")
    if is_team or link is None:
        told = team_notice.screen(tx, office, texts, delivery, person)
        return Ready(person.telegram_id, told) if told else Skip("not theirs to read")
    if is_notice:
        return _notice(tx, office, texts, delivery, person, link)
    return _reminder(tx, office, texts, delivery, person, link)


def render_again(tx: Tx, office: Office, texts: Texts, delivery: Delivery) -> Ready | Skip:
    """Return how a reminder that was sent looks now: somebody answered, or the bot was away."""
    person = people.by_id(tx, delivery.person_id)
    if timer_notice.is_timer(delivery):
        return _timer(tx, office, texts, delivery, person)
    if worry_notice.is_worry(delivery):
        screen = worry_notice.screen(tx, office, texts, delivery, person)
        return Ready(person.telegram_id, screen) if screen else Skip("not theirs to read")
    if message_notice.is_message(delivery):
        page = message_notice.screen(tx, office, texts, delivery, person)
        return Ready(person.telegram_id, page) if page else Skip("not theirs to read")
    link = people.link(tx, person.id, delivery.client_id, office.now_ms())
    if link is None or not _may_read(tx, person, link):
        return Skip("no longer linked")
    if delivery.message_id is None or not person.is_reachable:
        return Skip("unreachable")
    slot = Slot(delivery.slot)
    day, items = _items(tx, office, person, link, delivery.local_date, slot)
    if not items:
        return Skip("nothing left")
    say = texts.say(person.language)
    if delivery.refresh_why == "away" and not all(item.answer for item in items):
        heading = day_view.was_away(say)
    elif any(item.answer and item.answer.person_id != person.id for item in items):
        heading = day_view.answered_by_another(say, items, person.id)
    else:
        return Skip("nothing left")
    screen = day_view.slot_list(say, day, slot, items, heading)
    thank = thanks_view.row(say, items, person.id, day.on)
    return Ready(person.telegram_id, Screen(screen.text, (*thank, *screen.rows)))


def silence_of(tx: Tx, person: Person, link: CareLink, on: date) -> Silence:
    """Return how long nobody has answered about a client, as of a local date.

    A rest is no silence: it begins when somebody joins, answers, or comes back.
    """
    client = link.client.id
    signs = [local_date(from_epoch_ms(link.started_at), person.zone)]
    answered = check_ins.last_date_of(tx, client)
    if answered is not None:
        signs.append(answered)
    if link.paused_until is not None:
        signs.append(date.fromisoformat(link.paused_until))
    since = min(max(signs), on)
    told = date.fromisoformat(link.quiet_told_on) if link.quiet_told_on else None
    cards_sent = 0
    if (on - since).days > GENTLE_AFTER_DAYS:
        cards_sent = sent_cards.days_with_cards(tx, person.id, client, since, on)
    return Silence(since, told, cards_sent)


def _may_read(tx: Tx, person: Person, link: CareLink) -> bool:
    return link.role in CAREGIVER_ROLES and invites.has_consent(tx, person.id, link.client.id)


def _items(
    tx: Tx, office: Office, person: Person, link: CareLink, on: date, slot: Slot
) -> tuple[Day, list[DayItem]]:
    day = cards.day_of(tx, office, person, link, on)
    return day, [i for i in day.items if slot is Slot.BEDTIME or i.assignment.slot is slot]


def _reminder(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person, link: CareLink
) -> Ready | Skip:
    if not _may_read(tx, person, link):
        return Skip("no consent")
    on = delivery.local_date
    if is_paused(link, on):
        return Skip("paused")
    slot = Slot(delivery.slot)
    day, items = _items(tx, office, person, link, on, slot)
    unanswered = [item for item in items if item.answer is None]
    if not unanswered:
        return Skip("nothing left")
    say = texts.say(person.language)
    tone = silence_of(tx, person, link, on).tone(on)
    if tone is Tone.GOODBYE:
        return Ready(person.telegram_id, day_view.goodbye(say, link), tone)
    only = None
    asks_load = slot is Slot.BEDTIME and day.load_evening is not None
    if len(unanswered) == 1 and not asks_load:
        items = unanswered
        only = cards.card_of(tx, office, person, link, items[0].assignment, on)
    opening = on.toordinal() + person.id
    if tone is Tone.GENTLE:
        hello = day_view.gentle(say)
    elif _is_back(tx, person, link, on):
        hello = day_view.welcome_back(say)
    else:
        hello = day_view.opening(say, slot, opening, unanswered[0])
    snooze_open = office.today(person.zone) - on < timedelta(days=1)
    screen = day_view.reminder(say, day, slot, items, hello, only, can_snooze=snooze_open)
    if asks_again(tx, office, person, [link]) is not None:
        screen = consent_view.beside(say, link.client, screen)
    return Ready(person.telegram_id, screen, tone)


def _is_back(tx: Tx, person: Person, link: CareLink, on: date) -> bool:
    """Say whether this is the first card after a rest."""
    if link.paused_until is None:
        return False
    before = date.fromisoformat(link.paused_until) - timedelta(days=1)
    return not sent_cards.days_with_cards(
        tx, person.id, link.client.id, before, on + timedelta(days=1)
    )


def _notice(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person, link: CareLink
) -> Ready | Skip:
    if message_notice.is_message(delivery):
        letter = message_notice.screen(tx, office, texts, delivery, person)
        return Ready(person.telegram_id, letter) if letter else Skip("not theirs to read")
    if link.role is Role.THERAPIST and not person.is_therapist:
        return Skip("suspended")
    say = texts.say(person.language)
    if family_notice.is_ours(delivery):
        found = family_notice.screen(tx, office, say, delivery, person, link)
        return Ready(person.telegram_id, found) if found else Skip("nothing left")
    kind, _, rest = delivery.subject.partition(":")
    number, _, rest = rest.partition(":")
    if kind not in ("unreachable", "quiet", NOT_FOR_US):
        return Skip("nothing left")
    about = people.by_id(tx, int(number))
    if kind == NOT_FOR_US:
        assignment = programs.assignment(tx, int(rest.partition(":")[0]))
        if assignment is None:
            return Skip("nothing left")
        title = cards.activity_of(tx, office, assignment).title
        screen = notice_view.not_for_us(say, link.client, about, assignment, title)
        return Ready(person.telegram_id, screen)
    theirs = people.link(tx, about.id, link.client.id, office.now_ms())
    is_quiet = theirs is not None and theirs.paused_why == QUIET
    if about.is_reachable if kind == "unreachable" else not is_quiet:
        return Skip("nothing left")
    screen = notice_view.about_caregiver(say, link.client, about, kind)
    return Ready(person.telegram_id, screen)


def _timer(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person
) -> Ready | Skip:
    found = timer_notice.screen(tx, office, texts, delivery, person)
    if found is None:
        return Skip("not theirs to read")
    return Ready(person.telegram_id, found[0], again_at=found[1])


def _at_once(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person
) -> Ready | Skip | Wait:
    """What is for today does not wait for the end of anybody's quiet hours."""
    if timer_notice.is_timer(delivery):
        return _timer(tx, office, texts, delivery, person)
    quiet = quiet_until(office.now(), person.zone, person.quiet)
    if quiet is not None and worry_notice.can_wait(tx, delivery):
        return Wait(epoch_ms(quiet))
    screen = worry_notice.screen(tx, office, texts, delivery, person)
    return Ready(person.telegram_id, screen) if screen else Skip("not theirs to read")


def _thanks(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person
) -> Ready | Skip | Wait:
    """Whose care has ended hears one kind word, at an hour that suits them."""
    quiet = quiet_until(office.now(), person.zone, person.quiet)
    if quiet is not None:
        return Wait(epoch_ms(quiet))
    client = clients.by_id(tx, delivery.client_id)
    if client is None:
        return Skip("nothing left")
    return Ready(person.telegram_id, notice_view.care_ended(texts.say(person.language), client))
