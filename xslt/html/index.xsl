<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of an edition: its title, the introduction (the document that is transformed), the documents in order of time, the registers. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:import href="modules.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- The documents: <documents><document href="…" pdf-href="…" text-href="…">teiHeader</document></documents>. -->
  <xsl:param name="documents" as="document-node()?" select="()"/>

  <!-- The address of the PDF of the whole edition; empty where there is none. -->
  <xsl:param name="pdf-href" as="xs:string" select="''"/>

  <!-- A subtitle of the edition. -->
  <xsl:param name="edition-subtitle" as="xs:string" select="''"/>

  <xsl:mode on-no-match="shallow-skip"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="header" as="element()?" select="/*/teiHeader"/>
    <xsl:variable name="title" as="xs:string" select="($edition-title[. ne ''], t:title($header))[1]"/>
    <xsl:variable name="language" as="xs:string" select="t:language((/*/text, /*)[1])"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="kind" select="'index'"/>
      <xsl:with-param name="language" select="$language"/>
      <xsl:with-param name="title" select="$title"/>
      <xsl:with-param name="description" select="t:shortened(t:plain((//text//p)[1]), 300)"/>
      <xsl:with-param name="metadata" as="element()*">
        <xsl:call-template name="t:meta">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="language" select="$language"/>
        </xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="body" as="node()*">
        <header class="title-block">
          <h1>{$title}</h1>
          <xsl:for-each select="($edition-subtitle, t:subtitle($header))[. ne ''][1]"><p class="subtitle">{.}</p></xsl:for-each>
          <xsl:if test="$pdf-href"><p class="forms"><a href="{$pdf-href}">The whole edition as PDF</a></p></xsl:if>
        </header>
        <xsl:call-template name="t:contents"/>
        <xsl:call-template name="t:footnotes"/>
        <xsl:if test="$header/fileDesc/publicationStmt">
          <xsl:call-template name="t:about">
            <xsl:with-param name="header" select="$header"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The introduction and the documents; a long introduction comes second, with a link to it at the top. -->
  <xsl:template name="t:contents" as="element()*">
    <xsl:variable name="length" as="xs:integer" select="string-length(normalize-space(string-join(/*/text)))"/>
    <xsl:variable name="introduction" as="element()?">
      <xsl:if test="$length gt 0">
        <section id="t-introduction" class="introduction" aria-label="Introduction">
          <xsl:apply-templates select="/*/text" mode="t:html"/>
        </section>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="$length le 1200">
      <xsl:sequence select="$introduction"/>
    </xsl:if>
    <xsl:if test="$length gt 1200">
      <xsl:variable name="abstract" as="element()?" select="/*/teiHeader/profileDesc/abstract"/>
      <xsl:if test="$abstract">
        <div class="abstract"><xsl:apply-templates select="$abstract/node()" mode="t:html"/></div>
      </xsl:if>
      <nav class="forms" aria-label="On this page">
        <ul>
          <li><a href="#t-documents">Documents</a></li>
          <li><a href="#t-introduction">Introduction</a></li>
        </ul>
      </nav>
    </xsl:if>
    <xsl:call-template name="t:documents"/>
    <xsl:if test="$length gt 1200">
      <xsl:sequence select="$introduction"/>
    </xsl:if>
  </xsl:template>

  <!-- The documents in the order they are given in. -->
  <xsl:template name="t:documents" as="element()?">
    <xsl:if test="$documents//*:document">
      <section class="documents" aria-labelledby="t-documents">
        <h2 id="t-documents">Documents</h2>
        <ol class="documents">
          <xsl:for-each select="$documents//*:document">
            <li>
              <xsl:call-template name="t:document-entry"/>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- One document in the list. -->
  <xsl:template name="t:document-entry" as="node()*">
    <xsl:variable name="header" as="element()?" select="teiHeader"/>
    <xsl:variable name="date" as="element()?" select="t:document-date($header)"/>
    <xsl:variable name="from" as="xs:string" select="t:agents($header, 'sent')"/>
    <xsl:variable name="to" as="xs:string" select="t:agents($header, 'received')"/>
    <p class="when">
      <xsl:choose>
        <xsl:when test="$date/@when castable as xs:date"><time datetime="{$date/@when}">{t:date($date)}</time></xsl:when>
        <xsl:otherwise>{t:date($date)}</xsl:otherwise>
      </xsl:choose>
    </p>
    <div class="what">
      <h3><a href="{@href}">{t:title($header)}</a></h3>
      <xsl:if test="$from or $to">
        <p class="correspondents">{$from}{if ($from and $to) then ' to ' else ''}{$to}</p>
      </xsl:if>
      <xsl:if test="t:agents($header, 'signed')">
        <p class="correspondents">Signed by {t:agents($header, 'signed')}</p>
      </xsl:if>
      <xsl:if test="$header/profileDesc/abstract"><p class="abstract">{t:shortened(t:plain($header/profileDesc/abstract), 320)}</p></xsl:if>
      <xsl:if test="@pdf-href or @text-href">
        <ul class="forms">
          <xsl:if test="@pdf-href"><li><a href="{@pdf-href}" aria-label="{t:title($header)}, PDF">PDF</a></li></xsl:if>
          <xsl:if test="@text-href"><li><a href="{@text-href}" aria-label="{t:title($header)}, plain text">Text</a></li></xsl:if>
        </ul>
      </xsl:if>
    </div>
  </xsl:template>

</xsl:stylesheet>
