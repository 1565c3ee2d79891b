/*
 * libxml2's push parser as a tape of events, without its types: no header of libxml2 is seen by who includes this.
 *
 * libxml2 decides what is XML. Between its slices, plain markup is read without it, four times as fast: what this is
 * and that it means the same is said in Plain.c.
 *
 * Text goes in as UTF-8 with `CXMLReaderPush`; the events that it completes are then read from arrays that stay valid
 * until the next push. Events say where things stand in the text instead of copying them, wherever the text says them
 * as they are. External entities and DTDs are never loaded. A reader belongs to one thread at a time; several readers
 * may run on several threads.
 */
#ifndef CXML_READER_H
#define CXML_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CXMLReader CXMLReader;

/* What an event says. */
enum {
    CXMLEventStart = 1, /* a start tag, with attributes */
    CXMLEventEnd = 2,   /* an end tag, or the end of an empty element */
    CXMLEventText = 3,  /* all text up to the next tag, references and CDATA resolved; comments do not end it */
    CXMLEventError = 4  /* the document is refused; always the last event */
};

/* Flags of events and attributes. */
enum {
    CXMLInEntity = 1,    /* an event from the replacement text of an entity; it stands where the reference does */
    CXMLKept = 2,        /* the text or value is in the queue's bytes, since the document writes it otherwise */
    CXMLNamespace = 4,   /* an attribute that declares a namespace: xmlns or xmlns:... */
    CXMLDefault = 8      /* an attribute that is not written, but declared in the document's DTD */
};

/* Why a document is refused, in `name` of an error: libxml2's own number when positive, else one of these. */
enum {
    CXMLErrorMemory = -1,         /* no memory */
    CXMLErrorExpansion = -2,      /* entities expand beyond the allowance */
    CXMLErrorExternalEntity = -3, /* a reference to an entity that stands outside the document */
    CXMLErrorDepth = -4,          /* elements nest too deep */
    CXMLErrorAttributes = -5,     /* too many attributes in one tag */
    CXMLErrorName = -6,           /* a name is too long */
    CXMLErrorValue = -7,          /* an attribute value is too long */
    CXMLErrorText = -8,           /* a text is too long */
    CXMLErrorNames = -9           /* too many different names */
};

/* What is accepted. */
typedef struct {
    size_t depth;
    size_t attributes;
    size_t nameBytes;
    size_t textBytes;
    size_t entityBytes; /* how much more than was pushed entities and defaults may make of a document */
    size_t names;
} CXMLLimits;

/* All places are byte offsets in the document. */
typedef struct {
    uint8_t kind;
    uint8_t flags;
    int32_t name;            /* of a start: a number of `names`; of an error: the reason */
    uint32_t attributeCount; /* of a start: namespaces first, then attributes as written, then defaults */
    size_t place;            /* where it starts: a `<`, or behind the last markup; where an error is */
    size_t start;            /* of a start: the number of its first attribute; of a text or an error: where its */
                             /* bytes start, in the document, or in the bytes kept so far */
    size_t length;           /* of a text or an error: how many bytes it has */
    size_t end;              /* of a start: the number of its end event, 0 before there is one; of an end: where */
                             /* the element ends */
} CXMLEvent;

typedef struct {
    uint32_t name;
    uint8_t flags;
    size_t place;  /* where the name starts; the start of the tag for a default */
    size_t quote;  /* where the quote before the value is; the start of the tag for a default */
    size_t start;  /* where the value starts, in the document, or in the bytes kept so far */
    size_t length; /* how many bytes it has: references resolved, white space normalised */
} CXMLAttribute;

/* A name as it was written and what its prefix stands for; a length is 0 where there is none. */
typedef struct {
    const uint8_t *prefix, *local, *uri;
    size_t prefixLength, localLength, uriLength;
} CXMLName;

/* The text of the document that is at hand. */
typedef struct {
    const uint8_t *bytes;
    size_t offset; /* where it starts in the document */
    size_t count;
    size_t fresh; /* how many bytes at its end were not pushed before: whole characters of valid UTF-8, without */
                  /* a byte order mark, and without control characters other than white space */
    bool isLast;
} CXMLSource;

/* What the pushes have brought. Events are numbered from the start of the document; so are attributes and bytes. */
typedef struct {
    const CXMLEvent *events;
    size_t firstEvent, eventCount;
    const CXMLAttribute *attributes;
    size_t firstAttribute, attributeCount;
    const uint8_t *bytes;
    size_t firstByte;
    const CXMLName *names;
    size_t nameCount;
    size_t lastEnd; /* where the last markup ended */
    size_t needed;  /* the first place in the document that later events may refer to */
} CXMLQueue;

/* A new reader, or NULL without memory. `isRepaired`: an ampersand that starts no reference stands for itself. */
CXMLReader *CXMLReaderCreate(CXMLLimits limits, bool isRepaired);

/*
 * Parses the fresh bytes of a source, whose other bytes are at least those from `needed` of the last queue on, and all
 * that events still to be read refer to. The first `done` events of the last queue are forgotten. After an error event
 * nothing more happens.
 */
CXMLQueue CXMLReaderPush(CXMLReader *reader, CXMLSource source, size_t done);

void CXMLReaderFree(CXMLReader *reader);

#endif
