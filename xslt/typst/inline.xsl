<?xml version="1.0" encoding="UTF-8"?>
<!-- Words and phrases: emphasis, quotations in a sentence, titles, links. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- What the values of @rend and of @rendition look like. -->
  <xsl:variable name="typ:looks" as="map(xs:string, xs:string)" select="map {
    'i': 'italic', 'it': 'italic', 'italic': 'italic', 'italics': 'italic',
    'b': 'bold', 'bold': 'bold',
    'u': 'underline', 'ul': 'underline', 'underline': 'underline', 'underlined': 'underline',
    'double-underlined': 'double-underline', 'marginal-line': 'marginal-line', 'coloured': 'coloured',
    'sc': 'smallcaps', 'smallcaps': 'smallcaps', 'small-caps': 'smallcaps', 'smallCaps': 'smallcaps',
    'sup': 'superscript', 'super': 'superscript', 'superscript': 'superscript',
    'sub': 'subscript', 'subscript': 'subscript',
    'strike': 'strikethrough', 'strikethrough': 'strikethrough',
    'spaced': 'spaced', 'spaced-out': 'spaced', 'letterspace': 'spaced', 'wide': 'spaced',
    'tt': 'monospace', 'typewriter': 'monospace', 'monospace': 'monospace', 'typescript': 'monospace',
    'caps': 'caps', 'capitals': 'caps', 'uppercase': 'caps', 'allcaps': 'caps'
  }"/>

  <!-- Returns the words for the look of an element that the template knows; italic if none. -->
  <xsl:function name="typ:look" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="
      tokenize($element/@rend), tokenize($element/@rendition) ! replace(., '^.*[:#]', '')"/>
    <xsl:variable name="looks" select="distinct-values($words ! $typ:looks(.))" as="xs:string*"/>
    <xsl:sequence select="if (exists($looks)) then string-join($looks, ' ') else 'italic'"/>
  </xsl:function>

  <xsl:template match="hi | emph" mode="typ:typeset" as="node()*">
    <typ:hi rend="{typ:look(.)}">
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:hi>
  </xsl:template>

  <!-- Quotation marks are set where the text has none of its own. -->
  <xsl:template match="quote | q | said | soCalled" mode="typ:typeset" as="node()*">
    <xsl:variable name="content" select="typ:in-language-of(., typ:content(.))" as="node()*"/>
    <xsl:choose>
      <xsl:when test="matches(normalize-space(.), '^[\p{Pi}\p{Pf}&quot;''„‚]')">
        <xsl:sequence select="$content"/>
      </xsl:when>
      <xsl:otherwise>
        <typ:q open="{typ:quotation-marks(.)[1]}" close="{typ:quotation-marks(.)[2]}">
          <xsl:sequence select="$content"/>
        </typ:q>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="title" mode="typ:typeset" as="node()*">
    <typ:title-ref level="{(@level, 'm')[1]}">
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:title-ref>
  </xsl:template>

  <xsl:template match="foreign | distinct | term[@rend] | mentioned" mode="typ:typeset" as="node()*">
    <xsl:variable name="content" select="typ:in-language-of(., typ:content(.))" as="node()*"/>
    <xsl:choose>
      <!-- Italics mean something in Latin and Cyrillic, not in every script. -->
      <xsl:when test="matches(., '[&#x530;-&#x1fff;-[&#x1e00;-&#x1fff;]]')">
        <xsl:sequence select="$content"/>
      </xsl:when>
      <xsl:otherwise>
        <typ:foreign>
          <xsl:sequence select="$content"/>
        </typ:foreign>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Only addresses that a reader can safely follow become links. -->
  <xsl:template match="ref[@target][t:address-kind(@target) = 'web']" mode="typ:typeset" as="node()*">
    <typ:ref url="{normalize-space(@target)}">
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:ref>
  </xsl:template>

  <xsl:template match="ptr[@target][t:address-kind(@target) = 'web']" mode="typ:typeset" as="node()*">
    <typ:ref url="{normalize-space(@target)}">{normalize-space(@target)}</typ:ref>
  </xsl:template>

  <xsl:template match="lb[not(@break = 'no')]" mode="typ:typeset" as="node()*">
    <xsl:choose>
      <xsl:when test="not(preceding-sibling::node()[normalize-space()])"/>
      <xsl:when test="t:keeps-line(.)">
        <typ:lb/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()[../(lb | pb | cb)[@break = 'no']]" mode="typ:typeset" as="text()?">
    <xsl:value-of select="t:closed-up(.)"/>
  </xsl:template>

  <xsl:template match="date[not(node())] | time[not(node())]" mode="typ:typeset" as="node()*">
    <xsl:text>{t:date(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="gi" mode="typ:typeset" as="node()*">
    <typ:mono>&lt;{.}&gt;</typ:mono>
  </xsl:template>

  <xsl:template match="att" mode="typ:typeset" as="node()*">
    <typ:mono>@{.}</typ:mono>
  </xsl:template>

  <xsl:template match="code | val | ident | tag | formula" mode="typ:typeset" as="node()*">
    <typ:mono>{.}</typ:mono>
  </xsl:template>

  <xsl:template match="eg | *:egXML" mode="typ:typeset" as="node()*">
    <typ:code body="{if (*) then serialize(node()) else string(.)}"/>
  </xsl:template>
</xsl:stylesheet>
