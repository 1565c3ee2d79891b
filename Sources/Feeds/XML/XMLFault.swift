internal import CXMLReader

/// The parser's reasons in our words.
enum XMLFault {
    /// The limit that a reason says is exceeded, if it can be set.
    static func exceededLimit(_ code: Int32) -> ReaderLimits.Kind? {
        switch code {
        case Int32(CXMLErrorExpansion): .entityBytes
        case Int32(CXMLErrorDepth): .depth
        case Int32(CXMLErrorAttributes): .fields
        case Int32(CXMLErrorName): .nameBytes
        case Int32(CXMLErrorValue), Int32(CXMLErrorText): .textBytes
        default: nil
        }
    }

    /// The kind of fault and what to say about it; the numbers are libxml2's `xmlParserErrors`, which never change.
    static func describe(
        _ code: Int32, about name: String, limits: ReaderLimits
    ) -> (FeedError.Code, String, help: String?) {
        switch code {
        case Int32(CXMLErrorMemory): return (.limit, "there is no memory to read the document", nil)
        case Int32(CXMLErrorExpansion):
            return (
                .limit, "the document's entities expand to far more text than was read",
                "remove the entity declarations, or write their text in place"
            )
        case Int32(CXMLErrorExternalEntity):
            return (
                .forbidden,
                "the entity &\(name); stands outside the document, and nothing outside is ever loaded",
                "write its text in place"
            )
        case Int32(CXMLErrorDepth): return (.limit, "elements nest deeper than \(limits.depth)", nil)
        case Int32(CXMLErrorAttributes):
            return (.limit, "an element has more than \(limits.fields) attributes", nil)
        case Int32(CXMLErrorName): return (.limit, "a name is longer than \(limits.nameBytes) bytes", nil)
        case Int32(CXMLErrorValue):
            return (.limit, "an attribute value is longer than \(limits.textBytes) bytes", nil)
        case Int32(CXMLErrorText): return (.limit, "a text is longer than \(limits.textBytes) bytes", nil)
        case Int32(CXMLErrorNames):
            return (.limit, "the document has more than \(XMLNames.greatestCount) different names", nil)
        case 89: return (.limit, "entities contain themselves, or expand without measure", nil)
        case 1, 110: return (.limit, "a name, a tag or a text is too long to be read", nil)
        case 4:
            return (.truncated, "the document is empty", "a document has one element that holds all others")
        case 5: return (.syntax, "there is text after the end of the document's element", nil)
        case 6, 7, 8: return (.syntax, "a character reference such as &#233; is malformed", nil)
        case 9: return (.syntax, "a character that XML does not allow", nil)
        case 23: return (.syntax, "an entity reference lacks its semicolon", "write & as &amp;")
        case 68: return (.syntax, "a name is missing", "write < as &lt; and & as &amp;")
        case 26, 27:
            return (
                .syntax, "the entity &\(name); is not declared", "write the character itself, or & as &amp;"
            )
        case 38: return (.syntax, "an attribute value holds a bare <", "write it as &lt;")
        case 39: return (.syntax, "an attribute value is not quoted", "write name=\"value\"")
        case 40: return (.truncated, "an attribute value is not closed", nil)
        case 41: return (.syntax, "the attribute \(name) has no value", "write name=\"value\"")
        case 42: return (.duplicate, "an attribute stands twice in one tag", nil)
        case 45, 80: return (.syntax, "a comment is malformed or not closed", "a comment holds no \"--\"")
        case 46, 47: return (.syntax, "a processing instruction is malformed or not closed", nil)
        case 56, 57: return (.syntax, "the XML declaration is malformed", nil)
        case 62: return (.syntax, "text holds a bare ]]>", "write it as ]]&gt;")
        case 63: return (.truncated, "a CDATA section is not closed", nil)
        case 64: return (.syntax, "<?xml is only allowed at the very start", nil)
        case 65: return (.syntax, "white space is missing", nil)
        case 73: return (.syntax, "a tag is not closed with >", nil)
        case 76: return (.syntax, "an end tag does not match its start tag", nil)
        case 77: return (.truncated, "an element is not closed", nil)
        case 81, 31, 32, 79: return (.encoding, "the text is not in the encoding that it claims", nil)
        default: return (.syntax, "the document is not well-formed XML (rule \(code))", nil)
        }
    }
}
