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
          <xsl:if test="not(@xml:id)">
            <xsl:sequence select="t:reference-id(.) ! t:attribute('id', .)"/>
          </xsl:if>
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

  <xsl:key name="t:references" match="text//*[contains(@ref, '#')]" use="t:referred(.)"/>

  <!-- Returns the identifier of the entry that a name points to. -->
  <xsl:function name="t:referred" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="substring-after(tokenize($name/@ref)[1], '#')"/>
  </xsl:function>

  <!-- Returns the anchor by which a register leads back to a name in the text: t-ref-KEY-N for the Nth name that points to KEY. -->
  <xsl:function name="t:reference-id" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="key" as="xs:string" select="t:referred($name)"/>
    <xsl:if test="$key and $name/ancestor::text">
      <xsl:sequence select="'t-ref-' || $key || '-' || (count(key('t:references', $key, root($name))[. &lt;&lt; $name]) + 1)"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
