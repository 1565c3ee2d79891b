/* Where things stand in the document, found in its text: libxml2 itself knows lines only. */
#include "Reader.h"

#include <string.h>

bool CXMLStands(const CXMLReader *reader, const xmlChar *bytes, size_t count, size_t place) {
    if (place < reader->source.offset || place > reader->fed || count > reader->fed - place) return false;
    const uint8_t *source = reader->source.bytes + (place - reader->source.offset);
    if (!reader->isRepaired) return memcmp(source, bytes, count) == 0;
    for (size_t index = 0; index < count; index++) {
        if (source[index] != bytes[index] && (source[index] != '&' || bytes[index] != 0x7F)) return false;
    }
    return true;
}

size_t CXMLTagStart(const CXMLReader *reader, size_t cursor) {
    size_t first = reader->lastEnd > reader->source.offset ? reader->lastEnd : reader->source.offset;
    while (cursor > first) {
        cursor--;
        if (CXMLByte(reader, cursor) == '<') return cursor;
    }
    return reader->lastEnd;
}

static bool isSpace(uint8_t byte) {
    return byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09;
}

bool CXMLNextWritten(const CXMLReader *reader, size_t *at, size_t limit, CXMLWritten *written) {
    size_t index = *at;
    while (index < limit && isSpace(CXMLByte(reader, index))) index++;
    written->name = index;
    while (index < limit && CXMLByte(reader, index) != '=' && !isSpace(CXMLByte(reader, index))) index++;
    written->nameEnd = index;
    while (index < limit && CXMLByte(reader, index) != '"' && CXMLByte(reader, index) != '\'') index++;
    if (index >= limit) return false;
    written->quote = index;
    uint8_t quote = CXMLByte(reader, index);
    index++;
    while (index < limit && CXMLByte(reader, index) != quote) index++;
    written->end = index;
    *at = index < limit ? index + 1 : limit;
    return true;
}

bool CXMLHasManyAttributes(const CXMLReader *reader, size_t *place) {
    size_t start = CXMLCursor(reader);
    /* ` a=""` is the shortest; few attributes cost libxml2 little, however they are written. */
    if (start < reader->source.offset || reader->fed - start < 65536) return false;
    if ((reader->fed - start) / 5 <= reader->limits.attributes) return false;
    if (CXMLByte(reader, start) != '<') return false;
    uint8_t next = CXMLByte(reader, start + 1);
    if (next == '!' || next == '?' || next == '/') return false;
    size_t at = start + 1, count = 0;
    while (at < reader->fed && !isSpace(CXMLByte(reader, at)) && CXMLByte(reader, at) != '>') at++;
    CXMLWritten written;
    while (CXMLNextWritten(reader, &at, reader->fed, &written)) {
        if (memchr(reader->source.bytes + (written.name - reader->source.offset), '>', written.quote - written.name)) {
            return false;
        }
        count++;
        if (count > reader->limits.attributes) {
            *place = start;
            return true;
        }
    }
    return false;
}
