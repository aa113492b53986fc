"""A small course that owes nothing to our course builder: what any archive may look like."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

Files = dict[str, str | bytes]

PREFIX = "block-v1:fjordbyen+HMS+2027+type@"
TEXT = PREFIX + "html+block@hansker"
QUESTION = PREFIX + "problem+block@velg"
QUESTION_UNIT = PREFIX + "vertical+block@oppgave"
TEXT_UNIT = PREFIX + "vertical+block@les"
MIXED_UNIT = PREFIX + "vertical+block@rett-fram"

_QUESTION = """<problem display_name="Velg hansker"><multiplechoiceresponse>
  <label>Hva har du på hendene?</label>
  <choicegroup type="MultipleChoice">
    <choice correct="true">Hansker</choice>
    <choice correct="false">Votter</choice>
  </choicegroup></multiplechoiceresponse></problem>"""


def course_files() -> Files:
    """Return the files of the course: pointers in the first chapter, everything in its place in the second."""
    return {
        "course/course.xml": '<course url_name="2027" org="fjordbyen" course="HMS"/>',
        "course/course/2027.xml": """<course><chapter url_name="pekere"/>
            <chapter url_name="samlet" display_name="Samlet">
              <sequential url_name="del2" display_name="Del 2">
                <vertical url_name="rett-fram" display_name="Rett fram">
                  <html url_name="kort" display_name="Kort"><p>En <b>kort</b> tekst.</p></html>
                  <video url_name="film" youtube="1.00:x"/>
                </vertical>
                <html url_name="alene" display_name="Uten side"><p>Hei.</p></html>
              </sequential>
            </chapter><wiki slug="HMS"/></course>""",
        "course/chapter/pekere.xml": '<chapter display_name="Pekere"><sequential url_name="del1"/></chapter>',
        "course/sequential/del1.xml": '<sequential display_name="Del 1"><vertical url_name="les"/>'
        '<vertical url_name="oppgave"/></sequential>',
        "course/vertical/les.xml": '<vertical display_name="Les"><html url_name="hansker"/></vertical>',
        "course/vertical/oppgave.xml": '<vertical display_name="Oppgave"><problem url_name="velg"/></vertical>',
        "course/html/hansker.xml": '<html filename="hansker" display_name="Hansker"/>',
        "course/html/hansker.html": '<p>Bruk hansker &amp; briller.<br></p><img src="/static/hanske.svg" alt="">'
        '<a href="/jump_to_id/oppgave">Til oppgaven</a>',
        "course/problem/velg.xml": _QUESTION,
        "course/static/hanske.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "course/policies/2027/policy.json": '{"course/2027": {"display_name": "HMS på norsk"}}',
    }


def write_tar(path: Path, files: Mapping[str, str | bytes], *extra: tarfile.TarInfo) -> Path:
    """Write the files (and empty members of any kind) to a ``.tar.gz``."""
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
        for member in extra:
            tar.addfile(member)
    return path


def write_zip(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files to a ``.zip``."""
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return path
