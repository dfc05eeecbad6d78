import pytest
from django.apps import apps
from django.db import models

from closeknit.apps.people.models import DraftDesk, Settings
from closeknit.apps.people.words import Desk, SettingsWords
from closeknit.keys import CannotOpen, Key, Stale
from closeknit.keys.models import SealedRecord
from closeknit.site.checks import records_hold_no_clear_words

pytestmark = pytest.mark.django_db


def stored(person):
    return Settings.objects.get(person=person)


def test_a_record_opens_again_with_its_key(ana, unlock):
    assert stored(ana).open(unlock(ana).key).name == "Ana"


def test_words_do_not_stand_in_the_row(ana):
    assert b"Ana" not in bytes(stored(ana).sealed)


def test_a_value_moved_to_another_person_does_not_open(ana, bo, unlock):
    Settings.objects.filter(person=bo).update(sealed=stored(ana).sealed)

    for person in (ana, bo):
        with pytest.raises(CannotOpen):
            stored(bo).open(unlock(person).key)


def test_a_value_moved_to_another_table_does_not_open(ana, unlock):
    record = stored(ana)
    moved = DraftDesk(pk=record.pk, revision=record.revision, sealed=record.sealed)

    with pytest.raises(CannotOpen):
        moved.open(unlock(ana).key)


def test_a_value_rolled_back_does_not_open(ana, unlock):
    me, old = unlock(ana), bytes(stored(ana).sealed)
    me.change_settings(lambda _now: SettingsWords(name="Anna"))

    Settings.objects.filter(person=ana).update(sealed=old)

    with pytest.raises(CannotOpen):
        stored(ana).open(me.key)


def test_a_value_under_another_key_version_does_not_open(ana, unlock):
    key = unlock(ana).key
    Settings.objects.filter(person=ana).update(key_version=2)

    with pytest.raises(CannotOpen):
        stored(ana).open(Key(key.owner, 2, key.secret))


def test_revisions_do_not_count_edits(ana, unlock):
    me, before = unlock(ana), stored(ana).revision

    me.change_settings(lambda _now: SettingsWords(name="Anna"))

    assert abs(stored(ana).revision - before) != 1


def test_the_second_of_two_writers_is_told(ana, unlock):
    me, seen = unlock(ana), stored(ana).revision
    stored(ana).replace(me.key, SettingsWords(name="first"), over=seen)

    with pytest.raises(Stale):
        stored(ana).replace(me.key, SettingsWords(name="second"), over=seen)

    assert stored(ana).open(me.key).name == "first"


def test_a_record_takes_its_own_kind_of_words_only(ana, unlock):
    with pytest.raises(TypeError):
        stored(ana).seal(unlock(ana).key, Desk())


def test_settings_have_one_size_whatever_is_in_them(ana, kim, unlock):
    me = unlock(ana)

    me.change_settings(
        lambda _now: SettingsWords(name="A" * 60, tags_off=("children", "faith"), ceiling=1)
    )

    assert len(stored(ana).sealed) == len(stored(kim).sealed)


def test_a_sealed_model_with_a_text_column_is_refused():
    class Diary(SealedRecord[SettingsWords]):
        words = SettingsWords
        title = models.CharField(max_length=80)

        class Meta:
            app_label = "people"

    try:
        found = [message.msg for message in records_hold_no_clear_words(None)]
    finally:
        del apps.all_models["people"]["diary"]
        apps.clear_cache()

    assert any("people.Diary.title" in message for message in found)
