/* zlib's own header and nothing else; its macros that call functions are spelled out where they are used. */
#include <zlib.h>
