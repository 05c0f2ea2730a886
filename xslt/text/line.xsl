<?xml version="1.0" encoding="UTF-8"?>
<!-- Running text as a string: the reading text, or the text as it stands on the sheet. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- True for the text as on the sheet, false for the text to be read. -->
  <xsl:variable name="t:diplomatic" as="xs:boolean" select="$variant = 'diplomatic'"/>

  <xsl:mode name="t:line" on-no-match="shallow-skip"/>

  <!-- Returns nodes as a string in which white space is as it should be set; U+E000 is a line break. -->
  <xsl:function name="t:line" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:apply-templates select="$nodes" mode="t:line"/>
    </xsl:variable>
    <xsl:variable name="joined" as="xs:string" select="replace(string-join($pieces), '[\s]+', ' ')"/>
    <xsl:variable name="glued" as="xs:string" select="replace(replace($joined, '\s*&#xE001;\s*', ''), '\s*&#xE002;', '')"/>
    <xsl:sequence select="replace(replace($glued, ' ?&#xE000; ?', $t:break), '^ | $', '')"/>
  </xsl:function>

  <!-- Text. Characters that mean something to us only are left out. -->
  <xsl:template match="text()" mode="t:line" as="xs:string">
    <xsl:sequence select="translate(., '&#xE000;&#xE001;&#xE002;', '')"/>
  </xsl:template>

  <!-- U+E001 takes away the white space on both sides, U+E002 that before it. -->
  <xsl:template match="lb | cb" mode="t:line" as="xs:string*">
    <xsl:sequence select="
        if ($t:diplomatic) then (if (@break = 'no') then '&#xE002;-' else (), '&#xE000;')
        else if (ancestor::address | ancestor::ab and not(@break = 'no')) then '&#xE000;'
        else if (@break = 'no') then '&#xE001;' else ' '"/>
  </xsl:template>

  <xsl:template match="pb" mode="t:line" as="xs:string">
    <xsl:sequence select="
        if ($t:diplomatic) then '&#xE000;[' || (string(@n)[. ne ''] , 'page')[1] || ']&#xE000;'
        else if (@break = 'no') then '&#xE001;' else ' '"/>
  </xsl:template>

  <xsl:template match="addrLine" mode="t:line" as="xs:string*">
    <xsl:apply-templates mode="t:line"/>
    <xsl:sequence select="if (following-sibling::addrLine) then '&#xE000;' else ''"/>
  </xsl:template>

  <xsl:template match="note[t:is-footnote(.)]" mode="t:line" as="xs:string">
    <xsl:sequence select="'&#xE002;[' || t:footnote-number(.) || ']' || (if (matches(string(preceding-sibling::node()[1][self::text()]), '\s$') and matches(string(following-sibling::node()[1][self::text()]), '^[\p{L}\p{N}(«“„]')) then ' ' else '')"/>
  </xsl:template>

  <xsl:template match="note" mode="t:line" priority="-0.4" as="xs:string*">
    <xsl:sequence select="' ['"/>
    <xsl:apply-templates mode="t:line"/>
    <xsl:sequence select="'] '"/>
  </xsl:template>

  <xsl:template match="p | item | l" mode="t:line" as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="t:line"/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:template match="choice" mode="t:line" as="xs:string*">
    <xsl:apply-templates mode="t:line" select="
        if ($t:diplomatic) then (abbr, sic, orig, *)[1] else (expan, corr, reg, *)[1]"/>
  </xsl:template>

  <xsl:template match="ex" mode="t:line" as="xs:string*">
    <xsl:if test="not($t:diplomatic)"><xsl:apply-templates mode="t:line"/></xsl:if>
  </xsl:template>

  <xsl:template match="am" mode="t:line" as="xs:string*">
    <xsl:if test="$t:diplomatic"><xsl:apply-templates mode="t:line"/></xsl:if>
  </xsl:template>

  <xsl:template match="del" mode="t:line" as="xs:string*">
    <xsl:if test="$t:diplomatic">
      <xsl:sequence select="'⟦'"/><xsl:apply-templates mode="t:line"/><xsl:sequence select="'⟧'"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="add" mode="t:line" as="xs:string*">
    <xsl:sequence select="'⟨'[$t:diplomatic]"/><xsl:apply-templates mode="t:line"/><xsl:sequence select="'⟩'[$t:diplomatic]"/>
  </xsl:template>

  <xsl:template match="supplied" mode="t:line" as="xs:string*">
    <xsl:sequence select="'['"/><xsl:apply-templates mode="t:line"/><xsl:sequence select="']'"/>
  </xsl:template>

  <xsl:template match="unclear" mode="t:line" as="xs:string*">
    <xsl:apply-templates mode="t:line"/><xsl:sequence select="'(?)'"/>
  </xsl:template>

  <xsl:template match="gap" mode="t:line" as="xs:string"><xsl:sequence select="'[…]'"/></xsl:template>

  <xsl:template match="space" mode="t:line" as="xs:string"><xsl:sequence select="if ($t:diplomatic) then '[   ]' else ' '"/></xsl:template>

  <xsl:template match="app" mode="t:line" as="xs:string*"><xsl:apply-templates select="(lem, rdg)[1]" mode="t:line"/></xsl:template>

  <xsl:template match="fw | index" mode="t:line" as="xs:string*">
    <xsl:if test="$t:diplomatic"><xsl:apply-templates mode="t:line"/></xsl:if>
  </xsl:template>

  <!-- Emphasis that someone laid is put between low lines; other highlighting is not shown. -->
  <xsl:template match="hi[t:emphasis-of(.)] | emph" mode="t:line" as="xs:string*">
    <xsl:sequence select="'_'"/><xsl:apply-templates mode="t:line"/><xsl:sequence select="'_'"/>
  </xsl:template>

  <xsl:template match="quote | q | soCalled | mentioned | said" mode="t:line" as="xs:string*">
    <xsl:variable name="marked" as="xs:boolean" select="matches(string(.), '^\s*[&quot;“”„«»‹›‘’]') or matches(string(preceding-sibling::node()[1][self::text()]), '[&quot;“”„«»‹›‘’]$')"/>
    <xsl:sequence select="'“'[not($marked)]"/><xsl:apply-templates mode="t:line"/><xsl:sequence select="'”'[not($marked)]"/>
  </xsl:template>

  <xsl:template match="ref[t:address-kind(string(@target)) = 'web']" mode="t:line" as="xs:string*">
    <xsl:apply-templates mode="t:line"/>
    <xsl:if test="not(contains(., @target))"><xsl:sequence select="' &lt;' || normalize-space(@target) || '&gt;'"/></xsl:if>
  </xsl:template>

  <xsl:template match="ptr" mode="t:line" as="xs:string"><xsl:sequence select="normalize-space(@target)[not(t:address-kind(.) = 'refused')] || ''"/></xsl:template>

  <xsl:template match="date[not(node())]" mode="t:line" as="xs:string"><xsl:sequence select="t:date(.)"/></xsl:template>

  <xsl:template match="graphic | figure" mode="t:line" as="xs:string">
    <xsl:sequence select="'[' || (t:plain((desc, figDesc, head)[1]/node())[. ne ''], 'Picture')[1] || ']'"/>
  </xsl:template>

  <!-- A structured citation has no punctuation of its own. -->
  <xsl:template match="biblStruct" mode="t:line" as="xs:string">
    <xsl:sequence select="string-join(.//(author | editor | title | pubPlace | publisher | date | biblScope | idno) ! t:line(.)[. ne ''], ', ') || '.'"/>
  </xsl:template>

  <xsl:template match="figDesc | graphic/desc" mode="t:line"/>

</xsl:stylesheet>
