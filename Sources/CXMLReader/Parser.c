/* libxml2: it parses the start of each document, and all that Plain.c does not read. */
#include "Reader.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Open tags that are longer together are not shown to another parser: many times, they could cost more than the rest. */
#define LONGEST_PRELUDE 4096

static pthread_once_t initialised = PTHREAD_ONCE_INIT;

static void initialise(void) {
    xmlInitParser();
}

size_t CXMLCursor(const CXMLReader *reader) {
    xmlParserCtxtPtr context = reader->context;
    if (context == NULL || context->inputNr < 1) return reader->fed;
    xmlParserInputPtr input = context->inputTab[0];
    size_t cursor = reader->origin + (size_t)input->consumed + (size_t)(input->cur - input->base);
    return cursor < reader->fed ? cursor : reader->fed;
}

void CXMLFreeContext(CXMLReader *reader) {
    if (reader->context == NULL) return;
    xmlDocPtr document = reader->context->myDoc;
    reader->context->myDoc = NULL;
    xmlFreeParserCtxt(reader->context);
    reader->context = NULL;
    if (document != NULL) xmlFreeDoc(document);
}

/* MARK: A parser for the middle of a document */

static bool write(xmlBufferPtr buffer, const void *bytes, size_t count) {
    return xmlBufferAdd(buffer, bytes, (int)count) == 0;
}

static bool writeEscaped(xmlBufferPtr buffer, const CXMLString *string) {
    bool isDone = true;
    for (size_t index = 0; index < string->length; index++) {
        uint8_t byte = string->bytes[index];
        if (byte == '&') isDone &= write(buffer, "&amp;", 5);
        else if (byte == '<') isDone &= write(buffer, "&lt;", 4);
        else if (byte == '"') isDone &= write(buffer, "&#34;", 5);
        else if (byte == '\t') isDone &= write(buffer, "&#9;", 4);
        else if (byte == '\n') isDone &= write(buffer, "&#10;", 5);
        else if (byte == '\r') isDone &= write(buffer, "&#13;", 5);
        else isDone &= write(buffer, &byte, 1);
    }
    return isDone;
}

/* The tags of the open elements with their namespaces, or of any element that is closed behind the document's own. */
static bool writePrelude(CXMLReader *reader, xmlBufferPtr buffer) {
    reader->unseenStarts = reader->openCount;
    reader->unseenEnds = 0;
    if (reader->openCount == 0) {
        reader->unseenStarts = reader->unseenEnds = 1;
        return write(buffer, "<a/>", 4);
    }
    size_t binding = 0;
    bool isDone = true;
    for (size_t index = 0; index < reader->openCount; index++) {
        const CXMLName *name = &reader->names[reader->open[index].name];
        isDone &= write(buffer, "<", 1);
        isDone &= write(buffer, name->prefix, name->localLength + (size_t)(name->local - name->prefix));
        for (size_t count = reader->open[index].namespaceCount; count > 0; count--, binding++) {
            const CXMLString *prefix = &reader->strings[reader->bindings[binding].prefix];
            isDone &= write(buffer, prefix->length > 0 ? " xmlns:" : " xmlns", prefix->length > 0 ? 7 : 6);
            isDone &= write(buffer, prefix->bytes, prefix->length) && write(buffer, "=\"", 2);
            isDone &= writeEscaped(buffer, &reader->strings[reader->bindings[binding].uri]);
            isDone &= write(buffer, "\"", 1);
        }
        isDone &= write(buffer, ">", 1);
    }
    return isDone;
}

/* A parser that stands where plain markup ends. */
static bool createContext(CXMLReader *reader) {
    pthread_once(&initialised, initialise);
    memset(&reader->handler, 0, sizeof reader->handler);
    CXMLSetHandler(&reader->handler);
    reader->context = xmlCreatePushParserCtxt(&reader->handler, reader, NULL, 0, NULL);
    if (reader->context == NULL) return false;
    /* References are replaced by what the document itself declares; nothing else is ever known, nor loaded. */
    xmlCtxtUseOptions(reader->context, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(reader->context, XML_CHAR_ENCODING_UTF8);
    reader->origin = reader->fed = reader->plainEnd;
    reader->afterReturn = 0;
    if (!reader->hadRoot) return true;
    xmlBufferPtr buffer = xmlBufferCreate();
    if (buffer == NULL) return false;
    bool isDone = writePrelude(reader, buffer);
    /* Its start is before the document's own, possibly: places are counted with wrapping arithmetic. */
    reader->origin = reader->plainEnd - (size_t)xmlBufferLength(buffer);
    if (isDone) xmlParseChunk(reader->context, (const char *)xmlBufferContent(buffer), xmlBufferLength(buffer), 0);
    xmlBufferFree(buffer);
    return isDone;
}

/* Whether plain markup may be read from where libxml2 is. */
static bool canLeave(const CXMLReader *reader) {
    xmlParserCtxtPtr context = reader->context;
    if (reader->source.isLast || reader->openCount == 0 || reader->hasDoctype) return false;
    if (reader->unseenStarts > 0 || reader->unseenEnds > 0) return false;
    if (context->inputNr != 1 || context->depth > 0 || !context->wellFormed) return false;
    bool isBetween = context->instate == XML_PARSER_CONTENT || context->instate == XML_PARSER_START_TAG
        || context->instate == XML_PARSER_END_TAG;
    if (!isBetween) return false;
    size_t cursor = CXMLCursor(reader);
    if (cursor <= reader->source.offset) return false;
    /* What is in the middle of a line end, or perhaps of "]]>", is libxml2's. */
    uint8_t last = CXMLByte(reader, cursor - 1);
    if (last == '\r' || last == ']') return false;
    size_t length = 0;
    for (size_t index = 0; index < reader->openCount; index++) {
        const CXMLName *name = &reader->names[reader->open[index].name];
        length += name->prefixLength + name->localLength + 3;
    }
    for (size_t index = 0; index < reader->bindingCount; index++) {
        length += reader->strings[reader->bindings[index].prefix].length;
        length += reader->strings[reader->bindings[index].uri].length + 10;
    }
    return length <= LONGEST_PRELUDE;
}

/* MARK: Feeding */

/* What libxml2 is shown instead: a character that nobody writes in place of ampersands that start no reference. */
static const uint8_t *repair(CXMLReader *reader, const uint8_t *bytes, size_t *count) {
    const uint8_t *end = bytes + *count, *next = bytes;
    bool isCopied = false;
    while (next < end && (next = memchr(next, '&', (size_t)(end - next))) != NULL) {
        size_t length, size;
        uint8_t utf8[4];
        CXMLReference reference = CXMLReadReference(next, end, reader->source.isLast, &length, utf8, &size);
        if (reference == CXMLReferenceCut) {
            *count = (size_t)(next - bytes);
            break;
        }
        if (reference == CXMLReferenceNone) {
            if (!isCopied) {
                if (!CXMLReserve((void **)&reader->repaired, &reader->repairedCapacity, *count, 1)) return NULL;
                memcpy(reader->repaired, bytes, *count);
                isCopied = true;
            }
            reader->repaired[next - bytes] = 0x7F;
        }
        next++;
    }
    return isCopied ? reader->repaired : bytes;
}

static void feed(CXMLReader *reader) {
    const uint8_t *bytes = reader->source.bytes + (reader->fed - reader->source.offset);
    size_t count = reader->pushed - reader->fed;
    if (reader->isRepaired && count > 0) {
        bytes = repair(reader, bytes, &count);
        if (bytes == NULL) return CXMLRefuse(reader, CXMLErrorMemory, reader->lastEnd, NULL);
    }
    size_t done = 0, tag;
    while (!reader->isRefused && done < count) {
        size_t size = count - done < INT_MAX / 2 ? count - done : INT_MAX / 2;
        reader->fed += size;
        if (CXMLHasManyAttributes(reader, &tag)) return CXMLRefuse(reader, CXMLErrorAttributes, tag, NULL);
        xmlParseChunk(reader->context, (const char *)bytes + done, (int)size, 0);
        done += size;
    }
    if (!reader->isRefused && reader->source.isLast) xmlParseChunk(reader->context, NULL, 0, 1);
}

void CXMLParse(CXMLReader *reader) {
    if (reader->context == NULL && !createContext(reader)) {
        return CXMLRefuse(reader, CXMLErrorMemory, reader->lastEnd, NULL);
    }
    feed(reader);
    if (reader->isRefused) return;
    /* A fault that libxml2 did not report through the handler. */
    if (!reader->context->wellFormed && (reader->source.isLast || reader->context->disableSAX)) {
        int code = reader->context->errNo > 0 ? reader->context->errNo : XML_ERR_INTERNAL_ERROR;
        return CXMLRefuse(reader, code, CXMLCursor(reader), NULL);
    }
    if (canLeave(reader)) {
        reader->plainEnd = CXMLCursor(reader);
        if (reader->lastEnd < reader->plainEnd) reader->lastEnd = reader->plainEnd;
        CXMLFreeContext(reader);
    }
}
