<?xml version="1.0" encoding="UTF-8"?>
<!-- Manuscript descriptions: a heading and its text for each part, as far as they are described in words. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="msDesc | msPart | msFrag" mode="t:html">
    <div>
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </div>
  </xsl:template>

  <!-- A shelfmark has no punctuation of its own, so its parts are joined here. -->
  <xsl:template match="msIdentifier | altIdentifier | msFrag/msIdentifier" mode="t:html">
    <span class="shelfmark">
      <xsl:for-each select="* except (altIdentifier | msName | note)">
        <xsl:apply-templates select="." mode="t:html"/>
        <xsl:if test="position() ne last()">, </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="altIdentifier, msName">
        <xsl:text>; </xsl:text>
        <xsl:apply-templates select="." mode="t:html"/>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="msContents | physDesc | objectDesc | supportDesc | layoutDesc | handDesc | decoDesc | bindingDesc | scriptDesc | musicNotation | sealDesc | accMat | additional | adminInfo | recordHist | custodialHist | surrogates | history | origin | provenance | acquisition | support | condition | collation | foliation | additions | msItem | msItemStruct | summary | listObject | object | binding | seal | handNote | scriptNote | decoNote | availability | source | typeDesc | typeNote" mode="t:html">
    <xsl:variable name="block" as="xs:boolean" select="not(local-name(..) = ('p', 'head', 'note', 'item'))"/>
    <xsl:element name="{if ($block) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'ms', local-name()"/></xsl:call-template>
      <xsl:if test="$t:ms-labels(local-name()) and $block">
        <span class="label">{$t:ms-labels(local-name())}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <!-- What the parts of a description are called. -->
  <xsl:variable name="t:ms-labels" as="map(xs:string, xs:string)" select="map{
      'msContents': 'Contents', 'physDesc': 'Physical description', 'support': 'Support', 'condition': 'Condition', 'collation': 'Collation',
      'foliation': 'Foliation', 'handDesc': 'Hands', 'decoDesc': 'Decoration', 'bindingDesc': 'Binding', 'sealDesc': 'Seals', 'additions': 'Additions',
      'accMat': 'Accompanying material', 'history': 'History', 'origin': 'Origin', 'provenance': 'Provenance', 'acquisition': 'Acquisition', 'surrogates': 'Surrogates' }"/>

</xsl:stylesheet>
