"""Writes a flat ODT of one version; `soffice --convert-to pdf` prints it."""
import re, sys
from pathlib import Path
from xml.sax.saxutils import escape

def inline(t):
    t = escape(t)
    t = re.sub(r"\*\*(.+?)\*\*", r'<text:span text:style-name="B">\1</text:span>', t)
    t = re.sub(r"\*(.+?)\*", r'<text:span text:style-name="I">\1</text:span>', t)
    return t.replace("\t", "<text:tab/>").replace("//", "<text:line-break/>")

def para(style, t): return f'<text:p text:style-name="{style}">{inline(t)}</text:p>'

def table(rows):
    cells = lambda r: "".join(f'<table:table-cell><text:p text:style-name="Cell">{inline(c)}</text:p></table:table-cell>' for c in r)
    return ('<table:table table:style-name="T"><table:table-column table:style-name="C1"/><table:table-column table:style-name="C2"/><table:table-column table:style-name="C3"/>'
            + "".join(f"<table:table-row>{cells(r)}</table:table-row>" for r in rows) + "</table:table>")

def style(name, par="", txt="", parent="Standard", tabs=""):
    return f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"><style:paragraph-properties {par}>{tabs}</style:paragraph-properties><style:text-properties {txt}/></style:style>'

TAB = '<style:tab-stops><style:tab-stop style:position="3cm"/></style:tab-stops>'
RIGHT = '<style:tab-stops><style:tab-stop style:position="16.5cm" style:type="right"/></style:tab-stops>'
NS = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in (("office","office"),("style","style"),("text","text"),("table","table"),("fo","xsl-fo-compatible")))
STYLES = "".join([
    '<style:style style:name="Standard" style:family="paragraph"><style:text-properties style:font-name="Liberation Serif" fo:font-size="12pt" fo:language="en" fo:country="US"/></style:style>',
    style("Name", 'fo:text-align="center"', 'fo:font-size="16pt" fo:font-weight="bold"'),
    style("Center", 'fo:text-align="center"'),
    style("Head", 'fo:margin-top="0.5cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"', 'fo:font-weight="bold" fo:text-transform="uppercase"'),
    style("Sub", 'fo:margin-top="0.2cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"', 'fo:font-style="italic" style:text-underline-style="solid"'),
    style("Dated", 'fo:margin-left="3cm" fo:text-indent="-3cm" fo:margin-bottom="0.1cm"', tabs=TAB),
    style("Hang", 'fo:margin-left="1.2cm" fo:text-indent="-1.2cm" fo:margin-bottom="0.15cm" fo:text-align="justify"'),
    style("Right", 'fo:margin-bottom="0.05cm"', tabs=RIGHT),
    style("In", 'fo:margin-left="1.2cm" fo:margin-bottom="0.1cm"'),
    style("Cell", "", 'fo:font-size="11pt"'),
    style("HeaderP", 'fo:text-align="end"', 'fo:font-size="10pt"'),
])
AUTO = ('<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="T" style:family="table"><style:table-properties style:width="16.5cm"/></style:style>'
        + "".join(f'<style:style style:name="{n}" style:family="table-column"><style:table-column-properties style:column-width="{w}cm"/></style:style>' for n, w in (("C1",3.2),("C2",7.3),("C3",6)))
        + '<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="21.59cm" fo:page-height="27.94cm" fo:margin-top="1.5cm" fo:margin-bottom="2.2cm" fo:margin-left="2.54cm" fo:margin-right="2.54cm"/><style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.5cm"/></style:header-style></style:page-layout>')
out = []
P = lambda s, t: out.append(para(s, t))
H = lambda t: P("Head", t)

P("Name", "Séverine Adeyemi-Clark")
P("Center", "Department of History")
<P("Center", "Ashgrove College, Hempstock")
>P("Center", "University of Wexmoor, Wexmoor")
<P("Center", "sclark@ashgrove.example")
>P("Center", "s.adeyemiclark@wexmoor.example")
H("Employment")
>P("Dated", "2022–present\tAssociate Professor of History, University of Wexmoor")
<P("Dated", "2015–present\tAssistant Professor of History, Ashgrove College")
>P("Dated", "2015–2022\tAssistant Professor (Associate from 2020), Department of History, Ashgrove College")
P("Dated", "2013–2015\tPostdoctoral Fellow, Honors College, Northport University//“Culture and Expression” (2 sections)")
H("Education")
P("Dated", "2013\tPh.D., History, Fairmont University//Dissertation: “Salt and Sovereignty: Tax Farmers of the Western Marsh, 1380–1460”//Advisor: Prof. Maryam Kovacs")
P("Dated", "2007\tM.A., Medieval Studies, Fairmont University")
P("Dated", "2004\tB.A., Humanities, Yarrow College//Cum laude, Distinction in the Humanities Major")
H("Publications")
P("Sub", "Books")
<P("Hang", "*The Salt Farmers: Tax and Power in the Western Marsh*. Under contract, Wexmoor University Press.")
>P("Hang", "*The Salt Farmers: Tax and Power in the Western Marsh, 1380–1460*. Wexmoor: Wexmoor University Press, 2021. Paperback 2023.")
>P("In", "Reviewed in *Marsh Studies* 40 (2022); *Speculation* 97:3 (2022); *Taxes Past* 8 (2023).")
>P("Hang", "*Brine: A History in Twelve Objects*. In progress.")
P("Sub", "Articles and Book Chapters")
>P("Hang", "“A Barge Called Patience: Credit, Kinship, and the River Trade,” *Journal of Fenland History* 55:1 (2023): 44–71.")
<P("Hang", "“Counting in the Dark: Tally Sticks after the Flood,” forthcoming in *Numbers and Their Keepers*, ed. Ottilie Brandt and Femi Okoro.")
>P("Hang", "“Counting in the Dark: Tally Sticks after the Flood,” in *Numbers and Their Keepers*, ed. Ottilie Brandt and Femi Okoro (Ashby: Ashby University Press, 2020), 118–140.")
P("Hang", "“Who Owned the Tide? Foreshore Disputes in Three Parishes,” *Journal of Fenland History* 49:2 (2017): 203–229. Winner, Elsie Tarrant Prize.")
P("Hang", "“Justifying the Toll: Bohemund, Fenric, and the Fall of Saltholm,” *Viatores* 38:2 (2015): 339–349")
P("Hang", "with Tomasz Birnbaum, “Maps without Roads,” in *Ways and Means*, ed. H. Loxley. Northport: Quay, 2014. Pp. 9–31.")
P("Sub", "Under Consideration")
<P("Hang", "“A Barge Called Patience: Credit and Kinship in the River Trade,” submitted to *Journal of Fenland History*")
>P("Hang", "“Acting Out the Audit: Signs and Gestures of Fiscal Trust,” submitted to *Tally Society Journal*")
P("Sub", "Book Reviews")
>P("Hang", "Review of *Harbors of the North*, by Lisa Lindner. *Marsh Studies* 41 (2023): 301–303.")
P("Hang", "Review of *In Old Saltholm: Farming and Society in the Journal of John Warner*, by Claudia Bushnell (Hopewell, 2012). *Northern Historical Review* (October, 2014).")
P("Hang", "Review of *Democratic Dissent and Cultural Fictions*, by Stephen Hartwell (Illyria, 2011). *Northern Magazine* (Winter, 2013).")
H("Fellowships and Awards")
>P("Dated", "2024–2025\tResidential Fellowship, Institute for Fenland Studies")
P("Dated", "2017\tElsie Tarrant Prize for best article, Society of Fenland Historians")
P("Dated", "2016\tFaculty Development Grant, Ashgrove College")
<P("Dated", "2011–2012\tInternational Dissertation Research Fellowship, Council for Learned Research")
>P("Dated", "2011–2012\tInternational Dissertation Research Fellowship, Council for Learned Research (declined second year)")
H("Presentations")
>P("Hang", "“Brine Before Borders.” Plenary, Fenland Historians’ Meeting, Wexmoor, June 2023.")
<P("Hang", "“And Joking, Tell the Toll: Humor and Resistance at the Sluice.” 54th Congress on Medieval Studies (Forthcoming, May 2019)")
>P("Hang", "“And Joking, Tell the Toll: Humor and Resistance at the Sluice.” 54th Congress on Medieval Studies (May 2019)")
P("Hang", "“Remembering Debts in Marsh Chronicles: The Life and Death of Wilhelm Longstride.” Tally Society Conference (November 2016)")
H("Teaching")
ROWS = [("Term", "Course", "Level and institution")]
>ROWS += [("Fall 2023", "HIST 3410: Salt, Silver, Sugar: Commodities and the Making of Markets, 1300–1800", "Undergraduate, University of Wexmoor")]
ROWS += [("Spring 2019, Fall 2020", "HIST 2100: Medieval Worlds", "Undergraduate, Ashgrove College")]
ROWS += [("Fall 2016–18", "HIST 4900: Senior Seminar: Writing about Money before Banks", "Undergraduate (capstone), Ashgrove College")]
out.append(table(ROWS))
H("Service")
>P("Right", "Director of Graduate Studies, University of Wexmoor\t2023–present")
<P("Right", "Library Committee, Ashgrove College\t2016–present")
>P("Right", "Library Committee, Ashgrove College\t2016–2022")
P("Right", "Program Committee, Society of Fenland Historians\t2018")
<P("In", "Manuscript referee: Journal of Fenland History, Marsh Studies")
>P("In", "Manuscript referee: Journal of Fenland History, Marsh Studies, Wexmoor University Press")
H("Languages")
P("In", "French (fluent), Latin, Middle Dutch (reading)")
HEADER = '<style:header><text:p text:style-name="HeaderP">Adeyemi-Clark, Curriculum Vitae – page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>3</text:page-count></text:p></style:header>'
doc = (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
       f"<office:styles>{STYLES}</office:styles><office:automatic-styles>{AUTO}</office:automatic-styles>"
       f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL">{HEADER}</style:master-page></office:master-styles>'
       f'<office:body><office:text>{"".join(out)}</office:text></office:body></office:document>')
Path(sys.argv[0]).with_suffix(".fodt").write_text(doc, encoding="utf-8")
