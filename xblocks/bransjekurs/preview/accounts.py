"""The people in the preview. All are invented."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from opaque_keys.edx.keys import CourseKey

from bransjekurs.preview.models import CourseStaff, Enrolment


@dataclass(frozen=True, slots=True)
class Account:
    """One sign-in; ``who`` says on the sign-in page what the person does, ``staff`` the platform's role, if any."""

    username: str
    first_name: str
    last_name: str
    who: Promise | None = None
    enrolled: bool = False
    staff: str = ""
    cohort: str = ""

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.first_name} {self.last_name}"


_OTHERS = (
    "Yusuf Ali, Olena Kovalenko, Minh Tran, Maria Santos, Ahmad Karimi, Berhane Tesfay, Daria Melnyk, Fatuma Omar, "
    "Hodan Warsame, Ivan Petrenko, Joy Mwangi, Layla Saleh, Marek Nowak, Nadia Rahimi, Pawel Zielinski, "
    "Rosa Fernandes, Samira Haddad, Thiri Aung, Zahra Noori, Kofi Mensah"
)

_COHORTS = ("Dagskift", "Kveldsskift")
_STAFF = CourseStaff.STAFF

MAIN_ACCOUNTS = (
    Account("amina", "Amina", "Hassan", _("Participant. She takes the course."), True, cohort=_COHORTS[0]),
    Account("tor", "Tor", "Bakken", _("Teacher. He runs the course and can change it in Studio."), staff=_STAFF),
    Account("nina", "Nina", "Berg", _("Norwegian teacher. She follows the participants' words.")),
    Account("per", "Per", "Lund", _("Programme adviser. He follows up the participants' plans.")),
    Account(
        "ingrid",
        "Ingrid",
        "Moe",
        _("Course staff. She runs the course, and can see it as a participant does."),
        staff=_STAFF,
    ),
    Account(
        "lena",
        "Lena",
        "Dahl",
        _("Course staff without Studio. She runs the course and cannot change what is in it."),
        staff=CourseStaff.LIMITED_STAFF,
    ),
    Account(
        "rolf",
        "Rolf",
        "Eide",
        _("Data researcher. He sees the report without names, and nothing about anybody."),
        staff=CourseStaff.DATA_RESEARCHER,
    ),
    Account("carl", "Carl", "Vik", _("Has no access to anything. Good for seeing that the doors are shut.")),
)

OTHER_PARTICIPANTS = tuple(
    Account(given_name.lower(), given_name, family_name, enrolled=True, cohort=_COHORTS[number % len(_COHORTS)])
    for number, (given_name, family_name) in enumerate(name.split() for name in _OTHERS.split(", "))
)

ACCOUNTS = MAIN_ACCOUNTS + OTHER_PARTICIPANTS


@transaction.atomic
def create(course_key: CourseKey) -> None:
    """Make the accounts that are missing, with their place in the course; those that exist stay as they are."""
    users = {account.username: _user(account) for account in ACCOUNTS}
    for account in ACCOUNTS:
        if account.enrolled:
            place = {"user": users[account.username], "course_key": course_key}
            Enrolment.objects.get_or_create(**place, defaults={"cohort": account.cohort})
        if account.staff:
            held = {"user": users[account.username], "course_key": course_key}
            CourseStaff.objects.get_or_create(**held, defaults={"kind": account.staff})


def _user(account: Account) -> User:
    """Return the account's user; nobody has a password, the sign-in page lets anyone on this machine in."""
    details = {
        "first_name": account.first_name,
        "last_name": account.last_name,
        "email": f"{account.username}@fjordbyen.example",
    }
    user, _created = User.objects.get_or_create(username=account.username, defaults=details)
    return user
