"""What is kept and who sees it, and a plain way to leave."""

from bot.clock import from_epoch_ms
from bot.domain.people import CareLink, Person, Role
from bot.services.settle_in import OwnSettings
from bot.texts import Say
from bot.views.routes import Home, Privacy, Settings, Withdraw
from bot.views.screen import Screen, blocks, bullets, button


def privacy(say: Say, own: OwnSettings) -> Screen:
    """Say what is kept, who sees it, and how to leave."""
    given = [
        say.plain("You agreed on {when}", when=say.moment(from_epoch_ms(at), own.actor.zone))
        if link.role is Role.SELF
        else say.plain(
            "{client}: you agreed on {when}",
            client=link.client.nickname,
            when=say.moment(from_epoch_ms(at), own.actor.zone),
        )
        for link, at in own.consents
    ]
    rows = tuple(
        (
            button(
                say.plain("Leave my program")
                if link.role is Role.SELF
                else say.plain("Leave {client}'s program", client=link.client.nickname),
                Withdraw(link.client.id, sure=False),
            ),
        )
        for link, _ in own.consents
    )
    return Screen(
        blocks(
            say("<b>Privacy</b>"),
            bullets(
                (
                    say.plain("Kept: your first name here, your answers, your notes, your times."),
                    say.plain("Who sees it: the therapists of a program and those who care along."),
                    say.plain("Telegram chats with a bot are not end-to-end encrypted."),
                    say.plain("Nicknames are enough. Leave out full names and medical numbers."),
                    say.plain(
                        "When you leave, messages stop at once. Records stay with the practice."
                    ),
                )
            ),
            bullets(given) if given else None,
        ),
        (*rows, (button(say.plain("Back"), Settings()),)),
    )


def withdraw(say: Say, link: CareLink) -> Screen:
    """Ask once more before access ends."""
    return Screen(
        blocks(
            say("<b>Leave your program?</b>")
            if link.role is Role.SELF
            else say("<b>Leave {client}'s program?</b>", client=link.client.nickname),
            say("Messages stop at once, and you no longer see the cards."),
            say("What you answered so far stays with the practice."),
        ),
        (
            (button(say.plain("Yes, leave"), Withdraw(link.client.id, sure=True), "danger"),),
            (button(say.plain("No, stay"), Privacy()),),
        ),
    )


def left(say: Say, actor: Person) -> Screen:
    """Confirm that somebody has left."""
    return Screen(
        blocks(
            say("<b>You have left. Messages have stopped.</b>"),
            say("Thank you for all you did, {name}.", name=actor.name),
            say("If someone is in danger, call your local emergency number. This bot cannot help."),
        ),
        ((button(say.plain("Done"), Home()),),),
    )
