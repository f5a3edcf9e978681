"""A campaign as members will read it, in both languages, before anything happens."""

from bot.telegram.ask import Ask, Button, Rows
from bot.telegram.dialogs import dialog_of, end_dialog
from bot.texts import LANGUAGES
from bot.texts.formats import BasisPoints, Html, Percent
from domain import adoption
from domain.errors import RuleRefused, ScreenOld
from domain.programme import RainRule, Rule, too_dear
from domain.tx import Tx
from handlers.owner.campaigns.campaign import show_campaign
from handlers.owner.campaigns.kinds import FLOW, Draft
from handlers.owner.routes import ROUTES
from handlers.questions import told_figure
from handlers.screens import lines
from handlers.wording import Words, describe


async def show_preview(ask: Ask, draft: Draft) -> None:
    """Shows what members will read, and what speaks against it; nothing has started yet."""
    draft = draft.seen()
    nonce = ask.fresh()
    await ask.step(FLOW, "preview", **draft.data(), at="preview", preview=nonce)
    try:
        rule = draft.rule(ask.programme)
        if text := _too_dear(ask, rule):
            await ask.show(text, [_ways(ask)])
            return
        planned = adoption.with_rule(ask.programme, rule)
    except RuleRefused as refused:
        text = ask.render("campaign-contradiction", reason=refused.reason)
        await ask.show(text, [_ways(ask)])
        return
    read = [
        ask.render(
            "campaign-read",
            language=ask.plain(f"language-name.{language}"),
            line=describe(Words.of(ask.desk, language, planned), rule),
        )
        for language in LANGUAGES
    ]
    await ask.show(
        lines(
            ask.render("campaign-preview"),
            *read,
            ask.render("campaign-for-nobody") if adoption.is_for_nobody(rule) else None,
        ),
        _rows(ask, nonce, calls_itself(rule, ask.desk.store.now(), planned.zone)),
    )


async def show_changes(ask: Ask, draft: Draft) -> None:
    """Offers each answer to be given anew."""
    await ask.step(FLOW, "preview", **draft.data(), at="preview")
    figures = [
        [
            ask.button(
                "campaign-figure",
                "cp-at",
                question.field,
                what=ask.plain(f"campaign-figure.{question.field}", kind=draft.kind.key),
                value=told_figure(ask, question, draft.fields[question.field]),
            )
        ]
        for question in draft.kind.questions
        if question.field in draft.fields
    ]
    rest = [
        ask.button(f"campaign-change.{each}", "cp-at", each) for each in ("when", "whom", "name")
    ]
    ways = [ask.button("back", "cp-at", "preview"), ask.button("cancel", "cancel")]
    await ask.show(ask.render("campaign-change"), [*figures, rest, ways])


@ROUTES.button("cp-start")
async def start(ask: Ask) -> None:
    """Starts what the preview showed, once however often it is pressed; tells members, or not."""
    how, nonce = ask.args
    rule_id = await ask.write(start_draft, ask.person.outside_id, nonce, how == "told")
    await ask.toast(ask.plain(f"toast-campaign-start-{how}"))
    await show_campaign(ask, rule_id)


def start_draft(tx: Tx, owner_id: int, nonce: str, told: bool) -> str:
    """Puts the draft into the programme, unless it was cancelled or changed since the preview."""
    dialog = dialog_of(tx, owner_id)
    if dialog is None or dialog.data.get("preview") != nonce:
        raise ScreenOld
    draft = Draft.told(dialog.data)
    if draft is None:
        raise ScreenOld
    end_dialog(tx, owner_id)
    rule = draft.rule(tx.programme)
    adoption.put_rule(tx, rule, owner_id)
    if told and not calls_itself(rule, tx.now, tx.programme.zone):
        adoption.announce(tx, rule.id, owner_id)
    return rule.id


def _too_dear(ask: Ask, rule: Rule) -> Html | None:
    """What the dearest tier would cost with one more rule, where that is above the hard cap."""
    rules = (*ask.programme.rules, rule)
    found = list(too_dear(ask.programme.model_copy(update={"rules": rules})))
    if not found:
        return None
    tier, cost = max(found, key=lambda dear: dear[1])
    return ask.render(
        "campaign-too-dear",
        tier=tier.name.in_(ask.language),
        cost=BasisPoints(cost),
        hard=Percent(ask.programme.budget.hard_percent),
    )


def calls_itself(rule: Rule, now: int, zone: str) -> bool:
    """Whether a rule tells everybody as it starts, so that more would be said twice: a rain."""
    return isinstance(rule, RainRule) and adoption.state_of(rule, now, zone) == "live"


def _rows(ask: Ask, nonce: str, only_told: bool) -> Rows:
    starts = [ask.button("campaign-announce-start", "cp-start", "told", nonce)]
    if not only_told:
        starts.append(ask.button("campaign-start", "cp-start", "quiet", nonce))
    return [[ask.button("campaign-try", "cp-try")], starts, _ways(ask)]


def _ways(ask: Ask) -> list[Button]:
    return [
        ask.button("change", "cp-change"),
        ask.button("back", "cp-at", "name"),
        ask.button("cancel", "cancel"),
    ]
