<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, linked to their entry in a register. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="persName | placeName | orgName | geogName | eventName | name | rs | settlement | region | country | repository[@ref] | institution[@ref] | author[@ref] | editor[@ref] | publisher[@ref] | pubPlace[@ref]" mode="t:html">
    <xsl:variable name="address" as="xs:string" select="string((tokenize(@ref), '')[1])"/>
    <xsl:variable name="href" as="xs:string?" select="t:href(., $address)"/>
    <xsl:choose>
      <xsl:when test="$href and not(ancestor::ref | ancestor::persName[@ref] | ancestor::placeName[@ref] | ancestor::orgName[@ref])">
        <a href="{$href}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="'name', local-name(), 'external'[t:address-kind($address) = 'web']"/>
          </xsl:call-template>
          <xsl:apply-templates mode="t:html"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (@xml:lang) then 'bdi' else 'span'}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="local-name()"/>
          </xsl:call-template>
          <xsl:apply-templates mode="t:html"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
