//! A picture of one thing's values over time, by source, as inline SVG. All numbers are integers, so
//! that the bytes are the same everywhere.

use std::fmt::Write;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::{
    report::{
        html::{Sources, escape::Text},
        matrix::{MatrixClaim, MatrixRow},
    },
    ruleset::Voice,
};

const WIDTH: i64 = 560;
const HEIGHT: i64 = 200;
const LEFT: i64 = 24;
const RIGHT: i64 = 24;
const TOP: i64 = 40;
/// The room that a value over its dot takes: «850,000,000».
const VALUE_WIDTH: i64 = 90;
const BOTTOM: i64 = 40;

/// A value in its place.
struct Point<'m> {
    claim: &'m MatrixClaim,
    value: Decimal,
    x: i64,
}

/// The picture of a row, where it shows more than the row: two values or more, in one unit.
pub(super) fn chart(row: &MatrixRow, sources: &Sources, voice: &Voice<'_>) -> Option<String> {
    let (mut points, by_date) = points(row)?;
    let low = Decimal::ZERO;
    let high = points.iter().map(|point| point.value).max()?;
    if high <= low || points.iter().any(|point| point.value < low) {
        return None;
    }
    points.sort_by_key(|point| (point.x, point.value, point.claim.article));
    let y = |value: Decimal| -> i64 {
        let share = (value * Decimal::from(HEIGHT - TOP - BOTTOM)).checked_div(high).unwrap_or_default();
        HEIGHT - BOTTOM - share.round().to_i64().unwrap_or(0)
    };
    let told: Vec<String> =
        points.iter().map(|point| format!("{} {}", point.claim.source_name, point.claim.text)).collect();
    let label = voice.tell("html-chart", &[("subject", &row.subject), ("values", &told.join("; "))]);
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\" direction=\"ltr\">",
        Text(&label)
    );
    let base = HEIGHT - BOTTOM;
    let _ = write!(svg, "<path class=\"axis\" d=\"M{LEFT} {TOP}V{base}H{}\"/>", WIDTH - RIGHT);
    if by_date {
        let line: Vec<String> =
            points.iter().map(|point| format!("{} {}", point.x, y(point.value))).collect();
        let _ = write!(svg, "<path class=\"line\" d=\"M{}\"/>", line.join("L"));
    }
    let mut shown: Vec<(i64, i64)> = Vec::new();
    for point in &points {
        let (class, letter) = sources.mark(&point.claim.source);
        let (x, at) = (point.x, y(point.value));
        let _ = write!(svg, "<circle class=\"dot {class}\" cx=\"{x}\" cy=\"{at}\" r=\"9\"/>");
        let _ = write!(svg, "<text class=\"letter\" x=\"{x}\" y=\"{}\">{letter}</text>", at + 4);
        // Of values that would be written over each other only the first is written.
        if shown.iter().all(|(left, other)| (other - at).abs() >= 14 || (x - left).abs() >= VALUE_WIDTH) {
            let _ = write!(
                svg,
                "<text class=\"value\" x=\"{x}\" y=\"{}\">{}</text>",
                at - 14,
                Text(&grouped(point.value))
            );
        }
        shown.push((x, at));
    }
    axis_labels(&mut svg, &points, by_date);
    svg.push_str("</svg>");
    Some(svg)
}

/// The points from left to right: by day where there are several, else one source after the other.
fn points(row: &MatrixRow) -> Option<(Vec<Point<'_>>, bool)> {
    let mut units: Vec<&str> = Vec::new();
    let mut values: Vec<(&MatrixClaim, Decimal)> = Vec::new();
    for claim in &row.claims {
        let (number, unit) = claim.value.split_once(' ').unwrap_or((&claim.value, ""));
        values.push((claim, number.parse().ok()?));
        units.push(unit);
    }
    units.dedup();
    values.dedup_by(|a, b| (&a.0.source, a.1, a.0.date) == (&b.0.source, b.1, b.0.date));
    let mut distinct: Vec<Decimal> = values.iter().map(|(_, value)| *value).collect();
    distinct.sort();
    distinct.dedup();
    if units.len() != 1 || distinct.len() < 2 {
        return None;
    }
    let dates: Vec<_> = values.iter().filter_map(|(claim, _)| claim.date).collect();
    let (first, last) = (*dates.iter().min()?, *dates.iter().max()?);
    let n_days = i64::from((last - first).get_days());
    let by_date = n_days > 0 && dates.len() == values.len();
    let room = WIDTH - LEFT - RIGHT - 100;
    let n_last = i64::try_from(values.len()).unwrap_or(1).max(2) - 1;
    let points = values.into_iter().zip(0_i64..).map(|((claim, value), nth)| {
        let day = claim.date.map_or(0, |date| i64::from((date - first).get_days()));
        let x = LEFT + 50 + if by_date { room * day / n_days } else { room * nth / n_last };
        Point { claim, value, x }
    });
    Some((points.collect(), by_date))
}

fn axis_labels(svg: &mut String, points: &[Point<'_>], by_date: bool) {
    let mut last: Option<i64> = None;
    for point in points {
        if last.is_some_and(|last| point.x - last < 70) {
            continue;
        }
        last = Some(point.x);
        let label = match point.claim.date {
            Some(date) if by_date => date.to_string(),
            _ => point.claim.source_name.clone(),
        };
        let _ = write!(
            svg,
            "<text class=\"tick\" x=\"{}\" y=\"{}\">{}</text>",
            point.x,
            HEIGHT - BOTTOM + 22,
            Text(&label)
        );
    }
}

/// 24504 as `24,504`.
fn grouped(value: Decimal) -> String {
    let written = value.normalize().to_string();
    let (whole, fraction) = written.split_once('.').map_or((written.as_str(), None), |(w, f)| (w, Some(f)));
    let mut shown = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}
