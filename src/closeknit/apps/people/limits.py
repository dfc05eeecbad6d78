"""How often something may be tried. Nothing here is stored beyond the cache, no network address."""

import hashlib
from dataclasses import dataclass, replace

from django.core.cache import BaseCache, caches
from django.utils.translation import gettext_lazy as _

TOO_OFTEN = _("That was tried too often. Wait a quarter of an hour, then try again.")


@dataclass(frozen=True)
class Allowance:
    """`tries` failures within `minutes` for one subject, such as an address or a known device."""

    name: str
    tries: int
    minutes: int
    # What costs nothing to try counts apart, so that it cannot push the other counters out.
    cache: str = "default"

    def for_known_devices(self) -> "Allowance":
        """Return tries that are counted apart from all that happens elsewhere."""
        return replace(self, name=f"{self.name}-known")

    def is_used_up(self, subject: str) -> bool:
        return int(self._cache.get(self._key(subject), 0)) >= self.tries

    def count(self, subject: str) -> None:
        key = self._key(subject)
        if not self._cache.add(key, 1, self.minutes * 60):
            try:
                self._cache.incr(key)
            except ValueError:
                self._cache.add(key, 1, self.minutes * 60)

    def forget(self, subject: str) -> None:
        self._cache.delete(self._key(subject))

    @property
    def _cache(self) -> BaseCache:
        return caches[self.cache]

    def _key(self, subject: str) -> str:
        digest = hashlib.blake2b(subject.encode(), digest_size=16).hexdigest()
        return f"limit:{self.name}:{digest}"


SIGN_INS = Allowance("sign-in", tries=10, minutes=15)
