/* Plain tags, and the loop over everything that is plain: see Plain.h. */
#include "Plain.h"

#include <string.h>

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
    Outcome outcome = CXMLPlainName(at, end, &colon, behind);
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
        outcome = CXMLPlainAttributes(reader, behind, end, attributes, &count, &behind);
        if (outcome != Read) return outcome;
    }
    bool isEmpty = *behind == '/';
    if (isEmpty) {
        if (end - behind < 2) return Wait;
        if (behind[1] != '>') return Other;
        behind++;
    }
    if (count > 0) {
        outcome = CXMLPlainBind(reader, attributes, count, tag, &bound);
        if (outcome != Read) return outcome;
    }
    for (size_t index = 0; index < count; index++) {
        bool isNamed = CXMLPlainNameAttribute(reader, &attributes[index], tag);
        for (size_t other = 0; other < index; other++) isNamed &= attributes[other].number != attributes[index].number;
        if (isNamed) continue;
        CXMLUnbind(reader, bound);
        return Other;
    }
    CXMLString *name = &reader->strings[string];
    if (name->scope != reader->scope) {
        uint32_t uri;
        const uint8_t *colon = name->prefixLength > 0 ? name->bytes + name->prefixLength : NULL;
        if (!CXMLPlainNamespaceOf(reader, name->bytes, colon, false, tag, &uri)) return Other;
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
        if (attributes[index].isNamespace && !CXMLPlainAddAttribute(reader, &attributes[index])) return Other;
    }
    for (size_t index = 0; index < count; index++) {
        if (!attributes[index].isNamespace && !CXMLPlainAddAttribute(reader, &attributes[index])) return Other;
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
        if (*at != '<') outcome = CXMLPlainText(reader, at, end, &next);
        else if (end - at < 2) outcome = Wait;
        else if (at[1] == '/') outcome = readEnd(reader, at, end, &next);
        else if (at[1] == '?') outcome = CXMLPlainInstruction(reader, at, end, &next);
        else if (at[1] != '!') outcome = readStart(reader, at, end, &next);
        else if (starts(at, end, "<!--", 4, &isCut)) outcome = CXMLPlainComment(reader, at, end, &next);
        else if (starts(at, end, "<![CDATA[", 9, &isCut)) outcome = CXMLPlainCDATA(reader, at, end, &next);
        else outcome = isCut ? Wait : Other;
        at = next;
    }
    reader->plainEnd = placeOf(reader, at);
    return outcome != Other && reader->openCount > 0;
}
