"""The clips on disk, what is known of them, and the journal of what is still to be made."""

from bridge.library.ahead import Ahead
from bridge.library.library import Library
from bridge.library.query import Query, Range, Values
from bridge.library.reconcile import Reconciliation
from bridge.library.rows import Found
from bridge.library.search import Sort, Take

__all__ = ["Ahead", "Found", "Library", "Query", "Range", "Reconciliation", "Sort", "Take", "Values"]
