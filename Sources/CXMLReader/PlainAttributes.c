/* The names and attributes of plain tags: see Plain.h. */
#include "Plain.h"

#include <string.h>

Outcome CXMLPlainName(
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

Outcome CXMLPlainAttributes(
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
        Outcome outcome = CXMLPlainName(at, end, &attribute->colon, &at);
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

Outcome CXMLPlainBind(CXMLReader *reader, Attribute *attributes, size_t count, size_t tag, size_t *bound) {
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

bool CXMLPlainNamespaceOf(
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
bool CXMLPlainNameAttribute(CXMLReader *reader, Attribute *attribute, size_t tag) {
    size_t length = (size_t)(attribute->nameEnd - attribute->name);
    size_t prefixLength = attribute->colon != NULL ? (size_t)(attribute->colon - attribute->name) : 0;
    uint32_t string, uri = 0;
    if (!CXMLInternString(reader, attribute->name, length, prefixLength, tag, &string)) return false;
    if (!attribute->isNamespace && !CXMLPlainNamespaceOf(reader, attribute->name, attribute->colon, true, tag, &uri)) {
        return false;
    }
    return CXMLInternName(reader, string, uri, tag, &attribute->number);
}

bool CXMLPlainAddAttribute(CXMLReader *reader, const Attribute *attribute) {
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
