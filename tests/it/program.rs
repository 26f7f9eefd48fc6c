//! The built program in a folder of its own.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// A sentence in which a check finds something: the sixth of February 2024 was a Tuesday.
pub(crate) const WRONG: &str = "وصل الوفد إلى مسقط يوم الجمعة 6 فبراير 2024 لبدء المحادثات.\n";
/// The same with the right day.
pub(crate) const RIGHT: &str = "وصل الوفد إلى مسقط يوم الثلاثاء 6 فبراير 2024 لبدء المحادثات.\n";

/// A folder with files, in which the program is run.
pub(crate) struct Desk(TempDir);

/// How a run of the program ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    /// A folder with these files.
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            desk.write(name, bytes);
        }
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the files and folders in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program with these arguments, untouched by the settings of this machine.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.args(args).current_dir(self.path()).stdin(Stdio::null());
        let ours = ["LANG", "JOBS", "FAIL_ON", "MIN_CONFIDENCE", "MAX_FINDINGS", "BASELINE", "CONFIG", "LOG"];
        for name in ours {
            command.env_remove(format!("ISNAD_{name}"));
        }
        let settings = [
            "COLUMNS",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "LC_ALL",
            "LC_CTYPE",
            "LC_MESSAGES",
            "LANGUAGE",
        ];
        for name in settings {
            command.env_remove(name);
        }
        command.env("LANG", "C.UTF-8").env("TERM", "xterm");
        command
    }

    /// Runs the program as somebody who may not read everything: the superuser may.
    #[cfg(unix)]
    pub(crate) fn run_as_nobody(&self, args: &[&str]) -> Ran {
        use std::os::unix::{
            fs::{MetadataExt, PermissionsExt},
            process::CommandExt,
        };
        const NOBODY: u32 = 65_534;
        let mut command = self.command(args);
        if fs::metadata(self.path()).unwrap().uid() == 0 {
            fs::set_permissions(self.path(), fs::Permissions::from_mode(0o755)).unwrap();
            // The program itself may lie where only the superuser looks.
            let program = self.path().join(".isnad-of-nobody");
            fs::copy(env!("CARGO_BIN_EXE_isnad"), &program).unwrap();
            command = {
                let mut copy = Command::new(program);
                copy.args(command.get_args()).current_dir(self.path()).stdin(Stdio::null()).uid(NOBODY);
                copy
            };
        }
        Ran::of(command.output().unwrap())
    }

    /// Runs the program.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }
}

impl Ran {
    pub(crate) fn of(output: std::process::Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
        let ran = Ran {
            code: output.status.code().expect("the program was not killed"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        ran
    }

    /// Holds the exit code, and that standard error says `told`.
    #[track_caller]
    pub(crate) fn ends(&self, code: i32, told: &str) -> &Ran {
        assert!(self.code == code && self.stderr.contains(told), "expected {code} and {told:?}: {self:#?}");
        self
    }
}
