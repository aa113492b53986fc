import pytest
from bransjekurs.preview.accounts import ACCOUNTS, OTHER_PARTICIPANTS
from django.test import Client

from tests.preview.courses import MIXED_UNIT, QUESTION, QUESTION_UNIT, TEXT, TEXT_UNIT

MEMBERS_PAGES = ["/course/", f"/unit/{TEXT_UNIT}/", "/file/hanske.svg"]
STAFF_PAGES = ["/studio/"]
OUTBOX = "/outbox/"


def text(response) -> str:
    return response.content.decode()


def test_the_sign_in_page_says_what_it_is_and_who_one_can_be(course):
    page = text(Client().get("/"))
    assert "forhåndsvisning på denne maskinen" in page
    assert all(account.name in page for account in ACCOUNTS)


def test_there_are_twenty_more_participants_with_names_of_their_own():
    assert len(OTHER_PARTICIPANTS) == 20
    assert len({account.username for account in ACCOUNTS}) == len({account.name for account in ACCOUNTS}) == 28


def test_a_participant_starts_in_the_course(course):
    response = Client().post("/", {"username": "amina"}, follow=True)
    assert response.redirect_chain == [("/course/", 302)]
    assert all(title in text(response) for title in ("HMS på norsk", "Pekere", "Oppgave", "Rett fram"))


def test_signing_in_leads_to_where_one_was_going(course):
    client = Client()
    asked = client.get("/clock/", follow=True)
    assert asked.redirect_chain == [("/?next=%2Fclock%2F", 302)]
    assert client.post("/", {"username": "amina", "next": "/clock/"}).url == "/clock/"


def test_signing_in_leads_to_no_other_site(course):
    assert Client().post("/", {"username": "amina", "next": "https://example.org/"}).url == "/course/"


def test_nobody_can_be_somebody_who_is_not_there(course):
    assert Client().post("/", {"username": "root"}).status_code == 404


def test_one_can_sign_out(signed_in):
    client = signed_in("amina")
    client.post("/sign-out/")
    assert client.get("/course/").status_code == 302


@pytest.mark.parametrize("page", [*MEMBERS_PAGES, *STAFF_PAGES, OUTBOX, "/clock/"])
def test_who_is_not_signed_in_is_sent_to_do_it(course, page: str):
    assert Client().get(page).url.startswith("/?next=")


@pytest.mark.parametrize("page", [*MEMBERS_PAGES, *STAFF_PAGES, OUTBOX, "/clock/"])
def test_the_account_without_access_is_refused_everywhere(signed_in, page: str):
    response = signed_in("carl").get(page)
    assert response.status_code == 403
    assert "Du har ikke tilgang" in text(response)


@pytest.mark.parametrize("page", [*STAFF_PAGES, f"/studio/{TEXT}/", OUTBOX])
def test_a_participant_sees_neither_studio_nor_other_peoples_mail(signed_in, page: str):
    assert signed_in("amina").get(page).status_code == 403


@pytest.mark.parametrize("page", MEMBERS_PAGES + STAFF_PAGES)
def test_course_staff_see_all_of_it(signed_in, page: str):
    assert signed_in("tor").get(page).status_code == 200


@pytest.mark.parametrize("username", ["amina", "carl"])
def test_only_course_staff_save_in_studio(signed_in, username: str):
    assert signed_in(username).post(f"/studio/{TEXT}/save", {}, "application/json").status_code == 403


def test_a_handler_needs_somebody_who_is_signed_in(course):
    assert Client().post(f"/handler/{QUESTION}/xmodule_handler/problem_get").status_code == 403


def test_a_handler_needs_the_page_it_came_from(amina):
    client = Client(enforce_csrf_checks=True)
    client.force_login(amina)
    response = client.post(f"/handler/{QUESTION}/xmodule_handler/problem_get")
    assert response.status_code == 403
    assert "Skjemaet er for gammelt" in text(response)


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/unit/nothing/",
        f"/unit/{TEXT_UNIT}x/",
        "/file/../settings.py",
        "/file/nothing.svg",
        f"/handler/{TEXT}/nothing",
        f"/handler/{TEXT_UNIT}/nothing",
        "/resource/problem/capa_block.py",
        "/resource/nothing/public/x.js",
        f"/studio/{TEXT}/",
    ],
)
def test_what_is_not_there_is_told_in_plain_words(signed_in, address: str):
    response = signed_in("tor").get(address)
    assert response.status_code == 404
    assert "Vi finner ikke denne sida" in text(response)
    assert "Traceback" not in text(response)


def test_a_unit_shows_its_blocks_with_the_way_on_and_back(signed_in):
    page = text(signed_in("amina").get(f"/unit/{QUESTION_UNIT}/"))
    assert f"/unit/{TEXT_UNIT}/" in page
    assert f"/unit/{MIXED_UNIT}/" in page
    assert 'class="problems-wrapper"' in page


def test_a_page_hides_its_heading_only_where_its_first_block_says_the_same(signed_in):
    amina = signed_in("amina")
    assert "<h1>Oppgave</h1>" in text(amina.get(f"/unit/{QUESTION_UNIT}/"))
    assert "<h1>Les</h1>" in text(amina.get(f"/unit/{TEXT_UNIT}/"))


def test_the_addresses_in_a_text_lead_somewhere(signed_in):
    client = signed_in("amina")
    page = text(client.get(f"/unit/{TEXT_UNIT}/"))
    assert 'src="/file/hanske.svg"' in page
    assert f'href="/unit/{QUESTION_UNIT}/"' in page
    drawing = client.get("/file/hanske.svg")
    assert (drawing["Content-Type"], drawing["Content-Security-Policy"]) == ("image/svg+xml", "sandbox")


def test_a_block_that_is_not_installed_is_told_and_the_rest_is_shown(signed_in):
    page = text(signed_in("amina").get(f"/unit/{MIXED_UNIT}/"))
    assert "kan ikke vise denne delen (video)" in page
    assert "En <b>kort</b> tekst." in page


def test_nothing_is_fetched_from_other_machines(signed_in):
    client = signed_in("amina")
    style = text(client.get("/resource/problem/public/css/ProblemBlockDisplay.css"))
    assert ".status" in style
    assert "fonts.googleapis" not in style + text(client.get(f"/unit/{TEXT_UNIT}/"))


def test_it_speaks_bokmaal_whatever_the_browser_is_set_to(course):
    assert '<html lang="nb"' in text(Client(headers={"Accept-Language": "en"}).get("/"))


def test_another_language_can_be_chosen(signed_in):
    client = signed_in("amina")
    client.post("/language/", {"language": "nn", "next": "/course/"})
    assert '<html lang="nn"' in text(client.get("/course/"))


def test_every_page_says_that_it_is_a_preview_and_who_is_signed_in(signed_in):
    client = signed_in("tor")
    for address in ("/course/", "/studio/", "/nothing/", "/bransjekurs/verify/"):
        page = text(client.get(address))
        assert "FORHÅNDSVISNING" in page
        assert "Tor" in page


def test_only_this_machine_is_answered(course):
    assert Client(headers={"Host": "kurs.example.org"}).get("/").status_code == 400
