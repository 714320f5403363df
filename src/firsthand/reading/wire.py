"""What this process and its workers say to each other: frames of MessagePack, each with its length before it.

Typed on both ends, so that a worker that was taken over by a hostile file can hand back documents and nothing else.
"""

from __future__ import annotations

import struct
from typing import IO

import msgspec

from firsthand.model import Document, Problem
from firsthand.settings import ReadingSettings

_LENGTH = struct.Struct(">Q")


class Order(msgspec.Struct, frozen=True):
    """A file to be read."""

    path: bytes
    kind: str
    settings: ReadingSettings


class Answer(msgspec.Struct, frozen=True):
    """One document under its key, one problem, or (`done`) the end of a file; `last`: this worker ends with it."""

    key: str = ""
    document: Document | None = None
    problem: Problem | None = None
    done: bool = False
    last: bool = False


_encoder = msgspec.msgpack.Encoder()
_orders = msgspec.msgpack.Decoder(Order)
_answers = msgspec.msgpack.Decoder(Answer)


def frame(message: Order | Answer) -> bytes:
    """The bytes that carry `message`."""
    content = _encoder.encode(message)
    return _LENGTH.pack(len(content)) + content


def receive_order(stream: IO[bytes]) -> Order | None:
    """The next order; None where there will be none."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    content = stream.read(_LENGTH.unpack(head)[0])
    return _orders.decode(content)


def take_answers(buffer: bytearray) -> list[Answer]:
    """Take all whole answers off the beginning of `buffer`."""
    answers: list[Answer] = []
    at = 0
    while len(buffer) >= at + _LENGTH.size:
        end = at + _LENGTH.size + _LENGTH.unpack_from(buffer, at)[0]
        if len(buffer) < end:
            break
        answers.append(_answers.decode(bytes(buffer[at + _LENGTH.size : end])))
        at = end
    del buffer[:at]
    return answers
