<?xml version="1.0" encoding="UTF-8"?>
<!-- Entries of registers: persons, places, organisations, events and books. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Where entries are mentioned: <mentions><mention key="id" href="…" title="…"/></mentions>. -->
  <xsl:param name="mentions" as="document-node()?" select="()"/>

  <xsl:key name="t:mentions" match="*:mention" use="@key"/>

  <xsl:template match="standOff" mode="t:html">
    <xsl:apply-templates mode="t:html"/>
  </xsl:template>

  <xsl:template match="listPerson | listPlace | listOrg | listEvent" mode="t:html">
    <div>
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'register', local-name()"/></xsl:call-template>
      <xsl:apply-templates select="* except (person | place | org | event | personGrp | relation | listRelation)" mode="t:html"/>
      <xsl:apply-templates select="person | place | org | event | personGrp" mode="t:html"/>
    </div>
  </xsl:template>

  <!-- The heading of a list in a register. -->
  <xsl:template match="listPerson/head | listPlace/head | listOrg/head | listEvent/head" mode="t:html">
    <h2><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></h2>
  </xsl:template>

  <!-- One entry: the name it is filed under, other names in their scripts, facts, notes, mentions. -->
  <xsl:template match="person | place | org | event | personGrp" mode="t:html">
    <xsl:param name="level" as="xs:integer" select="3" tunnel="yes"/>
    <xsl:variable name="names" as="element()*" select="persName | placeName | orgName | eventName | geogName | name | label | settlement | region | country"/>
    <xsl:variable name="other" as="element()*" select="($names except $names[1])[normalize-space()]"/>
    <article>
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'entry', local-name()"/></xsl:call-template>
      <xsl:element name="h{$level}"><xsl:apply-templates select="$names[1]/node()" mode="t:html"/></xsl:element>
      <xsl:if test="$other">
        <ul class="names">
          <xsl:for-each select="$other">
            <li>
              <bdi><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></bdi>
              <xsl:if test="@type"><xsl:text> </xsl:text><span class="label">{replace(@type, '-', ' ')}</span></xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:if>
      <xsl:if test="birth | death | floruit | occupation | affiliation | nationality | residence | education">
        <p class="facts">
          <xsl:variable name="life" as="xs:string*" select="(birth ! ('born ' || t:moment(.)), death ! ('died ' || t:moment(.)), floruit ! ('active ' || t:moment(.)))"/>
          <xsl:variable name="facts" as="xs:string*" select="string-join($life, ', ')[. ne ''], (occupation, affiliation, nationality, residence, education) ! t:plain(node())[. ne '']"/>
          <xsl:text>{t:capitalised(string-join($facts, '; '))}.</xsl:text>
        </p>
      </xsl:if>
      <xsl:apply-templates select="location" mode="t:html"/>
      <xsl:for-each select="desc | note | p | trait | state">
        <div class="remark"><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></div>
      </xsl:for-each>
      <xsl:if test="idno">
        <ul class="identifiers"><xsl:for-each select="idno"><li>
          <xsl:if test="@type"><span class="label">{@type}</span><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="." mode="t:html"/></li></xsl:for-each></ul>
      </xsl:if>
      <xsl:apply-templates mode="t:html" select="* except ($names | birth | death | floruit | occupation | affiliation | nationality | residence | education
          | location | desc | note | p | trait | state | idno)">
        <xsl:with-param name="level" select="min((6, $level + 1))" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:call-template name="t:mentions"/>
    </article>
  </xsl:template>

  <!-- Returns when and where a life began or ended. -->
  <xsl:function name="t:moment" as="xs:string">
    <xsl:param name="event" as="element()"/>
    <xsl:sequence select="t:date($event)"/>
  </xsl:function>

  <xsl:template match="location" mode="t:html">
    <p class="location">
      <xsl:for-each select="geo[matches(normalize-space(.), '^-?[0-9]+(\.[0-9]+)?(, ?| )-?[0-9]+(\.[0-9]+)?$')]">
        <xsl:variable name="numbers" as="xs:string*" select="tokenize(normalize-space(.), '[ ,]+')"/>
        <a class="external" href="https://www.openstreetmap.org/?mlat={$numbers[1]}&amp;mlon={$numbers[2]}#map=8/{$numbers[1]}/{$numbers[2]}">{$numbers[1]}, {$numbers[2]}</a>
      </xsl:for-each>
      <xsl:for-each select="* except geo[matches(normalize-space(.), '^-?[0-9]+(\.[0-9]+)?(, ?| )-?[0-9]+(\.[0-9]+)?$')]">
        <xsl:apply-templates select="." mode="t:html"/>
        <xsl:if test="position() ne last()">, </xsl:if>
      </xsl:for-each>
    </p>
  </xsl:template>

  <!-- In which documents the entry is mentioned. -->
  <xsl:template name="t:mentions" as="element()?">
    <xsl:variable name="found" as="element()*" select="if (@xml:id and $mentions) then key('t:mentions', @xml:id, $mentions) else ()"/>
    <xsl:if test="$found">
      <div class="mentions">
        <p class="label" id="t-mentions-{@xml:id}">Mentioned in</p>
        <ul aria-labelledby="t-mentions-{@xml:id}">
          <xsl:for-each-group select="$found" group-by="replace(@href, '#.*$', '')">
            <li>
              <a href="{@href}">{@title}</a>
              <xsl:if test="count(current-group()) gt 1"><xsl:text> </xsl:text><span class="times">
                <xsl:for-each select="subsequence(current-group(), 2, 8)"><a href="{@href}" aria-label="{@title}, place {position() + 1}">{position() + 1}</a><xsl:text> </xsl:text></xsl:for-each>
              </span></xsl:if>
            </li>
          </xsl:for-each-group>
        </ul>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- In a register of books each entry is a heading-less article of a list. -->
  <xsl:template match="listBibl/bibl[@xml:id]" mode="t:html" priority="2">
    <li>
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'bibl', 'entry'"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
      <xsl:call-template name="t:mentions"/>
    </li>
  </xsl:template>

  <!-- The persons, places and organisations that a document lists in its own header. -->
  <xsl:template name="t:own-registers" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="lists" as="element()*" select="$header/profileDesc/(particDesc/(listPerson | listOrg) | settingDesc/listPlace)"/>
    <xsl:if test="$lists">
      <section class="own-registers" aria-labelledby="t-registers">
        <h2 id="t-registers">Persons and places</h2>
        <xsl:apply-templates select="$lists" mode="t:html"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="teiHeader//listPerson/head | teiHeader//listPlace/head | teiHeader//listOrg/head" mode="t:html" priority="2"/>

</xsl:stylesheet>
