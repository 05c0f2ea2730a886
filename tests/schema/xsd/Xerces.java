import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.MissingResourceException;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * Validates documents with the Xerces inside Java. The only argument is a file of lines: a schema
 * after "schema ", and under it the documents to validate by it. Prints for each line "ok" or
 * what is wrong.
 */
public class Xerces {
  private static Schema schema;

  public static void main(String[] arguments) throws IOException {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      System.out.println(verdict(factory, line).replace('\n', ' '));
    }
  }

  private static String verdict(SchemaFactory factory, String line) throws IOException {
    try {
      if (line.startsWith("schema ")) {
        schema = null;
        schema = factory.newSchema(new StreamSource(new File(line.substring(7))));
      } else if (schema == null) {
        return "no schema";
      } else {
        schema.newValidator().validate(new StreamSource(new File(line)));
      }
    } catch (SAXException | MissingResourceException wrong) {
      // Of some mistakes, Java's own Xerces has no words to speak.
      return "wrong: " + wrong.getMessage();
    }
    return "ok";
  }
}
