//! What the neighbours of a number say of it: changes, names, labels, currencies.

use super::check_all;

#[test]
fn a_change_has_two_values_and_a_range_one() {
    check_all(&[
        ("ارتفع عدد الجرحى من ⟦14⟧ إلى ⟦31⟧.", "14; 31"),
        ("تراجعت الأرباح من ⟦5 ملايين يورو⟧ إلى ⟦7 ملايين يورو⟧.", "5000000 EUR; 7000000 EUR"),
        ("تحتاج البلدة من ⟦14 إلى 31⟧ خيمة.", "14..31"),
        ("The toll rose from ⟦14⟧ to ⟦31⟧.", "14; 31"),
        ("They need from ⟦14 to 31⟧ tents.", "14..31"),
        ("The levy yields ⟦€5bn⟧ over ⟦four years⟧.", "5000000000 EUR; 4 year"),
        ("They talked for over ⟦four years⟧.", ">4 year"),
    ]);
}

#[test]
fn a_number_behind_an_unknown_name_is_the_names() {
    check_all(&[
        ("اختبرت الدولة هواسونغ 18 فجرا.", ""),
        ("The army showed its Zolfaqarix 4 to visitors.", ""),
        ("بلغ عدد المصابين ⟦45⟧.", "45"),
        ("تستوعب القاعة ⟦500⟧ شخص كحد أقصى.", "<=500"),
        ("ألقى كلمته في القاعة 4.", ""),
        ("صدر القراران 14 و15.", ""),
        ("Articles 14, 15 and 16 were read.", ""),
        ("He works at 14 Upper Rosebery Avenue.", ""),
        ("Grade 7 pupils and Ward 6 residents came.", ""),
        ("رحلة الخطوط رقم QR 512.", ""),
    ]);
}

#[test]
fn a_currency_is_narrowed_by_what_stands_beside_it() {
    check_all(&[
        ("رفع العراق الأجر إلى ⟦900 ألف دينار⟧.", "900000 IQD"),
        ("رفعت الأجور إلى ⟦900 ألف دينار⟧.", "900000 BHD+6"),
        ("دفعوا ⟦20 جنيها مصريا⟧ ثم ⟦30 جنيها⟧.", "20 EGP; 30 EGP"),
        ("بين العراق والكويت ⟦900 ألف دينار⟧.", "900000 BHD+6"),
        ("Canada paid ⟦$30 million⟧.", "30000000 AUD+6"),
        ("كلف ⟦30 روبلا⟧.", "30 RUB"),
        ("كلف في بيلاروسيا ⟦30 روبلا⟧.", "30 BYN"),
    ]);
}

#[test]
fn shares_and_scales_in_unusual_places() {
    check_all(&[
        ("⟦One in five⟧ pupils left.", "0.2"),
        ("⟦واحد من كل أربعة⟧ أطفال يعاني.", "0.25"),
        ("⟦ثلاثة من كل عشرة⟧ عمال غادروا.", "0.3"),
        ("They killed one in ⟦three⟧ raids.", "3"),
        ("وزعت الهيئة ⟦(15) ألف⟧ سلة.", "15000"),
        ("وزعت الهيئة ⟦خمسة عشر (15) ألف⟧ سلة.", "15000"),
        ("بلغ الدخل ⟦مليار يورو ونصف⟧.", "1500000000 EUR"),
        ("زادت المبيعات ⟦%12⟧.", "12 %"),
        ("زادت المبيعات ⟦12\u{200F},5⟧ مرة.", "12.5"),
        ("أقرته بأغلبية ⟦الثلثين⟧.", "2/3"),
        ("الأطفال تحت سن ⟦الخامسة⟧.", "<5 year"),
        ("Pupils aged ⟦6 to 11⟧ stayed.", "6..11 year"),
        ("The ⟦second⟧-largest port and the ⟦first⟧ of ⟦three⟧ bridges.", "2 ordinal; 1 ordinal; 3"),
        ("They won ⟦one hundred sixty-three⟧ seats.", "163"),
    ]);
}

#[test]
fn a_change_told_with_one_unit_is_two_values() {
    check_all(&[
        ("ارتفعت المساحة من ⟦7 آلاف⟧ إلى ⟦81 ألف هكتار⟧.", "7000 hectare; 81000 hectare"),
        ("ارتفع السعر من ⟦50⟧ إلى ⟦60 ريالا سعوديا⟧.", "50 SAR; 60 SAR"),
        // By how much, or between which bounds.
        ("ستنخفض الحرارة من ⟦3 إلى 5 درجات مئوية⟧.", "3..5 celsius"),
        ("ارتفعت الأسعار من ⟦10 إلى 20 في المئة⟧.", "10..20 %"),
        ("تتراوح المساحة من ⟦7 آلاف إلى 81 ألف هكتار⟧.", "7000..81000 hectare"),
    ]);
}

#[test]
fn a_time_and_a_bare_number_behind_it_are_a_range() {
    check_all(&[
        ("سيغيب ⟦ثلاثة أسابيع إلى أربعة⟧ بسبب الإصابة.", "3..4 week"),
        ("بعد ⟦ثلاثة أسابيع⟧ إلى ⟦40⟧ ألما.", "3 week; 40"),
    ]);
}
