//! Families of wordings: parts of a unit, bounds of ages, shares, labels and what only looks like a number.

use super::check_all;

#[test]
fn parts_of_a_unit_are_added_to_it() {
    check_all(&[
        ("بلغ الارتفاع ⟦ثلاثة أمتار وسبعة أعشار المتر⟧.", "3.7 metre"),
        ("دامت الندوة ⟦ساعتين وثلاثة أرباع الساعة⟧.", "2.75 hour"),
        ("نما القطاع ⟦ثمانية وربعا في المئة⟧.", "8.25 %"),
        ("زاد الدخل ⟦اثنين ونصفا بالمئة⟧ العام الفائت.", "2.5 %"),
        ("هبط الناتج بنسبة ⟦سالبة 1.9 بالمئة⟧.", "-1.9 %"),
        ("غرس ⟦خمسة أفدنة⟧ و⟦ثلاثة أرباع⟧ الحقل.", "5 feddan; 0.75"),
        ("The hike took ⟦two hours and three quarters⟧.", "2.75 hour"),
    ]);
}

#[test]
fn a_scale_behind_thousands_and_hundreds_is_of_both() {
    check_all(&[
        ("تبرع المصرف بنحو ⟦ألف وستمئة مليون ين⟧ للصندوق.", "~1600000000 JPY"),
        ("باع المصنع ⟦ثلاثة آلاف وخمسمئة مليون⟧ قطعة.", "3500000000"),
        ("نزح ⟦ألفان⟧ من القرى و⟦ثلاثة ملايين⟧ من المدن.", "2000; 3000000"),
        ("بلغ العدد ⟦مليونا وسبعمئة ألف⟧ زائر.", "1700000"),
    ]);
}

#[test]
fn people_are_told_apart_by_bounds_of_age() {
    check_all(&[
        ("Residents ⟦70⟧ and older may board first.", ">=70 year"),
        ("Children ⟦12⟧ and under swim free.", "<=12 year"),
        ("It is for those ⟦18⟧ or over.", ">=18 year"),
        ("They hired ⟦30⟧ people or more.", ">=30"),
        ("The tally is ⟦91⟧ and counting.", ">=91"),
    ]);
}

#[test]
fn shares_are_told_in_two_numbers_or_by_what_several_do() {
    check_all(&[
        ("⟦Nine out of ten⟧ kiosks are shut.", "0.9"),
        ("⟦One out of every four⟧ wells is dry.", "0.25"),
        ("⟦Half⟧ the herd died and ⟦a tenth⟧ may be blind.", "0.5; 0.1"),
        ("⟦A fifth⟧ are still out at sea.", "0.2"),
        ("Two-tier fares end; ⟦two⟧ men fled and a ⟦third⟧ was held.", "2; 3 ordinal"),
        ("The lease is for a ⟦five- to seven-year⟧ term.", "5..7 year"),
    ]);
}

#[test]
fn what_is_named_by_a_number_counts_nothing_in_arabic() {
    check_all(&[
        ("لجأ السكان إلى معسكر دلبا 3 قرب النهر.", ""),
        ("وقف العمال على شارع 25 وقتا طويلا.", ""),
        ("حمل المسلح بندقية إيه كي-47 معه.", ""),
        ("شرح الإمام الحديث رقم 12 من الأربعين النووية.", ""),
        ("عرضت قناة زوركا سبورت 2 لقاء الافتتاح.", ""),
        ("أيد المندوب قرار الهيئة الأممية 1860 القاضي بوقف النار.", ""),
        ("صفر الحكم ثم عاد اللاعبون.", ""),
        ("تنفذ الوزارة رؤية السلطنة 2040 بخطة جديدة.", ""),
        ("ربع الفارس حصانه قرب الماء.", ""),
        ("تغلق البوابة في التاسعة إلا ربعا وتفتح في الرابعة والنصف.", ""),
        ("⟦ربع⟧ السكان نازحون.", "0.25"),
        ("نقلت الحافلة ⟦12⟧ راكبا.", "12"),
        ("استقرت الحرارة عند ⟦صفر درجة⟧.", "0 degree"),
    ]);
}

#[test]
fn what_is_named_by_a_number_counts_nothing_in_english() {
    check_all(&[
        ("Third-quarter profit slid at the dairy.", ""),
        ("They play six-a-side in sub-zero weather.", ""),
        ("He is in two minds and wants a second opinion.", ""),
        ("She won the ⟦200m⟧ final in Oran.", "200 metre"),
    ]);
}

#[test]
fn duals_of_household_goods_count_two() {
    check_all(&[
        ("اشترى ⟦غسالتين⟧ و⟦مكيفين⟧.", "2; 2"),
        ("وصل ⟦متسابقان⟧ وانتظرهما مشجعون ومراهقين كثر.", "2"),
    ]);
}
