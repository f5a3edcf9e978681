"""Tags: words that staff put on members, few of them, and on the record."""

import pytest

from bot.store import Store
from domain import counter, members, staff
from domain.errors import TagRefused, TagsFull
from domain.members import Tag, parse_tag
from domain.staff import Clerk
from tests.scene import CASHIER, SHOP, fresh_key, joins

KIM = Clerk(CASHIER, "manager", SHOP, "Kim")


async def tags(store: Store, member: int, word: str) -> str:
    """A manager tags a member."""
    return await store.write(counter.tag_card, KIM, member, word, key=fresh_key())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("vip", "vip"),
        (" #VIP ", "vip"),
        ("ＶＩＰ", "vip"),
        ("regular-tea_2", "regular-tea_2"),
        ("爱喝茶", "爱喝茶"),
        ("é", "é"),
        ("x" * 20, "x" * 20),
    ],
)
def test_a_tag_is_one_word_in_small_letters(said: str, kept: str) -> None:
    assert parse_tag(said) == kept


@pytest.mark.parametrize(
    "said", ["", "#", "two words", "x" * 21, "a.b", "<b>", "88.40", "🍵", "a\nb", "\u202evip"]
)
def test_what_is_no_word_is_refused(said: str) -> None:
    with pytest.raises(TagRefused):
        parse_tag(said)


async def test_a_tag_is_put_on_once_and_taken_off(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    for member, word in ((ann, "Vegan"), (ann, "vip"), (ann, "VIP"), (bo, "vip")):
        await tags(store, member, word)
    assert await store.read(members.tags_of, ann) == ("vegan", "vip")
    assert await store.read(members.all_tags) == (Tag("vegan", 1), Tag("vip", 2))
    for _ in range(2):
        await store.write(counter.untag_card, KIM, ann, "vegan", key=fresh_key())
    assert await store.read(members.tags_of, ann) == ("vip",)
    assert await store.read(members.all_tags) == (Tag("vip", 2),)
    assert not await store.read(members.tag_known, "vegan")


async def test_each_change_is_on_the_record_without_the_word(store: Store) -> None:
    """The record never forgets; what a member is called there would outlive them."""
    ann = await joins(store)
    for _ in range(2):
        await tags(store, ann, "vip")
    await store.write(counter.untag_card, KIM, ann, "vip", key=fresh_key())
    acts = await store.read(staff.acts, store.now(), 10)
    assert [(act.act, act.member, act.facts) for act in acts] == [
        ("tag", ann, {"what": "take"}),
        ("tag", ann, {"what": "put"}),
    ]
    assert await store.read(staff.verify) == ()


async def test_ten_tags_are_enough_for_a_member_and_two_hundred_for_a_shop(store: Store) -> None:
    people = [await joins(store, number) for number in range(1, 22)]
    for number in range(200):
        await tags(store, people[number // 10], f"tag-{number}")
    with pytest.raises(TagsFull) as full:
        await tags(store, people[0], "tag-100")
    assert (full.value.most, full.value.where) == (10, "member")
    assert await tags(store, people[0], "tag-0") == "tag-0"
    with pytest.raises(TagsFull) as full:
        await tags(store, people[20], "one-more")
    assert (full.value.most, full.value.where) == (200, "all")
    await tags(store, people[20], "tag-100")
    await store.write(counter.untag_card, KIM, people[0], "tag-0", key=fresh_key())
    await tags(store, people[20], "one-more")
