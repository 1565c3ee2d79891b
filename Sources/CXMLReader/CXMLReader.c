#include "CXMLReader.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct CXMLReader {
    xmlParserCtxtPtr context;
    xmlSAXHandler handler;
    CXMLEvent *events;
    size_t eventCount, eventCapacity;
    CXMLAttribute *attributes;
    size_t attributeCount, attributeCapacity;
    uint8_t *bytes;
    size_t byteCount, byteCapacity;
    /* Entities declared to stand elsewhere; libxml2 never hears of them, so it cannot load them. */
    char **externals;
    size_t externalCount, externalCapacity;
    size_t pushed, produced, allowance;
    /* Behind a carriage return that ended a piece of CDATA, else 0. */
    size_t afterReturn;
    bool isRefused;
};

static pthread_once_t initialised = PTHREAD_ONCE_INIT;

/* Room for one more element of `size` bytes; the old array stays when there is none. */
static bool reserve(void **array, size_t *capacity, size_t needed, size_t size) {
    if (needed <= *capacity) return true;
    size_t larger = *capacity < 64 ? 64 : *capacity;
    while (larger < needed) {
        if (larger > SIZE_MAX / 2 / size) return false;
        larger *= 2;
    }
    void *moved = realloc(*array, larger * size);
    if (moved == NULL) return false;
    *array = moved;
    *capacity = larger;
    return true;
}

/* Bytes parsed of the document itself, whatever entity is being expanded. */
static size_t cursor(const CXMLReader *reader) {
    xmlParserCtxtPtr context = reader->context;
    if (context->inputNr < 1) return reader->pushed;
    xmlParserInputPtr input = context->inputTab[0];
    return (size_t)input->consumed + (size_t)(input->cur - input->base);
}

static void refuse(CXMLReader *reader, int code, const char *about);

static CXMLText keep(CXMLReader *reader, const void *bytes, size_t count) {
    CXMLText text = {reader->byteCount, 0};
    if (count == 0 || reader->isRefused) return text;
    if (!reserve((void **)&reader->bytes, &reader->byteCapacity, reader->byteCount + count, 1)) {
        refuse(reader, CXMLErrorMemory, NULL);
        return text;
    }
    memcpy(reader->bytes + reader->byteCount, bytes, count);
    reader->byteCount += count;
    text.length = count;
    return text;
}

/* An event at the end of the queue, or NULL when there is no room or the document is refused. */
static CXMLEvent *add(CXMLReader *reader, int32_t kind) {
    if (reader->isRefused) return NULL;
    if (!reserve(
            (void **)&reader->events, &reader->eventCapacity, reader->eventCount + 2, sizeof(CXMLEvent))) {
        refuse(reader, CXMLErrorMemory, NULL);
        return NULL;
    }
    CXMLEvent *event = &reader->events[reader->eventCount++];
    memset(event, 0, sizeof *event);
    event->kind = kind;
    event->cursor = cursor(reader);
    event->isInEntity = reader->context->depth > 0;
    event->firstAttribute = reader->attributeCount;
    return event;
}

/* The place of the error event is always free: `add` reserves one more than it uses, and so does creation. */
static void refuse(CXMLReader *reader, int code, const char *about) {
    if (reader->isRefused) return;
    CXMLText name = {reader->byteCount, 0};
    if (about != NULL && code != CXMLErrorMemory) {
        size_t length = strlen(about);
        name = keep(reader, about, length < 200 ? length : 200);
        if (reader->isRefused) return;
    }
    CXMLEvent *event = &reader->events[reader->eventCount++];
    memset(event, 0, sizeof *event);
    event->kind = CXMLEventError;
    event->code = code;
    event->cursor = cursor(reader);
    event->isInEntity = reader->context->depth > 0;
    event->name = name;
    reader->isRefused = true;
    xmlStopParser(reader->context);
}

/* Counts what the document turns into: only entities and defaults make it longer than it is. */
static void account(CXMLReader *reader, size_t count) {
    reader->produced += count;
    if (reader->produced > reader->pushed && reader->produced - reader->pushed > reader->allowance) {
        refuse(reader, CXMLErrorExpansion, NULL);
    }
}

static CXMLText keepName(CXMLReader *reader, const xmlChar *prefix, const xmlChar *local, size_t *prefixLength) {
    *prefixLength = 0;
    if (prefix == NULL) return keep(reader, local, (size_t)xmlStrlen(local));
    *prefixLength = (size_t)xmlStrlen(prefix);
    CXMLText text = keep(reader, prefix, *prefixLength);
    text.length += keep(reader, ":", 1).length;
    text.length += keep(reader, local, (size_t)xmlStrlen(local)).length;
    return text;
}

static CXMLAttribute *addAttribute(CXMLReader *reader) {
    if (reader->isRefused) return NULL;
    if (!reserve(
            (void **)&reader->attributes, &reader->attributeCapacity, reader->attributeCount + 1,
            sizeof(CXMLAttribute))) {
        refuse(reader, CXMLErrorMemory, NULL);
        return NULL;
    }
    CXMLAttribute *attribute = &reader->attributes[reader->attributeCount++];
    memset(attribute, 0, sizeof *attribute);
    return attribute;
}

static void startElement(
    void *userData, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaceCount,
    const xmlChar **namespaces, int attributeCount, int defaultCount, const xmlChar **attributes) {
    CXMLReader *reader = userData;
    size_t before = reader->byteCount;
    CXMLEvent *event = add(reader, CXMLEventStart);
    if (event == NULL) return;
    size_t prefixLength;
    /* The queue of events does not move below: only attributes and bytes are added. */
    event->name = keepName(reader, prefix, local, &prefixLength);
    event->prefixLength = prefixLength;
    size_t uriStart = reader->byteCount;
    if (uri != NULL) event->uri = keep(reader, uri, (size_t)xmlStrlen(uri));
    size_t uriLength = reader->byteCount - uriStart;
    for (int index = 0; index < namespaceCount; index++) {
        CXMLAttribute *attribute = addAttribute(reader);
        if (attribute == NULL) return;
        const xmlChar *declared = namespaces[2 * index], *value = namespaces[2 * index + 1];
        attribute->name = declared != NULL
            ? keepName(reader, BAD_CAST "xmlns", declared, &prefixLength)
            : keepName(reader, NULL, BAD_CAST "xmlns", &prefixLength);
        attribute->value = keep(reader, value, (size_t)xmlStrlen(value));
        attribute->isNamespace = true;
    }
    for (int index = 0; index < attributeCount; index++) {
        CXMLAttribute *attribute = addAttribute(reader);
        if (attribute == NULL) return;
        const xmlChar **parts = attributes + 5 * index;
        attribute->name = keepName(reader, parts[1], parts[0], &prefixLength);
        attribute->value = keep(reader, parts[3], (size_t)(parts[4] - parts[3]));
        attribute->isDefault = index >= attributeCount - defaultCount;
    }
    if (reader->isRefused) return;
    event->attributeCount = reader->attributeCount - event->firstAttribute;
    /* A namespace is written once and reported with every element in it: that is no expansion of ours. */
    account(reader, reader->byteCount - before - uriLength);
}

static void endElement(void *userData, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)local;
    (void)prefix;
    (void)uri;
    (void)add(userData, CXMLEventEnd);
}

/* Where a piece of text ends: libxml2 moves on before or after it hands a piece over. */
static size_t cursorBehind(const CXMLReader *reader, const xmlChar *bytes, int count) {
    xmlParserCtxtPtr context = reader->context;
    bool isAtPiece = context->inputNr > 0 && context->inputTab[0]->cur == bytes;
    return cursor(reader) + (isAtPiece ? (size_t)count : 0);
}

static void addText(CXMLReader *reader, int32_t kind, const xmlChar *bytes, int count) {
    if (reader->isRefused || count < 0) return;
    size_t behind = cursorBehind(reader, bytes, count);
    CXMLEvent *last = reader->eventCount > 0 ? &reader->events[reader->eventCount - 1] : NULL;
    bool isInEntity = reader->context->depth > 0;
    bool joins = last != NULL && last->kind == kind && last->isInEntity == isInEntity
        && last->text.start + last->text.length == reader->byteCount;
    CXMLEvent *event = joins ? last : add(reader, kind);
    if (event == NULL) return;
    CXMLText text = keep(reader, bytes, (size_t)count);
    if (reader->isRefused) return;
    if (joins) event->text.length += text.length;
    else event->text = text;
    event->cursor = behind;
    account(reader, (size_t)count);
}

static void characters(void *userData, const xmlChar *bytes, int count) {
    addText(userData, CXMLEventText, bytes, count);
}

/* The push parser hands CDATA over as it was written; line ends are to be LF (XML 1.0, 2.11). */
static void cdataBlock(void *userData, const xmlChar *bytes, int count) {
    CXMLReader *reader = userData;
    size_t behind = cursorBehind(reader, bytes, count);
    int start = 0;
    if (count > 0 && bytes[0] == '\n' && reader->afterReturn == behind - (size_t)count) start = 1;
    reader->afterReturn = 0;
    for (int index = start; index < count; index++) {
        if (bytes[index] != '\r') continue;
        if (index > start) addText(reader, CXMLEventCDATA, bytes + start, index - start);
        addText(reader, CXMLEventCDATA, BAD_CAST "\n", 1);
        if (index + 1 == count) reader->afterReturn = behind;
        else if (bytes[index + 1] == '\n') index++;
        start = index + 1;
    }
    if (start < count || count == 0) addText(reader, CXMLEventCDATA, bytes + start, count - start);
}

static void comment(void *userData, const xmlChar *value) {
    (void)value;
    (void)add(userData, CXMLEventOther);
}

static void processingInstruction(void *userData, const xmlChar *target, const xmlChar *data) {
    (void)target;
    (void)data;
    (void)add(userData, CXMLEventOther);
}

static void startDocument(void *userData) {
    xmlSAX2StartDocument(((CXMLReader *)userData)->context);
}

static void internalSubset(void *userData, const xmlChar *name, const xmlChar *publicID, const xmlChar *systemID) {
    xmlSAX2InternalSubset(((CXMLReader *)userData)->context, name, publicID, systemID);
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
    if (!reserve(
            (void **)&reader->externals, &reader->externalCapacity, reader->externalCount + 1, sizeof(char *))) {
        refuse(reader, CXMLErrorMemory, NULL);
        return;
    }
    char *copy = strdup((const char *)name);
    if (copy == NULL) refuse(reader, CXMLErrorMemory, NULL);
    else reader->externals[reader->externalCount++] = copy;
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
    if (error->code == XML_ERR_UNDECLARED_ENTITY && isExternal(reader, error->str1)) {
        refuse(reader, CXMLErrorExternalEntity, error->str1);
    } else if (error->code == XML_WAR_UNDECLARED_ENTITY && reader->context->inSubset == 0) {
        /* Declared in a DTD that is not read: skipping it, as libxml2 would, loses text. */
        refuse(reader, CXMLErrorExternalEntity, error->str1);
    } else if (error->level == XML_ERR_FATAL) {
        refuse(reader, error->code, error->str1);
    }
}

static void initialise(void) {
    xmlInitParser();
}

CXMLReader *CXMLReaderCreate(size_t allowance) {
    pthread_once(&initialised, initialise);
    CXMLReader *reader = calloc(1, sizeof(CXMLReader));
    if (reader == NULL) return NULL;
    reader->allowance = allowance;
    reader->handler.initialized = XML_SAX2_MAGIC;
    reader->handler.startDocument = startDocument;
    reader->handler.internalSubset = internalSubset;
    reader->handler.entityDecl = entityDeclaration;
    reader->handler.getEntity = getEntity;
    reader->handler.getParameterEntity = getParameterEntity;
    reader->handler.startElementNs = startElement;
    reader->handler.endElementNs = endElement;
    reader->handler.characters = characters;
    reader->handler.ignorableWhitespace = characters;
    reader->handler.cdataBlock = cdataBlock;
    reader->handler.comment = comment;
    reader->handler.processingInstruction = processingInstruction;
    reader->handler.serror = structuredError;
    bool hasRoom = reserve((void **)&reader->events, &reader->eventCapacity, 64, sizeof(CXMLEvent));
    if (hasRoom) reader->context = xmlCreatePushParserCtxt(&reader->handler, reader, NULL, 0, NULL);
    if (reader->context == NULL) {
        CXMLReaderFree(reader);
        return NULL;
    }
    /* References are replaced by what the document itself declares; nothing else is ever known, nor loaded. */
    xmlCtxtUseOptions(reader->context, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(reader->context, XML_CHAR_ENCODING_UTF8);
    return reader;
}

CXMLQueue CXMLReaderPush(CXMLReader *reader, const uint8_t *bytes, size_t count, bool isLast) {
    reader->eventCount = 0;
    reader->attributeCount = 0;
    reader->byteCount = 0;
    size_t done = 0;
    while (!reader->isRefused && done < count) {
        size_t size = count - done < INT_MAX / 2 ? count - done : INT_MAX / 2;
        reader->pushed += size;
        xmlParseChunk(reader->context, (const char *)bytes + done, (int)size, 0);
        done += size;
    }
    if (!reader->isRefused && isLast) xmlParseChunk(reader->context, NULL, 0, 1);
    /* A fault that libxml2 did not report through the handler. */
    if (!reader->isRefused && !reader->context->wellFormed && (isLast || reader->context->disableSAX)) {
        refuse(reader, reader->context->errNo > 0 ? reader->context->errNo : XML_ERR_INTERNAL_ERROR, NULL);
    }
    CXMLQueue queue = {reader->events, reader->eventCount, reader->attributes, reader->bytes};
    return queue;
}

void CXMLReaderFree(CXMLReader *reader) {
    if (reader == NULL) return;
    if (reader->context != NULL) {
        xmlDocPtr document = reader->context->myDoc;
        reader->context->myDoc = NULL;
        xmlFreeParserCtxt(reader->context);
        if (document != NULL) xmlFreeDoc(document);
    }
    for (size_t index = 0; index < reader->externalCount; index++) free(reader->externals[index]);
    free(reader->externals);
    free(reader->events);
    free(reader->attributes);
    free(reader->bytes);
    free(reader);
}
