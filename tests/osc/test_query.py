"""OSCQuery: the tree, single attributes, and the HTTP server on this machine."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from bridge.errors import BadRequest
from bridge.osc import announce
from bridge.osc.announce import Announcement, reachable_addresses, services
from bridge.osc.answer_forms import ANSWERS
from bridge.osc.query import MAX_CONNECTIONS, OscQuery, host_info, is_own_host, respond, tree
from bridge.osc.table import METHODS

pytestmark = pytest.mark.slow


def test_the_tree_has_every_address() -> None:
    root = tree()
    contents = root["CONTENTS"]["riffbridge"]["CONTENTS"]
    below = contents["pad"]["CONTENTS"].values()
    assert {node["FULL_PATH"] for node in (*contents.values(), *below)} == {
        *METHODS,
        *(form.address for form in ANSWERS),
    }
    render = contents["render"]
    assert (render["TYPE"], render["ACCESS"], render["TAGS"]) == ("ss", 2, ["id", "prompt"])
    moved = contents["transport"]
    assert moved["TYPE"] == "fiiif" and moved["RANGE"][0] == {"MIN": 20.0, "MAX": 999.0}
    assert len(moved["RANGE"]) == len(moved["TYPE"])
    assert contents["done"]["ACCESS"] == 1
    fields = {
        field.name: field.kind for method in METHODS.values() for field in (*method.fields, *method.pairs)
    }
    assert fields["rate"].bounds["VALS"] == [22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000]
    assert "flac" in str(fields["format"].bounds["VALS"]) and fields["id"].bounds == {}
    assert root == json.loads(json.dumps(root))


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/", 200),
        ("/riffbridge", 200),
        ("/riffbridge/render?TYPE", 200),
        ("/riffbridge/render?VALUE", 204),
        ("/riffbridge?TYPE", 204),
        ("/riffbridge/render?COLOUR", 400),
        ("/nothing", 404),
        ("/riffbridge/render/deeper", 404),
        ("/../../etc/passwd", 404),
        ("/%2e%2e", 404),
        ("http://[", 400),
    ],
)
def test_what_is_answered(target: str, status: int) -> None:
    assert respond(target, {}, tree())[0] == status


def test_single_attributes_and_the_host() -> None:
    assert respond("/riffbridge/transport?TYPE", {}, tree()) == (200, {"TYPE": "fiiif"})
    info = host_info("127.0.0.1", 17300)
    assert respond("/?HOST_INFO", info, tree()) == (200, info)
    assert (info["OSC_IP"], info["OSC_PORT"], info["OSC_TRANSPORT"]) == ("127.0.0.1", 17300, "UDP")
    assert "OSC_IP" not in host_info("0.0.0.0", 17300)


@pytest.fixture
def served() -> Iterator[OscQuery]:
    query = OscQuery("127.0.0.1", 17300)
    query.start()
    yield query
    query.stop()


def get(query: OscQuery, target: str, method: str = "GET") -> tuple[int, Any]:
    connection = http.client.HTTPConnection(*query.address, timeout=10)
    try:
        connection.request(method, target)
        response = connection.getresponse()
        body = response.read()
        return response.status, json.loads(body) if body and response.status == 200 else None
    finally:
        connection.close()


def test_it_is_served(served: OscQuery) -> None:
    assert get(served, "/") == (200, tree())
    assert get(served, "/?HOST_INFO")[1]["OSC_PORT"] == 17300
    assert get(served, "/riffbridge/render?VALUE") == (204, None)
    assert get(served, "/" + "x" * 100_000)[0] == 414
    assert get(served, "/", "POST")[0] == 501


def test_who_stalls_holds_nobody_up(served: OscQuery) -> None:
    with socket.create_connection(served.address) as stalled:
        stalled.send(b"GET / HT")
        assert get(served, "/riffbridge")[0] == 200


def test_only_some_dozens_are_served_at_once(served: OscQuery) -> None:
    with contextlib.ExitStack() as opened:
        for _ in range(MAX_CONNECTIONS):
            opened.enter_context(socket.create_connection(served.address)).send(b"GET / HTTP/1.1\r\n")
        one_more = opened.enter_context(socket.create_connection(served.address))
        assert one_more.recv(100).startswith(b"HTTP/1.0 503 ")


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        (None, True),
        ("127.0.0.1:9000", True),
        ("[::1]:9000", True),
        ("[fe80::1]", True),
        ("192.168.1.20", True),
        ("localhost:9000", True),
        ("studio", True),
        ("Riffbridge-on-studio.LOCAL.:9000", True),
        (socket.gethostname(), True),
        ("evil.example:9000", False),
        ("127.0.0.1.evil.example", False),
        ("local.example", False),
        ("", False),
        ("[::1", False),
    ],
)
def test_which_names_are_this_machine_s(host: str | None, is_own: bool) -> None:
    assert is_own_host(host) == is_own


def test_a_page_of_another_name_may_not_read_it(served: OscQuery) -> None:
    for host, status in (("evil.example", 403), ("localhost", 200)):
        with contextlib.closing(http.client.HTTPConnection(*served.address, timeout=10)) as connection:
            connection.request("GET", "/?HOST_INFO", headers={"Host": host})
            assert connection.getresponse().status == status


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BadRequest, match="isn't free for OSCQuery"):
            OscQuery("127.0.0.1", 17300, port=taken.getsockname()[1]).start()


def test_it_is_announced_only_where_it_can_be_reached() -> None:
    assert not OscQuery("127.0.0.1", 17300)._announce
    assert OscQuery("0.0.0.0", 17300)._announce
    assert not OscQuery("0.0.0.0", 17300, announce=False)._announce


def test_what_is_announced() -> None:
    query, osc = services("Riffbridge on studio é.x", ["192.168.1.5"], 17300, 8080)
    assert (query.type, query.port, osc.type, osc.port) == (announce.OSCQUERY, 8080, announce.OSC, 17300)
    assert query.parsed_addresses() == ["192.168.1.5"] and str(query.server).isascii()
    assert reachable_addresses("192.168.1.5") == ["192.168.1.5"]
    assert "127.0.0.1" not in reachable_addresses("0.0.0.0")


def test_without_a_network_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**options: object) -> None:
        raise OSError("no multicast here")

    monkeypatch.setattr(announce, "Zeroconf", fail)
    announced = Announcement(("0.0.0.0", 17300), 8080)
    announced.start()
    announced.stop()
    assert "no multicast here" in caplog.text


def test_it_is_found_by_a_browser_of_this_machine() -> None:
    """With the package's own browser, over multicast on the loopback interface alone."""
    from zeroconf import Zeroconf

    query = OscQuery("127.0.0.1", 17300, announce=True)
    try:
        query.start()
        query._announcement._thread.join()
        if query._announcement._zeroconf is None:
            pytest.skip("multicast does not work on this machine's loopback interface")
        [described, _] = services(query._announcement.name, ["127.0.0.1"], 17300, query.address[1])
        browser = Zeroconf(interfaces=["127.0.0.1"])
        try:
            found = browser.get_service_info(announce.OSCQUERY, described.name, timeout=5000)
        finally:
            browser.close()
        assert found is not None and found.port == query.address[1]
    finally:
        query.stop()
