<?xml version="1.0" encoding="UTF-8"?>
<!-- The one hook for attributes: every element of the page that stands for an element of the source gets its identifier, language and class here. A stylesheet of yours that imports these overrides it by a template in the mode t:attributes. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="t:attributes" on-no-match="shallow-skip"/>

  <!-- The attributes of the page's element for an element of the source. -->
  <xsl:template match="*" mode="t:attributes" as="attribute()*">
    <!-- Classes besides those that come from @type. -->
    <xsl:param name="class" as="xs:string*"/>
    <xsl:apply-templates select="@xml:id, @xml:lang, @xml:space" mode="t:attributes"/>
    <xsl:variable name="classes" as="xs:string*" select="$class, (@type, @subtype) ! t:class(.)"/>
    <xsl:if test="exists($classes)">
      <xsl:attribute name="class" select="distinct-values($classes)" separator=" "/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@xml:id" mode="t:attributes" as="attribute()">
    <xsl:attribute name="id" select="."/>
  </xsl:template>

  <xsl:template match="@xml:lang[matches(., '^[A-Za-z0-9-]+$')]" mode="t:attributes" as="attribute()*">
    <xsl:attribute name="lang" select="."/>
    <xsl:if test="t:direction(.) ne t:direction(t:language(../..))">
      <xsl:attribute name="dir" select="t:direction(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@xml:space[. = 'preserve']" mode="t:attributes" as="attribute()">
    <xsl:attribute name="data-space" select="'preserve'"/>
  </xsl:template>

  <!-- Returns values as class names. -->
  <xsl:function name="t:class" as="xs:string*">
    <xsl:param name="values" as="xs:string"/>
    <xsl:sequence select="tokenize(normalize-space($values)) ! ('t-' || lower-case(replace(., '[^\p{L}\p{N}_-]', '-')))"/>
  </xsl:function>

  <!-- A short form: the attributes of the context element, with classes. -->
  <xsl:template name="t:attributes" as="attribute()*">
    <xsl:param name="class" as="xs:string*"/>
    <xsl:apply-templates select="." mode="t:attributes">
      <xsl:with-param name="class" select="$class"/>
    </xsl:apply-templates>
  </xsl:template>

</xsl:stylesheet>
