"""Words, outcomes and plans for the domain's tests: as an author could have written them, and stored nowhere."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bransjekurs.domain.course import ArenaHours, CertificateRules, Course, Signatory
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source
from bransjekurs.domain.outcome import Arena, Outcome, OutcomeKind
from bransjekurs.domain.plan import Goal, Judgement, Verdict
from bransjekurs.domain.vocabulary import Form, Gender, Term, WordClass

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)

_TAGS = {
    WordClass.NOUN: ("sg_indef", "sg_def", "pl_indef", "pl_def"),
    WordClass.VERB: ("inf", "pres", "past", "perf", "imp"),
    WordClass.ADJECTIVE: ("pos", "neuter", "plural", "comp", "sup"),
    WordClass.OTHER: (),
}


def word(lemma: str, word_class: WordClass, genders: str, forms: str, example: str, also: str = "") -> Term:
    """A term; ``forms`` stand in the order of the table, variants with a slash between, as in a words file."""
    cells = [cell.strip() for cell in forms.split("|")] if forms else []
    return Term(
        id=lemma.casefold(),
        lemma=lemma,
        word_class=word_class,
        definition=f"Hva {lemma} er.",
        example=example,
        outcomes=("verneutstyr",),
        genders=tuple(Gender(gender) for gender in genders.split()),
        forms=tuple(
            Form(tag, tuple(cell.split("/")))
            for tag, cell in zip(_TAGS[word_class], cells, strict=False)
            if cell != "-"
        ),
        also=tuple(also.split()),
    )


_NOUN, _VERB, _ADJECTIVE, _OTHER = WordClass.NOUN, WordClass.VERB, WordClass.ADJECTIVE, WordClass.OTHER
TERMS = {
    term.id: term
    for term in (
        word(
            "verneutstyr",
            _NOUN,
            "n",
            "verneutstyr | verneutstyret | verneutstyr | verneutstyrene/verneutstyra",
            "Ta på deg [verneutstyr] før du begynner.",
        ),
        word("hanske", _NOUN, "m", "hanske | hansken | hansker | hanskene", "Ta på deg [hanskene] før du vasker."),
        word(
            "vernebrille",
            _NOUN,
            "m f",
            "vernebrille | vernebrillen/vernebrilla | vernebriller | vernebrillene",
            "Hvor er [vernebrilla] mi?",
        ),
        word(
            "faresymbol",
            _NOUN,
            "n",
            "faresymbol | faresymbolet | faresymboler/faresymbol | faresymbolene/faresymbola",
            "Det er et [faresymbol] på flaska.",
        ),
        word(
            "rengjøringsmiddel",
            _NOUN,
            "n",
            "rengjøringsmiddel | rengjøringsmiddelet | rengjøringsmidler/rengjøringsmiddel"
            " | rengjøringsmidlene/rengjøringsmidla",
            "Ha litt [rengjøringsmiddel] i vannet.",
        ),
        word("vakt", _NOUN, "m f", "vakt | vakten/vakta | vakter | vaktene", "I dag begynner [vakta] klokka seks."),
        word("kafé", _NOUN, "m", "kafé | kafeen | kafeer | kafeene", "Hun vasker en [kafé] i byen."),
        word("fortynne", _VERB, "", "fortynne | fortynner | fortynnet/fortynna | fortynnet/fortynna | fortynn",
             "Du må [fortynne] middelet."),
        word("åpne", _VERB, "", "åpne | åpner | åpnet/åpna | åpnet/åpna | åpne", "Hun [åpnet] vinduet først."),
        word("brannfarlig", _ADJECTIVE, "", "brannfarlig | brannfarlig | brannfarlige | - | -",
             "Middelet er [brannfarlig]."),
        word("ærlig", _ADJECTIVE, "", "ærlig | ærlig | ærlige | ærligere | ærligst", "Vær [ærlig] når noe går galt."),
        word("HMS", _OTHER, "", "", "Spør lederen om [HMS]."),
    )
}  # fmt: skip


# Words for the table of answers alone; ``also`` holds nynorsk and what people say at work.
MORE_TERMS = {
    term.id: term
    for term in (
        word("støvsuger", _NOUN, "m", "støvsuger | støvsugeren | støvsugere | støvsugerne",
             "Hent [støvsugeren] i skapet.", "støvsugar"),
        word("nødutgang", _NOUN, "m", "nødutgang | nødutgangen | nødutganger | nødutgangene",
             "Det skal ikke stå noe foran [nødutgangen].", "naudutgang"),
        word("gulv", _NOUN, "n", "gulv | gulvet | gulv | gulvene/gulva", "Vask [gulvet] til slutt.", "golv"),
        word("vaskebøtte", _NOUN, "m f", "vaskebøtte | vaskebøtten/vaskebøtta | vaskebøtter | vaskebøttene",
             "Fyll [vaskebøtta] med vann.", "bøtte"),
        word("såpe", _NOUN, "m f", "såpe | såpen/såpa | såper | såpene", "Bruk lite [såpe].", ""),
        word("hånd", _NOUN, "m f", "hånd | hånden/hånda | hender | hendene", "Vask [hendene] ofte.", "hand"),
        word("melde", _VERB, "", "melde | melder | meldte | meldt | meld", "Du må [melde] fra til lederen.", ""),
        word("tørke", _VERB, "", "tørke | tørker | tørket/tørka | tørket/tørka | tørk",
             "Han [tørker] bordet.", "turke"),
        word("ren", _ADJECTIVE, "", "ren | rent | rene | renere | renest", "Nå er gulvet [rent].", "rein"),
        word("skitten", _ADJECTIVE, "", "skitten | skittent | skitne | skitnere | skitnest",
             "Kluten er [skitten].", "skiten"),
        word("giftig", _ADJECTIVE, "", "giftig | giftig | giftige | giftigere | giftigst", "Middelet er [giftig].", ""),
        word("sikkerhetsdatablad", _NOUN, "n",
             "sikkerhetsdatablad | sikkerhetsdatabladet | sikkerhetsdatablad"
             " | sikkerhetsdatabladene/sikkerhetsdatablada",
             "Les [sikkerhetsdatabladet] først.", "tryggleiksdatablad"),
    )
}  # fmt: skip


def outcome(name: str = "verneutstyr", **changes: object) -> Outcome:
    """An outcome that anybody's plan could hold."""
    plain = Outcome(name, "Trygt arbeid", OutcomeKind.TRADE_SKILL, f"Kunne {name}", f"Du kan {name}.")
    return replace(plain, **changes)


def judgement(verdict: Verdict = Verdict.ATTAINED, *basis: int, role: str = "teacher") -> Judgement:
    """Tor's judgement."""
    return Judgement(verdict, "Gjør dette uten hjelp.", 7, role, NOW, basis or (1,))


def goal(name: str = "verneutstyr", verdict: Verdict | None = None, *basis: int, **changes: object) -> Goal:
    """A goal, judged if a verdict is given."""
    judged = judgement(verdict, *basis) if verdict else None
    return replace(Goal(outcome(name)), judgement=judged, **changes)


def seen(
    number: int = 1,
    outcome_id: str = "verneutstyr",
    observed: Observed = Observed.ALONE,
    at: datetime = NOW,
    by: str = "Kari",
    source: Source = Source.MENTOR,
    arena: Arena = Arena.WORKPLACE,
) -> Evidence:
    """What somebody saw."""
    return Evidence(outcome_id, arena, source, str(number), "mentor", at, Observation(observed), by_name=by, id=number)


COURSE = Course(
    title="Renhold",
    outcomes=(outcome("verneutstyr"), outcome("merking"), outcome("timer", required=False)),
    hours=(ArenaHours(Arena.CLASSROOM, 42), ArenaHours(Arena.WORKPLACE, 48)),
    certificate=CertificateRules("usage", "Forbereder til arbeid.", 96, (Signatory("Tor Bakken", "Lærer"),)),
)
