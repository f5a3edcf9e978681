"""A changed settings file, taken up while the bot runs: SIGHUP says that there is one."""

import logging

from bot.settings import Faults, load
from bot.store import Unavailable
from bot.telegram.app import App
from domain.errors import Refusal

logger = logging.getLogger(__name__)


async def reload(app: App) -> None:
    """Adopts the programme that the settings file holds now, or says what is wrong with it.

    A file that does not hold together changes nothing: the rules in force stay.
    """
    try:
        adopted = await app.adopt(load().programme)
    except Faults as faults:
        _stays(*faults.sentences)
    except Refusal as refusal:
        _stays(f"programme.{getattr(refusal, 'reason', type(refusal).__name__)}")
    except Unavailable as error:
        _stays(str(error))
    else:
        if adopted is None:
            logger.info("the settings were read; the process that leads adopts its own")
        elif adopted.is_new:
            logger.info("the settings were read: version %d is in force", adopted.number)
        else:
            logger.info("the settings were read: the programme is as it was")


def _stays(*sentences: str) -> None:
    for sentence in sentences:
        logger.error("the settings were not taken, the rules in force stay: %s", sentence)
