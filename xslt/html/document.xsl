<?xml version="1.0" encoding="UTF-8"?>
<!-- One TEI document to one page of HTML. Import it from https://teikit.org/xslt/html/document.xsl and override what you like. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:import href="modules.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- Addresses of the same document in other forms; empty where there is none. -->
  <xsl:param name="pdf-href" as="xs:string" select="''"/>
  <xsl:param name="text-href" as="xs:string" select="''"/>
  <xsl:param name="tei-href" as="xs:string" select="''"/>

  <xsl:mode on-no-match="shallow-skip"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="header" as="element()?" select="/*/teiHeader"/>
    <xsl:variable name="language" as="xs:string" select="t:language((/*/text, /*)[1])"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="kind" select="'document'"/>
      <xsl:with-param name="language" select="$language"/>
      <xsl:with-param name="title" select="t:title($header)"/>
      <xsl:with-param name="description" select="(t:plain($header/profileDesc/abstract)[. ne ''], t:shortened(t:plain((//text//p)[1]), 200))[1]"/>
      <xsl:with-param name="metadata" as="element()*">
        <xsl:call-template name="t:meta">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="language" select="$language"/>
        </xsl:call-template>
        <xsl:for-each select="$pdf-href[. ne '']"><link rel="alternate" type="application/pdf" href="{.}"/></xsl:for-each>
        <xsl:for-each select="$text-href[. ne '']"><link rel="alternate" type="text/plain" href="{.}"/></xsl:for-each>
        <xsl:for-each select="$tei-href[. ne '']"><link rel="alternate" type="application/tei+xml" href="{.}"/></xsl:for-each>
      </xsl:with-param>
      <xsl:with-param name="body" as="node()*">
        <article>
          <xsl:apply-templates select="/*/@xml:id" mode="t:attributes"/>
          <xsl:call-template name="t:title-block">
            <xsl:with-param name="header" select="$header"/>
          </xsl:call-template>
          <xsl:call-template name="t:other-forms"/>
          <xsl:apply-templates select="/*/(text | standOff | TEI | sourceDoc), /*[not(self::TEI | self::teiCorpus)]" mode="t:html"/>
          <xsl:call-template name="t:footnotes"/>
          <xsl:call-template name="t:own-registers">
            <xsl:with-param name="header" select="$header"/>
          </xsl:call-template>
          <xsl:call-template name="t:about">
            <xsl:with-param name="header" select="$header"/>
          </xsl:call-template>
        </article>
        <xsl:call-template name="t:neighbours"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A part of a corpus: its title and its text. -->
  <xsl:template match="TEI" mode="t:html">
    <section>
      <xsl:call-template name="t:attributes"/>
      <h2>{t:title(teiHeader)}</h2>
      <xsl:apply-templates select="text | standOff | TEI" mode="t:html"/>
    </section>
  </xsl:template>

  <!-- Links to the PDF, the plain text and the TEI. -->
  <xsl:template name="t:other-forms" as="element()?">
    <xsl:if test="$pdf-href or $text-href or $tei-href">
      <nav class="forms" aria-label="Other forms of this document">
        <ul>
          <xsl:if test="$pdf-href"><li><a href="{$pdf-href}">PDF</a></li></xsl:if>
          <xsl:if test="$text-href"><li><a href="{$text-href}">Plain text</a></li></xsl:if>
          <xsl:if test="$tei-href"><li><a href="{$tei-href}">TEI</a></li></xsl:if>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
