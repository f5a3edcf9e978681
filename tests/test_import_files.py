"""What a file of purchases may say, and how what is wrong in it is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.importing.reading import SHOWN, Faults, read
from bot.importing.records import Unreadable, records
from domain.calendar import moment
from domain.earning import PastPurchase
from domain.programme import Category, Named
from tests.clock import DAY_ONE
from tests.scene import PROGRAMME

RULES = PROGRAMME.model_copy(
    update={"categories": (Category(id="tea", name=Named(en="Tea", zh="茶")),)}
)
HEAD = "receipt,member,time,amount,category\n"
GOOD = HEAD + "1,anna,1997-01-01,11.77,\n2,ben,1997-01-12T18:30,12,tea\n"


def told(tmp_path: Path, text: str | bytes) -> tuple[list[PastPurchase], list[str]]:
    """The purchases and the faults of a file."""
    file = tmp_path / "purchases"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    faults = Faults()
    found = [one.purchase for one in read(records(file), RULES, DAY_ONE, faults)]
    return found, faults.shown


def test_a_table_a_list_and_lines_of_json_say_the_same(tmp_path: Path) -> None:
    items: list[dict[str, Any]] = [
        {"receipt": 1, "member": "anna", "time": "1997-01-01", "amount": 11.77},
        {"receipt": "2", "member": "ben", "time": "1997-01-12 18:30", "amount": 12}
        | {"category": "tea"},
    ]
    table = told(tmp_path, GOOD)
    assert table == told(tmp_path, json.dumps(items))
    assert table == told(tmp_path, "\n".join(map(json.dumps, items)))
    assert table == told(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    (anna, ben), faults = table
    assert faults == []
    assert (anna.amount, anna.category, ben.amount, ben.category) == (1177, None, 1200, "tea")
    assert moment(anna.at, RULES.zone).isoformat() == "1997-01-01T00:00:00+08:00"
    assert moment(ben.at, RULES.zone).isoformat() == "1997-01-12T18:30:00+08:00"


@pytest.mark.parametrize(
    ("time", "local"),
    [
        ("1997-01-01T10:20:30", "1997-01-01T10:20:30+08:00"),
        ("1997-01-01T10:20:30.5", "1997-01-01T10:20:30.500000+08:00"),
        ("1997-01-01T10:20Z", "1997-01-01T18:20:00+08:00"),
        ("1997-01-01T10:20+01:00", "1997-01-01T17:20:00+08:00"),
    ],
)
def test_a_time_is_local_unless_it_says_where(tmp_path: Path, time: str, local: str) -> None:
    (found,), _ = told(tmp_path, f"{HEAD}1,anna,{time},1,\n")
    assert moment(found.at, RULES.zone).isoformat() == local


@pytest.mark.parametrize(
    ("amount", "minor"), [("0", 0), ("0.00", 0), ("0.01", 1), ("88.4", 8840), ("007.50", 750)]
)
def test_an_amount_is_read_by_its_digits_and_may_be_nothing(
    tmp_path: Path, amount: str, minor: int
) -> None:
    (found,), _ = told(tmp_path, f"{HEAD}1,anna,1997-01-01,{amount},\n")
    assert found.amount == minor


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1,anna,1997-01-01,-3,", "amount '-3' is below zero"),
        (
            "1,anna,1997-01-01,NaN,",
            "amount 'NaN' is no amount: only digits and one dot, like 88.40",
        ),
        (
            "1,anna,1997-01-01,1e9,",
            "amount '1e9' is no amount: only digits and one dot, like 88.40",
        ),
        ("1,anna,1997-01-01,,", "amount '' is no amount: only digits and one dot, like 88.40"),
        (
            "1,anna,1997-01-01,１２,",
            "amount '１２' is no amount: only digits and one dot, like 88.40",
        ),
        ("1,anna,1997-01-01,1.234,", "amount '1.234' has more than 2 decimals"),
        ("1,anna,1997-01-01,0.000,", "amount '0.000' has more than 2 decimals"),
        (
            "1,anna,1997-01-01,100000.01,",
            "amount '100000.01' is above programme.earning.amount_max_minor",
        ),
        ("1,anna,1997-02-29,1,", "time '1997-02-29' is no time: 1997-01-31, or 1997-01-31T18:30"),
        ("1,anna,1997-W05,1,", "time '1997-W05' is no time: 1997-01-31, or 1997-01-31T18:30"),
        ("1,anna,01/31/1997,1,", "time '01/31/1997' is no time: 1997-01-31, or 1997-01-31T18:30"),
        ("1,anna,1969-12-31,1,", "time '1969-12-31' is before 1970"),
        ("1,anna,2099-01-01,1,", "time '2099-01-01' is still to come"),
        (",anna,1997-01-01,1,", "receipt needs 1 to 64 letters or digits"),
        ("--,anna,1997-01-01,1,", "receipt '--' has no letter and no digit"),
        ("1, ,1997-01-01,1,", "member needs 1 to 64 letters or digits"),
        (f"1,{'a' * 65},1997-01-01,1,", "member needs 1 to 64 letters or digits"),
        ("1,an\tna,1997-01-01,1,", "member needs 1 to 64 letters or digits"),
        (
            "1,anna,1997-01-01,1,rum",
            "category 'rum' is not in programme.categories; there are: tea",
        ),
        (
            f"1,anna,1997-01-01,{'9' * 5_000},",
            f"amount '{'9' * 64}…' is above programme.earning.amount_max_minor",
        ),
        ("1,anna,1997-01-01,1", "has 4 columns, the first line 5"),
    ],
)
def test_what_is_wrong_is_told_by_line(tmp_path: Path, row: str, fault: str) -> None:
    found, faults = told(tmp_path, f"{HEAD}9,ben,1997-01-01,1,\n{row}\n")
    assert faults == [f"line 3: {fault}"]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ("7", "is not an object"),
        ('{"receipt": "1"}', "there is no member; needed are receipt, member, time, amount"),
        (
            '{"receipt": 1, "member": "a", "time": "1997-01-01", "amount": true}',
            "amount is not a text or a number",
        ),
        (
            '{"receipt": 1, "member": "a", "time": "1997-01-01", "amount": 1, "amount": 9}',
            "a column stands twice",
        ),
        (
            '{"receipt": 1, "member": "a", "time": "1997-01-01", "amount": {}}',
            "amount is not a text or a number",
        ),
        (
            '{"receipt": 1, "member": "a", "time": "1997-01-01", "amount": NaN}',
            "amount 'NaN' is no amount: only digits and one dot, like 88.40",
        ),
        (
            '{"receipt": 1, "member": "a", "time": "1997-01-01", "amount": 1e9}',
            "amount '1e9' is no amount: only digits and one dot, like 88.40",
        ),
        (
            '{"receipt": 1, "member": "a", "time": "1997-01-01", "amount": 1, "categroy": "tea"}',
            "'categroy' is none of receipt, member, time, amount, category",
        ),
    ],
)
def test_what_is_wrong_in_a_list_is_told_by_record(tmp_path: Path, item: str, fault: str) -> None:
    assert told(tmp_path, f"[{item}]") == ([], [f"record 1: {fault}"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        (b"\xff\xfe1", "is not UTF-8 text: byte 0 belongs to no letter"),
        ("receipt,member,time\n", "line 1: there is no amount"),
        (HEAD.replace("category", "shop"), "line 1: 'shop' is none of"),
        (HEAD.replace("category", "member"), "line 1: a column stands twice"),
        (HEAD + '1,"anna,1997-01-01,1,\n', "line 2: unexpected end of data"),
        ("[{]", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_a_file_that_is_no_such_file_says_why(tmp_path: Path, text: str | bytes, why: str) -> None:
    with pytest.raises(Unreadable) as raised:
        told(tmp_path, text)
    assert str(raised.value).startswith(why)


def test_a_receipt_counts_once_a_day(tmp_path: Path) -> None:
    said_twice = f"{HEAD}1,anna,1997-01-01,5,\n1,anna,1997-01-01,5.00,\n1,anna,1997-01-02,5,\n"
    found, faults = told(tmp_path, said_twice)
    assert (len(found), faults) == (2, [])
    found, faults = told(tmp_path, f"{HEAD}A-1,anna,1997-01-01,5,\na1,ben,1997-01-01,5,\n")
    assert len(found) == 1
    assert faults == [
        "line 3: receipt a1 is on line 2 too, of the same day and not with the same content"
    ]


def test_of_many_faults_the_first_are_told(tmp_path: Path) -> None:
    file = tmp_path / "purchases.csv"
    file.write_text(HEAD + "1,anna,never,nothing,\n" * 50)
    faults = Faults()
    assert list(read(records(file), RULES, DAY_ONE, faults)) == []
    assert (faults.count, len(faults.shown)) == (100, SHOWN)
