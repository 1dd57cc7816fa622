"""The prompts asked for before, as a shell has them: up is older, down is newer, the draft is kept."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 200


class History:
    """Prompts, oldest first, each once; and a place among them while somebody leafs."""

    def __init__(self, prompts: Iterable[str] = ()) -> None:
        self._prompts = list(dict.fromkeys(each for each in prompts if each))[-MOST:]
        self._at: int | None = None
        self._draft = ""

    @property
    def prompts(self) -> list[str]:
        return list(self._prompts)

    def add(self, prompt: str) -> None:
        """`prompt` was asked for: it is the newest from now on."""
        self._at = None
        if prompt:
            self._prompts = [*(each for each in self._prompts if each != prompt), prompt][-MOST:]

    def edited(self) -> None:
        """Somebody writes: what they write is a draft of its own."""
        self._at = None

    def older(self, written: str) -> str | None:
        """The prompt before the one shown, which is `written`; none if there is none."""
        if not self._prompts:
            return None
        if self._at is None:
            self._draft, self._at = written, len(self._prompts)
        if self._at == 0:
            return None
        self._at -= 1
        return self._prompts[self._at]

    def newer(self) -> str | None:
        """The prompt after the one shown, and at last the draft; none if nobody leafs."""
        if self._at is None:
            return None
        self._at += 1
        if self._at < len(self._prompts):
            return self._prompts[self._at]
        self._at = None
        return self._draft
