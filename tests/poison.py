"""Choices for the tests of ``batch`` with articles that are bad for the process that judges them: a section of the settings marks them."""

from __future__ import annotations

import datetime
import os
import signal
import time
from dataclasses import dataclass, replace

from transcheck.config import Config


@dataclass(frozen=True)
class Poisoned:
    """What ``cli.options.Choices`` gives to a batch; what stands in ``ignore`` is done."""

    language: str | None = None
    source_language: str | None = None
    published: datetime.date | None = None
    encoding: str | None = None
    today: datetime.date = datetime.date(2026, 1, 1)

    def settings(self, base: Config) -> Config:
        if "KILL" in base.ignore:
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLEEP" in base.ignore:
            time.sleep(60)
        if "MEMORY" in base.ignore:
            bytearray(1 << 40)
        if "RAISE" in base.ignore:
            raise ZeroDivisionError("the article divided by nothing")
        return replace(base, fail_on="major")
