/* References to characters (XML 1.0, 4.1 and 4.6), and ampersands that are none. */
#include "Reader.h"

#include <string.h>

/* What goes on longer without a semicolon is no reference. */
#define LONGEST 64

static bool isNamePart(uint8_t byte, bool isFirst) {
    if (byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_' || byte == ':') return true;
    return !isFirst && ((byte >= '0' && byte <= '9') || byte == '-' || byte == '.');
}

static int digit(uint8_t byte, bool isHexadecimal) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    uint8_t letter = byte | 0x20;
    return isHexadecimal && letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

static size_t encode(uint32_t scalar, uint8_t utf8[4]) {
    if (scalar < 0x80) {
        utf8[0] = (uint8_t)scalar;
        return 1;
    }
    if (scalar < 0x800) {
        utf8[0] = (uint8_t)(0xC0 | scalar >> 6);
        utf8[1] = (uint8_t)(0x80 | (scalar & 0x3F));
        return 2;
    }
    if (scalar < 0x10000) {
        utf8[0] = (uint8_t)(0xE0 | scalar >> 12);
        utf8[1] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
        utf8[2] = (uint8_t)(0x80 | (scalar & 0x3F));
        return 3;
    }
    utf8[0] = (uint8_t)(0xF0 | scalar >> 18);
    utf8[1] = (uint8_t)(0x80 | (scalar >> 12 & 0x3F));
    utf8[2] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
    utf8[3] = (uint8_t)(0x80 | (scalar & 0x3F));
    return 4;
}

static bool isCharacter(uint32_t scalar) {
    if (scalar < 0x20) return scalar == 0x09 || scalar == 0x0A || scalar == 0x0D;
    return scalar <= 0xD7FF || (scalar >= 0xE000 && scalar <= 0xFFFD) || (scalar >= 0x10000 && scalar <= 0x10FFFF);
}

static CXMLReference number(const uint8_t *digits, size_t count, bool isHexadecimal, uint8_t utf8[4], size_t *size) {
    uint32_t scalar = 0;
    for (size_t index = 0; index < count; index++) {
        scalar = scalar * (isHexadecimal ? 16 : 10) + (uint32_t)digit(digits[index], isHexadecimal);
        if (scalar > 0x10FFFF) return CXMLReferenceOther;
    }
    if (!isCharacter(scalar)) return CXMLReferenceOther;
    *size = encode(scalar, utf8);
    return CXMLReferenceCharacter;
}

static CXMLReference named(const uint8_t *name, size_t length, uint8_t utf8[4]) {
    static const struct {
        const char *name;
        size_t length;
        char character;
    } known[] = {{"amp", 3, '&'}, {"lt", 2, '<'}, {"gt", 2, '>'}, {"quot", 4, '"'}, {"apos", 4, '\''}};
    for (size_t index = 0; index < sizeof known / sizeof *known; index++) {
        if (known[index].length != length || memcmp(known[index].name, name, length) != 0) continue;
        utf8[0] = (uint8_t)known[index].character;
        return CXMLReferenceCharacter;
    }
    return CXMLReferenceOther;
}

CXMLReference CXMLReadReference(
    const uint8_t *bytes, const uint8_t *end, bool isLast, size_t *length, uint8_t utf8[4], size_t *size) {
    const uint8_t *limit = end - bytes > LONGEST ? bytes + LONGEST : end;
    const uint8_t *at = bytes + 1;
    bool isNumber = at < limit && *at == '#';
    if (isNumber) at++;
    bool isHexadecimal = isNumber && at < limit && *at == 'x';
    if (isHexadecimal) at++;
    const uint8_t *first = at;
    for (; at < limit; at++) {
        if (*at == ';') {
            if (at == first) return CXMLReferenceNone;
            *length = (size_t)(at - bytes) + 1;
            *size = 1;
            return isNumber ? number(first, (size_t)(at - first), isHexadecimal, utf8, size)
                            : named(first, (size_t)(at - first), utf8);
        }
        bool isPart = isNumber ? digit(*at, isHexadecimal) >= 0 : isNamePart(*at, at == first);
        if (!isPart) return CXMLReferenceNone;
    }
    return isLast || limit - bytes == LONGEST ? CXMLReferenceNone : CXMLReferenceCut;
}
