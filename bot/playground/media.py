"""The file that a method means: uploaded, attached or known by its id."""

from typing import Any, Final

from bot.playground.call import Call, Upload
from bot.playground.errors import ApiError, bad_request
from bot.playground.images import size_of
from bot.playground.limits import LARGEST_PHOTO, LONGEST_PHOTO_SIDES, MOST_PHOTO_RATIO
from bot.playground.people import File, FileKind
from bot.playground.world import World

# What Telegram calls a kind of file when it refuses one.
NAMES: Final[dict[FileKind, str]] = {"voice": "VoiceNote", "video_note": "VideoNote"}
FACTS: Final = {
    "video": ("duration", "width", "height"),
    "animation": ("duration", "width", "height"),
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
    "video_note": ("duration", "length"),
}
NUMBERS: Final = ("duration", "width", "height", "length")


def read_medium(world: World, call: Call, kind: FileKind, name: str) -> File:
    """The file of this kind under `name`; ApiError if there is none or it won't do."""
    value = call.text(name)
    upload = call.files.get(value.removeprefix("attach://") if value else name)
    if upload is None:
        return _known(world, value, kind)
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        return _photo(world, upload)
    return world.add_file(kind, upload.data, upload.name, upload.mime, **_facts(call, kind))


def _photo(world: World, upload: Upload) -> File:
    if len(upload.data) > LARGEST_PHOTO:
        raise ApiError(413, "Request Entity Too Large")
    size = size_of(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > LONGEST_PHOTO_SIDES or max(size) > MOST_PHOTO_RATIO * max(min(size), 1):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return world.add_file("photo", upload.data)


def _facts(call: Call, kind: FileKind) -> dict[str, Any]:
    given = [name for name in FACTS.get(kind, ()) if call.text(name)]
    return {name: call.integer(name) if name in NUMBERS else call.text(name) for name in given}


def _known(world: World, value: str, kind: FileKind) -> File:
    if not value:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(value)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_named(file.kind)} as {_named(kind)}")
    return file


def _named(kind: FileKind) -> str:
    return NAMES.get(kind, kind.title())
