import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from fictional_case import the_case
from firsthand.case import save


@pytest.fixture
def saved(tmp_path):
    save(the_case(), tmp_path / "case.db")
    return tmp_path / "case.db"


def serve(*arguments):
    command = [sys.executable, "-m", "firsthand", "serve", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_says_where_it_is_and_ends_at_ctrl_c(saved):
    process = serve(saved, "--port", "0")
    assert process.stderr is not None
    address = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
    assert address is not None
    with urllib.request.urlopen(address.group(), timeout=20) as answer:
        assert "4 claims are told more than once" in answer.read().decode().replace("\xa0", " ")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) in (0, 130, -signal.SIGINT)
    assert "Traceback" not in process.stderr.read()


def test_a_port_in_use_is_one_clear_line(saved):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = serve(saved, "--port", taken.getsockname()[1])
        said = process.communicate(timeout=30)[1]
    assert process.returncode == 2
    assert said.count("\n") == 1
    assert "--port" in said


def test_no_case_is_one_clear_line(tmp_path):
    process = serve(tmp_path / "none.db")
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 2
    assert said.count("\n") == 1
