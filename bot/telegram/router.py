"""From an update to one handler: who asks, what for, and whether they may."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram import ChatMember
from telegram.constants import ChatType
from telegram.error import Forbidden

from bot.settings import Staff
from bot.telegram.ask import Ask, Desk
from bot.telegram.dialogs import Dialog, dialog_of
from bot.telegram.incoming import Incoming
from bot.telegram.menus import publish_for
from bot.telegram.routes import AUDIENCES_OF, Handler, Routes, Step
from bot.texts import LANGUAGES
from bot.texts.formats import clean
from domain.errors import NotAllowed, Refusal
from domain.members import Person, Who, mark_reachable, who
from domain.notices import block
from domain.staff import language_of
from domain.tx import ReadTx

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Situation:
    """What the database knows of a person: membership, chosen language, the dialog they are in."""

    who: Who | None
    language: str | None
    dialog: Dialog | None


def situation(tx: ReadTx, outside_id: int) -> Situation:
    """Looks a person up, in one hop."""
    found = who(tx, outside_id)
    # Who serves without a card chose the language on the staff's own page.
    chosen = found.language_chosen if found else language_of(tx, outside_id)
    return Situation(found, chosen, dialog_of(tx, outside_id))


class Router:
    """Finds the handler for an update and lets it answer."""

    def __init__(self, desk: Desk, staff: Staff, routes: Iterable[Routes]) -> None:
        self._desk = desk
        self._staff = staff
        self._routes = {each.audience: each for each in routes}
        self._words = _plain_words(desk, self._routes)

    def expect(self, raw: dict[str, Any]) -> None:
        """An update has arrived; if it is a press, somebody looks at a spinner from now on."""
        if query := raw.get("callback_query"):
            self._desk.expect(query["id"])

    async def handle(self, raw: dict[str, Any]) -> None:
        """Answers one update; what it raises is the inbox's to retry."""
        if "my_chat_member" in raw:
            await self._mark(raw["my_chat_member"])
        elif (incoming := Incoming.read(raw)) is not None:
            ask = await self._ask(incoming)
            try:
                await self._answered(ask)
            except Forbidden:
                await self._lost(ask)
            finally:
                await ask.toast("")

    async def _answered(self, ask: Ask) -> None:
        was = ask.dialog
        try:
            try:
                await self._answer(ask)
            finally:
                await self._tidy(ask, was)
        except Refusal as refusal:
            await ask.refuse(refusal)

    async def _tidy(self, ask: Ask, was: Dialog | None) -> None:
        """What a dialog had taken is let go of once it is over, whichever way out was found."""
        if was is None or was == ask.dialog:
            return
        for routes in self._routes.values():
            if was.flow in routes.afterwards:
                await routes.afterwards[was.flow](ask, was)

    async def apologise(self, raw: dict[str, Any]) -> None:
        """One friendly word for an update that could not be answered three times."""
        incoming = Incoming.read(raw)
        if incoming is not None:
            ask = await self._ask(incoming)
            await ask.toast("")
            await ask.say(ask.render("sorry"))

    async def _ask(self, incoming: Incoming) -> Ask:
        found = await self._desk.store.read(situation, incoming.user)
        default = self._desk.store.programme.language
        hint = incoming.language or (found.who.language_hint if found.who else None)
        language = self._desk.texts.pick(found.language, hint, default)
        ask = Ask(
            desk=self._desk,
            incoming=incoming,
            person=Person(
                incoming.user, clean(incoming.name), self._desk.texts.pick(None, hint, default)
            ),
            who=found.who,
            role=self._staff.role_of(incoming.user),
            language=language,
            dialog=found.dialog,
        )
        if found.who and not found.who.reachable:
            await self._desk.store.write(mark_reachable, found.who.member, True, key=None)
        return ask

    async def _answer(self, ask: Ask) -> None:
        pressed = ask.incoming.pressed
        if pressed is None:
            await self._written(ask)
            return
        await self._pressed(ask, pressed.data)

    async def _pressed(self, ask: Ask, data: str) -> None:
        press = self._desk.buttons.read(ask.person.outside_id, data)
        if press is None:
            logger.warning("a forged or borrowed button was pressed by a %s", ask.role)
            await ask.toast(ask.plain("toast-old-button"), alert=True)
            return
        handler = self._permitted(ask, "buttons", press.action)
        ask.args = press.args
        ask.nonce_key = f"press:{data}" if press.commits else None
        if handler is None:
            await ask.toast(ask.plain("toast-old-button"), alert=True)
        else:
            await handler(ask)

    async def _written(self, ask: Ask) -> None:
        words = ask.incoming.words
        ask.text = clean(words or ask.incoming.caption or "").strip()
        if ask.text.startswith("/"):
            await self._commanded(ask)
            return
        meant = self._words.get(ask.text.casefold()) if words else None
        step = await self._step(ask)
        if step is not None and (meant is None or (step.takes_words and meant != "cancel")):
            await step.handler(ask)
        else:
            await self._run(ask, meant or "unknown")

    async def _step(self, ask: Ask) -> Step | None:
        """The step of the dialog a person is in; a dialog they may no longer be in is left."""
        if ask.dialog is None:
            return None
        at = (ask.dialog.flow, ask.dialog.step)
        for audience in AUDIENCES_OF[ask.role]:
            if at in self._routes[audience].steps:
                return self._routes[audience].steps[at]
        await ask.leave()
        return None

    async def _commanded(self, ask: Ask) -> None:
        word, *args = ask.text.split()
        ask.args = tuple(args)
        await self._run(ask, word[1:].partition("@")[0].lower())

    async def _run(self, ask: Ask, name: str) -> None:
        handler = self._permitted(ask, "commands", name)
        if handler is None or name == "unknown":
            handler = self._routes["member"].commands["unknown"]
        elif name != "cancel":
            # A command is a way out of every dialog: nobody is ever stuck.
            await ask.leave()
        await handler(ask)
        if name == "start" and ask.role != "member":
            # Telegram takes a menu only for a chat that it knows, so from the first /start on.
            await publish_for(self._desk, self._staff, self._routes, ask.person.outside_id)

    def _permitted(self, ask: Ask, kind: str, name: Any) -> Handler | None:
        """The handler of that name, if this role may ask for it; raises NotAllowed if not."""
        allowed = AUDIENCES_OF[ask.role]
        for audience, routes in self._routes.items():
            handler: Handler | None = getattr(routes, kind).get(name)
            if handler is None:
                continue
            if audience not in allowed:
                logger.warning("a %s asked for %s %s", ask.role, kind, name)
                raise NotAllowed
            return handler
        return None

    async def _mark(self, change: dict[str, Any]) -> None:
        if change["chat"]["type"] != ChatType.PRIVATE:
            return
        found = await self._desk.store.read(who, change["from"]["id"])
        if found is not None:
            status = change["new_chat_member"]["status"]
            if status in (ChatMember.BANNED, ChatMember.LEFT):
                await self._desk.store.write(block, found.member, key=None)
            else:
                await self._desk.store.write(mark_reachable, found.member, True, key=None)

    async def _lost(self, ask: Ask) -> None:
        """Who blocks the bot while it answers is not written to until they return."""
        if ask.who is not None:
            await self._desk.store.write(mark_reachable, ask.who.member, False, key=None)


def _plain_words(desk: Desk, routes: Mapping[str, Routes]) -> dict[str, str]:
    """The words of both languages that mean a member's command, as the catalogues list them."""
    words = {}
    for name in routes["member"].commands:
        for language in LANGUAGES:
            if desk.texts.has(language, f"words-{name}"):
                spoken = desk.texts.plain(language, f"words-{name}")
                words.update({word.strip().casefold(): name for word in spoken.split("|")})
    return words
