"""How long a PDF may be read: by its CPU time, whatever else the machine does."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_pdfs import forms_in_forms
from pdf_files import lines, pdf, untagged
from pdf_samples import ACTIVITY, LO, MOST, documents, sections

from iacheck.language.limits import Limits
from iacheck.readers.pdf_child import cpu_limit, process
from iacheck.readers.pdf_child.content import PdfContent

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="a processor is shared and measured as Linux does it"
)

OTHERS = 5
MEASURED = f"""
import sys, time
from iacheck.readers.pdf_child.content import PdfLimits
from iacheck.readers.pdf_child.extract import extract_content
data = sys.stdin.buffer.read()
start = time.process_time()
extract_content(data, {MOST}).written()
print(time.process_time() - start)
"""
# Works and rests by turns, as programs do. Beside it, the system's own timer runs too fast.
OTHER = """
import time
end = time.monotonic() + 100
while time.monotonic() < end:
    worked = time.process_time() + 0.001
    while time.process_time() < worked:
        pass
    time.sleep(0.001)
"""


@functools.cache
def long_file() -> bytes:
    """Sixty pages of text, most of a second of work."""
    said = "Vi har erfart at samarbeid lokalt gir resultater, og at det tar tid."
    page = lines([said] * 20, pitch=30)
    return pdf(untagged([lines((LO, "", ACTIVITY, "", "Ja.")), *[page] * 59]))


def needed() -> float:
    """How many seconds of CPU time reading the long file takes now; more on a busy machine."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], input=long_file(), capture_output=True, check=True
    )
    return float(done.stdout)


@contextmanager
def busy_processor() -> Iterator[None]:
    """Let this process and its children share one processor with others."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    others = [subprocess.Popen([sys.executable, "-c", OTHER]) for _ in range(OTHERS)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()
        os.sched_setaffinity(0, allowed)


@pytest.fixture
def patient_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock ends nothing, however busy the machine was before the test."""
    monkeypatch.setattr(process, "CLOCK_TIMES", 1000)


def read_within(seconds: float) -> PdfContent:
    return process.read_in_child(long_file(), replace(MOST, seconds=seconds))


@pytest.mark.slow
@pytest.mark.usefixtures("patient_clock")
def test_what_needs_less_than_the_limit_is_read_on_a_busy_machine_too() -> None:
    at_rest = read_within(needed() * 3)
    assert at_rest.pages == 60
    assert at_rest.rows
    with busy_processor():
        limit = needed() * 3
        start = time.monotonic()
        busy = read_within(limit)
        waited = time.monotonic() - start
    assert busy == at_rest
    assert waited > limit  # else nothing was tried


@pytest.mark.slow
@pytest.mark.usefixtures("patient_clock")
def test_what_needs_more_than_the_limit_is_refused_on_both() -> None:
    limit = needed() / 2
    over = PdfContent(over="pdf-seconds")
    assert read_within(limit) == over
    with busy_processor():
        assert read_within(limit) == over


@pytest.mark.usefixtures("patient_clock")
def test_the_limit_ends_pdfium_itself() -> None:
    patient = replace(MOST, memory=2**31, seconds=0.1)
    assert process.read_in_child(forms_in_forms(), patient) == PdfContent(over="pdf-seconds")


LIMITED = """
import hashlib, re, time
from iacheck.readers.pdf_child import cpu_limit
def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end: pass
work(0.4)
cpu_limit.end_after(0.4)
"""


def ended(work: str) -> bool:
    """Whether the limit ends a process that works so."""
    done = subprocess.run([sys.executable, "-c", LIMITED + work], timeout=90, check=False)
    assert done.returncode in {0, *cpu_limit.ENDED}
    return done.returncode != 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("work", "too_much"),
    [
        ("time.sleep(1)", False),
        # C code that does not come back, without Python's lock and with it.
        ("hashlib.pbkdf2_hmac('sha256', b'', b'', 10**9)", True),
        ("re.search('a*b', 'a' * 10**6)", True),
    ],
)
def test_the_limit_ends_what_computes(work: str, *, too_much: bool) -> None:
    assert ended(work) == too_much


@pytest.mark.slow
def test_only_own_cpu_time_since_the_limit_was_set_counts() -> None:
    with busy_processor():
        assert not ended("work(0.36)")
        assert ended("work(0.5)")


def test_a_child_that_waits_for_ever_and_ignores_signals_is_ended_by_the_clock(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    waiting, pid = tmp_path / "waiting", tmp_path / "pid"
    waiting.write_text(
        f"#!{sys.executable}\n"
        "import os, signal, time\n"
        "for one in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:\n"
        "    signal.signal(one, signal.SIG_IGN)\n"
        f"open({str(pid)!r}, 'w').write(str(os.getpid()))\n"
        "time.sleep(100)\n"
    )
    waiting.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(waiting))
    start = time.monotonic()
    assert process.read_in_child(long_file(), replace(MOST, seconds=0.3)) == PdfContent(
        refused="timeout"
    )
    assert 3 <= time.monotonic() - start < 50
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_a_limit_of_centuries_is_none() -> None:
    data = pdf(untagged([lines((LO, "", ACTIVITY, "", "Ja."))]))
    found = documents(data, Limits(pdf_seconds=10**30))
    assert sections(found) == [("successful_activity", ACTIVITY, "Ja.")]
