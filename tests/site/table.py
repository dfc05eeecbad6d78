"""The table of addresses, as the house answers them."""

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import UUIDConverter


def addresses(patterns=None, before=""):
    """Yield each address as its route and the name of its id, if it has one."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            converters = pattern.pattern.converters
            assert all(isinstance(one, UUIDConverter) for one in converters.values()), route
            yield route, next(iter(converters), None)


def concerning_one_row():
    return [(route, name) for route, name in addresses() if name]


def concerning_no_row():
    return [route for route, name in addresses() if not name]
