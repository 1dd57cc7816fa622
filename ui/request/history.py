"""The prompt history, as in a shell: Up is older, Down is newer, the draft is kept."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 200


class History:
    """Prompts, oldest first, each once, and the position while browsing."""

    def __init__(self, prompts: Iterable[str] = ()) -> None:
        self._prompts = list(dict.fromkeys(each for each in prompts if each))[-MOST:]
        self._at: int | None = None
        self._draft = ""

    @property
    def prompts(self) -> list[str]:
        return list(self._prompts)

    def add(self, prompt: str) -> None:
        """Make `prompt` the newest."""
        self._at = None
        if prompt:
            self._prompts = [*(each for each in self._prompts if each != prompt), prompt][-MOST:]

    def edited(self) -> None:
        """The text was edited: it is the draft now."""
        self._at = None

    def older(self, written: str) -> str | None:
        """The prompt before the one shown, which is `written`; `None` at the oldest."""
        if not self._prompts:
            return None
        if self._at is None:
            self._draft, self._at = written, len(self._prompts)
        if self._at == 0:
            return None
        self._at -= 1
        return self._prompts[self._at]

    def newer(self) -> str | None:
        """The prompt after the one shown, and at last the draft; `None` when not browsing."""
        if self._at is None:
            return None
        self._at += 1
        if self._at < len(self._prompts):
            return self._prompts[self._at]
        self._at = None
        return self._draft
