"""Draws that anybody can repeat: the seed's hash is known before, the seed after."""

from domain.draws.drawing import Drawing, draw, draw_from, keep
from domain.draws.exact import NOTHING, ONE, Odds, label_at, run, ticket
from domain.draws.proofs import Drawn, Proof, drawings_of, posted_seeds, proof_of
from domain.draws.seeds import REVEALED_AT, Seed, open_day, promise, promise_day, reveal, seeds

__all__ = [
    "NOTHING",
    "ONE",
    "REVEALED_AT",
    "Drawing",
    "Drawn",
    "Odds",
    "Proof",
    "Seed",
    "draw",
    "draw_from",
    "drawings_of",
    "keep",
    "label_at",
    "open_day",
    "posted_seeds",
    "promise",
    "promise_day",
    "proof_of",
    "reveal",
    "run",
    "seeds",
    "ticket",
]
