"""The rules that a member earns by: those in force, and those that are announced."""

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html, Percent
from domain.adoption import upcoming
from domain.earning.audience import in_force, window
from domain.earning.governor import bright
from handlers.member.announced import caps, changes, plan, rate, to_come
from handlers.member.guide import ways_on
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, home_row, lines, page_of, pager
from handlers.wording import Words, describe

LINES_MOST = 6


@ROUTES.command("rules")
@ROUTES.button("rules")
async def show_rules(ask: Ask) -> None:
    """Shows what a purchase earns, how rules add up, and those that are in force now."""
    words = Words.of(ask.desk, ask.language)
    top = [ask.render("rules-title", rate=rate(words)), _stacking(words)]
    shining = await ask.read(bright)
    if shining < 100:
        top.append(ask.render("rules-dimmed", percent=Percent(shining)))
    rules = _in_force(words) or [ask.render("rules-none")]
    size = LINES_MOST - len(top)
    shown, page, pages = page_of([*rules, *plan(words)], asked_page(ask), size)
    ahead = to_come(words) + changes(words, await ask.read(upcoming))
    others = [[ask.button("announced", "rules-ahead")]] if ahead else []
    text = lines(*top, *shown)
    await ask.show(text, [*pager(ask, "rules", page, pages), *others, *_back(ask)])


@ROUTES.button("rules-ahead")
async def show_announced(ask: Ask) -> None:
    """Shows what will be in force, each with its date."""
    words = Words.of(ask.desk, ask.language)
    ahead = to_come(words) + changes(words, await ask.read(upcoming))
    shown, page, pages = page_of(ahead, asked_page(ask), LINES_MOST - 1)
    text = lines(ask.render("rules-ahead"), *(shown or [ask.render("rules-ahead-none")]))
    now = [ask.button("in-force", "rules")]
    await ask.show(text, [*pager(ask, "rules-ahead", page, pages), now, *_back(ask)])


def _stacking(words: Words) -> Html:
    """How rules add up, in one sentence that holds whichever of them meet."""
    limits = caps(words)
    if limits is None:
        return words.say("rules-stacking-uncapped")
    return words.say("rules-stacking", caps=limits)


def _in_force(words: Words) -> list[Html]:
    """Every rule that runs now; what ends soonest first."""
    zone = words.programme.zone
    live = [rule for rule in words.programme.rules if in_force(rule, words.now, zone)]
    live.sort(key=lambda rule: window(rule, zone)[1])
    return [describe(words, rule) for rule in live]


def _back(ask: Ask) -> Rows:
    return [home_row(ask)] if ask.who else ways_on(ask)
