<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures and pictures. Only files of the edition are shown; pictures elsewhere become links. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:template match="figure" mode="t:html">
    <figure>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates select="node() except (head | figDesc | text())" mode="t:html"/>
      <xsl:if test="head | figDesc[not(../graphic)]">
        <figcaption><xsl:apply-templates select="(head | figDesc[not(../graphic)])/node()" mode="t:html"/></figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="graphic | media" mode="t:html">
    <xsl:variable name="kind" as="xs:string" select="t:address-kind(string(@url))"/>
    <xsl:variable name="description" as="xs:string" select="(t:plain(desc/node())[. ne ''], t:plain(../figDesc/node())[. ne ''], t:plain(../head/node())[. ne ''], 'Picture')[1]"/>
    <xsl:choose>
      <xsl:when test="$kind = 'relative' and $in-site and self::graphic">
        <img src="{normalize-space(@url)}" alt="{$description}" loading="lazy"><xsl:call-template name="t:attributes"/></img>
      </xsl:when>
      <xsl:when test="$kind = 'web'">
        <a class="graphic external" href="{normalize-space(@url)}">{$description}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$kind = 'refused'">
          <xsl:call-template name="t:report">
            <xsl:with-param name="code" select="'OUT113'"/>
            <xsl:with-param name="message" select="'The picture “' || t:shortened(@url, 60) || '” is not a file of the edition, so it is not shown.'"/>
          </xsl:call-template>
        </xsl:if>
        <span class="graphic refused">[{$description}]</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="figDesc" mode="t:html"/>

</xsl:stylesheet>
