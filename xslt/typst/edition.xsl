<?xml version="1.0" encoding="UTF-8"?>
<!--
  A whole edition: title page, contents, introduction, documents, registers,
  colophon. The source is a typ:edition with the parts in their order: typ:introduction,
  typ:document and typ:register, each with the name of its file without the ending and the TEI.
-->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- What the title page and the colophon say; what is empty is left out. -->
  <xsl:param name="title" as="xs:string" select="''"/>
  <xsl:param name="subtitle" as="xs:string" select="''"/>
  <xsl:param name="editor" as="xs:string" select="''"/>
  <xsl:param name="publisher" as="xs:string" select="''"/>
  <xsl:param name="date" as="xs:string" select="''"/>
  <xsl:param name="licence" as="xs:string" select="''"/>
  <xsl:param name="licence-url" as="xs:string" select="''"/>

  <!-- The language of the edition, a BCP 47 tag. -->
  <xsl:param name="lang" as="xs:string" select="'en'"/>

  <xsl:template match="typ:edition" mode="typ:calls" as="element()*">
    <typ:setup title="{$title}" edition="{$title}">
      <xsl:sequence select="typ:language($lang)"/>
      <typ:strings name="authors">
        <xsl:if test="$editor != ''">
          <typ:item>{$editor}</typ:item>
        </xsl:if>
      </typ:strings>
    </typ:setup>
    <typ:title-page title="{$title}" subtitle="{$subtitle}" editor="{$editor}"
        publisher="{$publisher}" date="{$date}"/>
    <typ:contents/>
    <xsl:apply-templates select="typ:introduction, typ:document" mode="typ:part"/>
    <xsl:apply-templates select="typ:register" mode="typ:register"/>
    <xsl:call-template name="typ:edition-colophon"/>
  </xsl:template>

  <!-- A document of the edition, on a page of its own. -->
  <xsl:template match="typ:introduction | typ:document" mode="typ:part" as="element()">
    <typ:part>
      <xsl:apply-templates select="descendant::TEI[1]" mode="typ:document"/>
    </typ:part>
  </xsl:template>
  <xsl:mode name="typ:part" on-no-match="shallow-skip"/>

  <xsl:template name="typ:edition-colophon" as="element()?">
    <xsl:variable name="lines" as="xs:string*" select="
      string-join(($title, $subtitle)[. != ''], '. '),
      string-join(($editor, $publisher, $date)[. != ''], ', ')"/>
    <typ:colophon>
      <xsl:for-each select="$lines[. != '']">
        <typ:p>{.}</typ:p>
      </xsl:for-each>
      <xsl:if test="($licence, $licence-url) != ''">
        <typ:p>
          <xsl:choose>
            <xsl:when test="matches($licence-url, '^https?:', 'i')">
              <typ:ref url="{$licence-url}">{($licence[. != ''], $licence-url)[1]}</typ:ref>
              <xsl:if test="$licence != ''"> ({$licence-url})</xsl:if>
            </xsl:when>
            <xsl:otherwise>{$licence}</xsl:otherwise>
          </xsl:choose>
        </typ:p>
      </xsl:if>
    </typ:colophon>
  </xsl:template>
</xsl:stylesheet>
