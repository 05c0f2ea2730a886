<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: by number at the foot of the page, or where they stand. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- The footnotes of the page, in their order. -->
  <xsl:key name="t:footnotes" match="note[t:is-footnote(.)]" use="'all'"/>

  <!-- Returns the number of a footnote. -->
  <xsl:function name="t:footnote-number" as="xs:integer">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="count(key('t:footnotes', 'all', root($note))[. &lt;&lt; $note]) + 1"/>
  </xsl:function>

  <xsl:template match="note[t:is-footnote(.)]" mode="t:html">
    <xsl:variable name="number" as="xs:integer" select="t:footnote-number(.)"/>
    <sup class="call"><a id="t-call-{$number}" href="#t-note-{$number}" role="doc-noteref" aria-label="Note {$number}">{$number}</a></sup>
    <xsl:if test="preceding-sibling::node()[1][self::text()][matches(., '\s$')] and following-sibling::node()[1][self::text()][matches(., '^[\p{L}\p{N}(«“„]')]">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The footnotes, below the text. -->
  <xsl:template name="t:footnotes" as="element()?">
    <xsl:variable name="notes" as="element()*" select="key('t:footnotes', 'all', root(.))"/>
    <xsl:if test="$notes">
      <section class="footnotes" role="doc-endnotes" aria-labelledby="t-notes">
        <h2 id="t-notes">Notes</h2>
        <ol>
          <xsl:for-each select="$notes">
            <li id="t-note-{position()}">
              <xsl:apply-templates select="." mode="t:footnote">
                <xsl:with-param name="number" select="position()"/>
              </xsl:apply-templates>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="t:footnote" on-no-match="fail"/>

  <!-- One footnote, with the way back. -->
  <xsl:template match="note" mode="t:footnote" as="element()">
    <xsl:param name="number" as="xs:integer"/>
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'footnote'"/>
      </xsl:call-template>
      <xsl:if test="@subtype or @type = ('archival', 'authorial', 'textual')">
        <span class="label">{t:note-label(.)}.</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="t:html"/>
      <xsl:text> </xsl:text>
      <a class="backlink" href="#t-call-{$number}" role="doc-backlink" aria-label="Back to the text, note {$number}">↩</a>
    </div>
  </xsl:template>

  <!-- A note that stands by itself, such as a label on the sheet or a statement on emphasis. -->
  <xsl:template match="note" mode="t:html" priority="-0.4">
    <xsl:variable name="block" as="xs:boolean" select="t:in-blocks(.) or parent::listBibl or t:holds-block(.)"/>
    <xsl:variable name="who" as="xs:string" select="t:who(@resp)"/>
    <xsl:element name="{if ($block) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'note'"/>
      </xsl:call-template>
      <xsl:if test="@type = ('archival', 'emphasis', 'editorial', 'textual', 'authorial')">
        <xsl:if test="$block">
          <xsl:attribute name="role" select="'note'"/>
        </xsl:if>
        <span class="label">{t:note-label(.)}{if ($who and @type = 'archival') then ' (' || $who || ')' else ''}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
