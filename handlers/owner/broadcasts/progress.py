"""How a broadcast stands: a bar while it runs, a report that adds up when it is over."""

from dataclasses import dataclass

from bot.telegram.ask import Button, Desk, Rows
from bot.telegram.leaflets import counts_addresses, link_label
from bot.texts.formats import BasisPoints, Html, Moment, Value
from domain import broadcasts, notices
from domain.broadcasts import OUTCOMES, Effect, Link, Report
from domain.tx import ReadTx
from handlers.owner.broadcasts.speaking import Speaker, Watcher, audience_name, duration, plain, say
from handlers.screens import bar, base36, lines


@dataclass(frozen=True)
class Standing:
    """A broadcast as it is shown: its figures, what it brought, and until when it rests (UTC us).

    `rate` is the messages per second that were measured; before that, what is hoped for is shown.
    """

    report: Report
    effect: Effect | None = None
    rests_until: int | None = None
    rate: int | None = None


def read_standing(tx: ReadTx, broadcast: int, rate: int | None = None) -> Standing:
    """How a broadcast stands; raises BroadcastUnknown."""
    report = broadcasts.report(tx, broadcast)
    return Standing(
        report,
        broadcasts.effect(tx, broadcast) if report.held_out else None,
        notices.shop_quiet_until(tx) if report.state == "running" else None,
        rate,
    )


async def redraw(desk: Desk, report: Report, rate: int | None) -> None:
    """Edits the owner's screen in place; `rate` as in Standing."""
    if report.screen is None:
        return
    chat, message, language = report.screen
    watcher = Watcher(desk, desk.texts.pick(language, None, desk.store.programme.language))
    standing = await desk.store.read(read_standing, report.broadcast, rate)
    text, rows = show_standing(watcher, standing)
    await desk.edit(chat, message, text, rows)


def show_standing(to: Speaker, standing: Standing) -> tuple[Html, Rows]:
    """The screen of a broadcast in any of its states."""
    report = standing.report
    told = [_title(to, report), _state(to, standing)]
    if report.state == "paused" and report.paused_by in ("canary", "restore"):
        told.append(say(to, f"broadcast-paused-by.{report.paused_by}"))
    if report.over:
        told += _came_of_it(to, standing)
    return lines(*told), _rows(to, report)


def show_details(to: Speaker, standing: Standing) -> tuple[Html, Rows]:
    """Everybody it was for, by what became of them: the lines add up."""
    report = standing.report
    counts = [*OUTCOMES, "gone", "left"]
    told = [
        say(to, f"broadcast-told.{name}", count=count)
        for name in counts
        if (count := getattr(report, name))
    ]
    back = Button(plain(to, "button-back"), "bc-show", (base36(report.broadcast),))
    total = say(to, "broadcast-sum", people=report.expected)
    return lines(_title(to, report), *told, total), [[back]]


def called(to: Speaker, kind: str, title: str) -> str:
    """How a broadcast is called: by its first words, or by what kind of message it is."""
    return title or plain(to, f"broadcast-kind.{kind}")


def mark(to: Speaker, report: Report) -> str:
    """The sign of its state."""
    return plain(to, f"broadcast-mark.{report.state}")


def percent_of(report: Report) -> int:
    """How far it is."""
    return min(report.settled * 100 // max(report.expected, 1), 100)


def _title(to: Speaker, report: Report) -> Html:
    return say(
        to,
        "broadcast-title",
        title=called(to, report.kind, report.title),
        audience=audience_name(to, report.audience),
        people=report.expected,
    )


def _state(to: Speaker, standing: Standing) -> Html:
    report = standing.report
    counts = Html(say(to, "list-separator").join(_counts(to, report)))
    facts: dict[str, Value] = {"counts": counts}
    zone = to.desk.store.programme.zone
    if report.state == "scheduled":
        return say(to, "broadcast-scheduled", at=Moment(report.starts_at, zone))
    if report.over:
        facts |= {"settled": report.settled, "people": report.expected}
        if report.state == "cancelled":
            facts["left"] = report.left
        return say(to, f"broadcast-{report.state}", **facts)
    percent = percent_of(report)
    facts |= {"bar": bar(percent, 100), "percent": percent}
    if report.state == "paused":
        return say(to, "broadcast-paused", **facts)
    if standing.rests_until is not None:
        return say(to, "broadcast-resting", at=Moment(standing.rests_until, zone), **facts)
    rate = standing.rate or max(_hoped(to, report), 1)
    eta = duration(to, report.left, rate)
    return say(to, "broadcast-progress", rate=rate, eta=eta, **facts)


def _hoped(to: Speaker, report: Report) -> int:
    return int(to.desk.paid_per_second if report.paid else to.desk.pacer.rate)


def _counts(to: Speaker, report: Report) -> list[str]:
    """What became of those that it met; what became of nobody is left out."""
    names = (*OUTCOMES, "gone") if report.over else (*OUTCOMES, "waiting")
    return [
        say(to, f"broadcast-count.{name}", count=count)
        for name in names
        if (count := getattr(report, name)) or name == "delivered"
    ]


def _came_of_it(to: Speaker, standing: Standing) -> list[Html]:
    """Presses, readers lost, and what members bought because of it."""
    report, price = standing.report, standing.report.price
    told = []
    if report.clicks and report.delivered:
        presses = [_presses(to, link, people, report.delivered) for link, people in report.clicks]
        clicks = Html(say(to, "list-separator").join(presses))
        told.append(say(to, "broadcast-clicked", clicks=clicks))
    lost = [
        say(to, f"broadcast-lost.{how}", count=count)
        for how, count in (("muted", price.muted), ("blocked", price.blocked))
        if count
    ]
    if lost:
        told.append(say(to, "broadcast-cost", lost=Html(say(to, "list-separator").join(lost))))
    if standing.effect is not None:
        told.append(_effect(to, standing.effect))
    elif report.held_out and report.state == "done":
        told.append(say(to, "broadcast-effect-later"))
    return told


def _presses(to: Speaker, link: Link, people: int, delivered: int) -> Html:
    label = link_label(to.desk.texts, to.language, link)
    if link.url and not people and not counts_addresses(to.desk):
        return say(to, "broadcast-clicks-uncounted", label=label)
    percent = BasisPoints(people * 10_000 // delivered)
    return say(to, "broadcast-clicks", label=label, people=people, percent=percent)


def _effect(to: Speaker, effect: Effect) -> Html:
    return say(
        to,
        "broadcast-effect",
        told=_share(effect.told_bought, effect.told),
        held=_share(effect.held_out_bought, effect.held_out),
        proven=effect.proven,
        least=BasisPoints(effect.low * 10),
        most=BasisPoints(effect.high * 10),
    )


def _share(part: int, whole: int) -> BasisPoints:
    return BasisPoints(part * 10_000 // max(whole, 1))


def _rows(to: Speaker, report: Report) -> Rows:
    broadcast = base36(report.broadcast)

    def button(key: str, action: str, *args: str) -> Button:
        return Button(plain(to, f"button-{key}"), action, (broadcast, *args))

    back = button("back", "bc-list")
    cancel = button("cancel-broadcast", "bc-cancel")
    match report.state:
        case "scheduled":
            sooner = button("broadcast-send-now", "bc-moved", "now")
            return [[sooner, button("broadcast-move", "bc-move"), cancel], [back]]
        case "running":
            return [[button("pause", "bc-pause"), cancel], [back]]
        case "paused":
            return [[button("resume", "bc-resume"), cancel], [back]]
    return [[button("broadcast-details", "bc-details"), back]]
