"""Numbers of people without people: what a report to others may tell (R82, personvern R51)."""

from collections.abc import Mapping

FEWEST = 5


def anonymous(cells: Mapping[str, int]) -> dict[str, int | None]:
    """Return the numbers that may be told of one whole divided into parts; None stands for one that may not.

    No number under five is told, nought included. Where parts are held back, so many are that together they hold at
    least five people and are at least two: else the whole, which is told elsewhere, would give them away.
    """
    held_back = {name for name, count in cells.items() if count < FEWEST}
    told = sorted((name for name in cells if name not in held_back), key=lambda name: cells[name])
    while held_back and told and (len(held_back) < 2 or sum(cells[name] for name in held_back) < FEWEST):
        held_back.add(told.pop(0))
    return {name: None if name in held_back else count for name, count in cells.items()}
