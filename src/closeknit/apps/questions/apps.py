from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "closeknit.apps.questions"
    label = "questions"
    verbose_name = _("Questions")

    def ready(self) -> None:
        from closeknit.apps.questions.part import QuestionsPart

        self.part = QuestionsPart()
