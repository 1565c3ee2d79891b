/*
 * Plain markup inside the document's element, read without libxml2.
 *
 * This is no second opinion on what XML is: it reads only what is certainly well-formed and certain to mean what is
 * told, and leaves everything else, faults first of all, to libxml2, which then starts where this stopped. Plain are
 * tags with names of ASCII letters, digits and `_-.`, at most one colon and at most MOST_ATTRIBUTES attributes; text,
 * CDATA, comments and processing instructions of such names; references to characters and to the five entities of
 * XML itself. A document with a document type declaration is never plain. What is read here holds valid UTF-8 and no
 * control characters, as whoever pushes has made sure; U+FFFE and U+FFFF are left to libxml2.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "Reader.h"

#define MOST_ATTRIBUTES 64
/* libxml2 accepts names of 50,000 bytes; what is near that is its business. */
#define LONGEST_NAME 1000

/* How a part of the document was read. */
typedef enum {
    Read,  /* up to `*next` */
    Wait,  /* its end was not pushed yet */
    Other, /* it is not plain, or the document is refused */
} Outcome;

enum { NameStart = 1, NamePart = 2, Space = 4, TextStop = 8, ValueStop = 16 };

/* What a byte may be. */
static const uint8_t kinds[256] = {
    ['\t'] = Space | ValueStop, ['\n'] = Space | ValueStop, ['\r'] = Space | ValueStop | TextStop, [' '] = Space,
    ['<'] = TextStop | ValueStop, ['&'] = TextStop | ValueStop, [']'] = TextStop, [0xEF] = TextStop | ValueStop,
    ['"'] = ValueStop, ['\''] = ValueStop,
    ['a' ... 'z'] = NameStart | NamePart, ['A' ... 'Z'] = NameStart | NamePart, ['_'] = NameStart | NamePart,
    ['0' ... '9'] = NamePart, ['-'] = NamePart, ['.'] = NamePart,
};

static inline size_t placeOf(const CXMLReader *reader, const uint8_t *at) {
    return reader->source.offset + (size_t)(at - reader->source.bytes);
}

/* Whether U+FFFE or U+FFFF stands at a byte 0xEF. */
static inline bool isNoCharacter(const uint8_t *at, const uint8_t *end) {
    return end - at < 3 || (at[1] == 0xBF && at[2] >= 0xBE);
}

/* A name and a value as written. */
typedef struct {
    const uint8_t *name, *colon, *nameEnd, *value, *valueEnd;
    uint32_t number;
    /* The value is to be told as it is written. */
    bool isPlain;
    /* It declares a namespace; the strings of the prefix and of what it stands for. */
    bool isNamespace;
    uint32_t prefix, uri;
} Attribute;

/* Text up to the next tag. */
Outcome CXMLPlainText(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next);

/* A CDATA section, which starts with all of `<![CDATA[`. */
Outcome CXMLPlainCDATA(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next);

/* A comment, which starts with all of `<!--`. */
Outcome CXMLPlainComment(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next);

/* A processing instruction. */
Outcome CXMLPlainInstruction(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next);

/* A name with at most one colon; `*behind` is the byte behind it. */
Outcome CXMLPlainName(const uint8_t *at, const uint8_t *end, const uint8_t **colon, const uint8_t **behind);

/* The attributes of a tag up to its end; `*next` is the `>` or the `/` before it. */
Outcome CXMLPlainAttributes(
    const CXMLReader *reader, const uint8_t *at, const uint8_t *end, Attribute *attributes, size_t *count,
    const uint8_t **next);

/* Finds the declarations of namespaces among the attributes, and takes them into scope. */
Outcome CXMLPlainBind(CXMLReader *reader, Attribute *attributes, size_t count, size_t tag, size_t *bound);

/* What the prefix of a name stands for. */
bool CXMLPlainNamespaceOf(
    CXMLReader *reader, const uint8_t *name, const uint8_t *colon, bool isAttribute, size_t tag,
    uint32_t *uri);

/* Finds the number of the name of an attribute. */
bool CXMLPlainNameAttribute(CXMLReader *reader, Attribute *attribute, size_t tag);

/* Tells an attribute, its value unescaped. */
bool CXMLPlainAddAttribute(CXMLReader *reader, const Attribute *attribute);

#endif
