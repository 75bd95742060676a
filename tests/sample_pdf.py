"""Draws samples/solberg.pdf, the CV of an invented glaciologist: `python tests/sample_pdf.py`."""

from __future__ import annotations

from pathlib import Path

from pdf_writer import pdf, width

SAMPLE = Path(__file__).parent.parent / "samples" / "solberg.pdf"
LEFT, TEXT, RIGHT = 72.0, 162.0, 540.0
TOP, BOTTOM = 720.0, 128.0
PITCH = 12.0

POSITIONS = [
    (
        "2022 - present",
        "Senior Research Scientist",
        "Institute of Cold Waters, Tromsund, Norway",
        ["Leads a group of four on the drainage of lakes under ice sheets.", "Runs two field camps a year."],
    ),
    (
        "2019 - 2022",
        "Postdoctoral Fellow",
        "Department of Earth Surface, University of Kestrel Bay, Canada",
        ["Built a network of forty seismometers on the Halvard Glacier."],
    ),
    ("2014 - 2015", "Field Assistant", "Polar Station Ny Lykke, Svalbard", []),
]
EDUCATION = [
    ("2015 - 2019", "PhD in Glaciology", "University of Kestrel Bay, Canada"),
    ("2012 - 2014", "MSc in Physics of the Earth", "University of Tromsund, Norway"),
    ("2009 - 2012", "BSc in Physics", "University of Tromsund, Norway"),
]
ARTICLES = [
    "I. Solberg, T. Okonjo and M. Varga. Lakes below the Halvard Glacier drain within a single day of "
    "spring. Journal of Imaginary Glaciology 71(3), 201–219, 2025.",
    "T. Okonjo* and I. Solberg*. Listening to ice: icequakes as a thermometer of glacier beds. Annals of "
    "Cold Regions 44, 12–30, 2024.",
    "I. Solberg. Water under stress. Reviews of the Frozen Earth 9(1), 1–44, 2023.",
    "M. Varga, I. Solberg, L. Petit and A. Brandvold. A catalogue of four thousand crevasses seen from the "
    "air and measured on the ground. Earth Surface Letters 18, e2022, 2022.",
    "I. Solberg and L. Petit. Seismic noise of subglacial rivers after rain. Journal of Imaginary "
    "Glaciology 67(2), 88–97, 2021.",
    "I. Solberg, A. Brandvold and T. Okonjo. Basal friction from tides. Annals of Cold Regions 40, 77–90, "
    "2020.",
    "A. Brandvold and I. Solberg. Snow on sea ice: a simple model and its well-known limits. Polar Notes "
    "12, 5–11, 2018.",
]
PROCEEDINGS = [
    "I. Solberg and M. Varga. Warning of outburst floods from sound alone. In Proceedings of the Third "
    "Workshop on Hazards of Ice, Kestrel Bay, pages 14–21, 2023.",
    "I. Solberg. What a thousand icequakes have in common. In Northern Seismology Meeting, Tromsund, 2019.",
]
AWARDS = [
    ("Silver Crampon of the Society for Glaciers and Snow", "2024"),
    ("Best Thesis, Faculty of Science, University of Kestrel Bay", "2019"),
]


class Sheet:
    """Lines of drawing, page by page, from top to bottom."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.y = TOP

    def draw(self, x: float, font: str, text: str, *, right: bool = False) -> None:
        self.pages[-1].append(f"{'r' if right else ''}{x:.1f} {self.y:.1f} {font} {text}")

    def down(self, distance: float) -> None:
        self.y -= distance
        if self.y < BOTTOM:
            self.pages.append([])
            self.y = TOP

    def heading(self, text: str) -> None:
        if self.y < BOTTOM + 2 * PITCH:
            self.y = 0
        self.down(PITCH)
        self.draw(LEFT, "B12#1f4e79", text)
        self.pages[-1].append(f"rule {LEFT} {RIGHT} {self.y - 4:.1f}")
        self.down(1.6 * PITCH)

    def paragraph(self, x: float, text: str) -> None:
        """Justified text; a page may break within it."""
        words = text.split()
        while words:
            line = [words.pop(0)]
            while words and width(" ".join([*line, words[0]]), 10) <= RIGHT - x:
                line.append(words.pop(0))
            room = RIGHT - x - sum(width(word, 10) for word in line)
            space = room / (len(line) - 1) if words and len(line) > 1 else width(" ", 10)
            at = x
            for word in line:
                self.draw(at, "R10", word)
                at += width(word, 10) + space
            self.down(PITCH)

    def numbered(self, label: str, texts: list[str]) -> None:
        for number, text in zip(range(len(texts), 0, -1), texts, strict=True):
            self.draw(LEFT, "R10", f"[{label}{number}]")
            self.paragraph(LEFT + 30, text)
            self.down(5)


def pages() -> list[str]:
    """The pages of the sample, in the notation of `pdf_writer`."""
    sheet = Sheet()
    sheet.draw(LEFT, "B20", "Ingrid Solberg")
    sheet.down(20)
    address, page = "ingrid.solberg@coldwaters.example", "https://coldwaters.example/solberg"
    sheet.draw(LEFT, "R9", f"{address} | coldwaters.example/solberg | Tromsund, Norway")
    x0 = LEFT + width(f"{address} | ", 9)
    x1 = x0 + width("coldwaters.example/solberg", 9)
    sheet.pages[-1].append(f"link {x0:.1f} {sheet.y - 3:.1f} {x1:.1f} {sheet.y + 8:.1f} {page}")
    sheet.down(PITCH)
    sheet.heading("Positions")
    for dates, role, place, lines in POSITIONS:
        sheet.draw(LEFT, "R10", dates)
        sheet.draw(TEXT, "B10", role)
        sheet.down(PITCH)
        sheet.draw(TEXT, "I10", place)
        sheet.down(PITCH)
        for line in lines:
            sheet.draw(TEXT, "R10", "•")
            sheet.paragraph(TEXT + 12, line)
        sheet.down(6)
    sheet.heading("Education")
    for dates, degree, school in EDUCATION:
        sheet.draw(LEFT, "R10", dates)
        sheet.draw(TEXT, "B10", degree)
        sheet.down(PITCH)
        sheet.draw(TEXT, "R10", school)
        sheet.down(PITCH + 6)
    sheet.heading("Journal Articles")
    sheet.draw(LEFT, "R9", "* equal contribution")
    sheet.down(1.5 * PITCH)
    sheet.numbered("J", ARTICLES)
    sheet.heading("Conference Papers")
    sheet.numbered("C", PROCEEDINGS)
    sheet.heading("Awards")
    for award, year in AWARDS:
        sheet.draw(LEFT, "R10", award)
        sheet.draw(RIGHT, "R10", year, right=True)
        sheet.down(PITCH)
    count = len(sheet.pages)
    for number, lines in enumerate(sheet.pages, 1):
        lines.append(f"r{RIGHT} 48 R8 Ingrid Solberg - CV - page {number} of {count}")
    return ["\n".join(lines) for lines in sheet.pages]


if __name__ == "__main__":
    SAMPLE.write_bytes(pdf(pages()))
