internal import Feeds

/// The XML Schema (1.0) of manifests in XML, for editors and for checks before Waybill sees a file.
///
/// It is made from the descriptions of the API's fields, and takes every document without namespaces that
/// ``ManifestReader`` takes. It cannot say everything that the reader checks: that two objects have one name, that a
/// key stands both as attribute and as element, that a number has more than 38 digits, that a record in a list says
/// nothing.
public enum ManifestXSD {
    /// The text of the schema, which ships as `docs/waybill.xsd`.
    public static var text: String {
        var writer = XMLWriter()
        do {
            try writer.write(XSDBuilder.schema(), pretty: true)
        } catch {
            // Only a field whose name is no XML name gets here, and no manifest in XML could be written then.
            return ""
        }
        return writer.text
    }
}
