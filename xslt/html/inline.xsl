<?xml version="1.0" encoding="UTF-8"?>
<!-- Running text: emphasis, foreign words, terms, quotations in the line, links, and white space. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Text, without the white space that stands before a footnote's number or at a line break within a word. -->
  <xsl:template match="text()" mode="t:html">
    <xsl:variable name="next" as="node()?" select="following-sibling::node()[not(self::comment() | self::processing-instruction())][1]"/>
    <xsl:variable name="text" as="xs:string" select="t:closed-up(.)"/>
    <xsl:value-of select="if ($next[self::note][t:is-footnote(.)]) then replace($text, '\s+$', '') else $text"/>
  </xsl:template>

  <!-- Highlighting: what it means comes before what it looks like. -->
  <xsl:template match="hi" mode="t:html">
    <xsl:variable name="statement" as="xs:string" select="t:emphasis-of(.)"/>
    <xsl:variable name="looks" as="xs:string*" select="tokenize(@rend)"/>
    <xsl:variable name="name" as="xs:string" select="
        if ($looks = ('superscript', 'super', 'sup') and not($statement)) then 'sup'
        else if ($looks = ('subscript', 'sub') and not($statement)) then 'sub'
        else if ($statement and not(t:holds-block(.))) then 'em'
        else if (t:holds-block(.)) then 'div' else 'span'"/>
    <xsl:element name="{$name}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="('hi', (@rend, @ana) ! t:class(.))"/>
      </xsl:call-template>
      <xsl:if test="$statement">
        <xsl:attribute name="title" select="$statement"/>
      </xsl:if>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="emph" mode="t:html">
    <em><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></em>
  </xsl:template>

  <xsl:template match="foreign | distinct | gloss" mode="t:html">
    <xsl:element name="{if (@xml:lang) then 'bdi' else 'span'}">
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="term" mode="t:html">
    <dfn><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></dfn>
  </xsl:template>

  <xsl:template match="mentioned | soCalled" mode="t:html">
    <span>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="local-name(), 'quoted'[not(t:has-marks(current()))]"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </span>
  </xsl:template>

  <xsl:template match="quote | q | said" mode="t:html" priority="-0.4">
    <q>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'marked'[t:has-marks(current())]"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </q>
  </xsl:template>

  <!-- Returns whether the source has written quotation marks around or within an element. -->
  <xsl:function name="t:has-marks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="marks" as="xs:string" select="'[&quot;“”„‟«»‹›‘’‚‛「」『』〈〉]'"/>
    <xsl:sequence select="matches(string($element/preceding-sibling::node()[1][self::text()]), $marks || '$')
        or matches(string($element), '^\s*' || $marks)"/>
  </xsl:function>

  <xsl:template match="ref | ptr" mode="t:html">
    <xsl:call-template name="t:link">
      <xsl:with-param name="address" select="string((tokenize(@target), '')[1])"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A link where the address may be followed; else the text alone. -->
  <xsl:template name="t:link" as="node()*">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="class" as="xs:string*"/>
    <xsl:variable name="href" as="xs:string?" select="t:href(., $address)"/>
    <xsl:variable name="text" as="node()*">
      <xsl:apply-templates mode="t:html"/>
      <xsl:if test="not(node())"><xsl:value-of select="replace($address, '^(https?://|mailto:)', '')"/></xsl:if>
    </xsl:variable>
    <xsl:if test="t:address-kind($address) = 'refused'">
      <xsl:call-template name="t:report">
        <xsl:with-param name="code" select="'OUT112'"/>
        <xsl:with-param name="message" select="'The address “' || t:shortened($address, 60) || '” is not followed: links lead to the web, to files of the edition or to places in the document.'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:element name="{if ($href) then 'a' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="$class, local-name()[not(current()/self::ref[$href])], 'external'[t:address-kind($address) = 'web'], 'refused'[t:address-kind($address) = 'refused']"/>
      </xsl:call-template>
      <xsl:if test="$href">
        <xsl:attribute name="href" select="$href"/>
      </xsl:if>
      <xsl:sequence select="$text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="title" mode="t:html">
    <xsl:element name="{if (@level = ('m', 'j', 's') or not(@level)) then 'cite' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'title', @level ! t:class(.)"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date[@when castable as xs:date] | time[@when castable as xs:time]" mode="t:html">
    <time datetime="{@when}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates mode="t:html"/>
      <xsl:if test="not(node())">{t:date(.)}</xsl:if>
    </time>
  </xsl:template>

  <xsl:template match="date[not(node())]" mode="t:html" priority="-0.1"><span class="date">{t:date(.)}</span></xsl:template>

  <xsl:template match="code | gi | att | val | tag | ident | kw" mode="t:html">
    <code>
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </code>
  </xsl:template>

</xsl:stylesheet>
