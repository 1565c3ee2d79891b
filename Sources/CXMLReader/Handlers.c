/* What libxml2 calls. */
#include "Reader.h"

#include <stdlib.h>
#include <string.h>

/* Whether what comes up is from an entity; moves the end of the last markup behind an entity that is over. */
static bool enter(CXMLReader *reader) {
    if (reader->context->depth > 0) {
        reader->entityEnd = CXMLCursor(reader);
        return true;
    }
    if (reader->lastEnd < reader->entityEnd) reader->lastEnd = reader->entityEnd;
    return false;
}

/* Counts what the document turns into: only entities and defaults make it longer than it is. */
static void account(CXMLReader *reader, size_t count) {
    if (!reader->hasDoctype) return;
    reader->produced += count;
    size_t read = reader->pushed - reader->start;
    if (reader->produced > read && reader->produced - read > reader->limits.entityBytes) {
        CXMLRefuse(reader, CXMLErrorExpansion, CXMLCursor(reader), NULL);
    }
}

/* Gives the ampersands back that libxml2 was not shown, in the bytes kept last. */
static void restore(CXMLReader *reader, size_t count) {
    if (!reader->isRepaired) return;
    for (size_t index = reader->byteCount - count; index < reader->byteCount; index++) {
        if (reader->bytes[index] == 0x7F) reader->bytes[index] = '&';
    }
}

/* MARK: Elements */

static bool internParts(
    CXMLReader *reader, const xmlChar *prefix, const xmlChar *local, size_t place, uint32_t *string) {
    size_t localLength = strlen((const char *)local);
    if (prefix == NULL) return CXMLInternString(reader, local, localLength, 0, place, string);
    size_t prefixLength = strlen((const char *)prefix);
    uint8_t *joined = malloc(prefixLength + 1 + localLength);
    if (joined == NULL) {
        CXMLRefuse(reader, CXMLErrorMemory, place, NULL);
        return false;
    }
    memcpy(joined, prefix, prefixLength);
    joined[prefixLength] = ':';
    memcpy(joined + prefixLength + 1, local, localLength);
    bool isDone =
        CXMLInternString(reader, joined, prefixLength + 1 + localLength, prefixLength, place, string);
    free(joined);
    return isDone;
}

static bool internName(
    CXMLReader *reader, const xmlChar *prefix, const xmlChar *local, const xmlChar *uri, size_t place,
    uint32_t *name) {
    uint32_t string, namespace = 0;
    if (!internParts(reader, prefix, local, place, &string)) return false;
    if (uri != NULL && !CXMLInternString(reader, uri, strlen((const char *)uri), 0, place, &namespace)) return false;
    return CXMLInternName(reader, string, namespace, place, name);
}

static bool isNamed(const CXMLReader *reader, const CXMLWritten *written, const CXMLName *name) {
    size_t length = name->localLength + (size_t)(name->local - name->prefix);
    if (written->nameEnd - written->name != length) return false;
    return memcmp(&reader->source.bytes[written->name - reader->source.offset], name->prefix, length) == 0;
}

/* Adds an attribute of the tag at `tag`; `*at` walks along the tag, to `limit`. */
static bool addAttribute(
    CXMLReader *reader, uint32_t name, const xmlChar *value, size_t length, uint8_t flags, size_t tag, size_t *at,
    size_t limit) {
    CXMLWritten written = {tag, tag, tag, tag};
    bool isFound = false;
    while (!isFound && (flags & CXMLDefault) == 0 && CXMLNextWritten(reader, at, limit, &written)) {
        isFound = isNamed(reader, &written, &reader->names[name]);
    }
    if (!isFound) written = (CXMLWritten){tag, tag, tag, tag};
    CXMLAttribute *attribute = CXMLAddAttribute(reader, name, flags, written.name, written.quote, length);
    if (attribute == NULL) return false;
    if (isFound && written.end - written.quote - 1 == length && CXMLStands(reader, value, length, written.quote + 1)) {
        return true;
    }
    attribute->flags |= CXMLKept;
    attribute->start = reader->firstByte + reader->byteCount;
    if (!CXMLKeep(reader, value, length)) return false;
    restore(reader, length);
    return true;
}

static void startElement(
    void *userData, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaceCount,
    const xmlChar **namespaces, int attributeCount, int defaultCount, const xmlChar **attributes) {
    CXMLReader *reader = userData;
    if (reader->isRefused) return;
    if (reader->unseenStarts > 0) {
        reader->unseenStarts--;
        return;
    }
    bool isInEntity = enter(reader);
    size_t cursor = CXMLCursor(reader), length = 0;
    size_t tag = isInEntity ? reader->lastEnd : CXMLTagStart(reader, cursor);
    uint32_t name;
    if (!internName(reader, prefix, local, uri, tag, &name)) return;
    if (CXMLAddOpen(
            reader, name, tag, (size_t)namespaceCount + (size_t)attributeCount, (size_t)namespaceCount, isInEntity)
        == NULL) {
        return;
    }
    size_t nameLength = reader->names[name].localLength + (size_t)(reader->names[name].local - reader->names[name].prefix);
    length += nameLength;
    /* In an entity nothing is found: the text of the document there is the reference. */
    size_t at = isInEntity ? cursor : tag + 1 + nameLength;
    for (int index = 0; index < namespaceCount; index++) {
        const xmlChar *declared = namespaces[2 * index], *value = namespaces[2 * index + 1];
        size_t valueLength = (size_t)xmlStrlen(value);
        uint32_t declaration, declaredPrefix = 0, namespace = 0;
        bool isDone = declared != NULL
            ? internName(reader, BAD_CAST "xmlns", declared, NULL, tag, &declaration)
            : internName(reader, NULL, BAD_CAST "xmlns", NULL, tag, &declaration);
        if (declared != NULL) isDone = isDone && internParts(reader, NULL, declared, tag, &declaredPrefix);
        if (valueLength > 0) isDone = isDone && CXMLInternString(reader, value, valueLength, 0, tag, &namespace);
        if (!isDone || !CXMLBind(reader, declaredPrefix, namespace, tag)
            || !addAttribute(reader, declaration, value, valueLength, CXMLNamespace, tag, &at, cursor)) {
            return;
        }
        length += valueLength;
    }
    at = isInEntity ? cursor : tag + 1 + nameLength;
    for (int index = 0; index < attributeCount; index++) {
        const xmlChar **parts = attributes + 5 * index;
        size_t valueLength = (size_t)(parts[4] - parts[3]);
        bool isDefault = index >= attributeCount - defaultCount;
        uint32_t attribute;
        if (!internName(reader, parts[1], parts[0], parts[2], tag, &attribute)
            || !addAttribute(
                reader, attribute, parts[3], valueLength, isDefault ? CXMLDefault : 0, tag, &at, cursor)) {
            return;
        }
        length += reader->names[attribute].localLength + reader->names[attribute].prefixLength + valueLength;
    }
    account(reader, length);
    if (!isInEntity) {
        bool isEmpty = cursor < reader->fed && CXMLByte(reader, cursor) == '/';
        size_t end = cursor + (isEmpty ? 2 : 1);
        reader->lastEnd = end < reader->fed ? end : reader->fed;
    }
}

static void endElement(void *userData, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)local;
    (void)prefix;
    (void)uri;
    CXMLReader *reader = userData;
    if (reader->isRefused) return;
    if (reader->unseenEnds > 0) {
        reader->unseenEnds--;
        return;
    }
    bool isInEntity = enter(reader);
    CXMLAddClose(reader, CXMLCursor(reader), isInEntity);
}

/* MARK: Text */

/* Where the document has a piece of text just as libxml2 tells it; false when it does not. */
static bool locate(const CXMLReader *reader, const xmlChar *bytes, size_t count, size_t *place) {
    xmlParserCtxtPtr context = reader->context;
    if (context->depth > 0 || context->inputNr != 1) return false;
    xmlParserInputPtr input = context->inputTab[0];
    *place = reader->lastEnd;
    if (bytes >= input->base && bytes + count <= input->end) {
        *place = reader->origin + (size_t)input->consumed + (size_t)(bytes - input->base);
    }
    return CXMLStands(reader, bytes, count, *place);
}

static void addText(CXMLReader *reader, const xmlChar *bytes, size_t count, bool isCDATA) {
    if (reader->isRefused) return;
    bool isInEntity = enter(reader);
    size_t place = 0, cursor = CXMLCursor(reader);
    bool isWritten = locate(reader, bytes, count, &place);
    if (isWritten) {
        if (!CXMLAddWritten(reader, place, count, isInEntity)) return;
    } else {
        if (!CXMLAddKept(reader, bytes, count, isInEntity)) return;
        restore(reader, count);
    }
    /* A CDATA section comes up before libxml2 has passed it; other text before or after, by its kind. */
    if (!isInEntity && !isCDATA) {
        bool isAhead = isWritten && place + count > cursor;
        size_t end = isAhead ? place + count : cursor;
        if (end > reader->lastEnd) reader->lastEnd = end;
    }
    account(reader, count);
}

static void characters(void *userData, const xmlChar *bytes, int count) {
    if (count > 0) addText(userData, bytes, (size_t)count, false);
}

/* The push parser hands CDATA over as it was written; line ends are to be LF (XML 1.0, 2.11). */
static void cdataBlock(void *userData, const xmlChar *bytes, int count) {
    CXMLReader *reader = userData;
    if (count < 0) return;
    xmlParserInputPtr input = reader->context->inputNr == 1 ? reader->context->inputTab[0] : NULL;
    bool isAhead = input != NULL && input->cur == bytes;
    size_t behind = CXMLCursor(reader) + (isAhead ? (size_t)count : 0);
    int start = 0;
    if (count > 0 && bytes[0] == '\n' && reader->afterReturn == behind - (size_t)count) start = 1;
    reader->afterReturn = 0;
    const xmlChar *next;
    while ((next = memchr(bytes + start, '\r', (size_t)(count - start))) != NULL) {
        int index = (int)(next - bytes);
        if (index > start) addText(reader, bytes + start, (size_t)(index - start), true);
        addText(reader, BAD_CAST "\n", 1, true);
        if (index + 1 == count) reader->afterReturn = behind;
        else if (bytes[index + 1] == '\n') index++;
        start = index + 1;
    }
    if (start < count || count == 0) addText(reader, bytes + start, (size_t)(count - start), true);
}

/* Nobody reads these, but the next text starts behind them. */
static void passed(CXMLReader *reader) {
    if (reader->isRefused || enter(reader)) return;
    size_t cursor = CXMLCursor(reader);
    if (cursor > reader->lastEnd) reader->lastEnd = cursor;
}

static void comment(void *userData, const xmlChar *value) {
    (void)value;
    passed(userData);
}

static void processingInstruction(void *userData, const xmlChar *target, const xmlChar *data) {
    (void)target;
    (void)data;
    passed(userData);
}

/* MARK: What a document declares */

static void startDocument(void *userData) {
    xmlSAX2StartDocument(((CXMLReader *)userData)->context);
}

static void internalSubset(void *userData, const xmlChar *name, const xmlChar *publicID, const xmlChar *systemID) {
    CXMLReader *reader = userData;
    reader->hasDoctype = true;
    xmlSAX2InternalSubset(reader->context, name, publicID, systemID);
}

static void entityDeclaration(
    void *userData, const xmlChar *name, int type, const xmlChar *publicID, const xmlChar *systemID,
    xmlChar *content) {
    CXMLReader *reader = userData;
    if (type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY) {
        xmlSAX2EntityDecl(reader->context, name, type, publicID, systemID, content);
        return;
    }
    /* What is not read may declare anything: from here on an unknown entity is no fault of the document. */
    if (type == XML_EXTERNAL_PARAMETER_ENTITY) reader->context->hasPErefs = 1;
    if (type != XML_EXTERNAL_GENERAL_PARSED_ENTITY || reader->externalCount >= 1000) return;
    char *copy = strdup((const char *)name);
    if (copy == NULL
        || !CXMLReserve(
            (void **)&reader->externals, &reader->externalCapacity, reader->externalCount + 1, sizeof(char *))) {
        free(copy);
        CXMLRefuse(reader, CXMLErrorMemory, reader->lastEnd, NULL);
        return;
    }
    reader->externals[reader->externalCount++] = copy;
}

static xmlEntityPtr getEntity(void *userData, const xmlChar *name) {
    return xmlSAX2GetEntity(((CXMLReader *)userData)->context, name);
}

static xmlEntityPtr getParameterEntity(void *userData, const xmlChar *name) {
    return xmlSAX2GetParameterEntity(((CXMLReader *)userData)->context, name);
}

static bool isExternal(const CXMLReader *reader, const char *name) {
    for (size_t index = 0; name != NULL && index < reader->externalCount; index++) {
        if (strcmp(reader->externals[index], name) == 0) return true;
    }
    return false;
}

static void structuredError(void *userData, xmlErrorPtr error) {
    CXMLReader *reader = userData;
    if (error == NULL || reader->isRefused || error->domain == XML_FROM_NAMESPACE) return;
    size_t place = CXMLCursor(reader);
    if (error->code == XML_ERR_UNDECLARED_ENTITY && isExternal(reader, error->str1)) {
        CXMLRefuse(reader, CXMLErrorExternalEntity, place, error->str1);
    } else if (error->code == XML_WAR_UNDECLARED_ENTITY && reader->context->inSubset == 0) {
        /* Declared in a DTD that is not read: skipping it, as libxml2 would, loses text. */
        CXMLRefuse(reader, CXMLErrorExternalEntity, place, error->str1);
    } else if (error->level == XML_ERR_FATAL) {
        CXMLRefuse(reader, error->code, place, error->str1);
    }
}

void CXMLSetHandler(xmlSAXHandler *handler) {
    handler->initialized = XML_SAX2_MAGIC;
    handler->startDocument = startDocument;
    handler->internalSubset = internalSubset;
    handler->entityDecl = entityDeclaration;
    handler->getEntity = getEntity;
    handler->getParameterEntity = getParameterEntity;
    handler->startElementNs = startElement;
    handler->endElementNs = endElement;
    handler->characters = characters;
    handler->ignorableWhitespace = characters;
    handler->cdataBlock = cdataBlock;
    handler->comment = comment;
    handler->processingInstruction = processingInstruction;
    handler->serror = structuredError;
}
