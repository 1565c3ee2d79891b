/*
 * libxml2's push parser as a queue of events, without its types: no header of libxml2 is seen by who includes this.
 *
 * Text goes in as UTF-8 with `CXMLReaderPush`; the events that it completes are then read from arrays that stay valid
 * until the next push. External entities and DTDs are never loaded. A reader belongs to one thread at a time; several
 * readers may run on several threads.
 */
#ifndef CXML_READER_H
#define CXML_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CXMLReader CXMLReader;

/* What an event says. */
enum {
    CXMLEventStart = 1,  /* a start tag, with attributes */
    CXMLEventEnd = 2,    /* an end tag, or the end of an empty element */
    CXMLEventText = 3,   /* text, references resolved; neighbouring texts are joined */
    CXMLEventCDATA = 4,  /* the text of a CDATA section */
    CXMLEventOther = 5,  /* a comment or a processing instruction */
    CXMLEventError = 6   /* the document is refused; always the last event */
};

/* Why a document is refused, in `code` of an error: libxml2's own number when positive, else one of these. */
enum {
    CXMLErrorMemory = -1,         /* no memory */
    CXMLErrorExpansion = -2,      /* entities expand beyond the allowance */
    CXMLErrorExternalEntity = -3  /* a reference to an entity that stands outside the document */
};

/* A piece of `bytes` of the queue. */
typedef struct {
    size_t start;
    size_t length;
} CXMLText;

typedef struct {
    CXMLText name;   /* as written, with the prefix */
    CXMLText value;  /* references resolved, white space normalised */
    bool isNamespace; /* declares a namespace: xmlns or xmlns:... */
    bool isDefault;   /* not written, but declared in the document's DTD */
} CXMLAttribute;

typedef struct {
    int32_t kind;
    int32_t code;          /* of an error */
    size_t cursor;         /* bytes of text parsed when it came up: behind a text, at the end of a start tag */
    bool isInEntity;       /* it comes from the replacement text of an entity */
    CXMLText name;         /* of an element as written, or what an error is about */
    size_t prefixLength;   /* how much of the name is the prefix, without its colon */
    CXMLText uri;          /* of an element's namespace */
    CXMLText text;
    size_t firstAttribute; /* namespaces first, then attributes as written, then defaults */
    size_t attributeCount;
} CXMLEvent;

/* What a push has brought. */
typedef struct {
    const CXMLEvent *events;
    size_t eventCount;
    const CXMLAttribute *attributes;
    const uint8_t *bytes;
} CXMLQueue;

/*
 * A new reader, or NULL without memory. `allowance`: how many bytes more than are pushed the events may hold; only
 * entities and default attributes make a document grow.
 */
CXMLReader *CXMLReaderCreate(size_t allowance);

/*
 * Parses `count` more bytes, which are valid UTF-8 without a byte order mark; `isLast` ends the document. After an
 * error event nothing more happens. Gives the events that this push has completed.
 */
CXMLQueue CXMLReaderPush(CXMLReader *reader, const uint8_t *bytes, size_t count, bool isLast);

void CXMLReaderFree(CXMLReader *reader);

#endif
