from django.urls import path

from closeknit.apps.people.views import desk, entry, kit

app_name = "people"
urlpatterns = [
    path("sign-up/", entry.sign_up, name="sign_up"),
    path("sign-in/", entry.sign_in, name="sign_in"),
    path("unlock/", entry.unlock, name="unlock"),
    path("sign-out/", entry.sign_out, name="sign_out"),
    path("kit/", kit.kit, name="kit"),
    path("kit/show/", kit.show, name="show_kit"),
    path("kit/confirm/", kit.confirm, name="confirm_kit"),
    path("draft/", desk.keep_draft, name="keep_draft"),
]
