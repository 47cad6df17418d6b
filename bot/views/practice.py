"""The practice's settings for its administrators: what is certain, what is still a suggestion."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from bot.catalog.worries import ALWAYS, PERHAPS
from bot.catalog.worry_models import Code
from bot.clock import from_epoch_ms
from bot.domain.practice import ContactSetting, NumberSetting, ReadingHours, Setting
from bot.domain.rhythm import clock_time
from bot.domain.zones import city
from bot.services.practice import PracticePage
from bot.texts import N_, Say
from bot.views import labels
from bot.views import practice_choices as choices
from bot.views.plan_words import weeks_of
from bot.views.practice_routes import (
    PracticeCountries,
    PracticeHome,
    PracticeItem,
    PracticeTexts,
    PracticeType,
    PracticeWording,
)
from bot.views.routes import Home
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, lines

CODES_A_PAGE: Final = 4
NAMES: Final = {
    Setting.NAME: N_("Name"),
    Setting.COUNTRY: N_("Country"),
    Setting.HOURS: N_("Reading hours"),
    Setting.PROMISE: N_("Worries seen within"),
    Setting.EMERGENCY: N_("Emergency number"),
    Setting.CRISIS: N_("Crisis line"),
    Setting.POISON: N_("Poison line"),
    Setting.PHONE: N_("Practice's phone"),
    Setting.URGENT: N_("Urgent contact"),
    Setting.SAFEGUARDING: N_("Safety lead"),
    Setting.SPEECH: N_("For eating and swallowing"),
    Setting.WORDING: N_("Safety wording"),
    Setting.RETENTION: N_("Records are kept"),
    Setting.MORNING: N_("Morning cards"),
    Setting.AFTERNOON: N_("Afternoon cards"),
    Setting.BEDTIME: N_("Bedtime cards"),
    Setting.WEEKS: N_("Usual weeks"),
}
_WHY: Final = {
    Setting.NAME: N_("Families read it where they are told who looks."),
    Setting.COUNTRY: N_("It suggests numbers. You confirm each before families read it."),
    Setting.HOURS: N_("Families read it where they tell a worry. Without it nothing is said."),
    Setting.PROMISE: N_(
        "After that time an unseen worry goes to the urgent contact. Without a promise, no time "
        "is told to families."
    ),
    Setting.EMERGENCY: N_(
        "Until you confirm it, families read: your local emergency number (112 works in much of "
        "the world)."
    ),
    Setting.CRISIS: N_("For talk of self-harm or dying. Empty or unconfirmed, it is left out."),
    Setting.POISON: N_("For things swallowed. Empty or unconfirmed, it is left out."),
    Setting.PHONE: N_("For what cannot wait. Empty or unconfirmed, it is left out."),
    Setting.URGENT: N_(
        "Hears of each emergency, as the therapist does, and of worries nobody has seen yet."
    ),
    Setting.SAFEGUARDING: N_("Is told when somebody may be hurt, or somebody talks of self-harm."),
    Setting.SPEECH: N_("Is told of worries about eating and swallowing."),
    Setting.WORDING: N_("The texts are drafts until you have read and confirmed them."),
    **dict.fromkeys(
        (Setting.MORNING, Setting.AFTERNOON, Setting.BEDTIME),
        N_("Families who join are offered this time. What they choose counts."),
    ),
    Setting.WEEKS: N_(
        "A new activity runs so long, unless its therapist says otherwise. "
        "Templates keep their own."
    ),
    Setting.RETENTION: N_(
        "So many years after a program was closed, its records are deleted at night, for good. "
        "Without a number they stay. The law where you are says how long."
    ),
}


def practice(say: Say, page: PracticePage, notice: str | None = None) -> Screen:
    """Show every setting; each opens."""
    shown = [
        say("{name}: {value}", name=say.plain(NAMES[one]), value=_value(say, page, one))
        for one in Setting
    ]
    items = [button(say.plain(NAMES[one]), PracticeItem(one)) for one in Setting]
    home: Row = (button(say.plain("Start page"), Home()),)
    return Screen(
        blocks(
            say("<b>The practice</b>"),
            lines(*shown),
            say("Families read only what is confirmed (✓)."),
        ),
        (*in_rows(items, 2), home),
        notice,
    )


def item(say: Say, page: PracticePage, setting: Setting, notice: str | None = None) -> Screen:
    """Show one setting with what can be done about it."""
    rows: tuple[Row, ...]
    match setting:
        case Setting.COUNTRY:
            rows = ((button(say.plain("Choose the country"), PracticeCountries(0)),),)
        case Setting.HOURS:
            rows = choices.hours(say, page.practice.hours)
        case Setting.RETENTION:
            rows = choices.retentions(say, page)
        case Setting.WEEKS:
            rows = choices.weeks(say, page)
        case Setting.PROMISE:
            rows = choices.promises(say, page)
        case Setting.URGENT | Setting.SAFEGUARDING | Setting.SPEECH:
            rows = choices.contacts(say, page, ContactSetting(setting))
        case Setting.WORDING:
            rows = ((button(say.plain("Read the texts"), PracticeTexts(0)),),)
        case Setting.MORNING | Setting.AFTERNOON | Setting.BEDTIME:
            rows = choices.usual_time(say, page, setting)
        case Setting.NAME:
            rows = ((button(say.plain("Type it"), PracticeType(setting)),),)
        case _:
            rows = choices.number(say, page, NumberSetting(setting))
    back: Row = (button(say.plain("Back"), PracticeHome()),)
    return Screen(
        blocks(
            Markup("<b>{}</b>").format(say.plain(NAMES[setting])),
            Markup("{}").format(_value(say, page, setting)),
            _stands(say, page, setting),
            say(_WHY[setting]),
        ),
        (*rows, back),
        notice,
    )


def ask(say: Say, setting: Setting) -> Screen:
    """Ask for a value: the next text is it."""
    examples = {
        Setting.NAME: N_("Type the name, like: Riverside OT"),
        Setting.COUNTRY: N_("Type the country, like: Ireland"),
        Setting.HOURS: N_("Type the hours, like: 8:30-16:30"),
        Setting.PROMISE: N_("Type the hours, like: 24"),
        Setting.RETENTION: N_("Type the years, like: 10"),
        Setting.MORNING: N_("Type the time, like: 6:45"),
        Setting.AFTERNOON: N_("Type the time, like: 15:30"),
        Setting.BEDTIME: N_("Type the time, like: 19:15"),
        Setting.WEEKS: N_("Type the weeks, like: 6"),
    }
    example = examples.get(setting, N_("Type the number, like: 112"))
    return Screen(
        blocks(Markup("<b>{}</b>").format(say.plain(NAMES[setting])), say(example)),
        ((button(say.plain("Back"), PracticeItem(setting)),),),
    )


def texts(say: Say, page: PracticePage, codes: Mapping[str, Code], number: int) -> Screen:
    """Show the safety texts as families read them, by page; the last page confirms them all."""
    named = list(codes.items())
    last = (len(named) - 1) // CODES_A_PAGE
    number = min(number, last)
    shown = named[number * CODES_A_PAGE : (number + 1) * CODES_A_PAGE]
    turn: list[Button] = []
    if number > 0:
        turn.append(button("‹", PracticeTexts(number - 1)))
    if number < last:
        turn.append(button("›", PracticeTexts(number + 1)))
    rows: list[Row] = [tuple(turn)]
    if number == last:
        sure = PracticeWording(page.wording)
        rows.append((button(say.plain("Confirm all of this wording"), sure, "success"),))
    rows.append((button(say.plain("Back"), PracticeItem(Setting.WORDING)),))
    title = say("<b>Safety wording</b> · page {page} of {all}", page=number + 1, all=last + 1)
    return Screen(blocks(title, *(_text(say, name, code) for name, code in shown)), tuple(rows))


# -- parts --------------------------------------------------------------------------------------


def _text(say: Say, name: str, code: Code) -> Markup:
    """Show one code, placeholders as they are: for others, and for the person themself."""
    as_is = {part: "{" + part + "}" for part in ALWAYS | PERHAPS}

    def whole(paragraphs: Sequence[str]) -> Markup:
        words = "\n".join(say.plain(one, **as_is) for one in paragraphs)
        return Markup("<blockquote expandable>{}</blockquote>").format(words)

    own = lines(say("For the person themself:"), whole(code.own)) if code.own else None
    title = Markup("<b>{}</b> · {}").format(say.plain(code.label), f"{name} {'/'.join(code.tiers)}")
    return lines(title, whole(code.text), own)


def _value(say: Say, page: PracticePage, setting: Setting) -> str:
    kept = page.practice.kept.get(setting)
    if setting is Setting.WORDING:
        is_sure = kept is not None and kept.value == page.wording
        return say.plain("✓ confirmed") if is_sure else say.plain("draft")
    if kept is None:
        return weeks_of(say, page.practice.weeks) if setting is Setting.WEEKS else "–"
    sign = "✓ " if kept.is_confirmed else ""
    shown = sign + _words(say, page, setting, kept.value)
    return shown if kept.is_confirmed else say.plain("{value}, not confirmed", value=shown)


def _words(say: Say, page: PracticePage, setting: Setting, value: str) -> str:
    match setting:
        case Setting.COUNTRY:
            return choices.territory(say, value)
        case Setting.HOURS:
            hours = ReadingHours.of(value)
            return say.plain(
                "{days}, {begin} to {end} ({place})",
                days=labels.weekdays(say, hours.days),
                begin=clock_time(hours.begin),
                end=clock_time(hours.end),
                place=city(page.practice.zone),
            )
        case Setting.MORNING | Setting.AFTERNOON | Setting.BEDTIME:
            return clock_time(int(value))
        case Setting.RETENTION:
            return str(say.many("{n} year", "{n} years", int(value)))
        case Setting.WEEKS:
            return weeks_of(say, int(value))
        case Setting.PROMISE:
            return str(say.many("{n} hour", "{n} hours", int(value)))
        case Setting.URGENT | Setting.SAFEGUARDING | Setting.SPEECH:
            return page.names.get(int(value), "–")
        case _:
            return value


def _stands(say: Say, page: PracticePage, setting: Setting) -> Markup | None:
    kept = page.practice.kept.get(setting)
    if kept is None or kept.confirmed_at is None or kept.confirmed_by is None:
        return None
    when = say.moment(from_epoch_ms(kept.confirmed_at), page.actor.zone)
    name = page.names.get(kept.confirmed_by, "–")
    return say("Confirmed by {name}, {when}.", name=name, when=when)
