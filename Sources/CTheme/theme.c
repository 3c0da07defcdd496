// Written by embed.sh: do not edit.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "theme.h"

static const unsigned char file_0[] = {
#embed "../../Sources/CTheme/starter/README.md" suffix(,)
0};
static const unsigned char file_1[] = {
#embed "../../Sources/CTheme/starter/content/glossary.yaml" suffix(,)
0};
static const unsigned char file_2[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/disclosure.yaml" suffix(,)
0};
static const unsigned char file_3[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/11-duties.md" suffix(,)
0};
static const unsigned char file_4[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/12-organisation.md" suffix(,)
0};
static const unsigned char file_5[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/21-totals.md" suffix(,)
0};
static const unsigned char file_6[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/22-income.md" suffix(,)
0};
static const unsigned char file_7[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/23-expenditure.md" suffix(,)
0};
static const unsigned char file_8[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/24-appropriation.md" suffix(,)
0};
static const unsigned char file_9[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/25-general.md" suffix(,)
0};
static const unsigned char file_10[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/26-basic.md" suffix(,)
0};
static const unsigned char file_11[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/27-three-public.md" suffix(,)
0};
static const unsigned char file_12[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/28-funds.md" suffix(,)
0};
static const unsigned char file_13[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/29-state-capital.md" suffix(,)
0};
static const unsigned char file_14[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/30-performance.md" suffix(,)
0};
static const unsigned char file_15[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/narrative/31-other.md" suffix(,)
0};
static const unsigned char file_16[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/reasons.yaml" suffix(,)
0};
static const unsigned char file_17[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/appropriation.yaml" suffix(,)
0};
static const unsigned char file_18[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/basic.yaml" suffix(,)
0};
static const unsigned char file_19[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/expenditure.yaml" suffix(,)
0};
static const unsigned char file_20[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/funds.yaml" suffix(,)
0};
static const unsigned char file_21[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/general.csv" suffix(,)
0};
static const unsigned char file_22[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/income.yaml" suffix(,)
0};
static const unsigned char file_23[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/state-capital.yaml" suffix(,)
0};
static const unsigned char file_24[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/summary.yaml" suffix(,)
0};
static const unsigned char file_25[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/2020/final-accounts/tables/three-public.yaml" suffix(,)
0};
static const unsigned char file_26[] = {
#embed "../../Sources/CTheme/starter/content/shili-ju/department.yaml" suffix(,)
0};
static const unsigned char file_27[] = {
#embed "../../Sources/CTheme/starter/content/site.yaml" suffix(,)
0};
static const unsigned char file_28[] = {
#embed "../../forms/codes/codes.yaml" suffix(,)
0};
static const unsigned char file_29[] = {
#embed "../../forms/codes/economic.csv" suffix(,)
0};
static const unsigned char file_30[] = {
#embed "../../forms/codes/functional.csv" suffix(,)
0};
static const unsigned char file_31[] = {
#embed "../../forms/national/2018/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_32[] = {
#embed "../../forms/national/2018/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_33[] = {
#embed "../../forms/national/2019/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_34[] = {
#embed "../../forms/national/2019/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_35[] = {
#embed "../../forms/national/2020/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_36[] = {
#embed "../../forms/national/2020/final-accounts/charts.yaml" suffix(,)
0};
static const unsigned char file_37[] = {
#embed "../../forms/national/2020/final-accounts/comparison.yaml" suffix(,)
0};
static const unsigned char file_38[] = {
#embed "../../forms/national/2020/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_39[] = {
#embed "../../forms/national/2020/final-accounts/nar-rules.yaml" suffix(,)
0};
static const unsigned char file_40[] = {
#embed "../../forms/national/2020/final-accounts/prose.yaml" suffix(,)
0};
static const unsigned char file_41[] = {
#embed "../../forms/national/2020/final-accounts/rules.yaml" suffix(,)
0};
static const unsigned char file_42[] = {
#embed "../../forms/national/2020/final-accounts/sc-rules.yaml" suffix(,)
0};
static const unsigned char file_43[] = {
#embed "../../forms/national/2020/final-accounts/sg-rules.yaml" suffix(,)
0};
static const unsigned char file_44[] = {
#embed "../../forms/national/2020/final-accounts/tables.yaml" suffix(,)
0};
static const unsigned char file_45[] = {
#embed "../../forms/national/2020/final-accounts/x-rules.yaml" suffix(,)
0};
static const unsigned char file_46[] = {
#embed "../../forms/national/2020/final-accounts/y-rules.yaml" suffix(,)
0};
static const unsigned char file_47[] = {
#embed "../../forms/national/2020/project-sheet/form-set.yaml" suffix(,)
0};
static const unsigned char file_48[] = {
#embed "../../forms/national/2020/project-sheet/rules.yaml" suffix(,)
0};
static const unsigned char file_49[] = {
#embed "../../forms/national/2020/project-sheet/tables.yaml" suffix(,)
0};
static const unsigned char file_50[] = {
#embed "../../forms/national/2021/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_51[] = {
#embed "../../forms/national/2021/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_52[] = {
#embed "../../forms/national/2022/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_53[] = {
#embed "../../forms/national/2022/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_54[] = {
#embed "../../forms/national/2023/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_55[] = {
#embed "../../forms/national/2023/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_56[] = {
#embed "../../forms/national/2024/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_57[] = {
#embed "../../forms/national/2024/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_58[] = {
#embed "../../forms/national/2025/budget-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_59[] = {
#embed "../../forms/national/2025/budget/form-set.yaml" suffix(,)
0};
static const unsigned char file_60[] = {
#embed "../../forms/national/2025/budget/prose.yaml" suffix(,)
0};
static const unsigned char file_61[] = {
#embed "../../forms/national/2025/budget/rules-basic.yaml" suffix(,)
0};
static const unsigned char file_62[] = {
#embed "../../forms/national/2025/budget/rules.yaml" suffix(,)
0};
static const unsigned char file_63[] = {
#embed "../../forms/national/2025/budget/tables.yaml" suffix(,)
0};
static const unsigned char file_64[] = {
#embed "../../forms/national/2025/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_65[] = {
#embed "../../forms/national/2025/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_66[] = {
#embed "../../forms/pingshan/2020/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_67[] = {
#embed "../../forms/pingshan/2020/final-accounts/prj-rules.yaml" suffix(,)
0};
static const unsigned char file_68[] = {
#embed "../../forms/pingshan/2020/investment-sheet/form-set.yaml" suffix(,)
0};
static const unsigned char file_69[] = {
#embed "../../forms/pingshan/2020/investment-sheet/rules.yaml" suffix(,)
0};
static const unsigned char file_70[] = {
#embed "../../forms/pingshan/2020/investment-sheet/tables.yaml" suffix(,)
0};
static const unsigned char file_71[] = {
#embed "../../forms/pingshan/2020/project-evaluation/form-set.yaml" suffix(,)
0};
static const unsigned char file_72[] = {
#embed "../../forms/pingshan/2020/project-evaluation/rules.yaml" suffix(,)
0};
static const unsigned char file_73[] = {
#embed "../../forms/pingshan/2020/project-evaluation/tables.yaml" suffix(,)
0};
static const unsigned char file_74[] = {
#embed "../../forms/pingshan/2020/project-sheet/form-set.yaml" suffix(,)
0};
static const unsigned char file_75[] = {
#embed "../../forms/pingshan/2020/project-sheet/rules.yaml" suffix(,)
0};
static const unsigned char file_76[] = {
#embed "../../forms/pingshan/2020/project-sheet/tables.yaml" suffix(,)
0};
static const unsigned char file_77[] = {
#embed "../../forms/shanghai/2024/budget-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_78[] = {
#embed "../../forms/shanghai/2024/budget/form-set.yaml" suffix(,)
0};
static const unsigned char file_79[] = {
#embed "../../forms/shanghai/2024/final-accounts-26-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_80[] = {
#embed "../../forms/shanghai/2024/final-accounts-26/form-set.yaml" suffix(,)
0};
static const unsigned char file_81[] = {
#embed "../../forms/shanghai/2024/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_82[] = {
#embed "../../forms/shanghai/2024/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_83[] = {
#embed "../../forms/shanghai/2024/final-accounts/rules.yaml" suffix(,)
0};
static const unsigned char file_84[] = {
#embed "../../forms/shanghai/2025/budget-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_85[] = {
#embed "../../forms/shanghai/2025/budget/form-set.yaml" suffix(,)
0};
static const unsigned char file_86[] = {
#embed "../../forms/shanghai/2025/budget/prose.yaml" suffix(,)
0};
static const unsigned char file_87[] = {
#embed "../../forms/shanghai/2025/budget/rules.yaml" suffix(,)
0};
static const unsigned char file_88[] = {
#embed "../../forms/shanghai/2025/final-accounts-26-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_89[] = {
#embed "../../forms/shanghai/2025/final-accounts-26/form-set.yaml" suffix(,)
0};
static const unsigned char file_90[] = {
#embed "../../forms/shanghai/2025/final-accounts-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_91[] = {
#embed "../../forms/shanghai/2025/final-accounts/form-set.yaml" suffix(,)
0};
static const unsigned char file_92[] = {
#embed "../../forms/shanghai/2026/budget-unit/form-set.yaml" suffix(,)
0};
static const unsigned char file_93[] = {
#embed "../../forms/shanghai/2026/budget/form-set.yaml" suffix(,)
0};
static const unsigned char file_94[] = {
#embed "../../forms/shenzhen/2020/overall-performance/form-set.yaml" suffix(,)
0};
static const unsigned char file_95[] = {
#embed "../../forms/shenzhen/2020/overall-performance/rules.yaml" suffix(,)
0};
static const unsigned char file_96[] = {
#embed "../../forms/shenzhen/2020/overall-performance/tables.yaml" suffix(,)
0};
static const unsigned char file_97[] = {
#embed "../../forms/shenzhen/2020/project-performance/form-set.yaml" suffix(,)
0};
static const unsigned char file_98[] = {
#embed "../../forms/shenzhen/2020/special-bond-sheet/form-set.yaml" suffix(,)
0};
static const unsigned char file_99[] = {
#embed "../../forms/shenzhen/2020/special-bond-sheet/rules.yaml" suffix(,)
0};
static const unsigned char file_100[] = {
#embed "../../forms/shenzhen/2020/special-bond-sheet/tables.yaml" suffix(,)
0};
static const unsigned char file_101[] = {
#embed "../../templates/assets/figures.js" suffix(,)
0};
static const unsigned char file_102[] = {
#embed "../../templates/assets/reader.js" suffix(,)
0};
static const unsigned char file_103[] = {
#embed "../../templates/assets/search-amounts.js" suffix(,)
0};
static const unsigned char file_104[] = {
#embed "../../templates/assets/search-index.js" suffix(,)
0};
static const unsigned char file_105[] = {
#embed "../../templates/assets/search.js" suffix(,)
0};
static const unsigned char file_106[] = {
#embed "../../templates/assets/style.css" suffix(,)
0};
static const unsigned char file_107[] = {
#embed "../../templates/layout.mustache" suffix(,)
0};
static const unsigned char file_108[] = {
#embed "../../templates/page/accessibility.mustache" suffix(,)
0};
static const unsigned char file_109[] = {
#embed "../../templates/page/corrections.mustache" suffix(,)
0};
static const unsigned char file_110[] = {
#embed "../../templates/page/department-compare.mustache" suffix(,)
0};
static const unsigned char file_111[] = {
#embed "../../templates/page/department-projects.mustache" suffix(,)
0};
static const unsigned char file_112[] = {
#embed "../../templates/page/department.mustache" suffix(,)
0};
static const unsigned char file_113[] = {
#embed "../../templates/page/disclosure.mustache" suffix(,)
0};
static const unsigned char file_114[] = {
#embed "../../templates/page/downloads.mustache" suffix(,)
0};
static const unsigned char file_115[] = {
#embed "../../templates/page/full.mustache" suffix(,)
0};
static const unsigned char file_116[] = {
#embed "../../templates/page/glossary.mustache" suffix(,)
0};
static const unsigned char file_117[] = {
#embed "../../templates/page/home.mustache" suffix(,)
0};
static const unsigned char file_118[] = {
#embed "../../templates/page/moved.mustache" suffix(,)
0};
static const unsigned char file_119[] = {
#embed "../../templates/page/not-found.mustache" suffix(,)
0};
static const unsigned char file_120[] = {
#embed "../../templates/page/rules.mustache" suffix(,)
0};
static const unsigned char file_121[] = {
#embed "../../templates/page/score-card.mustache" suffix(,)
0};
static const unsigned char file_122[] = {
#embed "../../templates/page/search.mustache" suffix(,)
0};
static const unsigned char file_123[] = {
#embed "../../templates/page/section.mustache" suffix(,)
0};
static const unsigned char file_124[] = {
#embed "../../templates/page/sheet-index.mustache" suffix(,)
0};
static const unsigned char file_125[] = {
#embed "../../templates/page/sheet.mustache" suffix(,)
0};
static const unsigned char file_126[] = {
#embed "../../templates/page/table.mustache" suffix(,)
0};
static const unsigned char file_127[] = {
#embed "../../templates/page/year-compare.mustache" suffix(,)
0};
static const unsigned char file_128[] = {
#embed "../../templates/part/article-head.mustache" suffix(,)
0};
static const unsigned char file_129[] = {
#embed "../../templates/part/breadcrumb.mustache" suffix(,)
0};
static const unsigned char file_130[] = {
#embed "../../templates/part/contents.mustache" suffix(,)
0};
static const unsigned char file_131[] = {
#embed "../../templates/part/imprint.mustache" suffix(,)
0};
static const unsigned char file_132[] = {
#embed "../../templates/part/neighbours.mustache" suffix(,)
0};
static const unsigned char file_133[] = {
#embed "../../templates/part/reader.mustache" suffix(,)
0};
static const unsigned char file_134[] = {
#embed "../../templates/part/slices.mustache" suffix(,)
0};
static const unsigned char file_135[] = {
#embed "../../templates/part/verdicts.mustache" suffix(,)
0};
static const unsigned char file_136[] = {
#embed "../../templates/search-words.yaml" suffix(,)
0};

static const mz_embedded_file files[] = {
  {"starter/README.md", file_0, sizeof file_0 - 1},
  {"starter/content/glossary.yaml", file_1, sizeof file_1 - 1},
  {"starter/content/shili-ju/2020/final-accounts/disclosure.yaml", file_2, sizeof file_2 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/11-duties.md", file_3, sizeof file_3 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/12-organisation.md", file_4, sizeof file_4 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/21-totals.md", file_5, sizeof file_5 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/22-income.md", file_6, sizeof file_6 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/23-expenditure.md", file_7, sizeof file_7 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/24-appropriation.md", file_8, sizeof file_8 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/25-general.md", file_9, sizeof file_9 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/26-basic.md", file_10, sizeof file_10 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/27-three-public.md", file_11, sizeof file_11 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/28-funds.md", file_12, sizeof file_12 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/29-state-capital.md", file_13, sizeof file_13 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/30-performance.md", file_14, sizeof file_14 - 1},
  {"starter/content/shili-ju/2020/final-accounts/narrative/31-other.md", file_15, sizeof file_15 - 1},
  {"starter/content/shili-ju/2020/final-accounts/reasons.yaml", file_16, sizeof file_16 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/appropriation.yaml", file_17, sizeof file_17 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/basic.yaml", file_18, sizeof file_18 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/expenditure.yaml", file_19, sizeof file_19 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/funds.yaml", file_20, sizeof file_20 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/general.csv", file_21, sizeof file_21 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/income.yaml", file_22, sizeof file_22 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/state-capital.yaml", file_23, sizeof file_23 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/summary.yaml", file_24, sizeof file_24 - 1},
  {"starter/content/shili-ju/2020/final-accounts/tables/three-public.yaml", file_25, sizeof file_25 - 1},
  {"starter/content/shili-ju/department.yaml", file_26, sizeof file_26 - 1},
  {"starter/content/site.yaml", file_27, sizeof file_27 - 1},
  {"forms/codes/codes.yaml", file_28, sizeof file_28 - 1},
  {"forms/codes/economic.csv", file_29, sizeof file_29 - 1},
  {"forms/codes/functional.csv", file_30, sizeof file_30 - 1},
  {"forms/national/2018/final-accounts-unit/form-set.yaml", file_31, sizeof file_31 - 1},
  {"forms/national/2018/final-accounts/form-set.yaml", file_32, sizeof file_32 - 1},
  {"forms/national/2019/final-accounts-unit/form-set.yaml", file_33, sizeof file_33 - 1},
  {"forms/national/2019/final-accounts/form-set.yaml", file_34, sizeof file_34 - 1},
  {"forms/national/2020/final-accounts-unit/form-set.yaml", file_35, sizeof file_35 - 1},
  {"forms/national/2020/final-accounts/charts.yaml", file_36, sizeof file_36 - 1},
  {"forms/national/2020/final-accounts/comparison.yaml", file_37, sizeof file_37 - 1},
  {"forms/national/2020/final-accounts/form-set.yaml", file_38, sizeof file_38 - 1},
  {"forms/national/2020/final-accounts/nar-rules.yaml", file_39, sizeof file_39 - 1},
  {"forms/national/2020/final-accounts/prose.yaml", file_40, sizeof file_40 - 1},
  {"forms/national/2020/final-accounts/rules.yaml", file_41, sizeof file_41 - 1},
  {"forms/national/2020/final-accounts/sc-rules.yaml", file_42, sizeof file_42 - 1},
  {"forms/national/2020/final-accounts/sg-rules.yaml", file_43, sizeof file_43 - 1},
  {"forms/national/2020/final-accounts/tables.yaml", file_44, sizeof file_44 - 1},
  {"forms/national/2020/final-accounts/x-rules.yaml", file_45, sizeof file_45 - 1},
  {"forms/national/2020/final-accounts/y-rules.yaml", file_46, sizeof file_46 - 1},
  {"forms/national/2020/project-sheet/form-set.yaml", file_47, sizeof file_47 - 1},
  {"forms/national/2020/project-sheet/rules.yaml", file_48, sizeof file_48 - 1},
  {"forms/national/2020/project-sheet/tables.yaml", file_49, sizeof file_49 - 1},
  {"forms/national/2021/final-accounts-unit/form-set.yaml", file_50, sizeof file_50 - 1},
  {"forms/national/2021/final-accounts/form-set.yaml", file_51, sizeof file_51 - 1},
  {"forms/national/2022/final-accounts-unit/form-set.yaml", file_52, sizeof file_52 - 1},
  {"forms/national/2022/final-accounts/form-set.yaml", file_53, sizeof file_53 - 1},
  {"forms/national/2023/final-accounts-unit/form-set.yaml", file_54, sizeof file_54 - 1},
  {"forms/national/2023/final-accounts/form-set.yaml", file_55, sizeof file_55 - 1},
  {"forms/national/2024/final-accounts-unit/form-set.yaml", file_56, sizeof file_56 - 1},
  {"forms/national/2024/final-accounts/form-set.yaml", file_57, sizeof file_57 - 1},
  {"forms/national/2025/budget-unit/form-set.yaml", file_58, sizeof file_58 - 1},
  {"forms/national/2025/budget/form-set.yaml", file_59, sizeof file_59 - 1},
  {"forms/national/2025/budget/prose.yaml", file_60, sizeof file_60 - 1},
  {"forms/national/2025/budget/rules-basic.yaml", file_61, sizeof file_61 - 1},
  {"forms/national/2025/budget/rules.yaml", file_62, sizeof file_62 - 1},
  {"forms/national/2025/budget/tables.yaml", file_63, sizeof file_63 - 1},
  {"forms/national/2025/final-accounts-unit/form-set.yaml", file_64, sizeof file_64 - 1},
  {"forms/national/2025/final-accounts/form-set.yaml", file_65, sizeof file_65 - 1},
  {"forms/pingshan/2020/final-accounts/form-set.yaml", file_66, sizeof file_66 - 1},
  {"forms/pingshan/2020/final-accounts/prj-rules.yaml", file_67, sizeof file_67 - 1},
  {"forms/pingshan/2020/investment-sheet/form-set.yaml", file_68, sizeof file_68 - 1},
  {"forms/pingshan/2020/investment-sheet/rules.yaml", file_69, sizeof file_69 - 1},
  {"forms/pingshan/2020/investment-sheet/tables.yaml", file_70, sizeof file_70 - 1},
  {"forms/pingshan/2020/project-evaluation/form-set.yaml", file_71, sizeof file_71 - 1},
  {"forms/pingshan/2020/project-evaluation/rules.yaml", file_72, sizeof file_72 - 1},
  {"forms/pingshan/2020/project-evaluation/tables.yaml", file_73, sizeof file_73 - 1},
  {"forms/pingshan/2020/project-sheet/form-set.yaml", file_74, sizeof file_74 - 1},
  {"forms/pingshan/2020/project-sheet/rules.yaml", file_75, sizeof file_75 - 1},
  {"forms/pingshan/2020/project-sheet/tables.yaml", file_76, sizeof file_76 - 1},
  {"forms/shanghai/2024/budget-unit/form-set.yaml", file_77, sizeof file_77 - 1},
  {"forms/shanghai/2024/budget/form-set.yaml", file_78, sizeof file_78 - 1},
  {"forms/shanghai/2024/final-accounts-26-unit/form-set.yaml", file_79, sizeof file_79 - 1},
  {"forms/shanghai/2024/final-accounts-26/form-set.yaml", file_80, sizeof file_80 - 1},
  {"forms/shanghai/2024/final-accounts-unit/form-set.yaml", file_81, sizeof file_81 - 1},
  {"forms/shanghai/2024/final-accounts/form-set.yaml", file_82, sizeof file_82 - 1},
  {"forms/shanghai/2024/final-accounts/rules.yaml", file_83, sizeof file_83 - 1},
  {"forms/shanghai/2025/budget-unit/form-set.yaml", file_84, sizeof file_84 - 1},
  {"forms/shanghai/2025/budget/form-set.yaml", file_85, sizeof file_85 - 1},
  {"forms/shanghai/2025/budget/prose.yaml", file_86, sizeof file_86 - 1},
  {"forms/shanghai/2025/budget/rules.yaml", file_87, sizeof file_87 - 1},
  {"forms/shanghai/2025/final-accounts-26-unit/form-set.yaml", file_88, sizeof file_88 - 1},
  {"forms/shanghai/2025/final-accounts-26/form-set.yaml", file_89, sizeof file_89 - 1},
  {"forms/shanghai/2025/final-accounts-unit/form-set.yaml", file_90, sizeof file_90 - 1},
  {"forms/shanghai/2025/final-accounts/form-set.yaml", file_91, sizeof file_91 - 1},
  {"forms/shanghai/2026/budget-unit/form-set.yaml", file_92, sizeof file_92 - 1},
  {"forms/shanghai/2026/budget/form-set.yaml", file_93, sizeof file_93 - 1},
  {"forms/shenzhen/2020/overall-performance/form-set.yaml", file_94, sizeof file_94 - 1},
  {"forms/shenzhen/2020/overall-performance/rules.yaml", file_95, sizeof file_95 - 1},
  {"forms/shenzhen/2020/overall-performance/tables.yaml", file_96, sizeof file_96 - 1},
  {"forms/shenzhen/2020/project-performance/form-set.yaml", file_97, sizeof file_97 - 1},
  {"forms/shenzhen/2020/special-bond-sheet/form-set.yaml", file_98, sizeof file_98 - 1},
  {"forms/shenzhen/2020/special-bond-sheet/rules.yaml", file_99, sizeof file_99 - 1},
  {"forms/shenzhen/2020/special-bond-sheet/tables.yaml", file_100, sizeof file_100 - 1},
  {"templates/assets/figures.js", file_101, sizeof file_101 - 1},
  {"templates/assets/reader.js", file_102, sizeof file_102 - 1},
  {"templates/assets/search-amounts.js", file_103, sizeof file_103 - 1},
  {"templates/assets/search-index.js", file_104, sizeof file_104 - 1},
  {"templates/assets/search.js", file_105, sizeof file_105 - 1},
  {"templates/assets/style.css", file_106, sizeof file_106 - 1},
  {"templates/layout.mustache", file_107, sizeof file_107 - 1},
  {"templates/page/accessibility.mustache", file_108, sizeof file_108 - 1},
  {"templates/page/corrections.mustache", file_109, sizeof file_109 - 1},
  {"templates/page/department-compare.mustache", file_110, sizeof file_110 - 1},
  {"templates/page/department-projects.mustache", file_111, sizeof file_111 - 1},
  {"templates/page/department.mustache", file_112, sizeof file_112 - 1},
  {"templates/page/disclosure.mustache", file_113, sizeof file_113 - 1},
  {"templates/page/downloads.mustache", file_114, sizeof file_114 - 1},
  {"templates/page/full.mustache", file_115, sizeof file_115 - 1},
  {"templates/page/glossary.mustache", file_116, sizeof file_116 - 1},
  {"templates/page/home.mustache", file_117, sizeof file_117 - 1},
  {"templates/page/moved.mustache", file_118, sizeof file_118 - 1},
  {"templates/page/not-found.mustache", file_119, sizeof file_119 - 1},
  {"templates/page/rules.mustache", file_120, sizeof file_120 - 1},
  {"templates/page/score-card.mustache", file_121, sizeof file_121 - 1},
  {"templates/page/search.mustache", file_122, sizeof file_122 - 1},
  {"templates/page/section.mustache", file_123, sizeof file_123 - 1},
  {"templates/page/sheet-index.mustache", file_124, sizeof file_124 - 1},
  {"templates/page/sheet.mustache", file_125, sizeof file_125 - 1},
  {"templates/page/table.mustache", file_126, sizeof file_126 - 1},
  {"templates/page/year-compare.mustache", file_127, sizeof file_127 - 1},
  {"templates/part/article-head.mustache", file_128, sizeof file_128 - 1},
  {"templates/part/breadcrumb.mustache", file_129, sizeof file_129 - 1},
  {"templates/part/contents.mustache", file_130, sizeof file_130 - 1},
  {"templates/part/imprint.mustache", file_131, sizeof file_131 - 1},
  {"templates/part/neighbours.mustache", file_132, sizeof file_132 - 1},
  {"templates/part/reader.mustache", file_133, sizeof file_133 - 1},
  {"templates/part/slices.mustache", file_134, sizeof file_134 - 1},
  {"templates/part/verdicts.mustache", file_135, sizeof file_135 - 1},
  {"templates/search-words.yaml", file_136, sizeof file_136 - 1},
};

const mz_embedded_file *mz_embedded_files(void) { return files; }
const unsigned long mz_embedded_file_count = 137;
