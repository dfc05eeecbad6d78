from django.urls import path, register_converter

from closeknit.apps.picture.answering import PARTS
from closeknit.apps.picture.views import assessment, guess, pulse, sharing, show


class PartConverter:
    regex = "|".join(PARTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PartConverter, "part")

app_name = "picture"
urlpatterns = [
    path("", show.show, name="show"),
    path("mine/", show.mine, name="mine"),
    path("questions/", show.measures, name="measures"),
    path("talk/", show.talk, name="talk"),
    path("pulse/", pulse.begin, name="pulse"),
    path("pulse/end/", pulse.end, name="pulse_end"),
    path("pulse/<int:place>/", pulse.item, name="pulse_item"),
    path("pulse/<int:place>/skip/", pulse.skip, name="pulse_skip"),
    path("pulse/<int:number>/keep-out/", pulse.keep_out, name="keep_out"),
    path("pulse/<int:number>/let-in/", pulse.let_in, name="let_in"),
    path("assessment/", assessment.parts, name="assessment"),
    path("assessment/signs/open/", assessment.open_signs, name="open_signs"),
    path("assessment/signs/keep/", assessment.keep_signs, name="keep_signs"),
    path("assessment/<part:part>/", assessment.begin, name="sitting"),
    path("assessment/<part:part>/end/", assessment.end, name="sitting_end"),
    path("assessment/<part:part>/<int:place>/", assessment.item, name="sitting_item"),
    path("assessment/<part:part>/<int:place>/skip/", assessment.skip, name="sitting_skip"),
    path("guess/", guess.month, name="guess"),
    path("guess/open/", guess.open_together, name="open_guess"),
    path("guess/take-back/", guess.take_back, name="take_guess_back"),
    path("guess/<int:place>/", guess.item, name="guess_item"),
    path("guess/<int:place>/skip/", guess.skip, name="guess_skip"),
    path("share/", sharing.share, name="share"),
    path("stop-sharing/", sharing.stop, name="stop_sharing"),
    path("barriers/show/", sharing.show_barriers, name="show_barriers"),
    path("barriers/hide/", sharing.hide_barriers, name="hide_barriers"),
    path("mute/", sharing.mute, name="mute"),
    path("unmute/", sharing.unmute, name="unmute"),
]
