"""A titled part of the window, which can be folded."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication, pyqtSignal
from PyQt6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.common.theme import M, S, set_role
from ui.common.widgets import FoldButton, hbox, label

translate = QCoreApplication.translate
_NO_LIMIT_PX = 16_777_215  # Qt's QWIDGETSIZE_MAX


class Panel(QFrame):
    """A titled part of the window; `beside` goes into its header, the rest into `body`.

    `make_foldable` adds a button that hides `body`; `folded` carries whether it is hidden."""

    folded = pyqtSignal(bool)

    def __init__(self, title: str, *beside: QWidget) -> None:
        super().__init__()
        set_role(self, "panel")
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(M, S, M, M)
        self.body.setSpacing(S)
        self.title = label(title, "heading")
        # Made here, so that it comes first in the Tab order.
        self.fold = FoldButton(is_open=True)
        # `tr` would look for these under the name of a class that is derived from this one.
        self.fold.setAccessibleName(translate("Panel", "Show {panel}").format(panel=title))
        self.fold.setToolTip(translate("Panel", "Show or hide {panel}").format(panel=title))
        self.fold.hide()
        self.fold.toggled.connect(self._fold)
        self._head = hbox(self.fold, self.title)
        self._head.addStretch(1)
        for widget in beside:
            self._head.addWidget(widget)
        self.body.addLayout(self._head)

    def make_foldable(self) -> None:
        """Show the button."""
        self.fold.show()

    @property
    def is_folded(self) -> bool:
        return not self.fold.isChecked()

    def set_folded(self, is_folded: bool) -> None:
        """Hide everything below the header, or show it again."""
        self.fold.setChecked(not is_folded)

    def _fold(self, is_open: bool) -> None:
        for at in range(1, self.body.count()):
            if (item := self.body.itemAt(at)) is not None and (part := item.widget()) is not None:
                part.setVisible(is_open)
        margins = self.body.contentsMargins()
        header_px = self._head.sizeHint().height() + margins.top() + margins.bottom()
        self.setMaximumHeight(_NO_LIMIT_PX if is_open else header_px)
        self.folded.emit(not is_open)
