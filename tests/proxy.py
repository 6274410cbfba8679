"""A TCP proxy before a MongoDB server: it answers wrongly, late, half, or not at all.

It reads the driver's messages (OP_MSG) only so far as to know which command each of them is.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeAlias

import bson

_HEADER = struct.Struct("<iiii")
_OP_MSG = 2013
# What the driver asks of its own accord, at any time.
_OF_THE_DRIVER = {"hello", "ismaster", "isMaster", "ping", "endSessions"}

# What becomes of the command with a number, counted from 1: None where nothing special does.
Fault: TypeAlias = Callable[["Exchange"], None]


class Exchange:
    """One command of the driver's, and the server's answer to it."""

    def __init__(self, proxy: Proxy, message: bytes, client: socket.socket, server: socket.socket):
        self.proxy = proxy
        self.message = message
        self.client = client
        self.server = server
        self.body: Mapping[str, Any] = _body(message)
        self.command = next(iter(self.body), "")

    def pass_on(self) -> None:
        self.client.sendall(self.answer())

    def answer(self) -> bytes:
        self.server.sendall(self.message)
        return _read(self.server)

    def say(self, document: Mapping[str, Any]) -> None:
        """Answer in the server's place; it never sees the command."""
        request = _HEADER.unpack_from(self.message)[1]
        body = struct.pack("<i", 0) + b"\0" + bson.encode(document)
        self.client.sendall(_HEADER.pack(16 + len(body), 0, request, _OP_MSG) + body)

    def cut(self) -> None:
        for end in (self.client, self.server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def refuse(code: int, name: str, labels: tuple[str, ...] = ()) -> Fault:
    """The server refuses the command."""
    told = {"ok": 0.0, "code": code, "codeName": name, "errmsg": f"as {name} says"}
    return lambda exchange: exchange.say({**told, "errorLabels": list(labels)} if labels else told)


def refuse_write(code: int, name: str) -> Fault:
    """The server takes the command, and refuses the first write in it."""
    error = {"index": 0, "code": code, "errmsg": f"as {name} says"}
    return lambda exchange: exchange.say(
        {"ok": 1.0, "n": 0, "nModified": 0, "writeErrors": [error]}
    )


def cut_before(exchange: Exchange) -> None:
    """The connection is cut before the server has seen the command."""
    exchange.cut()


def cut_in_answer(exchange: Exchange) -> None:
    """The connection is cut in the middle of the server's answer."""
    answer = exchange.answer()
    exchange.client.sendall(answer[: len(answer) // 2])
    exchange.cut()


def late(seconds: float) -> Fault:
    """The answer comes that much later."""

    def fault(exchange: Exchange) -> None:
        answer = exchange.answer()
        time.sleep(seconds)
        with suppress(OSError):  # nobody may be waiting any more
            exchange.client.sendall(answer)

    return fault


class Proxy:
    """Between the driver and a server; `fault` decides what becomes of each command."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.commands: list[Mapping[str, Any]] = []
        self.restart()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def restart(
        self, fault: Fault | None = None, *, at: int | None = None, on: str | None = None
    ) -> None:
        """From now on: a fault at the command with a number, or always on a command of a name."""
        with self._lock:
            self.commands = []
            self.fault, self.at, self.on = fault, at, on

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(client,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._port)) as server:
            self._open |= {client, server}
            with suppress(OSError, EOFError):
                while True:
                    exchange = Exchange(self, _read(client), client, server)
                    (self._fault_for(exchange) or Exchange.pass_on)(exchange)
            exchange_ends = {client, server}
            self._open -= exchange_ends

    def _fault_for(self, exchange: Exchange) -> Fault | None:
        with self._lock:
            if exchange.command not in _OF_THE_DRIVER:
                self.commands.append(exchange.body)
                if self.at == len(self.commands):
                    return self.fault
            return self.fault if self.on == exchange.command else None


def _read(end: socket.socket) -> bytes:
    """One message, whole."""
    head = _exactly(end, 4)
    return head + _exactly(end, struct.unpack("<i", head)[0] - 4)


def _exactly(end: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = end.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def _body(message: bytes) -> Mapping[str, Any]:
    """The command with its lists of documents (sections of kind 1), under their names."""
    if _HEADER.unpack_from(message)[3] != _OP_MSG:
        return {"hello": 1}  # how the driver greets a server that it does not know yet
    body: dict[str, Any] = {}
    position = 20
    while position < len(message):
        kind, position = message[position], position + 1
        size = struct.unpack_from("<i", message, position)[0]
        part = message[position : position + size]
        if kind == 0:
            body = {**bson.decode(part), **body}
        else:
            name, _, documents = part[4:].partition(b"\0")
            body[name.decode()] = bson.decode_all(documents)
        position += size
    return body
