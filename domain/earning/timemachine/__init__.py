"""Any rules over the real purchases, with the very function that the counter uses."""

from domain.earning.timemachine.questions import (
    Page,
    brightness,
    extent,
    past_of,
    sum_up,
    try_page,
)

__all__ = ["Page", "brightness", "extent", "past_of", "sum_up", "try_page"]
