"""Days of a member's own: the birthday and the day of joining, each with a gift once a year."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from domain import books, members
from domain.calendar import instant, local_date
from domain.earning.expiry import Swept
from domain.earning.facts import Share
from domain.earning.granting import grant
from domain.earning.moments.activities import complete_profile
from domain.earning.moments.eligible import is_meant, running
from domain.earning.taken import period_of, take
from domain.members import Birthday, born_on, days_kept_on, keep_birthday, parse_birthday
from domain.notices import tell
from domain.programme import AnniversaryRule, BirthdayRule
from domain.staff import note
from domain.tx import Tx


def choose_language(tx: Tx, member: int, language: str) -> None:
    """Chooses a language for good; a profile may be complete by that."""
    members.set_language(tx, member, language)
    complete_profile(tx, member)


def tell_birthday(tx: Tx, member: int, text: str) -> Birthday:
    """A member tells their birthday, once. Raises BirthdayRefused or BirthdayKnown."""
    return _keep(tx, member, text, again=False)


def change_birthday(tx: Tx, member: int, text: str, staff_id: int) -> Birthday:
    """Staff set a member's birthday, also in the place of another. Raises BirthdayRefused."""
    kept = _keep(tx, member, text, again=True)
    note(tx, staff_id, "birthday", member=member)
    return kept


def birthday_gifts(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
    """Gives the next members their gift whose birthday is kept on the day of `slot`."""
    today = local_date(slot, tx.programme.zone)
    rules = running(tx, BirthdayRule, slot)
    born = born_on(tx, days_kept_on(today), cursor, most) if rules else ()
    _greet(tx, born, rules, today)
    return Swept(len(born), born[-1] if born else cursor, done=len(born) < most)


def anniversary_gifts(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
    """Gives the next members their gift who joined on the day of `slot`, years ago."""
    today = local_date(slot, tx.programme.zone)
    rules = running(tx, AnniversaryRule, slot)
    joined = _joined_on(tx, today, cursor, most) if rules else ()
    for member, posting in _given(tx, joined, rules, "anniversary", today):
        tell(tx, member, "anniversary", posting.txn, **_facts(posting))
    return Swept(len(joined), joined[-1] if joined else cursor, done=len(joined) < most)


def _keep(tx: Tx, member: int, text: str, *, again: bool) -> Birthday:
    books.lock(tx, member)
    today = local_date(tx.now, tx.programme.zone)
    birthday = parse_birthday(text, today)
    keep_birthday(tx, member, birthday, again=again)
    complete_profile(tx, member)
    if birthday.of_year in days_kept_on(today):
        _greet(tx, (member,), running(tx, BirthdayRule), today)
    return birthday


def _joined_on(tx: Tx, today: date, cursor: int, most: int) -> tuple[int, ...]:
    """Members who joined on this day of an earlier year, above `cursor`, in order of id."""
    zone, oldest = tx.programme.zone, tx.sql.moments.first_joined()
    if oldest is None:
        return ()
    found: set[int] = set()
    for year in range(local_date(oldest, zone).year, today.year):
        for day in _days_of(year, today):
            since, until = (instant(each, zone) for each in (day, day + timedelta(days=1)))
            rows = tx.sql.moments.joined_between(cursor=cursor, since=since, until=until, most=most)
            found.update(member for (member,) in rows)
    return tuple(sorted(found)[:most])


def _days_of(year: int, today: date) -> Iterable[date]:
    for of_year in days_kept_on(today):
        try:
            yield date.fromisoformat(f"{year}-{of_year}")
        except ValueError:
            continue


def _greet(tx: Tx, born: Iterable[int], rules: Iterable[BirthdayRule], today: date) -> None:
    for member, posting in _given(tx, born, rules, "birthday", today):
        tell(tx, member, "birthday", posting.txn, **_facts(posting))


def _given(
    tx: Tx,
    found: Iterable[int],
    rules: Iterable[BirthdayRule | AnniversaryRule],
    kind: str,
    today: date,
) -> Iterator[tuple[int, books.Posting]]:
    """Gives each member each rule's gift, once a year: what was posted, as it is posted."""
    year = period_of(today, "year")
    for member in found:
        books.lock(tx, member)
        for rule in rules:
            if is_meant(tx, rule, member) and take(tx, member, rule.id, year):
                shares = (Share(rule.id, rule.kind, rule.points),)
                yield member, grant(tx, member, rule.points, kind, "programme", shares=shares)


def _facts(posting: books.Posting) -> dict[str, int]:
    return {"points": posting.points, "balance": posting.balance, "repaid": posting.repaid}
