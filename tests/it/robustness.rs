//! Input and output that go wrong: a clear message each, no panic, no partial report, the right code.

use std::{fs, io::Read, path::Path, process::Stdio};

use crate::program::{Desk, RIGHT, Ran, WRONG};

#[test]
fn what_is_no_article_is_named_and_nothing_passes() {
    let broken = [&WRONG.as_bytes()[..60], b"\xC3(", &WRONG.as_bytes()[60..]].concat();
    let cut_utf_16 = b"\xFF\xFE\x31\x06\x20";
    for (bytes, told) in [
        (&b""[..], "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (b"---\ntitle: x\n---\n", "nothing stands after the front matter"),
        (b"\x7FELF\x02\x01\x01\0\0\0", "not a text file"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "not a text file"),
        (b"%PDF-1.7\n1 0 obj", "PDF is not read; export the article as UTF-8 text"),
        (b"PK\x03\x04\x14\0\x06\0", "ZIP, DOCX, XLSX is not read"),
        (&broken, "line 1 is not valid UTF-8"),
        (cut_utf_16, "it begins as UTF-16LE and does not go on as such"),
    ] {
        let desk = Desk::new(&[("a.txt", bytes)]);
        desk.run(&["check", "a.txt", "--report", "r.csv"])
            .ends(4, &format!("not checked: a.txt: {told}"))
            .ends(4, "nothing was checked");
        desk.write("b.txt", RIGHT.as_bytes());
        desk.run(&["check", "."]).ends(3, told).ends(3, "no disagreement found in 1 article");
    }
}

#[test]
fn paths_without_articles_are_named_and_nothing_passes() {
    let desk =
        Desk::new(&[("scans/a.pdf", b"%PDF"), ("left/a.txt", RIGHT.as_bytes()), (".gitignore", b"left/*\n")]);
    fs::create_dir(desk.path().join("empty")).unwrap();
    for (path, told) in [
        ("nosuch.txt", "nosuch.txt: there is no such file or folder; check the path"),
        ("empty", "empty: the folder is empty"),
        ("scans", "scans: no .txt or .md file in this folder (1 other file)"),
        ("left", "left: no .txt or .md file in this folder that .gitignore lets through (1 left out)"),
    ] {
        desk.run(&["check", path]).ends(4, told).ends(4, "nothing was checked");
    }
    desk.run(&["check", "left/a.txt", "nosuch"]).ends(3, "nosuch: there is no such file or folder");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(&[("in/a.txt", RIGHT.as_bytes()), ("b.txt", RIGHT.as_bytes())]);
    let folder = desk.path().join("in");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    desk.run_as_nobody(&["check", "in"]).ends(4, "in: reading it is not allowed");
    desk.run_as_nobody(&["check", "."]).ends(3, "in: reading it is not allowed");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    std::os::unix::fs::symlink("nosuch", desk.path().join("c.txt")).unwrap();
    desk.run(&["check", "."]).ends(3, "./c.txt: there is no such file or folder");
}

#[test]
fn every_encoding_of_a_newsroom_is_read() {
    let text = format!("{RIGHT}{WRONG}").repeat(3);
    let utf_16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (windows_1256, _, lossy) = encoding_rs::WINDOWS_1256.encode(&text);
    assert!(!lossy);
    let desk = Desk::new(&[("a.txt", text.as_bytes())]);
    let plain = desk.run(&["check", "a.txt"]);
    plain.ends(1, "");
    for (bytes, warned) in [
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), false),
        (utf_16, false),
        (text.replace('\n', "\r\n").into_bytes(), false),
        (windows_1256.into_owned(), true),
    ] {
        desk.write("a.txt", &bytes);
        let ran = desk.run(&["check", "a.txt"]);
        assert_eq!((ran.code, &ran.stdout), (1, &plain.stdout));
        assert_eq!(ran.stderr.contains("read as windows-1256, as it is not UTF-8"), warned, "{}", ran.stderr);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_leaves_no_part_of_a_report() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes())]);
    desk.run(&["check", "a.txt", "--report", "/dev/full"])
        .ends(2, "/dev/full: the report cannot be written: No space left on device");
    assert!(!fs::metadata("/dev/full").unwrap().is_file(), "a device is written to, never replaced");
    desk.write("r.csv", b"old");
    desk.run(&["check", "a.txt", "--report", "a.txt/r.csv"]).ends(2, "the report cannot be written");
    desk.run(&["check", "a.txt", "--report", "."]).ends(2, "it is a folder; a file name would be right");
    assert_eq!(desk.names(), ["a.txt", "r.csv"]);
    assert_eq!(desk.read("r.csv"), b"old");
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = desk.command(&["check", "a.txt", "--report", "-"]).stdout(full).output().unwrap();
    Ran::of(output).ends(2, "-: the report cannot be written: No space left on device");
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let desk = Desk::new(&[("a.txt", WRONG.repeat(4_000).as_bytes())]);
    for args in
        [&["check", "a.txt"][..], &["check", "a.txt", "--report", "-"], &["claims", "a.txt"], &["--help"]]
    {
        let mut child = desk.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 1];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!stderr.contains("panicked") && !stderr.contains("roken pipe"), "{args:?}: {stderr}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {:?}", output.status);
    }
}

#[test]
fn the_same_bytes_from_any_number_of_threads_and_in_any_order() {
    let desk = Desk::new(&[]);
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut paths = Vec::new();
    for story in
        fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in fs::read_dir(&story).unwrap().map(|entry| entry.unwrap().path()) {
            let name =
                format!("{}/{}", story.file_name().unwrap().display(), file.file_name().unwrap().display());
            desk.write(&name, &fs::read(file).unwrap());
            paths.push(name);
        }
    }
    paths.sort();
    let report = |args: &[&str], paths: &[&str]| {
        let args = [&["check", "--agreements", "--report", "-"], args, paths].concat();
        let ran = desk.run(&args);
        (ran.code, ran.stdout, ran.stderr)
    };
    let mut paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let expected = report(&["-j", "1"], &paths);
    assert!(expected.1.lines().count() > 1, "{expected:?}");
    assert_eq!(report(&["-j", "8"], &paths), expected);
    paths.reverse();
    assert_eq!(report(&["-j", "8"], &paths), expected);
    paths.swap(0, 3);
    assert_eq!(
        report(&[], &[&paths[..], &paths[2..4]].concat()),
        expected,
        "a file that is named twice is read once"
    );
}

/// How long the longest file without a line break is, in bytes.
const LONG: usize = 50_000_000;

#[test]
fn fifty_megabytes_without_a_line_break_are_read() {
    let prose = "قالت وكالة رويترز إن الجسر أغلق صباح أمس بعد أن ارتفع منسوب النهر مترين كاملين، ";
    for (text, code, told) in [
        ("ا", 0, "no disagreement found in 1 article"),
        ("7", 0, "no disagreement found in 1 article"),
        ("«", 4, "a.txt: the file is empty"),
        (prose, 3, "of an article are read; split it into one article a file\n"),
        ("ا ", 3, "no disagreement found in 1 article (0 claims compared)\n"),
        ("1 ", 3, "not all of 1 input was compared"),
    ] {
        let desk = Desk::new(&[("a.txt", text.repeat(LONG / text.len()).as_bytes())]);
        let ran = desk.run(&["check", "a.txt", "--report", "r.csv"]);
        ran.ends(code, told);
        let cut = ran.stderr.contains("not checked: a.txt:1: the first ");
        assert_eq!(cut, code == 3, "what is not compared is said: {}", ran.stderr);
    }
}

#[test]
fn what_an_article_holds_cannot_reach_the_terminal() {
    let text = WRONG.replace("الجمعة 6", "الجمعة \u{1B}[31m\u{202E}6");
    let desk = Desk::new(&[("a.txt", text.as_bytes()), ("b\u{1B}[2J.txt", b"")]);
    let ran = desk.run(&["check", "."]);
    let printed = format!("{}{}", ran.stdout, ran.stderr);
    assert!(!printed.contains(['\u{1B}', '\u{202E}']), "{printed:?}");
    assert!(ran.stderr.contains("b\\u{1b}[2J.txt"), "{}", ran.stderr);
}
