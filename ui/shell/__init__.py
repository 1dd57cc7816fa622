"""The program: the window, its layout, and the bridge it runs."""
