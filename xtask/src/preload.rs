//! What the page's scripts import, told to the browser at once: it would find them level by level.

use std::{collections::BTreeSet, path::Path};

use crate::{error::Result, files, package::imports};

/// Where the list goes, below the site; `index.html` runs it.
const LIST: &str = "www/internal/preload.js";

/// What `start.js` begins with: the page, and the element alone in a frame.
const ENTRIES: [(&str, &str); 2] = [
    ("page", "www/internal/main.js"),
    ("embed", "www/internal/embed/embed-page.js"),
];

/// What is done with the list. The worker has scripts of its own to load; whoever needs it says what went wrong.
const WORK: &str = "\
const isFramed = new URLSearchParams(location.search).has('embed');
const variant = new URLSearchParams(location.hash.slice(1)).get('variant');
const expectLab = ({ sharedHost }) => sharedHost().expect(new URL('.', document.baseURI).href, variant);
if (!isFramed) import('./client/worker-host.js').then(expectLab, () => {});
for (const href of scripts[isFramed ? 'embed' : 'page']) {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
}
";

/// Writes the list for the scripts that a site consists of.
pub fn write(site: &Path) -> Result<()> {
    let mut lists = Vec::new();
    for (name, entry) in ENTRIES {
        let scripts = graph(site, entry)?;
        let scripts: Vec<String> = scripts.iter().map(|path| format!("'{path}'")).collect();
        lists.push(format!("  {name}: [{}],\n", scripts.join(", ")));
    }
    let script = format!("const scripts = {{\n{}}};\n{WORK}", lists.concat());
    files::write_atomic(&site.join(LIST), script.as_bytes())
}

/// `entry` and all that it imports before it runs.
fn graph(site: &Path, entry: &str) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![entry.to_owned()];
    while let Some(path) = waiting.pop() {
        if !found.insert(path.clone()) {
            continue;
        }
        let text = files::read_text(&site.join(&path))?;
        let needed = imports::find_static(&text);
        waiting.extend(needed.iter().map(|import| imports::resolve(&path, import)));
    }
    Ok(found)
}
