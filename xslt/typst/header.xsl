<?xml version="1.0" encoding="UTF-8"?>
<!-- The header: title, what is known about the document, licence. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Returns the title of the document that a node is in, as one line. -->
  <xsl:function name="typ:title" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="t:title($node/ancestor-or-self::TEI[1]/teiHeader)"/>
  </xsl:function>

  <!-- Returns the element with the document's title. -->
  <xsl:function name="typ:main-title" as="element(title)?">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="titles" as="element(title)*"
        select="$node/ancestor-or-self::TEI[1]/teiHeader/fileDesc/titleStmt/title"/>
    <xsl:sequence select="($titles[@type = 'main'], $titles)[1]"/>
  </xsl:function>

  <!-- The title and, below it, a table of what is known. -->
  <xsl:template match="teiHeader" mode="typ:title-block" as="element()*">
    <xsl:variable name="title" select="typ:main-title(.)" as="element()?"/>
    <xsl:variable name="subtitles" as="element()*"
        select="fileDesc/titleStmt/title[@type = ('sub', 'subordinate', 'desc')][not(. is $title)]"/>
    <typ:title>
      <xsl:sequence select="
        if (normalize-space($title) != '') then typ:in-language-of($title, typ:content($title))
        else typ:content-of-string(typ:title(.))"/>
    </typ:title>
    <xsl:for-each select="$subtitles">
      <typ:subtitle>
        <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
      </typ:subtitle>
    </xsl:for-each>
    <xsl:variable name="rows" as="element()*">
      <xsl:apply-templates select="profileDesc/(if (correspDesc) then correspDesc else creation)"
          mode="typ:metadata"/>
      <xsl:apply-templates select="fileDesc/sourceDesc" mode="typ:metadata"/>
      <xsl:apply-templates select="fileDesc/titleStmt" mode="typ:metadata"/>
    </xsl:variable>
    <xsl:if test="exists($rows)">
      <typ:metadata>
        <xsl:sequence select="$rows"/>
      </typ:metadata>
    </xsl:if>
    <xsl:if test="normalize-space(profileDesc/abstract[1]) != ''">
      <typ:abstract>
        <xsl:sequence select="typ:in-language-of(profileDesc/abstract[1], typ:content(profileDesc/abstract[1]))"/>
      </typ:abstract>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="typ:metadata" on-no-match="shallow-skip"/>

  <!-- A row of the table, unless there is nothing to say. -->
  <xsl:template name="typ:row" as="element()?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="values" as="element()*"/>
    <xsl:variable name="said" select="$values[normalize-space(.) != '' or self::date/@*]" as="element()*"/>
    <xsl:if test="exists($said)">
      <typ:datum label="{$label}">
        <xsl:for-each select="$said">
          <xsl:if test="position() gt 1">
            <xsl:text>; </xsl:text>
          </xsl:if>
          <xsl:apply-templates select="." mode="typ:typeset"/>
        </xsl:for-each>
      </typ:datum>
    </xsl:if>
  </xsl:template>

  <xsl:template match="creation" mode="typ:metadata" as="element()*">
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Date</xsl:with-param>
      <xsl:with-param name="values" select="date[1]"/>
    </xsl:call-template>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Place</xsl:with-param>
      <xsl:with-param name="values" select="placeName, settlement"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="sourceDesc" mode="typ:metadata" as="element()*">
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Archive</xsl:with-param>
      <xsl:with-param name="values" select="msDesc[typ:shelfmark(msIdentifier) != '']"/>
    </xsl:call-template>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Kind</xsl:with-param>
      <xsl:with-param name="values" select="msDesc/physDesc/p"/>
    </xsl:call-template>
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Source</xsl:with-param>
      <xsl:with-param name="values" select="bibl, biblStruct, listBibl/bibl, listBibl/biblStruct"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="physDesc/p" mode="typ:typeset" as="node()*">
    <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
  </xsl:template>

  <xsl:template match="titleStmt" mode="typ:metadata" as="element()*">
    <xsl:call-template name="typ:row">
      <xsl:with-param name="label">Edited by</xsl:with-param>
      <xsl:with-param name="values" select="editor"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Publisher, date and licence, at the end. -->
  <xsl:template match="teiHeader" mode="typ:colophon" as="element()*">
    <xsl:variable name="statement" select="fileDesc/publicationStmt" as="element()?"/>
    <xsl:variable name="licences" select="$statement/availability/licence, $statement/availability/p" as="element()*"/>
    <xsl:variable name="imprint" as="xs:string"
        select="string-join((t:publisher(.), t:published(.))[. != ''], ', ')"/>
    <xsl:if test="exists($licences) or $imprint != ''">
      <typ:colophon>
        <xsl:if test="$imprint != ''">
          <typ:p>{$imprint}</typ:p>
        </xsl:if>
        <xsl:for-each select="$licences">
          <typ:p>
            <xsl:sequence select="typ:licence(.)"/>
          </typ:p>
        </xsl:for-each>
      </typ:colophon>
    </xsl:if>
  </xsl:template>

  <!-- Returns the words of a licence, as a link where it names the place of its text. -->
  <xsl:function name="typ:licence" as="node()*">
    <xsl:param name="licence" as="element()"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates select="$licence/node()" mode="typ:licence"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="matches($licence/@target, '^https?:', 'i')">
        <typ:ref url="{normalize-space($licence/@target)}">
          <xsl:sequence select="if (normalize-space($licence) != '') then $words
            else typ:content-of-string($licence/@target)"/>
        </typ:ref>
        <!-- Paper has no links. -->
        <xsl:if test="normalize-space($licence) != '' and not(contains($licence, $licence/@target))">
          <xsl:text> ({normalize-space($licence/@target)})</xsl:text>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Returns a text node for a string. -->
  <xsl:function name="typ:content-of-string" as="text()">
    <xsl:param name="string" as="xs:string"/>
    <xsl:value-of select="$string"/>
  </xsl:function>

  <xsl:mode name="typ:licence" on-no-match="text-only-copy"/>
</xsl:stylesheet>
