"""The pages under docs/ that are written from what they describe: settings and commands."""

from pathlib import Path

from bot.settings import FILE
from bot.texts import LANGUAGES, Texts
from handlers import AUDIENCES

DOCS = Path(__file__).parents[1] / "docs"
_NOTE = "<!-- Written by `make docs` from {source}; edit that. -->\n"


def write_pages() -> list[str]:
    """Writes every generated page; their paths under docs/."""
    written = []
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
        written.append(f"docs/{name}")
    return written


def pages() -> dict[str, str]:
    """Every generated page by its file's name."""
    return {"commands.md": _commands(), "settings.md": _settings()}


def _commands() -> str:
    texts = Texts(lambda: 0)
    parts = [_NOTE.format(source="handlers/ and bot/texts/"), "# Commands\n"]
    parts.append("The same names in every language; a shop's own words may follow in the chat.\n")
    for routes in AUDIENCES:
        parts.append(f"## {routes.audience.capitalize()}\n")
        names = " | ".join(texts.plain(each, f"language-name.{each}") for each in LANGUAGES)
        parts.append(f"| command | {names} |\n|---|---|---|")
        for name in routes.menu:
            told = " | ".join(texts.plain(each, f"command-{name}") for each in LANGUAGES)
            parts.append(f"| `/{name}` | {told} |")
        parts.append("")
    words = [
        f"| `/{name}` | " + ", ".join(_words(texts, name)) + " |"
        for name in AUDIENCES[0].menu
        if texts.has("en", f"words-{name}")
    ]
    parts.append("## Plain words\n\nA member may also just say it:\n\n| means | words |\n|---|---|")
    return "\n".join([*parts, *words]) + "\n"


def _words(texts: Texts, name: str) -> list[str]:
    return [word for each in LANGUAGES for word in texts.plain(each, f"words-{name}").split("|")]


def _settings() -> str:
    return (
        _NOTE.format(source="settings.toml")
        + "# Settings\n\n"
        + "The environment beats the file: `JIFEN_`, then the key's path in capitals with two\n"
        + "underscores between its parts, such as `JIFEN_PROGRAMME__EARNING__POINTS=2`; lists and\n"
        + "tables are JSON there. Money is in minor units (1.00 = 100), times of day are local.\n"
        + "\n```toml\n"
        + FILE.read_text(encoding="utf-8")
        + "```\n"
    )
