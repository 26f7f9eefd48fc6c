//! The parts of the page around the findings: filters, the source matrix, the articles.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::{
    base::{Span, id::ArticleId},
    ingest::Article,
    report::{
        Claimed,
        csv::certainty_word,
        html::{Page, Sources, chart::chart, escape::Text},
        matrix::MatrixRow,
    },
    ruleset::{Severity, Verdict},
};

/// Articles past these are not in the page: it is to be sent by mail.
const ARTICLES_MAX: usize = 1_000;
/// The texts of articles past these are made when they are asked for.
const ARTICLES_SHOWN: usize = 30;
/// Rows of the matrix past these are not in the page; the workbook has all.
const MATRIX_ROWS_MAX: usize = 400;

/// The filters, which the script brings to life; without it they stay out of sight.
pub(super) fn filters(page: &Page<'_>, sources: &Sources) -> String {
    let mut form = format!(
        "<form id=\"filters\" role=\"search\" hidden aria-label=\"{}\">\n",
        Text(&page.tell("html-filters"))
    );
    let label = page.tell("html-search");
    let _ = writeln!(
        form,
        "<label>{} <input type=\"search\" id=\"q\" autocomplete=\"off\" dir=\"auto\"></label>",
        Text(&label)
    );
    let _ = writeln!(form, "<fieldset><legend>{}</legend>", Text(&page.tell("html-severity")));
    for severity in [Severity::Error, Severity::Warning, Severity::Note, Severity::Info] {
        let word = severity.as_str();
        if page.rows.iter().any(|row| row.finding.severity == severity) {
            let level = page.tell(&format!("level-{word}"));
            let _ = writeln!(
                form,
                "<label><input type=\"checkbox\" name=\"severity\" value=\"{word}\" checked> {}</label>",
                Text(&level)
            );
        }
    }
    form.push_str("</fieldset>\n");
    let rules: BTreeSet<&str> = page.rows.iter().map(|row| row.finding.rule).collect();
    let rules = rules.into_iter().map(|rule| {
        let title = page.ruleset.checks.get(rule).map_or(rule, |check| check.title(page.voice.language));
        (rule.to_owned(), title.to_owned())
    });
    form.push_str(&select(page, "rule", "html-check", rules));
    let cited: BTreeSet<&str> = page
        .rows
        .iter()
        .flat_map(|row| std::iter::once(&row.a).chain(row.b.as_ref()))
        .map(|place| place.source)
        .collect();
    let named = sources.all().filter(|(id, _)| cited.contains(id));
    form.push_str(&select(
        page,
        "source",
        "html-source",
        named.map(|(id, name)| (id.to_owned(), name.to_owned())),
    ));
    let verdicts = Verdict::ALL.iter().map(|verdict| {
        let offered = page.ruleset.decision_words.offered(page.voice.language, *verdict);
        (verdict.as_str().to_owned(), offered.to_owned())
    });
    let verdicts = std::iter::once(("open".to_owned(), page.tell("html-undecided"))).chain(verdicts);
    form.push_str(&select(page, "verdict", "html-decision", verdicts));
    let _ = writeln!(form, "<button type=\"reset\">{}</button>\n</form>", Text(&page.tell("html-reset")));
    form
}

fn select(page: &Page<'_>, id: &str, label: &str, options: impl Iterator<Item = (String, String)>) -> String {
    let mut select = format!("<label>{} <select id=\"{id}\">", Text(&page.tell(label)));
    let _ = write!(select, "<option value=\"\">{}</option>", Text(&page.tell("html-all")));
    for (value, words) in options {
        let _ = write!(select, "<option value=\"{}\">{}</option>", Text(&value), Text(&words));
    }
    select.push_str("</select></label>\n");
    select
}

/// Who says what of each thing, an event a table.
pub(super) fn matrix(page: &Page<'_>, sources: &Sources) -> String {
    let title = page.tell("html-matrix");
    let mut section = format!(
        "<section id=\"matrix\" aria-labelledby=\"matrix-title\">\n<h2 id=\"matrix-title\">{}</h2>\n",
        Text(&title)
    );
    if page.matrix.is_empty() {
        let _ = writeln!(section, "<p>{}</p>", Text(&page.tell("html-matrix-none")));
    }
    let mut events: Vec<&str> = page.matrix.iter().map(|row| row.event.as_str()).collect();
    let mut seen = BTreeSet::new();
    events.retain(|event| seen.insert(*event));
    let mut n_left = MATRIX_ROWS_MAX;
    for (idx, event) in events.into_iter().enumerate() {
        let rows: Vec<&MatrixRow> =
            page.matrix.iter().filter(|row| row.event == event).take(n_left).collect();
        n_left -= rows.len();
        if rows.is_empty() {
            let _ = writeln!(section, "<p>{}</p>", Text(&page.tell("html-left-out")));
            break;
        }
        section.push_str(&matrix_table(page, sources, (idx, event), &rows));
    }
    section.push_str("</section>\n");
    section
}

fn matrix_table(
    page: &Page<'_>,
    sources: &Sources,
    (idx, event): (usize, &str),
    rows: &[&MatrixRow],
) -> String {
    let mut cited: Vec<&str> =
        rows.iter().flat_map(|row| &row.claims).map(|claim| claim.source.as_str()).collect();
    cited.sort_unstable();
    cited.dedup();
    let mut table = format!(
        "<h3 id=\"m{idx}\" dir=\"auto\">{}</h3>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"m{idx}\"><table class=\"matrix\"><thead><tr><th scope=\"col\">{}</th>",
        Text(event),
        Text(&page.tell("html-measured"))
    );
    for source in &cited {
        let (class, letter) = sources.mark(source);
        let _ = write!(
            table,
            "<th scope=\"col\" class=\"{class}\"><span class=\"letter\" aria-hidden=\"true\">{letter}</span> <bdi>{}</bdi></th>",
            Text(sources.name(source))
        );
    }
    let _ =
        writeln!(table, "<th scope=\"col\">{}</th></tr></thead><tbody>", Text(&page.tell("html-origins")));
    let mut charts = String::new();
    for row in rows {
        let class = row.stand.as_str();
        let _ = write!(
            table,
            "<tr class=\"{class}\"><th scope=\"row\"><bdi>{}</bdi> <span class=\"stand\">{}</span></th>",
            Text(&row.subject),
            Text(&page.tell(row.stand.key()))
        );
        for source in &cited {
            table.push_str("<td>");
            let mut said: Vec<(&str, usize)> = Vec::new();
            for claim in row.claims.iter().filter(|claim| claim.source == *source) {
                let one = (claim.text.as_str(), claim.article.idx());
                if !said.contains(&one) {
                    said.push(one);
                }
            }
            for (text, article) in said {
                let _ =
                    write!(table, "<a class=\"cell\" href=\"#a{article}\"><bdi>{}</bdi></a> ", Text(text));
            }
            table.push_str("</td>");
        }
        let _ = writeln!(table, "<td class=\"num\">{}</td></tr>", row.n_origins);
        if let Some(chart) = chart(row, sources, &page.voice) {
            let _ = writeln!(
                charts,
                "<figure class=\"picture\"><figcaption dir=\"auto\">{}</figcaption>{chart}</figure>",
                Text(&row.subject)
            );
        }
    }
    table.push_str("</tbody></table></div>\n");
    table.push_str(&charts);
    table
}

/// The articles that findings lie in, with every claim underlined in the colour of its source; and the
/// texts that are made later, by the ids of their elements.
pub(super) fn articles(page: &Page<'_>, sources: &Sources) -> (String, BTreeMap<String, String>) {
    let title = page.tell("html-articles");
    let mut section = format!(
        "<section id=\"articles\" aria-labelledby=\"articles-title\">\n<h2 id=\"articles-title\">{}</h2>\n",
        Text(&title)
    );
    let _ = writeln!(section, "<p>{}</p>\n<ul class=\"legend\">", Text(&page.tell("html-legend")));
    for (id, name) in sources.all() {
        let (class, letter) = sources.mark(id);
        let _ = writeln!(
            section,
            "<li class=\"{class}\"><span class=\"letter\" aria-hidden=\"true\">{letter}</span> <span class=\"claim\"><bdi>{}</bdi></span></li>",
            Text(name)
        );
    }
    section.push_str("</ul>\n");
    let cited: BTreeSet<usize> = page
        .rows
        .iter()
        .flat_map(|row| std::iter::once(&row.finding.a).chain(row.finding.b.as_ref()))
        .map(|side| side.article.idx())
        .collect();
    let shown = if page.articles.len() <= ARTICLES_MAX { (0..page.articles.len()).collect() } else { cited };
    let mut later = BTreeMap::new();
    for (nth, idx) in shown.iter().take(ARTICLES_MAX).enumerate() {
        let (Some(article), Some(claims)) = (page.articles.get(*idx), page.examined.claims.get(*idx)) else {
            continue;
        };
        let title = article.title.as_deref().unwrap_or(&article.path);
        let _ = writeln!(
            section,
            "<details class=\"article\" id=\"a{idx}\"><summary><bdi>{}</bdi></summary>",
            Text(title)
        );
        let text = article_text(page, sources, article, claims, &copy_of(page, *idx));
        if nth < ARTICLES_SHOWN {
            section.push_str(&text);
        } else {
            later.insert(format!("a{idx}"), text);
        }
        section.push_str("</details>\n");
    }
    if shown.len() > ARTICLES_MAX {
        let _ = writeln!(section, "<p>{}</p>", Text(&page.tell("html-left-out")));
    }
    section.push_str("</section>\n");
    (section, later)
}

/// What an article is a copy of, with a link there.
fn copy_of(page: &Page<'_>, idx: usize) -> String {
    let origin = page.examined.origins.of(ArticleId::new(idx));
    let Some(original) = page.articles.get(origin.idx()).filter(|_| origin.idx() != idx) else {
        return String::new();
    };
    format!(
        "<span>{} <a href=\"#a{}\"><bdi dir=\"ltr\">{}</bdi></a></span> ",
        Text(&page.tell("copy-of")),
        origin.idx(),
        Text(&original.path)
    )
}

fn article_text(
    page: &Page<'_>,
    sources: &Sources,
    article: &Article,
    claims: &[Claimed],
    copies: &str,
) -> String {
    let mut text = "<p class=\"meta\">".to_owned();
    let date = article.date.map(|date| date.to_string());
    for known in
        [article.publisher.as_deref(), date.as_deref(), Some(article.path.as_str())].into_iter().flatten()
    {
        let _ = write!(text, "<span><bdi>{}</bdi></span> ", Text(known));
    }
    if let Some(url) =
        article.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    {
        let label = page.tell("html-original");
        let _ = write!(text, "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", Text(url), Text(&label));
    }
    let language =
        article.language.as_deref().map(|code| format!(" lang=\"{}\"", Text(code))).unwrap_or_default();
    text.push_str(copies);
    let _ = writeln!(text, "</p>\n<div class=\"body\" dir=\"auto\"{language}>");
    let mut next = claims.iter().peekable();
    let body = article.body.text(&article.text);
    let mut at = article.body.start();
    for line in body.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        text.push_str("<p dir=\"auto\">");
        let mut from = span.start();
        while let Some(claim) = next.next_if(|claim| claim.span.start() < span.end()) {
            // Of two claims in one place the first is shown.
            if claim.span.start() < from || claim.span.end() > span.end() {
                continue;
            }
            let (class, letter) = sources.mark(&claim.source);
            let known = page.tell(&format!("html-attribution-{}", certainty_word(claim.certainty)));
            let told = format!("{} · {known} · {}", sources.name(&claim.source), claim.value);
            let _ = write!(
                text,
                "{}<span class=\"claim {class}\" title=\"{}\">{}<sup class=\"letter\">{letter}</sup></span>",
                Text(Span::new(from, claim.span.start()).text(&article.text)),
                Text(&told),
                Text(claim.span.text(&article.text))
            );
            from = claim.span.end();
        }
        let _ = writeln!(text, "{}</p>", Text(Span::new(from, span.end()).text(&article.text).trim_end()));
    }
    text.push_str("</div>\n");
    text
}
