"""The words that settings are made of: whole numbers, names, local times, the currency."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Language = Literal["en", "zh"]
# Years that every calendar can reckon with, a year back and forth; no digits but 0-9.
_LOCAL = re.compile(r"(?:19|2\d)\d\d-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?", re.ASCII)
_LOCAL_SAID = "is a local day or minute: 2026-11-11, or 2026-11-11T18:00"


def _from_text(value: Any) -> Any:
    """The environment gives numbers as text; nothing else that is not an int becomes one."""
    number = isinstance(value, str) and value.isascii() and value.isdecimal()
    return int(value) if number else value


def _local(value: Any) -> Any:
    """A local day or minute as text: TOML's own dates are taken too."""
    if isinstance(value, datetime):
        if value.tzinfo is not None or value.second or value.microsecond:
            raise ValueError(_LOCAL_SAID)
        value = value.isoformat(timespec="minutes")
    elif isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, str):
        try:
            datetime.fromisoformat(value if _LOCAL.fullmatch(value) else "")
        except ValueError:
            raise ValueError(_LOCAL_SAID) from None
    return value


Whole = Annotated[int, BeforeValidator(_from_text), Field(ge=0, le=10**9, strict=True)]
Points = Annotated[Whole, Field(gt=0)]
Percent = Annotated[Whole, Field(le=100)]
WallTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
LocalTime = Annotated[str, BeforeValidator(_local)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,15}$")]
Product = Annotated[str, Field(min_length=1, max_length=32)]


class Frozen(BaseModel):
    """A model that nobody changes and that knows no setting it was not given."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Frozen):
    """The owner's own words, in both languages."""

    en: str = Field(min_length=1, max_length=40)
    zh: str = Field(min_length=1, max_length=40)

    def in_(self, language: Language) -> str:
        """The name in one language."""
        return self.zh if language == "zh" else self.en


class Currency(Frozen):
    """What points are worth money in, and how much: the value anchor."""

    code: str = Field("CNY", pattern=r"^[A-Z]{3}$")
    digits: Whole = Field(2, ge=0, le=2)
    anchor_points: Points = 100
    anchor_minor: Points = 100

    @property
    def example(self) -> str:
        """An amount as one types it: `88.40`."""
        return f"88.{'400'[: self.digits]}" if self.digits else "88"


class Category(Frozen):
    """A kind of goods that the till names with a purchase."""

    id: Slug
    name: Named
