/* Of ISA-L, only what unpacks deflate data and its checksum. */
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
