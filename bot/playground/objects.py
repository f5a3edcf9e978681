"""What a message holds that is neither text nor file, read as strictly as Telegram does."""

from hashlib import blake2b
from typing import Any, Final

from bot.playground.call import Call
from bot.playground.errors import bad_request

Details = dict[str, Any]

LONGEST_QUESTION: Final = 300
LONGEST_OPTION: Final = 100
MOST_OPTIONS: Final = 12
# What can be thrown, and the highest value that it shows.
DICE: Final = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
POLLS_FROM: Final = 5_000_000_000_000_000_000


def read_location(call: Call) -> Details:
    """A point on the earth, in degrees."""
    place = {
        "latitude": _degrees(call, "latitude", 90),
        "longitude": _degrees(call, "longitude", 180),
    }
    live = call.integer("live_period")
    if live and not 60 <= live <= 86_400 and live != 0x7FFFFFFF:
        raise bad_request("wrong live location period specified")
    return place | ({"live_period": live} if live else {})


def read_venue(call: Call) -> Details:
    """A place with a name and an address."""
    place = {"location": read_location(call)}
    return place | {name: _needed(call, name) for name in ("title", "address")}


def read_contact(call: Call) -> Details:
    """Somebody's card."""
    details: Details = {name: _needed(call, name) for name in ("phone_number", "first_name")}
    for name in ("last_name", "vcard"):
        if value := call.text(name):
            details[name] = value
    return details


def read_dice(call: Call, seed: int) -> Details:
    """A die, or another thing that falls by chance: by `seed`."""
    emoji = call.text("emoji") or "🎲"
    if emoji not in DICE:
        raise bad_request("wrong dice emoji")
    return dice(seed, emoji)


def dice(seed: int, emoji: str) -> Details:
    """What is thrown shows any of its values, the same for the same seed."""
    thrown = int.from_bytes(blake2b(str(seed).encode(), digest_size=8).digest())
    return {"emoji": emoji, "value": thrown % DICE[emoji] + 1}


def read_poll(call: Call, number: int) -> Details:
    """A question with its possible answers."""
    question = _said(call.text("question"), LONGEST_QUESTION, "poll question")
    kind = call.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    options = [_said(_option(raw), LONGEST_OPTION, "poll options") for raw in _listed(call)]
    details = poll(number, question, options, kind=kind)
    if kind == "quiz":
        details["correct_option_ids"] = _right_ones(call, len(options))
    details["is_anonymous"] = call.flag("is_anonymous") if "is_anonymous" in call.params else True
    details["allows_multiple_answers"] = call.flag("allows_multiple_answers")
    details["is_closed"] = call.flag("is_closed")
    return details


def poll(number: int, question: str, options: list[str], *, kind: str) -> Details:
    """A poll in which nobody has voted yet."""
    return {
        "id": str(POLLS_FROM + number),
        "question": question,
        "options": [
            {"persistent_id": str(place), "text": text, "voter_count": 0}
            for place, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": kind,
        "allows_multiple_answers": False,
        "allows_revoting": kind == "regular",
        "members_only": False,
    }


def _listed(call: Call) -> list[Any]:
    options = call.structure("options")
    if options is None:
        raise bad_request("can't parse options JSON object")
    if not isinstance(options, list):
        raise bad_request("expected an Array of InputPollOption")
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    return options


def _option(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if not isinstance(raw, dict):
        raise bad_request("can't parse InputPollOption: Expected InputPollOption to be an Object")
    if not isinstance(raw.get("text"), str):
        raise bad_request("can't parse InputPollOption: Can't find field \"text\"")
    return str(raw["text"])


def _said(text: str, longest: int, what: str) -> str:
    if not text.strip():
        raise bad_request("text must be non-empty")
    if len(text) > longest:
        raise bad_request(f"{what} length must not exceed {longest}")
    return text.strip()


def _right_ones(call: Call, options: int) -> list[int]:
    right = call.structure("correct_option_ids", "correct option identifiers")
    if not right:
        raise bad_request("correct quiz option list must be non-empty")
    if not isinstance(right, list) or not all(isinstance(each, int) for each in right):
        raise bad_request("expected an Array of correct option identifiers")
    if not all(0 <= each < options for each in right):
        raise bad_request("wrong quiz correct_option_id")
    return right


def _degrees(call: Call, name: str, most: int) -> float:
    if not call.text(name):
        raise bad_request(f"{name} is empty")
    try:
        degrees = float(call.text(name))
    except ValueError:
        raise bad_request(f"{name} must be a valid Float") from None
    # Written so that what is no number fails too.
    if not abs(degrees) <= most:
        raise bad_request("wrong location specified")
    return degrees


def _needed(call: Call, name: str) -> str:
    if not (value := call.text(name).strip()):
        raise bad_request(f"{name.replace('_', ' ')} is empty")
    return value
