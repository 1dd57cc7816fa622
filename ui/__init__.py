"""The window: everything the bridge shows and is asked for on a screen, in Qt Widgets.

It talks to the hub alone: snapshots and answers in, events out (`ui.common.link`). Nothing here imports
torch, and the main thread reads no more from disk than small files.
"""
