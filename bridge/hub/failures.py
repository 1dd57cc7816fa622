"""What senders are told when the hub takes or finishes no job of theirs."""

from __future__ import annotations

from bridge.messages.orders import Failure

CANCELLED = Failure("cancelled", "Cancelled.")
NOT_YOURS = Failure(
    "bad-request", "Only the window and riffbridge cancel may cancel what others asked for. The key is wrong."
)
DISK_FULL = Failure(
    "disk-full", "The disk is full. Free some space; rendering goes on as soon as there is room."
)
ID_IN_USE = Failure(
    "id-in-use",
    "Another request of yours has this id and isn't finished. Use a new id, or wait for its done or failed.",
)
REPLACED = Failure("replaced", "A newer request for the same place replaced it.")
