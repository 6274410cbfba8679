"""A limit to the CPU time of this process, which is the same on a busy machine."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

_STATUS = 152  # nothing else exits with it
# What the parent sees as the return code of a process that the limit has ended.
if sys.platform == "win32":
    ENDED = frozenset({_STATUS})
else:
    ENDED = frozenset({_STATUS, -signal.SIGPROF})


def end_after(seconds: float) -> None:
    """Let this process end once it has used so many more seconds of CPU time."""
    threading.stack_size(2**18)  # the usual 8 MB would count as memory that the PDF takes
    threading.Thread(target=_watch, args=(seconds,), daemon=True).start()
    if sys.platform != "win32":
        # For C code that keeps Python's lock, so that the thread gets no turn. The system's timer
        # cannot be the only one: beside other processes it runs up to half again as fast, because
        # it counts the ticks of the clock at which this process is found at work.
        signal.setitimer(signal.ITIMER_PROF, 2 * seconds)


def _watch(seconds: float) -> None:
    """Exit when the time is used; PDFium runs without Python's lock, and cannot prevent it."""
    end = time.process_time() + seconds
    while (left := end - time.process_time()) > 0:
        # Only one thread computes, so CPU time runs no faster than the clock.
        time.sleep(max(left, 0.01))
    os._exit(_STATUS)
