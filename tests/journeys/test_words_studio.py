"""Tor writes words in Studio: a table in and out, the dictionary, and a round to try."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Site, preview, sign_in
from tests.looks.views import TASK, WORDS, Places, studio

pytestmark = pytest.mark.xdist_group("journeys")
HEADING = "lemma,word_class,genders,forms,definition,example\n"
GOOD = 'spade,noun,m,spaden | spader | spadene,Til å grave med.,"Ta [spaden], du."\n'
BAD = "rive,noun,,riva | river | rivene,Til løv.,Ta riva.\n"


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A preview that no other story meets: here the course's words are changed."""
    with preview(tmp_path_factory.mktemp("studio")) as site:
        yield site


@pytest.fixture
def form(browser: Browser, own_site: Site) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nb", base_url=own_site.url)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    sign_in(page, own_site, "tor")
    studio(WORDS)(page, Places())
    expect(page.locator("[data-words-form]")).to_be_visible()
    yield page
    context.close()


def _takes(page: Page, table: str) -> None:
    fold = page.locator("details:has([data-table-file]) > summary")
    if not page.locator("[data-table-file]").is_visible():
        fold.click()
    page.locator("[data-table-file]").set_input_files(
        {"name": "ord.csv", "mimeType": "text/csv", "buffer": (HEADING + table).encode()}
    )
    page.locator("[data-take]").click()


def test_a_table_with_an_error_is_told_by_row_and_a_good_one_is_taken(form: Page) -> None:
    form.get_by_label("Navn", exact=True).first.fill("Ord for hagen")
    _takes(form, GOOD + BAD)
    summary = form.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Rad 3, genders")
    expect(summary).to_contain_text("Rad 3, example")
    expect(form.get_by_label("Navn", exact=True).first).to_have_value("Ord for hagen")
    form.get_by_label("Navn", exact=True).first.fill(WORDS)
    _takes(form, GOOD)
    expect(form.locator("[data-told]")).to_be_visible()
    expect(form.locator(".bk-row-word", has_text="spade")).to_be_visible()
    with form.expect_download() as fetched:
        form.locator("details:has([data-table-file]) > summary").click()
        form.locator("[data-fetch=xlsx]").click()
    assert fetched.value.suggested_filename.endswith(".xlsx")


def test_he_tries_the_words_as_a_participant_and_comes_back_to_what_he_had_typed(form: Page) -> None:
    form.get_by_label("Navn", exact=True).first.fill("Ikke lagret")
    form.locator("[data-try]").click()
    expect(form.locator(TASK)).to_be_visible()
    expect(form.locator("[data-words-form]")).to_be_hidden()
    form.locator(f"{TASK} [data-give-up]").click()
    expect(form.locator(f"{TASK} [data-feedback]")).to_contain_text("Her er svaret")
    form.locator("[data-tried] [data-finish]").click()
    expect(form.get_by_label("Navn", exact=True).first).to_have_value("Ikke lagret")


def test_he_tries_the_situations_as_a_participant_and_nothing_is_kept_or_sent(form: Page) -> None:
    studio("Skriv en god melding")(form, Places())
    form.get_by_label("Navn", exact=True).first.fill("Ikke lagret")
    kept = "JSON.stringify(localStorage)"
    before = form.evaluate(kept)
    for _twice in range(2):
        form.locator("[data-try]").click()
        tried = form.locator("[data-tried]")
        expect(tried.get_by_role("heading", name="Skriv en god melding")).to_be_focused()
        expect(form.locator("[data-words-form]")).to_be_hidden()
        tried.locator("[data-tap]").first.click()
        expect(tried.locator("[data-card]:visible")).to_have_count(1)
        expect(tried.locator("form[data-handler]")).to_have_count(0)
        tried.get_by_label("Meldingen din").fill("Lyset er borte i trappa.")
        assert form.evaluate(kept) == before
        sent: list[str] = []
        form.on("request", lambda request, sent=sent: sent.append(request.url))
        tried.get_by_role("button", name="Send til læreren min").click()
        expect(tried.get_by_role("heading", name="Du har sendt dette til læreren din")).to_be_focused()
        assert (sent, form.evaluate(kept)) == ([], before)
        tried.get_by_role("button", name="Tilbake til skjemaet").click()
        expect(form.locator("[data-try]")).to_be_focused()
    expect(form.get_by_label("Navn", exact=True).first).to_have_value("Ikke lagret")


def test_he_fetches_the_inflection_of_a_new_word_from_the_dictionary(form: Page) -> None:
    new = form.locator(".bk-row-word").last
    new.locator("summary").click()
    new.get_by_label("Ord", exact=True).fill("skrutrekker")
    new.get_by_role("button", name="Hent bøying fra Bokmålsordboka").click()
    taken = form.locator(".bk-row-word", has_text="skrutrekker")
    expect(taken.locator("input[name$='-form-pl_def']")).to_have_value("skrutrekkerne")
    expect(taken.locator("input[name$='-source']")).to_have_value("Bokmålsordboka")
