"""Asks the bot on this machine whether it lives: `python -m bot.web.alive`, for a container.

It is ill that listens and does not answer. Who stands by, or serves no pages, does not listen.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException

ANSWERED_WITHIN = 5.0


def alive(port: int, seconds: float = ANSWERED_WITHIN) -> bool:
    """Whether what listens at a port answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    except ConnectionRefusedError:
        return True
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if alive(int(os.environ.get("JIFEN_WEB__PORT", "8082"))) else 1)
