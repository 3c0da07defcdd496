// Written by embed.sh: do not edit.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "theme.h"

static const unsigned char file_0[] = {
#embed "../../Sources/CTheme/starter/README.md" suffix(,)
0};
static const unsigned char file_1[] = {
#embed "../../forms/national/2020/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_2[] = {
#embed "../../forms/national/2020/final-accounts/rules.yaml" suffix(,)
0};
static const unsigned char file_3[] = {
#embed "../../forms/national/2020/final-accounts/tables.yaml" suffix(,)
0};
static const unsigned char file_4[] = {
#embed "../../templates/assets/style.css" suffix(,)
0};
static const unsigned char file_5[] = {
#embed "../../templates/layout.mustache" suffix(,)
0};
static const unsigned char file_6[] = {
#embed "../../templates/page/department.mustache" suffix(,)
0};
static const unsigned char file_7[] = {
#embed "../../templates/page/disclosure.mustache" suffix(,)
0};
static const unsigned char file_8[] = {
#embed "../../templates/page/full.mustache" suffix(,)
0};
static const unsigned char file_9[] = {
#embed "../../templates/page/glossary.mustache" suffix(,)
0};
static const unsigned char file_10[] = {
#embed "../../templates/page/home.mustache" suffix(,)
0};
static const unsigned char file_11[] = {
#embed "../../templates/page/not-found.mustache" suffix(,)
0};
static const unsigned char file_12[] = {
#embed "../../templates/page/score-card.mustache" suffix(,)
0};
static const unsigned char file_13[] = {
#embed "../../templates/page/section.mustache" suffix(,)
0};
static const unsigned char file_14[] = {
#embed "../../templates/page/table.mustache" suffix(,)
0};
static const unsigned char file_15[] = {
#embed "../../templates/part/article-head.mustache" suffix(,)
0};
static const unsigned char file_16[] = {
#embed "../../templates/part/breadcrumb.mustache" suffix(,)
0};
static const unsigned char file_17[] = {
#embed "../../templates/part/contents.mustache" suffix(,)
0};
static const unsigned char file_18[] = {
#embed "../../templates/part/neighbours.mustache" suffix(,)
0};

static const mz_embedded_file files[] = {
  {"starter/README.md", file_0, sizeof file_0 - 1},
  {"forms/national/2020/final-accounts/form-set.yaml", file_1, sizeof file_1 - 1},
  {"forms/national/2020/final-accounts/rules.yaml", file_2, sizeof file_2 - 1},
  {"forms/national/2020/final-accounts/tables.yaml", file_3, sizeof file_3 - 1},
  {"templates/assets/style.css", file_4, sizeof file_4 - 1},
  {"templates/layout.mustache", file_5, sizeof file_5 - 1},
  {"templates/page/department.mustache", file_6, sizeof file_6 - 1},
  {"templates/page/disclosure.mustache", file_7, sizeof file_7 - 1},
  {"templates/page/full.mustache", file_8, sizeof file_8 - 1},
  {"templates/page/glossary.mustache", file_9, sizeof file_9 - 1},
  {"templates/page/home.mustache", file_10, sizeof file_10 - 1},
  {"templates/page/not-found.mustache", file_11, sizeof file_11 - 1},
  {"templates/page/score-card.mustache", file_12, sizeof file_12 - 1},
  {"templates/page/section.mustache", file_13, sizeof file_13 - 1},
  {"templates/page/table.mustache", file_14, sizeof file_14 - 1},
  {"templates/part/article-head.mustache", file_15, sizeof file_15 - 1},
  {"templates/part/breadcrumb.mustache", file_16, sizeof file_16 - 1},
  {"templates/part/contents.mustache", file_17, sizeof file_17 - 1},
  {"templates/part/neighbours.mustache", file_18, sizeof file_18 - 1},
};

const mz_embedded_file *mz_embedded_files(void) { return files; }
const unsigned long mz_embedded_file_count = 19;
