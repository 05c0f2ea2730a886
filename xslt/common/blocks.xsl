<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands as a block of its own, what runs in the line, and what becomes a footnote. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Returns whether a p, quote or note holds something that HTML and print set as a block of its own. -->
  <xsl:function name="t:holds-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(p | ab | div | lg | l | list | listBibl | table | figure | floatingText | cit | sp | eg
        | quote[t:is-block(.)] | note[not(t:is-footnote(.))][t:holds-block(.)]))
        or exists($element/(hi | seg | add | del | foreign | q | quote | said | item | supplied | unclear | note | cell)[not(self::note[t:is-footnote(.)])][t:holds-block(.)])"/>
  </xsl:function>

  <!-- Elements that hold blocks, not running text. -->
  <xsl:variable name="t:containers" as="xs:string*" select="
      'TEI', 'text', 'front', 'body', 'back', 'group', 'floatingText', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7',
      'argument', 'epigraph', 'postscript', 'titlePage', 'standOff', 'sp', 'spGrp', 'figure', 'listPerson', 'listPlace', 'listOrg', 'listBibl',
      'listEvent', 'castList', 'castGroup', 'performance', 'set', 'prologue', 'epilogue', 'lg', 'list', 'table', 'row',
      'person', 'place', 'org', 'event', 'personGrp', 'relation', 'msDesc', 'msPart', 'msItem', 'physDesc', 'history', 'biblStruct'"/>

  <!-- Returns whether a quotation or speech is set apart from the running text. -->
  <xsl:function name="t:is-block" as="xs:boolean">
    <xsl:param name="quote" as="element()"/>
    <xsl:sequence select="
        exists($quote/parent::cit[t:in-blocks(.)])
        or local-name($quote/..) = $t:containers
        or exists($quote/(p | ab | lg | l | list | table | div | floatingText | sp))"/>
  </xsl:function>

  <!-- Returns whether a line of the source is one in the edition: in addresses, inscriptions and the like, not in prose. -->
  <xsl:function name="t:keeps-line" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="exists($break/(ancestor::ab | ancestor::address | ancestor::signed | ancestor::salute | ancestor::head | ancestor::titlePart))"/>
  </xsl:function>

  <!-- Returns a text without the white space at a break within a word. -->
  <xsl:function name="t:closed-up" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="beside" as="element()*" select="
        $text/(preceding-sibling::node()[not(self::comment() | self::processing-instruction())][1],
               following-sibling::node()[not(self::comment() | self::processing-instruction())][1])
          [self::lb | self::pb | self::cb][@break = 'no']"/>
    <xsl:variable name="start" as="xs:string" select="if ($beside[. &lt;&lt; $text]) then replace($text, '^\s+', '') else string($text)"/>
    <xsl:sequence select="if ($beside[. &gt;&gt; $text]) then replace($start, '\s+$', '') else $start"/>
  </xsl:function>

  <!-- Returns whether the items of a list are counted. -->
  <xsl:function name="t:is-numbered" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="(tokenize($list/@rend), tokenize($list/@type)) = ('numbered', 'ordered')"/>
  </xsl:function>

  <!-- Returns whether an element stands among blocks, not in running text. -->
  <xsl:function name="t:in-blocks" as="xs:boolean">
    <xsl:param name="element" as="node()"/>
    <xsl:variable name="parent" as="node()?" select="$element/.."/>
    <xsl:sequence select="
        local-name($parent) = $t:containers
        or exists($parent[self::cit][t:in-blocks(.) or exists((quote | q)[t:is-block(.)])])
        or exists($parent[self::quote | self::q | self::said][t:is-block(.)])"/>
  </xsl:function>

  <!-- Returns whether a note is called by a number in the text and printed below it. -->
  <xsl:function name="t:is-footnote" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="
        $note[self::note][ancestor::text]
        and not($note/@place = ('inline', 'interlinear'))
        and not($note/ancestor::note[ancestor::text])
        and ($note/@place = ('foot', 'end', 'bottom')
          or not(t:in-blocks($note) or $note/parent::bibl/parent::listBibl))"/>
  </xsl:function>

</xsl:stylesheet>
