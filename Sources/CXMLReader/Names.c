/* Names get numbers, so that who reads events compares numbers. */
#include "Reader.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Mixes 64 bits into a hash; nobody who writes documents knows the seed. */
static uint64_t mix(uint64_t hash, uint64_t word) {
    __uint128_t product = (__uint128_t)(hash ^ word) * 0x9E3779B97F4A7C15u;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hashBytes(const CXMLReader *reader, const uint8_t *bytes, size_t length, size_t prefixLength) {
    uint64_t hash = mix(reader->seed, (uint64_t)length << 32 ^ prefixLength);
    while (length > 0) {
        uint64_t word = 0;
        size_t size = length < 8 ? length : 8;
        memcpy(&word, bytes, size);
        hash = mix(hash + reader->seed, word);
        bytes += size;
        length -= size;
    }
    return mix(hash, reader->seed);
}

/* A table that is at most half full, made of `count` entries whose hashes `hashOf` knows. */
static bool grow(
    const CXMLReader *reader, uint32_t **slots, size_t *slotCount, size_t count,
    uint64_t (*hashOf)(const CXMLReader *, size_t)) {
    if (2 * (count + 1) <= *slotCount) return true;
    size_t larger = *slotCount < 256 ? 256 : 2 * *slotCount;
    uint32_t *moved = calloc(larger, sizeof(uint32_t));
    if (moved == NULL) return false;
    for (size_t number = 0; number < count; number++) {
        size_t slot = hashOf(reader, number) & (larger - 1);
        while (moved[slot] != 0) slot = (slot + 1) & (larger - 1);
        moved[slot] = (uint32_t)number + 1;
    }
    free(*slots);
    *slots = moved;
    *slotCount = larger;
    return true;
}

static uint64_t hashString(const CXMLReader *reader, size_t number) {
    const CXMLString *string = &reader->strings[number];
    return hashBytes(reader, string->bytes, string->length, string->prefixLength);
}

static uint64_t hashName(const CXMLReader *reader, size_t number) {
    return mix(reader->seed, reader->nameKeys[number]);
}

bool CXMLCreateNames(CXMLReader *reader) {
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    reader->seed = mix((uint64_t)(uintptr_t)reader, (uint64_t)now.tv_nsec * 0x2545F4914F6CDD1Du) | 1;
    reader->scope = reader->lastScope = 1;
    if (!CXMLReserve((void **)&reader->strings, &reader->stringCapacity, 1, sizeof(CXMLString))) return false;
    reader->strings[0] = (CXMLString){.bytes = (const uint8_t *)""};
    reader->stringCount = 1;
    return grow(reader, &reader->stringSlots, &reader->stringSlotCount, reader->stringCount, hashString);
}

void CXMLFreeNames(CXMLReader *reader) {
    for (size_t number = 1; number < reader->stringCount; number++) free((void *)reader->strings[number].bytes);
    free(reader->strings);
    free(reader->stringSlots);
    free(reader->names);
    free(reader->nameKeys);
    free(reader->nameSlots);
    free(reader->bindings);
}

bool CXMLInternString(
    CXMLReader *reader, const uint8_t *bytes, size_t length, size_t prefixLength, size_t place, uint32_t *number) {
    size_t slot = hashBytes(reader, bytes, length, prefixLength) & (reader->stringSlotCount - 1);
    while (reader->stringSlots[slot] != 0) {
        *number = reader->stringSlots[slot] - 1;
        const CXMLString *string = &reader->strings[*number];
        bool isEqual = string->length == length && string->prefixLength == prefixLength
            && memcmp(string->bytes, bytes, length) == 0;
        if (isEqual) return true;
        slot = (slot + 1) & (reader->stringSlotCount - 1);
    }
    uint8_t *copy = malloc(length + 1);
    if (copy == NULL
        || !CXMLReserve(
            (void **)&reader->strings, &reader->stringCapacity, reader->stringCount + 1, sizeof(CXMLString))
        || !grow(reader, &reader->stringSlots, &reader->stringSlotCount, reader->stringCount, hashString)) {
        free(copy);
        CXMLRefuse(reader, CXMLErrorMemory, place, NULL);
        return false;
    }
    memcpy(copy, bytes, length);
    copy[length] = 0;
    *number = (uint32_t)reader->stringCount++;
    reader->strings[*number] = (CXMLString){.bytes = copy, .length = length, .prefixLength = prefixLength};
    slot = hashString(reader, *number) & (reader->stringSlotCount - 1);
    while (reader->stringSlots[slot] != 0) slot = (slot + 1) & (reader->stringSlotCount - 1);
    reader->stringSlots[slot] = *number + 1;
    return true;
}

bool CXMLInternName(CXMLReader *reader, uint32_t string, uint32_t uri, size_t place, uint32_t *number) {
    uint64_t key = (uint64_t)string << 32 | uri;
    if (reader->nameSlotCount > 0) {
        size_t slot = mix(reader->seed, key) & (reader->nameSlotCount - 1);
        while (reader->nameSlots[slot] != 0) {
            *number = reader->nameSlots[slot] - 1;
            if (reader->nameKeys[*number] == key) return true;
            slot = (slot + 1) & (reader->nameSlotCount - 1);
        }
    }
    const CXMLString *text = &reader->strings[string];
    if (text->length > reader->limits.nameBytes) {
        CXMLRefuse(reader, CXMLErrorName, place, NULL);
        return false;
    }
    if (reader->nameCount >= reader->limits.names) {
        CXMLRefuse(reader, CXMLErrorNames, place, NULL);
        return false;
    }
    if (!CXMLReserve((void **)&reader->names, &reader->nameCapacity, reader->nameCount + 1, sizeof(CXMLName))
        || !CXMLReserve((void **)&reader->nameKeys, &reader->nameKeyCapacity, reader->nameCount + 1, sizeof(uint64_t))
        || !grow(reader, &reader->nameSlots, &reader->nameSlotCount, reader->nameCount, hashName)) {
        CXMLRefuse(reader, CXMLErrorMemory, place, NULL);
        return false;
    }
    size_t local = text->prefixLength > 0 ? text->prefixLength + 1 : 0;
    *number = (uint32_t)reader->nameCount++;
    reader->nameKeys[*number] = key;
    reader->names[*number] = (CXMLName){
        text->bytes, text->bytes + local, reader->strings[uri].bytes, text->prefixLength, text->length - local,
        reader->strings[uri].length};
    size_t slot = hashName(reader, *number) & (reader->nameSlotCount - 1);
    while (reader->nameSlots[slot] != 0) slot = (slot + 1) & (reader->nameSlotCount - 1);
    reader->nameSlots[slot] = *number + 1;
    return true;
}

uint32_t CXMLNamespaceOf(const CXMLReader *reader, uint32_t prefix) {
    for (size_t index = reader->bindingCount; index > 0; index--) {
        if (reader->bindings[index - 1].prefix == prefix) return reader->bindings[index - 1].uri;
    }
    return 0;
}

bool CXMLBind(CXMLReader *reader, uint32_t prefix, uint32_t uri, size_t place) {
    if (!CXMLReserve(
            (void **)&reader->bindings, &reader->bindingCapacity, reader->bindingCount + 1, sizeof(CXMLBinding))) {
        CXMLRefuse(reader, CXMLErrorMemory, place, NULL);
        return false;
    }
    reader->bindings[reader->bindingCount++] = (CXMLBinding){prefix, uri};
    reader->scope = ++reader->lastScope;
    return true;
}

void CXMLUnbind(CXMLReader *reader, size_t count) {
    if (count == 0) return;
    reader->bindingCount -= count;
    reader->scope = ++reader->lastScope;
}
