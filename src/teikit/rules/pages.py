"""Rules about setting pages with Typst (OUT2xx)."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "OUT201",
        "typst-error",
        "Typst cannot set the pages.",
        "A Typst template has a mistake, or asks for a file that is not there. The place is in "
        "your template where Typst could tell. A template reads only what lies in its own folder: "
        "pictures and .typ files.",
        '#import "/teikit/template.typ": *\n#let setup = setup.with(paper: "a5"',
        '#import "/teikit/template.typ": *\n#let setup = setup.with(paper: "a5")',
    ),
    Rule(
        "OUT202",
        "typst-package",
        "A Typst template asks for a package from the network.",
        "teikit works offline, so that an edition can be built again in twenty years. Put the "
        "files of the package beside your template, and import them by their names.",
        '#import "@preview/droplet:0.3.1": dropcap',
        '#import "droplet.typ": dropcap',
    ),
    Rule(
        "OUT203",
        "missing-characters",
        "No font has some of the characters.",
        "teikit brings fonts for Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic and "
        "Devanagari. Other scripts need a font of yours: put it into a folder and name the folder "
        "as a font path. Without one, the PDF shows empty boxes, and is not PDF/UA.",
        '<foreign xml:lang="syr">ܐܒܐ</foreign>',
        "Noto Sans Syriac in a folder that is named as a font path",
        Severity.WARNING,
    ),
    Rule(
        "OUT204",
        "no-template",
        "The Typst template cannot be read.",
        "Check the path of the template; it counts from the folder you are in, or from the folder "
        "of teikit.toml where it is named there.",
        "pages/tempalte.typ",
        "pages/template.typ",
    ),
    Rule(
        "OUT205",
        "not-accessible",
        "The PDF does not meet PDF/UA, so some readers cannot use all of it.",
        "teikit sets tagged PDF that screen readers can follow (PDF/UA-1). Something of the "
        "document or of your template is in the way, such as a heading that skips a level. The PDF "
        "is made all the same, tagged but without the promise.",
        '#heading(level: 1)[A]\n#heading(level: 3, "B")',
        '#heading(level: 1)[A]\n#heading(level: 2, "B")',
        Severity.WARNING,
    ),
    Rule(
        "OUT206",
        "too-deep-for-pages",
        "Elements are nested too deeply to be set on pages.",
        "Typst sets about 60 levels of elements inside each other. No printed page needs more; "
        "look for lists or emphasis that were wrapped again and again by mistake.",
        "<hi><hi><hi>… sixty times …</hi></hi></hi>",
        "<hi>…</hi>",
    ),
    Rule(
        "OUT207",
        "typst-warning",
        "Typst warns about something.",
        "The pages are set, but Typst noticed something in your template, often a font family "
        "that is not there. Put the font into a folder and name the folder as a font path.",
        '#let setup = setup.with(fonts: "Garamnod")',
        '#let setup = setup.with(fonts: "EB Garamond")',
        Severity.WARNING,
    ),
    Rule(
        "OUT208",
        "no-picture",
        "A picture cannot be set; its description stands in its place.",
        "Pictures are PNG, JPEG, GIF, WebP or SVG files in the folder of the edition. Nothing is "
        "fetched from the network, and nothing outside that folder is read.",
        '<graphic url="https://example.org/page.jpg"/>',
        '<graphic url="pictures/page.jpg"/>',
        Severity.WARNING,
    ),
    Rule(
        "OUT209",
        "no-tei",
        "There is no TEI document to set on pages.",
        "The stylesheets look for the element TEI in the TEI namespace. Where it is missing, the "
        "file is something else, or the namespace was left out.",
        "<TEI><teiHeader/><text/></TEI>",
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text/></TEI>',
    ),
    Rule(
        "OUT210",
        "no-font-folder",
        "A folder of fonts does not exist.",
        "Font paths name folders with .ttf or .otf files. In teikit.toml they count from its "
        "folder.",
        'fonts = ["fnots"]',
        'fonts = ["fonts"]',
        Severity.WARNING,
    ),
)
