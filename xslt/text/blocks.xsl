<?xml version="1.0" encoding="UTF-8"?>
<!-- The document as a flat sequence of blocks: <t:block indent= hang= above= align=>text</t:block>, ready to be set in lines. Within the text U+E000 stands for a line break. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- From elements of the source to blocks. An element without a rule of its own gives its content. -->
  <xsl:mode name="t:blocks" on-no-match="deep-skip"/>

  <xsl:variable name="t:break" as="xs:string" select="'&#xE000;'"/>

  <!-- Elements that never run in a line. -->
  <xsl:variable name="t:text-blocks" as="xs:string*" select="$t:containers, 'p', 'ab', 'head', 'item', 'opener', 'closer', 'dateline', 'salute', 'signed', 'byline', 'trailer', 'l', 'speaker', 'stage', 'castItem', 'epigraph', 'eg', 'docTitle', 'titlePart', 'docAuthor', 'docDate', 'docImprint', 'cell'"/>

  <!-- Returns whether a node starts a block of its own. -->
  <xsl:function name="t:starts-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="in-blocks" as="xs:boolean" select="t:in-blocks($node) or local-name($node/..) = ('opener', 'closer')"/>
    <xsl:sequence select="$node/self::* and not($node/self::note[t:is-footnote(.)]) and (
        (local-name($node) = $t:text-blocks and not(local-name($node) = ('stage', 'dateline', 'salute', 'signed', 'byline', 'docDate', 'docAuthor') and not($in-blocks)))
        or exists($node[self::quote | self::q | self::said][t:is-block(.)])
        or ($node[self::note | self::bibl | self::cit | self::biblStruct] and $in-blocks)
        or t:holds-block($node))"/>
  </xsl:function>

  <!-- The content of an element: its blocks, and the text between them as blocks. -->
  <xsl:template name="t:flow" as="element(t:block)*">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:param name="hang" as="xs:string" select="''"/>
    <xsl:param name="above" as="xs:integer" select="1"/>
    <xsl:param name="align" as="xs:string" select="'start'"/>
    <xsl:for-each-group select="node() except (comment() | processing-instruction())" group-adjacent="t:starts-block(.)">
      <xsl:variable name="first" as="xs:boolean" select="position() = 1"/>
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="t:blocks"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="text" as="xs:string" select="t:line(current-group())"/>
          <xsl:if test="matches($text, '\S')">
            <t:block indent="{$indent}" above="{$above}" align="{$align}">
              <xsl:if test="$first and $hang"><xsl:attribute name="hang" select="$hang"/></xsl:if>
              <xsl:value-of select="$text"/>
            </t:block>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="*" mode="t:blocks" priority="-10" as="element(t:block)*">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <xsl:template match="front | body | back" mode="t:blocks" as="element(t:block)*">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <xsl:template match="teiHeader" mode="t:blocks"/>

  <!-- Headings: underlined by their level. -->
  <xsl:template match="head" mode="t:blocks" as="element(t:block)*">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:variable name="division" as="xs:boolean" select="exists(parent::div | parent::body | parent::front | parent::back | parent::*[starts-with(local-name(), 'div')])"/>
    <t:block indent="{$indent}" above="{if ($division) then 2 else 1}">
      <xsl:if test="$division">
        <xsl:attribute name="rule" select="if (count(ancestor::*[self::div or self::body][head]) le 1) then '=' else '-'"/>
      </xsl:if>
      <xsl:value-of select="t:line(node())"/>
    </t:block>
  </xsl:template>

  <xsl:template match="opener | closer" mode="t:blocks" as="element(t:block)*">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <xsl:template match="dateline | signed | byline" mode="t:blocks" as="element(t:block)*">
    <xsl:call-template name="t:flow"><xsl:with-param name="align" select="'end'"/></xsl:call-template>
  </xsl:template>

  <!-- Quotations and texts within the text: further in. -->
  <xsl:template match="quote | q | said | floatingText | epigraph" mode="t:blocks" as="element(t:block)*">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:call-template name="t:flow">
      <xsl:with-param name="indent" select="$indent + 4" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="bibl | biblStruct" mode="t:blocks" as="element(t:block)*">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <t:block indent="{if (parent::cit) then $indent + 4 else $indent}" hang="  " above="{if (preceding-sibling::*[1][self::bibl]) then 0 else 1}">
      <xsl:value-of select="t:line(.)"/>
    </t:block>
  </xsl:template>

  <!-- A note that stands by itself. -->
  <xsl:template match="note" mode="t:blocks" as="element(t:block)*">
    <xsl:variable name="label" as="xs:string" select="if (@type = ('archival', 'emphasis', 'editorial', 'textual', 'authorial')) then t:note-label(.) || ': ' else ''"/>
    <xsl:variable name="content" as="element(t:block)*">
      <xsl:call-template name="t:flow">
        <xsl:with-param name="hang" select="'  '"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:for-each select="$content">
      <t:block>
        <xsl:sequence select="@*, if (position() = 1) then $label || . else string(.)"/>
      </t:block>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="list | listBibl" mode="t:blocks" as="element(t:block)*">
    <xsl:apply-templates select="* | text()[normalize-space()]" mode="t:blocks"/>
  </xsl:template>

  <xsl:template match="list/item" mode="t:blocks" as="element(t:block)*">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:variable name="mark" as="xs:string" select="
        if (preceding-sibling::*[1][self::label]) then t:line(preceding-sibling::*[1]/node()) || '  '
        else if (@n) then @n || (if (t:is-numbered(..) and matches(@n, '^\d+$')) then '. ' else ' ')
        else if (t:is-numbered(..)) then (count(preceding-sibling::item) + 1) || '. '
        else if (tokenize(../@rend) = ('simple', 'none')) then '' else '- '"/>
    <xsl:variable name="content" as="element(t:block)*">
      <xsl:call-template name="t:flow">
        <xsl:with-param name="indent" select="$indent + 2" tunnel="yes"/>
        <xsl:with-param name="above" select="if (preceding-sibling::item) then 0 else 1"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:for-each select="$content">
      <xsl:choose>
        <xsl:when test="position() = 1">
          <t:block indent="{$indent + 2}" above="{@above}" hang="{replace($mark, '.', ' ')}"><xsl:value-of select="$mark || ."/></t:block>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="list/label" mode="t:blocks"/>

  <xsl:template match="l" mode="t:blocks" as="element(t:block)">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <t:block indent="{$indent + 2}" hang="    " above="{if (preceding-sibling::*[1][self::l]) then 0 else 1}"><xsl:value-of select="t:line(node())"/></t:block>
  </xsl:template>

  <xsl:template match="speaker" mode="t:blocks" as="element(t:block)">
    <t:block indent="0" above="1"><xsl:value-of select="upper-case(t:line(node()))"/></t:block>
  </xsl:template>

  <xsl:template match="figure" mode="t:blocks" as="element(t:block)">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <t:block indent="{$indent}" above="1">{t:figure(normalize-space(string-join((head, figDesc, p) ! t:line(node()), '. ')))}</t:block>
  </xsl:template>

  <!-- Returns what stands for a figure. -->
  <xsl:function name="t:figure" as="xs:string">
    <xsl:param name="description" as="xs:string"/>
    <xsl:sequence select="if ($description) then '[Figure: ' || $description || ']' else '[Figure]'"/>
  </xsl:function>

  <!-- Entries of a register: the names on one line, the rest below. -->
  <xsl:template match="person | place | org | event" mode="t:blocks" as="element(t:block)*">
    <xsl:variable name="names" as="element()*" select="persName | placeName | orgName | eventName"/>
    <t:block indent="0" above="1"><xsl:value-of select="string-join($names ! t:line(node()), ' · ')"/></t:block>
    <xsl:variable name="facts" as="xs:string*" select="(birth ! ('born ' || t:date(.)), death ! ('died ' || t:date(.)), (occupation, affiliation, nationality, location/geo, idno) ! t:line(node()))"/>
    <xsl:if test="exists($facts)"><t:block indent="4" above="0"><xsl:value-of select="string-join($facts, '; ')"/></t:block></xsl:if>
    <xsl:for-each select="* except ($names | birth | death | occupation | affiliation | nationality | location[geo] | idno)">
      <xsl:choose>
        <xsl:when test="local-name() = $t:containers"><xsl:apply-templates select="." mode="t:blocks"/></xsl:when>
        <xsl:otherwise><t:block indent="4" above="0"><xsl:value-of select="t:line(node())"/></t:block></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
