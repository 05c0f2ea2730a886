<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and tables. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Returns how the template names the kind of a list. -->
  <xsl:function name="typ:list-kind" as="xs:string">
    <xsl:param name="list" as="element(list)"/>
    <xsl:variable name="words" select="tokenize($list/@type), tokenize($list/@rend)" as="xs:string*"/>
    <xsl:sequence select="
      if ($list/label or $words = 'gloss') then 'gloss'
      else if (t:is-numbered($list)) then 'numbered'
      else if ($words = ('simple', 'plain', 'none')) then 'plain'
      else 'bulleted'"/>
  </xsl:function>

  <xsl:template match="list" mode="typ:typeset" as="node()*">
    <xsl:apply-templates select="head" mode="typ:typeset"/>
    <typ:list kind="{typ:list-kind(.)}">
      <xsl:for-each select="item">
        <xsl:variable name="counts" as="xs:boolean" select="typ:list-kind(..) = 'numbered' and matches(@n, '^[1-9][0-9]{0,5}$')"/>
        <typ:item n="{@n[$counts]}">
          <xsl:variable name="label" select="preceding-sibling::*[1][self::label]" as="element()?"/>
          <xsl:if test="exists($label)">
            <typ:with name="label">
              <xsl:sequence select="typ:in-language-of($label, typ:content($label))"/>
            </typ:with>
          </xsl:if>
          <xsl:if test="@n and not($counts or exists($label))">{@n} </xsl:if>
          <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
        </typ:item>
      </xsl:for-each>
    </typ:list>
  </xsl:template>

  <!-- Returns a span of @cols or @rows, 1 where it is no sensible number. -->
  <xsl:function name="typ:span" as="xs:integer">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="if (matches($value, '^[1-9][0-9]?$')) then xs:integer($value) else 1"/>
  </xsl:function>

  <xsl:template match="table" mode="typ:typeset" as="node()*">
    <xsl:variable name="columns" as="xs:integer"
        select="max((1, row ! sum(cell ! typ:span(@cols)) ! xs:integer(.)))"/>
    <typ:table columns="{$columns}">
      <xsl:if test="head">
        <typ:with name="caption">
          <xsl:sequence select="head ! typ:in-language-of(., typ:content(.))"/>
        </typ:with>
      </xsl:if>
      <xsl:for-each select="row">
        <!-- Only rows before the first row of data can be repeated on the next page. -->
        <typ:row kind="{if (@role = 'label' and not(preceding-sibling::row[not(@role = 'label')]))
            then 'label' else 'data'}">
          <xsl:for-each select="cell">
            <typ:cell cols="{typ:span(@cols)}" rows="{typ:span(@rows)}"
                kind="{if ((../@role, @role) = 'label') then 'label' else 'data'}">
              <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
            </typ:cell>
          </xsl:for-each>
        </typ:row>
      </xsl:for-each>
    </typ:table>
  </xsl:template>
</xsl:stylesheet>
