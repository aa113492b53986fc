"""Faults that an author can make in the small course: one each, and what must be told."""

PLAN, WORDS, TASK = "kursplan.yaml", "words.csv", "texts/oppgave-avvik.md"
SITUATION, TEXT, SIGN_ALT = "situations/vatt-gulv.yaml", "texts/avvik-og-beskjeder.md", "media/alt.yaml"
SECOND_PLAN = "\n      - {id: a, title: A, block: plan}\n"
GLOVE_ROW = "hanske,hanske,noun"
AFTERCARE = "  - question: aftercare\n    owner: Kommunen\n"
SECOND_AFTERCARE = "  - question: aftercare # to\n    owner: Arbeidsgiveren\n"
B1_AND_NEW = "norwegian: B1\n    experience: none"
IN, COUNTY = "  minimum_hours: 96\n", "  with_whom: Fylkeskommunen"
ACCREDITED = "accreditation:\n  approved_by: NOKUT\n  credits: 0\n  level: Nivå 5.1"
LINES = """lines:
  - who: Yusuf
    text: Hei! Gulvet i gangen er glatt.
  - who: Lederen
    text: Bra at du sier fra. Har du satt fram et skilt?
"""
REPLY = "    instead:\n      - text: Jeg går.\n"
SAME = "    instead:\n      - text: Hei! Gulvet i gangen er glatt.  # her\n        feedback: Nei.\n"

# what was done wrong: file, text, what it becomes, what stands on the line that is told, what the message names
FAULTS: dict[str, tuple[str, str, str, str, str]] = {
    "a field is misspelt": (PLAN, "summary:", "sumary:", "sumary:", "“sumary”"),
    "a field is missing": (PLAN, "    area: Trygt arbeid\n", "", "- id: verneutstyr", "“area”"),
    "a field is empty": (PLAN, "title: Si fra om avvik", 'title: ""', 'title: ""', "“title”"),
    "text where a number belongs": (PLAN, "review_weeks: 3", "review_weeks: tre", "review_weeks:", "a whole number"),
    "a number where text belongs": (PLAN, 'run: "2026"', "run: 2026", "run: 2026", "quotes"),
    "a control character": (PLAN, "title: Start", 'title: "\\aStart"', "\\aStart", "control character"),
    "a date outside the calendar": (PLAN, "start: 2026-10-05", "start: 2026-13-05", "start: 2026-13-05", "month"),
    "a name that no file can have": (PLAN, "text: texts/trygt-arbeid.md", 'text: "\\0"', '"\\0"', "control character"),
    "a date that is none": (PLAN, "start: 2026-10-05", "start: i høst", "start: i høst", "2026-10-05"),
    "an end that is no date": (PLAN, "end: 2026-12-18", "end: til jul", "end: til jul", "2026-10-05"),
    "a kind that we don't have": (PLAN, "kind: norwegian", "kind: norsk", "kind: norsk", "digital_skill"),
    "one thing where a list belongs": (PLAN, "[KM10689]", "KM10689", "curriculum: KM10689", "“curriculum”"),
    "a list where fields belong": (PLAN, "\n  workplace: 48", "\n  workplace: [48]", "workplace: [48]", "number"),
    "a value where fields belong": (PLAN, "    - name: Tor Bakken\n      title: Lærer", "    - Tor", "- Tor", "fields"),
    "a judge that we don't have": (PLAN, "[norwegian_teacher, teacher]", "[rektor]", "judged_by: [rektor]", "teacher"),
    "an outcome with another's id": (PLAN, "- id: merking", "- id: verneutstyr  # her", "# her", "already used"),
    "a module with another's id": (PLAN, "- id: min-plan", "- id: start  # her", "# her", "already used"),
    "a word with another's id": (WORDS, "glatt,glatt,adj", "melde,glatt,adj", "melde,glatt", "already used"),
    "an id with a special letter": (WORDS, "rengjoringsm", "rengjøringsm", "middel,reng", "“rengjøringsmiddel”"),
    "an organisation with a space": (PLAN, "fjordbyen", "fjord byen", "fjord byen", "address"),
    "a word for an unknown outcome": (WORDS, "A2,timer,avvik", "A2,ferie,avvik", "ferie", "“ferie”"),
    "a word in an unknown module": (WORDS, "A2,timer,avvik-og", "A2,timer,og", "timer,og-beskjeder", "“og-beskjeder”"),
    "a question on an unknown outcome": (PLAN, "outcomes: [avvik]", "outcomes: [skade]", "[skade]", "“skade”"),
    "a unit on an unknown outcome": (PLAN, "[avvik, timer, fagord]", "[avvik, timer, ord]", "timer, ord]", "“ord”"),
    "a goal that is not in the curriculum": (PLAN, "KM10689", "KM99999", "KM99999", "“KM99999”"),
    "no hours in an arena": (PLAN, "online: 30", "online: 0", "online: 0", "“online”"),
    "fewer than no hours": (PLAN, "classroom: 42", "classroom: -1", "classroom: -1", "“classroom”"),
    "no week between reviews": (PLAN, "review_weeks: 3", "review_weeks: 0", "review_weeks: 0", "“review_weeks”"),
    "more hours asked than planned": (PLAN, "minimum_hours: 96", "minimum_hours: 200", "minimum_hours", "200"),
    "no plan in the course": (PLAN, "        block: plan", "        task: texts/oppgave-avvik.md", "modules:", "plan"),
    "two plans in the course": (PLAN, "block: plan\n", f"block: plan\n{SECOND_PLAN}", "{id: a", "plan"),
    "an empty unit": (PLAN, "        text: texts/avvik-og-beskjeder.md\n", "", "- id: les-avvik", "“les-avvik”"),
    "a question without a right answer": (PLAN, "                right: true\n", "", "choices:", "right: true"),
    "an end before the start": (PLAN, "end: 2026-12-18", "end: 2025-12-18", "end: 2025", "before"),
    "an unknown picture": (PLAN, "media/renhold.png", "media/bilde.png", "bilde.png", "“media/bilde.png”"),
    "a picture that is none": (PLAN, "media/renhold.png", "media/skilt.svg", "image: media/skilt", "PNG"),
    "an unknown file": (PLAN, "texts/oppgave-avvik.md", "texts/oppgave.md", "oppgave.md", "“texts/oppgave.md”"),
    "a file outside the folder": (PLAN, "texts/oppgave-avvik.md", "../../passord.md", "passord.md", "outside"),
    "a text without a title": (TASK, "title: Oppgave på jobben\n", "", "language", "“title”"),
    "a text in an unknown language": (TASK, "language: nb", "language: no", "language", "“language”"),
    "broken YAML in a text": (TASK, "title: O", 'title: "O', "language: nb", "YAML"),
    "a column is missing": (WORDS, "lemma,word_class", "lemma,klasse", "id,lemma", "“word_class”"),
    "a word without explanation": (WORDS, "Lett å skli på.", "", "glatt,glatt", "“definition”"),
    "a word class that we don't have": (WORDS, "glatt,glatt,adjective", "glatt,glatt,adj", "glatt,glatt", "adjective"),
    "a level that we don't have": (WORDS, "hanskene] før du vasker toalettet.,A2", "hanskene] før.,A9", "A9", "A1"),
    "too few forms": (WORDS, "hansken | hansker | hanskene", "hansken | hansker", GLOVE_ROW, "sg_def"),
    "an example without the word": (WORDS, "[hanskene]", "hanskene", GLOVE_ROW, "brackets"),
    "an example with the word twice": (WORDS, "[hanskene] før", "[hanskene] [hansken] før", GLOVE_ROW, "brackets"),
    "an example with another word": (WORDS, "[hanskene]", "[vottene]", GLOVE_ROW, "“vottene”"),
    "parts that make another word": (WORDS, "fare+symbol", "farge+symbol", "faresymbol,", "fargesymbol"),
    "a noun without gender": (WORDS, "hanske,noun,m,", "hanske,noun,,", GLOVE_ROW, "no gender"),
    "a verb with gender": (WORDS, "melde,verb,,", "melde,verb,m,", "melde,melde", "no noun"),
    "the wrong gender": (WORDS, "hanske,noun,m,", "hanske,noun,n,", GLOVE_ROW, "“et”"),
    "one of two genders": (WORDS, "dosering,noun,m f,", "dosering,noun,m,", "dosering,", "en/ei"),
    "the wrong form": (WORDS, "meldte | meldt", "meldet | meldt", "melde,melde", "“meldte”"),
    "the wrong form of a compound": (WORDS, "timelister |", "timelistar |", "timeliste,", "timelister"),
    "a word that the dictionary lacks": (WORDS, "glatt,glatt,", "glatt,glætt,", "glætt", "Bokmålsordboka"),
    "a wording that differs": (PLAN, "[KM10672]", "[KM10672 blande ulike middel]", "KM10672", "KM10672"),
    "hours that don't add up": (PLAN, "{online: 10,", "{online: 11,", "  online: 30", "31"),
    "fewer than no hours in a module": (PLAN, "{online: 10,", "{online: -10,", "{online: -10,", "less than 0"),
    "a question without an owner": (PLAN, "owner: Norsklæreren", "owner: # ingen", "# ingen", "“owner”"),
    "a question that nobody asks": (PLAN, "question: finances", "question: penger", "penger", "aftercare"),
    "a question that is left out": (PLAN, AFTERCARE, "", "responsibilities:", "aftercare"),
    "a question with two owners": (PLAN, AFTERCARE, f"{AFTERCARE}{SECOND_AFTERCARE}", "aftercare # to", "already"),
    "groups too far apart": (PLAN, "norwegian: A2\n    experience: none", B1_AND_NEW, "Du har jobbet med", "too far"),
    "a level in the trade that we don't have": (PLAN, "listening: A2", "listening: C1", "listening: C1", "A1, A2"),
    "a skill that is left out": (PLAN, ", digital: now_and_then", "", "basic_skills", "“digital”"),
    "insurance by nobody": (PLAN, "På kurset\n    who: Kommunen", "På kurset", "part: På kurset", "“who”"),
    "a partner that we don't have": (PLAN, "kind: nav", "kind: skole", "kind: skole", "voluntary_organisation"),
    "a certificate that never is valid": (PLAN, "valid_years: 2", "valid_years: 0", "valid_years: 0", "more than 0"),
    "a certificate in a language twice": (PLAN, IN, f"{IN}  languages: [nb, nb]\n", "languages:", "each once"),
    "a certificate in no language": (PLAN, IN, f"{IN}  languages: []\n", "languages:", "one or more"),
    "a language that we don't have": (PLAN, IN, f"{IN}  languages: [nb, de]\n", "languages:", "nb, nn, en"),
    "prior learning that is asked for": (PLAN, COUNTY, f"{COUNTY}\n  required: true", "required: true", "Only a test"),
    "a module without credits": (PLAN, COUNTY, f"{COUNTY}\n{ACCREDITED}", "credits: 0", "more than 0"),
    "a module for nobody": (PLAN, "part: specialised", "part: ekstra", "part: ekstra", "common"),
    "an unknown situation": (PLAN, "vatt-gulv.yaml", "gulv.yaml", "situations/gulv.yaml", "“situations/gulv.yaml”"),
    "a situation for an unknown outcome": (SITUATION, "[avvik, fagord]", "[avvik, ord]", "outcomes", "“ord”"),
    "a situation with an unknown word": (SITUATION, "[melde, avvik]", "[melde, skilt]", "terms", "“skilt”"),
    "a situation with another's id": (SITUATION, "vatt-gulv-i-gangen", "glatt-gulv", "id: glatt", "kursplan.yaml"),
    "a situation without its pieces": (SITUATION, LINES, "", "kind: dialogue", "“lines”"),
    "a situation with another's pieces": (SITUATION, "terms:", "steps: [Si fra]\nterms:", "steps:", "“steps”"),
    "steps that may change places where there are none": (
        SITUATION,
        "terms:",
        "any_order: [1-2]\nterms:",
        "any_order",
        "“any_order”",
    ),
    "a reply without a reason": (SITUATION, "glatt.\n", f"glatt.\n{REPLY}", "- text: Jeg går.", "“feedback”"),
    "a reply that is the line itself": (SITUATION, "glatt.\n", f"glatt.\n{SAME}", "# her", "twice"),
    "a situation without a right answer": (SITUATION, "      right: true\n", "", "choices", "right: true"),
    "a situation without a person": (SITUATION, "who: Lederen", "who: # ingen", "# ingen", "“who”"),
    "a picture that is not there": (TEXT, "(media/skilt.svg)", "(media/skiltet.svg)", "skiltet", "skiltet.svg”"),
    "a picture without text alternative": (TEXT, "![Et gult skilt]", "![]", "![]", "media/alt.yaml"),
    "an empty text alternative": (SIGN_ALT, "Et skilt ved døra.", '""', "dor.svg", "in quotes"),
    "a misspelt word in a text": (TEXT, "setter fram", "seterr fram", "seterr", "“seterr”"),
    "a misspelt word in the plan": (PLAN, "Kast den og ta en ny.", "Kasst den og ta en ny.", "Kasst", "“Kasst”"),
    "a misspelt word in a situation": (SITUATION, "Gulvet i gangen", "Gullvet i gangen", "Gullvet", "“Gullvet”"),
    "a misspelt explanation": (WORDS, "Det du har på hendene.", "Det du har på henndene.", "henndene", "“henndene”"),
    "a misspelt text alternative": (SIGN_ALT, "ved døra", "ved dørra", "dørra", "“dørra”"),
}  # fmt: skip
