"""A person at the window, who clicks, types and drags what they can see, and counts each action.

Things are named as a screen reader names them: by accessible name, else by the text on them, else by object
name. A name that isn't on the screen yet is waited for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar, overload

from PyQt6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PyQt6.QtGui import (
    QAction,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QMouseEvent,
)
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QWidget,
)

from tests.support.window.gestures import wait_until

W = TypeVar("W", bound=QWidget)
NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
# Its stubs want a `self` that is not there.
_QTEST: Any = QTest
# A drag moves in so many steps.
_STEPS = 4


class Spot(NamedTuple):
    """A place in a widget, from its top left corner."""

    widget: QWidget
    at: QPoint


Place = str | QWidget | Spot


class Person:
    """Sits before `window`, which must be shown. `actions` counts clicks, keys, texts and drags."""

    def __init__(self, window: QWidget) -> None:
        self.window, self.actions = window, 0
        window.activateWindow()
        wait_until(window.isActiveWindow)

    # ---- actions ----

    def click(self, place: Place, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Click a widget, a spot in one, or an entry of the menu that is open."""
        self._act()
        self._click(place, held)

    def double_click(self, place: Place) -> None:
        """Double-click, which is one action."""
        self._act()
        spot = self.spot(place)
        _QTEST.mouseClick(spot.widget, LEFT, NO_KEYS, spot.at)
        _QTEST.mouseDClick(spot.widget, LEFT, NO_KEYS, spot.at)

    def press(self, keys: str) -> None:
        """Press a key, alone or with others held: `Return`, `Ctrl+Shift+Z`, `?`."""
        self._act()
        each = QKeySequence(keys)[0]
        _QTEST.keyClick(_focused(self.window), each.key(), each.keyboardModifiers())

    def write(self, text: str) -> None:
        """Type into what has the focus; what is selected there is replaced."""
        self._act()
        _QTEST.keyClicks(_focused(self.window), text)

    def choose(self, box: str | QComboBox, entry: str) -> None:
        """Open a combo box and click an entry: two actions."""
        self.click(box)
        combo = box if isinstance(box, QComboBox) else self.find(box, QComboBox)
        view = combo.view()
        assert view is not None
        wait_until(view.isVisible)
        at = combo.findText(entry)
        assert at >= 0, f"{entry} is not among {[combo.itemText(each) for each in range(combo.count())]}"
        self._act()
        # Right after it opens, Qt takes a click for the end of the one that opened it.
        view.setCurrentIndex(combo.model().index(at, combo.modelColumn()))  # type: ignore[union-attr]
        _QTEST.keyClick(view, Qt.Key.Key_Return)
        wait_until(lambda: not view.isVisible())

    def drag(self, start: Place, end: Place, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press at `start`, move to `end` and let go: a handle is moved, or what is dragged is dropped."""
        self._act()
        first, last = self.spot(start), self.spot(end)
        carried: list[QDrag] = []
        with _drags_kept(carried):
            _QTEST.mousePress(first.widget, LEFT, held, first.at)
            way = first.widget.mapFromGlobal(last.widget.mapToGlobal(last.at)) - first.at
            for step in range(1, _STEPS + 1):
                if not carried:
                    _move(first.widget, first.at + way * step / _STEPS, held)
            if not carried:
                _QTEST.mouseRelease(first.widget, LEFT, held, first.at + way)
        if carried and (mime := carried[0].mimeData()) is not None:
            self._drop(mime, last, held)

    def drop(self, mime: QMimeData, place: Place, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Drag something in from another program, and drop it."""
        self._act()
        self._drop(mime, self.spot(place), held)

    def make_pad_set(self, title: str, key: str, words: Iterable[str]) -> None:
        """From the open menu of pad sets: a new set, in `key`, with these words from pad 1 on."""
        self.click("New set…")
        self.write(title)
        self.press("Return")
        self.choose("Key of all pads", key)
        self.click("Pad 1")
        for each in words:
            self.write(each)
            self.press("Return")

    # ---- what can be seen ----

    @overload
    def find(self, name: str) -> QWidget: ...

    @overload
    def find(self, name: str, kind: type[W]) -> W: ...

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The visible widget of this name, once it is there."""
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = _named(name, [each for each in _visible(self.window) if isinstance(each, kind)])
            return len(found) > 0

        try:
            wait_until(there)
        except AssertionError:
            names = sorted({word for each in _visible(self.window) for word in _names(each) if word})
            raise AssertionError(f"{name!r} is not on the screen, but {names}") from None
        assert len(found) == 1, f"{name!r} names {found}"
        return found[0]

    def sees(self, name: str) -> bool:
        """Whether a widget of this name is on the screen now."""
        return bool(_named(name, _visible(self.window)))

    def spot(self, place: Place, x: int | None = None, y: int | None = None) -> Spot:
        """The middle of a widget, or the place in it that is `x` from the left and `y` from the top."""
        if isinstance(place, Spot):
            return place
        widget = self.find(place) if isinstance(place, str) else place
        middle = widget.rect().center()
        return Spot(widget, QPoint(middle.x() if x is None else x, middle.y() if y is None else y))

    def row(self, view: str | QAbstractItemView, number: int) -> Spot:
        """The middle of a row, counted from 0, once the list has it."""
        shown = view if isinstance(view, QAbstractItemView) else self.find(view, QAbstractItemView)

        def there() -> bool:
            model = shown.model()
            return model is not None and model.rowCount() > number

        wait_until(there)
        return _row(shown, number)

    # ---- below the surface ----

    def _act(self) -> None:
        self.actions += 1
        QApplication.processEvents()

    def _click(self, place: Place, held: Qt.KeyboardModifier) -> None:
        if isinstance(place, str) and (entry := _entry(place)) is not None:
            menu, action = entry
            spot = Spot(menu, menu.actionGeometry(action).center())
        else:
            spot = self.spot(place)
        _QTEST.mouseClick(spot.widget, LEFT, held, spot.at)

    def _drop(self, mime: QMimeData, spot: Spot, held: Qt.KeyboardModifier) -> None:
        copy, at = Qt.DropAction.CopyAction, QPointF(spot.at)
        enter = QDragEnterEvent(spot.at, copy, mime, LEFT, held)
        QApplication.sendEvent(spot.widget, enter)
        QApplication.sendEvent(spot.widget, QDragMoveEvent(spot.at, copy, mime, LEFT, held))
        if enter.isAccepted():
            QApplication.sendEvent(spot.widget, QDropEvent(at, copy, mime, LEFT, held))
        else:
            QApplication.sendEvent(spot.widget, QDragLeaveEvent())


@contextmanager
def _drags_kept(into: list[QDrag]) -> Iterator[None]:
    """Let drags out of widgets be carried by the test: without a screen, Qt ends them at once."""
    real = QDrag.exec

    def keep(drag: QDrag, *_: Qt.DropAction) -> Qt.DropAction:
        into.append(drag)
        return Qt.DropAction.CopyAction

    QDrag.exec = keep  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        QDrag.exec = real  # type: ignore[method-assign]


def _move(widget: QWidget, at: QPoint, held: Qt.KeyboardModifier) -> None:
    """Move with the button down, which QTest can't say."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(widget.mapToGlobal(at)), NO_BUTTON, LEFT, held
    )
    QApplication.sendEvent(widget, event)


def _focused(window: QWidget) -> QWidget:
    if (popup := QApplication.activePopupWidget()) is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or window


def _visible(window: QWidget) -> list[QWidget]:
    """What is on the screen: in the window, and in menus and popups of it."""
    tops = [window, *(each for each in QApplication.topLevelWidgets() if each is not window)]
    shown = [each for top in tops if top.isVisible() for each in (top, *top.findChildren(QWidget))]
    return [each for each in dict.fromkeys(shown) if each.isVisible()]


def _names(widget: QWidget) -> tuple[str, ...]:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return widget.accessibleName(), text.replace("&", ""), widget.objectName()


def _named(name: str, among: list[QWidget]) -> list[QWidget]:
    """Those called `name`: by accessible name, else by text, else by object name."""
    for way in range(3):
        if found := [each for each in among if _names(each)[way] == name]:
            return found
    return []


def _entry(name: str) -> tuple[QMenu, QAction] | None:
    """The entry called `name` of the menu that is open."""
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return None
    found = [each for each in menu.actions() if each.text().replace("&", "") == name and each.isVisible()]
    return (menu, found[0]) if found else None


def _row(view: QAbstractItemView, number: int) -> Spot:
    model, viewport = view.model(), view.viewport()
    assert model is not None and viewport is not None
    index = model.index(number, 0)
    view.scrollTo(index)
    return Spot(viewport, view.visualRect(index).center())
