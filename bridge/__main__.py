"""`python -m bridge` is `riffbridge`."""

from bridge.cli import main

if __name__ == "__main__":
    main()
