<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables: in columns where the lines are wide enough, else a line for each row with bars. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="table" mode="t:blocks" as="element(t:block)*">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:apply-templates select="head" mode="t:blocks"/>
    <xsl:variable name="rows" as="array(xs:string)*" select="row ! t:cells(.)"/>
    <xsl:variable name="columns" as="xs:integer" select="max((0, $rows ! array:size(.)))" xmlns:array="http://www.w3.org/2005/xpath-functions/array"/>
    <xsl:variable name="widths" as="xs:integer*" select="for $column in 1 to $columns
        return max($rows ! string-length(t:cell(., $column)))"/>
    <xsl:variable name="aligned" as="xs:boolean" select="$width le 0 or sum($widths) + 3 * ($columns - 1) + $indent le $width"/>
    <xsl:for-each select="$rows">
      <xsl:variable name="row" as="array(xs:string)" select="."/>
      <t:block indent="{$indent}" hang="    " above="{if (position() = 1) then 1 else 0}">
        <xsl:value-of separator=" | " select="for $column in 1 to $columns return
            if ($aligned) then t:cell($row, $column) || t:spaces($widths[$column] - string-length(t:cell($row, $column)))
            else t:cell($row, $column)"/>
      </t:block>
    </xsl:for-each>
    <xsl:apply-templates select="* except (head | row)" mode="t:blocks"/>
  </xsl:template>

  <!-- Returns the cells of a row as strings; a first column that a cell above reaches into has an empty one. -->
  <xsl:function name="t:cells" as="array(xs:string)">
    <xsl:param name="row" as="element(row)"/>
    <xsl:variable name="covered" as="xs:boolean" select="exists($row/preceding-sibling::row[cell[1]/@rows castable as xs:integer]
        [xs:integer(cell[1]/@rows) gt count(following-sibling::row[. &lt;&lt; $row]) + 1])"/>
    <xsl:sequence select="array { ''[$covered], $row/cell/(t:line(node()), (2 to xs:integer((@cols[matches(., '^[1-9]\d?$')], 1)[1])) ! '') }"/>
  </xsl:function>

  <!-- Returns a cell, an empty string where the row has no such cell. -->
  <xsl:function name="t:cell" as="xs:string">
    <xsl:param name="row" as="array(xs:string)"/>
    <xsl:param name="column" as="xs:integer"/>
    <xsl:sequence select="string($row?*[$column])"/>
  </xsl:function>

</xsl:stylesheet>
