"""A claim costs what it claims, however many were written to before it."""

import json
import re

import psycopg
import pytest

from bot.store import queries
from bot.store.postgres import connect

CROWD = 60_000
# One broadcast has written to most of them; some wait for one hour, and few are under way.
FILL = """
INSERT INTO member (id, joined_at, card) SELECT n, n, int4send(n) FROM generate_series(1, {n}) n;
INSERT INTO identity (lookup, member, sealed, wrapped_key)
    SELECT int4send(n), n, int4send(n), decode(repeat('00', 200), 'hex')
    FROM generate_series(1, {n}) n;
INSERT INTO preference (member, kind, wanted)
    SELECT n, 'news', 1 FROM generate_series(1, {n}) n;
INSERT INTO quiet (member, from_minute, until_minute)
    SELECT n, 0, 1 FROM generate_series(1, {n}) n;
INSERT INTO attention (member, at, source) SELECT n, n, 'a' FROM generate_series(1, {n}) n;
INSERT INTO account (member, kind, points, version)
    SELECT n, 'available', n, 0 FROM generate_series(1, {n}) n;
INSERT INTO broadcast (id, author, content, audience, state, expected, created_at, starts_at)
    SELECT n, '', '', '', 'running', 1, 1, 1 FROM generate_series(1, 2) n;
INSERT INTO delivery (broadcast, member, state, due_at)
    SELECT 1, n, CASE WHEN n <= {n} / 4 THEN 'waiting' WHEN n > {n} - 20 THEN 'sending'
        ELSE 'delivered' END, CASE WHEN n <= {n} / 4 THEN 1 END FROM generate_series(1, {n}) n;
ANALYZE;
"""
FILLED = re.findall(r"INSERT INTO (\w+)", FILL)
GIVEN = {
    "broadcast": 1,
    "now": 2,
    "most": 25,
    "since": 1,
    "after": CROWD // 2,
    "until": CROWD // 2 + 25,
    "members": json.dumps(list(range(1, 26))),
}
ASKED = (
    "claiming.due",
    "claiming.next_due",
    "claiming.to_be_tried_again",
    "claiming.under_way",
    "claiming.in_doubt",
    "claiming.known",
    "claiming.candidates",
    "facts.balances",
)


@pytest.mark.parametrize("engine", ["postgres"])
def test_no_claim_reads_a_whole_table_or_sorts_those_who_wait(postgres: str, engine: str) -> None:
    with connect(postgres) as connection:
        connection.execute(FILL.format(n=CROWD).encode())
        for question in ASKED:
            plan = _plan(connection, question)
            for table in {*FILLED} - {"broadcast"}:
                assert not [line for line in plan if f"Seq Scan on {table} " in line], plan
        assert not [line for line in _plan(connection, "claiming.due") if "Sort" in line]


def _plan(connection: psycopg.Connection, question: str) -> list[str]:
    stem, name = question.split(".")
    sql = queries.load("psycopg")[stem][name].sql
    return [line for (line,) in connection.execute(f"EXPLAIN {sql}".encode(), GIVEN)]
