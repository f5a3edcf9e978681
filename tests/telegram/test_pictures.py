"""The shop's own pictures: beside the settings, uploaded once, and never anything else."""

from pathlib import Path

import pytest

from bot.telegram.pictures import Pictures

MUG = "pictures/mug.png"


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    folder = tmp_path / "shop"
    (folder / "pictures").mkdir(parents=True)
    (folder / MUG).write_bytes(b"mug")
    (folder.parent / "secret.png").write_bytes(b"secret")
    return Pictures(folder)


async def test_a_file_beside_the_settings_is_uploaded_once(pictures: Pictures) -> None:
    assert await pictures.find(MUG) == b"mug"
    pictures.sent(MUG, "file-id")
    assert await pictures.find(MUG) == "file-id"


async def test_what_telegram_has_is_sent_by_its_id(pictures: Pictures) -> None:
    assert await pictures.find("AgACAgIAAxkB") == "AgACAgIAAxkB"


@pytest.mark.parametrize(
    "name", ["", "pictures/none.png", "../secret.png", "pictures/../../secret.png", "/etc/x.png"]
)
async def test_where_there_is_no_picture_none_is_sent(pictures: Pictures, name: str) -> None:
    assert await pictures.find(name) is None


async def test_what_telegram_refused_is_not_tried_again(pictures: Pictures) -> None:
    pictures.refused("AgACAgIAAxkB")
    assert await pictures.find("AgACAgIAAxkB") is None
