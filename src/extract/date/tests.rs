//! The whole reader, sentence by sentence, beside sentences in which it must stay silent.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::{ruleset::RuleFiles, text::segment};

static RULESET: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::builtin().unwrap());

fn article(language: &str, text: &str) -> Article {
    let mut article = Article::from_text("test", text);
    article.language = Some(language.to_owned());
    article
}

fn dates_of(article: &Article) -> Vec<Date> {
    read(&RULESET, article, &segment(&RULESET, article))
}

/// `text = value` of every date that is written out.
fn shown(article: &Article) -> Vec<String> {
    dates_of(article).iter().filter_map(|date| shown_date(date, &article.text)).collect()
}

fn shown_date(date: &Date, text: &str) -> Option<String> {
    let value = date.value.iso()?;
    let until =
        date.until.as_ref().and_then(PartialDate::iso).map_or(String::new(), |until| format!("..{until}"));
    let era = if date.calendar == Calendar::Hijri { " hijri" } else { "" };
    Some(format!("{} = {value}{until}{era}", date.span.text(text)))
}

/// Dates stand between ⟦ and ⟧ in `marked`, in the order of `values`.
fn check(language: &str, marked: &str, values: &[&str]) {
    let text = marked.replace(['⟦', '⟧'], "");
    let spans = marked.split('⟦').skip(1).map(|rest| rest.split('⟧').next().unwrap_or(""));
    let expected: Vec<String> = spans.zip(values).map(|(span, value)| format!("{span} = {value}")).collect();
    assert_eq!(expected.len(), values.len(), "{marked}");
    assert_eq!(shown(&article(language, &text)), expected, "{marked}");
}

#[test]
fn the_examples_of_the_rules_are_read_as_they_say() {
    for (language, example) in crate::ruleset::date_rules::examples(&RuleFiles::builtin()).unwrap() {
        assert_eq!(example.none, example.dates.is_empty(), "{}", example.text);
        assert_eq!(shown(&article(&language, &example.text)), example.dates, "{}", example.text);
    }
}

#[test]
fn years_in_words_are_years_behind_their_word() {
    check("ar", "صدر القانون عام ⟦ألف وتسعمئة واثنين وخمسين⟧.", &["1952"]);
    check("ar", "وقعت الحادثة سنة ⟦ألفين وثلاث عشرة⟧.", &["2013"]);
    check("ar", "بعد ألف وتسعمئة واثنين وخمسين يوما", &[]);
}

#[test]
fn what_is_named_after_a_day_is_no_date() {
    for (text, n_dates) in [("أغلق جسر 6 أكتوبر أمام السيارات.", 0), ("عبروا في 6 أكتوبر.", 1)]
    {
        let article = article("ar", text);
        let segmented = segment(&RULESET, &article);
        let mut dates = read(&RULESET, &article, &segmented);
        without_names(&RULESET, &segmented, &mut dates);
        assert_eq!(dates.len(), n_dates, "{text}");
    }
}

#[test]
fn days_months_and_years_in_arabic() {
    for (marked, values) in [
        ("اندلع الحريق في ⟦19 آب/أغسطس 2021⟧ قرب الغابة", &["2021-08-19"][..]),
        ("وصل الوفد في ⟦السابع عشر من تموز⟧ إلى مسقط", &["--07-17"]),
        ("أقر القانون في ⟦الحادي والثلاثين من كانون الأول 1999⟧", &["1999-12-31"]),
        ("عاد في ⟦٣ نونبر ٢٠١٨⟧ إلى الرباط", &["2018-11-03"]),
        ("ولد في ⟦9 جويلية 1962⟧ بوهران", &["1962-07-09"]),
        ("انطلقت الحملة في ⟦14 دجنبر⟧ بفاس", &["--12-14"]),
        ("تظاهروا في ⟦الفاتح من نوفمبر 1954⟧", &["1954-11-01"]),
        ("وقع البيان في ⟦أول أيار⟧", &["--05-01"]),
        ("تبدأ الدورة في ⟦28 فيفري⟧ وتختتم في ⟦5 أفريل⟧", &["--02-28", "--04-05"]),
        ("في ⟦20 حزيران (يونيو) 2014⟧ سقط السقف", &["2014-06-20"]),
        ("صدر في ⟦15 من شهر شباط عام 2010⟧", &["2010-02-15"]),
        ("ارتفع الإنتاج في ⟦تشرين الأول (أكتوبر) من عام 2019⟧", &["2019-10"]),
        ("أغلق المعبر منذ ⟦كانون الثاني/يناير 2013⟧ بلا إعلان", &["2013-01"]),
        ("وبحلول ⟦أيلول 2022⟧ اكتمل البناء", &["2022-09"]),
        ("تراجعت الأسعار منذ ⟦2014⟧ مرتين", &["2014"]),
        ("قدرت الخسائر عام ⟦1987⟧ بنصف المحصول", &["1987"]),
        ("سنة ⟦1492⟧ سقطت المدينة", &["1492"]),
        ("بـ⟦مارس 2021⟧ توقف المصنع", &["2021-03"]),
        ("ول⟦يونيو 2020⟧ قصة أخرى", &["2020-06"]),
        ("تأسس النادي في ⟦2003⟧ وحل في ⟦2011⟧.", &["2003", "2011"]),
        ("كانت ⟦11-9-2001⟧ بداية", &["2001-09-11"]),
        ("في ⟦2019/4/6⟧ تغير كل شيء", &["2019-04-06"]),
        ("بتاريخ ⟦5/12⟧ عقد اجتماع", &["--12-05"]),
        ("الجلسة يوم ⟦21\\3\\2017⟧ في المحكمة", &["2017-03-21"]),
        ("العام الماضي (⟦2014⟧) شهد ذلك", &["2014"]),
        ("العام الجاري ⟦2016⟧ صعب", &["2016"]),
        ("خسر في نهائي كأس أفريقيا بالكاميرون ⟦2022⟧", &["2022"]),
        ("الأربعاء ⟦11 أيار/مايو⟧: جلسة طارئة", &["--05-11"]),
        ("موعد التسليم ⟦22/04⟧", &["--04-22"]),
        ("خطة المدينة ⟦2023م⟧.", &["2023"]),
        ("سقطت الدولة سنة ⟦749⟧", &["0749"]),
    ] {
        check("ar", marked, values);
    }
}

#[test]
fn ranges_and_lists_in_arabic() {
    for (marked, values) in [
        ("بين ⟦الأول والخامس من أيار⟧ تغلق الطرق", &["--05-01..--05-05"][..]),
        ("من ⟦3 إلى 9 غشت 2021⟧ بأكادير", &["2021-08-03..2021-08-09"]),
        ("ما بين عامي ⟦1975 و1990⟧ دمرت المدينة", &["1975..1990"]),
        ("بين عام ⟦2011 وعام 2019⟧ تضاعف العدد", &["2011..2019"]),
        ("من ⟦2004 حتى 2008⟧ لعب هناك", &["2004..2008"]),
        ("خطة ⟦2021-2025⟧ الخماسية", &["2021..2025"]),
        ("في موسم ⟦2022/2023⟧ هبط الفريق", &["2022..2023"]),
        ("من ⟦28 فبراير إلى 5 مارس 2022⟧ هدنة", &["2022-02-28..2022-03-05"]),
        ("بين ⟦20 ديسمبر و10 يناير 2018⟧ عطلة", &["2017-12-20..2018-01-10"]),
        ("يومي ⟦5⟧ و⟦6 يونيو⟧ تقفل المتاجر", &["--06-05", "--06-06"]),
        ("أيام ⟦5⟧ و⟦6⟧ و⟦7 يونيو 2019⟧ أعياد", &["2019-06-05", "2019-06-06", "2019-06-07"]),
        ("خلال الفترة ⟦يناير - مارس 2020⟧ هبط الطلب", &["2020-01..2020-03"]),
        ("بين ⟦يناير ومارس 2020⟧ هبط الطلب", &["2020-01..2020-03"]),
        ("من ⟦15-20 تموز⟧ يقام المعرض", &["--07-15..--07-20"]),
        ("عدد ⟦مايو/يونيو 2022⟧ من المجلة", &["2022-05..2022-06"]),
        ("نما في ⟦2020⟧ و⟦2021⟧ على التوالي", &["2020", "2021"]),
    ] {
        check("ar", marked, values);
    }
}

#[test]
fn hijri_dates_stay_hijri() {
    for (marked, values) in [
        ("صدر الأمر في ⟦1436/10/5هـ⟧ بالرياض", &["1436-10-05 hijri"][..]),
        ("الموافق ⟦12-3-1440 هـ⟧", &["1440-03-12 hijri"]),
        ("في ⟦27 رمضان 1443⟧ ختموا القرآن", &["1443-09-27 hijri"]),
        ("يوم ⟦عاشر محرم⟧ عطلة", &["--01-10 hijri"]),
        ("في ⟦الرابع والعشرين من ربيع الآخر سنة 1401 للهجرة⟧", &["1401-04-24 hijri"]),
        ("سقطت بغداد سنة ⟦656 هـ⟧", &["0656 hijri"]),
        ("منذ عام ⟦1425هـ⟧ وهو رئيس", &["1425 hijri"]),
        ("⟦1 صفر 1445⟧", &["1445-02-01 hijri"]),
        ("⟦20 من صفر⟧", &["--02-20 hijri"]),
        ("في ⟦جمادى الأولى 1442⟧ افتتح", &["1442-05 hijri"]),
        ("في عام ⟦1387⟧-⟦1967⟧ عين وزيرا", &["1387 hijri", "1967"]),
        ("⟦7 ذو الحجة 1441 هـ⟧ الموافق ⟦28 يوليو 2020 م⟧", &["1441-12-07 hijri", "2020-07-28"]),
        ("ولد عام ⟦1390⟧ وعاد في ⟦5 شوال 1427⟧", &["1390 hijri", "1427-10-05 hijri"]),
        ("للعام الدراسي ⟦1436/1437هـ⟧", &["1436..1437 hijri"]),
    ] {
        check("ar", marked, values);
    }
    check("en", "It was issued on ⟦15 Shaaban 1444 AH⟧ in Jeddah.", &["1444-08-15 hijri"]);
}

#[test]
fn days_months_and_years_in_english() {
    for (marked, values) in [
        ("The bridge fell on ⟦14 August 2018⟧ in Genoa.", &["2018-08-14"][..]),
        ("Voting ends on ⟦September 3⟧.", &["--09-03"]),
        ("A bridge that opened on ⟦June 14⟧ runs for 18 miles", &["--06-14"]),
        ("It opened on the ⟦third of November, 2009⟧.", &["2009-11-03"]),
        ("since the ⟦twenty-first of March⟧", &["--03-21"]),
        ("He resigned on ⟦Dec. 9, 2015⟧, a Wednesday.", &["2015-12-09"]),
        ("On ⟦9th of Sept. 1976⟧ he died.", &["1976-09-09"]),
        ("The file is dated ⟦2021-02-28⟧.", &["2021-02-28"]),
        ("sent at ⟦2021-02-28⟧T10:00:00Z", &["2021-02-28"]),
        ("⟦21-Jun-2019⟧ and ⟦03/Feb/2020⟧", &["2019-06-21", "2020-02-03"]),
        ("due ⟦12/25/2020⟧ at noon", &["2020-12-25"]),
        ("due ⟦25/12/2020⟧ at noon", &["2020-12-25"]),
        ("Exports peaked in ⟦May 2008⟧ and again in ⟦April 2011⟧.", &["2008-05", "2011-04"]),
        ("In ⟦1848⟧ revolutions broke out.", &["1848"]),
        ("Since ⟦2003⟧ the mill has stood idle.", &["2003"]),
        ("by the end of ⟦2030⟧", &["2030"]),
        (
            "the ⟦2015⟧ nuclear deal, the failed ⟦2016⟧ coup and Moody's ⟦2019⟧ outlook",
            &["2015", "2016", "2019"],
        ),
        ("in mid-⟦2019⟧ and post-⟦2020⟧", &["2019", "2020"]),
        ("in ⟦2008⟧, ⟦2012⟧ and ⟦2016⟧", &["2008", "2012", "2016"]),
        ("World Cup ⟦2022⟧ ended.", &["2022"]),
        ("(⟦1998⟧)", &["1998"]),
        ("⟦Feb 29⟧ was a Thursday", &["--02-29"]),
        ("⟦June the fourth⟧", &["--06-04"]),
        ("the ⟦July 4⟧ weekend", &["--07-04"]),
        ("Friday, ⟦March 25, 2016⟧, in Berlin", &["2016-03-25"]),
        ("on ⟦February the 15th⟧", &["--02-15"]),
        ("⟦2017 Dec 3⟧", &["2017-12-03"]),
        ("in the file of ⟦2023-06⟧", &["2023-06"]),
        ("due on ⟦9-18-15⟧", &["2015-09-18"]),
        ("the ⟦2020⟧ Olympics and ⟦2022⟧ World Cup", &["2020", "2022"]),
        ("a singer (born ⟦1956⟧)", &["1956"]),
    ] {
        check("en", marked, values);
    }
}

#[test]
fn ranges_and_lists_in_english() {
    for (marked, values) in [
        ("between ⟦2019 and 2021⟧", &["2019..2021"][..]),
        ("from ⟦1994 to 2011⟧ he ran the firm", &["1994..2011"]),
        ("He served ⟦2021-2022⟧ there.", &["2021..2022"]),
        ("the ⟦2021-22⟧ season", &["2021..2022"]),
        ("from ⟦June 28 to July 9, 2021⟧", &["2021-06-28..2021-07-09"]),
        ("on ⟦June 5-9⟧ in Oslo", &["--06-05..--06-09"]),
        ("from the ⟦5th to the 9th of June⟧", &["--06-05..--06-09"]),
        ("⟦5-9 June 2018⟧", &["2018-06-05..2018-06-09"]),
        ("on ⟦June 5⟧ and ⟦6⟧, it said", &["--06-05", "--06-06"]),
        ("from ⟦January to March 2022⟧", &["2022-01..2022-03"]),
        ("from ⟦December 2021 to February 2022⟧", &["2021-12..2022-02"]),
        ("between ⟦12 March 2020 and 1 June 2021⟧", &["2020-03-12..2021-06-01"]),
    ] {
        check("en", marked, values);
    }
}

#[test]
fn what_is_no_date_stays_silent_in_arabic() {
    for text in [
        "نص القرار 1701 على ذلك",
        "القرار رقم 2254 لم ينفذ",
        "في الغرفة 2015 بالفندق",
        "سجلت 2300 إصابة و2020 وفاة",
        "أصيب 2019 شخصا",
        "في 2022 مدرسة بالبلاد",
        "طائرة ميراج-2000 وصاروخ إس-300",
        "مارس 20 لاعبا تمارينهم",
        "قتل في مارس 30 مدنيا",
        "قال أبريل إنه نيسان سابق لأوانه",
        "لم يحضر أحد، ولا اثنان",
        "انتظر 30 ثانية",
        "القرن السابع عشر والقرن العشرين",
        "في الأسبوع الأول من يوليو",
        "النصف الثاني من رمضان",
        "في تسعينيات القرن الماضي",
        "المادة 15 من الدستور",
        "فاز 2 صفر على ضيفه",
        "خسر (صفر - 2) ثم 1/صفر ثم صفر-2",
        "جاء السابع من بين عشرة",
        "ثمنه 1950 دولارا",
        "يبعد 1400 سنة ضوئية",
        "حكم بين عامي 1482 و1450 قبل الميلاد",
        "بدقة 1920 × 1080",
        "عند الساعة 20:30 بتوقيت غرينتش",
        "الهاتف 2011-555-12",
        "يوم الخميس في أغسطس",
        "ترتفع عن سطح البحر (1900م)",
        "رجب طيب وشعبان عبد الرحيم ورمضان صبحي",
        "بلغ عددهم 2016.",
        "في 2000 كيلومتر مربع",
        "3/4 السكان",
        "24/7",
        "من 1000 إلى 1500 ريال",
        "فازوا 4-22 ثم 15-9",
        "قتل 300 وأصيب 450 في سنة",
        "",
    ] {
        check("ar", text, &[]);
    }
}

#[test]
fn decades_and_short_ends_are_ranges_of_years() {
    for (text, expected) in [
        ("dug in the ⟦1960s⟧", &["1960..1969"][..]),
        ("since the mid-⟦1980s⟧ and the late ⟦1990s⟧", &["1980..1989", "1990..1999"]),
        ("a ⟦1950’s⟧ barn", &["1950..1959"]),
        ("the ⟦1987-92⟧ drought", &["1987..1992"]),
        ("in ⟦1998-99⟧ it won", &["1998..1999"]),
    ] {
        check("en", text, expected);
    }
}

#[test]
fn what_is_no_date_stays_silent_in_english() {
    for text in [
        "Resolution 1929 and Article 2010",
        "about 2,023 cases and 2019 deaths",
        "Room 2012, Flight 1977 and page 1984",
        "Theresa May said she may march 20 miles.",
        "April and June met August in the second half.",
        "an F-16, a MiG-29, a Boeing 2020 and Covid-19",
        "the '80s and a woman in her 60s",
        "in the 21st century",
        "a poll of 2047 registered voters",
        "the 2000 residents of the village",
        "24/7, 3/4 and 5/8 of an inch",
        "at 10:30 a.m. on Thursday",
        "He sat on the sun deck with Jan and Mar",
        "https://example.org/2019/05/04/story.html",
        "192.168.2.1 and version 2.0.12",
        "call 2011-555-1234",
        "it costs $2015 or 2015 dollars",
        "In May 20 people died",
        "model 2015X and #2016",
        "at 1400 GMT",
        "in 500 BC and 1200 BC",
        "Q1 and H2",
        "1.2023 kg",
        "one second, a third and a quarter",
    ] {
        check("en", text, &[]);
    }
}

#[test]
fn the_order_of_day_and_month_is_decided_where_it_can_be() {
    let read_one = |language: &str, country: Option<&str>, text: &str| {
        let mut article = article(language, text);
        article.country = country.map(str::to_owned);
        let dates = dates_of(&article);
        let [date] = dates.as_slice() else { panic!("one date in {text}: {dates:?}") };
        (date.value.iso().unwrap_or_default(), date.alternatives.len(), date.resolved.is_some())
    };
    let is = |value: &str, n_alternatives, resolved| (value.to_owned(), n_alternatives, resolved);
    assert_eq!(read_one("en", None, "on 5/12/2023"), is("2023-05-12", 1, false));
    assert_eq!(read_one("en", Some("US"), "on 5/12/2023"), is("2023-05-12", 0, true));
    assert_eq!(read_one("en", Some("GB"), "on 5/12/2023"), is("2023-12-05", 0, true));
    assert_eq!(read_one("ar", None, "في 5/12/2023"), is("2023-12-05", 0, true));
    assert_eq!(read_one("en", None, "on 25/12/2023"), is("2023-12-25", 0, true));
    assert_eq!(read_one("en", None, "on 7/7/2023"), is("2023-07-07", 0, true));
    // 5 December 2023 was a Tuesday, 12 May a Friday.
    assert_eq!(read_one("en", None, "on Tuesday 5/12/2023"), is("2023-12-05", 0, true));
    assert_eq!(read_one("en", None, "on Friday 5/12/2023"), is("2023-05-12", 0, true));
}

#[test]
fn relative_dates_are_resolved_from_the_articles_day() {
    // 15 August 2024 was a Thursday.
    let resolved = |language: &str, text: &str| {
        let mut article = article(language, text);
        article.date = Some(civil::date(2024, 8, 15));
        let dates = dates_of(&article);
        let shown: Vec<String> = dates
            .iter()
            .filter(|date| date.relative)
            .map(|date| {
                let days = date.resolved.map_or("?".to_owned(), |(first, last)| format!("{first}..{last}"));
                format!("{} {days}", date.span.text(text))
            })
            .collect();
        shown.join("; ")
    };
    for (language, text, expected) in [
        ("ar", "قالت أمس الأربعاء", "أمس الأربعاء 2024-08-14..2024-08-14"),
        ("ar", "قال اليوم الخميس", "اليوم الخميس 2024-08-15..2024-08-15"),
        ("ar", "وصل الثلاثاء الماضي", "الثلاثاء الماضي 2024-08-13..2024-08-13"),
        ("ar", "يصل الثلاثاء المقبل", "الثلاثاء المقبل 2024-08-20..2024-08-20"),
        ("ar", "قتلوا أول من أمس", "أول من أمس 2024-08-13..2024-08-13"),
        ("ar", "في مارس الماضي", "مارس 2024-03-01..2024-03-31"),
        ("ar", "خلال العام الماضي", "العام الماضي 2023-01-01..2023-12-31"),
        ("ar", "في اليوم الوطني وفي اليوم التالي", ""),
        ("en", "She left yesterday.", "yesterday 2024-08-14..2024-08-14"),
        ("en", "It opened last Thursday.", "Thursday 2024-08-15..2024-08-15"),
        ("en", "It will open on Monday.", "Monday ?"),
        ("en", "It opened on Monday.", "Monday 2024-08-12..2024-08-12"),
        ("en", "prices rose last month", "last month 2024-07-01..2024-07-31"),
        ("en", "Jan sat in the sun", ""),
    ] {
        assert_eq!(resolved(language, text), expected, "{text}");
    }
}

#[test]
fn a_range_ends_behind_its_beginning() {
    let resolved = |text: &str| {
        let mut article = Article::from_text("a.txt", text);
        article.date = "2024-02-29".parse().ok();
        let range = dates_of(&article).first().and_then(|date| date.resolved);
        range.map(|(first, last)| format!("{first}..{last}")).unwrap_or_default()
    };
    // The nearest fifteenth of March lies ahead, the nearest last of August behind.
    assert_eq!(resolved("من 15 مارس إلى 31 آب"), "2024-03-15..2024-08-31");
    assert_eq!(resolved("من 15 مارس إلى 31 مايو"), "2024-03-15..2024-05-31");
}

#[test]
fn a_day_without_a_year_is_resolved_by_what_follows_it() {
    let resolved = |text: &str| {
        let mut article = article("ar", text);
        article.date = Some(civil::date(2024, 2, 10));
        dates_of(&article).first().and_then(|date| date.resolved).map(|(first, _)| first.to_string())
    };
    assert_eq!(resolved("في 5 مارس").as_deref(), Some("2024-03-05"));
    assert_eq!(resolved("في 5 مارس الماضي").as_deref(), Some("2023-03-05"));
    assert_eq!(resolved("في 5 يناير المقبل").as_deref(), Some("2025-01-05"));
    assert_eq!(resolved("في 5 يناير من العام الماضي").as_deref(), Some("2023-01-05"));
}

#[test]
fn clock_times_and_decades_are_listed_and_measures_are_not() {
    let clock = |language: &str, text: &str| {
        let article = article(language, text);
        let segmented = segment(&RULESET, &article);
        let spans = clock_times(&RULESET, &article, &segmented);
        spans.iter().map(|span| span.text(text).to_owned()).collect::<Vec<_>>().join("; ")
    };
    for (language, text, expected) in [
        ("ar", "عند الساعة 20:30 وحتى الساعة 6", "20:30; 6"),
        ("ar", "الساعة 14,00 تغ (16,00 بالتوقيت المحلي)", "14,00 تغ; 16,00 بالتوقيت"),
        ("ar", "في تمام الساعة 5 مساء", "5 مساء"),
        ("ar", "بحلول الساعة 1404 بتوقيت غرينتش", "1404 بتوقيت غرينتش"),
        ("ar", "على عمق 16م وطول 23 سم", ""),
        ("ar", "40 ساعة و30 دقيقة", ""),
        ("en", "at 5 p.m. and 10:30 am EST", "5 p.m; 10:30 am EST"),
        ("en", "by 1315 GMT", "1315 GMT"),
        ("en", "the 1990s and the 80s", "1990s; 80s"),
        ("en", "UTC+3", "UTC+3"),
        ("en", "16 m deep, 3:75 odds", ""),
    ] {
        assert_eq!(clock(language, text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_panics_and_all_spans_are_of_it(text in "\\PC{0,60}", day in 0_i32..40_000) {
        check_spans(&text, day);
    }

    #[test]
    fn no_salad_of_date_words_panics(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "15", "2023", "/", "-", "و", "من", "إلى", "بين", "مايو", "كانون", "الثاني", "الأول", "والعشرين",
                "الخميس", "الماضي", "عام", "1445", "هـ", "م", "صفر", "June", "5", "to", "the", "third", "twenty",
                ",", ".", "(", ")", "31", "99", "2015.5.13", "Sept.", "'s", "12:30", "GMT", "+", "ـ", "بـ", "أمس",
                "last", "Thursday", "9999", "1", "٣", "\u{200f}", "الموافق", "ذي", "الحجة", "30",
            ]),
            0..14,
        ),
        glued in prop::collection::vec(any::<bool>(), 14),
        day in -4_000_000_i32..2_900_000,
    ) {
        let mut text = String::new();
        for (word, glued) in words.iter().zip(glued) {
            text.push_str(if glued { "" } else { " " });
            text.push_str(word);
        }
        check_spans(&text, day);
    }
}

/// Reads `text` in both languages on any day of the calendar, and compares all pairs of its dates.
fn check_spans(text: &str, day: i32) {
    let epoch = civil::date(1970, 1, 1);
    for language in ["ar", "en"] {
        let mut article = article(language, text);
        article.date = epoch.checked_add(jiff::Span::new().days(day)).ok();
        let dates = dates_of(&article);
        let mut end = 0;
        for date in &dates {
            assert!(date.span.start() >= end && !date.span.text(text).is_empty(), "{text:?} {dates:?}");
            end = date.span.end();
            let _ = weekday_mismatch(date, article.date);
            for other in &dates {
                assert_eq!(agree(date, other), agree(other, date), "{date:?} {other:?}");
            }
        }
        for span in clock_times(&RULESET, &article, &segment(&RULESET, &article)) {
            assert!(!span.text(text).is_empty());
        }
    }
}
