"""Reads a program as a screen reader does, over the accessibility bus, and prints it as JSON. It is run by
the system's Python, which has the bus's own library: `python3 accessible_reader.py NAME`."""

import importlib
import json
import sys
import time
from typing import Any

PATIENCE_S = 30.0
STATES = ("FOCUSABLE", "FOCUSED", "CHECKED", "EDITABLE", "SHOWING", "ENABLED")


def bus() -> Any:
    """The library. Raises `ValueError` or `ImportError` where it is not."""
    importlib.import_module("gi").require_version("Atspi", "2.0")
    return importlib.import_module("gi.repository.Atspi")


def program(atspi: Any, name: str) -> Any:
    """The program of this name, once it is there."""
    until_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s:
        desktop = atspi.get_desktop(0)
        there = [desktop.get_child_at_index(at) for at in range(desktop.get_child_count())]
        for each in there:
            if each is not None and each.get_name() == name:
                return each
        time.sleep(0.1)
    raise SystemExit(f"no {name} on the bus")


def tell(atspi: Any, node: Any) -> dict[str, Any]:
    """`node` and all in it that can be seen."""
    states = node.get_state_set()
    labels = [
        relation.get_target(0).get_name()
        for relation in node.get_relation_set()
        if relation.get_relation_type() == atspi.RelationType.LABELLED_BY
    ]
    children = [node.get_child_at_index(at) for at in range(min(node.get_child_count(), 64))]
    showing = atspi.StateType.SHOWING
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "label": labels[0] if labels else "",
        "states": [name for name in STATES if states.contains(getattr(atspi.StateType, name))],
        "value": node.get_current_value() if "Value" in node.get_interfaces() else None,
        "in": [
            tell(atspi, child)
            for child in children
            if child is not None and child.get_state_set().contains(showing)
        ],
    }


if __name__ == "__main__":
    library = bus()
    if len(sys.argv) > 1:
        print(json.dumps(tell(library, program(library, sys.argv[1]))))
