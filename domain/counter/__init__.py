"""The counter: what staff do for members, alone or with a second person."""

from domain.counter.bill import Bill, BillQuote
from domain.counter.making_good import (
    MadeGood,
    TakenBack,
    make_good,
    make_good_left,
    undo_make_good,
)
from domain.counter.paying import (
    Held,
    Payment,
    agree,
    decline,
    let_go,
    payment,
    put_aside,
)
from domain.counter.quoting import quote
from domain.counter.refunds import refund, undo
from domain.counter.sale import sell
from domain.counter.tagging import tag_card, untag_card
from domain.counter.visits import Visited, visit, visit_code
from domain.counter.vouchers import open_card, use_voucher
from domain.earning import Credited, Refunded

__all__ = [
    "Bill",
    "BillQuote",
    "Credited",
    "Held",
    "MadeGood",
    "Payment",
    "Refunded",
    "TakenBack",
    "Visited",
    "agree",
    "decline",
    "let_go",
    "make_good",
    "make_good_left",
    "open_card",
    "payment",
    "put_aside",
    "quote",
    "refund",
    "sell",
    "tag_card",
    "undo",
    "undo_make_good",
    "untag_card",
    "use_voucher",
    "visit",
    "visit_code",
]
