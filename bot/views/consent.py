"""What is kept, who sees it and how to leave: the same words on the way in and when they change."""

from markupsafe import Markup

from bot.domain.people import Client, Role
from bot.services.consent import ConsentPage
from bot.texts import Say
from bot.views import labels
from bot.views.life_routes import AgreeAgain, AgreeLater, ConsentAgain
from bot.views.routes import Today, Withdraw
from bot.views.screen import Screen, blocks, bullets, button


def points(say: Say, client: Client, role: Role, therapist: str) -> Markup:
    """Return what somebody agrees to, point by point."""
    if role is Role.SELF:
        sees = say.plain(
            "Who sees it: {therapist}, and people you let care along.", therapist=therapist
        )
    else:
        sees = say.plain(
            "Who sees it: {therapist}, and the other people who care for {client}.",
            therapist=therapist,
            client=client.nickname,
        )
    return bullets(
        (
            say.plain("Kept: your first name here, your answers, your notes and your times."),
            sees,
            say.plain(
                "“Something worried me” tells {therapist}. When someone may be in danger, it also "
                "tells the practice's urgent contact or safety lead. Nobody reads it live.",
                therapist=therapist,
            ),
            say.plain("Telegram chats with a bot are not end-to-end encrypted."),
            say.plain("Nicknames are enough. Leave out full names and medical numbers."),
            say.plain("You can leave any time with /privacy. Messages then stop at once."),
        )
    )


def again(say: Say, page: ConsentPage) -> Screen:
    """Ask kindly once more, because what is kept or who sees it has changed."""
    client = page.link.client
    therapist = page.therapist_name or say.plain("your therapist")
    if page.is_given:
        return Screen(
            blocks(
                say("<b>Thank you. That is all right, then.</b>"),
                say("/privacy shows it any time."),
            ),
            ((button(say.plain("Show me today"), Today(client.id), "primary"),),),
        )
    yes = AgreeAgain(client.id, page.version)
    return Screen(
        blocks(
            labels.head(say, say.plain("What is kept has changed"), page.link),
            say("Here is how it is now. Nothing stops while you think about it."),
            points(say, client, page.link.role, therapist),
            say("Is that all right for you?"),
        ),
        (
            (button(say.plain("Yes, that is all right"), yes, "success"),),
            (button(say.plain("Later"), AgreeLater(client.id)),),
            (button(say.plain("No, leave the program"), Withdraw(client.id, sure=False)),),
        ),
    )


def beside(say: Say, client: Client, card: Screen) -> Screen:
    """Add to a card that what is kept has changed; the card works as ever."""
    read = button(say.plain("What is kept has changed"), ConsentAgain(client.id))
    return Screen(card.text, (*card.rows, (read,)))
