use super::*;
use crate::{
    Options, examine,
    report::{matrix::matrix, rows, sample},
};

fn page(language: &str, articles: &[Article], examined: &Examined) -> String {
    let ruleset = Ruleset::builtin().unwrap();
    let voice = ruleset.messages.voice(language, true).unwrap();
    let rows = rows(&ruleset, articles, &examined.report, &voice);
    let all = examined.report.findings.iter().chain(&examined.agreements);
    let matrix = matrix(&ruleset, articles, examined, all, &voice);
    let page = Page {
        ruleset: &ruleset,
        articles,
        report: &examined.report,
        examined,
        rows: &rows,
        matrix: &matrix,
        kept: &Kept::default(),
        voice,
    };
    let mut out = Vec::new();
    write_html(&page, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_page_shows_both_sides_and_asks_nobody_for_anything() {
    let (articles, report) = sample::quake();
    let examined = Examined { report, ..Examined::default() };
    for (language, direction) in [("en", "ltr"), ("ar", "rtl")] {
        let html = page(language, &articles, &examined);
        assert!(html.starts_with("<!DOCTYPE html>\n"));
        assert!(html.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")));
        assert!(html.contains("<mark><b>120</b> <b>قتيلا</b></mark>"), "{html}");
        assert!(!html.contains("src=") && !html.contains("@import") && !html.contains("url("));
        assert!(!html.contains('\u{2068}'), "elements keep directions apart");
    }
}

#[test]
fn nothing_of_an_article_becomes_markup() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
    let text = |carrier: &str, toll: u32| {
        format!("قالت وكالة {carrier} إن {hostile} انهيار الجسر في الكوت أدى إلى مقتل {toll} عاملا.")
    };
    let ruleset = Ruleset::builtin().unwrap();
    let mut articles = vec![
        Article::from_text("a\"'<b>.txt", text("رويترز", 14)),
        Article::from_text("b", text("فرانس برس", 41)),
    ];
    articles[0].publisher = Some(hostile.to_owned());
    articles[0].title = Some(hostile.to_owned());
    articles[0].url = Some("javascript:alert(1)".to_owned());
    let html = page("en", &articles, &examine(&ruleset, &articles, &Options::default()));
    assert_eq!(html.matches("<script").count(), 3);
    assert!(!html.contains("<img") && !html.contains("href=\"javascript"));
}
