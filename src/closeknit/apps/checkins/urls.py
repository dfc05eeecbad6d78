from django.urls import path

from closeknit.apps.checkins.views import (
    answers,
    back,
    care,
    entries,
    mends,
    nearer,
    replies,
    steps,
    theirs,
)
from closeknit.apps.checkins.views.steps import NEED, REASON, WISH, WORDS

app_name = "checkins"
urlpatterns = [
    # The check-in, step by step
    path("", steps.step, {"name": WORDS}, name="words"),
    path("care/", care.care, name="care"),
    path("because/", steps.step, {"name": REASON}, name="because"),
    path("need/", steps.step, {"name": NEED}, name="need"),
    path("wish/", steps.step, {"name": WISH}, name="wish"),
    path("sentence/", steps.sentence, name="sentence"),
    path("words/more/", steps.more_words, name="more_words"),
    *(
        path(f"{name}/straight/", steps.straight, {"name": name}, name=f"straight_{name}")
        for name in steps.FORMS
    ),
    *(
        path(f"{name}/grow/", steps.grow, {"name": name}, name=f"grow_{name}")
        for name in steps.FORMS
    ),
    path("nearer/", nearer.look, name="nearer"),
    path("take/", nearer.take, name="take"),
    path("begin/", steps.begin, name="begin"),
    path("anew/", steps.anew, name="anew"),
    path("rebuild/", steps.rebuild, name="rebuild"),
    # My own entries
    path("fine/", entries.fine, name="fine"),
    path("unknown/", entries.unknown, name="unknown"),
    path("keep/", entries.keep, name="keep"),
    path("share/", entries.keep_and_share, name="keep_and_share"),
    path("<uuid:pk>/", entries.show, name="entry"),
    path("<uuid:pk>/edit/", entries.edit, name="edit"),
    path("<uuid:pk>/share/", entries.share, name="share"),
    path("<uuid:pk>/withdraw/", entries.withdraw, name="withdraw"),
    path("<uuid:pk>/delete/", entries.delete, name="delete"),
    # What the other shared
    path("from/", theirs.shared, name="from"),
    path("from/<uuid:pk>/", theirs.show, name="theirs"),
    path("from/<uuid:pk>/look/", theirs.look, name="look"),
    path("from/<uuid:pk>/opener/", theirs.put_opener, name="opener"),
    path("from/<uuid:pk>/reply/", answers.reply, name="reply"),
    path("from/<uuid:pk>/reply/as-it-is/", answers.reply_as_it_is, name="reply_as_it_is"),
    path("from/<uuid:pk>/hear/", answers.hear, name="hear"),
    path("from/<uuid:pk>/come/", answers.come, name="come"),
    path("from/<uuid:pk>/not-now/", answers.not_now, name="not_now"),
    path("from/<uuid:pk>/cannot/", answers.cannot, name="cannot"),
    path("from/<uuid:pk>/aside/", theirs.put_aside, name="aside"),
    # Replies and mends
    path("replies/<uuid:pk>/answer/", replies.answer, name="answer"),
    path("replies/<uuid:pk>/delete/", replies.delete, name="delete_reply"),
    path("replies/<uuid:pk>/aside/", replies.put_aside, name="put_reply_aside"),
    path("mend/", mends.mend, name="mend"),
    path("mend/<uuid:pk>/delete/", mends.delete, name="delete_mend"),
    path("mend/<uuid:pk>/aside/", mends.put_aside, name="put_mend_aside"),
    # Looking back
    path("back/", back.by_week, name="back"),
    path("back/entries/", back.entries, name="entries"),
]
