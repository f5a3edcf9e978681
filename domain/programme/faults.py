"""What is wrong with settings, as sentences: each begins with the key at fault."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError


def sentence(fault: Any) -> str:
    """One fault of a pydantic ValidationError, as a person reads it."""
    path = ".".join(str(part) for part in fault["loc"])
    said: str = fault["msg"].removeprefix("Value error, ")
    if fault["type"] == "extra_forbidden":
        said = "there is no such setting"
    elif fault["type"] == "tuple_type":
        said = "must be a list, like [9001]"
    if not path:
        return said
    # A programme that contradicts itself names its keys from there on.
    contradicts = path == "programme" and fault["type"] == "value_error"
    return f"{path}{'.' if contradicts else ': '}{said}"


def at_each(error: ValidationError, things: Any) -> ValidationError:
    """The same faults of a list, each where its rule or reward is named, not where its kind is."""
    return ValidationError.from_exception_data(
        error.title, [_at_one(fault, things) for fault in error.errors()]
    )


def _at_one(fault: Any, things: Any) -> InitErrorDetails:
    loc, said = fault["loc"], fault["msg"]
    if fault["type"] == "union_tag_invalid":
        loc = (*loc, "kind", "kind")
        said = f"there is no {fault['ctx']['tag']!r}; there are {fault['ctx']['expected_tags']}"
    elif fault["type"] == "union_tag_not_found":
        loc, said = (*loc, "kind", "kind"), "is missing"
    if loc and isinstance(loc[0], int):
        one = things[loc[0]]
        known = one.get("id") if isinstance(one, dict) else getattr(one, "id", None)
        loc = (f"{loc[0]} ({known})" if known else loc[0], *loc[2:])
    # Braces in a template would be filled in.
    template = PydanticCustomError(fault["type"], "{said}", {"said": said})
    return InitErrorDetails(type=template, loc=loc, input=fault["input"])
