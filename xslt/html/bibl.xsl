<?xml version="1.0" encoding="UTF-8"?>
<!-- Citations of printed and archival sources, and lists of them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="bibl | biblFull" mode="t:html">
    <xsl:variable name="item" as="xs:boolean" select="exists(parent::listBibl)"/>
    <xsl:variable name="block" as="xs:boolean" select="t:in-blocks(.) and not($item)"/>
    <xsl:element name="{if ($item) then 'li' else if ($block) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'bibl'"/>
      </xsl:call-template>
      <xsl:variable name="register" as="xs:string?" select="@corresp ! tokenize(.)[1] ! t:href(current(), .)"/>
      <xsl:apply-templates mode="t:html"/>
      <xsl:if test="$register">
        <xsl:text> </xsl:text>
        <a class="to-register" href="{$register}" aria-label="Entry in the bibliography">→</a>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- A structured citation has no punctuation of its own, so its parts are joined here. -->
  <xsl:template match="biblStruct" mode="t:html">
    <xsl:element name="{if (parent::listBibl) then 'li' else if (t:in-blocks(.)) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'bibl'"/>
      </xsl:call-template>
      <xsl:variable name="parts" as="element()*" select=".//(author | editor | title | pubPlace | publisher | date | biblScope | idno | note)[not(ancestor::note)]"/>
      <xsl:for-each select="$parts">
        <xsl:apply-templates select="." mode="t:html"/>
        <xsl:text>{if (position() = last()) then '.' else ', '}</xsl:text>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="listBibl" mode="t:html">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'list-bibl'"/>
      </xsl:call-template>
      <xsl:apply-templates select="head | desc | note" mode="t:html"/>
      <ul>
        <xsl:for-each select="* except (head | desc | note)">
          <xsl:choose>
            <xsl:when test="self::bibl | self::biblFull | self::biblStruct">
              <xsl:apply-templates select="." mode="t:html"/>
            </xsl:when>
            <xsl:otherwise><li><xsl:apply-templates select="." mode="t:html"/></li></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="idno[@type = ('URI', 'DOI')]" mode="t:html">
    <xsl:variable name="text" as="xs:string" select="normalize-space(.)"/>
    <xsl:variable name="address" as="xs:string" select="if (@type = 'DOI' and not(matches($text, '^https?:'))) then 'https://doi.org/' || $text else $text"/>
    <xsl:choose>
      <xsl:when test="t:address-kind($address) = 'web'">
        <a href="{$address}" class="idno external"><xsl:apply-templates mode="t:html"/></a>
      </xsl:when>
      <xsl:otherwise><span class="idno"><xsl:apply-templates mode="t:html"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
