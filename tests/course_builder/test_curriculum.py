"""The bundled curriculum says what the national one says."""

from importlib.resources import files

from bransjekurs.course_builder.curriculum import curriculum_goals


def test_every_goal_of_the_curriculum_is_there_in_its_own_language_form() -> None:
    goals = [goal for goal in curriculum_goals().values() if goal.curriculum == "ROF05-01"]

    assert len(goals) == 31
    assert {goal.language for goal in goals} == {"nn"}
    assert {goal.module for goal in goals} == {"ROFV100", "ROFV101", "ROFV102", "ROFV103"}


def test_the_wording_is_exact() -> None:
    assert curriculum_goals()["KM10689"].wording == (
        "lytte til, forstå og bruke fagterminologi munnleg og skriftleg i arbeidssituasjonar"
    )


def test_each_table_tells_its_source_and_licence() -> None:
    folder = files("bransjekurs.course_builder") / "curricula"
    readme = (folder / "README.md").read_text("utf-8")

    for table in (file.name for file in folder.iterdir() if file.name.endswith(".tsv")):
        row = next(line for line in readme.splitlines() if f"`{table}`" in line)
        assert "NLOD" in row
        assert "Utdanningsdirektoratet" in row
