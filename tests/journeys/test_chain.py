"""The whole chain in a browser, as people go through it: word → goal → kompetansebevis → verified → revoked.

Nothing is mocked: the preview runs as its own process, with its own database, clock, PDF and links.
"""

import re
import subprocess
from pathlib import Path

import pytest
from bransjekurs import olx
from bransjekurs.course_builder.archive import Block, read_archive
from bransjekurs.domain.answers import right_answer
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.vocabulary import TaskKind, Term
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import Site, preview, sign_in
from tests.certificates.examples import codes_in

pytestmark = pytest.mark.xdist_group("journeys")
COURSE = "/bransjekurs/course-v1:fjordbyen+RENHOLD+2026"
GOAL = "Velge og bruke verneutstyr"
REASON = "Amina velger riktige hansker uten hjelp."
PUBLIC_REASON = "Beviset hadde feil antall timer."


class Person:
    """Somebody at a screen of their own; 360 px unless they sit at a desk."""

    def __init__(self, browser: Browser, site: Site, username: str = "", width: int = 360) -> None:
        self.site = site
        self.page: Page = browser.new_context(viewport={"width": width, "height": 780}, locale="nb").new_page()
        self.page.on("pageerror", lambda error: pytest.fail(f"{username}: {error}"))
        if username:
            sign_in(self.page, site, username)

    def go(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.site.url + path)
        return self.page

    def unit(self, title: str) -> Page:
        """Open a page of the course, and be there: what is on it may be counted at once."""
        self.go("/course/")
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=title, exact=True).last.click()
        return self.page

    def status(self, path: str) -> int:
        return self.page.request.get(self.site.url + path, max_redirects=0).status

    def press(self, name: str, within: Locator | None = None) -> None:
        (within or self.page.locator("main")).get_by_role("button", name=name, exact=True).click()


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory, renhold_archive: bytes) -> tuple[Block, ...]:
    """Every block of the course, from the archive that the preview shows."""
    path = tmp_path_factory.mktemp("archive") / "renhold.tar.gz"
    path.write_bytes(renhold_archive)
    return tuple(block for unit in read_archive(path).units for block in unit.blocks)


@pytest.fixture(scope="module")
def terms(blocks: tuple[Block, ...]) -> dict[str, Term]:
    """Every word of the course."""
    lists = (olx.terms_from_xml(olx.parse(block.xml)) for block in blocks if block.tag == "trade_language")
    return {term.id: term for words in lists for term in words}


@pytest.fixture(scope="module")
def outcomes(blocks: tuple[Block, ...]) -> tuple[Outcome, ...]:
    """The outcomes of the course."""
    plan = next(block for block in blocks if block.tag == "training_plan")
    return olx.outcomes_from_xml(olx.parse(plan.xml))


def test_amina_goes_from_her_first_word_to_a_certificate_that_is_verified_and_revoked(
    browser: Browser, tmp_path: Path, terms: dict[str, Term], outcomes: tuple[Outcome, ...]
) -> None:
    with preview(tmp_path / "var") as site:
        amina = Person(browser, site, "amina")
        begins_a_goal(amina)
        practises_over_several_days(amina, terms)
        says_that_she_is_done(amina)

        tor = Person(browser, site, "tor", width=1280)
        tor_sees_that_she_waits(tor)
        link = asks_the_mentor(tor)
        kari = Person(browser, site)
        answers_once(kari, link)
        judges_on_the_evidence(tor)
        for outcome in outcomes:
            if outcome.required and outcome.title != GOAL:
                sees_it_himself_and_judges(tor, outcome)

        confirms_her_name(amina)
        number = issues(tor)
        takes_it_home(amina, number, tmp_path)
        lets_her_goals_show(amina)
        anyone = Person(browser, site)
        finds_it_valid(anyone, number)
        carl_gets_in_nowhere(Person(browser, site, "carl"), link)
        revokes(tor)
        finds_it_revoked(anyone, number)

    with preview(tmp_path / "var") as again:
        finds_it_revoked(Person(browser, again), number)


def begins_a_goal(amina: Person) -> None:
    page = amina.unit("Min plan")
    expect(page.get_by_role("heading", name=re.compile(r"^0 av \d+ mål er kvittert"))).to_be_visible()
    goal = page.locator("details", has_text=GOAL).first
    amina.press("Jeg har begynt", goal)
    expect(page.get_by_role("heading", name="Dette jobber du med nå")).to_be_visible()


def practises_over_several_days(amina: Person, terms: dict[str, Term]) -> None:
    for wait in ("", "Gå til i morgen", "Gå til i morgen", "Gå en uke fram", "Gå en uke fram"):
        if wait:
            amina.go("/clock/")
            with amina.page.expect_navigation():
                amina.press(wait)
        page = amina.unit("Ord om trygt arbeid")
        start = page.locator("form[data-handler=start_round] button")
        if start.count():
            start.click()
            answers_a_round(amina, terms)
    expect(amina.unit("Ord om trygt arbeid").locator("main")).to_contain_text("Du kan 3 av 3 ord")


def answers_a_round(amina: Person, terms: dict[str, Term]) -> None:
    page = amina.page
    task = page.locator("[data-task]:not([hidden])")
    expect(task).to_be_visible()
    for _task in range(page.locator("[data-task]").count()):
        answer(task, terms[str(task.get_attribute("data-term"))])
        expect(task.locator("[data-feedback]")).to_contain_text("Riktig!")
        task.locator("[data-next]").click()
    expect(page.get_by_role("heading", name="Ferdig for i dag")).to_be_visible()


def answer(task: Locator, term: Term) -> None:
    right = right_answer(term, TaskKind(str(task.get_attribute("data-kind"))))
    if task.locator("[type=radio]").count():
        task.get_by_text(right, exact=True).first.click()
    else:
        task.get_by_role("textbox").fill(right)
    task.get_by_role("button", name="Sjekk", exact=True).click()


def says_that_she_is_done(amina: Person) -> None:
    page = amina.unit("Min plan")
    goal = page.locator("details", has_text=GOAL).first
    expect(goal).to_contain_text("Du kan 3 av 3 ord.")
    amina.press("Jeg er ferdig", goal)
    expect(page.locator("details", has_text=GOAL).first).to_contain_text("Tor Bakken skal kvittere")


def tor_sees_that_she_waits(tor: Person) -> None:
    page = tor.go(f"{COURSE}/group/")
    line = page.locator(".bk-needs li", has_text="Amina Hassan")
    expect(line).to_contain_text("1 mål venter på deg")
    line.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Amina Hassan")).to_be_visible()
    expect(page.get_by_role("heading", name=GOAL)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Kan 3 av 3 ord")


def asks_the_mentor(tor: Person) -> str:
    page = tor.page
    section = page.locator("#mentor")
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    section.get_by_label("Navnet til fadderen").fill("Kari")
    tor.press("Lag lenke", section)
    link = page.locator(".bk-link-alone code").inner_text()
    page.reload()
    expect(page.locator(".bk-link-alone")).to_have_count(0)
    return link


def answers_once(kari: Person, link: str) -> None:
    page = kari.go(link)
    page.reload()  # as a mail scanner would: looking uses nothing up
    expect(page.get_by_role("heading", level=1)).to_have_text("Kan Amina velge og bruke verneutstyr?")
    page.get_by_text("Ja, alene").click()
    page.get_by_role("textbox").fill("Sa fra da det var hull i hansken.")
    kari.press("Send svaret")
    expect(page.locator("main")).to_contain_text("Takk")
    assert kari.page.request.get(link).status == 410
    forged = link.rstrip("/")[:-3] + "xyz/"
    assert kari.page.request.get(forged).status == 404


def judges_on_the_evidence(tor: Person) -> None:
    page = tor.page
    page.reload()
    form = page.locator("form[aria-labelledby=judge]")
    form.get_by_label("Nådd", exact=True).check()
    form.get_by_label("Begrunnelse").fill(REASON)
    tor.press("Lagre vurderingen", form)
    expect(page.get_by_role("alert")).to_contain_text("Kryss av for det du bygger på")
    expect(form.get_by_label("Begrunnelse")).to_have_value(REASON)
    form.get_by_label(re.compile("Kan 3 av 3 ord")).check()
    form.get_by_label(re.compile("Kari så det: ja, alene")).check()
    tor.press("Lagre vurderingen", form)
    expect(page.get_by_role("status")).to_contain_text("Vurderingen er lagret")
    expect(page.locator("main")).to_contain_text(re.compile(r"1 av \d+ mål er kvittert"))


def sees_it_himself_and_judges(tor: Person, outcome: Outcome) -> None:
    page = tor.page
    page.goto(re.sub(r"\?.*", "", page.url) + f"?goal={outcome.id}")
    judge = page.locator("form[aria-labelledby=judge]")
    seen = judge.get_by_label(re.compile("Tor Bakken så det: ja, alene"))
    for number, arena in enumerate(("Klasserom", "På jobb")[: outcome.arenas_required], start=1):
        sees_it_himself(tor, arena)
        expect(seen).to_have_count(number)
    judge.get_by_label("Nådd", exact=True).check()
    for one in seen.all():
        one.check()
    judge.get_by_label("Begrunnelse").fill("Viste det der jeg så det.")
    tor.press("Lagre vurderingen", judge)
    expect(page.get_by_role("status")).to_contain_text("Vurderingen er lagret")


def sees_it_himself(tor: Person, arena: str) -> None:
    observe = tor.page.locator("details", has_text="Noter det du har sett selv")
    if observe.get_attribute("open") is None:
        observe.locator("summary").click()
    observe.get_by_label("Ja, alene").check()
    observe.get_by_label(arena).check()
    tor.press("Lagre det du har sett", observe)


def confirms_her_name(amina: Person) -> None:
    page = amina.unit("Beviset mitt")
    page.get_by_text("Endre navnet").click()
    page.get_by_label("Navnet ditt, som i passet").fill("Amina 哈桑")
    amina.press("Bruk dette navnet")
    expect(page.locator("#certificate-name-error")).to_contain_text("哈 桑")
    expect(page.get_by_label("Navnet ditt, som i passet")).to_have_value("Amina 哈桑")
    page.get_by_label("Navnet ditt, som i passet").fill("Amina Hassan")
    amina.press("Bruk dette navnet")
    expect(page.locator("main")).to_contain_text("Navnet ditt: Amina Hassan")


def issues(tor: Person) -> str:
    page = tor.page
    page.reload()
    expect(page.locator("#issue")).to_contain_text("Kompetansebevis")
    page.get_by_label("Jeg har sjekket navnet mot legitimasjon.").check()
    tor.press("Utsted")
    expect(page.get_by_role("status").first).to_contain_text("Beviset er utstedt")
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page.locator(".bk-issued").inner_text())
    assert found
    return found[0]


def takes_it_home(amina: Person, number: str, folder: Path) -> None:
    page = amina.unit("Beviset mitt")
    expect(page.get_by_role("heading", name="Beviset ditt er klart.")).to_be_visible()
    address = page.get_by_role("link", name="Last ned (PDF)").get_attribute("href")
    pdf = folder / "bevis.pdf"
    pdf.write_bytes(page.request.get(f"{amina.site.url}{address}").body())
    text = " ".join(subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout.split())
    preview_line = "Forhåndsvisning: Dette er ikke et bevis."
    for words in ("Kompetansebevis", "Amina Hassan", GOAL, "Ordøving, fadder", "KM10662", preview_line, number):
        assert words in text
    assert "Føre timer på mobilen" not in text
    assert codes_in(pdf) == [f"{amina.site.url}/bransjekurs/verify/{number}/"]


def lets_her_goals_show(amina: Person) -> None:
    page = amina.unit("Beviset mitt")
    page.get_by_label("De som kontrollerer nummeret, ser målene mine.").check()
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_label("De som kontrollerer nummeret, ser målene mine.")).to_be_checked()


def finds_it_valid(anyone: Person, number: str) -> None:
    page = anyone.go("/bransjekurs/verify/")
    page.get_by_role("textbox").fill(number.lower().replace("-", ""))
    page.get_by_role("button", name="Kontroller beviset").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gyldig")
    expect(page.locator("main")).to_contain_text("Amina Hassan")
    expect(page.locator("main")).to_contain_text(GOAL)


def carl_gets_in_nowhere(carl: Person, link: str) -> None:
    for path in ("/course/", f"{COURSE}/group/", f"{COURSE}/sessions/new/", f"{COURSE}/participants/1/", "/studio/"):
        assert carl.status(path) == 403, path
    assert carl.status(f"{COURSE}/certificate.pdf") == 403
    assert carl.status(f"{COURSE}/participants/1/certificate.pdf") == 403


def revokes(tor: Person) -> None:
    page = tor.page
    page.get_by_text("Trekk beviset tilbake").click()
    page.get_by_label("Hvorfor trekker du det tilbake?").fill(PUBLIC_REASON)
    tor.press("Trekk tilbake")
    expect(page.get_by_role("status").first).to_contain_text("Beviset er trukket tilbake")


def finds_it_revoked(anyone: Person, number: str) -> None:
    page = anyone.go(f"/bransjekurs/verify/{number}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trukket tilbake")
    expect(page.locator("main")).to_contain_text(PUBLIC_REASON)
    expect(page.locator("main")).not_to_contain_text("Amina")
