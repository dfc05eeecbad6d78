"""The table of addresses, as the house answers them."""

import re

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import UUIDConverter

# What stands for a place in a list, a week or a part of a measure; none of them names a row.
EXAMPLES = {"place": "0", "number": "150", "part": "safety", "way": "ten-minutes", "token": "x~y"}
EXAMPLES |= {"deck": "trust", "paper": "a4", "journey": "long", "idea": "sign-lonely"}


def addresses(patterns=None, before=""):
    """Yield each address as its route and the name of its id, if it has one."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            converters = pattern.pattern.converters
            ids = [name for name, one in converters.items() if isinstance(one, UUIDConverter)]
            assert set(converters) <= {*ids, *EXAMPLES}, route
            yield with_examples(route), next(iter(ids), None)


def with_examples(route):
    return re.sub(r"<(?!uuid)\w+:(\w+)>", lambda found: EXAMPLES[found[1]], route)


def concerning_one_row():
    return [(route, name) for route, name in addresses() if name]


def concerning_no_row():
    return [route for route, name in addresses() if not name]
