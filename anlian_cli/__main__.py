"""`python -m anlian_cli` is `anlian`."""

from anlian_cli.cli.app import main

if __name__ == "__main__":
    main()
