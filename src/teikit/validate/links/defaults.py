"""TEI's pointer attributes and their elements, from schemas/tei-p5.odd.

Made by tools/write_pointers.py; do not edit by hand.
"""

from typing import Final

TEI_POINTERS: Final[dict[str, tuple[str, ...]]] = {
    attribute: tuple(elements.split())
    for attribute, elements in (
        ("active", "relation"),
        ("adj", "node"),
        ("adjFrom", "node"),
        ("adjTo", "node"),
        ("ana", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("calendar", "date docDate origDate time"),
        ("change", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("children", "iNode root"),
        ("class", "msContents msItem msItemStruct"),
        ("code", "occupation socecStatus"),
        ("copyOf", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("corresp", "* {http://www.tei-c.org/ns/Examples}egXML"),
        (
            "datcat",
            (
                "binary c case category cl colloc def entryFree etym f fDecl form fs fsDecl "
                "gen gram gramGrp hom hyph iType lang lbl m mood number numeric oRef orth pRef "
                "pc per phr pos pron re s seg sense string subc syll symbol tagUsage taxonomy "
                "tns usg w xr"
            ),
        ),
        (
            "datingMethod",
            (
                "acquisition affiliation age altIdentifier application author binding birth "
                "bloc change climate conversion country creation custEvent date death district "
                "docDate editor education event eventName faith floruit funder gender geogFeat "
                "geogName idno langKnowledge langKnown licence localProp location mapping "
                "meeting name nationality objectName occupation offset orgName origDate "
                "origPlace origin persName persPronouns placeName population post precision "
                "principal provenance region relation residence resp seal settlement sex "
                "socecStatus sponsor stamp state terrain time title trait unicodeProp "
                "unihanProp unitDecl unitDef"
            ),
        ),
        (
            "datingPoint",
            (
                "acquisition affiliation age altIdentifier application author binding birth "
                "bloc change climate conversion country creation custEvent date death district "
                "docDate editor education event eventName faith floruit funder gender geogFeat "
                "geogName idno langKnowledge langKnown licence localProp location mapping "
                "meeting name nationality objectName occupation offset orgName origDate "
                "origPlace origin persName persPronouns placeName population post precision "
                "principal provenance region relation residence resp seal settlement sex "
                "socecStatus sponsor stamp state terrain time title trait unicodeProp "
                "unihanProp unitDecl unitDef"
            ),
        ),
        (
            "decls",
            (
                "ab back body div div1 div2 div3 div4 div5 div6 div7 facsimile floatingText "
                "front geo gloss graphic group lg listAnnotation media msDesc object p ptr ref "
                "sourceDoc standOff surface surfaceGrp term text u"
            ),
        ),
        ("domains", "altGrp joinGrp linkGrp"),
        ("edRef", "cb gb lb milestone pb refState"),
        (
            "end",
            (
                "annotationBlock binaryObject ellipsis gap incident kinesic media pause post u "
                "vocal writing"
            ),
        ),
        ("exclude", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("fVal", "f"),
        ("facs", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("feats", "fs"),
        ("filter", "equiv"),
        ("follow", "iNode leaf"),
        ("from", "app arc rt span"),
        ("fromUnit", "conversion"),
        ("given", "certainty"),
        (
            "hand",
            (
                "ab add addSpan closer damage damageSpan dateline del delSpan div emph figure "
                "fw head hi label lem line mod note noteGrp opener p path postscript rdg "
                "rdgGrp redo restore retrace rt salute seg signed sp speaker stage subst "
                "substJoin text trailer undo zone"
            ),
        ),
        ("inst", "interp interpGrp span spanGrp"),
        ("lemmaRef", "pc w"),
        (
            "location",
            (
                "case colloc def entryFree etym form gen gram gramGrp hom hyph iType lang lbl "
                "mood number oRef orth pRef per pos pron re sense subc syll tns usg xr"
            ),
        ),
        (
            "mergedIn",
            (
                "case colloc def entryFree etym form gen gram gramGrp hom hyph iType lang lbl "
                "mood number oRef orth pRef per pos pron re sense subc syll tns usg xr"
            ),
        ),
        ("mutual", "relation"),
        ("new", "handShift"),
        ("next", "* {http://www.tei-c.org/ns/Examples}egXML"),
        (
            "nymRef",
            (
                "addName affiliation author birth bloc climate collection country death "
                "district editor education event eventName forename genName geogFeat geogName "
                "institution name nationality objectName occupation offset orgName origPlace "
                "persName placeName population pubPlace region repository residence roleName "
                "rs settlement socecStatus state surname terrain trait"
            ),
        ),
        ("origin", "timeline"),
        ("parent", "iNode leaf"),
        ("parts", "nym"),
        ("passive", "relation"),
        ("perf", "move tech"),
        (
            "period",
            (
                "acquisition affiliation age altIdentifier application author binding birth "
                "bloc change climate conversion country creation custEvent date death district "
                "docDate editor education event eventName faith floruit funder gender geogFeat "
                "geogName idno langKnowledge langKnown licence localProp location mapping "
                "meeting name nationality objectName occupation offset orgName origDate "
                "origPlace origin persName persPronouns placeName population post precision "
                "principal provenance region relation residence resp seal settlement sex "
                "socecStatus sponsor stamp state terrain time title trait unicodeProp "
                "unihanProp unitDecl unitDef"
            ),
        ),
        ("prev", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("property", "citeData"),
        (
            "ref",
            (
                "actor addName affiliation author authority bibl biblFull biblStruct birth "
                "bloc catDesc climate collection correspDesc country dataRef date death "
                "distributor district docAuthor docTitle editor education event eventName "
                "faith forename funder g genName geogFeat geogName institution material "
                "meeting name nationality object objectName objectType occupation offset "
                "orgName origPlace persName placeName population post principal pubPlace "
                "publisher region relation repository residence resp respStmt roleName rs "
                "settlement socecStatus sponsor state surname term terrain time title trait "
                "unitDecl unitDef"
            ),
        ),
        ("rendition", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("replyTo", "post"),
        ("require", "lem rdg rdgGrp"),
        ("resp", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("sameAs", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("scheme", "catRef classCode keywords locus locusGrp occupation socecStatus"),
        ("scribeRef", "handNote handShift scriptNote typeNote"),
        ("scriptRef", "handNote handShift scriptNote typeNote"),
        ("select", "* {http://www.tei-c.org/ns/Examples}egXML"),
        ("since", "when"),
        ("source", "* {http://www.tei-c.org/ns/Examples}egXML"),
        (
            "spanTo",
            (
                "addSpan cb damageSpan delSpan gb index lb metamark milestone mod pb redo "
                "retrace undo"
            ),
        ),
        (
            "start",
            (
                "annotationBlock binaryObject ellipsis gap incident kinesic line media path "
                "pause post surface u vocal writing zone"
            ),
        ),
        ("synch", "* {http://www.tei-c.org/ns/Examples}egXML"),
        (
            "target",
            (
                "alt altGrp annotation calendar catRef certainty change citedRange fsdLink "
                "gloss join joinGrp licence link linkGrp locus material metamark note noteGrp "
                "oRef pRef precision ptr redo ref relatedItem respons rt span specGrpRef "
                "substJoin term undo witDetail"
            ),
        ),
        (
            "targetDatcat",
            (
                "binary c case category cl colloc def entryFree etym f fDecl form fs fsDecl "
                "gen gram gramGrp hom hyph iType lang lbl m mood number numeric oRef orth pRef "
                "pc per phr pos pron re s seg sense string subc syll symbol tagUsage taxonomy "
                "tns usg w xr"
            ),
        ),
        ("targetEnd", "note noteGrp"),
        ("to", "app arc rt span"),
        ("toUnit", "conversion"),
        ("toWhom", "kinesic move pause q said sp spGrp stage u vocal writing"),
        ("unitRef", "measure measureGrp unit"),
        ("uri", "equiv"),
        ("url", "graphic media moduleRef schemaRef"),
        ("value", "eLeaf eTree iNode leaf node root triangle"),
        (
            "valueDatcat",
            (
                "binary c case category cl colloc def entryFree etym f fDecl form fs fsDecl "
                "gen gram gramGrp hom hyph iType lang lbl m mood number numeric oRef orth pRef "
                "pc per phr pos pron re s seg sense string subc syll symbol tagUsage taxonomy "
                "tns usg w xr"
            ),
        ),
        ("where", "conversion event"),
        (
            "who",
            (
                "annotationBlock change incident kinesic move pause post q said setting shift "
                "sp spGrp stage u vocal writing"
            ),
        ),
        ("wit", "lacunaEnd lacunaStart lem rdg wit witDetail witEnd witStart"),
    )
}
