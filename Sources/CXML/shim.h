#include <libxml/xmlversion.h>
/* Only a structure nobody here looks into depends on it, and its headers clash with those of Foundation's own ICU. */
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
