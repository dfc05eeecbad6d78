"""Something to do for the other, where doing comes easier than saying."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from closeknit.apps.checkins import care as acts
from closeknit.apps.checkins.choices import my_library
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest


@unlocked
@require_safe
def care(request: UnlockedRequest) -> HttpResponse:
    content, wish = my_library(), request.GET.get("wish", "")
    wished = wish if wish in content.wishes else ""
    context = {
        "here": "feel",
        "act": content.acts.get(request.GET.get("act", "")),
        "wishes": content.wishes.values(),
        "wish": wished,
        "found": acts.by_wish(request.me, wished),
    }
    return render(request, "checkins/care.html", context)
