/* The life of a reader, and what is handed in and out. */
#include "Reader.h"

#include <stdlib.h>
#include <string.h>

CXMLReader *CXMLReaderCreate(CXMLLimits limits, bool isRepaired) {
    CXMLReader *reader = calloc(1, sizeof(CXMLReader));
    if (reader == NULL) return NULL;
    reader->limits = limits;
    reader->isRepaired = isRepaired;
    bool hasRoom = CXMLReserve((void **)&reader->events, &reader->eventCapacity, 64, sizeof(CXMLEvent));
    if (hasRoom && CXMLCreateNames(reader)) return reader;
    CXMLReaderFree(reader);
    return NULL;
}

/* Drops the first events, and the attributes and bytes that only they refer to. */
static void forget(CXMLReader *reader, size_t done) {
    if (done == 0) return;
    if (done > reader->eventCount) done = reader->eventCount;
    size_t attribute = reader->firstAttribute + reader->attributeCount, byte = reader->firstByte + reader->byteCount;
    bool hasAttribute = false, hasByte = false;
    for (size_t index = done; index < reader->eventCount && !(hasAttribute && hasByte); index++) {
        const CXMLEvent *event = &reader->events[index];
        if (!hasByte && (event->flags & CXMLKept) != 0) {
            byte = event->start;
            hasByte = true;
        }
        if (event->kind != CXMLEventStart || event->attributeCount == 0) continue;
        if (!hasAttribute) {
            attribute = event->start;
            hasAttribute = true;
        }
        for (size_t one = 0; one < event->attributeCount && !hasByte; one++) {
            const CXMLAttribute *kept = &reader->attributes[event->start - reader->firstAttribute + one];
            if ((kept->flags & CXMLKept) == 0) continue;
            byte = kept->start;
            hasByte = true;
        }
    }
    size_t attributes = attribute - reader->firstAttribute, bytes = byte - reader->firstByte;
    reader->eventCount -= done;
    reader->firstEvent += done;
    memmove(reader->events, reader->events + done, reader->eventCount * sizeof(CXMLEvent));
    reader->attributeCount -= attributes;
    reader->firstAttribute += attributes;
    if (attributes > 0 && reader->attributeCount > 0) {
        memmove(
            reader->attributes, reader->attributes + attributes, reader->attributeCount * sizeof(CXMLAttribute));
    }
    reader->byteCount -= bytes;
    reader->firstByte += bytes;
    if (bytes > 0 && reader->byteCount > 0) memmove(reader->bytes, reader->bytes + bytes, reader->byteCount);
}

CXMLQueue CXMLReaderPush(CXMLReader *reader, CXMLSource source, size_t done) {
    forget(reader, done);
    if (!reader->hasStarted) {
        reader->hasStarted = true;
        reader->start = source.offset + source.count - source.fresh;
        reader->plainEnd = reader->fed = reader->lastEnd = reader->start;
    }
    reader->source = source;
    reader->pushed = source.offset + source.count;
    if (!reader->isRefused) {
        bool isPlain = reader->context == NULL && CXMLReadPlain(reader);
        if (!reader->isRefused && (!isPlain || source.isLast)) CXMLParse(reader);
    }
    CXMLQueue queue = {
        .events = reader->events,
        .firstEvent = reader->firstEvent,
        .eventCount = reader->eventCount - (reader->isTextOpen ? 1 : 0),
        .attributes = reader->attributes,
        .firstAttribute = reader->firstAttribute,
        .attributeCount = reader->attributeCount,
        .bytes = reader->bytes,
        .firstByte = reader->firstByte,
        .names = reader->names,
        .nameCount = reader->nameCount,
        .lastEnd = reader->lastEnd,
        .needed = reader->lastEnd,
    };
    if (reader->isTextOpen) {
        const CXMLEvent *event = &reader->events[reader->eventCount - 1];
        if (event->place < queue.needed) queue.needed = event->place;
    }
    return queue;
}

void CXMLReaderFree(CXMLReader *reader) {
    if (reader == NULL) return;
    CXMLFreeContext(reader);
    CXMLFreeNames(reader);
    for (size_t index = 0; index < reader->externalCount; index++) free(reader->externals[index]);
    free(reader->externals);
    free(reader->events);
    free(reader->attributes);
    free(reader->bytes);
    free(reader->open);
    free(reader->repaired);
    free(reader);
}
