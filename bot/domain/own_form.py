"""Writing an activity in the chat: one question at a time, each answer kept as it is given.

Which question comes next is the first one without an answer, so that Back, a rest of days and a
restart come free. A tap names the turn that it was shown in: an old one changes nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.domain.errors import Invalid
from bot.domain.own_asks import (
    ASKED,
    CHOICES,
    ENTRIES_AT_MOST,
    ENTRY_HOLDS,
    LISTS,
    NUMBERS,
    OFFERED,
    SKIPPED,
    STEP_HOLDS,
    STEPS_AT_MOST,
    TEXTS,
    Ask,
    entries_of,
)


@dataclass(frozen=True, slots=True)
class OwnForm:
    """A half-written activity.

    Attributes:
        card: the answers by question; a step is `{"text", "codes", "label", "photo"}`.
        done: the questions that are answered.
        at: a question that somebody went back to.
        item: the entry of a list that is looked at, from 1; 0 for the list.
        page: which page of the safety texts.
        turn: counts the changes.
        edits: the own activity that gets a new text, and which text of it this began with.
        extra: what the file has and nobody is asked for.
    """

    card: Mapping[str, Any] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    at: str | None = None
    item: int = 0
    page: int = 0
    turn: int = 0
    edits: str | None = None
    number: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "OwnForm":
        """Return a form from a draft's data."""
        form = {name: data["form"][name] for name in cls.__slots__ if name in data["form"]}
        return cls(**{**form, "done": tuple(form["done"])})

    def kept(self) -> dict[str, Any]:
        """Return the form as a draft keeps it."""
        return asdict(self)

    @property
    def ask(self) -> Ask | None:
        """The question to show, or None when it is time to look at the whole."""
        if self.at is not None:
            return Ask(self.at)
        return next((one for one in ASKED if one not in self.done), None)

    @property
    def entries(self) -> list[Any]:
        """What is in the list that is asked for."""
        ask = self.ask
        return list(self.card.get(ask, ())) if ask is not None else []

    @property
    def before(self) -> Ask | None:
        """The question that Back leads to."""
        ask = self.ask
        if ask is None or ask in OFFERED:
            return None
        earlier = ASKED[: ASKED.index(ask)]
        return next((one for one in reversed(earlier) if self._is_asked(one)), None)

    @property
    def may_skip(self) -> bool:
        """Say whether the question may be left as it is."""
        ask = self.ask
        return ask is not None and (ask in SKIPPED or bool(self.card.get(ask)))

    def _is_asked(self, ask: Ask) -> bool:
        """Leave out the floor age where no child and no teen is meant."""
        people = self.card.get(Ask.PEOPLE, ())
        return ask is not Ask.AGE or "child" in people or "teen" in people

    # -- answers --------------------------------------------------------------------------------

    def answered(self, ask: Ask, value: Any) -> "OwnForm":
        """Take a whole answer, and go on."""
        return replace(self, card={**self.card, ask: value}).gone_on(ask)

    def gone_on(self, ask: Ask) -> "OwnForm":
        """Leave a question as it is, and go on."""
        done = [*self.done, ask]
        card = dict(self.card)
        if ask is Ask.PEOPLE and not self._is_asked(Ask.AGE):
            card[Ask.AGE] = None
            done.append(Ask.AGE)
        elif ask is Ask.PEOPLE and card.get(Ask.AGE) is None:
            done = [one for one in done if one != Ask.AGE]
        unique = tuple(dict.fromkeys(map(str, done)))
        return replace(self, card=card, done=unique, at=None, item=0, page=0)

    def gone_to(self, ask: Ask) -> "OwnForm":
        """Go to a question; what was answered stays."""
        return replace(self, at=ask, item=0, page=0)

    def typed(self, words: str) -> "OwnForm":
        """Take typed words for the question that is shown.

        Raises:
            Invalid: a question of buttons, nothing typed, too long, too many, or no number.
        """
        ask = self.ask
        if ask in LISTS:
            return self._listed(ask, words)
        text = " ".join(words.split())
        if ask in NUMBERS:
            least, most = NUMBERS[ask]
            if not (text.isascii() and text.isdigit() and least <= int(text[:4]) <= most):
                raise Invalid("own_number", least=least, most=most)
            return self.answered(ask, int(text))
        if ask not in TEXTS:
            raise Invalid("own_buttons")
        if not text:
            raise Invalid("own_empty")
        if len(text) > TEXTS[ask]:
            raise Invalid("own_long", n=len(text), most=TEXTS[ask])
        return self.answered(ask, text)

    def with_choice(self, value: str, *, on: bool) -> "OwnForm":
        """Tick or untick one of several choices."""
        ask = self.ask
        if ask not in CHOICES:
            raise Invalid("choice", value=value)
        others = [one for one in self.card.get(ask, ()) if one != value]
        return replace(self, card={**self.card, ask: [*others, value] if on else others})

    # -- lists ----------------------------------------------------------------------------------

    def _listed(self, ask: Ask, words: str) -> "OwnForm":
        entries = self.entries
        lines = entries_of(words)
        if not lines:
            raise Invalid("own_empty")
        holds = STEP_HOLDS if ask is Ask.STEPS else ENTRY_HOLDS
        longest = max(lines, key=len)
        if len(longest) > holds:
            raise Invalid("own_long", n=len(longest), most=holds)
        made: list[Any] = [{"text": one} for one in lines] if ask is Ask.STEPS else list(lines)
        if self.item:
            if ask is Ask.STEPS:
                made[0]["photo"] = entries[self.item - 1].get("photo")
            entries[self.item - 1 : self.item] = made
        else:
            entries += made
        most = STEPS_AT_MOST if ask is Ask.STEPS else ENTRIES_AT_MOST
        if len(entries) > most:
            raise Invalid("own_many", n=len(entries), most=most)
        return replace(self, card={**self.card, ask: entries}, item=0)

    def opened(self, item: int) -> "OwnForm":
        """Look at one entry of the list, from 1; 0 goes back to the list.

        Raises:
            Invalid: no such entry.
        """
        if self.ask not in LISTS or not 0 <= item <= len(self.entries):
            raise Invalid("choice", value=item)
        return replace(self, item=item)

    def without(self, item: int) -> "OwnForm":
        """Take an entry out.

        Raises:
            Invalid: no such entry.
        """
        if item < 1:
            raise Invalid("choice", value=item)
        self.opened(item)
        entries = self.entries
        del entries[item - 1]
        return replace(self, card={**self.card, str(self.ask): entries}, item=0)

    def moved_up(self, item: int) -> "OwnForm":
        """Let an entry change places with the one before it.

        Raises:
            Invalid: no such entry, or it is the first.
        """
        if item < 2:
            raise Invalid("choice", value=item)
        self.opened(item)
        entries = self.entries
        entries[item - 2], entries[item - 1] = entries[item - 1], entries[item - 2]
        return replace(self, card={**self.card, str(self.ask): entries}, item=item - 1)

    def with_photo(self, file_id: str | None) -> "OwnForm":
        """Give a photo to the step that is looked at, or to the last one; None takes it away.

        Raises:
            Invalid: no step is asked for, or there is none yet.
        """
        if self.ask is not Ask.STEPS or not self.entries:
            raise Invalid("own_photo")
        entries = self.entries
        place = (self.item or len(entries)) - 1
        entries[place] = {**entries[place], "photo": file_id}
        return replace(self, card={**self.card, Ask.STEPS: entries})
