"""Why a run was not possible. Kept apart so that the command line can name them without loading a room."""


class NoLibrary(Exception):
    """The folder holds no library; the message (Chinese) says what is missing."""
