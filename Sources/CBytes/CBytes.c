#include "CBytes.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Thirty-two bytes are judged at a time, each by itself and the three before it, without a branch. What is rare (NUL,
// 0xC0, 0xC1, 0xE0, 0xED, 0xF4 and above) is noticed and left to somebody else.

__attribute__((target("avx2"))) static inline __m256i isAtLeast(__m256i bytes, uint8_t least) {
    return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, _mm256_set1_epi8((char)least)), bytes);
}

__attribute__((target("avx2"))) static inline __m256i equals(__m256i bytes, uint8_t wanted) {
    return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)wanted));
}

__attribute__((target("avx2"))) static inline __m256i load(const uint8_t *bytes) {
    return _mm256_loadu_si256((const __m256i *)(const void *)bytes);
}

__attribute__((target("avx2"))) static CBytesAnswer isText(const uint8_t *bytes, long count) {
    __m256i faults = _mm256_setzero_si256();
    long index = 0;
    while (index < count) {
        // The last vector may take bytes again.
        const uint8_t *place = bytes + (index + 32 <= count ? index : count - 32);
        const __m256i byte = load(place);
        const __m256i last = load(place - 1);
        const __m256i second = load(place - 2);
        const __m256i third = load(place - 3);
        const __m256i continues = _mm256_cmpgt_epi8(_mm256_set1_epi8(-64), byte);
        const __m256i awaited = _mm256_or_si256(
            isAtLeast(last, 0xC0), _mm256_or_si256(isAtLeast(second, 0xE0), isAtLeast(third, 0xF0)));
        const __m256i overlong = _mm256_andnot_si256(isAtLeast(byte, 0x90), equals(last, 0xF0));
        const __m256i pair = _mm256_and_si256(byte, _mm256_set1_epi8((char)0xFE));
        const __m256i rare = _mm256_or_si256(
            _mm256_or_si256(equals(pair, 0xC0), isAtLeast(byte, 0xF4)),
            _mm256_or_si256(
                _mm256_or_si256(equals(byte, 0xE0), equals(byte, 0xED)),
                _mm256_cmpeq_epi8(byte, _mm256_setzero_si256())));
        faults = _mm256_or_si256(
            faults, _mm256_or_si256(_mm256_xor_si256(continues, awaited), _mm256_or_si256(overlong, rare)));
        index += 32;
    }
    const int isCut = bytes[count - 1] >= 0xC0 || bytes[count - 2] >= 0xE0 || bytes[count - 3] >= 0xF0;
    return !isCut && _mm256_testz_si256(faults, faults) ? CBytesText : CBytesUnknown;
}

CBytesAnswer CBytesIsText(const uint8_t *bytes, long count) {
    if (count < 32 || !__builtin_cpu_supports("avx2")) return CBytesUnknown;
    return isText(bytes, count);
}

#else

CBytesAnswer CBytesIsText(const uint8_t *bytes, long count) {
    (void)bytes;
    (void)count;
    return CBytesUnknown;
}

#endif
