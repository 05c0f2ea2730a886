<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says about a document, as values. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Returns the title of a document. -->
  <xsl:function name="t:title" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="titles" as="element()*" select="$header/fileDesc/titleStmt/title"/>
    <xsl:variable name="title" as="element()?" select="($titles[@type = 'main'], $titles[not(@type = ('sub', 'short'))], $titles)[1]"/>
    <xsl:sequence select="(t:plain($title/node())[. ne ''], t:plain(root($header)//body//head[1]/node())[. ne ''], 'Untitled')[1]"/>
  </xsl:function>

  <!-- Returns the subtitle, or an empty string. -->
  <xsl:function name="t:subtitle" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="string-join($header/fileDesc/titleStmt/title[@type = 'sub'] ! t:plain(node()), '. ')"/>
  </xsl:function>

  <!-- Returns the short title where there is one, else the title. -->
  <xsl:function name="t:short-title" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="short" as="element()?" select="$header/fileDesc/titleStmt/title[@type = 'short'][1]"/>
    <xsl:sequence select="if ($short) then t:plain($short/node()) else t:title($header)"/>
  </xsl:function>

  <!-- Returns the authors of the text. -->
  <xsl:function name="t:authors" as="xs:string*">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="$header/fileDesc/titleStmt/author ! t:plain(node())[. ne '']"/>
  </xsl:function>

  <!-- Returns the editors of the file. -->
  <xsl:function name="t:editors" as="xs:string*">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="$header/fileDesc/titleStmt/editor ! t:plain(node())[. ne '']"/>
  </xsl:function>

  <!-- Returns one act of the correspondence: sent, received and so on. -->
  <xsl:function name="t:action" as="element()*">
    <xsl:param name="header" as="element()?"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="$header/profileDesc/correspDesc[1]/correspAction[@type = $type]"/>
  </xsl:function>

  <!-- Returns who did something in the correspondence, in plain text. -->
  <xsl:function name="t:agents" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="string-join(t:action($header, $type)/(persName | orgName | name | rs) ! t:plain(node()), ', ')"/>
  </xsl:function>

  <!-- Returns the date of the document: when it was sent, else when it was made. -->
  <xsl:function name="t:document-date" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="(t:action($header, 'sent')/date, t:action($header, 'signed')/date, $header/profileDesc/creation/(date | .//date),
        $header/fileDesc/sourceDesc//(origDate | docDate))[1]"/>
  </xsl:function>

  <!-- Returns where the original is kept, in plain text. -->
  <xsl:function name="t:shelfmark" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="kept" as="element()?" select="($header/fileDesc/sourceDesc//msIdentifier)[1]"/>
    <xsl:sequence select="string-join($kept/(country, region, settlement, institution, repository, collection, idno, msName) ! t:plain(node())[. ne ''], ', ')"/>
  </xsl:function>

  <!-- Returns who publishes the file. -->
  <xsl:function name="t:publisher" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="string-join($header/fileDesc/publicationStmt/(publisher, distributor, authority)[1] ! t:plain(node()))"/>
  </xsl:function>

  <!-- Returns when the file was published, in words. -->
  <xsl:function name="t:published" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="t:date($header/fileDesc/publicationStmt/date[1])"/>
  </xsl:function>

  <!-- Returns who is meant by a pointer list: names where the document holds them, else nothing. -->
  <xsl:function name="t:who" as="xs:string">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:variable name="named" as="xs:string*">
      <xsl:for-each select="tokenize($pointers, '\s+')[starts-with(., '#')]">
        <xsl:variable name="person" as="element()?" select="key('t:identified', substring(., 2), root($pointers))[1]"/>
        <xsl:sequence select="t:plain(($person/(persName | orgName | name | placeName)[1], $person)[1]/node())"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($named[. ne ''], ', ')"/>
  </xsl:function>

</xsl:stylesheet>
