/* zlib's own header and nothing else: the tests pack with it what the package unpacks with another library. */
#include <zlib.h>
