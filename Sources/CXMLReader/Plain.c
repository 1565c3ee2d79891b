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
#include "Reader.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

/* The first byte that ends plain text, or `end`. */
static inline const uint8_t *textEnd(const uint8_t *at, const uint8_t *end) {
#if defined(__SSE2__)
    const __m128i tag = _mm_set1_epi8('<'), reference = _mm_set1_epi8('&'), carriage = _mm_set1_epi8('\r');
    const __m128i bracket = _mm_set1_epi8(']'), high = _mm_set1_epi8((char)0xEF);
    while (end - at >= 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)at);
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, tag), _mm_cmpeq_epi8(bytes, reference));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, carriage));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, bracket));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, high));
        int mask = _mm_movemask_epi8(found);
        if (mask != 0) return at + __builtin_ctz((unsigned)mask);
        at += 16;
    }
#endif
    while (at < end && (kinds[*at] & TextStop) == 0) at++;
    return at;
}

/* Whether U+FFFE or U+FFFF stands at a byte 0xEF. */
static inline bool isNoCharacter(const uint8_t *at, const uint8_t *end) {
    return end - at < 3 || (at[1] == 0xBF && at[2] >= 0xBE);
}

static bool hasNoCharacter(const uint8_t *at, const uint8_t *end) {
    while (at < end && (at = memchr(at, 0xEF, (size_t)(end - at))) != NULL) {
        if (isNoCharacter(at, end)) return true;
        at += 3;
    }
    return false;
}

/* MARK: Text */

static inline bool addRun(CXMLReader *reader, const uint8_t *start, const uint8_t *end) {
    if (start == end) return true;
    if (!CXMLAddWritten(reader, placeOf(reader, start), (size_t)(end - start), false)) return false;
    reader->lastEnd = placeOf(reader, end);
    return true;
}

static Outcome readText(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
    const uint8_t *start = at;
    Outcome outcome = Read;
    while (outcome == Read) {
        at = textEnd(at, end);
        if (at == end || *at == '<') break;
        if (*at == ']') {
            bool isCut = end - at < 3 && (end - at < 2 || at[1] == ']');
            if (isCut) outcome = Wait;
            else if (at[1] == ']' && at[2] == '>') outcome = Other;
            else at++;
        } else if (*at == '\r') {
            if (end - at < 2) {
                outcome = Wait;
                break;
            }
            if (!addRun(reader, start, at) || !CXMLAddKept(reader, "\n", 1, false)) return Other;
            at += at[1] == '\n' ? 2 : 1;
            reader->lastEnd = placeOf(reader, at);
            start = at;
        } else if (*at == '&') {
            size_t length, size;
            uint8_t utf8[4];
            CXMLReference reference = CXMLReadReference(at, end, reader->source.isLast, &length, utf8, &size);
            if (reference == CXMLReferenceCharacter) {
                if (!addRun(reader, start, at) || !CXMLAddKept(reader, utf8, size, false)) return Other;
                at += length;
                reader->lastEnd = placeOf(reader, at);
                start = at;
            } else if (reference == CXMLReferenceCut) {
                outcome = Wait;
            } else if (reference == CXMLReferenceNone && reader->isRepaired) {
                at++;
            } else {
                outcome = Other;
            }
        } else if (isNoCharacter(at, end)) {
            outcome = Other;
        } else {
            at += 3;
        }
    }
    if (!addRun(reader, start, at)) return Other;
    *next = at;
    return outcome;
}

static Outcome readCDATA(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
    const uint8_t *start = at + 9, *close = start;
    while (true) {
        close = close < end ? memchr(close, ']', (size_t)(end - close)) : NULL;
        if (close == NULL || end - close < 3) {
            /* What is waited for counts, lest it have no bound. */
            size_t known = reader->isTextOpen ? reader->events[reader->eventCount - 1].length : 0;
            if (known + (size_t)(end - start) <= reader->limits.textBytes) return Wait;
            size_t place = reader->isTextOpen ? reader->events[reader->eventCount - 1].place : reader->lastEnd;
            CXMLRefuse(reader, CXMLErrorText, place, NULL);
            return Other;
        }
        if (close[1] == ']' && close[2] == '>') break;
        close++;
    }
    if (hasNoCharacter(start, close)) return Other;
    const uint8_t *carriage;
    while (start < close && (carriage = memchr(start, '\r', (size_t)(close - start))) != NULL) {
        if (!CXMLAddWritten(reader, placeOf(reader, start), (size_t)(carriage - start), false)) return Other;
        if (!CXMLAddKept(reader, "\n", 1, false)) return Other;
        start = carriage + (carriage[1] == '\n' ? 2 : 1);
    }
    if (!CXMLAddWritten(reader, placeOf(reader, start), (size_t)(close - start), false)) return Other;
    *next = close + 3;
    reader->lastEnd = placeOf(reader, *next);
    return Read;
}

/* MARK: Comments and processing instructions */

static Outcome readComment(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
    const uint8_t *start = at + 4, *dash = start;
    while (dash < end && (dash = memchr(dash, '-', (size_t)(end - dash))) != NULL) {
        if (end - dash < 3) return Wait;
        if (dash[1] == '-') {
            if (dash[2] != '>' || hasNoCharacter(start, dash)) return Other;
            *next = dash + 3;
            reader->lastEnd = placeOf(reader, *next);
            return Read;
        }
        dash++;
    }
    return Wait;
}

static Outcome readInstruction(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
    const uint8_t *target = at + 2, *behind = target;
    while (behind < end && (kinds[*behind] & NamePart) != 0) behind++;
    if (end - behind < 2) return Wait;
    bool isNamed = (kinds[*target] & NameStart) != 0 && behind - target <= LONGEST_NAME;
    bool isReserved = behind - target == 3 && (target[0] | 0x20) == 'x' && (target[1] | 0x20) == 'm'
        && (target[2] | 0x20) == 'l';
    bool isSeparated = (kinds[*behind] & Space) != 0 || (behind[0] == '?' && behind[1] == '>');
    if (!isNamed || isReserved || !isSeparated) return Other;
    const uint8_t *close = behind;
    while (close < end && (close = memchr(close, '?', (size_t)(end - close))) != NULL) {
        if (end - close < 2) return Wait;
        if (close[1] == '>') {
            if (hasNoCharacter(behind, close)) return Other;
            *next = close + 2;
            reader->lastEnd = placeOf(reader, *next);
            return Read;
        }
        close++;
    }
    return Wait;
}

/* MARK: Tags */

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

/* A name with at most one colon; `*behind` is the byte behind it. */
static Outcome readName(
    const uint8_t *at, const uint8_t *end, const uint8_t **colon, const uint8_t **behind) {
    const uint8_t *start = at;
    *colon = NULL;
    if (at == end) return Wait;
    if ((kinds[*at] & NameStart) == 0) return Other;
    while (at < end && (kinds[*at] & NamePart) != 0) at++;
    if (at < end && *at == ':') {
        *colon = at++;
        if (at == end) return Wait;
        if ((kinds[*at] & NameStart) == 0) return Other;
        while (at < end && (kinds[*at] & NamePart) != 0) at++;
    }
    if (at - start > LONGEST_NAME) return Other;
    *behind = at;
    return at == end ? Wait : Read;
}

static Outcome readValue(
    const CXMLReader *reader, const uint8_t *at, const uint8_t *end, uint8_t quote, Attribute *attribute) {
    attribute->value = at;
    attribute->isPlain = true;
    while (true) {
        while (at < end && (kinds[*at] & ValueStop) == 0) at++;
        if (at == end) return Wait;
        uint8_t byte = *at;
        if (byte == quote) break;
        if (byte == '<') return Other;
        if (byte == '&') {
            size_t length, size;
            uint8_t utf8[4];
            CXMLReference reference = CXMLReadReference(at, end, reader->source.isLast, &length, utf8, &size);
            if (reference == CXMLReferenceCut) return Wait;
            if (reference == CXMLReferenceCharacter) {
                attribute->isPlain = false;
                at += length;
            } else if (reference == CXMLReferenceNone && reader->isRepaired) {
                at++;
            } else {
                return Other;
            }
        } else if (byte == 0xEF) {
            if (isNoCharacter(at, end)) return end - at < 3 ? Wait : Other;
            at += 3;
        } else {
            if (byte != '"' && byte != '\'') attribute->isPlain = false;
            at++;
        }
    }
    attribute->valueEnd = at;
    return Read;
}

/* The attributes of a tag up to its end; `*next` is the `>` or the `/` before it. */
static Outcome readAttributes(
    const CXMLReader *reader, const uint8_t *at, const uint8_t *end, Attribute *attributes, size_t *count,
    const uint8_t **next) {
    *count = 0;
    while (true) {
        const uint8_t *space = at;
        while (at < end && (kinds[*at] & Space) != 0) at++;
        if (at == end) return Wait;
        if (*at == '>' || *at == '/') {
            *next = at;
            return Read;
        }
        if (at == space || *count == MOST_ATTRIBUTES) return Other;
        Attribute *attribute = &attributes[(*count)++];
        attribute->name = at;
        Outcome outcome = readName(at, end, &attribute->colon, &at);
        if (outcome != Read) return outcome;
        attribute->nameEnd = at;
        while (at < end && (kinds[*at] & Space) != 0) at++;
        if (at == end) return Wait;
        if (*at != '=') return Other;
        at++;
        while (at < end && (kinds[*at] & Space) != 0) at++;
        if (at == end) return Wait;
        if (*at != '"' && *at != '\'') return Other;
        outcome = readValue(reader, at + 1, end, *at, attribute);
        if (outcome != Read) return outcome;
        at = attribute->valueEnd + 1;
    }
}

static bool isText(const uint8_t *start, const uint8_t *end, const char *text) {
    size_t length = strlen(text);
    return (size_t)(end - start) == length && memcmp(start, text, length) == 0;
}

/* Finds the declarations of namespaces among the attributes, and takes them into scope. */
static Outcome bind(CXMLReader *reader, Attribute *attributes, size_t count, size_t tag, size_t *bound) {
    *bound = 0;
    for (size_t index = 0; index < count; index++) {
        Attribute *attribute = &attributes[index];
        const uint8_t *prefixEnd = attribute->colon != NULL ? attribute->colon : attribute->nameEnd;
        attribute->isNamespace = isText(attribute->name, prefixEnd, "xmlns");
        if (!attribute->isNamespace) continue;
        attribute->prefix = attribute->uri = 0;
        /* libxml2 has rules of its own for these. */
        if (!attribute->isPlain || attribute->valueEnd - attribute->value > LONGEST_NAME) return Other;
        if (isText(attribute->value, attribute->valueEnd, "http://www.w3.org/XML/1998/namespace")) return Other;
        if (isText(attribute->value, attribute->valueEnd, "http://www.w3.org/2000/xmlns/")) return Other;
        bool isEmpty = attribute->value == attribute->valueEnd;
        if (attribute->colon != NULL) {
            const uint8_t *local = attribute->colon + 1;
            if (isEmpty || isText(local, attribute->nameEnd, "xml") || isText(local, attribute->nameEnd, "xmlns")) {
                return Other;
            }
            size_t length = (size_t)(attribute->nameEnd - local);
            if (!CXMLInternString(reader, local, length, 0, tag, &attribute->prefix)) return Other;
        }
        if (!isEmpty) {
            size_t length = (size_t)(attribute->valueEnd - attribute->value);
            if (!CXMLInternString(reader, attribute->value, length, 0, tag, &attribute->uri)) return Other;
        }
        for (size_t other = 0; other < index; other++) {
            if (attributes[other].isNamespace && attributes[other].prefix == attribute->prefix) return Other;
        }
        (*bound)++;
    }
    for (size_t index = 0; index < count && *bound > 0; index++) {
        const Attribute *attribute = &attributes[index];
        if (attribute->isNamespace && !CXMLBind(reader, attribute->prefix, attribute->uri, tag)) return Other;
    }
    return Read;
}

/* What the prefix of a name stands for. */
static bool namespaceOf(
    CXMLReader *reader, const uint8_t *name, const uint8_t *colon, bool isAttribute, size_t tag, uint32_t *uri) {
    *uri = 0;
    if (colon == NULL) {
        if (!isAttribute && reader->bindingCount > 0) *uri = CXMLNamespaceOf(reader, 0);
        return true;
    }
    if (isText(name, colon, "xml")) {
        static const char xml[] = "http://www.w3.org/XML/1998/namespace";
        return CXMLInternString(reader, (const uint8_t *)xml, sizeof xml - 1, 0, tag, uri);
    }
    if (reader->bindingCount == 0) return true;
    uint32_t prefix;
    if (!CXMLInternString(reader, name, (size_t)(colon - name), 0, tag, &prefix)) return false;
    *uri = CXMLNamespaceOf(reader, prefix);
    return true;
}

/* The number of the name of an attribute. */
static bool nameAttribute(CXMLReader *reader, Attribute *attribute, size_t tag) {
    size_t length = (size_t)(attribute->nameEnd - attribute->name);
    size_t prefixLength = attribute->colon != NULL ? (size_t)(attribute->colon - attribute->name) : 0;
    uint32_t string, uri = 0;
    if (!CXMLInternString(reader, attribute->name, length, prefixLength, tag, &string)) return false;
    if (!attribute->isNamespace && !namespaceOf(reader, attribute->name, attribute->colon, true, tag, &uri)) {
        return false;
    }
    return CXMLInternName(reader, string, uri, tag, &attribute->number);
}

static bool addAttribute(CXMLReader *reader, const Attribute *attribute) {
    const uint8_t *at = attribute->value, *end = attribute->valueEnd;
    CXMLAttribute *added = CXMLAddAttribute(
        reader, attribute->number, attribute->isNamespace ? CXMLNamespace : 0, placeOf(reader, attribute->name),
        placeOf(reader, at - 1), (size_t)(end - at));
    if (added == NULL) return false;
    if (attribute->isPlain) return true;
    size_t start = reader->byteCount;
    added->flags |= CXMLKept;
    added->start = reader->firstByte + start;
    while (at < end) {
        const uint8_t *stop = at;
        while (stop < end && *stop != '&' && *stop != '\t' && *stop != '\n' && *stop != '\r') stop++;
        if (!CXMLKeep(reader, at, (size_t)(stop - at))) return false;
        at = stop;
        if (at == end) break;
        if (*at == '&') {
            size_t length, size;
            uint8_t utf8[4];
            bool isCharacter =
                CXMLReadReference(at, end, true, &length, utf8, &size) == CXMLReferenceCharacter;
            if (!CXMLKeep(reader, isCharacter ? utf8 : at, isCharacter ? size : 1)) return false;
            at += isCharacter ? length : 1;
        } else {
            /* White space is a space, and a line end is one character (XML 1.0, 2.11 and 3.3.3). */
            if (!CXMLKeep(reader, " ", 1)) return false;
            at += end - at > 1 && at[0] == '\r' && at[1] == '\n' ? 2 : 1;
        }
    }
    added->length = reader->byteCount - start;
    return true;
}

/* The string of an element's name: mostly the one that followed the last element's name before, too. */
static Outcome readElementName(
    CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **behind, uint32_t *string) {
    const CXMLString *guess = &reader->strings[reader->strings[reader->lastString].follower];
    if (guess->length > 0 && (size_t)(end - at) > guess->length && memcmp(at, guess->bytes, guess->length) == 0) {
        uint8_t next = at[guess->length];
        if (next == '>' || next == '/' || (kinds[next] & Space) != 0) {
            *behind = at + guess->length;
            *string = (uint32_t)(guess - reader->strings);
            return Read;
        }
    }
    const uint8_t *colon;
    Outcome outcome = readName(at, end, &colon, behind);
    if (outcome != Read) return outcome;
    size_t prefixLength = colon != NULL ? (size_t)(colon - at) : 0;
    if (!CXMLInternString(reader, at, (size_t)(*behind - at), prefixLength, placeOf(reader, at - 1), string)) {
        return Other;
    }
    return Read;
}

static Outcome readStart(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
    const uint8_t *behind;
    uint32_t string;
    Outcome outcome = readElementName(reader, at + 1, end, &behind, &string);
    if (outcome != Read) return outcome;
    Attribute attributes[MOST_ATTRIBUTES];
    size_t count = 0, bound = 0, tag = placeOf(reader, at);
    if (*behind != '>') {
        outcome = readAttributes(reader, behind, end, attributes, &count, &behind);
        if (outcome != Read) return outcome;
    }
    bool isEmpty = *behind == '/';
    if (isEmpty) {
        if (end - behind < 2) return Wait;
        if (behind[1] != '>') return Other;
        behind++;
    }
    if (count > 0) {
        outcome = bind(reader, attributes, count, tag, &bound);
        if (outcome != Read) return outcome;
    }
    for (size_t index = 0; index < count; index++) {
        bool isNamed = nameAttribute(reader, &attributes[index], tag);
        for (size_t other = 0; other < index; other++) isNamed &= attributes[other].number != attributes[index].number;
        if (isNamed) continue;
        CXMLUnbind(reader, bound);
        return Other;
    }
    CXMLString *name = &reader->strings[string];
    if (name->scope != reader->scope) {
        uint32_t uri;
        const uint8_t *colon = name->prefixLength > 0 ? name->bytes + name->prefixLength : NULL;
        if (!namespaceOf(reader, name->bytes, colon, false, tag, &uri)) return Other;
        uint32_t number;
        if (!CXMLInternName(reader, string, uri, tag, &number)) return Other;
        name = &reader->strings[string];
        name->name = number;
        name->scope = reader->scope;
    }
    reader->strings[reader->lastString].follower = string;
    reader->lastString = string;
    if (CXMLAddOpen(reader, name->name, tag, count, bound, false) == NULL) return Other;
    for (size_t index = 0; index < count && bound > 0; index++) {
        if (attributes[index].isNamespace && !addAttribute(reader, &attributes[index])) return Other;
    }
    for (size_t index = 0; index < count; index++) {
        if (!attributes[index].isNamespace && !addAttribute(reader, &attributes[index])) return Other;
    }
    *next = behind + 1;
    reader->lastEnd = placeOf(reader, *next);
    if (isEmpty) CXMLAddClose(reader, reader->lastEnd, false);
    return Read;
}

static Outcome readEnd(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
    const CXMLName *name = &reader->names[reader->open[reader->openCount - 1].name];
    size_t length = name->localLength + (size_t)(name->local - name->prefix);
    const uint8_t *written = at + 2;
    if ((size_t)(end - written) <= length) return Wait;
    if (memcmp(written, name->prefix, length) != 0) return Other;
    const uint8_t *close = written + length;
    while (close < end && (kinds[*close] & Space) != 0) close++;
    if (close == end) return Wait;
    if (*close != '>') return Other;
    *next = close + 1;
    CXMLAddClose(reader, placeOf(reader, *next), false);
    return Read;
}

static bool starts(const uint8_t *at, const uint8_t *end, const char *text, size_t length, bool *isCut) {
    size_t known = (size_t)(end - at) < length ? (size_t)(end - at) : length;
    if (memcmp(at, text, known) != 0) return false;
    *isCut |= known < length;
    return known == length;
}

bool CXMLReadPlain(CXMLReader *reader) {
    const uint8_t *end = reader->source.bytes + reader->source.count;
    const uint8_t *at = reader->source.bytes + (reader->plainEnd - reader->source.offset);
    Outcome outcome = Read;
    while (at < end && reader->openCount > 0 && outcome == Read && !reader->isRefused) {
        const uint8_t *next = at;
        bool isCut = false;
        if (*at != '<') outcome = readText(reader, at, end, &next);
        else if (end - at < 2) outcome = Wait;
        else if (at[1] == '/') outcome = readEnd(reader, at, end, &next);
        else if (at[1] == '?') outcome = readInstruction(reader, at, end, &next);
        else if (at[1] != '!') outcome = readStart(reader, at, end, &next);
        else if (starts(at, end, "<!--", 4, &isCut)) outcome = readComment(reader, at, end, &next);
        else if (starts(at, end, "<![CDATA[", 9, &isCut)) outcome = readCDATA(reader, at, end, &next);
        else outcome = isCut ? Wait : Other;
        at = next;
    }
    reader->plainEnd = placeOf(reader, at);
    return outcome != Other && reader->openCount > 0;
}
