<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and tables. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="list" mode="t:html">
    <xsl:variable name="name" as="xs:string" select="
        if (label) then 'dl'
        else if (t:is-numbered(.)) then 'ol' else 'ul'"/>
    <xsl:apply-templates select="head, desc" mode="t:html"/>
    <xsl:element name="{$name}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@rend ! t:class(.)"/>
      </xsl:call-template>
      <xsl:for-each select="* except (head | desc)">
        <xsl:choose>
          <xsl:when test="self::item | self::label">
            <xsl:apply-templates select="." mode="t:html"/>
          </xsl:when>
          <xsl:when test="$name = 'dl'"><dd><xsl:apply-templates select="." mode="t:html"/></dd></xsl:when>
          <xsl:otherwise><li class="other"><xsl:apply-templates select="." mode="t:html"/></li></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list/item" mode="t:html">
    <xsl:element name="{if (../label) then 'dd' else 'li'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:choose>
        <xsl:when test="../label"/>
        <xsl:when test="t:is-numbered(..) and matches(@n, '^[1-9][0-9]{0,5}$')"><xsl:attribute name="value" select="@n"/></xsl:when>
        <xsl:when test="@n"><span class="n">{@n} </span></xsl:when>
      </xsl:choose>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list/label" mode="t:html">
    <dt><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></dt>
  </xsl:template>

  <!-- A wide table scrolls by itself; the keyboard reaches it. -->
  <xsl:template match="table" mode="t:html">
    <div class="table" tabindex="0" role="group" aria-label="{(t:plain(head[1]/node())[. ne ''], 'Table')[1]}">
      <table>
        <xsl:call-template name="t:attributes"/>
        <xsl:if test="head"><caption><xsl:apply-templates select="head/node()" mode="t:html"/></caption></xsl:if>
        <xsl:if test="row[@role = 'label'][not(preceding-sibling::row[not(@role = 'label')])]">
          <thead><xsl:apply-templates select="row[@role = 'label'][not(preceding-sibling::row[not(@role = 'label')])]" mode="t:html"/></thead>
        </xsl:if>
        <tbody><xsl:apply-templates select="row[not(@role = 'label')] | row[preceding-sibling::row[not(@role = 'label')]]" mode="t:html"/></tbody>
      </table>
      <xsl:apply-templates select="* except (head | row)" mode="t:html"/>
    </div>
  </xsl:template>

  <xsl:template match="row" mode="t:html">
    <tr><xsl:call-template name="t:attributes"/><xsl:apply-templates select="*" mode="t:html"/></tr>
  </xsl:template>

  <xsl:template match="cell" mode="t:html">
    <xsl:variable name="heads" as="xs:boolean" select="(@role, ../@role) = 'label'"/>
    <xsl:element name="{if ($heads) then 'th' else 'td'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="$heads"><xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/></xsl:if>
      <xsl:if test="matches(@cols, '^[1-9]\d?$')"><xsl:attribute name="colspan" select="@cols"/></xsl:if>
      <xsl:if test="matches(@rows, '^[1-9]\d?$')"><xsl:attribute name="rowspan" select="@rows"/></xsl:if>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
