<?xml version="1.0" encoding="UTF-8"?>
<!-- The default text structure: divisions, headings, paragraphs, quotations, letters' parts. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Returns the level of a heading: the document's title is 1, and no level is skipped, as
       PDF/UA wants it. -->
  <xsl:function name="typ:level" as="xs:integer">
    <xsl:param name="head" as="element(head)"/>
    <xsl:sequence select="
      2 + count($head/../ancestor::*[self::div or self::body or self::front or self::back
        or self::div1 or self::div2 or self::div3 or self::group][head[typ:is-shown(.)]])"/>
  </xsl:function>

  <!-- Returns whether a heading says more than the title that already stands on the page. -->
  <xsl:function name="typ:is-shown" as="xs:boolean">
    <xsl:param name="head" as="element(head)"/>
    <xsl:sequence select="normalize-space($head) != ''
      and not(normalize-space($head) = typ:title($head) and $head/parent::body)"/>
  </xsl:function>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | front | back" mode="typ:typeset" as="node()*">
    <typ:div kind="{@type}">
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:div>
  </xsl:template>

  <xsl:template match="head" mode="typ:typeset" as="node()*">
    <xsl:if test="typ:is-shown(.)">
      <typ:head level="{typ:level(.)}">
        <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
      </typ:head>
    </xsl:if>
  </xsl:template>

  <!-- Where the Guidelines allow a head that opens no division. -->
  <xsl:template match="list/head | lg/head | castGroup/head | listBibl/head | listPerson/head | listPlace/head
      | listOrg/head | floatingText//head" mode="typ:typeset" as="node()*">
    <typ:p>
      <typ:hi rend="italic">
        <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
      </typ:hi>
    </typ:p>
  </xsl:template>

  <xsl:template match="p | ab | trailer | byline | docImprint" mode="typ:typeset" as="node()*">
    <typ:p>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:p>
  </xsl:template>

  <!-- A title page or a list of roles: lines, none of them the beginning of a paragraph. -->
  <xsl:template match="titlePage | castList | castGroup" mode="typ:typeset" as="node()*">
    <typ:lines>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:lines>
  </xsl:template>

  <xsl:template match="floatingText" mode="typ:typeset" as="node()*">
    <typ:floatingText>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:floatingText>
  </xsl:template>

  <xsl:template match="cit" mode="typ:typeset" as="node()*">
    <typ:cit>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:cit>
  </xsl:template>

  <xsl:template match="quote[t:is-block(.)] | q[t:is-block(.)] | said[t:is-block(.)]"
      mode="typ:typeset" as="node()*">
    <typ:quote>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:quote>
  </xsl:template>

  <xsl:template match="opener | salute[parent::div or parent::body]" mode="typ:typeset" as="node()*">
    <typ:opener>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:opener>
  </xsl:template>

  <xsl:template match="closer | signed[parent::div or parent::body]" mode="typ:typeset" as="node()*">
    <typ:closer>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:closer>
  </xsl:template>

  <xsl:template match="opener/* | closer/* | address/* | postscript/label | castItem | titlePart
      | docTitle[not(titlePart)] | docEdition" mode="typ:typeset" as="node()*">
    <typ:line>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:line>
  </xsl:template>

  <xsl:template match="dateline[not(parent::opener or parent::closer)]" mode="typ:typeset" as="node()*">
    <typ:opener>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:opener>
  </xsl:template>

  <xsl:template match="postscript" mode="typ:typeset" as="node()*">
    <typ:opener>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:opener>
  </xsl:template>

  <xsl:template match="lg" mode="typ:typeset" as="node()*">
    <typ:lg>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:lg>
  </xsl:template>

  <xsl:template match="l" mode="typ:typeset" as="node()*">
    <typ:l>
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:l>
  </xsl:template>

  <xsl:template match="sp" mode="typ:typeset" as="node()*">
    <typ:speech>
      <xsl:if test="speaker">
        <typ:with name="speaker">
          <xsl:sequence select="speaker ! typ:content(.)"/>
        </typ:with>
      </xsl:if>
      <xsl:apply-templates select="node() except speaker" mode="typ:typeset"/>
    </typ:speech>
  </xsl:template>

  <xsl:template match="stage" mode="typ:typeset" as="node()*">
    <typ:hi rend="italic">
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
    </typ:hi>
  </xsl:template>

  <xsl:template match="milestone[@unit = ('section', 'rule') or @rend]" mode="typ:typeset" as="node()*">
    <typ:rule/>
  </xsl:template>

  <xsl:template match="fw | teiHeader | standOff | facsimile | sourceDoc" mode="typ:typeset" as="node()*"/>

  <!-- Returns the content of an element as calls and text. -->
  <xsl:function name="typ:content" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element/node()" mode="typ:typeset"/>
  </xsl:function>
</xsl:stylesheet>
