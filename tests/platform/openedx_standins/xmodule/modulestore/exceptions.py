"""What a modulestore says no with."""


class ItemNotFoundError(Exception):
    pass
