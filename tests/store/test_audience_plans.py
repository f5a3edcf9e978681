"""A page of an audience costs what its members cost, however many others there are."""

import re

import psycopg
import pytest

from bot.store import queries
from bot.store.postgres import connect
from domain.broadcasts import Audience
from domain.broadcasts.audience import selection
from domain.programme import Version
from domain.tx import ReadTx
from tests.clock import DAY_ONE
from tests.scene import PROGRAMME, VAULT

CROWD = 20_000
# Of each table a row for every member.
FILL = """
INSERT INTO member (id, joined_at, card) SELECT n, n, int4send(n) FROM generate_series(1, {n}) n;
INSERT INTO account (member, kind, points, version)
    SELECT n, 'available', n, 0 FROM generate_series(1, {n}) n;
INSERT INTO preference (member, kind, wanted)
    SELECT n, 'news', 1 FROM generate_series(1, {n}) n;
INSERT INTO purchase (id, member, shop, receipt, sealed_receipt, business_day, price, paid, actor,
        happened_at)
    SELECT n, n, 'main', int4send(n), '', '', 1, 1, '', n FROM generate_series(1, {n}) n;
INSERT INTO txn (id, key, kind, actor, happened_at, posted_at, rules)
    SELECT n, n, 'purchase', '', n, n, 1 FROM generate_series(1, {n}) n;
INSERT INTO lot (id, member, txn, points, points_left, earned_at, expires_at, origin)
    SELECT n, n, n, 1, 1, n, n, 'purchase' FROM generate_series(1, {n}) n;
INSERT INTO tag (member, tag, at) SELECT n, 'vip', n FROM generate_series(1, {n}) n;
INSERT INTO tier_held (member, tier, since) SELECT n, 'gold', n FROM generate_series(1, {n}) n;
INSERT INTO visit (member, day, shop, at) SELECT n, '', 'main', n FROM generate_series(1, {n}) n;
ANALYZE;
"""
FILLED = re.findall(r"INSERT INTO (\w+)", FILL)
ASKED = [
    Audience(),
    Audience(languages=("zh",)),
    Audience(tag="vip"),
    Audience(balance_least=100),
    Audience(visited=("within", 30)),
    Audience(visited=("not_within", 90)),
    Audience(segment="best"),
    Audience(tiers=("gold",)),
    Audience(("gold",), ("zh",), "best", ("within", 30), 1, 500, "vip"),
]


@pytest.mark.parametrize("engine", ["postgres"])
def test_no_page_reads_a_whole_table(postgres: str, engine: str) -> None:
    with connect(postgres) as connection:
        connection.execute(FILL.format(n=CROWD).encode())
        for audience in ASKED:
            plan = _plan(connection, audience)
            assert not [line for line in plan if "hashed" in line], plan
            for table in FILLED:
                assert not [line for line in plan if f"Seq Scan on {table} " in line], plan


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_page_of_readers_begins_where_the_last_one_ended(postgres: str, engine: str) -> None:
    sql = queries.load("psycopg")["circulars"]["readers"].sql
    page = {"cursor": CROWD // 2, "most": 100}
    with connect(postgres) as connection:
        connection.execute(FILL.format(n=CROWD).encode())
        plan = connection.execute(f"EXPLAIN ANALYZE {sql}".encode(), page).fetchall()
    read = [int(rows) for (line,) in plan for rows in re.findall(r"actual .*rows=(\d+)", line)]
    assert 100 in read
    assert max(read) <= 1_000, plan


def _plan(connection: psycopg.Connection, audience: Audience) -> list[str]:
    tx = ReadTx(DAY_ONE, None, Version(1, 0, PROGRAMME), VAULT)
    page = {"after": CROWD // 2, "until": CROWD // 2 + 2_000, "joined_by": CROWD, "most": 100}
    sql = queries.load("psycopg")["audience"]["members"].sql
    rows = connection.execute(f"EXPLAIN {sql}".encode(), page | selection(tx, audience))
    return [line for (line,) in rows]
