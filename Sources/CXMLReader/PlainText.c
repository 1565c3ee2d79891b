/* Plain text, comments and processing instructions: see Plain.h. */
#include "Plain.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

static bool hasNoCharacter(const uint8_t *at, const uint8_t *end) {
    while (at < end && (at = memchr(at, 0xEF, (size_t)(end - at))) != NULL) {
        if (isNoCharacter(at, end)) return true;
        at += 3;
    }
    return false;
}

static inline bool addRun(CXMLReader *reader, const uint8_t *start, const uint8_t *end) {
    if (start == end) return true;
    if (!CXMLAddWritten(reader, placeOf(reader, start), (size_t)(end - start), false)) return false;
    reader->lastEnd = placeOf(reader, end);
    return true;
}

Outcome CXMLPlainText(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
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

Outcome CXMLPlainCDATA(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
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

Outcome CXMLPlainComment(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
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

Outcome CXMLPlainInstruction(CXMLReader *reader, const uint8_t *at, const uint8_t *end, const uint8_t **next) {
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
