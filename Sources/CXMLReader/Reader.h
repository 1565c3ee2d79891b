/* What the files of this target share; no header of libxml2 leaves it. */
#ifndef CXML_PRIVATE_READER_H
#define CXML_PRIVATE_READER_H

#include "CXMLReader.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

/* A string that is kept for the life of a reader, and the name that it was last, as the name of an element. */
typedef struct {
    const uint8_t *bytes;
    size_t length;
    /* How much of it is a prefix, without the colon. */
    size_t prefixLength;
    /* The name that it stands for while the namespaces in scope are those of `scope`. */
    uint64_t scope;
    uint32_t name;
    /* The string that was the next element's name after it. */
    uint32_t follower;
} CXMLString;

/* An element that is open. */
typedef struct {
    size_t start;            /* the number of its start event */
    uint32_t name;
    uint32_t namespaceCount; /* how many namespaces it declares */
} CXMLOpen;

/* A namespace in scope: the strings of its prefix (0 for none) and of what it stands for (0 for nothing). */
typedef struct {
    uint32_t prefix, uri;
} CXMLBinding;

struct CXMLReader {
    CXMLLimits limits;
    CXMLEvent *events;
    size_t firstEvent, eventCount, eventCapacity;
    CXMLAttribute *attributes;
    size_t firstAttribute, attributeCount, attributeCapacity;
    uint8_t *bytes;
    size_t firstByte, byteCount, byteCapacity;
    CXMLOpen *open;
    size_t openCount, openCapacity;
    CXMLBinding *bindings;
    size_t bindingCount, bindingCapacity;
    /* Changes whenever `bindings` do; what was is not again. */
    uint64_t scope, lastScope;

    /* Strings, number 0 being empty; names; and hash tables of their numbers plus 1. */
    CXMLString *strings;
    size_t stringCount, stringCapacity;
    uint32_t *stringSlots;
    size_t stringSlotCount;
    CXMLName *names;
    uint64_t *nameKeys;
    size_t nameCount, nameCapacity, nameKeyCapacity;
    uint32_t *nameSlots;
    size_t nameSlotCount;
    uint64_t seed;

    CXMLSource source;
    /* Where the document starts, how far it was pushed, and where the last markup ended. */
    size_t start, pushed, lastEnd;
    /* The last event is a text that may go on. */
    bool isTextOpen;
    bool hasStarted, isRepaired, isRefused;

    /* Plain.c: what was read without libxml2 ends here, when there is no context. */
    size_t plainEnd;
    /* The element name before, as a string. */
    uint32_t lastString;
    bool hadRoot;

    /* libxml2, or NULL where it is not needed. */
    xmlParserCtxtPtr context;
    xmlSAXHandler handler;
    /* The place that libxml2 takes for 0 (it may have been shown other text before it), and how far it was fed. */
    size_t origin, fed;
    /* How many starts and ends are still to come of the text before. */
    size_t unseenStarts, unseenEnds;
    uint8_t *repaired;
    size_t repairedCapacity;
    size_t produced;
    /* Where the reference to the entity ends that is being read. */
    size_t entityEnd;
    /* Behind a carriage return that ended a piece of CDATA, else 0. */
    size_t afterReturn;
    bool hasDoctype;
    /* Entities declared to stand elsewhere; libxml2 never hears of them, so it cannot load them. */
    char **externals;
    size_t externalCount, externalCapacity;
};

/* The byte of the document at a place, which is at hand. */
static inline uint8_t CXMLByte(const CXMLReader *reader, size_t place) {
    return reader->source.bytes[place - reader->source.offset];
}

/* Events.c */

/* Room for `needed` elements of `size` bytes; the old array stays when there is none. */
bool CXMLReserve(void **array, size_t *capacity, size_t needed, size_t size);
/* Ends the document with an error. `about` may be NULL. */
void CXMLRefuse(CXMLReader *reader, int code, size_t place, const char *about);
/* Lays bytes into the queue; false when the document is refused. */
bool CXMLKeep(CXMLReader *reader, const void *bytes, size_t count);
/* More text of the run that is open, or the first of a new one: a part of the document, or bytes that are not in it. */
bool CXMLAddWritten(CXMLReader *reader, size_t place, size_t count, bool isInEntity);
bool CXMLAddKept(CXMLReader *reader, const void *bytes, size_t count, bool isInEntity);
/* The start of an element; what it holds is added behind. NULL when the document is refused. */
CXMLEvent *CXMLAddOpen(
    CXMLReader *reader, uint32_t name, size_t tag, size_t attributeCount, size_t namespaceCount, bool isInEntity);
/* An attribute of the element that was just added, its value still to be set; NULL when the document is refused. */
CXMLAttribute *CXMLAddAttribute(
    CXMLReader *reader, uint32_t name, uint8_t flags, size_t place, size_t quote, size_t length);
/* The end of the innermost open element, which ends before `end`. */
void CXMLAddClose(CXMLReader *reader, size_t end, bool isInEntity);

/* Names.c */

bool CXMLCreateNames(CXMLReader *reader);
void CXMLFreeNames(CXMLReader *reader);
/* The number of a string; false when the document is refused, with `place`. */
bool CXMLInternString(
    CXMLReader *reader, const uint8_t *bytes, size_t length, size_t prefixLength, size_t place, uint32_t *number);
/* The number of a name as written in a namespace, both strings. */
bool CXMLInternName(CXMLReader *reader, uint32_t string, uint32_t uri, size_t place, uint32_t *number);
/* What a prefix stands for, a string; 0 for nothing. */
uint32_t CXMLNamespaceOf(const CXMLReader *reader, uint32_t prefix);
bool CXMLBind(CXMLReader *reader, uint32_t prefix, uint32_t uri, size_t place);
/* Takes the innermost namespaces out of scope. */
void CXMLUnbind(CXMLReader *reader, size_t count);

/* References.c */

/* What an ampersand starts. */
typedef enum {
    CXMLReferenceCharacter, /* a reference to one character */
    CXMLReferenceOther,     /* a reference to an entity, or to no character */
    CXMLReferenceNone,      /* nothing */
    CXMLReferenceCut        /* more bytes are needed to know */
} CXMLReference;

/* Reads a reference from its `&` on; `length` is that of the reference, `utf8` and `size` the character. */
CXMLReference CXMLReadReference(
    const uint8_t *bytes, const uint8_t *end, bool isLast, size_t *length, uint8_t utf8[4], size_t *size);

/* Plain.c */

/* Reads plain markup up to something else, at `plainEnd`; true when that is just the end of what was pushed. */
bool CXMLReadPlain(CXMLReader *reader);

/* Parser.c */

/* Lets libxml2 parse what was pushed; it starts where plain markup ends when it was not in use. */
void CXMLParse(CXMLReader *reader);
void CXMLFreeContext(CXMLReader *reader);
/* Bytes parsed of the document itself, whatever entity is being expanded. */
size_t CXMLCursor(const CXMLReader *reader);

/* Places.c */

/* Whether the document has just these bytes at a place, as libxml2 was shown them. */
bool CXMLStands(const CXMLReader *reader, const xmlChar *bytes, size_t count, size_t place);
/* The place of the `<` of the tag that the parser is in, or just behind; no tag holds another `<`. */
size_t CXMLTagStart(const CXMLReader *reader, size_t cursor);
/* Whether the start tag that libxml2 waits for has more attributes than are accepted: it compares each pair. */
bool CXMLHasManyAttributes(const CXMLReader *reader, size_t *place);

/* One attribute as it was written. */
typedef struct {
    size_t name, nameEnd, quote, end;
} CXMLWritten;

/* The next attribute in a start tag from `*at` on, before `limit`. */
bool CXMLNextWritten(const CXMLReader *reader, size_t *at, size_t limit, CXMLWritten *written);

/* Handlers.c */

void CXMLSetHandler(xmlSAXHandler *handler);

#endif
