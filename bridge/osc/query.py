"""OSCQuery: the table of addresses as JSON by HTTP, so that controllers find it and fill in their own.

The description follows the OSCQuery proposal (Vidvox, 2018): a tree of nodes, `?HOST_INFO`, and
single attributes by `?TYPE` and the like. It is read only, and holds nothing but the reference. A page in a
browser may not read it by a name of its own that leads here (DNS rebinding): see `is_own_host`.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import socket
import threading
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from bridge.errors import BadRequest
from bridge.osc.answer_forms import ANSWERS, AnswerForm
from bridge.osc.forms import Method
from bridge.osc.loopback import is_loopback
from bridge.osc.table import METHODS

NAME = "Riffbridge"
READ, WRITE = 1, 2
ATTRIBUTES = ("FULL_PATH", "CONTENTS", "ACCESS", "DESCRIPTION", "TYPE", "RANGE", "TAGS", "VALUE")
# A client that stops in the middle of a request is not waited for longer.
PATIENCE_S = 5.0
# Controllers ask for a node or two; more at once are a mistake or meant to harm, and each takes a thread.
MAX_CONNECTIONS = 32
_BUSY = b"HTTP/1.0 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"

Node = dict[str, Any]


def tree() -> Node:
    """The whole address space: what can be sent (`ACCESS` 2) and what is answered (`ACCESS` 1)."""
    root: Node = {"FULL_PATH": "/", "ACCESS": 0, "DESCRIPTION": NAME, "CONTENTS": {}}
    for node in [*map(_method, METHODS.values()), *map(_answer, ANSWERS)]:
        at = root
        *containers, name = node["FULL_PATH"].strip("/").split("/")
        path = ""
        for container in containers:
            path += "/" + container
            inner = {"FULL_PATH": path, "ACCESS": 0, "CONTENTS": {}}
            # An address that takes messages may have others below it.
            at = at.setdefault("CONTENTS", {}).setdefault(container, inner)
        at.setdefault("CONTENTS", {})[name] = node
    return root


def _method(method: Method) -> Node:
    pairs = ", ".join(f"{field.name} ({field.kind.words})" for field in method.pairs)
    return {
        "FULL_PATH": method.address,
        "ACCESS": WRITE,
        "DESCRIPTION": method.help + (f" Then pairs of a name and a value: {pairs}." if pairs else ""),
        "TYPE": "".join(field.kind.tag for field in method.fields),
        "RANGE": [field.kind.bounds for field in method.fields],
        "TAGS": [field.name for field in method.fields],
    }


def _answer(form: AnswerForm) -> Node:
    types = "".join(kind if len(kind) == 1 else "s" for _, kind, _ in form.fields)
    return {
        "FULL_PATH": form.address,
        "ACCESS": READ,
        "DESCRIPTION": form.help,
        "TYPE": types,
        "TAGS": [name for name, _, _ in form.fields],
    }


def host_info(osc_host: str, osc_port: int) -> Node:
    """Where the addresses are listened for. Without an `OSC_IP` it is the one that HTTP was asked at."""
    everywhere = osc_host in ("", "0.0.0.0", "::")
    return {
        "NAME": NAME,
        **({} if everywhere else {"OSC_IP": osc_host}),
        "OSC_PORT": osc_port,
        "OSC_TRANSPORT": "UDP",
        "EXTENSIONS": {name: name in ("ACCESS", "DESCRIPTION", "RANGE", "TAGS") for name in ATTRIBUTES[2:]},
    }


def respond(target: str, info: Node, root: Node) -> tuple[int, Node | None]:
    """The HTTP status and the body for a GET of `target`.

    404 where there is no node, 400 for an attribute that is none, 204 for one that the node lacks.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return 400, None
    if parts.query == "HOST_INFO":
        return 200, info
    node = root
    for name in filter(None, unquote(parts.path).split("/")):
        node = node.get("CONTENTS", {}).get(name)
        if node is None:
            return 404, None
    if not parts.query:
        return 200, node
    if parts.query not in ATTRIBUTES:
        return 400, None
    return (200, {parts.query: node[parts.query]}) if parts.query in node else (204, None)


def is_own_host(stated: str | None) -> bool:
    """Whether a request's `Host` may mean this machine: an address, a name without dots or under `.local`,
    its own name, or none, as before HTTP/1.1. Others can't own such names."""
    if stated is None:
        return True
    try:
        name = (urlsplit(f"//{stated}").hostname or "").rstrip(".")
    except ValueError:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        own = name == socket.gethostname().lower()
        return own or name.endswith(".local") or (bool(name) and "." not in name)
    return True


class OscQuery:
    """The HTTP server of the description: `host`:`port` (0: any that is free) tells of OSC at
    `osc_host`:`osc_port`. It is announced on the network if `announce` says so, or if it is not
    said and the bridge can be reached from there: who hears of a loopback address elsewhere
    would find their own machine."""

    def __init__(
        self,
        osc_host: str,
        osc_port: int,
        *,
        host: str | None = None,
        port: int = 0,
        announce: bool | None = None,
    ) -> None:
        self._osc = (osc_host, osc_port)
        self._at = (osc_host if host is None else host, port)
        self._announce = not is_loopback(osc_host) if announce is None else announce
        self._server: _Server | None = None
        self._announcement: Any = None

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens, once started."""
        if self._server is None:
            raise RuntimeError("the description is not served yet")
        return str(self._server.server_address[0]), int(self._server.server_address[1])

    def start(self) -> None:
        """Serve. Raises `BadRequest` if the port cannot be had."""
        info, root = host_info(*self._osc), tree()

        class Server(_Server):
            address_family = socket.AF_INET6 if ":" in self._at[0] else socket.AF_INET

        class Handler(_Handler):
            def answer(self, target: str) -> tuple[int, Node | None]:
                return respond(target, info, root)

        try:
            self._server = Server(self._at, Handler)
        except (OSError, OverflowError) as error:
            raise BadRequest(
                f"The port {self._at[1]} on {self._at[0]} isn't free for OSCQuery ({error}). Set another."
            ) from error
        threading.Thread(target=self._server.serve_forever, name="oscquery", daemon=True).start()
        if self._announce:
            # Only who announces waits for its import.
            from bridge.osc.announce import Announcement

            self._announcement = Announcement(self._osc, self.address[1])
            self._announcement.start()

    def stop(self) -> None:
        """Take back the announcement, and serve no more."""
        if self._announcement is not None:
            self._announcement.stop()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()


class _Server(ThreadingTCPServer):
    """http.server's own asks for the host's name when it binds, which may take a while to be had."""

    daemon_threads = True
    block_on_close = False
    # Where it means that a port may be taken again at once, not that two may share it.
    allow_reuse_address = os.name == "posix"

    request_queue_size = MAX_CONNECTIONS

    def __init__(self, *arguments: Any) -> None:
        self._free = threading.BoundedSemaphore(MAX_CONNECTIONS)
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve it in a thread of its own; where there are too many, say so at once."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        with contextlib.suppress(OSError):
            request.setblocking(False)
            request.send(_BUSY)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is nothing to tell of."""


class _Handler(BaseHTTPRequestHandler):
    timeout = PATIENCE_S
    server_version = NAME
    sys_version = ""

    def answer(self, target: str) -> tuple[int, Node | None]:
        raise NotImplementedError

    def do_GET(self) -> None:
        status, node = self.answer(self.path) if is_own_host(self.headers["Host"]) else (403, None)
        body = b"" if node is None else json.dumps(node, ensure_ascii=False).encode()
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a description that is read is no event."""
