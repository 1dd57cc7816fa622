"""A button that shows the chosen preset, and the browser it opens: presets by genre, a search, an example."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from PyQt6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent
from PyQt6.QtWidgets import QFrame, QHeaderView, QLineEdit, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from bridge.prompts.tokens import fold
from bridge.requests.presets import Preset
from ui.common.icons import icon
from ui.common.menu_button import MenuButton
from ui.common.theme import SMALL_PX, M, S, colours, font, set_role
from ui.common.widgets import hbox, label, open_below, vbox

translate = QCoreApplication.translate
_SIZE, _LEAST_PX = QSize(460, 420), 200
_NAME = Qt.ItemDataRole.UserRole


class PresetButton(MenuButton):
    """Shows the title of the chosen preset; pressed, it opens the `browser`. `changed` is emitted when
    another preset is chosen, or none; `example_requested` carries a preset's name."""

    changed = pyqtSignal()
    example_requested = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets: Mapping[str, Preset] = {}
        self._preset: str | None = None
        self._made_browser: PresetBrowser | None = None
        set_role(self, "choice")

    @property
    def preset(self) -> str | None:
        """The chosen preset's name."""
        return self._preset

    @property
    def browser(self) -> PresetBrowser:
        """Made when it is first opened."""
        if self._made_browser is None:
            self._made_browser = PresetBrowser(self)
            self._made_browser.chosen.connect(self.set_preset)
            self._made_browser.example_requested.connect(self.example_requested)
        return self._made_browser

    def set_presets(self, presets: Mapping[str, Preset]) -> None:
        """Offer these, also in the browser if it is open."""
        self._presets = presets
        self._show()
        if self._made_browser is not None and self._made_browser.isVisible():
            self._made_browser.show_presets(presets, self._preset)

    def set_preset(self, name: str | None) -> None:
        """Choose the preset called `name`, also if it is not offered, or none."""
        is_another, self._preset = name != self._preset, name
        self._show()
        if is_another:
            self.changed.emit()

    def open(self) -> None:
        self.setDown(False)
        self.browser.search.clear()
        self.browser.show_presets(self._presets, self._preset)
        open_below(self.browser, self, _SIZE, _LEAST_PX)
        self.browser.search.setFocus()

    def _show(self) -> None:
        preset = self._presets.get(self._preset or "")
        title = self.tr("None") if self._preset is None else preset.title if preset else self._preset
        self.set_text(title)
        self.setAccessibleName(self.tr("Preset: {title}").format(title=title))


class PresetBrowser(QFrame):
    """Presets under their genres, with tempo and key. Typing searches titles, genres, words and tempos;
    Return or a double click chooses, Space in the list asks for the example.

    `chosen` carries a preset's name or `None`, `example_requested` a preset's name."""

    chosen = pyqtSignal(object)
    example_requested = pyqtSignal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._presets: Mapping[str, Preset] = {}
        self._states: dict[str, str] = {}
        set_role(self, "panel")
        self.setAccessibleName(self.tr("Presets"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search presets"))
        self.search.setAccessibleName(self.tr("Search presets"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Presets"))
        self.tree.setColumnCount(3)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(S)
        self.tree.setUniformRowHeights(True)
        self.tree.installEventFilter(self)
        if (header := self.tree.header()) is not None:
            header.setStretchLastSection(False)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            for column in (1, 2):
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(lambda: self._show_current())
        self.tree.itemDoubleClicked.connect(lambda _: self._choose())
        self.words = label("", "small", wraps=True)
        self.words.setMinimumHeight(2 * self.words.fontMetrics().height())
        self.example = QPushButton(icon("play"), self.tr("Play example"))
        self.example.setToolTip(
            self.tr("Render two bars of this preset and play them. The example stays in your clips.")
        )
        self.example.clicked.connect(self._ask_example)
        self.use = QPushButton(self.tr("Use preset"))
        set_role(self.use, "primary")
        self.use.clicked.connect(self._choose)
        self.none = QPushButton(self.tr("No preset"))
        self.none.clicked.connect(lambda: self._close_with(None))
        for button in (self.example, self.none, self.use):
            # A click leaves the keyboard in the search.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        buttons = hbox(self.example, self.none, self.use)
        buttons.insertStretch(1, 1)
        parts = vbox(self, self.search, self.tree, self.words, buttons)
        parts.setContentsMargins(M, M, M, M)

    def show_presets(self, presets: Mapping[str, Preset], current: str | None) -> None:
        """List `presets`, with `current` selected."""
        if presets != self._presets:
            self._presets = presets
            self._fill()
        self._filter()
        for item in self._items():
            if current is not None and item.data(0, _NAME) == current:
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)

    def show_example(self, name: str, state: str) -> None:
        """Say how the example of a preset is: `rendering`, `playing`, or neither (empty)."""
        self._states[name] = state
        self._show_current()

    # ---- the list ----

    def _fill(self) -> None:
        self.tree.clear()
        by_genre = sorted(self._presets.items(), key=lambda each: (each[1].genre, each[1].title))
        for genre, presets in groupby(by_genre, key=lambda each: each[1].genre):
            head = QTreeWidgetItem([genre])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(head)
            head.setFirstColumnSpanned(True)
            head.setFont(0, font(SMALL_PX, bold=True))
            head.setForeground(0, QColor(colours(self.palette()).soft))
            for name, preset in presets:
                tempo = translate("clips", "{tempo} BPM").format(tempo=f"{preset.tempo_bpm:g}")
                item = QTreeWidgetItem(head, [preset.title, tempo, preset.key or ""])
                item.setData(0, _NAME, name)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tree.expandAll()

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        found = [head.child(at) for head in heads if head is not None for at in range(head.childCount())]
        return [item for item in found if item is not None]

    def _filter(self) -> None:
        """Show what has all the words of the search, and make the first of it the current one."""
        words = fold(self.search.text()).split()
        for item in self._items():
            preset = self._presets[item.data(0, _NAME)]
            text = fold(f"{preset.title} {preset.genre} {preset.prompt} {item.text(1)} {item.text(2)}")
            item.setHidden(not all(word in text for word in words))
        for at in range(self.tree.topLevelItemCount()):
            if (head := self.tree.topLevelItem(at)) is not None:
                children = (head.child(each) for each in range(head.childCount()))
                head.setHidden(all(child is None or child.isHidden() for child in children))
        first = next((item for item in self._items() if not item.isHidden()), None)
        self.tree.setCurrentItem(first)
        self._show_current()

    @property
    def current(self) -> str | None:
        """The name of the preset that is selected."""
        item = self.tree.currentItem()
        name = None if item is None or item.isHidden() else item.data(0, _NAME)
        return name if isinstance(name, str) else None

    def _show_current(self) -> None:
        name = self.current
        preset = self._presets.get(name or "")
        for button in (self.example, self.use):
            button.setEnabled(preset is not None)
        bars = "" if preset is None else translate("clips", "%n bars", "", preset.bars)
        self.words.setText(self.tr("No preset matches.") if preset is None else f"{preset.prompt} · {bars}")
        state = self._states.get(name or "", "")
        self.example.setIcon(icon("stop" if state == "playing" else "play"))
        texts = {"rendering": self.tr("Rendering…"), "playing": self.tr("Stop")}
        self.example.setText(texts.get(state, self.tr("Play example")))

    # ---- choosing ----

    def _ask_example(self) -> None:
        if (name := self.current) is not None and self._states.get(name) != "rendering":
            self.example_requested.emit(name)

    def _choose(self) -> None:
        if (name := self.current) is not None:
            self._close_with(name)

    def _close_with(self, name: str | None) -> None:
        self.close()
        self.chosen.emit(name)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Up and Down in the search move through the list; Return chooses from both."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif watched is self.search and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif watched is self.tree and key == Qt.Key.Key_Space:
            self._ask_example()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        shown = [item for item in self._items() if not item.isHidden()]
        current = self.tree.currentItem()
        if shown:
            at = shown.index(current) + by if current in shown else 0
            self.tree.setCurrentItem(shown[max(0, min(len(shown) - 1, at))])
