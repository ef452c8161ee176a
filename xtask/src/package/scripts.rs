//! The scripts of the package: the public ones, the worker, and whatever they import. Nothing of the site's page is
//! there that no script needs.

use crate::{
    device,
    error::{Error, Result},
    files, glue,
    project::Project,
    site,
};

use super::{Contents, imports};

/// The worker, which only the browser and bundlers see as an import.
const WORKER: &str = "internal/worker.js";

/// Where the assets are, from the scripts: not where they are on the site.
const PLACE: &str = "internal/place.js";

/// Everything that is reached from the public scripts and the worker.
pub fn collect(project: &Project) -> Result<Contents> {
    let mut contents = Contents::new();
    let mut waiting = vec![WORKER.to_owned()];
    let public = project.www().join("public");
    for path in files::entries(&public)? {
        let name = files::name_of(&path);
        if name.ends_with(".js") {
            waiting.push(format!("public/{name}"));
        } else if name.ends_with(".json") {
            contents.insert(format!("public/{name}"), files::read(&path)?);
        }
    }
    while let Some(path) = waiting.pop() {
        if contents.contains_key(&path) {
            continue;
        }
        let text = read(project, &path)?;
        for import in imports::find(&text) {
            waiting.push(imports::resolve(&path, &import));
        }
        contents.insert(path, text.into_bytes());
    }
    contents.extend(licences(project, &contents)?);
    Ok(contents)
}

/// A script by its path in the package.
fn read(project: &Project, path: &str) -> Result<String> {
    if let Some(device) = device::ALL
        .iter()
        .find(|device| path == format!("internal/glue/{}.js", device.id))
    {
        return glue::of(project, device);
    }
    if let Some(name) = path.strip_prefix("vendor/") {
        return files::read_text(&site::vendor(project, name)?);
    }
    let file = project.www().join(path);
    let text = files::read_text(&file)?;
    if path != PLACE {
        return Ok(text);
    }
    let own = text.replace("'../../'", "'../'");
    if own == text {
        return Err(Error::Contents {
            path: file,
            problem: "it does not lead from `www/internal` to the site's root".into(),
        });
    }
    Ok(own)
}

/// Those of the libraries that are in the package.
fn licences(project: &Project, contents: &Contents) -> Result<Contents> {
    let mut found = Contents::new();
    for path in contents.keys() {
        let Some(name) = path.strip_prefix("vendor/") else {
            continue;
        };
        let library = name.split('.').next().unwrap_or(name);
        let licence = format!("{library}.LICENSE");
        let text = files::read(&site::vendor(project, &licence)?)?;
        found.insert(format!("vendor/{licence}"), text);
    }
    Ok(found)
}
