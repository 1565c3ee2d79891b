// What Swift's vectors cannot say in one instruction: which of many bytes equal one.
#ifndef CBYTES_H
#define CBYTES_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// How many bytes are looked at together.
#define CBYTES_BLOCK 64

/// Which bytes of a block mean something in CSV, the first in the lowest bit.
typedef struct {
    uint64_t quotes;
    uint64_t delimiters;
    /// LF and CR.
    uint64_t lineEnds;
} CBytesMarks;

/// Looks at 64 bytes.
static inline __attribute__((always_inline)) CBytesMarks CBytesMark(
    const uint8_t *bytes, uint8_t quote, uint8_t delimiter) {
    CBytesMarks marks = {0, 0, 0};
#if defined(__SSE2__)
    const __m128i quotes = _mm_set1_epi8((char)quote);
    const __m128i delimiters = _mm_set1_epi8((char)delimiter);
    const __m128i feeds = _mm_set1_epi8('\n');
    const __m128i returns = _mm_set1_epi8('\r');
    for (int part = 0; part < 4; part++) {
        const __m128i text = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
        const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(text, feeds), _mm_cmpeq_epi8(text, returns));
        const int shift = 16 * part;
        marks.quotes |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, quotes)) << shift;
        marks.delimiters |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, delimiters)) << shift;
        marks.lineEnds |= (uint64_t)(uint16_t)_mm_movemask_epi8(ends) << shift;
    }
#else
    for (int index = 0; index < CBYTES_BLOCK; index++) {
        const uint8_t byte = bytes[index];
        marks.quotes |= (uint64_t)(byte == quote) << index;
        marks.delimiters |= (uint64_t)(byte == delimiter) << index;
        marks.lineEnds |= (uint64_t)(byte == '\n' || byte == '\r') << index;
    }
#endif
    return marks;
}

/// Which of 64 bytes equal one, the first in the lowest bit.
static inline __attribute__((always_inline)) uint64_t CBytesMatch(const uint8_t *bytes, uint8_t wanted) {
    uint64_t matches = 0;
#if defined(__SSE2__)
    const __m128i pattern = _mm_set1_epi8((char)wanted);
    for (int part = 0; part < 4; part++) {
        const __m128i text = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
        matches |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, pattern)) << (16 * part);
    }
#else
    for (int index = 0; index < CBYTES_BLOCK; index++) {
        matches |= (uint64_t)(bytes[index] == wanted) << index;
    }
#endif
    return matches;
}

/// Which of 16 bytes end a run of plain text in a JSON string: quotes, backslashes and control characters.
static inline __attribute__((always_inline)) uint32_t CBytesStringStops(const uint8_t *bytes) {
#if defined(__SSE2__)
    const __m128i text = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(text, _mm_set1_epi8(0x1F)), text);
    const __m128i marks =
        _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('"')), _mm_cmpeq_epi8(text, _mm_set1_epi8('\\')));
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(controls, marks));
#else
    uint32_t stops = 0;
    for (int index = 0; index < 16; index++) {
        const uint8_t byte = bytes[index];
        stops |= (uint32_t)(byte == '"' || byte == '\\' || byte < 0x20) << index;
    }
    return stops;
#endif
}

/// Which of 16 bytes are not ASCII.
static inline __attribute__((always_inline)) uint32_t CBytesBeyondASCII(const uint8_t *bytes) {
#if defined(__SSE2__)
    return (uint32_t)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)bytes));
#else
    uint32_t high = 0;
    for (int index = 0; index < 16; index++) high |= (uint32_t)(bytes[index] >> 7) << index;
    return high;
#endif
}

/// The answers of CBytesIsText.
typedef enum {
    CBytesUnknown = 0,
    CBytesText = 1,
} CBytesAnswer;

/// Whether bytes are UTF-8 without NUL, as far as that can be told fast; unknown on processors without such means, for
/// fewer than 32 bytes, and for what needs a closer look.
///
/// At least three bytes of the same text must stand before the first, which starts anywhere in it.
CBytesAnswer CBytesIsText(const uint8_t *bytes, long count);

#endif
