"""Signing in is one derivation of the password; all around it costs next to nothing."""

from functools import partial

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from nacl.pwhash import argon2id

from bench.browser import Browser
from bench.couple import PASSWORD
from bench.measure import Figure, Limit, cpu_medians

MOST = Limit(1.3)
MIB = 1024 * 1024


def measure(address: str, rounds: int) -> list[Figure]:
    application = get_wsgi_application()
    bare = partial(
        argon2id.kdf,
        64,
        PASSWORD.encode(),
        bytes(argon2id.SALTBYTES),
        opslimit=settings.ARGON2_PASSES,
        memlimit=settings.ARGON2_MEMORY * MIB,
    )
    ours, alone = cpu_medians(
        [lambda: Browser(application).sign_in(address, PASSWORD), bare], rounds
    )
    cost = f"bare Argon2id, {settings.ARGON2_MEMORY} MiB, {settings.ARGON2_PASSES} passes"
    return [
        Figure("a sign-in", ours * 1000, alone * 1000, "ms CPU", cost, MOST),
        Figure("sign-ins a second on one core", 1 / ours, 1 / alone, "", "the same"),
    ]
