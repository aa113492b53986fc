"""Branches of a course."""


class ModuleStoreEnum:
    class Branch:
        draft_preferred = "draft-preferred"
        published_only = "published-only"
