/* Names no libxml2 type: its headers clash with Foundation in debug builds. CXMLReader includes them itself. */
