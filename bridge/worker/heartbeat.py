"""Tells whether the worker lives, by its heartbeats and its progress. No clock here."""

from __future__ import annotations

import math

import msgspec

from bridge.messages.orders import QueuedJob

IDLE, LOADING, STARTING = "idle", "loading", "starting"
# A watcher that comes round more rarely than this was asleep itself (a lid closed, a debugger, Ctrl+Z),
# and the worker's beats of that time may still lie unread.
MAX_WATCH_S = 2.0
_SECONDS_OF_SOUND_A_STEP = 10.0


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long the worker may be silent, in seconds, before it is taken to hang.

    `beat_s`           without a beat; they come every half second from a thread of their own.
    `loading_beat_s`   the same while libraries and models are loaded: the system's loader, on a cold
                       or distant disk, holds up all of Python's threads.
    `loading_s`        for a model to be loaded.
    `step_s`           for a step of drawing or a take's phases, for each clip of the batch and each ten
                       seconds of sound: half a minute is slow for a processor and Stable Diffusion.
    `leave_s`          to be gone when killed: milliseconds, but for one that waits for a device in the
                       kernel, which may be for ever.
    """

    beat_every_s: float = 0.5
    beat_s: float = 10.0
    loading_beat_s: float = 60.0
    loading_s: float = 300.0
    step_s: float = 120.0
    leave_s: float = 10.0


def size_of(order: QueuedJob) -> int:
    """How many times a single short clip's patience an order deserves."""
    job = order.jobs[0]
    seconds = float(job.loop.quarters) * 60 / job.tempo_bpm
    return job.count * math.ceil(seconds / _SECONDS_OF_SOUND_A_STEP)


class Heartbeat:
    """Counts the time watched since the last beat and the last sign.

    `beat` and `watch` may be called by different threads: one only leaves what came, the other only looks.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.size = 1
        self._came = self._seen = (0, LOADING, 0)  # number of the beat, stage, signs
        self._watched_at_s: float | None = None
        self._since_beat_s = self._since_sign_s = 0.0

    def beat(self, stage: str, signs: int) -> None:
        """A beat has come."""
        self._came = (self._came[0] + 1, stage, signs)

    def watch(self, now_s: float) -> str | None:
        """Look at the worker; returns why it is taken to hang, in words, or `None` if it is well."""
        gone_s = 0.0 if self._watched_at_s is None else min(now_s - self._watched_at_s, MAX_WATCH_S)
        self._watched_at_s = now_s
        came, seen = self._came, self._seen
        self._seen = came
        self._since_beat_s = 0.0 if came[0] != seen[0] else self._since_beat_s + gone_s
        self._since_sign_s = 0.0 if came[1:] != seen[1:] else self._since_sign_s + gone_s
        stage = came[1]
        if self._since_beat_s > self._beat_limit_s(stage):
            return f"it did not respond for {self._since_beat_s:.0f} s"
        if self._since_sign_s > self._sign_limit_s(stage):
            return f"it was stuck while {stage} for {self._since_sign_s:.0f} s"
        return None

    def _beat_limit_s(self, stage: str) -> float:
        return self.limits.loading_beat_s if stage == LOADING else self.limits.beat_s

    def _sign_limit_s(self, stage: str) -> float:
        if stage == IDLE:
            return math.inf
        return self.limits.loading_s if stage == LOADING else self.limits.step_s * self.size
