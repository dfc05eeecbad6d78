from closeknit.apps.people.parts import Part


class QuestionsPart(Part):
    pass
