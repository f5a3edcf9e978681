"""An act of staff in one sentence: on the record's pages, and in what the owner is told."""

from bot.texts.formats import Html, Moment, Points, name
from domain.staff import Act
from handlers.wording import Words


def who(act: Act) -> str:
    """How the person of an act is called: their name, or their numeric id."""
    outside_id, called = act.person
    return name(called) or str(outside_id)


def sentence(words: Words, act: Act) -> Html:
    """When, who, what; and why it is flagged."""
    key = "record-line-flagged" if act.flagged else "record-line"
    when = Moment(act.at, words.programme.zone)
    return words.say(key, when=when, who=who(act), told=_told(words, act))


def _told(words: Words, act: Act) -> Html:
    facts = act.facts
    key = f"record-act.{act.act}"
    known = words.texts.has(words.language, key)
    told = words.say(
        key if known else "record-act.other",
        act=act.act,
        card=_card(words, act),
        points=Points(facts.get("points") or 0),
        money=words.money(facts.get("minor") or facts.get("paid") or 0),
        what=facts.get("what") or "",
        count=facts.get("count") or 0,
        thing=facts.get("reward") or facts.get("rule") or "",
    )
    if "approved_by" in facts:
        told = words.say("record-seconded", told=told)
    if why := facts.get("why"):
        told = words.say("record-why", told=told, why=why)
    return told


def _card(words: Words, act: Act) -> Html:
    return words.say("record-card", tail=act.card) if act.card else words.say("record-nobody")
