from closeknit.apps.people.parts import Part


class CheckinsPart(Part):
    pass
