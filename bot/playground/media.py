"""The file that a method means: uploaded, attached or known by its id."""

from bot.playground.call import Call
from bot.playground.errors import ApiError, bad_request
from bot.playground.images import size_of
from bot.playground.limits import LARGEST_PHOTO, LONGEST_PHOTO_SIDES, MOST_PHOTO_RATIO
from bot.playground.people import File
from bot.playground.world import World


def read_medium(world: World, call: Call, kind: str, name: str) -> File:
    """The photo or document under `name`; ApiError if there is none or it won't do."""
    value = call.text(name)
    upload = call.files.get(value.removeprefix("attach://") if value else name)
    if upload is None:
        return _known(world, value, kind)
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "document":
        return world.add_file("document", upload.data, upload.name, upload.mime)
    if len(upload.data) > LARGEST_PHOTO:
        raise ApiError(413, "Request Entity Too Large")
    size = size_of(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > LONGEST_PHOTO_SIDES or max(size) > MOST_PHOTO_RATIO * max(min(size), 1):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return world.add_file("photo", upload.data)


def _known(world: World, value: str, kind: str) -> File:
    if not value:
        raise bad_request(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(value)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file
