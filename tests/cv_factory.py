"""Invented CVs: their facts, and Hypothesis strategies for them. `cv_layouts` writes them down.

Every person, title and organisation is made up of the word lists below.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

FIRST_NAMES = (
    "Ada", "Bertil", "Chiara", "Dmitri", "Elif", "Fatou", "Goran", "Hedda", "Jorun", "Kwame", "Lupe", "Mirja",
)  # fmt: skip
LAST_NAMES = (
    "Quist", "Rask", "Sollers", "Thyme", "Ulven", "Vantongeren", "Wexley", "Yarrow", "Zuber", "Corvo",
)  # fmt: skip
TITLE_WORDS = (
    "lichen", "basalt", "tidal", "estuary", "moss", "sediment", "spectral", "granite", "coastal", "glacier",
    "pollen", "alpine", "isotope", "drought", "meadow", "canopy", "harvest", "erosion", "plankton",
    "kelp", "migration", "nesting", "heron", "modelling", "sampling", "mapping", "measuring", "counting",
    "dating", "tracing", "seasonal", "nocturnal", "regional", "buried",
)  # fmt: skip
HOSTILE_WORDS = (
    "C*-rank", "snake_case", "a|b", "<T>", "`code`", "@ada", "#12", "[sic]", "x^2", "R&D", "naïve", "中文",
)  # fmt: skip
VENUES = (
    "Journal of Shore Studies", "Annals of Field Botany", "Northern Soil Letters",
    "Proceedings of the Heath Society", "Quarterly Review of Peat", "Acta Limnologica Borealis",
)  # fmt: skip
ORGANIZATIONS = (
    "University of Norrvik",
    "Teal Bay Institute",
    "Halden Field Station",
    "Museum of Moss",
    "Orrin Labs",
)
ROLES = ("Research Assistant", "Postdoctoral Researcher", "Lecturer", "Field Engineer", "Senior Scientist")
PLACES = ("Norrvik, Norway", "Teal Bay, Canada", "Halden, Sweden")
DEGREES = ("PhD in Ecology", "MSc in Soil Science", "BSc in Biology")
LINES = {
    "Awards": ("Heron Prize for Young Scientists, 2021", "Best Poster of the Peat Days, 2019"),
    "Service": ("Reviewer for Northern Soil Letters", "Member of the board of the Heath Society"),
    "Skills": ("Field sampling", "Spectral imaging", "Statistics in R"),
}


@dataclass(frozen=True)
class Paper:
    title: str
    authors: tuple[str, ...]
    venue: str
    year: int
    section: str = "Publications"


@dataclass(frozen=True)
class Post:
    role: str
    organization: str
    place: str
    dates: str


@dataclass(frozen=True)
class Resume:
    owner: str
    papers: tuple[Paper, ...]
    posts: tuple[Post, ...]
    degrees: tuple[Post, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


names = st.builds("{} {}".format, st.sampled_from(FIRST_NAMES), st.sampled_from(LAST_NAMES))
years = st.integers(2009, 2025)


@st.composite
def titles(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(TITLE_WORDS), min_size=4, max_size=9, unique=True))
    if draw(st.integers(0, 4)) == 0:
        words.insert(draw(st.integers(1, len(words) - 1)), draw(st.sampled_from(HOSTILE_WORDS)))
    return " ".join(words).capitalize()


@st.composite
def papers(draw: st.DrawFn, owner: str) -> Paper:
    authors = draw(st.lists(names.filter(lambda name: name != owner), max_size=5, unique=True))
    authors.insert(draw(st.integers(0, len(authors))), owner)
    return Paper(draw(titles()), tuple(authors), draw(st.sampled_from(VENUES)), draw(years))


@st.composite
def posts(draw: st.DrawFn, roles: tuple[str, ...] = ROLES) -> Post:
    start = draw(st.integers(2005, 2023))
    end = draw(st.one_of(st.just("Present"), st.integers(start + 1, 2024).map(str)))
    organization, place = draw(st.sampled_from(ORGANIZATIONS)), draw(st.sampled_from(PLACES))
    return Post(draw(st.sampled_from(roles)), organization, place, f"{start} - {end}")


def _several(strategy: st.SearchStrategy[Post]) -> st.SearchStrategy[tuple[Post, ...]]:
    stints = st.lists(strategy, min_size=1, max_size=4, unique_by=lambda post: (post.role, post.organization))
    return stints.map(tuple)


@st.composite
def resumes(draw: st.DrawFn) -> Resume:
    owner = draw(names)
    return Resume(
        owner=owner,
        papers=tuple(draw(st.lists(papers(owner), min_size=1, max_size=8, unique_by=lambda p: p.title))),
        posts=draw(_several(posts())),
        degrees=draw(_several(posts(DEGREES))),
        lines=tuple((heading, lines) for heading, lines in LINES.items() if draw(st.booleans())),
    )
