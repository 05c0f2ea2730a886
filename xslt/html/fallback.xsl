<?xml version="1.0" encoding="UTF-8"?>
<!-- What happens to an element that no module knows: its text is kept, and teikit says so. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The page: from elements of the source to elements of HTML. -->
  <xsl:mode name="t:html" on-no-match="deep-skip" warning-on-multiple-match="no"/>

  <xsl:template match="*" mode="t:html" priority="-10">
    <xsl:call-template name="t:unknown"/>
  </xsl:template>

  <!-- Elements of the text by their names, so that an unknown one is reported once. -->
  <xsl:key name="t:by-name" match="text//* | standOff//*" use="name()"/>

  <!-- Shows the content of an unknown element, as a block where it holds blocks. -->
  <xsl:template name="t:unknown" as="node()*">
    <xsl:variable name="known" as="xs:boolean" select="local-name() = $t:plain-elements and namespace-uri() = 'http://www.tei-c.org/ns/1.0'"/>
    <xsl:if test="not($known) and not(key('t:by-name', name(), root(.))[1] &lt;&lt; .)">
      <xsl:call-template name="t:report">
        <xsl:with-param name="code" select="'OUT111'"/>
        <xsl:with-param name="message" select="'The element ' || name() || ' has no form of its own in the page; its content is shown as it is.'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="block" as="xs:boolean" select="t:holds-block(.) or local-name(..) = $t:containers"/>
    <xsl:element name="{if ($block) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'tei-' || local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <!-- Elements of TEI that need no more than a class in the page. -->
  <xsl:variable name="t:plain-elements" as="xs:string*" select="
      'seg', 's', 'w', 'pc', 'm', 'c', 'phr', 'cl', 'num', 'measure', 'date', 'time', 'origDate', 'origPlace', 'docDate', 'docAuthor', 'docImprint', 'docTitle',
      'titlePart', 'titlePage', 'byline', 'dateline', 'salute', 'signed', 'opener', 'closer', 'trailer', 'postscript', 'argument', 'epigraph', 'docEdition',
      'surname', 'forename', 'roleName', 'addName', 'genName', 'nameLink', 'geogName', 'geogFeat', 'country', 'region', 'district', 'settlement', 'bloc',
      'author', 'editor', 'publisher', 'pubPlace', 'biblScope', 'idno', 'edition', 'extent', 'series', 'respStmt', 'resp', 'email', 'imprint', 'monogr', 'analytic',
      'repository', 'institution', 'collection', 'msName', 'locus', 'height', 'width', 'depth', 'dim', 'dimensions', 'material', 'objectType', 'support', 'watermark',
      'catchwords', 'incipit', 'explicit', 'rubric', 'finalRubric', 'colophon', 'textLang', 'secFol', 'signatures', 'heraldry', 'stamp', 'title', 'desc', 'label', 'custEvent',
      'address', 'street', 'postCode', 'postBox', 'addSpan', 'occupation', 'affiliation', 'residence', 'education', 'nationality', 'floruit', 'birth', 'death', 'faith', 'state', 'trait',
      'language', 'licence', 'name', 'rs', 'span', 'interp', 'metamark', 'mod', 'line', 'zone', 'secl', 'surplus', 'redo', 'undo', 'restore', 'retrace', 'orgName', 'eventName', 'objectName', 'offset', 'formula', 'notatedMusic', 'cit', 'lbl', 'form', 'orth', 'bibl', 'view', 'tech', 'caption', 'camera', 'sound', 'move', 'layout', 'listWit', 'witness', 'certainty', 'geo', 'funder', 'sponsor', 'principal', 'distributor', 'authority', 'creation', 'setting', 'biblScope', 'item', 'u', 'pause', 'kinesic', 'incident', 'vocal', 'writing', 'shift', 'divGen', 'category', 'catDesc', 'listRelation', 'relation', 'linkGrp', 'link', 'damageSpan', 'correction', 'normalization', 'punctuation', 'quotation', 'hyphenation', 'interpretation', 'segmentation', 'stdVals', 'precision', 'anchor', 'damage', 'handShift'"/>

</xsl:stylesheet>
