<?xml version="1.0" encoding="UTF-8"?>
<!--
  One TEI document to plain text.

  variant=reading: expanded, corrected, without the line breaks of the sheet.
  variant=diplomatic: as on the sheet, with these signs:
    line break        a new line; a word that runs on is broken with a hyphen
    [2r]              a new page
    ⟦word⟧            struck out by the writer
    ⟨word⟩            added by the writer
    [word]            supplied by the editor
    word(?)           reading uncertain
    […]               illegible, lost or left out
  In both: [1] calls a footnote, _word_ is emphasis that someone laid; the header and the notes say who. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:import href="../common/modules.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="line.xsl"/>
  <xsl:include href="lines.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- reading or diplomatic -->
  <xsl:param name="variant" as="xs:string" select="'reading'"/>

  <!-- The title of the edition; empty where the document stands alone. -->
  <xsl:param name="edition-title" as="xs:string" select="''"/>

  <xsl:mode on-no-match="shallow-skip"/>

  <xsl:key name="t:footnotes" match="note[t:is-footnote(.)]" use="'all'"/>

  <!-- Returns the number of a footnote. -->
  <xsl:function name="t:footnote-number" as="xs:integer">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="count(key('t:footnotes', 'all', root($note))[. &lt;&lt; $note]) + 1"/>
  </xsl:function>

  <xsl:template match="/" as="text()">
    <xsl:variable name="blocks" as="element(t:block)*">
      <xsl:call-template name="t:heading"/>
      <xsl:apply-templates select="/*/(text | standOff | TEI), /*[not(self::TEI | self::teiCorpus)]" mode="t:blocks"/>
      <xsl:call-template name="t:footnotes"/>
      <xsl:call-template name="t:colophon"/>
    </xsl:variable>
    <xsl:value-of select="t:set($blocks)"/>
  </xsl:template>

  <xsl:template match="TEI" mode="t:blocks" as="element(t:block)*">
    <t:block indent="0" above="2" rule="=">{t:title(teiHeader)}</t:block>
    <xsl:apply-templates select="text | standOff | TEI" mode="t:blocks"/>
  </xsl:template>

  <!-- Title, correspondents, date, place, shelfmark. -->
  <xsl:template name="t:heading" as="element(t:block)*">
    <xsl:variable name="header" as="element()?" select="/*/teiHeader"/>
    <t:block indent="0" above="0"><xsl:value-of select="upper-case(t:title($header))"/></t:block>
    <xsl:if test="t:subtitle($header)"><t:block indent="0" above="0">{t:subtitle($header)}</t:block></xsl:if>
    <xsl:variable name="rows" as="element()*">
      <row label="From" value="{t:agents($header, 'sent')}"/>
      <row label="To" value="{t:agents($header, 'received')}"/>
      <row label="Signed" value="{t:agents($header, 'signed')}"/>
      <row label="Date" value="{t:date(t:document-date($header))}"/>
      <row label="Place" value="{string-join((t:action($header, 'sent'), t:action($header, 'signed'))/placeName ! t:plain(node()), ', ')}"/>
      <row label="Original" value="{t:shelfmark($header)}"/>
    </xsl:variable>
    <xsl:for-each select="$rows[@value ne '']">
      <t:block indent="0" above="{if (position() = 1) then 1 else 0}" hang="          ">{substring(@label || ':         ', 1, 10)}{@value}</t:block>
    </xsl:for-each>
    <xsl:if test="$header/profileDesc/abstract">
      <t:block indent="0" above="1">{t:plain($header/profileDesc/abstract)}</t:block>
    </xsl:if>
  </xsl:template>

  <!-- The footnotes, after the text. -->
  <xsl:template name="t:footnotes" as="element(t:block)*">
    <xsl:variable name="notes" as="element()*" select="key('t:footnotes', 'all', /)"/>
    <xsl:if test="$notes">
      <t:block indent="0" above="2" rule="=">Notes</t:block>
      <xsl:for-each select="$notes">
        <xsl:variable name="mark" as="xs:string" select="'[' || position() || '] '"/>
        <t:block indent="0" above="{if (position() = 1) then 1 else 0}" hang="{replace($mark, '.', ' ')}">
          <xsl:value-of select="$mark || (if (@subtype or @type = ('archival', 'authorial', 'textual')) then t:note-label(.) || '. ' else '') || t:line(node())"/>
        </t:block>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- Who made the text and what may be done with it. -->
  <xsl:template name="t:colophon" as="element(t:block)*">
    <xsl:variable name="header" as="element()?" select="/*/teiHeader"/>
    <xsl:variable name="facts" as="xs:string*" select="
        string-join(t:authors($header), ', ')[. ne ''],
        t:editors($header)[1] ! (string-join(t:editors($header), ', ') || ' (ed.)'),
        $edition-title[. ne ''],
        string-join((t:publisher($header), t:published($header))[. ne ''], ', ')[. ne ''],
        $header/fileDesc/publicationStmt/availability/*[1] ! t:plain(node())[. ne '']"/>
    <xsl:if test="exists($facts)">
      <t:block indent="0" above="2">--</t:block>
      <xsl:for-each select="$facts"><t:block indent="0" above="0">{.}</t:block></xsl:for-each>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
