//! `pincite config`: writes, shows and finds configurations.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use super::End;
use super::args::config::{Config, ConfigCommand};
use super::args::settings::Overrides;
use super::configs::Configs;
use super::schema::schema;
use super::trouble::Trouble;
use crate::config;

/// The file that is written.
const FILE: &str = "pincite.toml";

/// Runs the command.
pub(super) fn run(asked: &Config, out: &mut dyn Write) -> Result<End, Trouble> {
    match &asked.command {
        ConfigCommand::Init => init(out)?,
        ConfigCommand::Show { file, overrides } => show(file, overrides, out)?,
        ConfigCommand::Schema => out.write_all(schema().as_bytes())?,
        ConfigCommand::Path { file } => {
            let mut configs = Configs::of_overrides(&Overrides::default())?;
            let number = configs.of_path(file)?;
            match &configs.get(number).path {
                Some(path) => writeln!(out, "{path}")?,
                None => return Ok(End::Found),
            }
        }
    }
    Ok(End::Clean)
}

fn init(out: &mut dyn Write) -> Result<(), Trouble> {
    let exists = |name: &str| Trouble::Exists { path: name.to_owned() };
    // It would go before the one that is there.
    if std::path::Path::new(".pincite.toml").exists() {
        return Err(exists(".pincite.toml"));
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(FILE).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(FILE),
        _ => Trouble::Path { path: FILE.to_owned(), why: error.to_string() },
    })?;
    file.write_all(config::template().as_bytes())?;
    writeln!(out, "wrote {FILE}")?;
    Ok(())
}

fn show(file: &str, overrides: &Overrides, out: &mut dyn Write) -> Result<(), Trouble> {
    let mut configs = Configs::of_overrides(overrides)?;
    let number = configs.of_path(file)?;
    let configuration = configs.get(number);
    match &configuration.path {
        Some(path) => writeln!(out, "# {}", path.replace(char::is_control, "?"))?,
        None => writeln!(out, "# no configuration file")?,
    }
    out.write_all(config::show(&configuration.settings).as_bytes())?;
    Ok(())
}
