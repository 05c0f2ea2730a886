<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse, plays and speeches, plainly. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="lg" mode="t:html">
    <div>
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'lg'"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </div>
  </xsl:template>

  <xsl:template match="l" mode="t:html">
    <xsl:element name="{if (local-name(..) = ('p', 'seg', 'q', 'hi') and not(t:is-block(.))) then 'span' else 'div'}">
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'l', @rend ! t:class(.)"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="sp | spGrp | castList | castGroup" mode="t:html">
    <div>
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </div>
  </xsl:template>

  <xsl:template match="speaker | castItem" mode="t:html">
    <p>
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </p>
  </xsl:template>

  <xsl:template match="role | roleDesc | actor" mode="t:html">
    <span class="{local-name()}"><xsl:apply-templates mode="t:html"/></span>
  </xsl:template>

  <xsl:template match="stage" mode="t:html">
    <xsl:element name="{if (local-name(..) = $t:containers) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'stage'"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
