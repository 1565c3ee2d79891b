/* The queue of events. */
#include "Reader.h"

#include <stdlib.h>
#include <string.h>

bool CXMLReserve(void **array, size_t *capacity, size_t needed, size_t size) {
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

bool CXMLKeep(CXMLReader *reader, const void *bytes, size_t count) {
    if (count == 0) return true;
    if (!CXMLReserve((void **)&reader->bytes, &reader->byteCapacity, reader->byteCount + count, 1)) {
        CXMLRefuse(reader, CXMLErrorMemory, reader->lastEnd, NULL);
        return false;
    }
    memcpy(reader->bytes + reader->byteCount, bytes, count);
    reader->byteCount += count;
    return true;
}

/* An event at the end of the queue, or NULL when there is no room or the document is refused. */
static inline CXMLEvent *add(CXMLReader *reader, uint8_t kind, size_t place, bool isInEntity) {
    if (reader->isRefused) return NULL;
    /* One more than asked for: there is always room for the error. */
    if (reader->eventCount + 2 > reader->eventCapacity
        && !CXMLReserve(
            (void **)&reader->events, &reader->eventCapacity, reader->eventCount + 2, sizeof(CXMLEvent))) {
        CXMLRefuse(reader, CXMLErrorMemory, reader->lastEnd, NULL);
        return NULL;
    }
    CXMLEvent *event = &reader->events[reader->eventCount++];
    *event = (CXMLEvent){.kind = kind, .flags = isInEntity ? CXMLInEntity : 0, .place = place};
    return event;
}

void CXMLRefuse(CXMLReader *reader, int code, size_t place, const char *about) {
    if (reader->isRefused) return;
    /* A text that is still open is not told. */
    if (reader->isTextOpen) {
        reader->eventCount--;
        reader->isTextOpen = false;
    }
    size_t start = reader->firstByte + reader->byteCount, length = 0;
    if (about != NULL && code != CXMLErrorMemory) {
        length = strlen(about);
        if (length > 200) length = 200;
        if (!CXMLReserve((void **)&reader->bytes, &reader->byteCapacity, reader->byteCount + length, 1)) length = 0;
        if (length > 0) memcpy(reader->bytes + reader->byteCount, about, length);
        reader->byteCount += length;
    }
    bool isInEntity = reader->context != NULL && reader->context->depth > 0;
    CXMLEvent *event = &reader->events[reader->eventCount++];
    *event = (CXMLEvent){
        .kind = CXMLEventError, .flags = CXMLKept | (isInEntity ? CXMLInEntity : 0), .name = code, .place = place,
        .start = start, .length = length};
    reader->isRefused = true;
    if (reader->context != NULL) xmlStopParser(reader->context);
}

/* MARK: Text */

static CXMLEvent *openText(CXMLReader *reader, bool isInEntity) {
    if (reader->isTextOpen) return reader->isRefused ? NULL : &reader->events[reader->eventCount - 1];
    CXMLEvent *event = add(reader, CXMLEventText, reader->lastEnd, isInEntity);
    if (event != NULL) reader->isTextOpen = true;
    return event;
}

/* Copies what the run has, which so far was a part of the document. */
static bool keepRun(CXMLReader *reader, CXMLEvent *event) {
    if ((event->flags & CXMLKept) != 0) return true;
    size_t start = reader->firstByte + reader->byteCount;
    if (event->length > 0
        && !CXMLKeep(reader, &reader->source.bytes[event->start - reader->source.offset], event->length)) {
        return false;
    }
    event->start = start;
    event->flags |= CXMLKept;
    return true;
}

static bool lengthen(CXMLReader *reader, CXMLEvent *event, size_t count) {
    event->length += count;
    if (event->length <= reader->limits.textBytes) return true;
    CXMLRefuse(reader, CXMLErrorText, event->place, NULL);
    return false;
}

bool CXMLAddWritten(CXMLReader *reader, size_t place, size_t count, bool isInEntity) {
    CXMLEvent *event = openText(reader, isInEntity);
    if (event == NULL) return false;
    if (event->length == 0) {
        event->start = place;
        event->flags &= (uint8_t)~CXMLKept;
    } else if ((event->flags & CXMLKept) != 0 || place != event->start + event->length) {
        if (!keepRun(reader, event)) return false;
        if (!CXMLKeep(reader, &reader->source.bytes[place - reader->source.offset], count)) return false;
    }
    return lengthen(reader, event, count);
}

bool CXMLAddKept(CXMLReader *reader, const void *bytes, size_t count, bool isInEntity) {
    CXMLEvent *event = openText(reader, isInEntity);
    if (event == NULL || !keepRun(reader, event) || !CXMLKeep(reader, bytes, count)) return false;
    return lengthen(reader, event, count);
}

/* MARK: Elements */

CXMLEvent *CXMLAddOpen(
    CXMLReader *reader, uint32_t name, size_t tag, size_t attributeCount, size_t namespaceCount, bool isInEntity) {
    reader->isTextOpen = false;
    if (reader->openCount >= reader->limits.depth) {
        CXMLRefuse(reader, CXMLErrorDepth, tag, NULL);
        return NULL;
    }
    if (attributeCount > reader->limits.attributes) {
        CXMLRefuse(reader, CXMLErrorAttributes, tag, NULL);
        return NULL;
    }
    if (reader->openCount + 1 > reader->openCapacity
        && !CXMLReserve((void **)&reader->open, &reader->openCapacity, reader->openCount + 1, sizeof(CXMLOpen))) {
        CXMLRefuse(reader, CXMLErrorMemory, tag, NULL);
        return NULL;
    }
    CXMLEvent *event = add(reader, CXMLEventStart, tag, isInEntity);
    if (event == NULL) return NULL;
    event->name = (int32_t)name;
    event->start = reader->firstAttribute + reader->attributeCount;
    event->attributeCount = (uint32_t)attributeCount;
    reader->open[reader->openCount++] =
        (CXMLOpen){reader->firstEvent + reader->eventCount - 1, name, (uint32_t)namespaceCount};
    reader->hadRoot = true;
    return event;
}

CXMLAttribute *CXMLAddAttribute(
    CXMLReader *reader, uint32_t name, uint8_t flags, size_t place, size_t quote, size_t length) {
    if (length > reader->limits.textBytes) {
        CXMLRefuse(reader, CXMLErrorValue, quote, NULL);
        return NULL;
    }
    if (!CXMLReserve(
            (void **)&reader->attributes, &reader->attributeCapacity, reader->attributeCount + 1,
            sizeof(CXMLAttribute))) {
        CXMLRefuse(reader, CXMLErrorMemory, place, NULL);
        return NULL;
    }
    CXMLAttribute *attribute = &reader->attributes[reader->attributeCount++];
    *attribute =
        (CXMLAttribute){.name = name, .flags = flags, .place = place, .quote = quote, .start = quote + 1, .length = length};
    return attribute;
}

void CXMLAddClose(CXMLReader *reader, size_t end, bool isInEntity) {
    reader->isTextOpen = false;
    CXMLEvent *event = add(reader, CXMLEventEnd, reader->lastEnd, isInEntity);
    if (event == NULL) return;
    event->end = end;
    if (!isInEntity && end > reader->lastEnd) reader->lastEnd = end;
    if (reader->openCount == 0) return;
    CXMLOpen open = reader->open[--reader->openCount];
    CXMLUnbind(reader, open.namespaceCount);
    if (open.start >= reader->firstEvent) {
        reader->events[open.start - reader->firstEvent].end = reader->firstEvent + reader->eventCount - 1;
    }
}
