"""What can go wrong, each error with one line that says what to type next.

WenbaoError
├── PageError        a file is no page: binary, empty, too large, unreadable
├── RowError         a row of a JSONL file is no article or no question
├── SettingError     a setting is out of bounds or unknown
├── QuestionError    a question is empty or far too long
├── ModelError       a model folder or name cannot be loaded, or does not fit
└── ArchiveError     the archive is missing, busy or was made by something else
    └── MismatchError    the archive was embedded by another model
"""


class WenbaoError(Exception):
    """The root of every error that Wenbao raises on purpose: its text is one line for people."""


class PageError(WenbaoError):
    """A file is no page; the text says which file, why, and what to do."""


class RowError(WenbaoError):
    """A row of a JSONL file cannot be used; the text names file and line."""


class SettingError(WenbaoError):
    """A setting is unknown or out of bounds."""


class QuestionError(WenbaoError):
    """A question is empty or too long to be one."""


class ModelError(WenbaoError):
    """A model cannot be loaded from where it was said to be."""


class ArchiveError(WenbaoError):
    """The archive cannot be opened or written."""


class MismatchError(ArchiveError):
    """The archive's vectors were made by another model than the one at hand."""
