"""The window, in Qt Widgets.

It talks only to the hub: events out, answers and snapshots in (`ui.common.link`). It never imports torch, and
its main thread reads only small files.
"""
