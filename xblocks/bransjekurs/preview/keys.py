"""Usage keys in addresses."""

from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import UsageKey


class UsageKeyConverter:
    """A path converter: what isn't a usage key isn't an address either."""

    regex = "[^/]+"

    def to_python(self, value: str) -> UsageKey:
        """Return the key."""
        try:
            return UsageKey.from_string(value)
        except InvalidKeyError as error:
            raise ValueError(value) from error

    def to_url(self, value: UsageKey | str) -> str:
        """Return the key as it stands in an address."""
        return str(value)
