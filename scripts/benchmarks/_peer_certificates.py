"""The same certificate as others make it: ``certificates.py`` runs this in the peers' own environment.

Reads the printed words as JSON on standard input; prints ``{technique: a second of processor time}``. reportlab draws
lines on a page, pypdf lays them over a template and encrypts with AES, as learning-credentials 0.5.3 does.
"""

import html
import io
import json
import sys
import time
from collections.abc import Callable

import segno
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas
from weasyprint import HTML


def main() -> None:
    """Print the figures."""
    told = json.load(sys.stdin)
    template = _drawn([])
    figures = {
        "reportlab": _rate(lambda: _overlaid(template, _lines(told)), 40),
        "weasyprint": _rate(lambda: HTML(string=_page(told)).write_pdf(pdf_variant="pdf/ua-1"), 15),
    }
    print(json.dumps(figures))


def _rate(act: Callable[[], object], times: int) -> float:
    act()
    start = time.process_time()
    for _ in range(times):
        act()
    return round(times / (time.process_time() - start), 1)


def _lines(told: dict) -> list[str]:
    rows = [" · ".join(row) for row in told["goals"]["rows"]]
    annex = [f"{row['code']} {row['wording']} {'; '.join(row['goals'])}"
             for module in told["annex"]["modules"] for row in module["rows"]]  # fmt: skip
    return [told["heading"], told["course"], told["holder"], told["statement"], *rows, *told["notes"],
            *told["legal"].values(), *annex]  # fmt: skip


def _drawn(lines: list[str]) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    for place, line in enumerate(lines):
        page.setFont("Helvetica", 9)
        page.drawString(50, 800 - place % 55 * 14, line)
    page.showPage()
    page.save()
    return out.getvalue()


def _overlaid(template: bytes, lines: list[str]) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    # learning-credentials merges before it adds, which pypdf 7 refuses: with it no certificate would come out at all.
    page = writer.add_page(PdfReader(io.BytesIO(template)).pages[0])
    page.merge_page(PdfReader(io.BytesIO(_drawn(lines))).pages[0])
    writer.encrypt("", "owner", permissions_flag=4, algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def _page(told: dict) -> str:
    """The same words in the same tables, with a QR code."""
    code = segno.make(told["verify"]["url"], error="m").png_data_uri(scale=4)
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
                   for row in told["goals"]["rows"])  # fmt: skip
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in told["goals"]["columns"])
    rest = "".join(f"<p>{html.escape(line)}</p>" for line in _lines(told)[3 + len(told["goals"]["rows"]) :])
    return (f'<html lang="nb"><head><title>{html.escape(told["title"])}</title></head><body>'
            f"<h1>{html.escape(told['heading'])}</h1><p>{html.escape(told['holder'])}</p>"
            f'<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}'
            f'<img src="{code}" alt="QR"></body></html>')  # fmt: skip


if __name__ == "__main__":
    main()
