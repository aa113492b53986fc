"""Every view of the preview: who sees it, and how to get there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlparse

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import Site, sign_in

COURSE = "/bransjekurs/course-v1:fjordbyen+RENHOLD+2026"
WORDS = "Ord om arbeidsliv"
TEXT = "Jobb trygt med rengjøringsmidler"
GOAL = "avvik"
TASK = "[data-task]:not([hidden])"
ANYONE = ""


@dataclass(frozen=True)
class Places:
    """Addresses that are known only when somebody has made what is there."""

    open_link: str = ""
    used_link: str = ""
    valid: str = ""
    shared: str = ""
    revoked: str = ""
    yusuf: str = ""
    samira: str = ""
    issuing: str = ""
    issued: str = ""
    long_word: str = ""
    long_term: str = ""


@dataclass(frozen=True)
class View:
    """One view: its name, the username of the one who sees it, and the way there from anywhere in the site."""

    name: str
    who: str
    go: Callable[[Page, Places], object]


def _at(path: str) -> Callable[[Page, Places], object]:
    return lambda page, places: page.goto(path.format(**vars(places)))


def unit(title: str) -> Callable[[Page, Places], object]:
    """Go to a page of the course by its title."""

    def go(page: Page, _places: Places) -> None:
        page.goto("/course/")
        page.locator("main .bk-rows").get_by_role("link", name=title, exact=True).click()
        page.wait_for_url("**/unit/**")

    return go


def studio(title: str) -> Callable[[Page, Places], object]:
    """Go to the form of one of our blocks in Studio."""

    def go(page: Page, _places: Places) -> None:
        page.goto("/studio/")
        page.locator("main").get_by_role("link", name=title, exact=True).first.click()
        expect(page.locator("form[data-handler=submit_form]")).to_be_visible()
        page.wait_for_load_state()  # a long form is seen before its end has come

    return go


def _asked(title: str) -> Callable[[Page, Places], object]:
    """Go to a situation and give the first answer that is wrong, with a word's card open where there is one."""

    def go(page: Page, places: Places) -> None:
        unit(title)(page, places)
        form = page.locator("form[data-right]:visible").first
        form.locator(f"[name=answer]:not([value='{form.get_attribute('data-right')}'])").first.check()
        form.locator("[data-before] button").first.click()
        expect(form.locator("[data-onward]")).to_be_focused()
        page.locator("[data-tap]:visible").first.click()
        expect(page.locator("[data-card]:visible")).to_have_count(1)

    return go


def _steps_in_a_wrong_order(page: Page, places: Places) -> None:
    unit("Amina gjør rent på et toalett")(page, places)
    left = page.locator("[data-pool] button")
    for number in range(left.count()):
        left.nth(number).click()
    expect(page.locator("[data-placed] > li")).to_have_count(left.count())
    page.locator(".bk-ordering button:not([type])").click()
    expect(page.locator(".bk-ordering [data-feedback] h3")).to_be_visible()


def _no_message(page: Page, places: Places) -> None:
    unit("Skriv en god melding")(page, places)
    page.locator("[data-send-text]").click()
    expect(page.locator("[data-message] [data-empty]")).to_be_visible()


def _studio_with_a_wrong_step(page: Page, places: Places) -> None:
    studio("Amina gjør rent på et toalett")(page, places)
    page.locator("[name=situation-0-pieces]").evaluate(
        "it => { it.value = 'Ett.'; it.closest('form').requestSubmit() }"
    )
    expect(page.locator(".ds-error-summary")).to_be_visible()


def _studio_with_a_new_situation(page: Page, places: Places) -> None:
    studio("Ord om trygt arbeid")(page, places)
    page.locator("[name=new_situation]").select_option("dialogue")
    page.locator("button[name=add_situation]").click()
    expect(page.locator("[name=situation-0-title]")).to_be_focused()


def _situation_tried_in_studio(page: Page, places: Places) -> None:
    studio("Amina gjør rent på et toalett")(page, places)
    page.locator("[data-try]").click()
    expect(page.locator("[data-tried] [data-situation]")).to_be_visible()


def _word_of_a_text(page: Page, places: Places) -> None:
    unit("Les lappen på gulvmaskinen")(page, places)
    page.locator(".bk-notice [data-tap]").first.click()
    expect(page.locator("[data-card]:visible")).to_have_count(1)


# A microphone that hums: looks have no device of their own.
_HUMS = """navigator.mediaDevices.getUserMedia = async () =>
    new AudioContext().createMediaStreamDestination().stream"""


def _own_voice(page: Page, places: Places) -> None:
    _given_up(page, places)
    page.evaluate(_HUMS)
    page.locator("[data-record]").click()
    page.locator("[data-stop]").click()
    expect(page.locator("[data-hear-own]")).to_be_visible()


def a_round(page: Page, places: Places) -> None:
    """Begin a round of words."""
    unit(WORDS)(page, places)
    page.locator("form[data-handler=start_round] button").first.click()
    expect(page.locator(TASK)).to_be_visible()


def _all_tasks(page: Page, places: Places) -> None:
    a_round(page, places)
    page.locator("[data-task]").evaluate_all("tasks => tasks.forEach(task => { task.hidden = false })")


def _no_answer(page: Page, places: Places) -> None:
    a_round(page, places)
    page.locator(f"{TASK} [data-before] button").first.click()
    expect(page.locator(f"{TASK} [data-empty]")).to_be_visible()


def _given_up(page: Page, places: Places) -> None:
    a_round(page, places)
    _give_up(page)


def _give_up(page: Page) -> str:
    """See the answer instead of giving it; return the word."""
    page.locator(f"{TASK} [data-give-up]").click()
    expect(page.locator(f"{TASK} [data-next]")).to_be_visible()
    return page.locator(f"{TASK} .bk-word").inner_text()


def has_moved_on(page: Page) -> None:
    """Wait till the next word is there, or the end of the round."""
    expect(page.locator(f"{TASK} [data-after]:not([hidden])")).to_have_count(0)


def _almost_right(page: Page, places: Places) -> None:
    """Leave out a letter of a long word; those before it are given up."""
    a_round(page, places)
    while page.locator(TASK).get_attribute("data-term") != places.long_term:
        _give_up(page)
        page.locator(f"{TASK} [data-next]").click()
    page.locator(f"{TASK} [type=text]").fill(places.long_word[:5] + places.long_word[6:])
    page.locator(f"{TASK} [data-before] button").first.click()
    expect(page.locator(f"{TASK} .bk-cells").first).to_be_visible()


def _done(page: Page, places: Places) -> None:
    _given_up(page, places)
    page.locator("[data-finish]").click()
    expect(page.get_by_role("heading", name="Ferdig for i dag")).to_be_visible()


def _nothing_due(page: Page, places: Places) -> None:
    a_round(page, places)
    while page.locator(TASK).count():
        _give_up(page)
        page.locator(f"{TASK} [data-next]").click()
        has_moved_on(page)
    unit(WORDS)(page, places)


def _lost_network(page: Page, places: Places) -> None:
    a_round(page, places)
    page.context.set_offline(True)
    page.locator(f"{TASK} [data-give-up]").click()
    expect(page.locator("[data-waiting]")).to_be_visible()
    page.context.set_offline(False)


def _unprintable_name(page: Page, places: Places) -> None:
    unit("Beviset mitt")(page, places)
    page.locator("#certificate-name summary").click()
    page.locator("#certificate-new-name").fill("哈桑")
    page.locator(".bk-change-name button").click()
    expect(page.locator("#certificate-name-error")).to_be_visible()


def _post(page: Page, button: str) -> None:
    """Press a button that sends a form, past what the browser itself would ask for."""
    page.locator("form").evaluate_all("forms => forms.forEach(form => { form.noValidate = true })")
    page.locator(f"main button[name=do][value={button}]").first.evaluate("button => button.click()")
    page.wait_for_load_state()


def _sent_empty(path: str, button: str) -> Callable[[Page, Places], object]:
    def go(page: Page, places: Places) -> None:
        _at(path)(page, places)
        page.locator("main input:is([type=text], [type=number])").evaluate_all(
            "all => all.forEach(it => it.value = '')"
        )
        _post(page, button)
        expect(page.locator(".ds-validation-message:visible, .ds-error-summary").first).to_be_visible()

    return go


def ask_mentor(page: Page, participant: str, mentor: str) -> str:
    """Let the teacher ask about the goal; return the link that is shown once."""
    page.goto(f"{participant}?goal={GOAL}")
    section = page.locator("#mentor")
    section.evaluate("it => { it.open = true }")
    section.locator("[name=mentor]").fill(mentor)
    section.locator("button[value=ask]").click()
    return page.locator(".bk-link-alone code").inner_text()


def _dropped(data: bytes) -> Callable[[Page, Places], object]:
    def go(page: Page, _places: Places) -> None:
        page.goto("/bransjekurs/verify/")
        page.locator("#file").set_input_files({"name": "bevis.json", "mimeType": "application/json", "buffer": data})
        page.locator("form[enctype] button").click()
        page.wait_for_url("**/verify/file/")

    return go


def _new_link(page: Page, places: Places) -> None:
    ask_mentor(page, places.samira, "Ola")


def _answered(page: Page, places: Places) -> None:
    page.goto(places.open_link)
    page.locator("[value=not_seen]").click()
    expect(page.locator("h1")).to_contain_text("Takk")


def _studio_without_words(page: Page, places: Places) -> None:
    studio("Ord om trygt arbeid")(page, places)
    page.locator("[name=term-0-lemma]").evaluate("it => { it.value = ''; it.closest('form').requestSubmit() }")
    expect(page.locator(".ds-error-summary, [data-error]:visible").first).to_be_visible()


def _about_amina(rest: str) -> Callable[[Page, Places], object]:
    """Go to a page about Amina from her plan, as she does."""

    def go(page: Page, places: Places) -> None:
        unit("Min plan")(page, places)
        href = page.get_by_role("link", name="Kartlegging", exact=True).get_attribute("href")
        page.goto(str(href).removesuffix("mapping/") + rest)

    return go


def _mapping_without_network(page: Page, places: Places) -> None:
    _about_amina("mapping/interest/")(page, places)
    page.context.set_offline(True)
    page.locator("[name=why]").fill("Jeg liker orden.")
    expect(page.locator("[data-save=lost]")).to_be_visible()
    page.context.set_offline(False)


def words_for_the_wall(page: Page, places: Places) -> None:
    """Go to the sheet of a list of words, with English beside them."""
    unit(WORDS)(page, places)
    page.locator("main a[href*='/words/']").click()
    page.get_by_role("button", name="Skriv ut").wait_for()
    page.get_by_label("Et annet språk").select_option("en")
    page.get_by_role("button", name="Vis").click()
    page.wait_for_url("**language=en*")


PARTICIPANT = f"{COURSE}/participants"
VIEWS = (
    View("signing in", ANYONE, _at("/")),
    View("checking a certificate", ANYONE, _at("/bransjekurs/verify/")),
    View("checking without a number", ANYONE, _at("/bransjekurs/verify/?number=")),
    View("a file that is no certificate", ANYONE, _dropped(b"hello")),
    View("a certificate's file from elsewhere", ANYONE, _dropped(b'{"issuer": "did:web:other.example"}')),
    View("a valid certificate", ANYONE, _at("/bransjekurs/verify/{valid}/")),
    View("a revoked certificate", ANYONE, _at("/bransjekurs/verify/{revoked}/")),
    View("a certificate that its holder shares", ANYONE, _at("{shared}")),
    View("an unknown certificate", ANYONE, _at("/bransjekurs/verify/2345-6789-ABCD/")),
    View("the mentor's question", ANYONE, _at("{open_link}")),
    View("the mentor's question without an answer", ANYONE, _sent_empty("{open_link}", "send")),
    View("a link that is used", ANYONE, _at("{used_link}")),
    View("a page that is not there", ANYONE, _at("/nothing/")),
    View("no access", "carl", _at("/course/")),
    View("the course", "yusuf", _at("/course/")),
    View("a plan that is under way", "yusuf", unit("Min plan")),
    View("a plan that is new", "amina", unit("Min plan")),
    View("a plan that is reached", "kofi", unit("Min plan")),
    View("a text, and how much of it one can read", "yusuf", unit(TEXT)),
    View("questions", "yusuf", unit("Hva gjør du?")),
    View("a workplace task", "yusuf", unit("Oppgave på jobben – meld et avvik")),
    View("a sign to read", "yusuf", unit("Hva betyr faresymbolet?")),
    View("a sign that was read wrong", "yusuf", _asked("Hva betyr faresymbolet?")),
    View("a dialogue", "yusuf", unit("Samira er alene på jobb")),
    View("a line that does not fit", "yusuf", _asked("Samira er alene på jobb")),
    View("steps to put in order", "yusuf", unit("Amina gjør rent på et toalett")),
    View("steps in a wrong order", "yusuf", _steps_in_a_wrong_order),
    View("a place that was named wrong", "yusuf", _asked("Finn det som er feil")),
    View("a message to write", "yusuf", unit("Skriv en god melding")),
    View("a message without words", "yusuf", _no_message),
    View("a notice to read", "yusuf", unit("Les lappen på gulvmaskinen")),
    View("a notice with a word that is tapped", "yusuf", _word_of_a_text),
    View("the teacher's situation", "tor", unit("Skriv en god melding")),
    View("a situation in Studio", "tor", studio("Amina gjør rent på et toalett")),
    View("a situation in Studio with a mistake", "tor", _studio_with_a_wrong_step),
    View("a new situation in Studio", "tor", _studio_with_a_new_situation),
    View("a situation that its author tries", "tor", _situation_tried_in_studio),
    View("words to begin with", "amina", unit(WORDS)),
    View("words to practise", "daria", unit(WORDS)),
    View("no words for now", "zahra", _nothing_due),
    View("words to recognise and to write", "joy", _all_tasks),
    View("words to use in a sentence", "daria", _all_tasks),
    View("a task without an answer", "hodan", _no_answer),
    View("a task without a network", "hodan", _lost_network),
    View("an answer to look at", "fatuma", _given_up),
    View("one's own voice beside a word", "fatuma", _own_voice),
    View("an answer that is almost right", "joy", _almost_right),
    View("done for today", "ivan", _done),
    View("what the certificate lacks", "amina", unit("Beviset mitt")),
    View("a name that cannot be printed", "amina", _unprintable_name),
    View("a certificate of one's own", "kofi", unit("Beviset mitt")),
    View("a certificate that was revoked", "samira", unit("Beviset mitt")),
    View("the clock", "yusuf", _at("/clock/")),
    View("the group", "tor", _at(f"{COURSE}/group/")),
    View("the group, ticked and narrowed", "tor", _at(f"{COURSE}/group/?need=any")),
    View("goal by goal", "tor", _at(f"{COURSE}/group/goals/")),
    View("the report without names", "tor", _at(f"{COURSE}/group/report/")),
    View("the group, nobody found", "tor", _at(f"{COURSE}/group/?search=xyz")),
    View("the group, nobody ticked", "tor", _sent_empty(f"{COURSE}/group/", "assign")),
    View("a new session", "tor", _at(f"{COURSE}/sessions/new/")),
    View("a session without a title", "tor", _sent_empty(f"{COURSE}/sessions/new/", "save")),
    View("a session that was held", "tor", _at(f"{COURSE}/sessions/1/")),
    View("a participant", "tor", _at("{yusuf}")),
    View("a goal to judge", "tor", _at(f"{{yusuf}}?goal={GOAL}")),
    View("a judgement without a reason", "tor", _sent_empty(f"{{yusuf}}?goal={GOAL}", "judge")),
    View("goals and measures", "tor", _at("{yusuf}goals/")),
    View("a goal's measures", "tor", _at(f"{{yusuf}}goals/?goal={GOAL}")),
    View("one's own goals and measures", "yusuf", _at("{yusuf}goals/")),
    View("an own goal without words", "yusuf", _sent_empty("{yusuf}goals/", "own_goal")),
    View("conversations", "tor", _at("{yusuf}conversations/")),
    View("a conversation without words", "tor", _sent_empty("{yusuf}conversations/", "hold")),
    View("one's own conversations", "yusuf", _at("{yusuf}conversations/")),
    View("the history", "tor", _at("{yusuf}history/")),
    View("a link to send", "tor", _new_link),
    View("a mapping that is new", "amina", _about_amina("mapping/")),
    View("a mapping that is done", "tor", _at("{yusuf}mapping/")),
    View("a question on cards", "amina", _about_amina("mapping/reading/")),
    View("questions in rows", "amina", _about_amina("mapping/able/")),
    View("certificates and dates", "tor", _at("{yusuf}mapping/certificates/")),
    View("what somebody needs", "tor", _at("{yusuf}mapping/needs/")),
    View("a mapping without a network", "amina", _mapping_without_network),
    View("the gap", "tor", _at("{yusuf}gap/")),
    View("the gap for the Norwegian teacher", "nina", _at("{yusuf}gap/")),
    View("a judgement of the progression without words", "nina", _sent_empty("{yusuf}gap/", "progression")),
    View("an agreement that nobody has made", "tor", _at("{yusuf}agreement/")),
    View("a week that is not written", "tor", _at("{yusuf}time/")),
    View("a week with shifts and study", "tor", _at("{samira}time/")),
    View("a week that cannot be read", "tor", _sent_empty("{yusuf}time/", "time")),
    View("a participant whose certificate was revoked", "tor", _at("{samira}")),
    View("certificates for the group", "tor", _at(f"{COURSE}/certificates/")),
    View("an issuing that has begun", "tor", _at("{issuing}")),
    View("an issuing that is done", "tor", _at("{issued}")),
    View("the name that a teacher asks for", "zahra", unit("Min plan")),
    View("what a certificate rests on", "tor", _at("{yusuf}certificate/")),
    View("what is stored about oneself", "yusuf", _at("{yusuf}data/")),
    View("the teacher's plan page", "tor", unit("Min plan")),
    View("the teacher's words page", "tor", unit("Ord om trygt arbeid")),
    View("the words for the wall", "tor", words_for_the_wall),
    View("the teacher's certificates page", "tor", unit("Beviset mitt")),
    View("Studio", "tor", _at("/studio/")),
    View("the plan in Studio", "tor", studio("Min plan")),
    View("the words in Studio", "tor", studio("Ord om trygt arbeid")),
    View("the words in Studio with a mistake", "tor", _studio_without_words),
    View("the certificate in Studio", "tor", studio("Beviset mitt")),
    View("the outbox", "tor", _at("/outbox/")),
    View("the adviser's group", "per", _at(f"{COURSE}/group/")),
    View("the adviser's participant", "per", _at(f"{{yusuf}}?goal={GOAL}")),
)


class People:
    """Everybody at a screen of their own, signed in once."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser = browser
        self.site = site
        self.pages: dict[str, Page] = {}

    def page(self, username: str, width: int = 1280) -> Page:
        """Return the person's page at that width; anyone who is not signed in is the empty name."""
        if username not in self.pages:
            # Nothing turns or slides while it is measured.
            context = self.browser.new_context(base_url=self.site.url, locale="nb", reduced_motion="reduce")
            page = self.pages[username] = context.new_page()
            if username:
                sign_in(page, self.site, username)
        page = self.pages[username]
        page.set_viewport_size({"width": width, "height": 800})
        return page


def prepare(people: People) -> Places:
    """Let people make what some views show: links to a mentor, one of them used, and a certificate that is revoked."""
    long_word, long_term = _practised_once(people.page("joy"))
    later(people, weeks=3)
    tor = people.page("tor")
    tor.goto(f"{COURSE}/group/")
    yusuf, samira = (_address_of(tor, name) for name in ("Yusuf Ali", "Samira Haddad"))
    open_link = ask_mentor(tor, yusuf, "Kari")
    used_link = ask_mentor(tor, yusuf, "Ola")
    people.page(ANYONE).goto(used_link)
    people.page(ANYONE).locator("[value=not_me]").click()
    revoked = _revoked(people, samira)
    issued = _asked_for(people, "pawel", "Pawel Zielinski")
    expect(tor.get_by_role("heading", name="De fikk bevis")).to_be_visible()
    tor.goto(f"{COURSE}/certificates/")
    tor.locator("button[value=ask_names]").click()
    tor.route("**/certificates/*/", _as_a_look)
    issuing = _asked_for(people, "nadia", "Nadia Rahimi")
    return Places(
        open_link,
        used_link,
        _number_of_kofi(people),
        _shared(people.page("kofi")),
        revoked,
        yusuf,
        samira,
        issuing,
        issued,
        long_word,
        long_term,
    )


def _practised_once(page: Page) -> tuple[str, str]:
    """Give up words until a long one comes, then stop; return that word and its term."""
    a_round(page, Places())
    while len(word := _give_up(page)) < 15:
        page.locator(f"{TASK} [data-next]").click()
    term = str(page.locator(TASK).get_attribute("data-term"))
    page.locator("[data-finish]").click()
    expect(page.get_by_role("heading", name="Ferdig for i dag")).to_be_visible()
    return word, term


def later(people: People, *, days: int = 0, weeks: int = 0) -> None:
    """Let the preview's clock go forward."""
    page = people.page("amina")
    page.goto("/clock/")
    for button in ["day"] * days + ["week"] * weeks:
        before = page.locator(".preview-time").inner_text()
        page.locator(f"button[value={button}]").click()
        expect(page.locator(".preview-time")).not_to_have_text(before)


def _address_of(page: Page, name: str) -> str:
    href = page.locator("table").get_by_role("link", name=name).first.get_attribute("href")
    return str(href).partition("?")[0]


def _number_of_kofi(people: People) -> str:
    page = people.page("kofi")
    unit("Beviset mitt")(page, Places())
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator(".bk-next").inner_text())[0]


def _shared(page: Page) -> str:
    """Let somebody who looks at their certificate make a link to it."""
    page.locator("form[data-handler=share] button").evaluate("button => button.closest('form').requestSubmit()")
    return page.locator(".bk-link-alone").inner_text()


def _as_a_look(route: Route) -> None:
    """Let a page that goes on by itself only ask how far it has come: it stands still to be looked at."""
    route.continue_(method="GET") if route.request.method == "POST" else route.continue_()


def _asked_for(people: People, username: str, name: str) -> str:
    """Let somebody confirm their name, and the teacher ask for their certificate; return where that is followed."""
    page = people.page(username)
    unit("Beviset mitt")(page, Places())
    page.locator("form[data-handler=confirm_name] button").first.click()
    expect(page.locator(".bk-next")).to_have_count(0)
    tor = people.page("tor")
    tor.goto(f"{COURSE}/certificates/")
    tor.get_by_label(name).check()
    tor.get_by_role("button", name="Utsted til dem jeg har krysset av").click()
    expect(tor.locator("progress")).to_be_visible()
    return urlparse(tor.url).path


def _revoked(people: People, address: str) -> str:
    """Issue Samira's certificate and revoke it."""
    samira = people.page("samira")
    unit("Beviset mitt")(samira, Places())
    samira.locator("form[data-handler=confirm_name] button").first.click()
    expect(samira.locator(".bk-next")).to_have_count(0)
    tor = people.page("tor")
    tor.goto(address)
    tor.locator("[name=name_checked]").check()
    tor.locator("button[value=issue]").click()
    expect(tor.locator(".bk-issued button[value=revoke]")).to_be_attached()
    number = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", tor.locator(".bk-issued").inner_text())[0]
    tor.locator("details", has=tor.locator("button[value=revoke]")).evaluate("it => { it.open = true }")
    tor.locator("[name=reason]:visible").last.fill("Beviset hadde feil antall timer.")
    tor.locator("button[value=revoke]").click()
    tor.wait_for_load_state()
    return number
