<?xml version="1.0" encoding="UTF-8"?>
<!-- One register (persons, places, organisations, bibliography) to one page of HTML. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:import href="modules.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:mode on-no-match="shallow-skip"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="header" as="element()?" select="/*/teiHeader"/>
    <xsl:variable name="language" as="xs:string" select="t:language(/*)"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="kind" select="'register'"/>
      <xsl:with-param name="language" select="$language"/>
      <xsl:with-param name="title" select="t:title($header)"/>
      <xsl:with-param name="metadata" as="element()*">
        <xsl:call-template name="t:meta">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="language" select="$language"/>
        </xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="body" as="node()*">
        <header class="title-block">
          <h1>{t:title($header)}</h1>
          <xsl:if test="$header/fileDesc/sourceDesc/p">
            <div class="abstract"><xsl:apply-templates select="$header/fileDesc/sourceDesc/p" mode="t:html"/></div>
          </xsl:if>
        </header>
        <xsl:call-template name="t:letters"/>
        <xsl:apply-templates select="/*/(standOff | text), /*[not(self::TEI)]" mode="t:html">
          <xsl:with-param name="level" select="if (//(listPerson | listPlace | listOrg | listEvent)/head) then 3 else 2" tunnel="yes"/>
        </xsl:apply-templates>
        <xsl:call-template name="t:footnotes"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The initials of a long register, each leading to its first entry. -->
  <xsl:template name="t:letters" as="element()?">
    <xsl:variable name="entries" as="element()*" select="//(person | place | org)[@xml:id][not(ancestor::teiHeader)][not(ancestor::place | ancestor::org)]"/>
    <xsl:if test="count($entries) gt 20">
      <nav class="letters" aria-label="Initials">
        <ul>
          <xsl:for-each-group select="$entries" group-adjacent="upper-case(substring(normalize-unicode(t:plain((persName, placeName, orgName, *)[1]/node()), 'NFD'), 1, 1))">
            <li><a href="#{@xml:id}">{current-grouping-key()}</a></li>
          </xsl:for-each-group>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
