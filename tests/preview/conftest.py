"""A preview with the small course in it, and people signed in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bransjekurs.preview import courseware
from bransjekurs.preview.courseware import LoadedCourse
from bransjekurs.preview.load import load
from django.contrib.auth.models import User
from django.test import Client

from tests.preview.courses import course_files, write_tar

SignedIn = Callable[[str], Client]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_tar(tmp_path / "hms.tar.gz", course_files())


@pytest.fixture
def var(tmp_path: Path, settings) -> Path:
    settings.BRANSJEKURS_VAR = tmp_path / "var"
    settings.BRANSJEKURS_VAR.mkdir()
    return settings.BRANSJEKURS_VAR


@pytest.fixture
def course(db: None, var: Path, archive: Path) -> LoadedCourse:
    load(archive)
    return courseware.current()


@pytest.fixture
def signed_in(course: LoadedCourse) -> SignedIn:
    def sign_in(username: str) -> Client:
        client = Client()
        client.post("/", {"username": username})
        return client

    return sign_in


@pytest.fixture
def amina(course: LoadedCourse) -> User:
    return User.objects.get(username="amina")


@pytest.fixture
def tor(course: LoadedCourse) -> User:
    return User.objects.get(username="tor")
